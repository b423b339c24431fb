package cn.ruhu.server.inbox;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.server.db.JournalRows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Clash;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.merge.Merge;
import cn.ruhu.server.merge.Merged;
import cn.ruhu.server.merge.Merging;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// Judges one op and, where it is taken, does it in the workspace: place, rights, the act's rules,
/// merge, shape of the result, in this order. Thread-safe; a call belongs to its transaction.
final class Desk {
  private static final String CASE_SCOPE = "case:";

  private final Homes homes;
  private final Lateness lateness;
  private final SharedRules rules;
  private final Conflicts conflicts;
  private final Resolutions resolutions;
  private final Merging merging;

  Desk(SharedRules rules, Conflicts conflicts, Merging merging) {
    this.homes = new Homes();
    this.lateness = new Lateness();
    this.rules = rules;
    this.conflicts = conflicts;
    this.resolutions = new Resolutions();
    this.merging = merging;
  }

  /// A change with the record it meets and the scope it belongs to.
  private record Placed(Change change, Optional<Held> current, String scope) {
    /// Rights are judged by the type a change names: it has to be the record's own.
    boolean isCalledOtherwise() {
      return current.filter(held -> !held.type().equals(change.type())).isPresent();
    }
  }

  /// @param work a child workspace; the caller keeps it unless this throws
  Taken take(Workspace work, Context context) throws StorageException {
    Optional<Objection> unsound = Soundness.of(context.op());
    if (unsound.isPresent()) return Taken.rejected(unsound.get());
    Set<UUID> missing = new LinkedHashSet<>();
    List<Placed> placed = place(work, context, missing);
    if (!missing.isEmpty()) return Taken.deferred(missing);
    Optional<String> late = lateness.of(work, context);
    for (Placed p : placed) {
      if (!homes.isScope(p.scope())) return Taken.rejected("SCOPE", p.change().type(), null);
      Scopes.Reach reach = homes.reach(work, context, p.change(), p.scope());
      if (reach == Scopes.Reach.NEVER) return Taken.rejected("SCOPE", p.change().type(), null);
      if (late.isEmpty()) late = lateness.of(work, context, p.change(), reach);
    }
    for (Placed p : placed) {
      Optional<Objection> objection =
          rules.mayDo(work, context, p.change(), p.current(), p.scope());
      if (objection.isEmpty() && late.isEmpty())
        objection = rules.mayNow(work, context, p.change(), p.scope());
      if (objection.isPresent()) return Taken.rejected(objection.get());
    }
    for (Placed p : placed)
      if (p.isCalledOtherwise()) return Taken.rejected("TYPE", p.change().type(), null);
    if (late.isPresent()) return late(work, context, placed, late.get());
    if (context.isAct() && rules.alreadyDone(work, context)) return Taken.of(Verdict.Kind.APPLIED);
    if (context.isAct()) {
      Optional<Objection> refused = rules.act(work, context);
      if (refused.isPresent()) return Taken.rejected(refused.get());
    }
    if (context.isResolve()) return resolve(work, context, placed);
    return merge(work, context, placed);
  }

  private List<Placed> place(Workspace work, Context context, Set<UUID> missing)
      throws StorageException {
    var placed = new ArrayList<Placed>();
    for (Change change : context.op().changes()) {
      Optional<Held> current = work.find(change.id());
      if (current.isEmpty() && !change.create()) {
        missing.add(change.id());
        continue;
      }
      Optional<String> scope =
          current.isPresent() ? current.map(Held::scope) : homes.of(work, context, change);
      if (scope.isEmpty() && change.caseId() != null) missing.add(change.caseId());
      else placed.add(new Placed(asHeld(change, current), current, scope.orElse("")));
    }
    return placed;
  }

  /// Type, case and scope of a record are settled when it is made; a later change cannot say
  /// otherwise.
  // the checker reads the record's constructor without the annotation inside its list
  @SuppressWarnings("NullAway")
  private static Change asHeld(Change change, Optional<Held> current) {
    if (current.isEmpty()) return change;
    Held held = current.get();
    return new Change(
        change.type(),
        change.id(),
        held.scope(),
        held.caseId(),
        change.set(),
        change.create(),
        change.delete());
  }

  private Taken merge(Workspace work, Context context, List<Placed> placed)
      throws StorageException {
    record Step(Placed placed, Merged merged) {}
    var steps = new ArrayList<Step>();
    boolean stale = false;
    boolean clash = false;
    for (Placed p : placed) {
      Merged merged = merged(work, context, p);
      Optional<Objection> misshapen =
          merged.changed() ? rules.shape(context, p.change(), merged.result()) : Optional.empty();
      if (misshapen.isPresent()) return Taken.rejected(misshapen.get());
      stale |= merged.stale();
      clash |= !merged.clashes().isEmpty();
      steps.add(new Step(p, merged));
    }
    boolean park = clash && context.op().atomic();
    var opened = new ArrayList<UUID>();
    for (Step step : steps) {
      for (Clash c : step.merged().clashes())
        opened.add(
            conflicts.open(
                work,
                context,
                step.placed().current().orElseThrow(),
                c,
                park ? "ATOMIC" : c.kind().name()));
      if (!park && step.merged().changed()) write(work, context, step.placed(), step.merged());
    }
    if (clash)
      return Taken.with(Verdict.Kind.CONFLICT, park ? "PARKED_WHOLE" : "FIELD_CONFLICT", opened);
    return Taken.of(stale ? Verdict.Kind.MERGED : Verdict.Kind.APPLIED);
  }

  private Merged merged(Workspace work, Context context, Placed p) throws StorageException {
    if (p.current().isEmpty()) {
      Held made =
          Merge.created(
              p.change(),
              p.scope(),
              p.change().caseId(),
              context.caller().staff(),
              context.journal());
      return new Merged(made, List.of(), false, true);
    }
    Held current = p.current().get();
    boolean written = current.knownType().map(RecordType::appendOnly).orElse(false);
    Merged merged =
        merging.onto(current, p.change(), unseen(work, context, current), context.journal());
    if (written && merged.changed())
      return new Merged(
          current, List.of(Conflicts.whole(current, p.change())), merged.stale(), false);
    return merged;
  }

  /// What others wrote since the machine last pulled this scope; nothing is supposed when it sent
  /// no cursor for it.
  private Merge.Unseen unseen(Workspace work, Context context, Held current)
      throws StorageException {
    Map<String, Cursor> cursors = context.cursors();
    Cursor cursor = cursors.get(current.scope());
    if (cursor == null) cursor = cursors.get(CASE_SCOPE + current.caseId());
    if (cursor == null || current.seq() <= cursor.seq()) return Merge.Unseen.NOTHING;
    Set<String> present = new HashSet<>(); // without what earlier ops of this push added
    Optional<Held> committed = work.rows().records().find(current.id());
    if (committed.isPresent())
      for (String field : committed.get().fields().keySet()) present.add(groupOf(current, field));
    Set<String> groups =
        work.rows()
            .journals()
            .groupsOfOthers(current.id(), context.journal(), cursor.seq(), present);
    return new Merge.Unseen(!groups.isEmpty(), groups);
  }

  private static void write(Workspace work, Context context, Placed p, Merged merged) {
    Held result = merged.result();
    work.put(result);
    var groups = new HashSet<String>();
    if (p.current().isEmpty()) groups.add(JournalRows.MADE);
    else for (String field : p.change().set().keySet()) groups.add(groupOf(result, field));
    if (p.change().delete()) groups.add("");
    for (Clash c : merged.clashes()) groups.remove(c.group());
    for (String group : groups)
      work.wrote(
          new JournalRows.Authorship(
              result.id(),
              group,
              context.caller().staff(),
              context.journal(),
              context.at().toEpochMilli()));
  }

  private static String groupOf(Held record, String field) {
    return record.knownType().map(t -> t.groupOf(field)).orElse(field);
  }

  /// Work that was the author's to do once: kept as conflict records for a supervisor, nothing is
  /// overwritten (invariant I13).
  private Taken late(Workspace work, Context context, List<Placed> placed, String cause)
      throws StorageException {
    var opened = new ArrayList<UUID>();
    for (Placed p : placed) {
      Held standing =
          p.current()
              .orElseGet(() ->
                  new Held(
                      p.change().type(),
                      p.change().id(),
                      p.scope(),
                      p.change().caseId(),
                      0,
                      context.caller().staff(),
                      context.journal(),
                      false,
                      new TreeMap<>()));
      opened.add(conflicts.openLate(work, context, standing, p.change(), cause));
    }
    return Taken.with(Verdict.Kind.LATE, cause, opened);
  }

  private Taken resolve(Workspace work, Context context, List<Placed> placed)
      throws StorageException {
    Resolutions.Plan plan = resolutions.plan(work, context);
    if (plan.objection().isPresent()) return Taken.rejected(plan.objection().get());
    var all = new ArrayList<Placed>();
    for (Placed p : placed) {
      boolean conflict = p.change().type().equals(RecordType.CONFLICT.name());
      if (conflict || plan.written().isEmpty()) all.add(p);
    }
    if (plan.written().isPresent()) {
      Held written = plan.written().get();
      Optional<Objection> unfit = rules.shape(context, work.find(written.id()), written);
      if (unfit.isPresent()) return Taken.rejected(unfit.get());
    }
    plan.written()
        .ifPresent(held -> {
          work.put(held);
          work.wrote(
              new JournalRows.Authorship(
                  held.id(),
                  plan.group(),
                  context.caller().staff(),
                  context.journal(),
                  context.at().toEpochMilli()));
        });
    for (Placed p : all) {
      Merged merged = merged(work, context, p);
      if (!merged.clashes().isEmpty())
        return Taken.rejected("RESOLVE_STALE", p.change().type(), null);
      Optional<Objection> misshapen = rules.shape(context, p.change(), merged.result());
      if (misshapen.isPresent()) return Taken.rejected(misshapen.get());
      write(work, context, p, merged);
    }
    Scopes.Kind kind = Scopes.kind(context.caller().role());
    return kind == Scopes.Kind.PUBLIC_ONLY
        ? Taken.rejected("ROLE", RecordType.CONFLICT.name(), null)
        : Taken.of(Verdict.Kind.APPLIED);
  }
}
