package cn.ruhu.server.inbox;

import cn.ruhu.casefile.process.Assignments;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.PairRules;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Whether the two an assignment names may be sent: the relatives' filings and the first visit are
/// all here, whatever the dispatcher's machine had of them. Stateless, thread-safe.
final class Pairs {
  private static final String POLICY = "policy §13";
  private static final List<String> PAIR = List.of("investigatorA", "investigatorB");

  /// A team leader names whole pairs, in assignments of the own agency that are in force, and ends
  /// none of them.
  private static Optional<Hindrance> leader(Workspace work, Caller caller, RecordChange change)
      throws StorageException {
    if (caller.role() != Role.TEAM_LEADER || change.type() != RecordType.ASSIGNMENT)
      return Optional.empty();
    Optional<CaseRecord> before = work.find(change.id()).flatMap(Held::caseRecord);
    boolean own =
        before.isPresent()
            && before.get().ref("agency").filter(a -> a.equals(caller.agency())).isPresent()
            && Assignments.inForce(before.get().text("state"));
    if (!own) return Optional.of(new Hindrance("PAIR_OTHER_AGENCY", POLICY, List.of()));
    CaseRecord after = change.applyTo(before.get());
    long people = PAIR.stream().flatMap(f -> after.ref(f).stream()).distinct().count();
    boolean stands =
        after.text("state").equals("ASSIGNED")
            || after.text("state").equals(before.get().text("state"));
    return people == 2 && stands
        ? Optional.empty()
        : Optional.of(new Hindrance("PAIR_INCOMPLETE", POLICY, List.of()));
  }

  /// What stands against the pair a change names; empty when it names none, or it may go.
  Optional<Hindrance> barred(Workspace work, Caller caller, RecordChange change)
      throws StorageException {
    Optional<Hindrance> leader = leader(work, caller, change);
    if (leader.isPresent()) return leader;
    boolean names =
        change.type() == RecordType.ASSIGNMENT
            && !change.delete()
            && PAIR.stream().anyMatch(f -> change.fields().containsKey(f));
    UUID caseId = change.caseId();
    if (!names || caseId == null) return Optional.empty();
    Optional<CaseRecord> before = work.find(change.id()).flatMap(Held::caseRecord);
    CaseRecord after = change.applyTo(before.orElse(null));
    Set<UUID> pair = new HashSet<>();
    for (String field : PAIR) after.ref(field).ifPresent(pair::add);
    var staff = new ArrayList<CaseRecord>();
    for (Held held : work.published(RecordType.STAFF))
      if (pair.contains(held.id())) held.caseRecord().ifPresent(staff::add);
    return PairRules.bars(SharedRules.caseFile(work, caseId), pair, staff, after.text("agency"))
        .stream()
        .findFirst();
  }
}
