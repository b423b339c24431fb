package cn.ruhu.casefile.record;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record of a case: a flat map of text fields. Members, income lines and pages are records of
/// their own, so no field holds a list that two people could grow at once.
///
/// Immutable and thread-safe. Absent fields are absent keys; the empty string is never stored.
///
/// @param type what it is
/// @param id made on the device that wrote it first, never reused
/// @param scope home scope: the nine digits of the street, [#AGENCY] and an agency's id, or
///   [#PUBLIC]
/// @param caseId application it belongs to (its own id for an application), null for public records
/// @param fields values by field name, sorted
public record CaseRecord(
    RecordType type,
    UUID id,
    String scope,
    @Nullable UUID caseId,
    SortedMap<String, String> fields) {

  /// Scope of records everybody signed in may read: staff directory, agencies, published forms.
  public static final String PUBLIC = "pub";

  /// What the scope of an agency's own people begins with; its id follows.
  public static final String AGENCY = "agency:";

  public CaseRecord {
    if (scope.isEmpty()) throw new IllegalArgumentException("scope is empty");
    var copy = new TreeMap<String, String>();
    fields.forEach((k, v) -> {
      if (!v.isEmpty()) copy.put(k, v);
    });
    fields = Collections.unmodifiableSortedMap(copy);
  }

  public static CaseRecord of(
      RecordType type, UUID id, String scope, @Nullable UUID caseId, Map<String, String> fields) {
    return new CaseRecord(type, id, scope, caseId, new TreeMap<>(fields));
  }

  /// The field's text, or empty when it was never written.
  public Optional<String> get(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /// The field's text, or `""`.
  public String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /// The record another field points at; empty when the text is no record id.
  public Optional<UUID> ref(String field) {
    return get(field).flatMap(Texts::uuid);
  }

  public boolean is(String field) {
    return "true".equals(fields.get(field));
  }

  /// This record with one field changed; a null or empty value removes it.
  public CaseRecord with(String field, @Nullable String value) {
    var copy = new TreeMap<>(fields);
    if (value == null || value.isEmpty()) copy.remove(field);
    else copy.put(field, value);
    return new CaseRecord(type, id, scope, caseId, copy);
  }
}
