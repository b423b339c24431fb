package cn.ruhu.journeys.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.merge.Merge;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.Step;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What must hold at every moment, and what must hold once everything came home (SYNC §5).
final class Invariants {
  private final SimulatedDistrict district;

  /// records as this class knows them, written by its own few lines
  private final Map<UUID, Map<String, String>> known = new HashMap<>();

  /// ops of the push under way that the server has not answered yet
  private final Set<UUID> fresh = new HashSet<>();

  /// records ops waited for before the push under way
  private final Set<UUID> awaited = new HashSet<>();

  private final Map<UUID, String> verdicts = new HashMap<>();

  Invariants(SimulatedDistrict district) {
    this.district = district;
  }

  /// The database is another: what this class knew of it is void.
  void restored() {
    known.clear();
    verdicts.clear();
    for (Held held : district.ledger().tables().records())
      known.put(held.id(), new TreeMap<>(held.fields()));
  }

  /// To be called before the server sees a request.
  void beforeAnswer(Step.Send step) {
    fresh.clear();
    awaited.clear();
    district.ledger().tables().waiting().values().forEach(awaited::addAll);
    if (!(step instanceof Step.Push push)) return;
    for (PushBody.Line line : push.body().lines())
      if (!district.ledger().tables().answered(line.opId())) fresh.add(line.opId());
  }

  /// An op keeps its first final verdict. No op that was taken wrote over a value its author had
  /// not seen.
  void afterAnswer(Step.Send step, Answer answer, String at) {
    if (!(step instanceof Step.Push push) || !(answer instanceof Answer.Pushed(PushReply reply)))
      return;
    List<PushBody.Line> lines = push.body().lines();
    assertEquals(lines.size(), reply.verdicts().size(), at + ": a verdict for each op");
    var unsure = new HashSet<UUID>();
    var settled = new ArrayList<Integer>();
    for (int i = 0; i < lines.size(); i++) {
      Verdict verdict = reply.verdicts().get(i);
      assertEquals(lines.get(i).opId(), verdict.opId(), at + ": verdicts in order");
      String before = verdicts.put(verdict.opId(), verdict.verdict() + "@" + verdict.seq());
      if (before != null && !before.startsWith("DEFERRED"))
        assertEquals(before, verdicts.get(verdict.opId()), at + ": a verdict changed");
      Op op = lines.get(i).op().orElseThrow();
      if (!fresh.remove(op.opId())) continue;
      switch (verdict.verdict()) {
        case APPLIED, MERGED -> {
          taken(op, unsure, at);
          if (op.kind().equals("resolve")) settled.add(i);
        }
        case CONFLICT -> op.changes().forEach(c -> unsure.add(c.id()));
        case LATE, REJECTED, DEFERRED -> {}
      }
    }
    resync();
    for (int i : settled) stands(lines, i, at);
  }

  /// A question that was closed says so, and what was taken stands.
  private void stands(List<PushBody.Line> lines, int which, String at) {
    Op op = lines.get(which).op().orElseThrow();
    Change closing =
        op.changes().stream().filter(c -> c.type().equals("CONFLICT")).findFirst().orElseThrow();
    Map<String, String> question = known.get(closing.id());
    String here = at + ": op " + op.opId() + " ";
    assertTrue(question != null && "RESOLVED".equals(question.get("state")), here + "closed it");
    if (!"TAKE".equals(question.get("choice"))) return;
    UUID target = UUID.fromString(question.get("record"));
    boolean touched = awaited.contains(target);
    for (int i = which + 1; i < lines.size(); i++)
      touched |=
          lines.get(i).op().orElseThrow().changes().stream()
              .anyMatch(c -> c.id().equals(target) || c.type().equals("CONFLICT"));
    if (touched) return;
    Map<String, String> record = known.getOrDefault(target, Map.of());
    question.forEach((name, value) -> {
      String field = name.startsWith("offered.") ? name.substring("offered.".length()) : "";
      if (!field.isEmpty() && !field.equals(Merge.DELETED))
        assertEquals(value, record.get(field), here + "took " + field);
    });
  }

  private void taken(Op op, Set<UUID> unsure, String at) {
    for (Change change : op.changes()) {
      Map<String, String> now = known.get(change.id());
      if (now == null || unsure.contains(change.id())) continue;
      change
          .set()
          .forEach((field, pair) -> {
            @Nullable String is = now.get(field);
            @Nullable String base = pair.get(0);
            @Nullable String value = pair.get(1);
            boolean seen = Objects.equals(is, base) || Objects.equals(is, value);
            assertTrue(
                seen || change.create(),
                at + ": op " + op.opId() + " overwrote " + field + " " + is + " unseen");
            if (value == null) now.remove(field);
            else now.put(field, value);
          });
    }
  }

  /// What the server holds now is what everybody will see; only who may write over it is ours.
  private void resync() {
    for (Held held : district.ledger().tables().records())
      known.put(held.id(), new TreeMap<>(held.fields()));
  }

  /// What a person saved stays in sight until a newer commit was pulled.
  void ownWrites(SimulatedMachine m, String at) {
    Map<UUID, Map<String, Op>> last = new HashMap<>();
    for (Op op : m.saved.values()) {
      for (Change c : op.changes()) {
        Map<String, Op> fields = last.computeIfAbsent(c.id(), _ -> new HashMap<>());
        if (c.delete()) fields.clear();
        else c.set().keySet().forEach(field -> fields.put(field, op));
      }
    }
    last.forEach((id, fields) ->
        m.store
            .seen(id)
            .ifPresent(seen ->
                fields.forEach((field, op) -> {
                  if (!shown(m, op, id)) return;
                  for (Change c : op.changes()) {
                    if (!c.id().equals(id) || !c.set().containsKey(field)) continue;
                    String value = c.set().get(field).get(1);
                    assertEquals(
                        value, seen.fields().get(field), at + ": own " + field + " out of sight");
                  }
                })));
  }

  /// Whether the store must still lay this op over its copy.
  private static boolean shown(SimulatedMachine m, Op op, UUID id) {
    if (!m.store.keeps(op.opId())) return false;
    Verdict verdict = m.store.verdict(op.opId()).orElse(null);
    if (verdict == null) return true;
    boolean taken =
        verdict.verdict() == Verdict.Kind.APPLIED || verdict.verdict() == Verdict.Kind.MERGED;
    return taken && m.store.copySeq(id) < verdict.seq() && !m.store.pulledPast(verdict.seq());
  }

  /// Every saved op has a verdict at the server, every machine holds what its person may see and
  /// nothing else, every conflict holds what was offered, the chain holds.
  void atTheEnd(List<SimulatedMachine> machines, String at) throws StorageException {
    assertTrue(district.chainHolds(), at + ": the chain of commits");
    Map<UUID, Held> records = new HashMap<>();
    for (Held held : district.ledger().tables().records()) records.put(held.id(), held);
    district
        .ledger()
        .tables()
        .waiting()
        .forEach((op, waits) ->
            assertTrue(
                !records.keySet().containsAll(waits), at + ": all is here that waits " + op));
    for (SimulatedMachine m : machines) {
      String here = at + ", " + m.role + " " + m.staff.getLeastSignificantBits();
      assertEquals(0, m.store.waiting().ops(), here + ": something waits for ever");
      for (UUID op : m.store.deferred())
        assertTrue(
            district.ledger().tables().waiting().containsKey(op),
            here + ": its author was not told what became of " + op);
      for (Op op : m.saved.values()) {
        assertTrue(
            district.ledger().tables().answered(op.opId()), here + ": op is lost " + op.opId());
        conflicts(op, records, m, here);
      }
      assertEquals(district.viewOf(m.staff, m.device), m.store.copies(), here + ": copies differ");
    }
  }

  private static void conflicts(Op op, Map<UUID, Held> records, SimulatedMachine m, String here) {
    Verdict verdict = m.store.verdict(op.opId()).orElse(null);
    if (verdict == null) return; // pruned: it was answered, and every backup holds it
    if (verdict.verdict() != Verdict.Kind.CONFLICT && verdict.verdict() != Verdict.Kind.LATE)
      return;
    assertTrue(!verdict.conflicts().isEmpty(), here + ": a dispute without a question");
    for (UUID id : verdict.conflicts()) {
      Held conflict = records.get(id);
      assertTrue(
          conflict != null && conflict.text("op").equals(op.opId().toString()),
          here + ": the question of op " + op.opId());
    }
  }
}
