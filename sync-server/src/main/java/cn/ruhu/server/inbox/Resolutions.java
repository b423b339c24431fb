package cn.ruhu.server.inbox;

import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.merge.Merge;
import cn.ruhu.wire.Change;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Closes a conflict: `KEEP` leaves the value that stands, `TAKE` writes the offered one, `OTHER`
/// writes a third that comes with the op. Of late work `PART` writes some of the offered values, by
/// merge group; which ones stands in the history. The conflict record stays for ever, and its
/// settlement can be taken back ([Undoing]).
final class Resolutions {
  /// @param objection why not
  /// @param written the disputed record with the offered values, when the op leaves writing them to
  ///   the server
  /// @param group merge group that is written
  record Plan(Optional<Objection> objection, Optional<Held> written, String group) {
    static Plan no(String reason) {
      return new Plan(Optional.of(Objection.of(reason)), Optional.empty(), "");
    }
  }

  Plan plan(Workspace work, Context context) throws StorageException {
    List<Change> closing =
        context.op().changes().stream()
            .filter(c -> c.type().equals(RecordType.CONFLICT.name()))
            .toList();
    if (closing.size() != 1 || closing.getFirst().create()) return Plan.no("ONE_CONFLICT");
    Change change = closing.getFirst();
    Held conflict = work.find(change.id()).orElseThrow();
    UUID target = UUID.fromString(conflict.text("record"));
    boolean brought = context.op().changes().stream().anyMatch(c -> c.id().equals(target));
    boolean stranger =
        context.op().changes().stream()
            .anyMatch(c -> !c.id().equals(target) && !c.id().equals(change.id()));
    if (stranger) return Plan.no("RESOLUTION");
    if ("OPEN".equals(after(change, "state")))
      return Undoing.plan(work, context, conflict, change, brought);
    if (!conflict.text("state").equals("OPEN")) return Plan.no("ALREADY_RESOLVED");
    String choice = after(change, "choice");
    if (!"RESOLVED".equals(after(change, "state")) || choice == null) return Plan.no("RESOLUTION");
    return switch (choice) {
      case "KEEP" -> brought ? Plan.no("RESOLUTION") : done(conflict, Optional.empty());
      case "OTHER" -> brought ? done(conflict, Optional.empty()) : Plan.no("RESOLUTION");
      case "TAKE" -> taking(work, context, conflict, target, brought);
      case ConflictHistory.PART ->
          brought ? Plan.no("RESOLUTION") : picking(work, context, conflict, change, target);
      default -> Plan.no("RESOLUTION");
    };
  }

  private static Plan taking(
      Workspace work, Context context, Held conflict, UUID target, boolean brought)
      throws StorageException {
    if (comesWithAnAct(conflict)) return Plan.no("ACT_NEEDED");
    Optional<Held> held = work.find(target);
    if (brought && held.isPresent() && !held.get().deleted())
      return done(conflict, Optional.empty());
    Held before = held.orElseGet(() -> fresh(context, conflict, target));
    boolean append = before.knownType().map(RecordType::appendOnly).orElse(false);
    if (append && held.isPresent()) return Plan.no("APPEND_ONLY");
    if (changedSince(conflict, before)) return Plan.no("RESOLVE_STALE");
    boolean gone = "true".equals(conflict.fields().get(Conflicts.OFFERED + Merge.DELETED));
    var fields = new TreeMap<>(before.fields());
    conflict
        .fields()
        .forEach((name, value) -> {
          boolean offered = name.startsWith(Conflicts.OFFERED);
          String field = offered ? name.substring(Conflicts.OFFERED.length()) : "";
          if (offered && !field.equals(Merge.DELETED)) fields.put(field, value);
          if (removed(conflict, name)) fields.remove(name.substring(Conflicts.BASE.length()));
        });
    return done(conflict, Optional.of(before.withFields(fields, gone, context.journal())));
  }

  /// What only an act may write: its author, or whoever may, does the act again on the case as it
  /// stands.
  private static boolean comesWithAnAct(Held conflict) {
    String type = conflict.text("recordType");
    return conflict.fields().containsKey(Conflicts.OFFERED + "stage")
        || (conflict.text("kind").equals("LATE") && SharedRules.comesWithAct(type));
  }

  private static Held fresh(Context context, Held conflict, UUID target) {
    return new Held(
        conflict.text("recordType"),
        target,
        conflict.scope(),
        conflict.caseId(),
        0,
        context.caller().staff(),
        context.journal(),
        false,
        new TreeMap<>());
  }

  /// Takes those fields of late work over that the op names with the offered value.
  private static Plan picking(
      Workspace work, Context context, Held conflict, Change change, UUID target)
      throws StorageException {
    if (!conflict.text("kind").equals("LATE") || overWhole(conflict)) return Plan.no("RESOLUTION");
    if (comesWithAnAct(conflict)) return Plan.no("ACT_NEEDED");
    Optional<Held> held = work.find(target);
    Held before = held.orElseGet(() -> fresh(context, conflict, target));
    if (held.isPresent() && before.knownType().map(RecordType::appendOnly).orElse(false))
      return Plan.no("APPEND_ONLY");
    if (changedSince(conflict, before)) return Plan.no("RESOLVE_STALE");
    Map<String, Boolean> sides = new TreeMap<>(); // by merge group: the offered side?
    var fields = new TreeMap<>(before.fields());
    int number =
        conflict.caseRecord().flatMap(ConflictHistory::last).map(e -> e.number() + 1).orElse(1);
    for (String field : Undoing.names(conflict)) {
      String kept = conflict.text(Conflicts.KEPT + field);
      String offered = conflict.text(Conflicts.OFFERED + field);
      String named = after(change, ConflictHistory.PREFIX + number + ".value." + field);
      String stands = named == null ? "" : named;
      if (kept.equals(offered)) continue;
      if (!stands.equals(kept) && !stands.equals(offered)) return Plan.no("RESOLUTION");
      boolean take = stands.equals(offered);
      String group = before.knownType().map(t -> t.groupOf(field)).orElse(field);
      Boolean other = sides.putIfAbsent(group, take);
      if (other != null && other != take) return Plan.no("GROUP_SPLIT");
      if (!take) continue;
      if (offered.isEmpty()) fields.remove(field);
      else fields.put(field, offered);
    }
    if (!sides.containsValue(true)) return Plan.no("RESOLUTION");
    return done(conflict, Optional.of(before.withFields(fields, false, context.journal())));
  }

  /// The late author emptied a field: it has a base, but nothing is offered.
  private static boolean removed(Held conflict, String name) {
    if (!name.startsWith(Conflicts.BASE)) return false;
    String field = name.substring(Conflicts.BASE.length());
    return !conflict.fields().containsKey(Conflicts.OFFERED + field);
  }

  /// Whether what stands is no longer what the conflict shows as standing.
  private static boolean changedSince(Held conflict, Held now) {
    if (now.deleted() && !overWhole(conflict)) return true;
    for (String name : conflict.fields().keySet()) {
      boolean offered = name.startsWith(Conflicts.OFFERED);
      if (!offered && !removed(conflict, name)) continue;
      String side = offered ? Conflicts.OFFERED : Conflicts.BASE;
      String field = name.substring(side.length());
      if (field.equals(Merge.DELETED)) continue;
      String shown = conflict.fields().get(Conflicts.KEPT + field);
      if (!Objects.equals(shown, now.fields().get(field))) return true;
    }
    return false;
  }

  /// Whether the question is if the record goes or stays.
  private static boolean overWhole(Held conflict) {
    return conflict.fields().containsKey(Conflicts.KEPT + Merge.DELETED)
        || conflict.fields().containsKey(Conflicts.OFFERED + Merge.DELETED);
  }

  static Plan done(Held conflict, Optional<Held> written) {
    return new Plan(Optional.empty(), written, conflict.text("group"));
  }

  static @Nullable String after(Change change, String field) {
    List<@Nullable String> pair = change.set().get(field);
    return pair == null ? null : pair.get(1);
  }
}
