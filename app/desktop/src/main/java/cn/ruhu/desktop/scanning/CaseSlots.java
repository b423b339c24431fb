package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.paper.Signers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// The slots of one case with what lies in them, what this batch brings, and the holes. Pure.
final class CaseSlots {
  private CaseSlots() {}

  /// @param slot code of table `docType`
  /// @param filed pages of the case
  /// @param coming pages of the tray that would go there
  /// @param holes pages that are missing of what came
  record Line(String slot, int filed, int coming, List<Hole> holes) {
    Line {
      holes = List.copyOf(holes);
    }
  }

  /// Something is missing.
  ///
  /// @param owner whose sheet of signature, by name; `""` for a numbered page
  /// @param page number of the page, 0 for a sheet of signature
  record Hole(String owner, int page) {}

  /// Slots that hold something or are about to, in the order of the archive.
  ///
  /// @param rows rows of the open batches
  static List<Line> of(CaseFile file, List<TrayRow> rows, LocalDate today) {
    if (file.head().isEmpty()) return List.of();
    UUID id = file.head().get().id();
    List<TrayRow> coming =
        rows.stream()
            .filter(r -> !r.settled())
            .filter(r -> r.place().filter(p -> p.application().equals(id)).isPresent())
            .toList();
    var lines = new ArrayList<Line>();
    for (CodeEntry entry : CodeTables.table("docType").entries()) {
      String slot = entry.code();
      List<CaseRecord> filed =
          file.pages().stream().filter(p -> p.text("slot").equals(slot)).toList();
      List<TrayRow> own =
          coming.stream().filter(r -> r.place().orElseThrow().docType().equals(slot)).toList();
      if (filed.isEmpty() && own.isEmpty()) continue;
      lines.add(new Line(slot, filed.size(), own.size(), holes(file, slot, filed, own, today)));
    }
    return List.copyOf(lines);
  }

  private static List<Hole> holes(
      CaseFile file, String slot, List<CaseRecord> filed, List<TrayRow> own, LocalDate today) {
    var groups = new TreeMap<String, Sheets>();
    var signed = new HashSet<UUID>();
    for (CaseRecord p : filed) {
      Optional<UUID> owner = Routing.owner(p);
      owner.ifPresent(signed::add);
      note(groups, owner, number(p, "codePage"), number(p, "codeOf"));
    }
    for (TrayRow r : own) {
      Routing.Slot s = r.place().orElseThrow();
      s.owner().ifPresent(signed::add);
      note(groups, s.owner(), s.page(), s.of());
    }
    var holes = new ArrayList<Hole>();
    for (Sheets g : groups.values())
      for (int page = 1; page <= g.of(); page++)
        if (!g.there().contains(page)) holes.add(new Hole("", page));
    if (slot.equals(Sorting.FORM) && !groups.isEmpty() && holes.isEmpty())
      for (CaseRecord signer : Signers.of(file, today))
        if (!signed.contains(signer.id())) holes.add(new Hole(Sorting.name(file, signer.id()), 0));
    return holes;
  }

  private static int number(CaseRecord page, String field) {
    return Texts.whole(page.text(field)).orElse(0L).intValue();
  }

  /// Numbered pages that belong together: those of one print, whoever signs which of them.
  private record Sheets(int of, Set<Integer> there) {}

  private static void note(Map<String, Sheets> groups, Optional<UUID> owner, int page, int of) {
    if (of == 0) return;
    String key = of == 1 ? owner.map(UUID::toString).orElse("") : Integer.toString(of);
    var there = new TreeSet<>(groups.getOrDefault(key, new Sheets(of, Set.of())).there());
    there.add(page);
    groups.put(key, new Sheets(of, there));
  }
}
