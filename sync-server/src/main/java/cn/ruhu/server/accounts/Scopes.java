package cn.ruhu.server.accounts;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Pulls;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who may reach which part of the district (DESIGN §12): officials of a street their street,
/// district roles every street, agency people the cases of their assignments and investigators what
/// is their agency's own (colleagues' badges), everybody what is public. Thread-safe.
public final class Scopes {
  static final int STREET_LENGTH = 9;

  private Scopes() {}

  public enum Kind {
    STREET,
    DISTRICT,
    OWN_CASES,
    AGENCY_CASES,
    PUBLIC_ONLY
  }

  /// How far a caller reaches.
  public enum Reach {
    NOW,
    /// it was theirs once: work is kept as late evidence, nothing is handed out
    BEFORE,
    NEVER
  }

  public static Kind kind(Role role) {
    return switch (role) {
      case WINDOW_CLERK, STREET_REVIEWER, STREET_CHIEF, SOCIAL_WORKER, COMMUNITY_WORKER ->
          Kind.STREET;
      case DISTRICT_REVIEWER, DISTRICT_INSPECTOR, EVALUATOR, AUDITOR -> Kind.DISTRICT;
      case INVESTIGATOR -> Kind.OWN_CASES;
      case TEAM_LEADER, AGENCY_MANAGER -> Kind.AGENCY_CASES;
      case ADMIN_SYSTEM, ADMIN_SECURITY, ADMIN_AUDIT, SYSTEM -> Kind.PUBLIC_ONLY;
    };
  }

  /// Scopes granted now, `pub` first.
  public static List<String> of(Rows rows, Caller caller) throws StorageException {
    var scopes = new ArrayList<String>();
    if (!caller.active()) return scopes;
    scopes.add(CaseRecord.PUBLIC);
    switch (kind(caller.role())) {
      case STREET -> caller.homeStreet().ifPresent(scopes::add);
      case DISTRICT ->
          CodeTables.table("street").entries().forEach(entry -> scopes.add(entry.code()));
      case OWN_CASES -> {
        if (caller.agency() != null) scopes.add(CaseRecord.AGENCY + caller.agency());
        rows.grants().casesOf(holder(caller)).forEach(id -> scopes.add(Pulls.CASE + id));
      }
      case AGENCY_CASES ->
          rows.grants().casesOf(holder(caller)).forEach(id -> scopes.add(Pulls.CASE + id));
      case PUBLIC_ONLY -> {}
    }
    return scopes;
  }

  /// Whether the caller reaches records of a home scope and case.
  public static Reach reach(Rows rows, Caller caller, String scope, @Nullable UUID caseId)
      throws StorageException {
    if (scope.equals(CaseRecord.PUBLIC)) return caller.active() ? Reach.NOW : Reach.BEFORE;
    Reach granted =
        switch (kind(caller.role())) {
          case STREET -> scope.equals(caller.street()) ? Reach.NOW : Reach.NEVER;
          case DISTRICT -> Reach.NOW;
          case OWN_CASES, AGENCY_CASES -> assigned(rows, caller, caseId);
          case PUBLIC_ONLY -> Reach.NEVER;
        };
    return granted == Reach.NOW && !caller.active() ? Reach.BEFORE : granted;
  }

  private static Reach assigned(Rows rows, Caller caller, @Nullable UUID caseId)
      throws StorageException {
    if (caseId == null) return Reach.NEVER;
    List<Boolean> assignments = rows.grants().assignments(holder(caller), caseId);
    if (assignments.contains(true)) return Reach.NOW;
    return assignments.isEmpty() ? Reach.NEVER : Reach.BEFORE;
  }

  private static String holder(Caller caller) {
    return kind(caller.role()) == Kind.AGENCY_CASES
        ? "agency:" + caller.agency()
        : caller.staff().toString();
  }
}
