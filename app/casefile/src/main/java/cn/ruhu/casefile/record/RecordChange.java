package cn.ruhu.casefile.record;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one act does to one record: the fields it names, each with the value its author saw. A
/// merge therefore needs no common ancestor, and an older program drops no field it does not know.
///
/// Immutable, thread-safe.
public record RecordChange(
    RecordType type,
    UUID id,
    String scope,
    @Nullable UUID caseId,
    SortedMap<String, FieldChange> fields,
    boolean create,
    boolean delete) {

  public RecordChange {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /// The record is new.
  public static RecordChange create(CaseRecord made) {
    var set = new TreeMap<String, FieldChange>();
    made.fields().forEach((k, v) -> set.put(k, new FieldChange(null, v)));
    return new RecordChange(made.type(), made.id(), made.scope(), made.caseId(), set, true, false);
  }

  /// Only the fields that differ; empty when nothing does.
  public static Optional<RecordChange> between(CaseRecord before, CaseRecord after) {
    if (!before.id().equals(after.id()))
      throw new IllegalArgumentException("two different records");
    var set = new TreeMap<String, FieldChange>();
    var names = new TreeSet<>(before.fields().keySet());
    names.addAll(after.fields().keySet());
    for (String name : names) {
      String was = before.fields().get(name);
      String is = after.fields().get(name);
      if (!Objects.equals(was, is)) set.put(name, new FieldChange(was, is));
    }
    if (set.isEmpty()) return Optional.empty();
    return Optional.of(
        new RecordChange(
            after.type(), after.id(), after.scope(), after.caseId(), set, false, false));
  }

  /// The record goes, leaving a tombstone.
  public static RecordChange delete(CaseRecord gone) {
    return new RecordChange(
        gone.type(), gone.id(), gone.scope(), gone.caseId(), new TreeMap<>(), false, true);
  }

  /// The record as its author will see it: `current` (null when creating) with the fields of this
  /// change.
  public CaseRecord applyTo(@Nullable CaseRecord current) {
    var values = current == null ? new TreeMap<String, String>() : new TreeMap<>(current.fields());
    fields.forEach((k, c) -> {
      if (c.after() == null) values.remove(k);
      else values.put(k, c.after());
    });
    return new CaseRecord(
        type,
        id,
        current == null ? scope : current.scope(),
        current == null ? caseId : current.caseId(),
        values);
  }
}
