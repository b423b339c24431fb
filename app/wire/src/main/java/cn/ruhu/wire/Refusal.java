package cn.ruhu.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Body of every answer that is not 2xx.
///
/// @param code stable, e.g. `LINEAGE`, `FORK`, `GAP`, `CHAIN`, `SIGNATURE`, `TOKEN`, `LOCKED`,
///   `PASSWORD`, `ENROL_CODE`, `SCOPE`, `TOO_LARGE`, `MALFORMED`, `BUSY`
/// @param detail for the log, no personal data
/// @param witness the server's own point (with `LINEAGE`)
/// @param journalHeads last jseq the server holds, by journal (with `LINEAGE`, `FORK`, `GAP`)
/// @param retryAfterMs when to come back, null for any time
/// @param attemptsLeft before lock-out (with `PASSWORD`)
public record Refusal(
    String code,
    String detail,
    @Nullable Witness witness,
    Map<String, Long> journalHeads,
    @Nullable Long retryAfterMs,
    @Nullable Integer attemptsLeft) {
  public Refusal {
    Shape.present(code, detail);
    journalHeads = Shape.sorted(journalHeads);
  }

  /// A refusal that has nothing to add to its code.
  public static Refusal of(String code, String detail) {
    return new Refusal(code, detail, null, Map.of(), null, null);
  }
}
