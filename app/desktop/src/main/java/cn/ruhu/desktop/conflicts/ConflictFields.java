package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Provenance;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How a conflict record holds its two sides: for each field in dispute what the late author had
/// seen, what stands, and what came later. Stateless.
final class ConflictFields {
  static final String BASE = "base.";
  static final String KEPT = "kept.";
  static final String OFFERED = "offered.";

  /// Stands in the place of a field when one side took the whole record away.
  static final String DELETED = "deleted";

  /// Records that are written by acts alone.
  private static final Set<RecordType> BY_ACT =
      Set.of(RecordType.EVENT, RecordType.OPINION, RecordType.DECISION);

  private ConflictFields() {}

  /// The fields in dispute.
  static SortedSet<String> names(CaseRecord conflict) {
    var names = new TreeSet<String>();
    for (String field : conflict.fields().keySet())
      for (String side : List.of(BASE, KEPT, OFFERED))
        if (field.startsWith(side)) names.add(field.substring(side.length()));
    return names;
  }

  /// Whether one side took the whole record away.
  static boolean wholeRecord(CaseRecord conflict) {
    return names(conflict).contains(DELETED);
  }

  /// Whether it is about work that came too late.
  static boolean late(CaseRecord conflict) {
    return conflict.text("kind").equals("LATE");
  }

  /// Whether an act waits as a whole, which only its author can do again.
  static boolean wholeAct(CaseRecord conflict) {
    if (conflict.text("kind").equals("ATOMIC")) return true;
    return late(conflict)
        && (BY_ACT.contains(type(conflict)) || !conflict.text(OFFERED + "stage").isEmpty());
  }

  /// Whether somebody took the record away while a field of it was in dispute.
  static boolean gone(CaseRecord conflict, Optional<CaseRecord> standing) {
    return standing.isEmpty() && conflict.text("kind").equals("FIELD");
  }

  /// The type of the record in dispute.
  static RecordType type(CaseRecord conflict) {
    for (RecordType t : RecordType.values())
      if (t.name().equals(conflict.text("recordType"))) return t;
    return RecordType.CONFLICT;
  }

  /// The values of one side by field, `""` where it left a field empty.
  static Map<String, String> side(CaseRecord conflict, String side) {
    var values = new TreeMap<String, String>();
    for (String name : names(conflict))
      if (!name.equals(DELETED)) values.put(name, conflict.text(side + name));
    return values;
  }

  /// The values a settlement left standing.
  static Map<String, String> left(CaseRecord conflict) {
    Map<String, String> kept = side(conflict, KEPT);
    return conflict.text("choice").equals("TAKE")
        ? side(conflict, OFFERED)
        : ConflictHistory.left(conflict, kept.keySet()).orElse(kept);
  }

  /// The record with these values, with what is noted of where they came from and what follows from
  /// a number that the values themselves do not say.
  static CaseRecord with(CaseRecord standing, Map<String, String> values, LocalDate today) {
    CaseRecord now = standing;
    boolean person = standing.type() == RecordType.PERSON;
    String number = values.get("idNumber");
    if (person && number != null) now = Provenance.left(now, "idNumber", number, today);
    for (var e : values.entrySet())
      now =
          person
              ? Provenance.noted(now, e.getKey(), e.getValue())
              : now.with(e.getKey(), e.getValue());
    return now;
  }

  /// Whether the record holds these values.
  static boolean holds(CaseRecord standing, Map<String, String> values) {
    return values.entrySet().stream().allMatch(e -> standing.text(e.getKey()).equals(e.getValue()));
  }
}
