package cn.ruhu.casefile.errand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.errand.Referrals.State;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferralsTest {
  private static final String HERE = "110108007";
  private static final UUID LEAD = new UUID(7, 1);
  private static final UUID ME = new UUID(7, 9);
  private static final UUID OTHER = new UUID(7, 10);

  private static CaseRecord slip(State state) {
    CaseRecord r =
        CaseRecord.of(
            RecordType.REFERRAL,
            new UUID(7, 2),
            HERE,
            LEAD,
            Map.of(
                "lead", LEAD.toString(),
                "kind", "REFER",
                "department", "02",
                "facts", "停药两周",
                "due", "2026-11-30",
                "by", ME.toString(),
                "at", "2026-11-23T01:30:00Z",
                "state", state.name()));
    return switch (state) {
      case SENT -> r;
      case RECEIVED -> r.with("receivedBy", "李科长").with("receivedOn", "2026-11-24");
      case ANSWERED ->
          r.with("reply", "已恢复门诊待遇")
              .with("repliedOn", "2026-11-25")
              .with("answeredBy", ME.toString());
      case RECALLED -> r.with("reply", "开错部门").with("answeredBy", ME.toString());
    };
  }

  static Stream<Arguments> everyStep() {
    return Stream.of(State.values())
        .flatMap(from ->
            Stream.of(State.values())
                .flatMap(to -> Stream.of(Role.values()).map(r -> Arguments.of(from, to, r))));
  }

  @ParameterizedTest
  @MethodSource("everyStep")
  void anAnswerIsWrittenDownAndTakenBack(State from, State to, Role role) {
    Optional<RecordChange> change = RecordChange.between(slip(from), slip(to));
    if (change.isEmpty()) return;
    boolean office = role == Role.WINDOW_CLERK || role == Role.STREET_REVIEWER;
    boolean waits = from == State.SENT || from == State.RECEIVED;
    boolean back = to == State.SENT || to == State.RECEIVED;
    assertEquals(
        office && (waits || back),
        Rights.mayApply(new Actor(ME, role, HERE), change.get(), Optional.of(slip(from))));
  }

  private static boolean goes(CaseRecord slip) {
    return Rights.mayApply(
        new Actor(ME, Role.WINDOW_CLERK, HERE), RecordChange.create(slip), Optional.empty());
  }

  @Test
  void aSlipHasAReceiverFactsAndADay() {
    CaseRecord slip = slip(State.SENT);
    assertTrue(goes(slip));
    for (String field : List.of("department", "facts", "due", "lead"))
      assertFalse(goes(slip.with(field, null)), field);
    assertFalse(goes(slip.with("department", "99")), "which other one");
    assertTrue(goes(slip.with("department", "99").with("toName", "红枫妇女热线")));
    assertFalse(goes(slip.with("by", OTHER.toString())), "in another name");
    assertFalse(goes(slip(State.ANSWERED)), "answered before it went");
    CaseRecord given = slip.with("kind", "ASSIGN").with("department", null);
    assertFalse(goes(given));
    assertTrue(goes(given.with("toStaff", OTHER.toString())));
    assertTrue(goes(given.with("toName", "知春里社区")));
    assertEquals(List.of("toStaff"), Referrals.missing(given));
  }

  @Test
  void whatWentNeverChangesAndAnAnswerIsSigned() {
    CaseRecord sent = slip(State.SENT);
    assertFalse(applies(sent, sent.with("facts", "改写")));
    assertFalse(applies(sent, slip(State.ANSWERED).with("due", "2027-01-01")));
    assertFalse(applies(sent, slip(State.ANSWERED).with("answeredBy", OTHER.toString())));
    assertFalse(applies(sent, slip(State.ANSWERED).with("reply", null)));
    CaseRecord theirs = slip(State.ANSWERED).with("answeredBy", OTHER.toString());
    assertFalse(applies(theirs, sent), "another's answer stays");
  }

  private static boolean applies(CaseRecord before, CaseRecord after) {
    return Rights.mayApply(
        new Actor(ME, Role.WINDOW_CLERK, HERE),
        RecordChange.between(before, after).orElseThrow(),
        Optional.of(before));
  }
}
