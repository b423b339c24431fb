package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.journeys.road.Place;
import cn.ruhu.wire.FileAddress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Sheets as they are carried to a scanner: what each is, how it stands when it was read, what a
/// person does with it and where it ends.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class MixedStack {
  static final String FAMILY = "陈立国";
  static final String WIFE = "张艳红";
  static final String ALONE = "王䶮";

  private static final PageKey ELSEWHERE = new PageKey(7, HexFormat.of().parseHex("3c".repeat(32)));

  private final List<Sheet> sheets = new ArrayList<>();
  private long seed;

  /// What a person does with a sheet.
  enum Act {
    NOTHING,
    /// looks at its signature line
    SIGNED,
    /// says why it is not filed
    ASIDE,
    /// says where it goes
    PLACED,
    /// lets it take the place of the page that is there
    REPLACES
  }

  /// @param file as the scanner sends it
  /// @param state how it stands when it was read
  /// @param end where it is filed: applicant, slot, whose; `""` for nowhere
  record Sheet(byte[] file, String state, Act act, String end) {
    String hash() {
      return FileAddress.of(file).hex();
    }
  }

  List<Sheet> sheets() {
    return List.copyOf(sheets);
  }

  List<byte[]> files() {
    return sheets.stream().map(Sheet::file).toList();
  }

  List<String> states() {
    return sheets.stream().map(Sheet::state).toList();
  }

  long filed() {
    return sheets.stream().filter(s -> !s.end().isEmpty()).count();
  }

  long with(Act act) {
    return sheets.stream().filter(s -> s.act() == act).count();
  }

  long standing(String state) {
    return sheets.stream().filter(s -> s.state().equals(state)).count();
  }

  private void add(BufferedImage sheet, double lean, String state, Act act, String end)
      throws IOException {
    sheets.add(new Sheet(ScannedPaper.jpeg(sheet, lean, ++seed), state, act, end));
  }

  /// Forms of two families whose pages lie between each other, the second from its end, with what
  /// gets between papers: a sheet of another office and one of another district, one whose code
  /// cannot be read, a blank one, one scanned before, a file that is spoilt. Then each family's
  /// loose papers behind their cover.
  ///
  /// @param family pages of a form that ends with sheets for two signers
  /// @param alone pages of one that ends with a sheet for one
  /// @param loose sheets behind the covers
  static MixedStack whole(
      List<BufferedImage> family,
      List<BufferedImage> alone,
      BufferedImage booklet,
      BufferedImage card,
      int loose)
      throws Exception {
    var stack = new MixedStack();
    for (int i = 0; i < Math.max(family.size(), alone.size()); i++) {
      if (i < family.size()) stack.ofFamily(family, i);
      if (i < alone.size()) stack.ofAlone(alone, alone.size() - 1 - i);
      if (i == 1) stack.add(ScannedPaper.foreign("ZHANG DAN", 5), 0.6, "WAIT", Act.ASIDE, "");
      if (i == 2) stack.elsewhere();
    }
    stack.add(ScannedPaper.blank(3), 0, "BLANK", Act.NOTHING, "");
    stack.add(family.getFirst(), -1.2, "ASK", Act.ASIDE, "");
    byte[] spoilt = ScannedPaper.spoilt(ScannedPaper.jpeg(ScannedPaper.foreign("X", 6), 0, 6));
    stack.sheets.add(new Sheet(spoilt, "WAIT", Act.ASIDE, ""));
    stack.behind(booklet, "HUKOUBU", FAMILY + " D04 ", loose);
    stack.behind(card, "SHENFENZHENG", ALONE + " D03 ", loose);
    return stack;
  }

  private void ofFamily(List<BufferedImage> form, int page) throws IOException {
    String end = FAMILY + " D02 ";
    double lean = page == 0 ? 181.2 : page % 3 - 0.8;
    int signer = page - (form.size() - 2);
    if (signer >= 0) {
      var sheet = ScannedPaper.signed(form.get(page), page);
      add(sheet, lean, "SIGN", Act.SIGNED, end + (signer == 0 ? FAMILY : WIFE));
    } else if (page == 1) add(ScannedPaper.smeared(form.get(page)), lean, "WAIT", Act.PLACED, end);
    else add(form.get(page), lean, "READY", Act.NOTHING, end);
  }

  private void ofAlone(List<BufferedImage> form, int page) throws IOException {
    String end = ALONE + " D02 ";
    if (page == form.size() - 1)
      add(ScannedPaper.signed(form.get(page), 90), 0.7, "SIGN", Act.SIGNED, end + ALONE);
    else add(form.get(page), 0.9 - page % 2, "READY", Act.NOTHING, end);
  }

  private void elsewhere() throws Exception {
    String code = PageCode.page(new UUID(7, 7), "D02", 1, 2, 9).write(ELSEWHERE);
    add(ScannedPaper.elsewhere(code, 8), 0.3, "WAIT", Act.ASIDE, "");
  }

  private void behind(BufferedImage cover, String title, String end, int loose) throws IOException {
    add(cover, 0.4, "COVER", Act.NOTHING, "");
    for (int i = 1; i <= loose; i++) {
      if (i == 3) add(ScannedPaper.blank(seed), 0, "BLANK", Act.NOTHING, "");
      add(
          ScannedPaper.foreign(title + " " + i, 100 + ++seed),
          i % 3 * 0.5,
          "READY",
          Act.NOTHING,
          end);
    }
  }

  /// What comes in later: a better scan of a page that is filed, a sheet of another office, a blank
  /// one, and more of each family behind their covers.
  ///
  /// @param page first of a form, filed already
  static MixedStack later(BufferedImage page, BufferedImage booklet, BufferedImage card)
      throws IOException {
    var stack = new MixedStack();
    stack.seed = 1_000;
    stack.add(page, 0.2, "ASK", Act.REPLACES, ALONE + " D02 ");
    stack.add(ScannedPaper.foreign("ZHANG DAN", 55), 0.6, "WAIT", Act.ASIDE, "");
    stack.behind(booklet, "HUKOUBU", FAMILY + " D04 ", 3);
    stack.behind(card, "SHENFENZHENG", ALONE + " D03 ", 2);
    return stack;
  }

  /// Through a glass, one after the other: forms of both, a stranger, one scanned before.
  static MixedStack single(List<BufferedImage> family, List<BufferedImage> alone)
      throws IOException {
    var stack = new MixedStack();
    stack.seed = 2_000;
    stack.ofFamily(family, 0);
    stack.ofAlone(alone, alone.size() - 1);
    stack.ofFamily(family, 1);
    stack.add(ScannedPaper.foreign("ZHANG DAN", 5), 0.6, "WAIT", Act.ASIDE, "");
    stack.ofAlone(alone, 0);
    stack.ofFamily(family, family.size() - 1);
    stack.add(family.getFirst(), -1.2, "ASK", Act.ASIDE, "");
    return stack;
  }

  /// Every sheet that was to be filed is in its case and slot on another machine, received by the
  /// district, whose disk holds the very bytes the scanner sent.
  static void arrived(Tour tour, List<Sheet> sheets) throws Exception {
    var expected = new TreeMap<String, String>();
    for (Sheet s : sheets) if (!s.end().isEmpty()) expected.put(s.hash(), s.end());
    try (Place other = tour.elsewhere("chuangkou2")) {
      var found = new TreeMap<String, String>();
      for (CaseRecord page : other.desk.store().all(RecordType.PAGE)) {
        String address = page.text("file");
        FileAddress file = FileAddress.parse(address).orElseThrow();
        if (!expected.containsKey(file.hex())) continue;
        found.put(file.hex(), end(other, page));
        assertTrue(other.desk.inDistrict(address), "received: " + end(other, page));
        byte[] kept = tour.arrived(file).orElseThrow();
        assertEquals(file.hex(), FileAddress.of(kept).hex(), "the very bytes");
      }
      assertEquals(expected, found);
    }
  }

  /// How many pages the district has received from scanners for each end of these sheets: for a
  /// scanner whose files are its own.
  static Map<String, Long> received(Tour tour, List<Sheet> sheets) throws Exception {
    var found = new TreeMap<String, Long>();
    try (Place other = tour.elsewhere("chuangkou2")) {
      for (CaseRecord page : other.desk.store().all(RecordType.PAGE)) {
        String end = end(other, page);
        boolean asked = sheets.stream().anyMatch(s -> s.end().equals(end));
        if (!asked || !page.text("source").equals("SCANNER")) continue;
        FileAddress file = FileAddress.parse(page.text("file")).orElseThrow();
        byte[] kept = tour.arrived(file).orElseThrow();
        assertEquals(file.hex(), FileAddress.of(kept).hex(), "the very bytes");
        found.merge(end, 1L, Long::sum);
      }
    }
    return found;
  }

  /// How many of these sheets end at each place.
  static Map<String, Long> ends(List<Sheet> sheets) {
    return sheets.stream()
        .map(Sheet::end)
        .filter(e -> !e.isEmpty())
        .collect(Collectors.groupingBy(e -> e, TreeMap::new, Collectors.counting()));
  }

  /// As [Sheet#end] says it.
  static String end(Place at, CaseRecord page) {
    CaseFile file = at.desk.caseFile(page.ref("application").orElseThrow());
    String applicant = file.applicant().map(p -> p.text("name")).orElse("");
    String owner =
        Routing.owner(page)
            .flatMap(file::record)
            .flatMap(file::personOf)
            .map(p -> p.text("name"))
            .orElse("");
    return applicant + " " + page.text("slot") + " " + owner;
  }
}
