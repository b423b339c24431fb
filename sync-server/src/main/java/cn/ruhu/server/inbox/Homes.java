package cn.ruhu.server.inbox;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Change;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Where a record belongs, and whether its author reaches it there. A record of a case lives in the
/// scope of its application, whatever the client claims (invariant I20).
final class Homes {
  private final Set<String> streets;

  Homes() {
    this.streets =
        CodeTables.table("street").entries().stream()
            .map(entry -> entry.code())
            .collect(Collectors.toUnmodifiableSet());
  }

  /// The home scope of a new record.
  ///
  /// @return empty when its case is unknown here and not made by the same op
  Optional<String> of(Workspace work, Context context, Change change) throws StorageException {
    UUID caseId = change.caseId();
    if (caseId == null || caseId.equals(change.id())) return Optional.of(change.scope());
    Optional<Held> application = work.find(caseId);
    if (application.isPresent()) return Optional.of(application.get().scope());
    return context.op().changes().stream()
        .filter(c -> c.create() && c.id().equals(caseId))
        .map(Change::scope)
        .findFirst();
  }

  /// Whether machines write there: what is public goes to everybody, and only the server publishes.
  boolean isScope(String scope) {
    return streets.contains(scope);
  }

  /// How far the author reaches a record of this home. A clerk may also receive a case for another
  /// street and work on it until it is handed in (DOMAIN §0.2 C7). A lead is another street's from
  /// the moment it is made there: by a clerk who heard it, or by whoever gives away one of the own
  /// street.
  Scopes.Reach reach(Workspace work, Context context, Change change, String scope)
      throws StorageException {
    Scopes.Reach reach = Scopes.reach(work.rows(), context.caller(), scope, change.caseId());
    Role role = context.caller().role();
    boolean window = role == Role.WINDOW_CLERK;
    if (reach != Scopes.Reach.NEVER || !(window || role == Role.STREET_REVIEWER)) return reach;
    if (!window && !(makesLead(change) && movedHere(change))) return reach;
    if (!context.caller().active()) return Scopes.Reach.BEFORE;
    return receivedHere(work, context, change) ? Scopes.Reach.NOW : Scopes.Reach.NEVER;
  }

  private static boolean makesLead(Change change) {
    return change.create()
        && change.type().equals(RecordType.LEAD.name())
        && change.id().equals(change.caseId());
  }

  private static boolean movedHere(Change change) {
    return change.set().containsKey("movedFrom");
  }

  private static boolean receivedHere(Workspace work, Context context, Change change)
      throws StorageException {
    UUID caseId = change.caseId();
    if (caseId == null) {
      Optional<Held> held = work.find(change.id());
      return held.isEmpty() || context.caller().staff().equals(held.get().madeBy());
    }
    Optional<Held> file = work.find(caseId);
    if (file.isEmpty())
      return makesLead(change)
          || context.op().changes().stream()
              .anyMatch(c ->
                  c.create()
                      && c.id().equals(caseId)
                      && c.type().equals(RecordType.APPLICATION.name()));
    Held held = file.get();
    String stage = held.text("stage");
    return held.type().equals(RecordType.APPLICATION.name())
        && context.caller().staff().equals(held.madeBy())
        && (stage.isEmpty() || stage.equals(Stage.DRAFT.name()));
  }
}
