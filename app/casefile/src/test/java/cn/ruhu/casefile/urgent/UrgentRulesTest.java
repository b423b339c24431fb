package cn.ruhu.casefile.urgent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UrgentRulesTest {
  private static final String STREET = "110108007";
  private static final UUID ID = new UUID(4, 1);
  private static final UUID CLERK = new UUID(9, 1);
  private static final UUID CHIEF = new UUID(9, 5);

  private static UUID staff(Role role) {
    return switch (role) {
      case WINDOW_CLERK -> CLERK;
      case STREET_CHIEF -> CHIEF;
      default -> new UUID(8, role.name().hashCode() | 1);
    };
  }

  private static Actor actor(Role role) {
    return new Actor(staff(role), role, STREET);
  }

  private static CaseRecord registered() {
    return CaseRecord.of(
        RecordType.URGENT_AID,
        ID,
        STREET,
        ID,
        Map.of(
            "street", STREET,
            "personName", "刘长河",
            "cause", "DISASTER",
            "facts", "出租屋失火,证件烧毁",
            "proposedFen", "150000",
            "proposedKind", "CASH",
            "registeredAt", "2026-11-23T01:30:00Z",
            "by", CLERK.toString(),
            "state", "REGISTERED"));
  }

  private static CaseRecord at(UrgentState state) {
    CaseRecord r = registered();
    return switch (state) {
      case REGISTERED -> r;
      case SIGNED -> done(UrgentAct.SIGN, r, CHIEF);
      case REFUSED -> done(UrgentAct.REFUSE, r, CHIEF);
      case GIVEN -> done(UrgentAct.GIVE, at(UrgentState.SIGNED), CLERK);
      case FILED -> done(UrgentAct.FILE, at(UrgentState.GIVEN), CLERK);
      case CLOSED -> done(UrgentAct.CLOSE, r, CLERK);
    };
  }

  /// What the act makes of a record, whether or not it may be done on it.
  private static CaseRecord done(UrgentAct act, CaseRecord r, UUID by) {
    CaseRecord after =
        switch (act) {
          case REGISTER -> registered().with("by", by.toString());
          case AMEND -> r.with("facts", "出租屋失火,证件烧毁,无处可去");
          case SIGN ->
              r.with("approved", "true")
                  .with("approvedFen", "120000")
                  .with("ceilingFen", "300000")
                  .with("approvedBy", by.toString())
                  .with("approvedAt", "2026-11-23T03:00:00Z");
          case REFUSE ->
              r.with("approved", "false")
                  .with("approveReason", "已由应急局安置")
                  .with("approvedBy", by.toString())
                  .with("approvedAt", "2026-11-23T03:00:00Z");
          case GIVE ->
              r.with("givenFen", "120000")
                  .with("givenKind", "CASH")
                  .with("givenAt", "2026-11-23T05:00:00Z")
                  .with("givenBy", by.toString())
                  .with("receiver", "刘长河")
                  .with("papersDue", "2026-12-07");
          case IDENTIFY -> r.with("personPhone", "13812345678");
          case EMERGENCY_OVER ->
              r.with("emergencyOver", "2026-11-25").with("papersDue", "2026-12-09");
          case FILE ->
              r.with("papersAt", "2026-12-01T01:00:00Z")
                  .with("papersBy", by.toString())
                  .with("papersNote", "身份证、户口簿已补");
          case CLOSE ->
              r.with("closedAt", "2026-11-23T04:00:00Z")
                  .with("closedBy", by.toString())
                  .with("closeReason", "重复登记");
          case LINK -> r.with("application", new UUID(6, 6).toString());
        };
    return act.to().map(to -> after.with("state", to.name())).orElse(after);
  }

  private static boolean may(Actor actor, Optional<CaseRecord> before, CaseRecord after) {
    Optional<RecordChange> change =
        before.isEmpty()
            ? Optional.of(RecordChange.create(after))
            : RecordChange.between(before.get(), after);
    return change.filter(c -> Rights.mayApply(actor, c, before)).isPresent();
  }

  /// act → states it may be done in, by hand from DOMAIN §0.2 C10; the window's but where `H` says
  /// the chief's.
  private static final Map<UrgentAct, String> ROAD =
      Map.of(
          UrgentAct.AMEND, "REGISTERED",
          UrgentAct.SIGN, "H REGISTERED",
          UrgentAct.REFUSE, "H REGISTERED",
          UrgentAct.GIVE, "SIGNED",
          UrgentAct.IDENTIFY, "REGISTERED SIGNED REFUSED GIVEN",
          UrgentAct.EMERGENCY_OVER, "GIVEN",
          UrgentAct.FILE, "GIVEN",
          UrgentAct.CLOSE, "REGISTERED SIGNED",
          UrgentAct.LINK, "REGISTERED SIGNED REFUSED GIVEN FILED CLOSED");

  @ParameterizedTest
  @EnumSource(UrgentState.class)
  void everyActOfEveryRoleInThisState(UrgentState state) {
    CaseRecord before = at(state);
    assertEquals(List.of(), Schema.check(before, LocalDate.of(2026, 12, 31)));
    for (UrgentAct act : UrgentAct.values()) {
      if (act == UrgentAct.REGISTER) continue;
      String road = ROAD.getOrDefault(act, "");
      Role whose = road.startsWith("H") ? Role.STREET_CHIEF : Role.WINDOW_CLERK;
      for (Role role : Role.values()) {
        CaseRecord after = done(act, before, staff(role));
        boolean there = List.of(road.split(" ", -1)).contains(state.name());
        assertEquals(
            there && role == whose,
            may(actor(role), Optional.of(before), after),
            state + " " + act + " " + role);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void onlyTheWindowTakesItIn(Role role) {
    boolean clerk = role == Role.WINDOW_CLERK;
    assertEquals(
        clerk,
        may(actor(role), Optional.empty(), done(UrgentAct.REGISTER, registered(), staff(role))));
  }

  @Test
  void somebodyWithoutPapersNumberOrNameIsTakenInByADescription() {
    CaseRecord nobody = registered().with("personName", null);
    assertFalse(may(actor(Role.WINDOW_CLERK), Optional.empty(), nobody));
    CaseRecord unknown = nobody.with("nameUnknown", "true");
    assertEquals(List.of("URGENT_WHO"), codes(Role.WINDOW_CLERK, Optional.empty(), unknown));
    CaseRecord described = unknown.with("personNote", "男,约60岁,灰棉衣,说不清姓名");
    assertTrue(may(actor(Role.WINDOW_CLERK), Optional.empty(), described));
    assertEquals(List.of(), Schema.check(described, LocalDate.of(2026, 12, 31)));
    CaseRecord known = described.with("personName", "孙有福").with("nameUnknown", null);
    assertTrue(may(actor(Role.WINDOW_CLERK), Optional.of(described), known));
  }

  private static List<String> codes(Role role, Optional<CaseRecord> before, CaseRecord after) {
    return UrgentRules.hindrances(actor(role), before, after).stream()
        .map(Hindrance::code)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTER, by, , URGENT_OWN_NAME",
    "REGISTER, by, 00000000-0000-0009-0000-000000000005, URGENT_OWN_NAME",
    "REGISTER, facts, , URGENT_FIELD",
    "REGISTER, proposedFen, 0, URGENT_AMOUNT",
    "REGISTER, state, GIVEN, URGENT_ORDER",
    "REGISTER, approvedFen, 100, URGENT_ORDER",
    "REGISTER, street, 110108008, URGENT_PLACE",
    "SIGN, approvedFen, 300001, URGENT_CEILING",
    "SIGN, approvedFen, 0, URGENT_AMOUNT",
    "SIGN, approvedFen, , URGENT_AMOUNT",
    "SIGN, ceilingFen, , URGENT_FIELD",
    "SIGN, approvedBy, 00000000-0000-0009-0000-000000000001, URGENT_OWN_NAME",
    "SIGN, approved, false, URGENT_ORDER",
    "REFUSE, approveReason, , URGENT_FIELD",
    "REFUSE, approvedFen, 100, URGENT_ORDER",
    "REFUSE, approved, true, URGENT_ORDER",
    "GIVE, givenFen, 120001, URGENT_SIGNED",
    "GIVE, givenFen, 0, URGENT_AMOUNT",
    "GIVE, receiver, , URGENT_FIELD",
    "GIVE, givenBy, 00000000-0000-0009-0000-000000000005, URGENT_OWN_NAME",
    "GIVE, papersDue, 2026-12-31, URGENT_DUE",
    "GIVE, papersDue, , URGENT_DUE",
    "EMERGENCY_OVER, papersDue, 2026-12-10, URGENT_DUE",
    "FILE, papersNote, , URGENT_FIELD",
    "FILE, papersBy, , URGENT_OWN_NAME",
    "CLOSE, closeReason, , URGENT_FIELD"
  })
  void whatBreaksAGuardIsRefusedWithItsCode(
      UrgentAct act, String field, String value, String code) {
    UUID by = staff(act.role());
    Optional<CaseRecord> before =
        act == UrgentAct.REGISTER
            ? Optional.empty()
            : Optional.of(at(act.from().iterator().next()));
    CaseRecord after = done(act, before.orElse(registered()), by).with(field, value);
    assertEquals(List.of(code), codes(act.role(), before, after).stream().distinct().toList());
    assertFalse(may(actor(act.role()), before, after));
  }

  /// A clerk who became chief signs nothing she took in herself.
  @Test
  void whoTookItInDoesNotSignIt() {
    var both = new Actor(CLERK, Role.STREET_CHIEF, STREET);
    CaseRecord after = done(UrgentAct.SIGN, registered(), CLERK);
    assertEquals(
        List.of("URGENT_REGISTRAR"),
        UrgentRules.hindrances(both, Optional.of(registered()), after).stream()
            .map(Hindrance::code)
            .toList());
    assertFalse(may(both, Optional.of(registered()), after));
  }

  @Test
  void anotherStreetsIsNeitherTakenInNorSigned() {
    var other = new Actor(CHIEF, Role.STREET_CHIEF, "110108008");
    assertFalse(may(other, Optional.of(registered()), done(UrgentAct.SIGN, registered(), CHIEF)));
    var clerk = new Actor(CLERK, Role.WINDOW_CLERK, "110108008");
    assertFalse(may(clerk, Optional.empty(), registered()));
  }

  @Test
  void whatWasSignedIsNotChangedUnderTheSignature() {
    for (String field : List.of("facts", "proposedFen", "cause", "approvedFen", "ceilingFen")) {
      CaseRecord before = at(UrgentState.SIGNED);
      CaseRecord after = before.with(field, field.equals("cause") ? "OTHER" : "1");
      for (Role role : List.of(Role.WINDOW_CLERK, Role.STREET_CHIEF))
        assertFalse(may(actor(role), Optional.of(before), after), field + " " + role);
    }
  }

  @Test
  void theCeilingIsTheDistrictsOfTheDay() {
    CaseRecord before = registered();
    CaseRecord after = done(UrgentAct.SIGN, before, CHIEF);
    assertEquals(List.of(), UrgentRules.ceiling(Optional.of(before), after, Standards.builtIn()));
    CaseRecord entered =
        CaseRecord.of(
            RecordType.STANDARD,
            new UUID(3, 3),
            CaseRecord.PUBLIC,
            null,
            Map.of("name", "URGENT_CEILING", "effective", "2026-11", "valueFen", "100000"));
    Standards lower = Standards.builtIn().with(List.of(entered));
    assertEquals(
        "URGENT_CEILING", UrgentRules.ceiling(Optional.of(before), after, lower).getFirst().code());
    CaseRecord long2 = after.with("approvedAt", "2013-01-05T03:00:00Z");
    assertEquals(
        "URGENT_CEILING_UNKNOWN",
        UrgentRules.ceiling(Optional.of(before), long2, lower).getFirst().code());
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTERED, 2026-11-24, TODAY",
    "REGISTERED, 2026-11-25, OVERDUE",
    "SIGNED, 2026-11-23, SOON",
    "GIVEN, 2026-11-23, LATER",
    "GIVEN, 2026-12-03, SOON",
    "GIVEN, 2026-12-07, TODAY",
    "GIVEN, 2026-12-08, OVERDUE"
  })
  void aDeadlineHasItsClass(UrgentState state, LocalDate today, UrgentDue.Level level) {
    assertEquals(level, UrgentDue.of(at(state)).orElseThrow().level(today));
  }

  @Test
  void nothingWaitsForWhatIsOver() {
    for (UrgentState s : UrgentState.values())
      assertEquals(!s.over(), UrgentDue.of(at(s)).isPresent(), s.name());
  }

  @Test
  void thePapersAreDueTenWorkingDaysAfterTheEmergencyAndNeverBeforeTheAid() {
    CaseRecord given = at(UrgentState.GIVEN);
    assertEquals(LocalDate.of(2026, 12, 7), UrgentRules.papersDue(given).orElseThrow().date());
    CaseRecord earlier = given.with("emergencyOver", "2026-11-20");
    assertEquals(LocalDate.of(2026, 12, 7), UrgentRules.papersDue(earlier).orElseThrow().date());
    CaseRecord later = given.with("emergencyOver", "2026-11-25");
    assertEquals(LocalDate.of(2026, 12, 9), UrgentRules.papersDue(later).orElseThrow().date());
  }

  @Test
  void earlierAidIsFoundByTheNumberAndNothingElse() {
    String number = "110199198205030119";
    var all = new ArrayList<CaseRecord>();
    for (int i = 1; i <= 3; i++)
      all.add(
          CaseRecord.of(
              RecordType.URGENT_AID,
              new UUID(4, i),
              STREET,
              new UUID(4, i),
              Map.of("personNumber", number, "registeredAt", "2026-0" + i + "-01T00:00:00Z")));
    all.add(registered().with("personNumber", null));
    assertEquals(
        List.of(new UUID(4, 2), new UUID(4, 1)),
        UrgentRules.earlier(all, all.get(2)).stream().map(CaseRecord::id).toList());
    assertEquals(List.of(), UrgentRules.earlier(all, registered()));
  }
}
