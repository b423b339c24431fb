package cn.ruhu.journeys.simulation;

import static cn.ruhu.journeys.simulation.Broken.unless;
import static cn.ruhu.journeys.simulation.Broken.unlessEqual;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.journeys.simulation.Broken.Invariant;
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

  /// ops whose machine once pulled past them: what it saw then may go with a grant
  private final Set<UUID> reflected = new HashSet<>();

  Invariants(SimulatedDistrict district) {
    this.district = district;
  }

  /// The database is another: what this class knew of it is void.
  void restored() throws StorageException {
    known.clear();
    verdicts.clear();
    for (Held held : district.disk().records()) known.put(held.id(), new TreeMap<>(held.fields()));
  }

  /// To be called before the server sees a request.
  void beforeAnswer(Step.Send step) throws StorageException {
    fresh.clear();
    awaited.clear();
    district.disk().waiting().values().forEach(awaited::addAll);
    if (!(step instanceof Step.Push push)) return;
    for (PushBody.Line line : push.body().lines())
      if (!district.disk().answered(line.opId())) fresh.add(line.opId());
  }

  /// An op keeps its first final verdict. No op that was taken wrote over a value its author had
  /// not seen.
  void afterAnswer(Step.Send step, Answer answer, String at) throws StorageException {
    if (!(step instanceof Step.Push push) || !(answer instanceof Answer.Pushed(PushReply reply)))
      return;
    List<PushBody.Line> lines = push.body().lines();
    unlessEqual(
        lines.size(),
        reply.verdicts().size(),
        Invariant.I9_VERDICTS_STAY,
        at + ": a verdict for each op");
    var unsure = new HashSet<UUID>();
    var settled = new ArrayList<Integer>();
    for (int i = 0; i < lines.size(); i++) {
      Verdict verdict = reply.verdicts().get(i);
      unlessEqual(
          lines.get(i).opId(),
          verdict.opId(),
          Invariant.I9_VERDICTS_STAY,
          at + ": verdicts in order");
      String before = verdicts.put(verdict.opId(), verdict.verdict() + "@" + verdict.seq());
      if (before != null && !before.startsWith("DEFERRED"))
        unlessEqual(
            before,
            verdicts.get(verdict.opId()),
            Invariant.I9_VERDICTS_STAY,
            at + ": a verdict changed");
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
    unless(
        question != null && "RESOLVED".equals(question.get("state")),
        Invariant.I4_NO_BLIND_OVERWRITE,
        here + "closed it");
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
        unlessEqual(
            value, record.get(field), Invariant.I4_NO_BLIND_OVERWRITE, here + "took " + field);
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
            unless(
                seen || change.create(),
                Invariant.I4_NO_BLIND_OVERWRITE,
                at + ": op " + op.opId() + " overwrote " + field + " " + is + " unseen");
            if (value == null) now.remove(field);
            else now.put(field, value);
          });
    }
  }

  /// What the server holds now is what everybody will see; only who may write over it is ours.
  private void resync() throws StorageException {
    for (Held held : district.disk().records()) known.put(held.id(), new TreeMap<>(held.fields()));
  }

  /// What a person saved stays in sight until a newer commit was pulled.
  void ownWrites(SimulatedMachine m, String at) throws Exception {
    Map<UUID, Map<String, Op>> last = new HashMap<>();
    Map<UUID, Op> made = new HashMap<>();
    for (Op op : m.saved.values()) {
      for (Change c : op.changes()) {
        Map<String, Op> fields = last.computeIfAbsent(c.id(), _ -> new HashMap<>());
        if (c.create()) made.put(c.id(), op);
        if (c.delete()) {
          fields.clear();
          made.remove(c.id());
        } else c.set().keySet().forEach(field -> fields.put(field, op));
      }
    }
    for (var of : last.entrySet()) {
      UUID id = of.getKey();
      Map<String, String> seen = m.disk.seen(id).map(CaseRecord::fields).orElse(null);
      Op begun = made.get(id);
      if (seen == null) {
        boolean due = begun != null && m.disk.copySeq(id) == 0 && shown(m, begun, id);
        unless(!due, Invariant.I8_OWN_WRITES_STAY, at + ": an own record out of sight");
      } else
        for (var field : of.getValue().entrySet())
          inSight(m, field.getValue(), id, field.getKey(), seen.get(field.getKey()), at);
    }
  }

  private void inSight(
      SimulatedMachine m, Op op, UUID id, String field, @Nullable String seen, String at)
      throws Exception {
    if (!shown(m, op, id)) return;
    for (Change c : op.changes()) {
      if (!c.id().equals(id) || !c.set().containsKey(field)) continue;
      unless(
          Objects.equals(c.set().get(field).get(1), seen),
          Invariant.I8_OWN_WRITES_STAY,
          at + ": own " + field + " out of sight");
    }
  }

  /// Whether the store must still lay this op over its copy.
  private boolean shown(SimulatedMachine m, Op op, UUID id) throws Exception {
    if (!m.disk.keeps(op.opId())) return false;
    Verdict verdict = m.disk.verdict(op.opId()).orElse(null);
    if (verdict == null) return true;
    boolean taken =
        verdict.verdict() == Verdict.Kind.APPLIED || verdict.verdict() == Verdict.Kind.MERGED;
    if (!taken || reflected.contains(op.opId())) return false;
    if (!m.disk.pulledPast(verdict.seq())) return m.disk.copySeq(id) < verdict.seq();
    reflected.add(op.opId());
    return false;
  }

  /// Every saved op has a verdict at the server, every machine holds what its person may see and
  /// nothing else, every conflict holds what was offered, the chain holds.
  void atTheEnd(List<SimulatedMachine> machines, String at) throws Exception {
    unless(district.chainHolds(), Invariant.I15_CHAIN_HOLDS, at + ": the chain of commits");
    Map<UUID, Held> records = new HashMap<>();
    for (Held held : district.disk().records()) records.put(held.id(), held);
    Map<UUID, Set<UUID>> waiting = district.disk().waiting();
    waiting.forEach((op, waits) ->
        unless(
            !records.keySet().containsAll(waits),
            Invariant.I10_NOTHING_WAITS,
            at + ": all is here that waits " + op));
    for (SimulatedMachine m : machines) {
      String here = at + ", " + m.role + " " + m.staff.getLeastSignificantBits();
      unlessEqual(
          0,
          m.disk.store().waiting().ops(),
          Invariant.I10_NOTHING_WAITS,
          here + ": ops that wait for ever");
      for (UUID op : m.disk.store().deferred())
        unless(
            waiting.containsKey(op) || district.isLate(op), // late work is asked for until settled
            Invariant.I10_NOTHING_WAITS,
            here + ": its author was not told what became of " + op);
      for (Op op : m.saved.values()) {
        unless(
            district.disk().answered(op.opId()),
            Invariant.I1_NOTHING_LOST,
            here + ": op is lost " + op.opId());
        conflicts(op, records, m, here);
      }
      unlessEqual(
          0,
          m.disk.differences(),
          Invariant.I2_COPIES_AGREE,
          here + ": honest copies were doubted");
      copies(m, here);
    }
  }

  private void copies(SimulatedMachine m, String here) throws Exception {
    Map<UUID, Map<String, String>> due = district.viewOf(m.staff, m.device);
    Map<UUID, Map<String, String>> are = m.disk.copies();
    unlessEqual(
        due.keySet(), are.keySet(), Invariant.I2_COPIES_AGREE, here + ": copies of other records");
    Set<UUID> covered = m.disk.covered();
    due.forEach((id, fields) ->
        unless(
            covered.contains(id) || fields.equals(are.get(id)),
            Invariant.I2_COPIES_AGREE,
            here + ": the copy of " + id + " differs"));
  }

  private static void conflicts(Op op, Map<UUID, Held> records, SimulatedMachine m, String here) {
    Verdict verdict = m.disk.verdict(op.opId()).orElse(null);
    if (verdict == null) return; // pruned: it was answered, and every backup holds it
    if (verdict.verdict() != Verdict.Kind.CONFLICT && verdict.verdict() != Verdict.Kind.LATE)
      return;
    unless(
        !verdict.conflicts().isEmpty(),
        Invariant.I14_QUESTIONS_STAY,
        here + ": a dispute without a question");
    for (UUID id : verdict.conflicts()) {
      Held conflict = records.get(id);
      unless(
          conflict != null && conflict.text("op").equals(op.opId().toString()),
          Invariant.I14_QUESTIONS_STAY,
          here + ": the question of op " + op.opId());
    }
  }
}
