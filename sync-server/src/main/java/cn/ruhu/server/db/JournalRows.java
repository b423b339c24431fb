package cn.ruhu.server.db;

import cn.ruhu.wire.Chain;
import cn.ruhu.wire.PushBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

  /// Somebody wrote a merge group.
  ///
  /// @param at when, by the corrected device clock, milliseconds since 1970
  record Authorship(UUID record, String group, UUID staff, String journal, long at) {}

  /// Who wrote a merge group last.
  record Author(UUID staff, long at) {}

  /// The journal, locked until the transaction ends.
  Optional<Journal> locked(String jid) throws StorageException;

  /// Last lines held of all journals of a person on a machine.
  Map<String, Long> heads(UUID staff, UUID device) throws StorageException;

  /// Chain hash before a line that the server holds or would hold next; empty when it is unknown.
  default Optional<String> hashBefore(String jid, long jseq) throws StorageException {
    return jseq == 1 ? Optional.of(Chain.start(jid)) : lineHash(jid, jseq - 1);
  }

  Optional<String> lineHash(String jid, long jseq) throws StorageException;

  /// The verdict a line got: its own, or its op's.
  ///
  /// @throws StorageException when the line has none
  String verdict(String jid, long jseq) throws StorageException;

  Optional<Known> op(UUID opId) throws StorageException;

  /// @param body the line as it came
  void keepOp(Answered op, long seq, Times times, byte[] body) throws StorageException;

  /// The verdict of an op that waited is known now.
  void settle(UUID opId, String kind, String verdict, long seq) throws StorageException;

  /// @param verdict of the line itself, null when it is its op's
  void keepLine(String jid, PushBody.Line line, @Nullable String verdict) throws StorageException;

  void keep(Journal journal) throws StorageException;

  /// The line an op came in.
  byte[] body(UUID opId) throws StorageException;

  /// What an op waits for; replaces what it waited for before.
  void waits(UUID opId, Set<UUID> records, long now) throws StorageException;

  /// Ops that wait for one of these records, oldest first.
  List<UUID> waitingFor(Set<UUID> records) throws StorageException;

  void author(Authorship authorship, long seq) throws StorageException;

  /// Groups of a record another journal wrote after a commit.
  Set<String> groupsOfOthers(UUID record, String journal, long after) throws StorageException;

  Optional<Author> authorOf(UUID record, String group) throws StorageException;
}
