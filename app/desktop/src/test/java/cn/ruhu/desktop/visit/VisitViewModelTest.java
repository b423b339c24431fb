package cn.ruhu.desktop.visit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.survey.Question;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Signatures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitViewModelTest {
  private static final VisitForms FORMS = VisitForms.builtIn();
  private static final char[] SECRET = "battery staple".toCharArray();

  @TempDir Path home;
  @TempDir Path pictures;
  private final InlineBackground background = Background.inline();
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    begin();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void begin() {
    model = new VisitViewModel(at.desk(), background, FORMS, FieldMachine.of(at.machineInUse()));
    tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private void partnerHasSignedInHereBefore() throws Exception {
    partner(at, SECRET);
  }

  /// The second investigator has a vault on this machine.
  static void partner(TestDesk at, char[] secret) throws Exception {
    var person =
        new Accounts.Person(TestDesk.SECOND, "myl", "孟玉兰", "INVESTIGATOR", TestDesk.STREET);
    Enrolment e = at.machineInUse().enrolment().orElseThrow();
    var people = new ArrayList<>(e.people());
    people.add(person);
    at.machineInUse()
        .enrolled(
            new Enrolment(
                e.serverUrl(),
                e.certificatePin(),
                e.district(),
                e.districtName(),
                e.serverKey(),
                e.recoveryKey(),
                e.block(),
                people));
    LocalStore store = at.machineInUse().createVault(person, secret.clone(), null);
    store.close();
  }

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  private Visit visit() {
    return java.util.Objects.requireNonNull(model.visit.get());
  }

  private void everythingButTheSeal() throws Exception {
    partnerHasSignedInHereBefore();
    tell.table(4);
    at.pass(Duration.ofMinutes(25));
    tell.household(4);
    model.prove(SECRET.clone());
    assertTrue(model.proven.get(), () -> model.hindrances.toString());
    tell.door().sign("R09").sign("R10");
  }

  @Test
  void theDeclarationStandsInTheFormBeforeTheFirstQuestion() {
    assertEquals("王建国", tell.question("M01" + Household.at(1)).value());
    assertEquals("300000", tell.question("I04" + Household.at(1) + "#1").value());
    assertEquals(Question.Origin.PREFILLED, tell.question("P02").origin());
    assertEquals(List.of(), visit().session().refusedPrefill());
    assertEquals(List.of("V"), model.stations.stream().map(Station::id).toList());
    tell.answer("V09D", "1");
    background.pass(Duration.ofSeconds(1));
    assertEquals(
        List.of("V M H A I E P D S J F K sign N O C R seal".split(" ")),
        model.stations.stream().map(Station::id).toList());
  }

  @Test
  void aFamilyOfFourIsVisitedSignedAndSealed() throws Exception {
    everythingButTheSeal();
    model.finish();
    var sealed = model.sealed.get();
    assertNotNull(sealed, () -> visit().problems() + model.trouble.get());
    assertTrue(sealed.finished());
    assertTrue(sealed.wentOn(), () -> sealed.waitsFor().toString());
    at.restart();
    assertEquals("INVESTIGATED", file().application().orElseThrow().text("stage"));
    CaseRecord visit = file().finishedVisit().orElseThrow();
    assertEquals("10", visit.text("disposition"));
    assertEquals("1500", visit.text("durationSeconds"));
    assertEquals("DONE", file().assignments().getFirst().text("state"));
    assertEquals("2", file().answers().get("O10", TestDesk.FIRST).orElseThrow());
    assertEquals("300000", at.store().record(Household.WAGE).orElseThrow().text("verified"));
    assertEquals("120000", at.store().record(Household.SAVINGS).orElseThrow().text("verified"));
    assertEquals("120000", at.store().record(Household.SAVINGS).orElseThrow().text("declared"));
    assertEquals(
        List.of("2000"),
        file().items("ASSET").stream()
            .filter(i -> i.text("code").equals("P01"))
            .map(i -> i.text("verified"))
            .toList());
    assertEquals(8, file().pages().size());
    for (CaseRecord r : file().records())
      if (r.ref("visit").isPresent() || r.type() == RecordType.VISIT)
        assertEquals(List.of(), Schema.check(r, at.desk().today()), () -> r.type().name());
    assertEquals(List.of(), at.store().drafts().keys());
  }

  @Test
  void theSealNamesEveryFileAndBothSignaturesHold() throws Exception {
    everythingButTheSeal();
    model.finish();
    CaseRecord visit = file().finishedVisit().orElseThrow();
    byte[] bytes = at.store().files().bytes(visit.text("manifest"));
    assertEquals("sha256-" + Hashes.sha256Hex(bytes), visit.text("sealHash"));
    Manifest manifest = Messages.read(bytes, Manifest.class);
    assertEquals(11, manifest.entries().size());
    for (Manifest.Entry e : manifest.entries()) {
      byte[] content = at.store().files().bytes(e.address());
      assertEquals(e.address(), "sha256-" + Hashes.sha256Hex(content));
      assertEquals(e.length(), content.length);
    }
    var keys = java.util.Objects.requireNonNull(manifest.around()).keys();
    assertEquals(at.machineInUse().signingKey().publicHex(), keys.get("DEVICE"));
    assertEquals(at.store().signingKey().publicHex(), keys.get("A"));
    for (var place : List.of(SealText.Place.A, SealText.Place.B, SealText.Place.DEVICE)) {
      boolean device = place == SealText.Place.DEVICE;
      String[] signed = visit.text(device ? "sealSignature" : "signature" + place).split(" ", -1);
      UUID who = visit.ref(device ? "signatureDevice" : "investigator" + place).orElseThrow();
      byte[] text = SealText.of(place, who, visit.text("sealHash"), Instant.parse(signed[1]));
      for (var key : keys.entrySet())
        assertEquals(
            key.getKey().equals(place.name()),
            Signatures.verify(key.getValue(), text, signed[0]),
            () -> place + " by the key of " + key.getKey());
    }
  }

  @Test
  void withoutTheSecondInvestigatorTheSealWaits() throws Exception {
    tell.table(4).household(4);
    model.prove(SECRET.clone());
    assertFalse(model.proven.get());
    assertEquals("visit.second.never", model.hindrances.getFirst().key());
    model.observeAs(TestDesk.SECOND);
    assertEquals("visit.second.first", model.hindrances.getFirst().key());
    model.finish();
    assertNull(model.sealed.get());
    assertTrue(model.hindrances.stream().anyMatch(m -> m.key().equals("visit.finish.second")));
    assertTrue(file().visits().isEmpty());
  }

  @Test
  void aWrongPasswordOfTheSecondIsCountedDown() throws Exception {
    partnerHasSignedInHereBefore();
    model.prove("no".toCharArray());
    assertEquals("visit.second.wrong", model.hindrances.getFirst().key());
    assertFalse(model.proven.get());
  }

  @Test
  void aChangeAfterSigningMakesTheSignatureWorthless() throws Exception {
    everythingButTheSeal();
    tell.answer("P01", "2100");
    model.finish();
    assertEquals(
        List.of("visit.finish.stale"), model.hindrances.stream().map(m -> m.key()).toList());
    tell.signatures(4);
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances.toString());
  }

  @Test
  void aRefusalEndsWithThreeTapsAndStaysOpenForAnotherAttempt() throws Exception {
    tell.answer("V09D", "20").answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances.toString());
    CaseRecord visit = file().visits().getFirst();
    assertEquals("20", visit.text("disposition"));
    assertEquals("ASSIGNED", file().assignments().getFirst().text("state"));
    assertEquals(1, file().gateFacts(GateKind.REFUSAL_DOCUMENTED).size());
    model.leave();
    model.open(Household.ASSIGNMENT);
    assertEquals(2, visit().attempt);
    tell.answer("V09D", "30").answer("V10", "敲门多次无人应答，已留告知单。").answer("V13", "N08-000123");
    tell.photo("V13P");
    model.finish();
    CaseRecord left = file().gateFacts(GateKind.NOTICE_LEFT).getFirst();
    assertEquals("N08-000123", left.text("value"));
    assertTrue(left.ref("page").flatMap(file()::record).isPresent());
  }

  @Test
  void whatIsMissingIsSaidAndShown() {
    tell.answer("V09D", "20");
    model.finish();
    assertNull(model.sealed.get());
    assertEquals("visit.finish.open.at", model.hindrances.getFirst().key());
    assertEquals("V", java.util.Objects.requireNonNull(model.station.get()).id());
  }

  @Test
  void afterAPowerCutTheVisitStandsWhereItStood() throws Exception {
    tell.table(4).household(2);
    var facts = visit().session().facts();
    var problems = visit().problems();
    byte[] snapshot = visit().session().snapshot();
    at.restart();
    begin();
    assertEquals(facts, visit().session().facts());
    assertEquals(problems, visit().problems());
    assertEquals(Hashes.sha256Hex(snapshot), Hashes.sha256Hex(visit().session().snapshot()));
    assertEquals(List.of(), visit().stale());
  }

  @Test
  void aReturnedVisitOpensTheNamedQuestionsOnly() throws Exception {
    everythingButTheSeal();
    model.finish();
    model.leave();
    sendBack();
    begin();
    assertEquals(1, visit().back.asked().size());
    tell.answer("V09D", "1");
    Question asked = tell.question("I04" + Household.at(1) + "#1");
    assertTrue(visit().survey.open(asked));
    assertEquals("与银行流水不符，请核实11月工资。", model.asking().asked(asked).getFirst().text("words"));
    assertFalse(visit().survey.open(tell.question("P01")));
    assertEquals("2000", tell.question("P01").value());
    assertFalse(visit().survey.open(tell.question("H09")));
    assertEquals("2", tell.question("O10@" + TestDesk.FIRST).value());
    tell.answer("V14", "true").answer("V15", "1").answer("V15M", Household.member(1).toString());
    tell.answer("V18", "1").answer("I04" + Household.at(1) + "#1", "310000").household(4);
    model.prove(SECRET.clone());
    tell.sign("R09").sign("R10");
    model.finish();
    assertEquals(
        List.of("visit.finish.reply"),
        model.hindrances.stream().map(m -> m.key()).toList(),
        () -> visit().problems().toString());
    model.asking().reply(QUESTION, "已看流水：11月实发3100元。");
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances.toString());
    assertEquals("ANSWERED", at.store().record(QUESTION).orElseThrow().text("state"));
    assertEquals("310000", at.store().record(Household.WAGE).orElseThrow().text("verified"));
    assertEquals("RETURN", file().finishedVisit().orElseThrow().text("purpose"));
    assertEquals("INVESTIGATED", file().application().orElseThrow().text("stage"));
  }

  private static final UUID QUESTION = new UUID(1, 120);

  private void sendBack() throws Exception {
    at.pass(Duration.ofHours(20));
    CaseRecord app = at.store().record(Household.CASE).orElseThrow().with("stage", "VISITING");
    CaseRecord assignment =
        at.store().record(Household.ASSIGNMENT).orElseThrow().with("state", "RETURNED");
    at.desk().edit(at.store().record(Household.CASE).orElseThrow(), app);
    at.desk().edit(at.store().record(Household.ASSIGNMENT).orElseThrow(), assignment);
    var q = new TreeMap<String, String>(Map.of("path", "I04" + Household.at(1) + "#1"));
    q.put("words", "与银行流水不符，请核实11月工资。");
    q.put("state", "OPEN");
    q.put("round", "1");
    at.receive(Household.of(RecordType.QUESTION, QUESTION, q));
  }

  @Test
  void whatIsNoWholePictureIsRefusedInItsOwnWords() throws Exception {
    tell.answer("V09D", "20").photo("V12");
    String path = tell.path("V12");
    List<String> kept = model.pictures(path);
    byte[] whole = at.store().files().bytes(kept.getFirst());
    Map<String, byte[]> bad =
        Map.of(
            "EMPTY", new byte[0],
            "NOT_A_PICTURE", "no picture".getBytes(UTF_8),
            "PDF", "%PDF-1.7 x".getBytes(UTF_8),
            "TRUNCATED", java.util.Arrays.copyOf(whole, whole.length / 2));
    for (var file : bad.entrySet()) {
      Path named = pictures.resolve(file.getKey() + ".jpg");
      model.photos(path, List.of(java.nio.file.Files.write(named, file.getValue())));
      assertEquals("visit.photo." + file.getKey(), model.hindrances.getFirst().key());
    }
    model.photos(path, List.of(pictures.resolve("gone.jpg")));
    assertEquals("visit.photo.UNREADABLE", model.hindrances.getFirst().key());
    assertEquals(kept, model.pictures(path), "what was taken stays");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPictureThatArrivesAfterTheVisitWasTakenUpAgainIsInIt(boolean kept) throws Exception {
    var late = new LateBackground();
    var field = new VisitViewModel(at.desk(), late, FORMS, FieldMachine.of(at.machineInUse()));
    field.open(Household.ASSIGNMENT);
    late.settle();
    var say = new Teller(field, pictures);
    say.answer("V09D", "20");
    late.settle();
    String path = say.path("V12");
    field.photos(path, List.of(Teller.picture(pictures, 1)));
    Runnable arrives = late.ends.removeFirst();
    field.leave();
    if (kept) field.openKept(VisitDraft.key(Household.ASSIGNMENT, 1));
    else field.open(Household.ASSIGNMENT);
    late.settle();
    arrives.run();
    assertEquals(1, field.pictures(path).size(), "in the visit on the screen");
    late.settle();
    field.leave();
    field.open(Household.ASSIGNMENT);
    late.settle();
    assertEquals(1, field.pictures(path).size(), "and on the disk");
  }

  @Test
  void theSealWaitsForAPictureUnderWayAndNothingComesAfterIt() throws Exception {
    var late = new LateBackground();
    var field = new VisitViewModel(at.desk(), late, FORMS, FieldMachine.of(at.machineInUse()));
    field.open(Household.ASSIGNMENT);
    late.settle();
    var say = new Teller(field, pictures);
    say.answer("V09D", "20").answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
    late.settle();
    String path = say.path("V12");
    field.photos(path, List.of(Teller.picture(pictures, 1)));
    field.finish();
    assertEquals(
        List.of("visit.finish.wait"), field.hindrances.stream().map(m -> m.key()).toList());
    assertFalse(field.sealing.get());
    late.settle();
    field.finish();
    assertTrue(field.sealing.get());
    var now = java.util.Objects.requireNonNull(field.visit.get());
    field.files().bytes("sha256-" + "0".repeat(64), _ -> {});
    now.draft.note("copy", "said while it was sealed");
    Runnable done = late.ends.removeFirst();
    late.settle();
    assertFalse(field.trouble.get().isEmpty(), "what cannot be shown is said");
    assertTrue(field.busy.get(), "and lets no second seal begin");
    done.run();
    late.settle();
    assertNotNull(field.sealed.get());
    now.draft.note("copy", "said after");
    late.settle();
    assertEquals(List.of(), at.store().drafts().keys());
    assertEquals(
        1, file().pages().stream().filter(p -> p.text("path").equals("V12")).count(), "it is in");
  }

  @Test
  void aPhotoThatNoLongerFitsOnTheDiskIsSaidAndTheVisitGoesOn(@TempDir Path small)
      throws Exception {
    var disk = new TightDisk();
    try (var tight = TestDesk.on(disk, small, TestDesk.FIRST, "林晓东", Role.INVESTIGATOR)) {
      tight.receive(Household.records(4));
      var field =
          new VisitViewModel(
              tight.desk(), background, FORMS, FieldMachine.of(tight.machineInUse()));
      field.open(Household.ASSIGNMENT);
      var say = new Teller(field, pictures);
      say.answer("V09D", "20");
      disk.left = 40;
      say.photo("V12");
      assertEquals("DISK_FULL", field.trouble.get());
      assertEquals(List.of(), field.pictures(say.path("V12")));
      assertEquals("20", say.question("V09D").value(), "answers go on being kept");
      disk.left = Long.MAX_VALUE;
      say.photo("V12");
      assertEquals(1, field.pictures(say.path("V12")).size());
    }
  }
}
