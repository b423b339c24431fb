package cn.ruhu.server.db;

import cn.ruhu.wire.Chain;
import cn.ruhu.wire.PushBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Journals, their lines, the ops they brought, and who wrote which merge group.
public interface JournalRows {
  /// @param last newest line held
  /// @param head its chain hash
  record Journal(String id, UUID staff, UUID device, long last, String head) {}

  /// An op that was answered.
  record Known(UUID opId, UUID staff, UUID device, String verdictKind, String verdict) {}

  /// An op to be kept.
  record Answered(
      UUID opId, UUID staff, UUID device, String kind, String verdictKind, String verdict) {}

  /// @param received server clock, milliseconds since 1970
  /// @param skew device clock minus server clock
  record Times(long received, long skew) {}

  /// Group of an [Authorship] of who made a record: the author of every group nobody wrote since.
  /// One row says it, not one for each group.
  String MADE = "*";

  /// Somebody wrote a merge group, or made a record ([#MADE]).
  ///
  /// @param at when, by the corrected device clock, milliseconds since 1970
  record Authorship(UUID record, String group, UUID staff, String journal, long at) {}

  /// Who wrote a merge group last.
  record Author(UUID staff, long at) {}

  /// The journal, locked until the transaction ends.
  Optional<Journal> locked(String jid) throws StorageException;

  /// The machine a journal is written on; empty for one nothing came of yet.
  default Optional<UUID> machine(String jid) throws StorageException {
    return Optional.empty();
  }

  /// Last lines held of all journals of a person on a machine.
  Map<String, Long> heads(UUID staff, UUID device) throws StorageException;

  /// Chain hash before a line that the server holds or would hold next; empty when it is unknown.
  default Optional<String> hashBefore(String jid, long jseq) throws StorageException {
    return jseq == 1 ? Optional.of(Chain.start(jid)) : lineHash(jid, jseq - 1);
  }

  Optional<String> lineHash(String jid, long jseq) throws StorageException;

  /// A line the server holds.
  ///
  /// @param verdict the line's own, or its op's
  record HeldLine(long jseq, String hash, String verdict) {}

  /// Lines held from one number to another, both included.
  default List<HeldLine> lines(String jid, long from, long to) throws StorageException {
    var lines = new ArrayList<HeldLine>();
    for (long jseq = from; jseq <= to; jseq++) {
      Optional<String> hash = lineHash(jid, jseq);
      if (hash.isPresent()) lines.add(new HeldLine(jseq, hash.get(), verdict(jid, jseq)));
    }
    return lines;
  }

  /// The verdict a line got: its own, or its op's.
  ///
  /// @throws StorageException when the line has none
  String verdict(String jid, long jseq) throws StorageException;

  Optional<Known> op(UUID opId) throws StorageException;

  /// Those of many ops that were answered.
  default Map<UUID, Known> ops(Set<UUID> opIds) throws StorageException {
    var known = new HashMap<UUID, Known>();
    for (UUID id : opIds) op(id).ifPresent(op -> known.put(id, op));
    return known;
  }

  /// @param body the line as it came
  /// @throws StorageException of kind `AGAIN` when another transaction kept an op of this id first
  void keepOp(Answered op, long seq, Times times, byte[] body) throws StorageException;

  /// An op to be kept, and the line it came in.
  ///
  /// @param place of the line in the push, counted from 0
  record NewOp(Answered op, Times times, PushBody.Line line, int place) {}

  /// As [#keepOp], each op once, all of one push. Its lines are in [#keepPack].
  default void keepOps(List<NewOp> ops, long seq) throws StorageException {
    for (NewOp op : ops) keepOp(op.op(), seq, op.times(), op.line().bytes());
  }

  /// A push as its machine sent it, for whoever asks for the line of one of its ops.
  ///
  /// @param seq of its ops
  /// @param packed [PushBody#gzip]; not asked for where each op has its own line
  default void keepPack(long seq, Supplier<byte[]> packed) throws StorageException {}

  /// The verdict of an op that waited is known now.
  void settle(UUID opId, String kind, String verdict, long seq) throws StorageException;

  /// @param verdict of the line itself, null when it is its op's
  void keepLine(String jid, PushBody.Line line, @Nullable String verdict) throws StorageException;

  /// A line to be kept.
  ///
  /// @param verdict of the line itself, null when it is its op's
  record NewLine(PushBody.Line line, @Nullable String verdict) {}

  /// As [#keepLine], each line once.
  default void keepLines(String jid, List<NewLine> lines) throws StorageException {
    for (NewLine line : lines) keepLine(jid, line.line(), line.verdict());
  }

  /// Writes where a journal stands, after its lines.
  ///
  /// @throws StorageException of kind `AGAIN` when another transaction began it first
  void keep(Journal journal) throws StorageException;

  /// The line an op came in.
  byte[] body(UUID opId) throws StorageException;

  /// What an op waits for; replaces what it waited for before.
  void waits(UUID opId, Set<UUID> records, long now) throws StorageException;

  /// Ops that wait for one of these records, oldest first.
  List<UUID> waitingFor(Set<UUID> records) throws StorageException;

  void author(Authorship authorship, long seq) throws StorageException;

  /// As [#author], the newest last.
  default void authors(List<Authorship> authors, long seq) throws StorageException {
    for (Authorship authorship : authors) author(authorship, seq);
  }

  /// Groups of a record another journal wrote after a commit.
  ///
  /// @param present groups the record has now, which whoever made it wrote if nobody did since
  Set<String> groupsOfOthers(UUID record, String journal, long after, Set<String> present)
      throws StorageException;

  /// Who wrote a group last, the one who made the record if nobody did since.
  ///
  /// @param group empty for its deletion, which nobody wrote by making it
  Optional<Author> authorOf(UUID record, String group) throws StorageException;
}
