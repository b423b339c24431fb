package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.printing.PrintedCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A household that lives in another street: its notice is sent there, and this street waits for
/// the proofs, reminds, calls back and sends anew.
class AwayNoticeTest extends HandlingDesks {
  private static final String THERE = "110108027";
  private static final String FARTHER = "110108011";

  private int mirrored;

  private void lives(String field, String value) {
    application(a -> a.with(field, value));
  }

  private void application(UnaryOperator<CaseRecord> change) {
    records =
        records.stream()
            .map(r -> r.type() == RecordType.APPLICATION ? change.apply(r) : r)
            .toList();
  }

  private void opinionAway() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    lives("residenceStreet", THERE);
    lives("residenceCommunity", "门头馨园社区");
    application(a -> a.with("community", "皂君庙社区").with("number", "110108072026001000425"));
    put(PrintedCase.pageKey());
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
  }

  private void put(CaseRecord... more) {
    var all = new ArrayList<>(records);
    all.addAll(List.of(more));
    records = all;
  }

  private List<Posting> postings() {
    return Posting.all(CaseFile.of(records));
  }

  /// What the server writes back from the other street's board.
  private CaseRecord back(GateKind kind, String subject, String value) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        new UUID(46, ++mirrored),
        TestDesk.STREET,
        id,
        Map.of(
            "application", id.toString(),
            "kind", kind.name(),
            "subject", subject,
            "value", value,
            "by", new UUID(9, 88).toString(),
            "at", now.toString()));
  }

  private void hangs(Posting p) {
    put(back(GateKind.NOTICE_POSTED, p.id().toString(), "门头馨园公示栏"), photo(p, "START"));
  }

  private CaseRecord photo(Posting p, String which) {
    CaseRecord page = scanned("D20").with("at", null);
    turn++;
    return back(GateKind.NOTICE_PHOTO, which, p.id().toString()).with("page", page.id().toString());
  }

  private List<Deed> deeds() throws Exception {
    return sits(Role.WINDOW_CLERK).selected.get().offers().stream().map(Offer::deed).toList();
  }

  /// Sent to the street where they live, and hung up there.
  private Posting hangsAway() throws Exception {
    opinionAway();
    done(Role.WINDOW_CLERK, Deed.POST_AWAY, Map.of());
    Posting sent = postings().getFirst();
    hangs(sent);
    return sent;
  }

  /// A day later somebody objects here.
  private void objected() throws Exception {
    hangsAway();
    days(1);
    done(Role.WINDOW_CLERK, Deed.OBJECT, Map.of("who", "来访", "reason", "有车"));
  }

  @Test
  void theClerkSendsTheNoticeAndTheProofsOpenTheGate() throws Exception {
    opinionAway();
    assertFalse(deeds().contains(Deed.POST), "not at the own board");
    done(Role.WINDOW_CLERK, Deed.POST_AWAY, Map.of());
    assertEquals("PUBLICITY", stage());
    Posting sent = postings().getFirst();
    assertEquals(THERE, sent.street());
    assertEquals("SENT", sent.notice().text("way"));
    assertEquals("BOARD_MASKED", sent.notice().text("mask"));
    assertFalse(deeds().contains(Deed.NOTICE_END), "the other board ends it");
    assertFalse(deeds().contains(Deed.POST_AGAIN));
    days(6);
    assertTrue(postings().getFirst().overdue(7, sits(Role.WINDOW_CLERK).desk().today()));
    done(Role.WINDOW_CLERK, Deed.REMIND, Map.of("reason", "请尽快张贴"));
    assertTrue(postings().getFirst().reminded().isPresent());
    hangs(sent);
    assertEquals(Posting.State.POSTED, postings().getFirst().state(7));
    days(8);
    put(photo(sent, "END"));
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    assertTrue(clerk.desk().systemAct(id, Act.PUBLICITY_END, ActInput.NONE) instanceof Performed);
  }

  @Test
  void anObjectionHeardThereIsThisStreetsTask() throws Exception {
    Posting sent = hangsAway();
    assertFalse(sits(Role.WINDOW_CLERK).selected.get().mine());
    days(5);
    put(back(GateKind.OBJECTION_RAISED, sent.id().toString(), "邻居").with("reason", "有房出租"));
    days(4);
    HandlingRow row = sits(Role.WINDOW_CLERK).selected.get();
    assertTrue(row.mine(), "though nothing else is to be done");
    assertEquals(
        List.of("OBJECTION_HEARD_ELSEWHERE"), row.against().stream().map(Hindrance::code).toList());
    done(Role.WINDOW_CLERK, Deed.OBJECT, Map.of("who", "邻居", "reason", "有房出租"));
    assertEquals("OBJECTION", stage(), "heard in time, known here later");
  }

  @Test
  void anObjectionHeardBeforeAnotherWasTakenUpAndKnownLaterIsStillSeen() throws Exception {
    Posting sent = hangsAway();
    days(2);
    CaseRecord there =
        back(GateKind.OBJECTION_RAISED, sent.id().toString(), "邻居").with("reason", "有房出租");
    days(1);
    done(Role.WINDOW_CLERK, Deed.OBJECT, Map.of("who", "来访", "reason", "有车"));
    assertEquals("OBJECTION", stage());
    put(there);
    assertTrue(sits(Role.WINDOW_CLERK).selected.get().mine(), "heard before, and not in hand");
    CaseRecord own = Objections.open(CaseFile.of(records)).getFirst().raised();
    assertEquals(
        List.of("handling.done.but"),
        List.of(settled(Map.of("which", there.id().toString(), "result", "3", "reason", "无房"))),
        "the own one is still open");
    assertEquals("OBJECTION", stage());
    assertEquals(List.of(), Posting.untaken(CaseFile.of(records)));
    settled(Map.of("result", "1", "reason", "确有一辆车")); // the only one left is chosen
    assertEquals("STREET_CONFIRM", stage());
    assertEquals(List.of("1", "3"), results());
    assertEquals("1", Objections.of(CaseFile.of(records), own).orElseThrow().result());
  }

  private String settled(Map<String, String> values) throws Exception {
    done(Role.STREET_REVIEWER, Deed.SETTLE, values);
    return Objects.requireNonNull(models.get(Role.STREET_REVIEWER).done.get()).key();
  }

  private List<String> results() {
    return Objections.all(CaseFile.of(records)).stream().map(Objections.Objection::result).toList();
  }

  /// Two were heard at the other board: each is taken up by itself, and a third one here.
  @Test
  void eachObjectionIsTakenUpByItself() throws Exception {
    Posting sent = hangsAway();
    days(2);
    CaseRecord house =
        back(GateKind.OBJECTION_RAISED, sent.id().toString(), "邻居").with("reason", "有房出租");
    CaseRecord car =
        back(GateKind.OBJECTION_RAISED, sent.id().toString(), "来信").with("reason", "有车");
    put(house, car);
    Ask which = asked(Role.WINDOW_CLERK, Deed.OBJECT, "which");
    assertEquals(
        List.of(house.id().toString(), car.id().toString(), "NEW"),
        which.choices().stream().map(Choice::code).toList());
    assertEquals("", which.preset(), "whoever takes it says which");
    done(Role.WINDOW_CLERK, Deed.OBJECT, Map.of("which", car.id().toString()));
    assertEquals("OBJECTION", stage());
    assertEquals(List.of(house), Posting.untaken(CaseFile.of(records)));
    assertEquals(1, kinds(GateKind.OBJECTION_TAKEN), "none is raised anew");
    assertEquals(2, kinds(GateKind.OBJECTION_RAISED));
    done(Role.WINDOW_CLERK, Deed.OBJECT_TOO, Map.of("which", "NEW", "who", "孙某", "reason", "有存款"));
    assertEquals(List.of(house), Posting.untaken(CaseFile.of(records)));
    assertEquals(
        house.id().toString(), asked(Role.WINDOW_CLERK, Deed.OBJECT_TOO, "which").preset());
    done(Role.WINDOW_CLERK, Deed.OBJECT_TOO, Map.of());
    assertEquals(
        List.of("有车", "有存款", "有房出租"),
        Objections.open(CaseFile.of(records)).stream()
            .map(o -> o.raised().text("reason"))
            .toList());
  }

  private long kinds(GateKind kind) {
    return CaseFile.of(records).gateFacts(kind).size();
  }

  private Ask asked(Role role, Deed deed, String key) throws Exception {
    return sits(role).asks(id, deed).stream()
        .filter(a -> a.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anObjectionSomebodyElseSettledMeanwhileIsNotSettledTwice() throws Exception {
    objected();
    done(Role.WINDOW_CLERK, Deed.OBJECT_TOO, Map.of("who", "来访", "reason", "有房"));
    CaseRecord one = Objections.open(CaseFile.of(records)).getFirst().raised();
    var first = Map.of("which", one.id().toString(), "result", "3", "reason", "已报废");
    settled(first);
    assertEquals(
        List.of("work.hindrance.OBJECTION_UNKNOWN"),
        does(Role.STREET_REVIEWER, Deed.SETTLE, first));
    assertEquals(1, kinds(GateKind.OBJECTION_SETTLED));
  }

  /// The card was open when the last one was settled: nothing is taken up that nobody would answer.
  @Test
  void anotherObjectionIsNotTakenUpAfterTheLastWasSettled() throws Exception {
    objected();
    settled(Map.of("result", "1", "reason", "确有一辆车"));
    assertEquals("STREET_CONFIRM", stage());
    assertEquals(
        List.of("work.hindrance.OBJECTION_OVER"),
        late(Role.WINDOW_CLERK, Deed.OBJECT_TOO, Map.of("who", "孙某", "reason", "有存款")));
    assertEquals(1, kinds(GateKind.OBJECTION_RAISED));
  }

  /// As an earlier server let it through: a complaint is its answer.
  @Test
  void anObjectionTheCaseLeftBehindIsAnsweredAsAComplaint() throws Exception {
    objected();
    settled(Map.of("result", "1", "reason", "确有一辆车"));
    CaseRecord left =
        back(GateKind.OBJECTION_RAISED, "", "孙某").with("reason", "有存款").with("at", now.toString());
    put(left);
    assertEquals(
        List.of(left),
        Objections.left(CaseFile.of(records)).stream().map(o -> o.raised()).toList());
    done(
        Role.WINDOW_CLERK,
        Deed.COMPLAINT,
        with(Map.of("source", "来访", "reason", "有存款"), left.id().toString()));
    assertEquals(List.of(), Objections.left(CaseFile.of(records)));
    assertEquals(1, CaseFile.of(records).openComplaints().size());
  }

  /// Another reviewer settled the other one while this card was open without its opinions.
  @Test
  void whenAllAreAnsweredTheOpinionsAreSaidToBeLacking() throws Exception {
    objected();
    CaseFile file = CaseFile.of(records);
    String one = Objections.open(file).getFirst().id().toString();
    var answer = Map.of("which", one, "result", "3", "reason", "已报废");
    assertEquals(
        List.of(new Hindrance("OPINION_MISSING", "C6", List.of("DB"))),
        Hearing.lacking(file, answer));
    assertEquals(
        List.of("INVESTIGATOR_MAY_NOT_JUDGE"),
        Hearing.gone(
                Deed.SETTLE,
                file,
                answer,
                Draw.investigators(file).iterator().next(),
                LocalDate.now(Process.ZONE))
            .stream()
            .map(Hindrance::code)
            .toList());
  }

  @Test
  void anotherObjectionIsHeardUntilTheNoticeWouldHaveEnded() throws Exception {
    objected();
    days(6);
    assertTrue(offered(Role.WINDOW_CLERK, Deed.OBJECT_TOO));
    days(1);
    assertFalse(offered(Role.WINDOW_CLERK, Deed.OBJECT_TOO), "a complaint from now on");
  }

  /// Two reviewers answered one each without seeing the other: the opinions are what is left.
  @Test
  void whenTwoReviewersAnsweredAllTheOpinionsAreLeft() throws Exception {
    objected();
    CaseRecord one = Objections.open(CaseFile.of(records)).getFirst().raised();
    put(
        back(GateKind.OBJECTION_SETTLED, one.id().toString(), "3")
            .with("reason", "已报废")
            .with("at", now.toString()));
    assertEquals(
        List.of("reason", "scheme:DB"),
        sits(Role.STREET_REVIEWER).asks(id, Deed.SETTLE).stream().map(Ask::key).toList());
    settled(Map.of("reason", "意见不变"));
    assertEquals("STREET_CONFIRM", stage());
    assertEquals(1, kinds(GateKind.OBJECTION_SETTLED), "nothing is answered twice");
  }

  @Test
  void anObjectionThatComesAfterTheNoticeIsStillThisStreetsTask() throws Exception {
    Posting sent = hangsAway();
    CaseRecord heard =
        back(GateKind.OBJECTION_RAISED, sent.id().toString(), "邻居").with("reason", "有房出租");
    days(8);
    put(photo(sent, "END"));
    application(a -> a.with("stage", "REPORTED"));
    put(heard);
    assertTrue(sits(Role.WINDOW_CLERK).selected.get().mine());
  }

  @Test
  void aComplaintOfSomethingElseLeavesTheObjectionToBeAnswered() throws Exception {
    Posting sent = hangsAway();
    days(2);
    CaseRecord heard =
        back(GateKind.OBJECTION_RAISED, sent.id().toString(), "邻居").with("reason", "有房出租");
    put(heard);
    var rude = Map.of("source", "来信", "reason", "窗口态度");
    done(Role.WINDOW_CLERK, Deed.COMPLAINT, rude);
    assertEquals(List.of(heard), Posting.untaken(CaseFile.of(records)), "the notice still hangs");
    days(6);
    put(photo(sent, "END"));
    application(a -> a.with("stage", "REPORTED"));
    List<Ask> asks = sits(Role.WINDOW_CLERK).asks(id, Deed.COMPLAINT);
    Ask which = asks.stream().filter(a -> a.key().equals("heard")).findFirst().orElseThrow();
    assertEquals(
        List.of(heard.id().toString(), "NONE"),
        which.choices().stream().map(Choice::code).toList());
    assertEquals("", which.preset(), "whoever records it says which");
    done(Role.WINDOW_CLERK, Deed.COMPLAINT, with(rude, "NONE"));
    assertEquals(List.of(heard), Posting.untaken(CaseFile.of(records)));
    done(Role.WINDOW_CLERK, Deed.COMPLAINT, with(rude, heard.id().toString()));
    assertEquals(List.of(), Posting.untaken(CaseFile.of(records)));
    assertEquals(List.of(), Objections.all(CaseFile.of(records)), "it is a complaint now");
  }

  private static Map<String, String> with(Map<String, String> values, String heard) {
    var more = new TreeMap<>(values);
    more.put("heard", heard);
    return more;
  }

  @Test
  void whoMovesGetsANewNoticeAndTheOldOneIsCalledBack() throws Exception {
    opinionAway();
    done(Role.WINDOW_CLERK, Deed.POST_AWAY, Map.of());
    hangs(postings().getFirst());
    assertFalse(deeds().contains(Deed.SEND_AGAIN));
    lives("residenceStreet", FARTHER);
    assertTrue(deeds().containsAll(List.of(Deed.SEND_AGAIN, Deed.RECALL)));
    done(Role.WINDOW_CLERK, Deed.RECALL, Map.of("reason", "已搬走"));
    days(1);
    done(Role.WINDOW_CLERK, Deed.SEND_AGAIN, Map.of());
    List<Posting> all = postings();
    assertEquals(2, all.size());
    assertEquals(Posting.State.RECALLED, all.getFirst().state(7));
    assertEquals(FARTHER, all.getLast().street());
    assertFalse(deeds().contains(Deed.SEND_AGAIN));
  }

  @Test
  void aReplacedNoticeIsOverAndRecallingLeavesItAlone() throws Exception {
    opinionAway();
    done(Role.WINDOW_CLERK, Deed.POST_AWAY, Map.of());
    lives("residenceStreet", FARTHER);
    days(1);
    done(Role.WINDOW_CLERK, Deed.SEND_AGAIN, Map.of());
    List<Posting> all = postings();
    assertTrue(Posting.superseded(all, all.getFirst()));
    assertFalse(Posting.superseded(all, all.getLast()));
    hangs(all.getLast());
    assertFalse(
        sits(Role.WINDOW_CLERK).selected.get().waits().endsWith("AWAY"), "nobody waits for it");
    done(Role.WINDOW_CLERK, Deed.REMIND, Map.of("reason", "请按期撤下"));
    done(Role.WINDOW_CLERK, Deed.RECALL, Map.of("reason", "姓名有误"));
    assertTrue(postings().getFirst().reminded().isEmpty());
    assertTrue(postings().getFirst().recalled().isEmpty(), "it came down by itself");
    assertEquals(Posting.State.RECALLED, postings().getLast().state(7));
    assertFalse(deeds().contains(Deed.RECALL), "nothing hangs any more");
  }

  @Test
  void aNoticeThatCannotBeMadeSaysWhyAndNothingIsSent() throws Exception {
    opinionAway();
    application(a -> a.with("community", null));
    assertEquals(
        List.of("printing.refused.FIELD_MISSING"),
        does(Role.WINDOW_CLERK, Deed.POST_AWAY, Map.of()));
    assertEquals("PRELIM", stage());
    assertEquals(List.of(), postings());
  }

  @Test
  void aPlaceOutsideTheDistrictIsPostedByLetterAndSeenAsSuch() throws Exception {
    opinionAway();
    lives("residenceOutside", "true");
    List<String> asked =
        sits(Role.WINDOW_CLERK).asks(id, Deed.POST).stream().map(Ask::key).toList();
    assertEquals(List.of("place", "byLetter", "day", "page"), asked);
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("byLetter", "海北协查〔2026〕3号"));
    assertEquals("海北协查〔2026〕3号", fact(GateKind.NOTICE_POSTED).text("reason"));
  }
}
