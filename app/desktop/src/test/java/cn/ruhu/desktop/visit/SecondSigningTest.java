package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.Around;
import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.work.SealedEvidence;
import cn.ruhu.survey.Part;
import cn.ruhu.wire.EvidenceCheck;
import cn.ruhu.wire.EvidencePieces;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.SecondSigning;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The partner never signed in on this machine (DOMAIN C22): the visit is sealed all the same and
/// waits for nothing but that signature, given within a day on a machine of the partner's own.
class SecondSigningTest {
  private static final VisitForms FORMS = VisitForms.builtIn();

  @TempDir Path home;
  @TempDir Path otherHome;
  @TempDir Path pictures;
  @TempDir Path stick;
  private final InlineBackground background = Background.inline();
  private TestDesk at;
  private TestDesk partner;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    partner = TestDesk.open(otherHome, TestDesk.SECOND, "孟玉兰", Role.INVESTIGATOR);
    model = new VisitViewModel(at.desk(), background, FORMS, FieldMachine.of(at.machineInUse()));
    tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
    partner.close();
  }

  private Visit visit() {
    return Objects.requireNonNull(model.visit.get());
  }

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  private CaseRecord sealed() throws Exception {
    tell.table(4);
    at.pass(Duration.ofMinutes(25));
    tell.household(4);
    model.partner().later();
    tell.door().sign("R09").sign("R10");
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances + model.trouble.get());
    return file().finishedVisit().orElseThrow();
  }

  /// What the district would hand the partner.
  private void arrives(CaseRecord visit, boolean withFiles) throws Exception {
    partner.pass(Duration.between(partner.desk().now(), at.desk().now()));
    partner.receive(file().records().toArray(CaseRecord[]::new));
    if (!withFiles) return;
    for (String field : List.of("manifest", "answers"))
      assertEquals(
          visit.text(field),
          partner
              .store()
              .files()
              .put(
                  at.store().files().bytes(visit.text(field)),
                  Household.CASE,
                  "application/octet-stream"));
  }

  private SecondViewModel second() {
    return new SecondViewModel(
        partner.desk(),
        background,
        FORMS,
        FieldMachine.of(partner.machineInUse()),
        Optional.of(new DistrictDouble(partner)));
  }

  private List<Unsigned> waiting(TestDesk desk) {
    return Unsigned.of(desk.desk());
  }

  private EvidenceCheck.Result check(CaseRecord visit) throws Exception {
    Path bundle =
        SealedEvidence.write(
            at.store(), file(), visit.id(), at.machineInUse().signingKey().publicHex(), stick);
    try (InputStream in = Files.newInputStream(bundle)) {
      String seal = visit.text("sealHash");
      return EvidenceCheck.of(EvidencePieces.read(in, seal, null), seal);
    }
  }

  private CaseRecord fact() {
    return partner.desk().caseFile(Household.CASE).gateFacts(GateKind.SECOND_SIGNED).getFirst();
  }

  @Test
  void nobodyIsShutOutOfTheSealByAPartnerWhoCannotSignIn() throws Exception {
    tell.table(4);
    at.pass(Duration.ofMinutes(25));
    tell.household(4);
    model.prove("wrong".toCharArray());
    assertEquals(List.of(Message.of("visit.second.never", "孟玉兰")), List.copyOf(model.hindrances));
    model.observeAs(TestDesk.SECOND);
    assertEquals(List.of(Message.of("visit.second.first", "孟玉兰")), List.copyOf(model.hindrances));
    model.partner().later();
    tell.door().sign("R09").sign("R10");
    model.finish();
    Sealing.Sealed sealed = Objects.requireNonNull(model.sealed.get());
    assertFalse(sealed.wentOn());
    assertEquals(
        List.of("VISIT_SECOND_UNSIGNED"),
        sealed.waitsFor().stream().map(Hindrance::code).toList(),
        "nothing else is waited for");
    assertEquals(Optional.of(at.desk().now().plus(SecondSignings.OPEN)), sealed.secondUntil());
    CaseRecord visit = file().finishedVisit().orElseThrow();
    assertEquals("", visit.text("signatureB"));
    Manifest manifest =
        Messages.read(at.store().files().bytes(visit.text("manifest")), Manifest.class);
    Around around = Objects.requireNonNull(manifest.around());
    assertEquals(List.of("A", "DEVICE"), List.copyOf(around.keys().keySet()));
    assertTrue(around.times().containsKey("later"));
    assertEquals(
        List.of(
            new EvidenceCheck.Difference(
                EvidenceCheck.Kind.SIGNATURE, "B", EvidenceCheck.How.MISSING)),
        check(visit).differences(),
        "named until it is there");
  }

  @Test
  void thePartnerReadsTheSealedTextAndSignsOnAnotherMachine() throws Exception {
    String table = "";
    CaseRecord visit = sealed();
    table = visit().session().part(Part.TABLE).hash();
    arrives(visit, true);
    assertEquals(List.of(true), waiting(partner).stream().map(Unsigned::mine).toList());
    assertEquals(List.of(false), waiting(at).stream().map(Unsigned::mine).toList());
    var second = second();
    second.open(visit.id());
    SecondLook look = Objects.requireNonNull(second.look.get(), () -> "" + second.said.get());
    assertEquals(List.of(table, visit.text("tableHash")), List.of(look.table().hash(), table));
    assertEquals(visit().session().part(Part.DOOR).hash(), look.door().hash());
    second.sign();
    assertNull(second.look.get());
    assertEquals(List.of(), waiting(partner));
    SecondSignature made = SecondSignature.of(fact()).orElseThrow();
    assertTrue(SecondSigning.holds(made));
    at.receive(fact());
    assertEquals(List.of(), waiting(at));
    EvidenceCheck.Result result = check(visit);
    assertEquals(List.of(), result.differences());
    assertEquals(
        partner.machineInUse().device(), Objects.requireNonNull(result.second()).proof().device());
    assertEquals(partner.store().signingKey().publicHex(), result.keys().get("B"));
    assertEquals(
        SecondSignings.Standing.SIGNED,
        SecondSignings.of(file(), visit, at.desk().now()).orElseThrow().standing());
  }

  @Test
  void withoutANetworkTheSealedVisitComesOnAStick() throws Exception {
    CaseRecord visit = sealed();
    assertEquals(1, check(visit).differences().size());
    Path bundle = onlyFile();
    partner.receive(Household.records(4)); // the case as it was before the visit
    partner.pass(Duration.between(partner.desk().now(), at.desk().now()));
    var second = second();
    assertFalse(second.open(bundle, "12"));
    assertEquals(Message.of("visit.second.number"), second.said.get());
    second.open(bundle, "ab".repeat(32));
    assertEquals(Message.of("visit.second.why.NOT_OPENED"), second.said.get());
    String shown = visit.text("sealHash").substring(7).replaceAll("(.{8})", "$1 ");
    assertTrue(second.open(bundle, shown));
    assertNotNull(second.look.get(), () -> "" + second.said.get());
    second.sign();
    at.receive(fact());
    assertEquals(List.of(), check(visit).differences());
  }

  private Path onlyFile() throws Exception {
    try (var files = Files.list(stick)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void nothingThatDiffersFromWhatWasSealedCanBeSigned() throws Exception {
    CaseRecord visit = sealed();
    assertEquals(1, check(visit).differences().size());
    partner.receive(Household.records(4));
    Path bundle = onlyFile();
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length / 2] ^= 1;
    Files.write(bundle, bytes);
    var second = second();
    second.open(bundle, visit.text("sealHash"));
    assertNull(second.look.get());
    assertEquals(Message.of("visit.second.why.ALTERED"), second.said.get());
  }

  /// The district decides by the record of answers, not by the file the second one reads.
  @Test
  void whatTheDistrictDecidesByIsWhatIsRead() throws Exception {
    CaseRecord visit = sealed();
    arrives(visit, true);
    CaseRecord answers = file().all(RecordType.VISIT_ANSWERS).getLast();
    assertFalse(answers.text("H03").isEmpty());
    for (CaseRecord other :
        List.of(answers.with("H03", "99"), answers.with("P99", "1"), answers.with("H03", null))) {
      partner.receive(other);
      var second = second();
      second.open(visit.id());
      assertNull(second.look.get());
      assertEquals(Message.of("visit.second.why.ALTERED"), second.said.get());
    }
    partner.receive(answers.with("C10R03", "1"));
    var second = second();
    second.open(visit.id());
    assertNotNull(second.look.get(), () -> "" + second.said.get());
  }

  /// What was asked for and left is not shown when it comes after all.
  @Test
  void whatIsReadForAnEarlierTurnIsShownToNobody() throws Exception {
    CaseRecord visit = sealed();
    arrives(visit, true);
    var slow = new LateBackground();
    var second =
        new SecondViewModel(
            partner.desk(),
            slow,
            FORMS,
            FieldMachine.of(partner.machineInUse()),
            Optional.of(new DistrictDouble(partner)));
    second.open(visit.id());
    second.leave();
    slow.settle();
    assertNull(second.look.get());
    assertNull(second.said.get());
    assertFalse(second.busy.get());
  }

  @Test
  void theSignatureOfSomebodyElseOrOverAnotherSealIsNone() throws Exception {
    CaseRecord visit = sealed();
    arrives(visit, true);
    var second = second();
    second.open(visit.id());
    second.sign();
    CaseRecord fact = fact();
    SecondSignature made = SecondSignature.of(fact).orElseThrow();
    var asFirst = new SecondSignature(made.visit(), TestDesk.FIRST, made.sealHash(), made.proof());
    assertFalse(SecondSigning.holds(asFirst));
    var other =
        new SecondSignature(
            made.visit(), made.investigator(), "sha256-" + "0".repeat(64), made.proof());
    assertFalse(SecondSigning.holds(other));
    at.receive(fact.with("reason", other.sealHash()));
    assertEquals(1, check(visit).differences().size(), "a fact about another seal counts nothing");
  }

  @Test
  void aLateSignatureCountsOnceTheStreetHasAnswered() throws Exception {
    CaseRecord visit = sealed();
    at.pass(SecondSignings.OPEN.plusMinutes(1));
    arrives(visit, true);
    assertTrue(waiting(partner).getFirst().over());
    var second = second();
    second.open(visit.id());
    second.sign();
    at.receive(fact());
    var state = SecondSignings.of(file(), visit, at.desk().now()).orElseThrow();
    assertEquals(SecondSignings.Standing.OVER, state.standing());
    assertTrue(state.signature().isPresent());
    at.receive(
        Household.of(
            cn.ruhu.casefile.record.RecordType.GATE_FACT,
            new java.util.UUID(1, 777),
            Map.of(
                "kind", "ALERT_ANSWERED",
                "subject", visit.id().toString(),
                "reason", "乙当晚住院，已核实",
                "by", TestDesk.REVIEWER.toString(),
                "at", at.desk().now().toString())));
    assertEquals(
        SecondSignings.Standing.SIGNED,
        SecondSignings.of(file(), visit, at.desk().now()).orElseThrow().standing());
  }

  @Test
  void whatLiesOnlyInTheDistrictIsFetchedFirst() throws Exception {
    CaseRecord visit = sealed();
    arrives(visit, false);
    var second = second();
    second.open(visit.id());
    assertNull(second.look.get());
    assertEquals(Message.of("visit.second.fetching", 2), second.said.get());
    arrives(visit, true);
    second.open(visit.id());
    assertNotNull(second.look.get());
  }

  @Test
  void whoSignsInAfterAllSignsWithTheSeal() throws Exception {
    char[] secret = "battery staple".toCharArray();
    VisitViewModelTest.partner(at, secret);
    tell.table(4);
    at.pass(Duration.ofMinutes(25));
    tell.household(4);
    model.partner().later();
    model.prove(secret.clone());
    assertFalse(model.partner().later.get());
    tell.door().sign("R09").sign("R10");
    model.finish();
    assertEquals(Optional.empty(), Objects.requireNonNull(model.sealed.get()).secondUntil());
    CaseRecord visit = file().finishedVisit().orElseThrow();
    assertEquals(List.of(), check(visit).differences());
  }
}
