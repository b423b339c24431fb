package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// A notice of one street's case hangs at another street's board: the server carries it there and
/// its proofs back, once, in whatever order they come, and nothing else of the case (Policy §19,
/// DOMAIN §0.2 C12).
@OnEachStore
final class PostingsTest {
  @Parameter private Store store;
  @TempDir private Path data;
  private District district;
  private TestMachine clerk;
  private TestMachine there;
  private CaseFile file;
  private CaseRecord notice;
  private CaseRecord sent;
  private final byte[] pdf = TestMachine.bytes(900);
  private final byte[] photo = TestMachine.bytes(700);
  private final Instant then = Instant.now().minus(Duration.ofDays(10));

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    there = district.machine("clerkThere");
    List<CaseRecord> household =
        District.household(District.HERE, clerk.staff(), "王芳").stream()
            .map(r ->
                r.type() == RecordType.APPLICATION
                    ? r.with("residenceStreet", District.THERE).with("residenceCommunity", "门头馨园社区")
                    : r)
            .toList();
    file = District.open(clerk, household);
    notice =
        made(clerk, RecordType.DOCUMENT, app())
            .with("paper", "N04")
            .with("scheme", "DB")
            .with("documentNumber", "海北示〔2026〕1号")
            .with("file", FileAddress.of(pdf).text())
            .with("length", "900")
            .with("mime", "application/pdf");
    sent = fact(clerk, GateKind.NOTICE_SENT, app(), then);
    sent = sent.with("subject", notice.id().toString()).with("value", District.THERE);
  }

  @AfterEach
  void stop() {
    there.close();
    clerk.close();
    district.close();
  }

  private CaseRecord app() {
    return file.application().orElseThrow();
  }

  private static CaseRecord made(TestMachine at, RecordType type, CaseRecord head) {
    return CaseRecord.of(
        type,
        District.IDS.next(),
        head.scope(),
        head.id(),
        Map.of(
            "application", head.id().toString(),
            "by", at.staff().toString(),
            "at", Instant.now().toString()));
  }

  private static CaseRecord fact(TestMachine by, GateKind kind, CaseRecord head, Instant at) {
    return made(by, RecordType.GATE_FACT, head).with("kind", kind.name()).with("at", at.toString());
  }

  private static Verdict save(TestMachine at, CaseRecord... records) throws Exception {
    var changes = new ArrayList<RecordChange>();
    for (CaseRecord r : records) changes.add(RecordChange.create(r));
    return at.save(changes.toArray(RecordChange[]::new));
  }

  private static void applied(Verdict verdict) {
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), verdict::toString);
  }

  private Optional<WireRecord> seen(TestMachine machine, UUID id) throws Exception {
    machine.pull();
    return Optional.ofNullable(machine.copies.get(id)).filter(r -> !r.deleted());
  }

  private CaseRecord posting() throws Exception {
    WireRecord r = seen(there, Posting.id(sent.id())).orElseThrow();
    return CaseRecord.of(RecordType.POSTING, r.id(), r.scope(), r.caseId(), r.fields());
  }

  private void upload(TestMachine at, UUID caseId, byte[] bytes) throws Exception {
    var headers = TestMachine.part(caseId, 0, bytes.length, true);
    String address = FileAddress.of(bytes).text();
    assertEquals(201, at.send("PATCH", Protocol.FILES + address, bytes, headers).status());
  }

  private static TestMachine.Answer get(TestMachine at, byte[] bytes) throws Exception {
    String address = FileAddress.of(bytes).text();
    return at.send("GET", Protocol.FILES + address, new byte[0], Map.of());
  }

  private CaseRecord page(CaseRecord posting) {
    return made(there, RecordType.PAGE, posting)
        .with("at", null)
        .with("slot", "D20")
        .with("file", FileAddress.of(photo).text());
  }

  private CaseRecord shows(CaseRecord posting, String which, CaseRecord page, Instant at) {
    return fact(there, GateKind.NOTICE_PHOTO, posting, at)
        .with("subject", which)
        .with("page", page.id().toString());
  }

  private CaseRecord hangs(CaseRecord posting, Instant at) {
    return fact(there, GateKind.NOTICE_POSTED, posting, at).with("value", "门头馨园公示栏");
  }

  @Test
  void theOtherStreetGetsTheSheetAndNothingElseOfTheCase() throws Exception {
    there.pull();
    Set<UUID> before = new TreeSet<>(there.copies.keySet());
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    upload(clerk, app().id(), pdf);
    CaseRecord posting = posting();
    assertEquals(District.THERE, posting.scope());
    assertEquals("海北示〔2026〕1号", posting.text("number"));
    assertEquals("门头馨园社区", posting.text("community"));
    assertEquals(District.HERE, posting.text("handling"));
    Set<UUID> news = new TreeSet<>(there.copies.keySet());
    news.removeAll(before);
    assertEquals(Set.of(posting.id()), news, "one record");
    assertArrayEquals(pdf, get(there, pdf).body());
    try (TestMachine reviewer = district.machine("reviewer")) {
      assertTrue(seen(reviewer, posting.id()).isEmpty(), "it is the other street's task");
    }
    // the sheet came after the task: the task waits for its file, and has it then
    byte[] other = TestMachine.bytes(333);
    upload(clerk, app().id(), other);
    assertEquals(404, get(there, other).status(), "no other file of the case");
  }

  @Test
  void theProofsComeBackOnceWithTheirFiles() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    CaseRecord posting = posting();
    CaseRecord page = page(posting);
    CaseRecord up = hangs(posting, Instant.now());
    CaseRecord start = shows(posting, "START", page, Instant.now());
    applied(save(there, page, up, start));
    upload(there, posting.id(), photo);
    WireRecord here = seen(clerk, Posting.mirrored(up.id())).orElseThrow();
    assertEquals(District.HERE, here.scope());
    assertEquals(app().id(), here.caseId());
    assertEquals(posting.id().toString(), here.fields().get("subject"));
    assertEquals(there.staff().toString(), here.fields().get("by"), "who did it stays named");
    WireRecord proof = seen(clerk, Posting.mirrored(start.id())).orElseThrow();
    assertEquals(Posting.mirrored(page.id()).toString(), proof.fields().get("page"));
    assertTrue(seen(clerk, Posting.mirrored(page.id())).isPresent());
    assertArrayEquals(photo, get(clerk, photo).body(), "the bytes too");
    long seq = here.seq();
    CaseRecord heard =
        fact(there, GateKind.OBJECTION_RAISED, posting, Instant.now())
            .with("value", "邻居")
            .with("reason", "有房出租");
    applied(save(there, heard));
    assertEquals(
        "有房出租", seen(clerk, Posting.mirrored(heard.id())).orElseThrow().fields().get("reason"));
    assertEquals(seq, seen(clerk, Posting.mirrored(up.id())).orElseThrow().seq(), "written once");
    assertTrue(seen(there, Posting.mirrored(up.id())).isEmpty(), "the case stays unseen there");
  }

  @Test
  void aCaseWhoseNoticeHungElsewhereGoesOnByItself() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    stage(Map.of("stage", "PUBLICITY", "acceptDate", "2026-11-02", "ruleSet", "CN-2021"));
    CaseRecord posting = posting();
    CaseRecord page = page(posting);
    applied(save(there, page, hangs(posting, then), shows(posting, "START", page, then)));
    assertEquals("PUBLICITY", stageNow());
    CaseRecord down = page(posting);
    applied(save(there, down, shows(posting, "END", down, Instant.now())));
    assertFalse("PUBLICITY".equals(stageNow()), "the proof of its end ends it");
  }

  @Test
  void aCaseThatEndsTakesItsNoticeDownAndLateProofsAreStillKept() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    CaseRecord posting = posting();
    stage(Map.of("stage", "WITHDRAWN"));
    applied(save(clerk, fact(clerk, GateKind.NOTICE_REMINDED, app(), Instant.now())));
    WireRecord gone = seen(there, posting.id()).orElseThrow();
    assertEquals("CASE_CLOSED", gone.fields().get("recallWhy"));
    String at = gone.fields().get("recalledAt");
    CaseRecord page = page(posting);
    CaseRecord up = hangs(posting, Instant.now());
    applied(save(there, page, up, shows(posting, "START", page, Instant.now())));
    assertTrue(seen(clerk, Posting.mirrored(up.id())).isPresent(), "it did hang");
    assertEquals(at, seen(there, posting.id()).orElseThrow().fields().get("recalledAt"), "once");
  }

  @Test
  void callingBackRemindingAndSendingAnewReachTheBoard() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    CaseRecord remind =
        fact(clerk, GateKind.NOTICE_REMINDED, app(), Instant.now())
            .with("subject", sent.id().toString())
            .with("reason", "请尽快张贴");
    applied(save(clerk, remind));
    assertEquals("请尽快张贴", posting().text("remindNote"));
    CaseRecord again =
        fact(clerk, GateKind.NOTICE_SENT, app(), Instant.now())
            .with("subject", notice.id().toString())
            .with("value", District.THERE);
    applied(save(clerk, again));
    assertEquals("REPLACED", posting().text("recallWhy"));
    CaseRecord back =
        fact(clerk, GateKind.NOTICE_RECALLED, app(), Instant.now())
            .with("subject", again.id().toString())
            .with("reason", "姓名有误");
    applied(save(clerk, back));
    WireRecord second = seen(there, Posting.id(again.id())).orElseThrow();
    assertEquals("RECALLED", second.fields().get("recallWhy"));
    assertEquals("姓名有误", second.fields().get("recallNote"));
  }

  @Test
  void whatDoesNotBelongIsRefusedWithItsReason() throws Exception {
    applied(save(clerk, notice));
    assertEquals(
        "POSTING_STREET", save(clerk, sent.with("value", District.HERE)).reason(), "its own");
    assertEquals(
        "POSTING_STREET",
        save(clerk, sent.with("subject", app().id().toString())).reason(),
        "no notice");
    applied(save(clerk, sent));
    CaseRecord posting = posting();
    assertEquals(
        "POSTING_ONLY", save(there, fact(there, GateKind.PAPERS_SEEN, posting, then)).reason());
    assertEquals(
        "POSTED_BEFORE_NOTICE",
        save(there, hangs(posting, then.minus(Duration.ofDays(3)))).reason());
    CaseRecord page = page(posting);
    assertEquals("POSTING_NOT_UP", save(there, page, shows(posting, "END", page, then)).reason());
    applied(save(there, hangs(posting, Instant.now())));
    CaseRecord early = page(posting);
    assertEquals(
        "REMOVED_TOO_EARLY",
        save(there, early, shows(posting, "END", early, Instant.now())).reason());
    var forged = new TreeMap<>(posting.fields());
    UUID own = District.IDS.next();
    CaseRecord mine = CaseRecord.of(RecordType.POSTING, own, District.HERE, own, forged);
    assertEquals(Verdict.Kind.REJECTED, save(clerk, mine).verdict(), "only the server posts");
    assertEquals(
        Verdict.Kind.REJECTED,
        there
            .save(RecordChange.between(posting, posting.with("days", "1")).orElseThrow())
            .verdict(),
        "nobody shortens its days");
    assertEquals(
        Verdict.Kind.REJECTED,
        save(clerk, hangs(posting, Instant.now())).verdict(),
        "the handling street does not speak for the board");
  }

  /// Two reviewers who did not see each other: the first answer to an objection counts, and the
  /// other objection is answered by itself.
  @Test
  void anObjectionIsSettledOnceAndOnlyOneOfThisCase() throws Exception {
    CaseRecord one = fact(clerk, GateKind.OBJECTION_RAISED, app(), then).with("reason", "有房出租");
    CaseRecord two = fact(clerk, GateKind.OBJECTION_RAISED, app(), then).with("reason", "有车");
    applied(save(clerk, notice));
    stage(Map.of("stage", "OBJECTION"));
    applied(save(clerk, one, taken(one), two, taken(two)));
    CaseRecord elsewhere = fact(clerk, GateKind.OBJECTION_RAISED, app(), then);
    assertEquals("OBJECTION_UNKNOWN", save(clerk, taken(elsewhere)).reason());
    try (TestMachine reviewer = district.machine("reviewer")) {
      applied(save(reviewer, settled(reviewer, one, "3")));
      assertEquals(
          "OBJECTION_SETTLED_BEFORE", save(reviewer, settled(reviewer, one, "1")).reason());
      applied(save(reviewer, settled(reviewer, two, "1")));
      applied(
          save(reviewer, settled(reviewer, two, "").with("subject", ""))); // of an earlier program
    }
  }

  /// The last one was settled meanwhile: no answer would be asked for. What comes with its own
  /// complaint has one.
  @Test
  void anObjectionTakenUpAfterTheLastOneWasSettledIsRefusedWithItsWords() throws Exception {
    applied(save(clerk, notice));
    stage(Map.of("stage", "STREET_CONFIRM"));
    CaseRecord late = fact(clerk, GateKind.OBJECTION_RAISED, app(), then).with("reason", "有车");
    assertEquals("OBJECTION_OVER", save(clerk, late, taken(late)).reason());
    assertEquals(Optional.empty(), seen(clerk, late.id()), "nothing of it is kept as applied");
    CaseRecord there = fact(clerk, GateKind.OBJECTION_RAISED, app(), then).with("reason", "有房");
    CaseRecord complaint =
        fact(clerk, GateKind.COMPLAINT_OPENED, app(), Instant.now())
            .with("subject", District.IDS.next().toString())
            .with("reason", "有房");
    applied(save(clerk, complaint, there, taken(there)));
  }

  private CaseRecord taken(CaseRecord objection) {
    return fact(clerk, GateKind.OBJECTION_TAKEN, app(), Instant.now())
        .with("subject", objection.id().toString());
  }

  private CaseRecord settled(TestMachine by, CaseRecord objection, String result) {
    return fact(by, GateKind.OBJECTION_SETTLED, app(), Instant.now())
        .with("subject", objection.id().toString())
        .with("value", result)
        .with("reason", "已核实");
  }

  @Test
  void theHandlingStreetCannotWriteTheOtherBoardsProof() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    String board = Posting.id(sent.id()).toString();
    CaseRecord own = page(app()).with("by", clerk.staff().toString());
    CaseRecord up = fact(clerk, GateKind.NOTICE_POSTED, app(), then);
    CaseRecord shown =
        fact(clerk, GateKind.NOTICE_PHOTO, app(), then)
            .with("subject", "START")
            .with("page", own.id().toString());
    CaseRecord heard = fact(clerk, GateKind.OBJECTION_RAISED, app(), then).with("reason", "有房出租");
    assertEquals("POSTING_FORGED", save(clerk, up.with("subject", board)).reason());
    assertEquals("POSTING_FORGED", save(clerk, own, shown.with("value", board)).reason());
    assertEquals("POSTING_FORGED", save(clerk, heard.with("subject", board)).reason());
    applied(save(clerk, own, up.with("value", "本街公示栏"), shown, heard));
  }

  @Test
  void whatThisStreetWroteOnAPageThatCameBackStays() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    CaseRecord posting = posting();
    CaseRecord page = page(posting);
    applied(save(there, page, hangs(posting, then), shows(posting, "START", page, then)));
    UUID mirrored = Posting.mirrored(page.id());
    WireRecord came = seen(clerk, mirrored).orElseThrow();
    CaseRecord here =
        CaseRecord.of(RecordType.PAGE, came.id(), came.scope(), came.caseId(), came.fields());
    applied(clerk.save(RecordChange.between(here, here.with("slot", "D26")).orElseThrow()));
    CaseRecord down = page(posting);
    applied(save(there, down, shows(posting, "END", down, Instant.now())));
    assertEquals("D26", seen(clerk, mirrored).orElseThrow().fields().get("slot"));
    assertTrue(seen(clerk, Posting.mirrored(down.id())).isPresent());
    applied(
        there.save(
            RecordChange.between(page, page.with("replacedBy", down.id().toString()))
                .orElseThrow()));
    assertEquals(
        Posting.mirrored(down.id()).toString(),
        seen(clerk, mirrored).orElseThrow().fields().get("replacedBy"),
        "a better photo is carried");
  }

  @Test
  void theFileOfAPostingHoldsItsProofsAndNothingElse() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    CaseRecord posting = posting();
    CaseRecord paper = made(there, RecordType.DOCUMENT, posting).with("paper", "N01");
    assertEquals("POSTING_ONLY", save(there, paper).reason());
    CaseRecord person = made(there, RecordType.MEMBER, posting).with("by", null).with("at", null);
    assertEquals(Verdict.Kind.REJECTED, save(there, person.with("name", "王芳")).verdict());
    CaseRecord page = page(posting);
    CaseRecord up = hangs(posting, then);
    CaseRecord start = shows(posting, "START", page, then);
    assertEquals("POSTING_PAGE", save(there, up, start.with("page", null)).reason(), "no page");
    assertEquals("POSTING_PAGE", save(there, up, start).reason(), "a page nobody has");
    assertEquals(
        "POSTING_PAGE",
        save(there, up, start.with("page", posting.id().toString())).reason(),
        "no page at all");
    applied(save(there, page, up, start));
    assertEquals(Verdict.Kind.REJECTED, there.save(RecordChange.delete(page)).verdict());
    assertTrue(seen(there, page.id()).isPresent());
    CaseRecord down = shows(posting, "END", page, Instant.now());
    applied(save(there, down));
  }

  @Test
  void aCaseWhoseProofsCameBeforeItsStageGoesOnWithItsApplication() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    CaseRecord posting = posting();
    CaseRecord page = page(posting);
    applied(save(there, page, hangs(posting, then), shows(posting, "START", page, then)));
    CaseRecord down = page(posting);
    applied(save(there, down, shows(posting, "END", down, Instant.now())));
    stage(Map.of("stage", "PUBLICITY", "acceptDate", "2026-11-02", "ruleSet", "CN-2021"));
    CaseRecord now = app().with("residenceCommunity", "中关村社区");
    applied(clerk.save(RecordChange.between(app(), now).orElseThrow()));
    assertFalse("PUBLICITY".equals(stageNow()));
  }

  @Test
  void aHouseholdThatMovesWhereNoOtherBoardCountsTakesItsNoticeAlong() throws Exception {
    applied(save(clerk, notice));
    applied(save(clerk, sent));
    stage(Map.of("stage", "PUBLICITY", "acceptDate", "2026-11-02", "ruleSet", "CN-2021"));
    CaseRecord home = app().with("residenceStreet", District.HERE);
    applied(clerk.save(RecordChange.between(app(), home).orElseThrow()));
    assertEquals("MOVED", posting().text("recallWhy"));
  }

  private String stageNow() throws Exception {
    return seen(clerk, app().id()).orElseThrow().fields().getOrDefault("stage", "");
  }

  /// Puts the case where a long road would have brought it.
  private void stage(Map<String, String> fields) throws Exception {
    long seq = district.server.seq();
    district
        .server
        .wiring()
        .database
        .write(tx -> {
          var held = tx.records().find(app().id()).orElseThrow();
          var now = new TreeMap<>(held.fields());
          now.putAll(fields);
          tx.records().put(held.withFields(now, false, held.journal()), seq);
          return true;
        });
  }
}
