package cn.ruhu.server.inbox;

import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.inbox.Resolutions.Plan;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.merge.Merge;
import cn.ruhu.wire.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Takes the settlement of a conflict back: the question is open again, and what stood before it
/// stands again, unless somebody wrote there since. The op says so in the conflict's history.
final class Undoing {
  private static final Set<String> WHOLE = Set.of("LATE", "ATOMIC");

  private Undoing() {}

  /// The disputed record as one side of the conflict has it.
  ///
  /// @param gone whether the record is away
  private record Side(Map<String, String> values, boolean gone) {
    boolean stands(Held now) {
      return now.deleted() == gone
          && values.entrySet().stream()
              .allMatch(e ->
                  e.getValue()
                      .equals(Objects.requireNonNullElse(now.fields().get(e.getKey()), "")));
    }
  }

  /// @param brought the op itself writes the disputed record
  static Plan plan(Workspace work, Context context, Held conflict, Change change, boolean brought)
      throws StorageException {
    if (!conflict.text("state").equals("RESOLVED")) return Plan.no("NOT_RESOLVED");
    if (!told(conflict, change)) return Plan.no("RESOLUTION");
    String choice = conflict.text("choice");
    boolean kept = choice.equals("KEEP");
    if (kept && brought) return Plan.no("RESOLUTION");
    if (!kept && WHOLE.contains(conflict.text("kind"))) return Plan.no("ACT_NEEDED");
    Optional<Held> held = work.find(UUID.fromString(conflict.text("record")));
    if (held.isEmpty()) return kept ? done(conflict) : Plan.no("UNDO_STALE");
    Held now = held.get();
    Side before = side(conflict, Conflicts.KEPT);
    if (brought || before.stands(now)) return done(conflict);
    if (!left(conflict, choice, before).stands(now)) return Plan.no("UNDO_STALE");
    if (kept) return done(conflict);
    if (now.knownType().map(RecordType::appendOnly).orElse(false)) return Plan.no("APPEND_ONLY");
    var fields = new TreeMap<>(now.fields());
    before
        .values()
        .forEach((field, value) -> {
          if (value.isEmpty()) fields.remove(field);
          else fields.put(field, value);
        });
    return Resolutions.done(
        conflict, Optional.of(now.withFields(fields, before.gone(), context.journal())));
  }

  private static Plan done(Held conflict) {
    return Resolutions.done(conflict, Optional.empty());
  }

  /// Whether the op clears the resolution and says in the history who took it back.
  private static boolean told(Held conflict, Change change) {
    boolean cleared =
        change.set().containsKey("choice") && Resolutions.after(change, "choice") == null;
    int next =
        conflict.caseRecord().flatMap(ConflictHistory::last).map(e -> e.number() + 1).orElse(1);
    String act = Resolutions.after(change, ConflictHistory.PREFIX + next + ".act");
    return cleared && ConflictHistory.UNDO.equals(act);
  }

  private static Side side(Held conflict, String side) {
    var values = new HashMap<String, String>();
    for (String name : names(conflict)) values.put(name, conflict.text(side + name));
    return new Side(values, "true".equals(conflict.fields().get(side + Merge.DELETED)));
  }

  /// The fields in dispute.
  static Set<String> names(Held conflict) {
    var names = new TreeSet<String>();
    for (String field : conflict.fields().keySet())
      for (String side : Set.of(Conflicts.BASE, Conflicts.KEPT, Conflicts.OFFERED))
        if (field.startsWith(side)) names.add(field.substring(side.length()));
    names.remove(Merge.DELETED);
    return names;
  }

  /// What the settlement left standing: the later value, or the one told in the history, or what
  /// stood.
  private static Side left(Held conflict, String choice, Side before) {
    if (choice.equals("TAKE")) return side(conflict, Conflicts.OFFERED);
    return conflict
        .caseRecord()
        .flatMap(c -> ConflictHistory.left(c, before.values().keySet()))
        .map(values -> new Side(values, before.gone()))
        .orElse(before);
  }
}
