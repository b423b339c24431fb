package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Role × endpoint × record type, generated: what the shared rights and the view table say is what
/// the port does, for every role (invariants I6, I20).
@OnEachStore
class RoleTableTest {
  @Parameter Store store;
  @TempDir static Path data;
  private static District district;
  private static CaseFile file;

  @BeforeParameterizedClassInvocation
  static void start(Store store) throws Exception {
    district = new District(data.resolve(store.name()), store).addOneOfEachRole();
    try (TestMachine clerk = district.machine("clerk");
        TestMachine reviewer = district.machine("reviewer")) {
      file = District.open(clerk, District.HERE, "王芳");
      district.assign(reviewer, file, District.login(Role.INVESTIGATOR), "visitor2");
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    district.close();
  }

  private static boolean reaches(Role role) {
    return Scopes.kind(role) != Scopes.Kind.PUBLIC_ONLY;
  }

  @ParameterizedTest
  @MethodSource("cn.ruhu.server.District#roles")
  void aRoleReadsWhatTheViewTableSaysAndNothingElse(Role role) throws Exception {
    try (TestMachine machine = district.machine(District.login(role))) {
      machine.pull();
      for (CaseRecord record : file.records()) {
        Optional<CaseRecord> expected =
            reaches(role) ? ViewTable.project(record, role) : Optional.empty();
        Optional<Map<String, String>> seen =
            Optional.ofNullable(machine.copies.get(record.id())).map(r -> r.fields());
        assertEquals(
            expected.map(CaseRecord::fields).map(Map::copyOf),
            seen.map(Map::copyOf),
            role + " " + record.type());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cn.ruhu.server.District#roles")
  void aRoleWritesWhatItsRightsSayAndNothingElse(Role role) throws Exception {
    try (TestMachine machine = district.machine(District.login(role))) {
      CaseRecord app = file.application().orElseThrow();
      for (RecordType type :
          new RecordType[] {RecordType.SUPPORTER, RecordType.GATE_FACT, RecordType.VISIT}) {
        CaseRecord made = sample(type, app, machine);
        boolean may =
            reaches(role)
                && Rights.mayApply(
                    District.actor(machine), RecordChange.create(made), Optional.empty());
        Verdict verdict = machine.save(RecordChange.create(made));
        assertEquals(
            may ? Verdict.Kind.APPLIED : Verdict.Kind.REJECTED,
            verdict.verdict(),
            role + " " + type + " " + verdict.reason());
      }
    }
  }

  /// Two machines that did not see each other may draw the same list.
  @Test
  void aDrawOnACaseThatAwaitsNoneIsRefusedWithItsReason() throws Exception {
    try (TestMachine machine = district.machine(District.login(Role.DISTRICT_REVIEWER))) {
      CaseRecord app = file.application().orElseThrow();
      CaseRecord drawn =
          sample(RecordType.GATE_FACT, app, machine)
              .with("kind", GateKind.DRAW_DONE.name())
              .with("value", "2018-03");
      Verdict verdict = machine.save(RecordChange.create(drawn));
      assertEquals(Verdict.Kind.REJECTED, verdict.verdict());
      assertEquals("NO_DRAW_DUE", verdict.reason());
    }
  }

  /// A check of what a street decided comes with no act: who may make it is asked all the same.
  @Test
  void aCheckBySomebodyWhoWasNotDrawnIsRefusedWithItsReason() throws Exception {
    try (TestMachine clerk = district.machine("clerk");
        TestMachine reviewer = district.machine(District.login(Role.DISTRICT_REVIEWER));
        TestMachine inspector = district.machine(District.login(Role.DISTRICT_INSPECTOR))) {
      CaseFile other = District.open(clerk, District.HERE, "李强"); // nobody visited it
      CaseRecord app = other.application().orElseThrow();
      CaseRecord drawn =
          sample(RecordType.GATE_FACT, app, reviewer)
              .with("kind", GateKind.INSPECTORS_DRAWN.name())
              .with("value", District.IDS.next().toString());
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(drawn)).verdict());
      CaseRecord check =
          sample(RecordType.GATE_FACT, app, inspector)
              .with("kind", GateKind.SPOT_CHECK_DONE.name())
              .with("value", "0");
      Verdict verdict = inspector.save(RecordChange.create(check));
      assertEquals(Verdict.Kind.REJECTED, verdict.verdict());
      assertEquals("INSPECTOR_NOT_DRAWN", verdict.reason());
      UUID second = District.IDS.next();
      CaseRecord named =
          sample(RecordType.GATE_FACT, app, reviewer)
              .with("kind", GateKind.INSPECTORS_DRAWN.name())
              .with("value", inspector.staff() + "," + second)
              .with("at", "2026-03-01T02:00:00Z");
      assertEquals(Verdict.Kind.APPLIED, reviewer.save(RecordChange.create(named)).verdict());
      Verdict typed = inspector.save(RecordChange.create(check));
      assertEquals(
          "SPOT_CHECK_MISSING", typed.reason(), "typed words without a sealed visit are none");
      CaseRecord visit =
          sample(RecordType.VISIT, app, inspector)
              .with("purpose", "SPOT_CHECK")
              .with("disposition", "10")
              .with("investigatorA", inspector.staff().toString())
              .with("investigatorB", second.toString())
              .with("signatureA", "a")
              .with("signatureB", "b")
              .with("sealHash", "sha256-" + "0".repeat(64));
      assertEquals(
          "RIGHTS",
          inspector.save(RecordChange.create(visit.with("purpose", "FIRST"))).reason(),
          "an inspector makes checks only");
      assertEquals(Verdict.Kind.APPLIED, inspector.save(RecordChange.create(visit)).verdict());
      CaseRecord made = check.with("subject", visit.id().toString()).with("value", "10");
      assertEquals(Verdict.Kind.APPLIED, inspector.save(RecordChange.create(made)).verdict());
    }
  }

  /// A record of that type a machine might make in the case.
  static CaseRecord sample(RecordType type, CaseRecord app, TestMachine machine) {
    String me = machine.staff().toString();
    Map<String, String> fields =
        switch (type) {
          case SUPPORTER -> Map.of("name", "宋佳", "relation", "31", "duty", "1");
          case RELATIVE -> Map.of("name", "宋佳", "relation", "31", "post", "居委会委员");
          case GATE_FACT ->
              Map.of("kind", "COMPLAINT_OPENED", "by", me, "at", "2026-03-01T01:00:00Z");
          default ->
              Map.of(
                  "startedAt", "2026-03-01T01:00:00Z",
                  "finishedAt", "2026-03-01T01:30:00Z",
                  "disposition", "30",
                  "investigatorA", me);
        };
    boolean check =
        type == RecordType.VISIT && District.actor(machine).role() == Role.DISTRICT_INSPECTOR;
    return CaseRecord.of(type, District.IDS.next(), app.scope(), app.id(), fields)
        .with("application", app.id().toString())
        .with("purpose", check ? "SPOT_CHECK" : null);
  }

  @ParameterizedTest
  @MethodSource("cn.ruhu.server.District#roles")
  void everyEndpointAsksForATokenOfItsOwnMachine(Role role) throws Exception {
    try (TestMachine machine = district.machine(District.login(role))) {
      machine.token = "0".repeat(64);
      String file = Protocol.FILES + "sha256-" + "0".repeat(64);
      for (var call :
          Map.of(Protocol.PUSH, "POST", Protocol.PULL, "POST", file, "GET").entrySet()) {
        TestMachine.Answer answer =
            machine.send(call.getValue(), call.getKey(), new byte[0], Map.of());
        assertEquals(401, answer.status(), role + " " + call.getKey());
        assertEquals("TOKEN", answer.refusal().code());
      }
    }
  }
}
