package cn.ruhu.server.merge;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.OpCodec;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record as the server holds it. Types and fields of newer programs are held like any other.
/// Immutable, thread-safe.
///
/// @param type type name as it came
/// @param scope home scope
/// @param caseId application, null for public records
/// @param seq commit of its newest change, 0 before its first commit
/// @param madeBy staff id of who created it
/// @param journal journal of its newest change
/// @param deleted a tombstone keeps its last fields, but hands out none
public record Held(
    String type,
    UUID id,
    String scope,
    @Nullable UUID caseId,
    long seq,
    @Nullable UUID madeBy,
    String journal,
    boolean deleted,
    SortedMap<String, String> fields) {

  public Held {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /// The same record with other fields.
  public Held withFields(SortedMap<String, String> changed, boolean gone, String byJournal) {
    return new Held(type, id, scope, caseId, seq, madeBy, byJournal, gone, changed);
  }

  /// The same record in another scope.
  public Held movedTo(String other) {
    return new Held(type, id, other, caseId, seq, madeBy, journal, deleted, fields);
  }

  public Optional<RecordType> knownType() {
    return OpCodec.type(type);
  }

  /// As the shared rules see it; empty for a type only newer programs know.
  public Optional<CaseRecord> caseRecord() {
    return knownType().map(t -> CaseRecord.of(t, id, scope, caseId, fields));
  }

  public String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /// Without the values.
  @Override
  public String toString() {
    return "Held[" + type + " " + id + " @" + seq + "]";
  }
}
