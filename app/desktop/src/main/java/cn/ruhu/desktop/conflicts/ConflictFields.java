package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
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

  /// The type of the record in dispute.
  static RecordType type(CaseRecord conflict) {
    for (RecordType t : RecordType.values())
      if (t.name().equals(conflict.text("recordType"))) return t;
    return RecordType.CONFLICT;
  }

  /// The record with the values of one side; a field that side left empty is emptied.
  static CaseRecord with(CaseRecord conflict, CaseRecord standing, String side) {
    var fields = new TreeMap<>(standing.fields());
    for (String name : names(conflict)) fields.put(name, conflict.text(side + name));
    return CaseRecord.of(
        standing.type(), standing.id(), standing.scope(), standing.caseId(), fields);
  }

  /// Whether the record holds the values of one side.
  static boolean holds(CaseRecord conflict, CaseRecord standing, String side) {
    return names(conflict).stream().allMatch(n -> standing.text(n).equals(conflict.text(side + n)));
  }
}
