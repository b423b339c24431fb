package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Standard;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.urgent.UrgentRules;
import cn.ruhu.server.district.Standards;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Aid before papers at the port (DOMAIN §0.2 C10): a file of its own without an application, kept
/// to its road whatever a machine believes.
@OnEachStore
class UrgentAidTest {
  private static final String ENOUGH = "100000";

  @Parameter Store store;
  @TempDir static Path data;
  private static District district;
  private static TestMachine clerk;
  private static TestMachine chief;

  @BeforeParameterizedClassInvocation
  static void start(Store store) throws Exception {
    district = new District(data.resolve(store.name()), store).addOneOfEachRole();
    clerk = district.machine("clerk");
    chief = district.machine("chief");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    clerk.close();
    chief.close();
    district.close();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static CaseRecord told() {
    UUID id = District.IDS.next();
    return CaseRecord.of(
        RecordType.URGENT_AID,
        id,
        District.HERE,
        id,
        Map.of(
            "street", District.HERE,
            "nameUnknown", "true",
            "personNote", "男,约60岁,说不清姓名",
            "cause", "NO_SHELTER",
            "facts", "露宿桥下,发热",
            "proposedFen", "150000",
            "proposedKind", "SHELTER",
            "registeredAt", now(),
            "by", clerk.staff().toString(),
            "state", "REGISTERED"));
  }

  private static CaseRecord signed(CaseRecord aid, TestMachine by, String fen) {
    return aid.with("approved", "true")
        .with("approvedFen", fen)
        .with("ceilingFen", ENOUGH)
        .with("approvedBy", by.staff().toString())
        .with("approvedAt", now())
        .with("state", "SIGNED");
  }

  private static CaseRecord given(CaseRecord aid, String fen) {
    CaseRecord out =
        aid.with("givenFen", fen)
            .with("givenKind", "CASH")
            .with("givenAt", now())
            .with("givenBy", clerk.staff().toString())
            .with("receiver", "本人")
            .with("state", "GIVEN");
    return out.with("papersDue", UrgentRules.papersDue(out).orElseThrow().date().toString());
  }

  private static Verdict change(TestMachine at, CaseRecord before, CaseRecord after)
      throws Exception {
    return at.save(RecordChange.between(before, after).orElseThrow());
  }

  private static void refused(String reason, Verdict verdict) {
    assertEquals(Verdict.Kind.REJECTED, verdict.verdict());
    assertEquals(reason, verdict.reason());
  }

  private static void taken(Verdict verdict) {
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), String.valueOf(verdict.reason()));
  }

  @Test
  void itGoesItsRoadFromMachineToMachineAndNoOther() throws Exception {
    CaseRecord aid = told();
    taken(clerk.save(RecordChange.create(aid)));
    refused("RIGHTS", change(clerk, aid, given(aid, ENOUGH)));
    refused("RIGHTS", change(clerk, aid, signed(aid, clerk, ENOUGH)));
    chief.pull();
    assertEquals(
        aid.fields(), Objects.requireNonNull(chief.copies.get(aid.id()), "no copy").fields());
    refused("RIGHTS", change(chief, aid, signed(aid, clerk, ENOUGH)));
    CaseRecord signed = signed(aid, chief, ENOUGH);
    taken(change(chief, aid, signed));
    refused("RIGHTS", change(chief, aid, signed(aid, chief, "90000")));
    refused("RIGHTS", change(clerk, signed, signed.with("facts", "改写")));
    refused("RIGHTS", change(clerk, signed, given(signed, "100001")));
    CaseRecord given = given(signed, ENOUGH);
    taken(change(clerk, signed, given));
    taken(
        change(
            clerk,
            given,
            given
                .with("papersAt", now())
                .with("papersBy", clerk.staff().toString())
                .with("papersNote", "身份证已补")
                .with("state", "FILED")));
  }

  /// The chief's own figure of the ceiling counts for nothing: the district's of the day does.
  @Test
  void moreThanTheCeilingOfTheDistrictIsSignedByNobody() throws Exception {
    district
        .server
        .wiring()
        .standards
        .enter(
            List.of(
                new Standards.Entry(
                    Standard.URGENT_CEILING,
                    YearMonth.of(2020, 1),
                    new Fen(Long.parseLong(ENOUGH)),
                    "测试",
                    false,
                    "演示")));
    CaseRecord aid = told();
    taken(clerk.save(RecordChange.create(aid)));
    CaseRecord more = signed(aid, chief, "100001");
    refused("RIGHTS", change(chief, aid, more));
    refused("CEILING", change(chief, aid, more.with("ceilingFen", "999999999")));
    taken(change(chief, aid, signed(aid, chief, ENOUGH)));
  }

  /// It never becomes 低保: neither a decision nor an act finds anything to decide on.
  @Test
  void nothingIsDecidedOnIt() throws Exception {
    CaseRecord aid = told();
    taken(clerk.save(RecordChange.create(aid)));
    var decision =
        CaseRecord.of(
            RecordType.DECISION,
            District.IDS.next(),
            District.HERE,
            aid.id(),
            Map.of(
                "application",
                aid.id().toString(),
                "scheme",
                "DB",
                "outcome",
                "APPROVED",
                "level",
                "STREET",
                "by",
                chief.staff().toString(),
                "at",
                now()));
    refused("ACT_NEEDED", chief.save(RecordChange.create(decision)));
    Verdict act =
        chief.take(chief.op("act.DECIDE", true, TestMachine.wire(RecordChange.create(decision))));
    assertEquals(Verdict.Kind.REJECTED, act.verdict());
  }

  @ParameterizedTest
  @MethodSource("cn.ruhu.server.District#roles")
  void theStreetsOfficeIsHandedItAndNobodyElseOfTheStreet(Role role) throws Exception {
    CaseRecord aid = told();
    taken(clerk.save(RecordChange.create(aid)));
    Set<Role> office =
        Set.of(
            Role.WINDOW_CLERK,
            Role.STREET_REVIEWER,
            Role.STREET_CHIEF,
            Role.DISTRICT_REVIEWER,
            Role.AUDITOR);
    try (TestMachine machine = district.machine(District.login(role))) {
      machine.pull();
      assertEquals(office.contains(role), machine.copies.containsKey(aid.id()), role.name());
    }
  }

  @Test
  void anotherStreetNeitherSeesNorWritesIt() throws Exception {
    CaseRecord aid = told();
    taken(clerk.save(RecordChange.create(aid)));
    try (TestMachine there = district.machine("clerkThere")) {
      there.pull();
      assertFalse(there.copies.containsKey(aid.id()));
      assertEquals(
          Verdict.Kind.REJECTED,
          change(there, aid, aid.with("personPhone", "13800000000")).verdict());
      assertTrue(
          there.save(RecordChange.create(told().with("by", there.staff().toString()))).verdict()
              == Verdict.Kind.REJECTED);
    }
  }
}
