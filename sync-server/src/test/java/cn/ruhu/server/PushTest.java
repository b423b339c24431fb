package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class PushTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  private static RecordChange edit(CaseRecord r, String field, String old, String now) {
    return District.edit(r, field, old, now);
  }

  private static CaseRecord app(CaseFile file) {
    return file.application().orElseThrow();
  }

  private static CaseRecord person(CaseFile file) {
    return file.applicant().orElseThrow();
  }

  @Test
  void aHouseholdOpenedAtTheWindowComesBackToItsStreet() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王䶮");
    try (TestMachine other = district.machine("clerk2")) {
      other.pull();
      assertEquals("王䶮", other.seen(person(file).id(), "name"));
      assertEquals("110199195203070013", other.seen(person(file).id(), "idNumber"));
      assertEquals("DRAFT", other.seen(app(file).id(), "stage"));
    }
    assertTrue(district.server.chainsHold());
  }

  @Test
  void aRepeatedPushGetsTheSameVerdictsByteForByte() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    clerk.save(edit(app(file), "phone", "13800000001", "13800000002"));
    byte[] first = Messages.write(clerk.push(1, 2).verdicts());
    long seq = district.server.seq();
    assertArrayEquals(first, Messages.write(clerk.push(1, 2).verdicts()));
    assertArrayEquals(first, Messages.write(clerk.push(1, 2).verdicts()));
    assertEquals(seq, district.server.seq(), "a repeated push commits nothing");
  }

  @Test
  void opsCarriedOverToANewJournalKeepTheirVerdicts() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    Op op = clerk.op("save", false, TestMachine.wire(edit(app(file), "phone", "13800000001", "2")));
    Verdict first = clerk.take(op);
    clerk.journal = "ab".repeat(16);
    byte[] line =
        cn.ruhu.wire.OpCodec.write(
            new Op(
                op.opId(),
                1,
                op.user(),
                op.device(),
                op.app(),
                1,
                op.kind(),
                null,
                op.wall(),
                0,
                0,
                false,
                op.changes(),
                List.of()));
    clerk.lines.clear();
    clerk.lines.add(line);
    assertEquals(first, clerk.push(1, 1).verdicts().getFirst());
  }

  @Test
  void twoPeopleOnDifferentFieldsAreMerged() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    try (TestMachine other = district.machine("clerk2")) {
      other.pull();
      clerk.pull();
      assertEquals(
          Verdict.Kind.APPLIED,
          clerk.save(edit(app(file), "phone", "13800000001", "13800000002")).verdict());
      assertEquals(Verdict.Kind.MERGED, other.save(edit(app(file), "note", null, "住院中")).verdict());
      other.pull();
      assertEquals("13800000002", other.seen(app(file).id(), "phone"));
      assertEquals("住院中", other.seen(app(file).id(), "note"));
      assertEquals(List.of(), other.seen("CONFLICT"));
    }
  }

  @Test
  void twoPeopleOnTheSameFieldKeepBothValuesInAConflict() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    UUID app = app(file).id();
    try (TestMachine other = district.machine("clerk2")) {
      other.pull();
      clerk.save(edit(app(file), "phone", "13800000001", "13800000002"));
      Verdict late = other.save(edit(app(file), "phone", "13800000001", "13800000003"));
      assertEquals(Verdict.Kind.CONFLICT, late.verdict());
      clerk.pull();
      assertEquals("13800000002", clerk.seen(app, "phone"));
      UUID id = late.conflicts().getFirst();
      assertEquals("13800000001", clerk.seen(id, "base.phone"));
      assertEquals("13800000002", clerk.seen(id, "kept.phone"));
      assertEquals("13800000003", clerk.seen(id, "offered.phone"));
      assertEquals(other.staff().toString(), clerk.seen(id, "author"));
      assertEquals(clerk.staff().toString(), clerk.seen(id, "keptAuthor"));
      assertEquals(clerk.staff().toString(), clerk.seen(id, "askedOf"));
      assertEquals("OPEN", clerk.seen(id, "state"));
      resolveAndCheck(id, app, other);
    }
  }

  private void resolveAndCheck(UUID conflict, UUID app, TestMachine other) throws Exception {
    Change close = resolution(conflict, "TAKE");
    assertEquals(
        "RIGHTS",
        other.take(other.op("resolve", true, List.of(close))).reason(),
        "only who is asked resolves");
    assertEquals(
        Verdict.Kind.APPLIED, clerk.take(clerk.op("resolve", true, List.of(close))).verdict());
    clerk.pull();
    assertEquals("13800000003", clerk.seen(app, "phone"), "the offered value was taken");
    assertEquals("RESOLVED", clerk.seen(conflict, "state"));
    assertEquals("13800000002", clerk.seen(conflict, "kept.phone"), "kept for ever");
    assertEquals(
        "ALREADY_RESOLVED", clerk.take(clerk.op("resolve", true, List.of(close))).reason());
  }

  @Test
  void theReviewerOfTheStreetSettlesAConflictInThePlaceOfThePersonAsked() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    UUID app = app(file).id();
    try (TestMachine other = district.machine("clerk2");
        TestMachine reviewer = district.machine("reviewer")) {
      other.pull();
      clerk.save(edit(app(file), "phone", "13800000001", "13800000002"));
      UUID conflict =
          other.save(edit(app(file), "phone", "13800000001", "13800000003")).conflicts().getFirst();
      district.server.setActive(clerk.staff(), false);
      Change forged = resolution(conflict, "TAKE");
      assertEquals("RIGHTS", reviewer.take(reviewer.op("resolve", true, List.of(forged))).reason());
      Change own = resolution(conflict, "TAKE", reviewer);
      assertEquals(
          Verdict.Kind.APPLIED,
          reviewer.take(reviewer.op("resolve", true, List.of(own))).verdict());
      reviewer.pull();
      assertEquals("13800000003", reviewer.seen(app, "phone"), "written by the server");
      assertEquals(reviewer.staff().toString(), reviewer.seen(conflict, "resolvedBy"));
    }
  }

  private Change resolution(UUID conflict, String choice) {
    return resolution(conflict, choice, clerk);
  }

  private static Change resolution(UUID conflict, String choice, TestMachine by) {
    var set = new TreeMap<String, List<String>>();
    set.put("state", List.of("OPEN", "RESOLVED"));
    set.put("choice", Arrays.asList(null, choice));
    set.put("resolvedBy", Arrays.asList(null, by.staff().toString()));
    set.put("resolvedAt", Arrays.asList(null, "2026-01-01T00:00:00Z"));
    return new Change("CONFLICT", conflict, District.HERE, null, new TreeMap<>(set), false, false);
  }

  @Test
  void theSameValueTwiceIsNoConflict() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    try (TestMachine other = district.machine("clerk2")) {
      clerk.save(edit(app(file), "phone", "13800000001", "13800000002"));
      assertEquals(
          Verdict.Kind.MERGED,
          other.save(edit(app(file), "phone", "13800000001", "13800000002")).verdict());
    }
  }

  @Test
  void editingWhatSomebodyDeletedIsAConflictAndTheOfferIsKept() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    CaseRecord member = file.members().getFirst();
    try (TestMachine other = district.machine("clerk2")) {
      other.pull();
      assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.delete(member)).verdict());
      Verdict edited = other.save(edit(member, "labour", null, "2"));
      assertEquals(Verdict.Kind.CONFLICT, edited.verdict());
      clerk.pull();
      assertTrue(clerk.copies.get(member.id()).deleted());
      assertEquals(Map.of(), clerk.copies.get(member.id()).fields());
      UUID id = edited.conflicts().getFirst();
      assertEquals("DELETED", clerk.seen(id, "kind"));
      assertEquals("2", clerk.seen(id, "offered.labour"));
    }
  }

  @Test
  void anActThatTheCaseDoesNotAllowIsRefusedWithItsReason() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    try (TestMachine reviewer = district.machine("reviewer")) {
      UUID app = app(file).id();
      CaseRecord opinion =
          CaseRecord.of(
              RecordType.OPINION,
              District.IDS.next(),
              District.HERE,
              app,
              Map.of(
                  "application", app.toString(),
                  "scheme", "DB",
                  "positive", "true",
                  "reasonText", "符合",
                  "by", reviewer.staff().toString(),
                  "at", "2026-01-01T00:00:00Z"));
      CaseRecord event =
          CaseRecord.of(
              RecordType.EVENT,
              District.IDS.next(),
              District.HERE,
              app,
              Map.of(
                  "application", app.toString(),
                  "act", "OPINION",
                  "from", "INVESTIGATED",
                  "to", "PRELIM",
                  "by", reviewer.staff().toString(),
                  "role", "STREET_REVIEWER",
                  "at", "2026-01-01T00:00:00Z"));
      Verdict verdict =
          reviewer.take(
              reviewer.op(
                  "act.OPINION",
                  true,
                  TestMachine.wire(
                      RecordChange.create(opinion),
                      edit(app(file), "stage", "DRAFT", "PRELIM"),
                      RecordChange.create(event))));
      assertEquals(Verdict.Kind.REJECTED, verdict.verdict());
      assertEquals("ACT_NOT_HERE", verdict.reason());
      assertEquals("ACT_NEEDED", reviewer.save(RecordChange.create(opinion)).reason());
      assertEquals("RIGHTS", clerk.save(edit(app(file), "stage", "DRAFT", "ACCEPTED")).reason());
      reviewer.pull();
      assertEquals("DRAFT", reviewer.seen(app, "stage"));
    }
  }

  @Test
  void submittingWithoutPapersNamesEveryMissingPaper() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    CaseRecord event =
        CaseRecord.of(
            RecordType.EVENT,
            District.IDS.next(),
            District.HERE,
            app(file).id(),
            Map.of(
                "application", app(file).id().toString(),
                "act", "SUBMIT",
                "from", "DRAFT",
                "to", "SUBMITTED",
                "by", clerk.staff().toString(),
                "role", "WINDOW_CLERK",
                "at", "2026-01-01T00:00:00Z"));
    Verdict verdict =
        clerk.take(
            clerk.op(
                "act." + Act.SUBMIT,
                true,
                TestMachine.wire(
                    edit(app(file), "stage", "DRAFT", "SUBMITTED"), RecordChange.create(event))));
    assertEquals("PAPER_MISSING", verdict.reason());
    assertTrue(String.valueOf(verdict.detail()).contains("D02"));
    assertTrue(String.valueOf(verdict.detail()).contains("D04"));
    assertTrue(
        cn.ruhu.casefile.process.Process.check(
                file,
                Act.SUBMIT,
                District.actor(clerk),
                ActInput.NONE,
                java.time.LocalDate.of(2026, 1, 1))
            instanceof cn.ruhu.casefile.process.Ruling.Refused);
  }

  @Test
  void aMisshapenValueIsRefusedWithFieldAndCode() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    Verdict verdict =
        clerk.save(edit(person(file), "idNumber", "110199195203070013", "110199195203070014"));
    assertEquals(Verdict.Kind.REJECTED, verdict.verdict());
    assertEquals("PERSON.idNumber", verdict.field());
    Verdict again = clerk.save(edit(person(file), "name", "王芳", "王方"));
    assertEquals(Verdict.Kind.APPLIED, again.verdict(), "a bad op blocks nothing behind it");
  }

  @Test
  void aPoisonLineGetsAVerdictAndTheLinesBehindItAreTaken() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    clerk.lines.add("{\"nonsense\":true}".getBytes(StandardCharsets.UTF_8));
    clerk.add(clerk.op("save", false, TestMachine.wire(edit(app(file), "note", null, "后面的"))));
    List<Verdict> verdicts = clerk.push(2, 3).verdicts();
    assertEquals(Verdict.Kind.REJECTED, verdicts.get(0).verdict());
    assertEquals("MALFORMED", verdicts.get(0).reason());
    assertEquals(Verdict.Kind.APPLIED, verdicts.get(1).verdict());
  }

  @Test
  void unknownTypesAndFieldsOfNewerProgramsAreKept() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    UUID id = District.IDS.next();
    var set = new TreeMap<String, List<String>>();
    set.put("colour", Arrays.asList(null, "blue"));
    Verdict verdict =
        clerk.take(
            clerk.op(
                "save",
                false,
                List.of(
                    new Change(
                        "HOLOGRAM",
                        id,
                        District.HERE,
                        app(file).id(),
                        new TreeMap<>(set),
                        true,
                        false))));
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict());
    assertEquals(
        Verdict.Kind.APPLIED, clerk.save(edit(app(file), "futureField", null, "1")).verdict());
    clerk.pull();
    assertEquals("blue", clerk.seen(id, "colour"));
    assertEquals("1", clerk.seen(app(file).id(), "futureField"));
  }

  @Test
  void aForgedJournalIsRefusedAndChangesNothing() throws Exception {
    District.open(clerk, District.HERE, "王芳");
    long seq = district.server.seq();
    PushBody real = clerk.body(1, 1);
    byte[] forged = clerk.lines.getFirst().clone();
    forged[forged.length / 2] ^= 1;
    PushBody other =
        PushBody.of(clerk.journal, 1, real.header().prevHash(), List.of(forged), null, Map.of());
    assertEquals("FORK", clerk.pushAnswer(other).refusal().code());
    PushBody gap = PushBody.of(clerk.journal, 5, "a".repeat(64), List.of(), null, Map.of());
    assertEquals("GAP", clerk.pushAnswer(gap).refusal().code());
    PushBody wrong = PushBody.of(clerk.journal, 2, "b".repeat(64), clerk.lines, null, Map.of());
    assertEquals("FORK", clerk.pushAnswer(wrong).refusal().code());
    PushBody start = PushBody.of("cd".repeat(16), 1, "c".repeat(64), clerk.lines, null, Map.of());
    assertEquals("CHAIN", clerk.pushAnswer(start).refusal().code());
    try (TestMachine thief = district.machine("clerk2")) {
      assertEquals("JOURNAL", thief.pushAnswer(real).refusal().code());
    }
    assertEquals(seq, district.server.seq());
  }

  @Test
  void anOpInSomebodyElsesNameIsRefused() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    Op mine = clerk.op("save", false, TestMachine.wire(edit(app(file), "note", null, "x")));
    Op forged =
        new Op(
            mine.opId(),
            mine.jseq(),
            district.staff.get("chief"),
            mine.device(),
            "t",
            1,
            "save",
            null,
            mine.wall(),
            0,
            0,
            false,
            mine.changes(),
            List.of());
    assertEquals("IDENTITY", clerk.take(forged).reason());
  }

  @Test
  void aForeignStreetIsOutOfReachButACaseMayBeReceivedForIt() throws Exception {
    CaseFile received = District.open(clerk, District.THERE, "李强");
    clerk.pull();
    assertNull(clerk.seen(app(received).id(), "stage"), "reads nothing afterwards");
    assertEquals(
        Verdict.Kind.APPLIED,
        clerk.save(edit(app(received), "note", null, "代收")).verdict(),
        "until it is handed in");
    try (TestMachine there = district.machine("clerkThere");
        TestMachine other = district.machine("clerk2")) {
      there.pull();
      assertEquals("代收", there.seen(app(received).id(), "note"));
      assertEquals("SCOPE", other.save(edit(app(received), "note", "代收", "改")).reason());
      CaseFile here = District.open(clerk, District.HERE, "王芳");
      assertEquals("SCOPE", there.save(edit(app(here), "note", null, "越权")).reason());
    }
  }

  @Test
  void aParkedActChangesNothingAtAll() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    try (TestMachine other = district.machine("clerk2")) {
      other.pull();
      clerk.save(edit(app(file), "phone", "13800000001", "13800000002"));
      Verdict parked =
          other.take(
              other.op(
                  "save",
                  true,
                  TestMachine.wire(
                      edit(app(file), "phone", "13800000001", "13800000003"),
                      edit(person(file), "ethnicity", null, "01"))));
      assertEquals(Verdict.Kind.CONFLICT, parked.verdict());
      assertEquals("PARKED_WHOLE", parked.reason());
      other.pull();
      assertNull(other.seen(person(file).id(), "ethnicity"));
      assertEquals("ATOMIC", other.seen(parked.conflicts().getFirst(), "kind"));
    }
  }

  @Test
  void aLostAnswerIsAskedAgainInTheSameWords() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    clerk.add(clerk.op("save", false, TestMachine.wire(edit(app(file), "note", null, "a"))));
    clerk.add(clerk.op("save", false, TestMachine.wire(edit(app(file), "note", "a", "b"))));
    PushReply lost = clerk.push(2, 2);
    PushReply again = clerk.push(2, 3);
    assertEquals(lost.verdicts().getFirst(), again.verdicts().getFirst());
    assertEquals(3, again.journalLast());
  }
}
