package cn.ruhu.server.inbox;

import cn.ruhu.wire.Verdict;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of an op, before its commit has a number.
///
/// @param waits records it cannot be applied without, with `DEFERRED`
record Taken(
    Verdict.Kind kind,
    @Nullable String reason,
    @Nullable String field,
    @Nullable String detail,
    List<UUID> conflicts,
    Set<UUID> waits) {

  Taken {
    conflicts = List.copyOf(conflicts);
    waits = Set.copyOf(waits);
  }

  static Taken of(Verdict.Kind kind) {
    return new Taken(kind, null, null, null, List.of(), Set.of());
  }

  static Taken rejected(String reason, @Nullable String field, @Nullable String detail) {
    return new Taken(Verdict.Kind.REJECTED, reason, field, detail, List.of(), Set.of());
  }

  static Taken rejected(Objection objection) {
    return rejected(objection.reason(), objection.field(), objection.detail());
  }

  static Taken deferred(Set<UUID> waits) {
    return new Taken(Verdict.Kind.DEFERRED, "UNKNOWN_RECORD", null, null, List.of(), waits);
  }

  static Taken with(Verdict.Kind kind, @Nullable String reason, List<UUID> conflicts) {
    return new Taken(kind, reason, null, null, conflicts, Set.of());
  }

  Verdict verdict(UUID opId, long seq) {
    return new Verdict(opId, kind, seq, reason, field, detail, conflicts);
  }
}
