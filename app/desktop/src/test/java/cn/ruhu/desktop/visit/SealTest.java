package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.Around;
import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.Paradata;
import cn.ruhu.casefile.evidence.SealReceipt;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.SealedEvidence;
import cn.ruhu.store.Disk;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.NoAnswer;
import cn.ruhu.survey.Question;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.EvidenceCheck;
import cn.ruhu.wire.EvidenceCheck.Difference;
import cn.ruhu.wire.EvidencePieces;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.SealReceipts;
import cn.ruhu.wire.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
  private static final char[] SECRET = "battery staple".toCharArray();
  private static final UUID QUESTION = new UUID(1, 120);
  private static final Text WORDS = Text.chinese();

  @TempDir Path home;
  @TempDir Path pictures;
  @TempDir Path stick;
  private final InlineBackground background = Background.inline();
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    VisitViewModelTest.partner(at, SECRET);
    begin();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void begin() {
    model =
        new VisitViewModel(
            at.desk(), background, VisitForms.builtIn(), FieldMachine.of(at.machineInUse()));
    tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private Visit visit() {
    return Objects.requireNonNull(model.visit.get());
  }

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  private void upToTheSeal() throws Exception {
    tell.table(4);
    at.pass(Duration.ofMinutes(25));
    tell.household(4);
    model.prove(SECRET.clone());
    tell.door().sign("R09").sign("R10");
  }

  private CaseRecord sealed() {
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances + model.trouble.get());
    return file().finishedVisit().orElseThrow();
  }

  private Manifest manifest(CaseRecord visit) throws Exception {
    return Messages.read(at.store().files().bytes(visit.text("manifest")), Manifest.class);
  }

  private EvidenceCheck.Result check(CaseFile file, CaseRecord visit) throws Exception {
    Path bundle =
        SealedEvidence.write(
            at.store(), file, visit.id(), at.machineInUse().signingKey().publicHex(), stick);
    try (InputStream in = Files.newInputStream(bundle)) {
      String seal = visit.text("sealHash");
      return EvidenceCheck.of(EvidencePieces.read(in, seal, null), seal);
    }
  }

  @Test
  void everythingAroundTheVisitIsSealed() throws Exception {
    upToTheSeal();
    CaseRecord visit = sealed();
    Manifest manifest = manifest(visit);
    Around around = Objects.requireNonNull(manifest.around());
    assertEquals(at.machineInUse().device(), around.device());
    assertEquals(
        List.of(at.store().signingKey().publicHex(), at.machineInUse().signingKey().publicHex()),
        List.of(around.keys().get("A"), around.keys().get("DEVICE")));
    assertEquals(3, around.keys().values().stream().distinct().count());
    assertEquals(file().answers().byPath().keySet(), around.answers().keySet());
    assertEquals(visit.text("tableHash"), around.tableHash());
    assertEquals(List.of("proven", "table"), List.copyOf(around.times().keySet()));
    assertEquals(
        List.of("answers", "facts", "paradata"),
        manifest.entries().stream().map(Manifest.Entry::name).limit(3).toList());
    var paradata = Messages.read(at.store().files().bytes(visit.text("paradata")), Paradata.class);
    assertTrue(paradata.steps().size() > 100, () -> paradata.steps().size() + " steps");
    assertEquals("0", visit.text("changedAfter"));
    assertEquals("OWN", visit.text("statement"));
    assertTrue(check(file(), visit).ok(), () -> visit.toString());
  }

  @Test
  void theDistrictsReceiptGoesWithTheEvidenceOnceItIsHere() throws Exception {
    upToTheSeal();
    CaseRecord visit = sealed();
    assertNull(check(file(), visit).receipt(), "not yet received");
    SigningKey district = SigningKey.generate(new SecureRandom());
    SealReceipt receipt =
        SealReceipts.make(visit.id(), visit.text("sealHash"), at.desk().now(), district);
    var fields = new TreeMap<>(receipt.fields());
    fields.put("by", Actor.NOBODY.toString());
    at.receive(Household.of(RecordType.GATE_FACT, new UUID(12, 1), fields));
    var checked = check(file(), visit);
    assertTrue(checked.ok(), () -> checked.differences().toString());
    assertEquals(district.publicHex(), Objects.requireNonNull(checked.receipt()).key());
  }

  /// The sheet with this number stays with the household; what was declared then is told apart from
  /// what is declared later.
  @Test
  void theHouseholdsCopyAndTheSumsOfTheDeclarationStandInTheRecord() throws Exception {
    String sums = LastVisit.sums(file());
    tell.model.visit.get().draft.note(Visit.COPY, "HD2026-000123");
    upToTheSeal();
    CaseRecord visit = sealed();
    assertEquals("HD2026-000123", visit.text("householdCopy"));
    assertEquals(sums, visit.text("declared"));
    assertTrue(sums.contains("P02="), sums);
  }

  /// A note, why an unusual answer is right and why there is none can be read wherever the case is
  /// reviewed; what is answered there stands over the question at the next visit.
  @Test
  void whatWasSaidBesideTheAnswersGoesWithTheSeal() throws Exception {
    upToTheSeal();
    var survey = visit().survey;
    survey.remark(tell.path("H04"), "房本上是公房");
    survey.reply(tell.path("H04"), 1, "已看租约");
    tell.answer("H09", "2"); // four were found to live here
    at.pass(Duration.ofMinutes(2));
    survey.reason(tell.path("H09"), "两个孩子住校");
    survey.noAnswer(tell.path("P02"), Optional.of(NoAnswer.REFUSED));
    tell.household(4).sign("R09").sign("R10");
    CaseRecord visit = sealed();
    Map<String, CaseRecord> said = new TreeMap<>();
    file().all(RecordType.REMARK).forEach(r -> said.put(r.text("path"), r));
    assertEquals(List.of("H04", "H09", "P02"), List.copyOf(said.keySet()));
    CaseRecord note = Objects.requireNonNull(said.get("H04"));
    assertEquals(
        List.of("NOTE", "房本上是公房", "已看租约", "ANSWERED", TestDesk.FIRST.toString()),
        List.of(
            note.text("kind"),
            note.text("words"),
            note.text("answer"),
            note.text("state"),
            note.text("by")));
    CaseRecord reason = Objects.requireNonNull(said.get("H09"));
    assertEquals(List.of("REASON", "两个孩子住校"), List.of(reason.text("kind"), reason.text("words")));
    assertEquals("2", reason.text("value"));
    assertEquals(at.desk().now().toString(), reason.text("at"));
    CaseRecord none = Objects.requireNonNull(said.get("P02"));
    assertEquals(List.of("NO_ANSWER", "REFUSED"), List.of(none.text("kind"), none.text("words")));
    assertEquals(visit.id(), none.ref("visit").orElseThrow());
    CaseRecord answered =
        none.with("answer", "已请银行函证")
            .with("answeredBy", TestDesk.REVIEWER.toString())
            .with("answeredAt", "2026-11-24T01:00:00Z")
            .with("state", "SETTLED");
    assertEquals(
        List.of(answered), Remarks.about(CaseFile.of(List.of(note, answered, reason)), "P02"));
  }

  @Test
  void aChangeMadeLaterIsNamed() throws Exception {
    upToTheSeal();
    CaseRecord visit = sealed();
    CaseRecord answers = file().all(RecordType.VISIT_ANSWERS).stream().findFirst().orElseThrow();
    CaseFile altered =
        file()
            .with(
                List.of(
                    RecordChange.between(answers, answers.with("P01", "1")).orElseThrow(),
                    RecordChange.between(visit, visit.with("startedAt", "2026-11-22T01:00:00Z"))
                        .orElseThrow()));
    assertEquals(
        List.of(
            new Difference(EvidenceCheck.Kind.RECORD_ANSWER, "P01", EvidenceCheck.How.ALTERED),
            new Difference(EvidenceCheck.Kind.RECORD, "startedAt", EvidenceCheck.How.ALTERED)),
        check(altered, visit).differences());
  }

  @Test
  void eachSealNamesTheOneBeforeOfTheMachine() throws Exception {
    tell.answer("V09D", "20").answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
    model.finish();
    CaseRecord first = file().visits().getFirst();
    assertEquals(
        List.of(),
        Objects.requireNonNull(manifest(first).around()).previousOfDevice().stream().toList());
    String named = Seal.oneWay(first.text("sealHash"));
    assertEquals(named, at.store().seals().last().orElseThrow().sealHash());
    model.leave();
    at.pass(Duration.ofHours(5));
    begin();
    upToTheSeal();
    Manifest second = manifest(sealed());
    assertEquals(first.text("sealHash"), second.previousSeal().orElseThrow());
    assertEquals(named, Objects.requireNonNull(second.around()).previousOfDevice().orElseThrow());
    Files.delete(home.resolve("seals"));
    assertTrue(at.store().seals().last().isEmpty());
  }

  @Test
  void aDamagedNoteOfTheLastSealKeepsNoVisitFromBeingSealed() throws Exception {
    tell.answer("V09D", "20").answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
    model.finish();
    CaseRecord first = file().visits().getFirst();
    Path note = home.resolve("seals");
    byte[] bytes = Files.readAllBytes(note);
    bytes[bytes.length - 3] ^= 1;
    Files.write(note, bytes);
    model.leave();
    at.pass(Duration.ofHours(5));
    begin();
    upToTheSeal();
    CaseRecord second = sealed();
    assertEquals(
        Seal.oneWay(first.text("sealHash")),
        Objects.requireNonNull(manifest(second).around()).previousOfDevice().orElseThrow());
    assertEquals(second.id(), at.store().seals().last().orElseThrow().visit(), "noted anew");
  }

  @Test
  void aStoreThatFailsRightAfterTheSaveMakesNoSecondSeal(@TempDir Path other) throws Exception {
    Disk real = Disk.real();
    var failing =
        new Disk() {
          @Override
          public Output create(Path file) throws IOException {
            try {
              if (file.endsWith("seals.tmp")) at.store().close(); // the visit is saved by then
            } catch (StoreException e) {
              throw new IOException(e);
            }
            return real.create(file);
          }

          @Override
          public void replace(Path from, Path to) throws IOException {
            real.replace(from, to);
          }
        };
    at.close();
    at = TestDesk.on(failing, other, TestDesk.FIRST, "林晓东", Role.INVESTIGATOR);
    at.receive(Household.records(4));
    VisitViewModelTest.partner(at, SECRET);
    begin();
    upToTheSeal();
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances + model.trouble.get());
    assertFalse(Objects.requireNonNull(model.sealed.get()).wentOn());
    at.restart();
    assertEquals(1, file().visits().size());
    assertTrue(check(file(), file().visits().getFirst()).ok());
  }

  @Test
  void aCorrectionIsANewVisitWithItsReason() throws Exception {
    upToTheSeal();
    CaseRecord first = sealed();
    model.leave();
    at.pass(Duration.ofHours(20));
    CaseRecord app = at.store().record(Household.CASE).orElseThrow();
    CaseRecord assignment = at.store().record(Household.ASSIGNMENT).orElseThrow();
    at.desk().edit(app, app.with("stage", "VISITING"));
    at.desk().edit(assignment, assignment.with("state", "RETURNED"));
    var q = new TreeMap<String, String>(Map.of("path", "P01"));
    q.put("words", "现金与银行流水不符。");
    q.put("state", "OPEN");
    at.receive(Household.of(RecordType.QUESTION, QUESTION, q));
    begin();
    tell.answer("V09D", "1").answer("V14", "true").answer("V15", "1");
    tell.answer("V15M", Household.member(1).toString()).answer("V18", "1");
    tell.answer("P01", "2700").household(4);
    model.prove(SECRET.clone());
    tell.sign("R09").sign("R10");
    model.asking().reply(QUESTION, "另有现金7元，已清点。");
    CaseRecord second = sealed();
    assertEquals(first.id().toString(), second.text("supersedes"));
    assertEquals("现金与银行流水不符。", second.text("correction"));
    Around.Correction corrects =
        Objects.requireNonNull(manifest(second).around()).corrects().orElseThrow();
    assertEquals(first.text("sealHash"), corrects.seal());
    assertTrue(check(file(), first).ok(), "the first stays as it was");
    assertTrue(check(file(), second).ok());
  }

  @Test
  void whoGoesOnLaterSignsInAgainAndNoKeyLies() throws Exception {
    upToTheSeal();
    model.leave();
    begin();
    assertFalse(model.proven.get());
    assertTrue(visit().proven().isPresent(), "when it was stays known");
    model.finish();
    assertEquals("visit.finish.second", model.hindrances.getLast().key());
    model.prove(SECRET.clone());
    CaseRecord visit = sealed();
    assertTrue(check(file(), visit).ok());
  }

  @Test
  void theStatementIsDraftedFromTheAnswersAndMarked() throws Exception {
    upToTheSeal();
    Statement.fill(visit(), WORDS);
    String drafted = visit().value("R05");
    assertEquals("DRAFTED", Statement.origin(visit()));
    for (String words : List.of("王建国", "家庭成员4人，当面见到4人", "45.5平方米", "走访邻里2人，其中0人"))
      assertTrue(drafted.contains(words), () -> words + " in " + drafted);
    assertFalse(drafted.contains("["), drafted);
    tell.answer("R05", drafted + "老人行动不便。");
    assertEquals("EDITED", Statement.origin(visit()));
    tell.sign("R09").sign("R10");
    assertEquals("EDITED", sealed().text("statement"));
  }

  @Test
  void thePairSeesBeforeTheSealWhatAReviewerSeesAfter() throws Exception {
    tell.table(4);
    at.pass(Duration.ofMinutes(4));
    tell.household(4);
    model.prove(SECRET.clone());
    tell.door();
    model.observeAs(TestDesk.SECOND);
    tell.answer("O10@" + TestDesk.SECOND, "5");
    model.observeAs(TestDesk.FIRST);
    tell.answer("P01", "2100").household(4);
    tell.sign("R09").sign("R10");
    var content = Sealing.content(visit(), at.desk().now());
    SealPreview look = SealPreview.of(at.desk(), visit(), content);
    assertEquals(
        List.of("X22"),
        look.doubts().stream().map(f -> f.rule().name()).toList(),
        "observers apart; a limit nobody entered is no difference");
    assertEquals(240, look.seconds());
    assertFalse(look.placed());
    assertEquals("SHORT", look.signals().getFirst().code().name());
    visit().dispose("X22", "1");
    CaseRecord visit = sealed();
    assertEquals("1", file().answers().get("C10X22").orElseThrow());
    assertEquals("240", visit.text("durationSeconds"));
    assertTrue(check(file(), visit).ok());
  }

  @Test
  void twentyPhotosAreSealedAtOnceAndLeaveOnAStickTogether() throws Exception {
    tell.table(4);
    int photos = 2;
    for (String key : List.of("H20", "H20", "H20", "H20", "H20", "H20")) {
      tell.photo(key);
      photos++;
    }
    tell.household(4);
    model.prove(SECRET.clone());
    tell.door().sign("R09").sign("R10");
    long from = System.nanoTime();
    CaseRecord visit = sealed();
    System.err.printf(
        "sealed with %d photos and 6 signatures in %d ms%n",
        photos, (System.nanoTime() - from) / 1_000_000);
    var export = new SealExport(at.desk(), FieldMachine.of(at.machineInUse()), background);
    export.to(stick, Household.CASE, visit.id());
    assertEquals("visit.sealed.exported", Objects.requireNonNull(export.said.get()).key());
    assertEquals(List.of(1L, 1L), List.of(count(".ruhu-evidence"), count(Bundles.ENDING)));
    export.to(stick, Household.CASE, visit.id());
    assertEquals(1L, count(".ruhu-evidence"), "the same visit again is the same file");
    assertEquals(0L, count(".tmp"));
    export.to(stick.resolve("gone"), Household.CASE, visit.id());
    assertEquals("visit.sealed.folder", Objects.requireNonNull(export.said.get()).key());
    for (CaseRecord page : file().pages())
      assertEquals(page.text("slot").equals("D19"), page.text("print").matches("[0-9a-f]{16}"));
  }

  private long count(String ending) throws Exception {
    try (Stream<Path> all = Files.list(stick)) {
      return all.filter(p -> p.toString().endsWith(ending)).count();
    }
  }

  @Test
  void whatTheFormAsksOfDifferencesIsNotAskedTwice() throws Exception {
    upToTheSeal();
    List<Question> own = Statement.doubtsOf(visit());
    var content = Sealing.content(visit(), at.desk().now());
    SealPreview look = SealPreview.of(at.desk(), visit(), content);
    for (Question q : own)
      assertTrue(
          look.doubts().stream().noneMatch(f -> q.id().equals("C10" + f.rule().name())), q.id());
  }

  @Test
  void aDifferenceOutsideTheFormWaitsForWhatThePairMakesOfIt() throws Exception {
    upToTheSeal();
    model.observeAs(TestDesk.SECOND);
    tell.answer("O10@" + TestDesk.SECOND, "5");
    model.observeAs(TestDesk.FIRST);
    tell.sign("R09").sign("R10");
    model.finish();
    assertEquals(
        List.of("visit.finish.doubt"), model.hindrances.stream().map(m -> m.key()).toList());
    assertEquals("seal", Objects.requireNonNull(model.station.get()).id());
    assertFalse(model.busy.get() || model.sealing.get());
    visit().dispose("X22", "1");
    CaseRecord visit = sealed();
    assertEquals("1", file().answers(visit.id()).byPath().get("C10X22"));
  }
}
