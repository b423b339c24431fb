package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.work.SealedEvidence;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.EvidenceCheck;
import cn.ruhu.wire.EvidencePieces;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Signatures;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The second investigator signs a seal on his partner's machine by his badge: he never signed in
/// there (DOMAIN C22, decision 0043).
class BadgeSealTest {
  static final String PIN = "493817";
  private static final UUID RECORD = new UUID(1, 900);

  @TempDir Path home;
  @TempDir Path pictures;
  @TempDir Path stick;
  private final InlineBackground background = Background.inline();
  private final Badge.Made badge = made(TestDesk.SECOND);
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  static Badge.Made made(UUID staff) {
    return Badge.make(staff, PIN.toCharArray(), PasswordHash.Cost.TINY, new SecureRandom());
  }

  /// As the district hands it to the machines of the agency.
  static CaseRecord record(UUID staff, Badge.Made badge) {
    return CaseRecord.of(
        RecordType.BADGE,
        RECORD,
        CaseRecord.AGENCY + TestDesk.AGENCY,
        null,
        Map.of(
            "staff", staff.toString(),
            "number", badge.sealed().number(),
            "publicKey", badge.sealed().publicKey(),
            "sealed", badge.sealed().sealed()));
  }

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    at.receive(record(TestDesk.SECOND, badge));
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

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  private void sign(String code, String pin) {
    model.partner().byBadge(code, pin.toCharArray());
  }

  private String said() {
    return model.hindrances.isEmpty() ? "" : model.hindrances.getFirst().key();
  }

  private void upToTheSeal() throws Exception {
    tell.table(4);
    at.pass(Duration.ofMinutes(25));
    tell.household(4);
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

  @Test
  void theSealIsSignedByTheBadgeAndSaysSo() throws Exception {
    upToTheSeal();
    sign(badge.code(), PIN);
    assertTrue(model.proven.get(), () -> model.hindrances.toString());
    tell.door().sign("R09").sign("R10");
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances + model.trouble.get());
    assertTrue(model.sealed.get().secondUntil().isEmpty(), "nothing waits");
    assertTrue(model.sealed.get().wentOn());
    at.restart();
    CaseRecord visit = file().finishedVisit().orElseThrow();
    assertEquals(badge.sealed().number(), visit.text("badge"));
    String[] words = visit.text("signatureB").split(" ", -1);
    String seal = visit.text("sealHash");
    Instant proven = Instant.parse(words[1]);
    byte[] asBadge = SealText.of(SealText.Place.BADGE, TestDesk.SECOND, seal, proven);
    assertTrue(Signatures.verify(badge.sealed().publicKey(), asBadge, words[0]));
    byte[] asSignIn = SealText.of(SealText.Place.B, TestDesk.SECOND, seal, proven);
    assertFalse(Signatures.verify(badge.sealed().publicKey(), asSignIn, words[0]));
    Manifest manifest =
        Messages.read(at.store().files().bytes(visit.text("manifest")), Manifest.class);
    var keys = Objects.requireNonNull(manifest.around()).keys();
    assertEquals(List.of("A", "BADGE", "DEVICE"), List.copyOf(keys.keySet()));
    assertEquals(badge.sealed().publicKey(), keys.get("BADGE"));
    EvidenceCheck.Result result = check(visit);
    assertEquals(List.of(), result.differences());
    assertEquals(visit.text("badge"), Badge.number(result.keys().get("BADGE")));
  }

  @Test
  void theKeyIsGoneWhenTheVisitIsOpenedByAnotherProgram() throws Exception {
    upToTheSeal();
    sign(badge.code(), PIN);
    assertTrue(model.proven.get());
    model.leave();
    at.restart();
    begin();
    assertFalse(model.proven.get());
    model.finish();
    assertTrue(model.hindrances.stream().anyMatch(m -> m.key().equals("visit.finish.second")));
  }

  @Test
  void wrongPinsAreCountedAcrossRestartsAndTheLockIsToldWithWhatToDo() throws Exception {
    for (int i = 0; i < 5; i++) {
      char[] wrong = "806194".toCharArray();
      model.partner().byBadge(badge.code(), wrong);
      assertArrayEquals(new char[6], wrong);
      assertEquals(i < 4 ? "visit.badge.wrong" : "visit.badge.locked", said());
      at.pass(Duration.ofMinutes(2));
      if (i == 2) {
        model.leave();
        at.restart();
        begin();
      }
    }
    assertFalse(model.partner().locked.get().isEmpty(), "what is read to the helpdesk");
    sign(badge.code(), PIN);
    assertEquals("visit.badge.locked", said());
    assertFalse(model.proven.get());
    model.partner().unlock("22222-22222");
    assertEquals("visit.badge.unlock.WRONG", said());
    model.partner().unlock("2222");
    assertEquals("visit.badge.unlock.MISHEARD", said());
    model.partner().later();
    assertTrue(model.partner().may(), "signing on another machine is not affected");
  }

  @Test
  void nothingIsTriedWithoutTheRightBadge() throws Exception {
    sign("RB1", PIN);
    assertEquals("visit.badge.code.not", said());
    sign(made(TestDesk.SECOND).code(), PIN);
    assertEquals("visit.badge.other", said());
    sign(badge.code(), "806194");
    assertEquals(List.of(4), model.hindrances.getFirst().args(), "neither counted");
    at.receive(record(TestDesk.REVIEWER, badge));
    sign(badge.code(), PIN);
    assertEquals("visit.badge.none", said(), "another person's opens nothing for him");
    assertFalse(model.proven.get());
  }

  /// A gun that ends with two Enters, or types twice: nobody tried a PIN.
  @Test
  void whatNobodyTypedAsAPinIsNotCounted() {
    for (String typed : List.of("", "80619", "8061948061940", "80619x", badge.code())) {
      char[] pin = typed.toCharArray();
      model.partner().byBadge(badge.code(), pin);
      assertArrayEquals(new char[typed.length()], pin);
      assertEquals("visit.badge.shape", said(), typed);
    }
    sign(badge.code(), "806194");
    assertEquals(List.of(4), model.hindrances.getFirst().args(), "the first that counts");
    sign(badge.code(), PIN);
    assertTrue(model.proven.get());
  }

  /// Whoever has the machine, and the paper, and not the password of who works on it.
  @Test
  void whatAPinOpensLiesSealedUnderThePasswordOfWhoeverWorksHere() throws Exception {
    sign(badge.code(), "806194");
    String envelope = badge.sealed().sealed().split(" ", -1)[3];
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String part :
            List.of(envelope, badge.sealed().publicKey(), badge.code().substring(11, 43)))
          assertFalse(text.contains(part), () -> file + " holds a part of a badge");
      }
    }
  }

  /// Gives what was asked for back only after something else happened at the window.
  private static final class Late implements Background {
    private final Background inline = Background.inline();
    Runnable before = () -> {};

    @Override
    public <T> Job run(
        Duration deadline,
        Callable<T> work,
        Consumer<? super T> then,
        Consumer<? super Throwable> failed) {
      return inline.run(
          deadline,
          work,
          made -> {
            Runnable first = before;
            before = () -> {};
            first.run();
            then.accept(made);
          },
          failed);
    }

    @Override
    public Job after(Duration delay, Runnable act) {
      return inline.after(delay, act);
    }

    @Override
    public Job every(Duration period, Runnable act) {
      return inline.every(period, act);
    }

    @Override
    public void window(Runnable act) {
      inline.window(act);
    }
  }

  /// The pair went on to another visit while a PIN was tried.
  @Test
  void whatComesAfterAVisitWasLeftTouchesNoOther() {
    model.leave();
    var late = new Late();
    var next =
        new VisitViewModel(
            at.desk(), late, VisitForms.builtIn(), FieldMachine.of(at.machineInUse()));
    next.open(Household.ASSIGNMENT);
    late.before = next::leave;
    next.partner().byBadge(badge.code(), "806194".toCharArray());
    assertEquals(List.of(), next.hindrances, "said to nobody");
    next.open(Household.ASSIGNMENT);
    late.before = next::leave;
    next.partner().byBadge(badge.code(), PIN.toCharArray());
    assertFalse(next.proven.get(), "whoever comes next is not proven by it");
    assertFalse(next.busy.get());
    next.open(Household.ASSIGNMENT);
    assertNotNull(next.visit.get());
    assertFalse(next.proven.get());
    for (int i = 0; i < 5; i++) {
      late.before = i < 4 ? () -> {} : next::leave;
      next.partner().byBadge(badge.code(), "806194".toCharArray());
      at.pass(Duration.ofMinutes(2));
    }
    assertEquals("", next.partner().locked.get(), "of the visit that was left");
    next.open(Household.ASSIGNMENT);
    late.before = next::leave;
    next.partner().lookAtBadge();
    assertEquals("", next.partner().locked.get());
    next.open(Household.ASSIGNMENT);
    next.partner().lookAtBadge();
    assertFalse(next.partner().locked.get().isEmpty(), "of the visit in hand");
    next.leave();
  }

  /// The look at what is missing before they leave.
  @Test
  void aPartnerWithABadgeHereIsNotMissing() throws Exception {
    assertEquals(List.of(), strangers());
    for (int i = 0; i < 5; i++) {
      assertEquals(List.of(), strangers(), "a wrong PIN is not the end");
      sign(badge.code(), "806194");
      at.pass(Duration.ofMinutes(2));
    }
    assertEquals(1, strangers().size(), "locked here: the helpdesk is called before they leave");
    at.remove(record(TestDesk.SECOND, badge));
    assertEquals(1, strangers().size());
  }

  private List<String> strangers() {
    var day =
        new MyDayViewModel(
            at.desk(), background, VisitForms.builtIn(), FieldMachine.of(at.machineInUse()));
    day.refresh();
    return day.readiness.get().orElseThrow().partnersUnknown();
  }

  @Test
  void aRevokedBadgeIsGoneFromTheMachine() throws Exception {
    at.remove(record(TestDesk.SECOND, badge));
    sign(badge.code(), PIN);
    assertEquals("visit.badge.none", said());
    model.partner().later();
    assertTrue(model.partner().may());
  }
}
