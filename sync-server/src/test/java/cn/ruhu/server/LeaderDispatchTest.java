package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The street gives a case to an agency and its team leader says who goes (DOMAIN §0.2 C13): of the
/// own agency, nobody the household named as a relative, and nothing else.
class LeaderDispatchTest {
  @TempDir Path data;

  private District district;
  private TestMachine clerk;
  private TestMachine reviewer;
  private TestMachine leader;
  private UUID others;
  private CaseFile file;
  private CaseRecord given;

  @BeforeEach
  void theStreetGivesACaseToTheAgency() throws Exception {
    district = new District(data);
    UUID agency = district.agency;
    others = district.server.addAgency("惠民");
    add("leader", Role.TEAM_LEADER, agency);
    add("leaderThere", Role.TEAM_LEADER, others);
    add("theirs", Role.INVESTIGATOR, others);
    clerk = district.machine("clerk");
    reviewer = district.machine("reviewer");
    leader = district.machine("leader");
    var drafted = new ArrayList<>(District.household(District.HERE, clerk.staff(), "王建国"));
    CaseRecord app = drafted.getFirst();
    drafted.add(
        CaseRecord.of(
            RecordType.RELATIVE,
            District.IDS.next(),
            District.HERE,
            app.id(),
            Map.of("application", app.id().toString(), "name", "visitor2", "relation", "40")));
    file = District.open(clerk, drafted);
    reviewer.pull();
    var fields = new HashMap<String, String>();
    fields.put("application", app.id().toString());
    fields.put("agency", agency.toString());
    fields.put("state", "ASSIGNED");
    fields.put("visitMode", "HOME");
    given =
        CaseRecord.of(RecordType.ASSIGNMENT, District.IDS.next(), app.scope(), app.id(), fields);
    Verdict verdict = reviewer.save(RecordChange.create(given));
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), verdict.toString());
  }

  private void add(String login, Role role, UUID agency) throws Exception {
    district.staff.put(
        login, district.server.addPerson(login, District.PASSWORD, login, role, null, agency));
  }

  @AfterEach
  void close() {
    for (TestMachine machine : List.of(clerk, reviewer, leader)) machine.close();
    district.close();
  }

  private RecordChange names(String a, String b) {
    CaseRecord after =
        given
            .with("investigatorA", Objects.requireNonNull(district.staff.get(a)).toString())
            .with("investigatorB", Objects.requireNonNull(district.staff.get(b)).toString())
            .with("assignedBy", leader.staff().toString());
    return RecordChange.between(given, after).orElseThrow();
  }

  private static void refused(String reason, Verdict verdict) {
    assertEquals(Verdict.Kind.REJECTED, verdict.verdict(), verdict.toString());
    assertEquals(reason, verdict.reason(), verdict.toString());
  }

  @Test
  void theLeaderSeesWhereToSendAndNothingOfTheHousehold() throws Exception {
    leader.pull();
    CaseRecord app = file.application().orElseThrow();
    WireRecord seen = leader.copies.get(app.id());
    assertNotNull(seen);
    assertEquals(app.text("residenceAddress"), seen.fields().get("residenceAddress"));
    for (String hidden : List.of("applicant", "phone", "schemes", "bankAccount"))
      assertFalse(seen.fields().containsKey(hidden), hidden);
    var types = new TreeMap<String, Integer>();
    leader
        .copies
        .values()
        .forEach(r -> {
          if (app.id().equals(r.caseId())) types.merge(r.type(), 1, Integer::sum);
        });
    assertEquals(Set.of("APPLICATION", "ASSIGNMENT"), types.keySet());
  }

  @Test
  void theLeaderNamesAPairOfTheOwnAgencyAndTheVisitIsTheirs() throws Exception {
    leader.pull();
    refused("PAIR_RELATIVE", leader.save(names("visitor1", "visitor2")));
    refused("PAIR_OTHER_AGENCY", leader.save(names("visitor1", "theirs")));
    refused("PAIR_NOT_INVESTIGATOR", leader.save(names("visitor1", "manager")));
    refused("PAIR_INCOMPLETE", leader.save(names("visitor1", "visitor1")));
    Verdict sent = leader.save(names("visitor1", "visitor3"));
    assertEquals(Verdict.Kind.APPLIED, sent.verdict(), sent.toString());
    try (TestMachine visitor = district.machine("visitor3")) {
      visitor.pull();
      assertTrue(
          visitor.copies.containsKey(file.application().orElseThrow().id()), "the case is his");
    }
  }

  private String stage() throws Exception {
    reviewer.pull();
    WireRecord app = reviewer.copies.get(file.application().orElseThrow().id());
    return Objects.requireNonNull(app).fields().getOrDefault("stage", "");
  }

  /// As if it had been taken in at the window.
  private void accepted() throws Exception {
    UUID id = file.application().orElseThrow().id();
    long seq = district.server.seq();
    district
        .server
        .wiring()
        .database
        .write(tx -> {
          Held held = tx.records().find(id).orElseThrow();
          var fields = new TreeMap<>(held.fields());
          fields.put("stage", "ACCEPTED");
          tx.records().put(held.withFields(fields, false, held.journal()), seq);
          return true;
        });
  }

  @Test
  void theVisitBeginsOnceTheVerificationIsAskedAfterThePairWasNamed() throws Exception {
    accepted();
    leader.pull();
    assertEquals(Verdict.Kind.APPLIED, leader.save(names("visitor1", "visitor3")).verdict());
    assertFalse(stage().equals("VISITING"), "nobody asked for the verification");
    CaseRecord app = file.application().orElseThrow();
    CaseRecord asked =
        CaseRecord.of(
            RecordType.GATE_FACT,
            District.IDS.next(),
            app.scope(),
            app.id(),
            Map.of(
                "application", app.id().toString(),
                "kind", GateKind.VERIFICATION_REQUESTED.name(),
                "by", reviewer.staff().toString(),
                "at", "2026-03-02T01:00:00Z"));
    assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(asked)).verdict());
    assertEquals("VISITING", stage());
  }

  @Test
  void theLeaderGivesNothingAwayAndTakesNothing() throws Exception {
    leader.pull();
    refused(
        "RIGHTS",
        leader.save(District.edit(given, "agency", given.text("agency"), others.toString())));
    refused("PAIR_INCOMPLETE", leader.save(District.edit(given, "state", "ASSIGNED", "WITHDRAWN")));
    CaseRecord app = file.application().orElseThrow();
    CaseRecord own =
        CaseRecord.of(
            RecordType.ASSIGNMENT, District.IDS.next(), app.scope(), app.id(), given.fields());
    refused("RIGHTS", leader.save(RecordChange.create(own)));
    try (TestMachine there = district.machine("leaderThere")) {
      there.pull();
      assertFalse(there.copies.containsKey(app.id()));
      refused("SCOPE", there.save(names("theirs", "visitor3")));
      // the street gives the same case to the other agency, too
      CaseRecord second =
          CaseRecord.of(
              RecordType.ASSIGNMENT,
              District.IDS.next(),
              app.scope(),
              app.id(),
              Map.of(
                  "application", app.id().toString(),
                  "agency", others.toString(),
                  "state", "ASSIGNED"));
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(second)).verdict());
      there.pull();
      refused("PAIR_OTHER_AGENCY", there.save(names("visitor1", "visitor3")));
    }
  }
}
