package cn.ruhu.server.audit;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.wire.Checkpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Proves the audit log against itself and against its signed checkpoints, those of the database
/// and those that were shipped elsewhere. Reads only.
public final class AuditCheck {
  private final String key;

  /// @param key the server's public key, hex
  public AuditCheck(String key) {
    this.key = key;
  }

  /// What is wrong.
  public enum Fault {
    /// a row was changed, removed, put in or moved
    CHAIN,
    /// rows that were signed are not there any more
    CUT,
    /// a row is not what was signed: the log was written anew from somewhere behind the checkpoint
    /// before
    REWRITTEN,
    /// a checkpoint is forged, damaged, or signed with another key
    SIGNATURE,
    /// a checkpoint between two others is missing
    CHECKPOINT
  }

  /// @param row first broken row of the log; for a checkpoint the row it signed
  /// @param checkpoints that were good
  public record Outcome(Optional<Fault> fault, long row, int checkpoints) {
    public boolean good() {
      return fault.isEmpty();
    }

    private static Outcome bad(Fault fault, long row, int checkpoints) {
      return new Outcome(Optional.of(fault), row, checkpoints);
    }
  }

  /// Where the log begins and ends, and what was signed last.
  ///
  /// @param first oldest row, 0 for none
  /// @param last newest row, 0 for none
  public record Extent(long first, long last, Optional<Checkpoint> newest) {}

  public static Extent extent(Tx tx) throws StorageException {
    return new Extent(
        tx.number("SELECT coalesce(min(seq), 0) AS n FROM audit"),
        tx.number("SELECT coalesce(max(seq), 0) AS n FROM audit"),
        tx.one(
                "SELECT line FROM audit_checkpoint ORDER BY seq DESC LIMIT 1",
                row -> row.text("line"))
            .flatMap(Checkpoint::parse));
  }

  /// @param shipped lines of a file of checkpoints; empty for none
  public Outcome check(Tx tx, List<String> shipped) throws StorageException {
    List<String> kept =
        tx.all("SELECT line FROM audit_checkpoint ORDER BY seq", row -> row.text("line"));
    Outcome own = signed(kept);
    if (!own.good()) return own;
    Outcome other = signed(shipped);
    if (!other.good()) return other;
    Map<Long, String> due = new HashMap<>();
    for (List<String> lines : List.of(kept, shipped))
      for (String line : lines) Checkpoint.parse(line).ifPresent(c -> due.put(c.seq(), c.hash()));
    int good = due.size();
    Audit.Walk walk = Audit.walk(tx, due);
    // what was signed comes first: a log written anew holds in itself
    long before = 0;
    for (long seq : new TreeSet<>(due.keySet())) {
      if (walk.brokenAt().filter(row -> row <= Math.min(seq, walk.last())).isPresent()) break;
      String found = walk.hashes().get(seq);
      if (found == null && seq > walk.last()) return Outcome.bad(Fault.CUT, walk.last() + 1, good);
      if (found != null && !found.equals(due.get(seq)))
        return Outcome.bad(Fault.REWRITTEN, before + 1, good);
      before = seq;
    }
    return walk.brokenAt()
        .map(row -> Outcome.bad(Fault.CHAIN, row, good))
        .orElse(new Outcome(Optional.empty(), 0, good));
  }

  /// Whether each is signed and follows the one before it.
  private Outcome signed(List<String> lines) {
    var seen = new ArrayList<Checkpoint>();
    String before = "";
    for (String line : lines) {
      Optional<Checkpoint> checkpoint = Checkpoint.parse(line);
      long last = seen.isEmpty() ? 0 : seen.getLast().seq();
      if (checkpoint.isEmpty()) return Outcome.bad(Fault.SIGNATURE, last, seen.size());
      Checkpoint c = checkpoint.get();
      if (!c.signedBy(key)) return Outcome.bad(Fault.SIGNATURE, c.seq(), seen.size());
      boolean follows = before.isEmpty() || (c.before().equals(before) && c.seq() > last);
      if (!follows) return Outcome.bad(Fault.CHECKPOINT, c.seq(), seen.size());
      seen.add(c);
      before = Checkpoint.hashOf(line);
    }
    return new Outcome(Optional.empty(), 0, seen.size());
  }
}
