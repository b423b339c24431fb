package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.Problem;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.kit.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Work that came when it was no longer its author's to do: where it comes from, and what of it may
/// be taken over by itself.
///
/// @param origin in words: from which machine, written when, come when
/// @param blocked text key of why it is not taken over value by value, empty when it may
/// @param parts what may be taken over by itself, in the order of the record's fields
record LateWork(String origin, String blocked, List<Part> parts) {
  LateWork {
    parts = List.copyOf(parts);
  }

  /// A merge group of the record: its values go together.
  ///
  /// @param label the names of its fields
  /// @param kept in words
  /// @param offered in words
  record Part(String group, String label, String kept, String offered) {}

  /// What of a record may be taken over by itself. Fields both sides agree on are left out.
  static List<Part> parts(
      CaseRecord conflict,
      Function<String, String> label,
      BiFunction<String, String, String> words,
      String comma) {
    RecordType type = ConflictFields.type(conflict);
    var groups = new LinkedHashMap<String, List<String>>();
    for (String f : inOrder(type, ConflictFields.names(conflict))) {
      String kept = conflict.text(ConflictFields.KEPT + f);
      if (kept.equals(conflict.text(ConflictFields.OFFERED + f))) continue;
      groups.computeIfAbsent(type.groupOf(f), _ -> new ArrayList<>()).add(f);
    }
    var parts = new ArrayList<Part>();
    groups.forEach((group, fields) ->
        parts.add(
            new Part(
                group,
                joined(fields, label, comma),
                joined(fields, f -> words.apply(f, conflict.text(ConflictFields.KEPT + f)), comma),
                joined(
                    fields,
                    f -> words.apply(f, conflict.text(ConflictFields.OFFERED + f)),
                    comma))));
    return parts;
  }

  /// As the record's type names its fields; what it does not know comes last.
  private static List<String> inOrder(RecordType type, Collection<String> names) {
    var all = new ArrayList<String>();
    type.fields().stream().map(FieldSpec::name).filter(names::contains).forEach(all::add);
    names.stream().filter(n -> !all.contains(n)).forEach(all::add);
    return all;
  }

  private static String joined(List<String> fields, Function<String, String> words, String comma) {
    return String.join(comma, fields.stream().map(words).toList());
  }

  /// The value each field in dispute has when these groups are taken over.
  static Map<String, String> values(CaseRecord conflict, Collection<String> taken) {
    RecordType type = ConflictFields.type(conflict);
    var values = new TreeMap<String, String>();
    for (String f : ConflictFields.names(conflict)) {
      String side = taken.contains(type.groupOf(f)) ? ConflictFields.OFFERED : ConflictFields.KEPT;
      values.put(f, conflict.text(side + f));
    }
    return values;
  }

  /// What the rules of the record say against taking these values over.
  static Optional<Message> problem(
      CaseRecord conflict,
      Optional<CaseRecord> standing,
      Map<String, String> values,
      LocalDate today) {
    CaseRecord now =
        standing.orElseGet(() ->
            CaseRecord.of(
                ConflictFields.type(conflict),
                conflict.ref("record").orElse(conflict.id()),
                conflict.scope(),
                conflict.caseId(),
                Map.of()));
    for (var e : values.entrySet())
      now = now.with(e.getKey(), e.getValue().isEmpty() ? null : e.getValue());
    boolean fresh = standing.isEmpty();
    return Schema.check(now, today).stream()
        .filter(Problem::refuses)
        .filter(p -> fresh || values.containsKey(p.field()))
        .findFirst()
        .map(p -> Message.of("work.problem." + p.code(), p.args().toArray()));
  }

  /// Name of the settlement in the record.
  static String choice(Pick pick) {
    return pick == Pick.PART ? ConflictHistory.PART : pick.name();
  }
}
