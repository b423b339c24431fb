package cn.ruhu.server.inbox;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.WireException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What a push touches, locked before anything is judged: the cases first, each by its application,
/// then what belongs to no case, both in the order of their ids. One row stands for a whole case,
/// so what the rules read beside the changed record holds as long as that row (decision 0008).
///
/// @param records as they stand now, under the locks; empty for an id nothing is known of
/// @param created ids the push may make, those of the ops that waited for them too
/// @param waiting ops that came before such a record, by id; empty for one that cannot be read any
///   more
record Touched(
    Map<UUID, Optional<Held>> records, Set<UUID> created, Map<UUID, Optional<Op>> waiting) {

  static Touched lock(Rows rows, Collection<Op> ops) throws StorageException {
    var named = new Named(new HashSet<>(), new HashSet<>(), new HashSet<>());
    Map<UUID, Optional<Op>> waiting = waiting(rows, named, ops);
    var created = Set.copyOf(named.created());
    for (Held held : rows.records().find(named.ids()).values()) named.add(held);
    Map<UUID, Held> now = new HashMap<>(rows.records().locked(named.cases()));
    Set<UUID> others = new HashSet<>(named.ids());
    others.removeAll(named.cases());
    Map<UUID, Held> there = rows.records().find(others);
    Set<UUID> alone = new HashSet<>();
    for (Held held : there.values()) if (held.caseId() == null) alone.add(held.id());
    now.putAll(there);
    now.putAll(rows.records().locked(alone));
    Map<UUID, Optional<Held>> records = new HashMap<>();
    for (UUID id : named.ids()) records.put(id, Optional.ofNullable(now.get(id)));
    for (UUID id : named.cases()) records.put(id, Optional.ofNullable(now.get(id)));
    return new Touched(records, created, waiting);
  }

  /// Ops that wait for a record made here, those that wait for a record made by one of them, and so
  /// on; what they name is named too.
  private static Map<UUID, Optional<Op>> waiting(Rows rows, Named named, Collection<Op> ops)
      throws StorageException {
    Map<UUID, Optional<Op>> waiting = new LinkedHashMap<>();
    Set<UUID> asked = new HashSet<>();
    Collection<Op> news = ops;
    while (!news.isEmpty()) {
      for (Op op : news) named.add(op);
      brought(rows, news, named);
      Set<UUID> made = new HashSet<>(named.created());
      made.removeAll(asked);
      asked.addAll(made);
      news = new ArrayList<>();
      for (UUID opId : waitingFor(rows, made)) {
        if (waiting.containsKey(opId)) continue;
        Optional<Op> op = reread(rows, opId);
        waiting.put(opId, op);
        op.ifPresent(news::add);
      }
    }
    return waiting;
  }

  /// Closing a conflict may make the record in dispute: the offered values are all there is of one
  /// whose making came too late.
  private static void brought(Rows rows, Collection<Op> ops, Named named) throws StorageException {
    Set<UUID> disputes = new HashSet<>();
    for (Op op : ops) {
      for (Change change : op.changes())
        if (isConflict(change.type()) && !change.create()) disputes.add(change.id());
    }
    if (disputes.isEmpty()) return;
    for (Held held : rows.records().find(disputes).values())
      if (isConflict(held.type())) named.created().add(inDispute(held));
  }

  private static boolean isConflict(String type) {
    return type.equals(RecordType.CONFLICT.name());
  }

  private static UUID inDispute(Held conflict) {
    return UUID.fromString(conflict.text("record"));
  }

  private record Named(Set<UUID> ids, Set<UUID> cases, Set<UUID> created) {
    void add(Op op) {
      for (Change change : op.changes()) {
        ids.add(change.id());
        if (change.create()) created.add(change.id());
        UUID caseId = change.caseId();
        if (caseId != null) cases.add(caseId);
      }
    }

    /// A record belongs to the case it was made in, whatever the client says of it; closing a
    /// conflict writes the record in dispute, which is of the same case.
    void add(Held held) {
      UUID caseId = held.caseId();
      if (caseId != null) cases.add(caseId);
      else if (isConflict(held.type())) ids.add(inDispute(held));
    }
  }

  /// Ops that wait for one of these records, in order.
  static Collection<UUID> waitingFor(Rows rows, Set<UUID> records) throws StorageException {
    return records.isEmpty() ? Set.of() : rows.journals().waitingFor(records);
  }

  private static Optional<Op> reread(Rows rows, UUID opId) throws StorageException {
    try {
      return Optional.of(OpCodec.read(rows.journals().body(opId)));
    } catch (WireException e) {
      return Optional.empty();
    }
  }
}
