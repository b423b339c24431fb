package cn.ruhu.casefile.compare;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Which pages show a fact: those taken at its question, and papers of the kind that proves it
/// (DOMAIN §3.6) of the same person.
final class Evidence {
  private static final String REPORT = "D18";

  /// the question of a line where its paper is photographed
  private static final Map<Topic, String> AT_LINE =
      Map.of(Topic.INCOME, "I08", Topic.SUPPORTERS, "F12");

  private static final Map<String, Set<String>> BY_QUESTION =
      Map.ofEntries(
          Map.entry("M10", Set.of("D04", "D16")),
          Map.entry("M09", Set.of("D04")),
          Map.entry("M12", Set.of("D16", "D19")),
          Map.entry("M13", Set.of("D05")),
          Map.entry("M15", Set.of("D08", "D10")),
          Map.entry("M16", Set.of("D12", "D10")),
          Map.entry("M17", Set.of("D11", "D13", "D06")),
          Map.entry("M14", Set.of("D13")),
          Map.entry("H04", Set.of("D14")),
          Map.entry("H05", Set.of("D14")),
          Map.entry("H06", Set.of("D14", "D19")),
          Map.entry("H07", Set.of("D14")),
          Map.entry("H08", Set.of("D14", "D19")),
          Map.entry("H17", Set.of("D14")),
          Map.entry("P08", Set.of("D15")));

  private static final Map<String, Set<String>> BY_EXPENSE =
      Map.of(
          "E02", Set.of("D14"),
          "E08", Set.of("D09"),
          "E09", Set.of("D09"),
          "E10", Set.of("D13"));

  private Evidence() {}

  static List<UUID> of(CaseFile file, FactRow row, Topic topic) {
    Set<String> papers = papers(row, topic);
    return file.pages().stream()
        .filter(p -> taken(p, row, topic) || shows(p, row, papers))
        .map(CaseRecord::id)
        .toList();
  }

  /// Taken at the question; for income at a line of the same member, for what supporters said at
  /// the same supporter's judgement or agreement, for expenditure at the bills asked for beside it.
  private static boolean taken(CaseRecord page, FactRow row, Topic topic) {
    String path = page.text("path");
    if (path.isEmpty()) return false;
    if (path.equals(row.path()) || path.equals(row.key())) return true;
    if (topic == Topic.EXPENSES) return path.equals(row.code() + "P");
    String own = AT_LINE.getOrDefault(topic, "");
    int owner = row.path().indexOf('@');
    if (own.isEmpty() || owner < 0) return false;
    String at = own + row.path().substring(owner);
    return path.equals(at) || path.startsWith(at + "#");
  }

  private static boolean shows(CaseRecord page, FactRow row, Set<String> papers) {
    String slot = page.text("slot");
    if (slot.equals(REPORT) && !row.registry().isEmpty()) return true;
    if (!papers.contains(slot)) return false;
    Optional<UUID> whose = page.ref("member");
    return row.subject().isEmpty() || whose.isEmpty() || whose.equals(row.subject());
  }

  private static Set<String> papers(FactRow row, Topic topic) {
    if (topic == Topic.INCOME)
      return row.code().startsWith("4") ? Set.of("D06", "D07") : Set.of("D06");
    if (topic == Topic.EXPENSES) return BY_EXPENSE.getOrDefault(row.code(), Set.of());
    return BY_QUESTION.getOrDefault(row.code(), Set.of());
  }
}
