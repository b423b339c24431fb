package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says in words whom a conflict is put to and why, and what became of it. Work for the background.
final class Courses {
  private final Desk desk;
  private final Text text;

  Courses(Desk desk, Text text) {
    this.desk = desk;
    this.text = text;
  }

  Dispute.Asking asking(CaseFile file, CaseRecord conflict) {
    Optional<UUID> asked = conflict.ref("askedOf");
    return new Dispute.Asking(
        asked.map(desk::staffName).orElse(""),
        asked.map(this::person).orElse(""),
        text.of("conflicts.why." + why(file, conflict, asked)),
        CaseFile.instant(conflict, "authoredAt"));
  }

  private static String why(CaseFile file, CaseRecord conflict, Optional<UUID> asked) {
    if (asked.isEmpty()) return conflict.text("kind").equals("LATE") ? "late" : "nobody";
    boolean sender =
        conflict.text("kind").equals("LATE")
            && file.assignments().stream().anyMatch(a -> a.ref("assignedBy").equals(asked));
    if (sender) return "sender";
    if (conflict.ref("keptAuthor").equals(asked)) return "kept";
    boolean clerk = file.application().flatMap(a -> a.ref("clerk")).equals(asked);
    return clerk ? "clerk" : "district";
  }

  private String person(UUID id) {
    String name = desk.staffName(id);
    if (name.isEmpty()) return text.of("conflicts.author.unknown");
    return desk.staff(id)
        .map(s -> text.of("conflicts.person", name, text.of("kit.role." + s.text("role"))))
        .orElse(name);
  }

  Dispute.Course course(
      CaseRecord conflict, Optional<CaseRecord> standing, Evidences.InWords words) {
    boolean settled = conflict.text("state").equals("RESOLVED");
    return new Dispute.Course(
        settled ? conflict.text("choice") : "",
        settled
            ? values(conflict, side(conflict.text("choice")), ConflictFields.left(conflict), words)
            : "",
        history(conflict).stream().map(e -> line(conflict, e, words)).toList(),
        settled ? noUndo(conflict, standing) : "");
  }

  private static String noUndo(CaseRecord conflict, Optional<CaseRecord> standing) {
    boolean whole = ConflictFields.wholeAct(conflict);
    boolean decided = !conflict.text("choice").equals("KEEP");
    if (decided && ConflictFields.late(conflict)) return "conflicts.undo.late";
    if (whole && decided) return "conflicts.undo.whole";
    if (ConflictFields.gone(conflict, standing)) return "conflicts.undo.stale";
    if (standing.isEmpty() || ConflictFields.wholeRecord(conflict)) return "";
    boolean untouched =
        ConflictFields.holds(standing.get(), ConflictFields.left(conflict))
            || ConflictFields.holds(
                standing.get(), ConflictFields.side(conflict, ConflictFields.KEPT));
    return untouched || whole ? "" : "conflicts.undo.stale";
  }

  /// The entries of the record; one that older programs settled tells its last settlement alone.
  private static List<ConflictHistory.Entry> history(CaseRecord conflict) {
    List<ConflictHistory.Entry> all = ConflictHistory.of(conflict);
    if (!all.isEmpty() || !conflict.text("state").equals("RESOLVED")) return all;
    return List.of(
        new ConflictHistory.Entry(
            1,
            conflict.text("choice"),
            conflict.ref("resolvedBy"),
            CaseFile.instant(conflict, "resolvedAt"),
            conflict.text("resolveReason"),
            new TreeMap<>()));
  }

  private String line(CaseRecord conflict, ConflictHistory.Entry entry, Evidences.InWords words) {
    String at = entry.at().map(Show::minute).orElse("");
    String who = entry.by().map(this::person).orElseGet(() -> text.of("conflicts.author.unknown"));
    String side = side(entry.act());
    boolean ofTheTwo = entry.values().isEmpty() && !entry.act().equals("OTHER");
    Map<String, String> values = ofTheTwo ? ConflictFields.side(conflict, side) : entry.values();
    String key = "conflicts.history." + entry.act();
    String line =
        text.of(
            text.has(key) ? key : "conflicts.history.UNKNOWN",
            at,
            who,
            values(conflict, side, values, words));
    return entry.reason().isEmpty()
        ? line
        : text.of("conflicts.history.reason", line, entry.reason());
  }

  private static String side(String act) {
    return act.equals("TAKE") ? ConflictFields.OFFERED : ConflictFields.KEPT;
  }

  private String values(
      CaseRecord conflict, String side, Map<String, String> values, Evidences.InWords words) {
    Stream<String> record =
        ConflictFields.wholeRecord(conflict)
            ? Stream.of(record(text, conflict, side))
            : Stream.empty();
    return Stream.concat(
            record, values.entrySet().stream().map(e -> words.of(e.getKey(), e.getValue())))
        .collect(Collectors.joining(text.of("work.value.comma")));
  }

  /// Whether the record is there by this side, in words.
  static String record(Text text, CaseRecord conflict, String side) {
    return text.of(
        conflict.is(side + ConflictFields.DELETED)
            ? "conflicts.record.gone"
            : "conflicts.record.there");
  }
}
