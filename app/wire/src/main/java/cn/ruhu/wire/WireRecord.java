package cn.ruhu.wire;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record as the server hands it out, already cut to what the asking person may see.
///
/// @param seq commit of its newest change
/// @param deleted tombstone: fields are empty
public record WireRecord(
    String type,
    UUID id,
    String scope,
    @Nullable UUID caseId,
    long seq,
    boolean deleted,
    Map<String, String> fields) {
  public WireRecord {
    Shape.present(type, id, scope);
    fields = Shape.sorted(fields);
  }

  /// Without the values.
  @Override
  public String toString() {
    return "WireRecord[" + type + " " + id + " @" + seq + " " + fields.keySet() + "]";
  }
}
