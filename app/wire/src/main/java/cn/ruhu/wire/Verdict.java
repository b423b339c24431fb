package cn.ruhu.wire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The server's answer to one op; the same for ever, however often the op is sent, but for
/// `DEFERRED`, which another one follows once what the op waits for has come.
///
/// @param opId the op
/// @param verdict one of [Kind]
/// @param seq commit that took it in
/// @param reason code such as `GATE_VISIT_MISSING`, null when applied
/// @param field `type.field` the reason speaks of, null for none
/// @param detail further words for the person, without personal data
/// @param conflicts ids of conflict records that were opened
public record Verdict(
    UUID opId,
    Kind verdict,
    long seq,
    @Nullable String reason,
    @Nullable String field,
    @Nullable String detail,
    List<UUID> conflicts) {

  public Verdict {
    Shape.present(opId, verdict);
    conflicts = List.copyOf(conflicts);
  }

  /// One that says nothing more than what became of the op.
  public static Verdict of(UUID opId, Kind kind, long seq) {
    return new Verdict(opId, kind, seq, null, null, null, List.of());
  }

  /// Whether it says nothing more than [#of] would.
  public boolean saysNoMore() {
    return reason == null && field == null && detail == null && conflicts.isEmpty();
  }

  public enum Kind {
    APPLIED,
    MERGED,
    CONFLICT,
    LATE,
    REJECTED,
    DEFERRED
  }
}
