package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Posting.State;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A household that lives in another street of the district: its notice hangs there, and the gate
/// counts the days of that board (Policy §19, DOMAIN §0.2 C12).
class PostingTest {
  private static final String THERE = "110108027";
  private static final String FARTHER = "110108011";
  private static final UUID CLERK_THERE = Road.id(301);

  private static List<String> codes(Ruling ruling) {
    return ruling instanceof Ruling.Refused(List<Hindrance> why)
        ? why.stream().map(Hindrance::code).toList()
        : List.of();
  }

  private static Road away(Road road) {
    return road.set(RecordType.APPLICATION, "residenceStreet", THERE);
  }

  /// The notice is registered and sent; the fact is carried by the act that posts.
  private static CaseRecord sent(Road road, String paper, String street) {
    CaseRecord notice =
        road.make(
            RecordType.DOCUMENT,
            Map.of("paper", paper, "scheme", "DB", "file", Road.address(Road.id(900))));
    road.put(notice);
    return road.fact(GateKind.NOTICE_SENT, Road.CLERK, notice.id().toString(), street, "");
  }

  private static Road posted(Road road) {
    CaseRecord sent = sent(road, "N04", THERE);
    return road.act(Act.POST, Road.CLERK, road.input().carrying(List.of(sent)));
  }

  private static Posting newest(Road road) {
    return Posting.all(road.file).getLast();
  }

  /// What the server writes back of the other street's board.
  private static void hangs(Road road, Posting p) {
    road.put(
        road.fact(GateKind.NOTICE_POSTED, Road.CLERK, p.id().toString(), "社区公示栏", "")
            .with("by", CLERK_THERE.toString()));
    road.put(
        road.fact(GateKind.NOTICE_PHOTO, Road.CLERK, "START", p.id().toString(), "")
            .with("page", road.page("D20").toString()));
  }

  private static void comesDown(Road road, Posting p) {
    road.put(
        road.fact(GateKind.NOTICE_PHOTO, Road.CLERK, "END", p.id().toString(), "")
            .with("page", road.page("D20").toString()));
  }

  private static Ruling ends(Road road) {
    return road.ask(Act.PUBLICITY_END, Road.SYSTEM, road.input());
  }

  @Test
  void aNoticeGoesToTheStreetTheHouseholdLivesInBeforeAnythingIsPosted() {
    Road road = away(Road.entrusted().prelim());
    Ruling bare = road.ask(Act.POST, Road.CLERK, road.input());
    assertEquals(
        List.of(Hindrance.of("NOTICE_NOT_SENT", "policy §19", THERE)),
        assertInstanceOf(Ruling.Refused.class, bare).hindrances(),
        "and the words can name the street");
    CaseRecord wrong = sent(road, "N04", FARTHER);
    assertEquals(
        List.of("NOTICE_NOT_SENT"),
        codes(road.ask(Act.POST, Road.CLERK, road.input().carrying(List.of(wrong)))));
    posted(road);
    assertEquals(Optional.of(Stage.PUBLICITY), Process.stage(road.file));
    assertEquals(State.SENT, newest(road).state(7));
    assertEquals(Optional.of(Act.PUBLICITY_END), Process.onward(road.file), "by itself");
  }

  @Test
  void theDaysCountFromTheProofOfTheRightBoard() {
    Road road = posted(away(Road.entrusted().prelim()));
    road.days(20);
    assertEquals(List.of("POSTING_AWAITED"), codes(ends(road)));
    road.record(GateKind.NOTICE_POSTED, Road.CLERK, "N04", "door 3", "");
    assertEquals(List.of("POSTING_AWAITED"), codes(ends(road)), "the own board says nothing");
    hangs(road, newest(road));
    assertEquals(State.POSTED, newest(road).state(7));
    assertEquals(List.of("NOTICE_RUNNING", "POSTING_PHOTO_MISSING"), codes(ends(road)));
    road.days(6);
    comesDown(road, newest(road));
    road.days(2);
    assertEquals(List.of("POSTING_PHOTO_MISSING"), codes(ends(road)), "it came down too early");
    comesDown(road, newest(road));
    assertEquals(State.REMOVED, newest(road).state(7));
    assertInstanceOf(Ruling.Allowed.class, ends(road));
  }

  @Test
  void whoMovesIsPostedWhereTheyLiveNow() {
    Road road = posted(away(Road.entrusted().prelim()));
    Posting first = newest(road);
    hangs(road, first);
    road.days(9);
    comesDown(road, first);
    road.set(RecordType.APPLICATION, "residenceStreet", FARTHER);
    assertEquals(List.of("NOTICE_NOT_SENT"), codes(ends(road)), "the old board proves nothing");
    road.put(sent(road, "N04", FARTHER));
    assertEquals(List.of("POSTING_AWAITED"), codes(ends(road)));
    hangs(road, newest(road));
    road.days(8);
    comesDown(road, newest(road));
    assertInstanceOf(Ruling.Allowed.class, ends(road));

    road.set(RecordType.APPLICATION, "residenceStreet", Road.STREET);
    assertTrue(
        codes(ends(road)).contains("NOTICE_PHOTO_MISSING"), "at home again: the own board proves");
  }

  @Test
  void aNoticeCalledBackCountsNoMore() {
    Road road = posted(away(Road.entrusted().prelim()));
    Posting p = newest(road);
    hangs(road, p);
    road.record(GateKind.NOTICE_RECALLED, Road.CLERK, p.sent().id().toString(), "", "写错姓名");
    assertEquals(State.RECALLED, newest(road).state(7));
    assertEquals(List.of("NOTICE_NOT_SENT"), codes(ends(road)).subList(0, 1));
  }

  @Test
  void anObjectionHeardThereIsTakenUpHereEvenWhenItComesLate() {
    Road road = posted(away(Road.entrusted().prelim()));
    Posting p = newest(road);
    hangs(road, p);
    road.days(5);
    road.put(road.fact(GateKind.OBJECTION_RAISED, Road.CLERK, p.id().toString(), "邻居", "收入不实"));
    road.days(4);
    comesDown(road, p);
    assertEquals(List.of("OBJECTION_HEARD_ELSEWHERE"), codes(ends(road)));
    assertInstanceOf(
        Ruling.Allowed.class, road.ask(Act.OBJECT, Road.CLERK, road.input()), "heard in time");
    road.act(Act.OBJECT, Road.CLERK, road.input());
    assertEquals(Optional.of(Stage.OBJECTION), Process.stage(road.file));
  }

  @Test
  void anObjectionAtANoticeThatWasReplacedOrCalledBackBlocksToo() {
    Road road = posted(away(Road.entrusted().prelim()));
    Posting first = newest(road);
    hangs(road, first);
    road.days(2);
    road.put(road.fact(GateKind.OBJECTION_RAISED, Road.CLERK, first.id().toString(), "邻居", "收入不实"));
    road.record(GateKind.NOTICE_RECALLED, Road.CLERK, first.sent().id().toString(), "", "写错姓名");
    road.put(sent(road, "N04", THERE));
    hangs(road, newest(road));
    road.days(8);
    comesDown(road, newest(road));
    assertEquals(List.of("OBJECTION_HEARD_ELSEWHERE"), codes(ends(road)));
    assertEquals(1, Posting.untaken(road.file).size());
    road.act(Act.OBJECT, Road.CLERK, road.input());
    assertEquals(List.of(), Posting.untaken(road.file));
  }

  /// Heard at the other board on Monday, another taken up here on Tuesday, and what was heard on
  /// Monday comes on Wednesday.
  @Test
  void anObjectionThatComesAfterAnotherWasTakenUpIsSeenAndAnswered() {
    Road road = posted(away(Road.entrusted().prelim()));
    Posting p = newest(road);
    hangs(road, p);
    road.days(2);
    CaseRecord there =
        road.fact(GateKind.OBJECTION_RAISED, Road.CLERK, p.id().toString(), "邻居", "收入不实");
    road.days(1);
    CaseRecord own = road.fact(GateKind.OBJECTION_RAISED, Road.CLERK, "", "来访", "有车");
    CaseRecord taken = road.fact(GateKind.OBJECTION_TAKEN, Road.CLERK, own.id().toString(), "", "");
    road.act(Act.OBJECT, Road.CLERK, road.input().carrying(List.of(own, taken)));
    assertEquals(List.of(), Posting.untaken(road.file));
    road.days(1).put(there);
    assertEquals(List.of(there), Posting.untaken(road.file), "it was heard before");
    var settled = road.fact(GateKind.OBJECTION_SETTLED, Road.REVIEWER, "", "", "车已报废");
    CaseRecord anew = road.opinion("DB", true, "");
    assertEquals(
        List.of("OBJECTION_HEARD_ELSEWHERE"),
        codes(road.ask(Act.SETTLE, Road.REVIEWER, road.input().carrying(List.of(settled, anew)))));
    CaseRecord both =
        road.fact(GateKind.OBJECTION_TAKEN, Road.REVIEWER, there.id().toString(), "", "");
    assertInstanceOf(
        Ruling.Allowed.class,
        road.ask(Act.SETTLE, Road.REVIEWER, road.input().carrying(List.of(settled, anew, both))));
  }

  @Test
  void aRemovalWithoutItsPageHidesNoneThatProves() {
    Road road = posted(away(Road.entrusted().prelim()));
    Posting p = newest(road);
    hangs(road, p);
    road.days(8);
    road.put(road.fact(GateKind.NOTICE_PHOTO, Road.CLERK, "END", p.id().toString(), ""));
    assertEquals(List.of("POSTING_PHOTO_MISSING"), codes(ends(road)));
    comesDown(road, p);
    assertInstanceOf(Ruling.Allowed.class, ends(road));
  }

  @Test
  void theOtherStreetIsLateByWorkingDays() {
    Road road = posted(away(Road.entrusted().prelim()));
    Posting p = newest(road);
    assertEquals(false, p.overdue(7, p.postDue()));
    assertTrue(p.overdue(7, p.postDue().plusDays(1)));
    hangs(road, p);
    Posting up = newest(road);
    assertEquals(false, up.overdue(7, road.today().plusDays(7)));
    assertTrue(up.overdue(7, road.today().plusDays(14)));
  }

  @Test
  void theDistrictsOwnNoticeGoesThereTooAndWaitsForItsPhotos() {
    Road road = away(Road.district());
    road.prelim();
    away(road);
    posted(road);
    hangs(road, newest(road));
    road.days(8);
    comesDown(road, newest(road));
    road.act(Act.PUBLICITY_END, Road.SYSTEM, road.input());
    road.record(GateKind.DRAW_DONE, Road.DISTRICT, "", "2018-03", "drawn by hand");
    road.act(Act.TAKE, Road.DISTRICT, road.input());
    assertEquals(
        List.of("NOTICE_NOT_SENT"),
        codes(road.ask(Act.POST_DISTRICT, Road.DISTRICT, road.input())),
        "the street's notice is another paper");
    CaseRecord sent = sent(road, "N04B", THERE);
    road.act(Act.POST_DISTRICT, Road.DISTRICT, road.input().carrying(List.of(sent)));
    road.days(8);
    assertEquals(
        List.of("POSTING_AWAITED"), codes(road.ask(Act.PUBLICITY2_END, Road.SYSTEM, road.input())));
    hangs(road, newest(road));
    road.days(8);
    assertEquals(
        List.of("POSTING_PHOTO_MISSING"),
        codes(road.ask(Act.PUBLICITY2_END, Road.SYSTEM, road.input())));
    comesDown(road, newest(road));
    assertInstanceOf(Ruling.Allowed.class, road.ask(Act.PUBLICITY2_END, Road.SYSTEM, road.input()));
  }

  @Test
  void outsideTheDistrictTheHandlingStreetProvesItItself() {
    Road road = Road.entrusted().prelim();
    away(road).set(RecordType.APPLICATION, "residenceOutside", "true");
    assertTrue(Posting.outside(road.file));
    road.act(Act.POST, Road.CLERK, road.input());
    road.record(GateKind.NOTICE_POSTED, Road.CLERK, "", "河北省某村公示栏", "协查函〔2023〕7号");
    road.proven();
    assertInstanceOf(Ruling.Allowed.class, ends(road));
  }
}
