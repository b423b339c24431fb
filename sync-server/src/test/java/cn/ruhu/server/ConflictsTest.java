package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Questions to people: settled, taken back, settled again, and never in the way of the case.
@OnEachStore
class ConflictsTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final String FIRST = "13800000001";
  private static final String KEPT = "13800000002";
  private static final String OFFERED = "13800000003";
  private static final String THIRD = "13800000004";

  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;
  private TestMachine other;
  private TestMachine reviewer;
  private CaseFile file;
  private UUID app;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    other = district.machine("clerk2");
    reviewer = district.machine("reviewer");
    file = District.open(clerk, District.HERE, "王芳");
    app = file.application().orElseThrow().id();
  }

  @AfterEach
  void stop() {
    reviewer.close();
    other.close();
    clerk.close();
    district.close();
  }

  private CaseRecord application() {
    return file.application().orElseThrow();
  }

  /// Two telephone numbers for one household; the clerk of the case is asked.
  private UUID dispute() throws Exception {
    other.pull();
    clerk.save(District.edit(application(), "phone", FIRST, KEPT));
    return other.save(District.edit(application(), "phone", FIRST, OFFERED)).conflicts().getFirst();
  }

  /// The record as this machine pulled it.
  private static CaseRecord seen(TestMachine machine, UUID id) throws Exception {
    machine.pull();
    WireRecord r = machine.copies.get(id);
    return CaseRecord.of(
        OpCodec.type(r.type()).orElseThrow(), r.id(), r.scope(), r.caseId(), r.fields());
  }

  private static CaseRecord settled(
      CaseRecord conflict, TestMachine by, String choice, Map<String, String> values) {
    return ConflictHistory.with(conflict, choice, by.staff(), AT, "看过材料", values)
        .with("state", "RESOLVED")
        .with("choice", choice)
        .with("resolvedBy", by.staff().toString())
        .with("resolvedAt", AT.toString());
  }

  private static CaseRecord reopened(CaseRecord conflict, TestMachine by) {
    return ConflictHistory.with(conflict, ConflictHistory.UNDO, by.staff(), AT, "看错了", Map.of())
        .with("state", "OPEN")
        .with("choice", null)
        .with("resolvedBy", null)
        .with("resolvedAt", null);
  }

  private static Verdict send(
      TestMachine by, String kind, CaseRecord before, CaseRecord after, RecordChange... more)
      throws Exception {
    var all = new ArrayList<>(List.of(RecordChange.between(before, after).orElseThrow()));
    all.addAll(List.of(more));
    return by.take(by.op(kind, true, TestMachine.wire(all.toArray(new RecordChange[0]))));
  }

  private Verdict settle(TestMachine by, UUID conflict, String choice, RecordChange... more)
      throws Exception {
    CaseRecord c = seen(by, conflict);
    Map<String, String> values = choice.equals("OTHER") ? Map.of("phone", THIRD) : Map.of();
    return send(by, "resolve", c, settled(c, by, choice, values), more);
  }

  private Verdict undo(TestMachine by, UUID conflict, RecordChange... more) throws Exception {
    CaseRecord c = seen(by, conflict);
    return send(by, "resolve.undo", c, reopened(c, by), more);
  }

  private static void applied(Verdict verdict) {
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), verdict::toString);
  }

  /// The case was opened after this machine's last pull; what it adds itself is not what others
  /// wrote since.
  @Test
  void whatAPushAddedIsNotDisputedByThatPush() throws Exception {
    other.pull();
    CaseRecord made = District.open(clerk, District.HERE, "李梅").application().orElseThrow();
    int from = other.lines.size() + 1;
    other.add(other.op("save", false, TestMachine.wire(District.edit(made, "note", null, "1"))));
    other.add(other.op("save", false, TestMachine.wire(District.edit(made, "note", "1", "2"))));
    for (Verdict verdict : other.push(from, from + 1).verdicts())
      assertEquals(List.of(), verdict.conflicts(), verdict::toString);
    other.pull();
    assertEquals("2", other.seen(made.id(), "note"));
  }

  @Test
  void aQuestionIsClosedByTheRulesOfSettlingAndByNoOtherKindOfAct() throws Exception {
    UUID conflict = dispute();
    CaseRecord open = seen(clerk, conflict);
    for (String kind : List.of("save", "visit.finish", "act.NOTE", "whatever.comes")) {
      Verdict verdict = send(clerk, kind, open, settled(open, clerk, "TAKE", Map.of()));
      assertEquals("RESOLUTION", verdict.reason(), kind);
      assertEquals(Verdict.Kind.REJECTED, verdict.verdict(), kind);
    }
    assertEquals("OPEN", seen(other, conflict).text("state"));
    assertEquals(KEPT, seen(other, app).text("phone"));
    applied(settle(clerk, conflict, "TAKE"));
    CaseRecord closed = seen(clerk, conflict);
    assertEquals("RESOLUTION", send(clerk, "save", closed, reopened(closed, clerk)).reason());
    assertEquals("RESOLVED", seen(other, conflict).text("state"));
  }

  @Test
  void aSettlementIsTakenBackAndSettledOtherwiseAndTheHistoryTellsAllOfIt() throws Exception {
    UUID conflict = dispute();
    applied(settle(clerk, conflict, "TAKE"));
    assertEquals(OFFERED, seen(clerk, app).text("phone"));
    applied(undo(clerk, conflict));
    assertEquals(KEPT, seen(other, app).text("phone"), "what stood before stands again");
    CaseRecord open = seen(other, conflict);
    assertEquals("OPEN", open.text("state"));
    assertEquals("", open.text("choice"));
    assertEquals(KEPT, open.text("kept.phone"));
    assertEquals(OFFERED, open.text("offered.phone"));
    applied(settle(clerk, conflict, "KEEP"));
    assertEquals(
        List.of("TAKE", "UNDO", "KEEP"),
        ConflictHistory.of(seen(other, conflict)).stream()
            .map(ConflictHistory.Entry::act)
            .toList());
    assertEquals(KEPT, seen(other, app).text("phone"));
    CaseRecord kept = seen(clerk, conflict);
    applied(undo(clerk, conflict));
    assertEquals("OPEN", seen(other, conflict).text("state"));
    assertEquals(
        "NOT_RESOLVED",
        send(reviewer, "resolve.undo", kept, reopened(kept, reviewer)).reason(),
        "two people took it back");
  }

  @Test
  void ofTwoPeopleWhoSettleAtOnceTheSecondIsToldThatItIsSettled() throws Exception {
    UUID conflict = dispute();
    CaseRecord open = seen(reviewer, conflict);
    applied(settle(clerk, conflict, "KEEP"));
    Verdict second = send(reviewer, "resolve", open, settled(open, reviewer, "TAKE", Map.of()));
    assertEquals("ALREADY_RESOLVED", second.reason());
    assertEquals(KEPT, seen(reviewer, app).text("phone"));
  }

  @Test
  void theReviewerTakesAThirdValueBackThatOnlyTheWindowMayWrite() throws Exception {
    UUID conflict = dispute();
    applied(settle(clerk, conflict, "OTHER", District.edit(application(), "phone", KEPT, THIRD)));
    assertEquals(THIRD, seen(reviewer, app).text("phone"));
    assertEquals(
        "RIGHTS",
        undo(reviewer, conflict, District.edit(application(), "phone", THIRD, KEPT)).reason());
    applied(undo(reviewer, conflict));
    assertEquals(KEPT, seen(clerk, app).text("phone"), "written by the server");
    assertEquals(
        reviewer.staff(),
        ConflictHistory.last(seen(clerk, conflict)).orElseThrow().by().orElseThrow());
  }

  @Test
  void aThirdValueThatEmptiedAFieldIsTakenBackToo() throws Exception {
    CaseRecord member = file.members().getFirst();
    CaseRecord kept = disability(member, "2", "1101081952030700134");
    other.pull();
    clerk.save(RecordChange.between(member, kept).orElseThrow());
    RecordChange late =
        RecordChange.between(member, disability(member, "3", "1101081952030700135")).orElseThrow();
    UUID id = other.save(late).conflicts().getFirst();
    CaseRecord open = seen(clerk, id);
    var third = Map.of("disabilityCategory", "4");
    applied(
        send(
            clerk,
            "resolve",
            open,
            settled(open, clerk, "OTHER", third),
            RecordChange.between(kept, disability(member, "4", null)).orElseThrow()));
    applied(undo(reviewer, id));
    assertEquals("2", seen(clerk, member.id()).text("disabilityCategory"));
    assertEquals("1101081952030700134", seen(clerk, member.id()).text("disabilityCertificate"));
  }

  private static CaseRecord disability(CaseRecord member, String category, @Nullable String paper) {
    return member.with("disabilityCategory", category).with("disabilityCertificate", paper);
  }

  @Test
  void whoMayWriteTheSectionBringsTheValueBackThemselves() throws Exception {
    UUID conflict = dispute();
    applied(settle(clerk, conflict, "TAKE", District.edit(application(), "phone", KEPT, OFFERED)));
    applied(undo(clerk, conflict, District.edit(application(), "phone", OFFERED, KEPT)));
    assertEquals(KEPT, seen(other, app).text("phone"));
  }

  @Test
  void whatSomebodyWroteAfterTheSettlementIsNotTakenBack() throws Exception {
    UUID conflict = dispute();
    applied(settle(clerk, conflict, "TAKE"));
    other.pull();
    applied(other.save(District.edit(application(), "phone", OFFERED, THIRD)));
    assertEquals("UNDO_STALE", undo(clerk, conflict).reason());
    assertEquals(
        "RESOLVE_STALE",
        undo(clerk, conflict, District.edit(application(), "phone", OFFERED, KEPT)).reason());
    assertEquals(THIRD, seen(clerk, app).text("phone"));
    assertEquals("RESOLVED", seen(clerk, conflict).text("state"));
  }

  @Test
  void aSettlementThatOnlyKeptIsNotTakenBackOverALaterValueEither() throws Exception {
    UUID conflict = dispute();
    applied(settle(clerk, conflict, "KEEP"));
    other.pull();
    applied(other.save(District.edit(application(), "phone", KEPT, THIRD)));
    assertEquals("UNDO_STALE", undo(clerk, conflict).reason());
  }

  @Test
  void whatWasKeptThoughItWasNewerIsAskedAgainAsLongAsItStands() throws Exception {
    UUID conflict = dispute();
    clerk.pull();
    applied(clerk.save(District.edit(application(), "phone", KEPT, THIRD)));
    CaseRecord open = seen(clerk, conflict);
    var stands = Map.of("phone", THIRD);
    applied(send(clerk, "resolve", open, settled(open, clerk, "KEEP", stands)));
    applied(undo(clerk, conflict));
    assertEquals("OPEN", seen(clerk, conflict).text("state"));
    assertEquals(THIRD, seen(clerk, app).text("phone"));
  }

  @Test
  void aRecordThatWasTakenAwayComesBackWithTheUndo() throws Exception {
    CaseRecord member = file.members().getFirst();
    other.pull();
    clerk.save(District.edit(member, "labour", null, "2"));
    UUID conflict = other.save(RecordChange.delete(member)).conflicts().getFirst();
    applied(settle(clerk, conflict, "TAKE"));
    clerk.pull();
    assertTrue(clerk.copies.get(member.id()).deleted());
    applied(undo(clerk, conflict));
    assertEquals("2", seen(other, member.id()).text("labour"));
    assertFalse(other.copies.get(member.id()).deleted());
  }

  @Test
  void aValueBringsNoRecordBackThatSomebodyTookAwayMeanwhile() throws Exception {
    CaseRecord member = file.members().getFirst();
    other.pull();
    clerk.save(District.edit(member, "labour", null, "2"));
    UUID conflict = other.save(District.edit(member, "labour", null, "3")).conflicts().getFirst();
    clerk.pull();
    applied(clerk.save(RecordChange.delete(member)));
    assertEquals("RESOLVE_STALE", settle(clerk, conflict, "TAKE").reason());
    other.pull();
    assertTrue(other.copies.get(member.id()).deleted());
    applied(settle(clerk, conflict, "KEEP"));
  }

  @Test
  void theHistoryIsWrittenInOnesOwnNameAndAnUndoTellsOfItself() throws Exception {
    UUID conflict = dispute();
    CaseRecord open = seen(clerk, conflict);
    CaseRecord forged =
        ConflictHistory.with(open, "KEEP", reviewer.staff(), AT, "", Map.of())
            .with("state", "RESOLVED")
            .with("choice", "KEEP")
            .with("resolvedBy", clerk.staff().toString());
    assertEquals("RIGHTS", send(clerk, "resolve", open, forged).reason());
    applied(settle(clerk, conflict, "KEEP"));
    CaseRecord done = seen(clerk, conflict);
    CaseRecord silent = done.with("state", "OPEN").with("choice", null).with("resolvedBy", null);
    assertEquals("RESOLUTION", send(clerk, "resolve.undo", done, silent).reason());
    assertEquals("RIGHTS", undo(other, conflict).reason(), "only who may settle");
  }

  @Test
  void theCaseStaysUsableWhileAQuestionIsOpen() throws Exception {
    UUID conflict = dispute();
    clerk.pull();
    other.pull();
    applied(clerk.save(District.edit(application(), "note", null, "住院中")));
    other.pull();
    applied(other.save(District.edit(application(), "phone", KEPT, THIRD)));
    clerk.pull();
    applied(
        District.act(
            clerk,
            file,
            Act.SUBMIT,
            ActInput.NONE.carrying(List.of(page("D02"), page("D03"), page("D04")))));
    assertEquals("SUBMITTED", seen(other, app).text("stage"));
    assertEquals(THIRD, seen(other, app).text("phone"));
    assertEquals("OPEN", seen(clerk, conflict).text("state"));
    assertEquals(
        "RESOLVE_STALE",
        settle(clerk, conflict, "TAKE").reason(),
        "what was written meanwhile is not written over");
    applied(settle(clerk, conflict, "KEEP"));
    assertEquals(THIRD, seen(other, app).text("phone"));
  }

  private CaseRecord page(String slot) {
    return CaseRecord.of(
        RecordType.PAGE,
        TestMachine.IDS.next(),
        District.HERE,
        app,
        Map.of(
            "application",
            app.toString(),
            "slot",
            slot,
            "file",
            "sha256-" + "%064x".formatted(slot.hashCode())));
  }
}
