package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectionsTest {
  private final Road road = Road.entrusted().publicity();

  private static List<String> codes(Ruling ruling) {
    return ruling instanceof Ruling.Refused(var why)
        ? why.stream().map(Hindrance::code).toList()
        : List.of();
  }

  private CaseRecord raised(String who) {
    return road.fact(GateKind.OBJECTION_RAISED, Road.CLERK, "", who, who + " says");
  }

  private CaseRecord taken(CaseRecord raised) {
    return road.fact(GateKind.OBJECTION_TAKEN, Road.CLERK, raised.id().toString(), "", "");
  }

  private CaseRecord settled(String which, String result) {
    return road.fact(GateKind.OBJECTION_SETTLED, Road.REVIEWER, which, result, "looked into");
  }

  private ActInput with(CaseRecord... carried) {
    return road.input().carrying(List.of(carried));
  }

  private List<CaseRecord> open() {
    return Objections.open(road.file).stream().map(Objections.Objection::raised).toList();
  }

  private CaseRecord heard(String who) {
    CaseRecord raised = raised(who);
    road.act(Act.OBJECT, Road.CLERK, with(raised, taken(raised)));
    return raised;
  }

  private CaseRecord heardToo(String who) {
    road.days(1);
    CaseRecord raised = raised(who);
    road.put(raised).put(taken(raised));
    return raised;
  }

  @Test
  void eachIsSettledByItselfAndTheCaseGoesOnWithTheLast() {
    CaseRecord one = heard("one");
    CaseRecord two = heardToo("two");
    assertEquals(List.of(one, two), open());
    CaseRecord anew = road.opinion("DB", true, "");
    assertEquals(
        List.of("OBJECTION_UNANSWERED"),
        codes(road.ask(Act.SETTLE, Road.REVIEWER, with(settled(one.id().toString(), "3"), anew))),
        "the other is still open");
    road.put(settled(two.id().toString(), "1"));
    assertEquals(List.of(one), open());
    road.act(Act.SETTLE, Road.REVIEWER, with(settled(one.id().toString(), "3"), anew));
    assertEquals(List.of(), open());
    assertEquals(
        List.of("3", "1"),
        Objections.all(road.file).stream().map(Objections.Objection::result).toList());
    assertEquals(2, Objections.of(road.file, two).orElseThrow().number());
  }

  @Test
  void whenAllAreSettledTheOpinionsAreLeft() {
    CaseRecord one = heard("one");
    road.put(settled(one.id().toString(), "3"));
    assertEquals(List.of("OPINION_MISSING"), codes(road.ask(Act.SETTLE, Road.REVIEWER, with())));
    assertInstanceOf(
        Ruling.Allowed.class,
        road.ask(Act.SETTLE, Road.REVIEWER, with(road.opinion("DB", true, ""))));
  }

  @Test
  void anAnswerWithoutWordsSettlesNothing() {
    CaseRecord one = heard("one");
    road.record(GateKind.OBJECTION_SETTLED, Road.REVIEWER, one.id().toString(), "3", " ");
    assertEquals(List.of(one), open());
  }

  /// As programs wrote it that settled all at once.
  @Test
  void anAnswerThatNamesNoneSettlesAllThatWereInHand() {
    CaseRecord one = heard("one");
    CaseRecord two = heardToo("two");
    CaseRecord old = settled("", "");
    road.act(Act.SETTLE, Road.REVIEWER, with(old, road.opinion("DB", true, "")));
    assertEquals(List.of(), open());
    for (CaseRecord r : List.of(one, two)) {
      Objections.Objection o = Objections.of(road.file, r).orElseThrow();
      assertEquals(Optional.of(old), o.settled());
      assertEquals("", o.result());
    }
  }

  /// As programs wrote it that named none in hand.
  @Test
  void anObjectionOfTheOwnWindowNobodyNamedIsInHand() {
    CaseRecord one = raised("one");
    road.act(Act.OBJECT, Road.CLERK, with(one));
    assertEquals(List.of(one), open());
    assertEquals(
        List.of("OBJECTION_UNANSWERED"),
        codes(road.ask(Act.SETTLE, Road.REVIEWER, with(road.opinion("DB", true, "")))));
  }

  @Test
  void whatAComplaintAnswersIsNoObjectionAnyMore() {
    heard("one");
    CaseRecord there =
        road.fact(GateKind.OBJECTION_RAISED, Road.CLERK, Road.id(77).toString(), "b", "b says");
    CaseRecord complaint =
        road.fact(GateKind.COMPLAINT_OPENED, Road.CLERK, Road.id(78).toString(), "", "b says");
    CaseRecord named = taken(there).with("value", Road.id(78).toString());
    road.days(1).put(there).put(named);
    assertEquals(1, open().size(), "by its name");
    road.drop(r -> r.id().equals(named.id())).put(taken(there));
    assertEquals(2, open().size());
    road.put(complaint.with("at", road.now.toString()));
    assertEquals(1, open().size(), "by its moment, as complaints did that were not named");
  }

  @Test
  void anotherIsHeardUntilTheNoticeWouldHaveEnded() {
    LocalDate posted = road.today();
    assertEquals(Optional.empty(), Objections.heardUntil(road.file, road.today()));
    road.days(3);
    heard("one");
    assertEquals(Optional.of(posted.plusDays(7)), Objections.heardUntil(road.file, road.today()));
  }

  @Test
  void onlyAnObjectionOfThisCaseIsTakenUpOrSettledAndSettledOnce() {
    CaseRecord one = heard("one");
    assertEquals(List.of(), against(settled(one.id().toString(), "3")));
    assertEquals(List.of(), against(taken(one)), "by two machines at once");
    assertEquals(List.of(), against(settled("", "")), "of an earlier program");
    assertEquals(List.of("OBJECTION_UNKNOWN"), against(settled(Road.id(79).toString(), "3")));
    assertEquals(List.of("OBJECTION_UNKNOWN"), against(settled("2", "3")));
    CaseRecord page = road.make(RecordType.PAGE, Map.of("slot", "D26"));
    road.put(page);
    assertEquals(List.of("OBJECTION_UNKNOWN"), against(taken(page)));
    road.put(settled(one.id().toString(), "3"));
    assertEquals(List.of("OBJECTION_SETTLED_BEFORE"), against(settled(one.id().toString(), "1")));
    assertEquals(List.of(), against(one));
  }

  /// A machine that had not heard of it takes up another after the last one was settled.
  @Test
  void whatIsTakenUpWhereNobodyLooksIntoAnyIsRefused() {
    CaseRecord one = heard("one");
    road.act(
        Act.SETTLE,
        Road.REVIEWER,
        with(settled(one.id().toString(), "3"), road.opinion("DB", true, "")));
    CaseRecord late = raised("late");
    road.put(late);
    assertEquals(List.of("OBJECTION_OVER"), against(taken(late)));
    assertEquals(List.of(), Objections.against(road.file, taken(late), true), "by an act");
    assertEquals(
        List.of(), against(taken(late).with("value", Road.id(78).toString())), "as a complaint");
  }

  @Test
  void whoInvestigatedAnswersNone() {
    CaseRecord one = heard("one");
    CaseRecord answer = settled(one.id().toString(), "3").with("by", Road.PAIR_A.toString());
    assertEquals(List.of("INVESTIGATOR_MAY_NOT_JUDGE"), against(answer));
  }

  /// Whatever an earlier server let pass, nobody is granted aid over an objection nobody answered.
  @Test
  void whatNobodyAnsweredStopsTheWayToADecisionUntilItIsAComplaint() {
    CaseRecord one = heard("one");
    CaseRecord two = raised("two");
    road.act(
        Act.SETTLE,
        Road.REVIEWER,
        with(settled(one.id().toString(), "3"), road.opinion("DB", true, "")));
    assertEquals(List.of(), gate());
    road.put(two).put(taken(two));
    assertEquals(List.of(), open(), "the case does not wait for it");
    assertEquals(List.of("OBJECTION_LEFT 2 " + road.today()), gate());
    road.put(taken(two).with("value", Road.id(78).toString()));
    assertEquals(List.of(), gate());
    assertEquals(1, Objections.all(road.file).size());
  }

  /// As programs wrote it that settled all at once and named none.
  @Test
  void whatWasSettledTogetherStopsNothing() {
    CaseRecord one = raised("one");
    road.act(Act.OBJECT, Road.CLERK, with(one));
    road.days(1).put(raised("two"));
    road.days(1);
    road.act(Act.SETTLE, Road.REVIEWER, with(settled("", ""), road.opinion("DB", true, "")));
    assertEquals(2, Objections.all(road.file).size());
    assertEquals(List.of(), gate());
  }

  private List<String> gate() {
    var now =
        new Situation(
            road.file,
            Process.stage(road.file),
            Act.TAKE,
            Actor.system(),
            ActInput.NONE,
            road.today());
    return Gates.noObjection(now).stream()
        .map(h -> h.code() + " " + String.join(" ", h.args()))
        .toList();
  }

  private List<String> against(CaseRecord fact) {
    return Objections.against(road.file, fact, false).stream().map(Hindrance::code).toList();
  }
}
