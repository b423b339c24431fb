package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.pages.PageSamples;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A family with five pages on file and a neighbour with none, at the clerk's desk.
final class BoundCase {
  static final UUID CASE = PrintedCase.CASE;
  static final UUID OTHER = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_2001L);
  private static final UUID OTHER_PERSON = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_2011L);

  final TestDesk desk;
  final DistrictDouble district;
  final List<byte[]> originals = new ArrayList<>();

  BoundCase(Path home) throws StoreException {
    desk = TestDesk.clerk(home);
    district = new DistrictDouble(desk);
    var all = new ArrayList<>(PrintedCase.family());
    all.add(PrintedCase.pageKey());
    all.add(
        CaseRecord.of(
            RecordType.APPLICATION,
            OTHER,
            TestDesk.STREET,
            OTHER,
            Map.of(
                "number",
                "110108072026001000433",
                "street",
                TestDesk.STREET,
                "applicant",
                OTHER_PERSON.toString(),
                "stage",
                "SUBMITTED")));
    all.add(
        CaseRecord.of(
            RecordType.PERSON,
            OTHER_PERSON,
            TestDesk.STREET,
            OTHER,
            Map.of("name", "赵德福", "birthDate", "1951-02-03")));
    for (int i = 0; i < 5; i++) all.add(page(i));
    desk.receive(all.toArray(CaseRecord[]::new));
  }

  private CaseRecord page(int i) throws StoreException {
    byte[] bytes = PageSamples.jpeg(PageSamples.sheet("P" + i, 900, 1270));
    originals.add(bytes);
    String slot = i < 2 ? "D03" : i < 4 ? "D04" : "D06";
    UUID owner = i % 2 == 0 ? PrintedCase.HUSBAND : PrintedCase.WIFE;
    return CaseRecord.of(
        RecordType.PAGE,
        new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_3000L + i),
        TestDesk.STREET,
        CASE,
        Map.of(
            "application", CASE.toString(),
            "slot", slot,
            "member", owner.toString(),
            "file", desk.store().files().put(bytes, CASE, "image/jpeg"),
            "mime", "image/jpeg",
            "takenAt", "2026-11-20T01:00:00Z",
            "by", TestDesk.CLERK.toString(),
            "source", "SCANNER",
            "order", Integer.toString(i)));
  }

  CaseFile file() {
    return desk.desk().caseFile(CASE);
  }

  /// Standing pages as `slot order`, by the number their sample was made with.
  List<String> pages() {
    return Leaf.of(file(), false).stream().map(l -> l.slot() + " " + sample(l.page())).toList();
  }

  /// Which of the five originals a page shows, `-` for another.
  String sample(CaseRecord page) {
    try {
      byte[] bytes = desk.store().files().bytes(page.text("file"));
      for (int i = 0; i < originals.size(); i++)
        if (java.util.Arrays.equals(originals.get(i), bytes)) return Integer.toString(i);
      return "-";
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }
}
