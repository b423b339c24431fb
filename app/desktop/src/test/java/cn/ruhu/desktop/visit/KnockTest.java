package cn.ruhu.desktop.visit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.device.idcard.CardField;
import cn.ruhu.device.idcard.CardText;
import cn.ruhu.device.idcard.CardType;
import cn.ruhu.device.idcard.CardValue;
import cn.ruhu.wire.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an attempt is called when it was opened beforehand, broken off, or timed by a clock that is
/// wrong.
class KnockTest {
  private static final String WHY = "敲门多次无人应答，邻居称不清楚去向。";

  @TempDir Path home;
  @TempDir Path pictures;
  private final InlineBackground background = Background.inline();
  private TestDesk at;
  private VisitViewModel model;
  private DoorModel door;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    sit();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void sit() {
    model =
        new VisitViewModel(
            at.desk(), background, VisitForms.builtIn(), FieldMachine.of(at.machineInUse()));
    door = new DoorModel(at.desk(), background, FieldPlace.NONE);
    model.visit.subscribe(door::show);
    tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  private CaseRecord sealed() {
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances.toString());
    return file().record(model.sealed.get().visit()).orElseThrow();
  }

  @Test
  void anAttemptBeginsAtTheDoorAndNotWhenItsCardWasOpened() throws Exception {
    Instant opened = at.desk().now();
    at.pass(Duration.ofHours(13));
    at.restart();
    sit();
    Instant knocked = at.desk().now();
    tell.answer("V09D", "30");
    at.pass(Duration.ofMinutes(6));
    tell.answer("V10", WHY);
    assertEquals(knocked, OffsetDateTime.parse(tell.question("V03").value()).toInstant());
    at.restart();
    sit();
    assertEquals(knocked, OffsetDateTime.parse(tell.question("V03").value()).toInstant());
    CaseRecord visit = sealed();
    assertEquals(knocked.toString(), visit.text("startedAt"));
    assertEquals("360", visit.text("durationSeconds"));
    Manifest manifest =
        Messages.read(at.store().files().bytes(visit.text("manifest")), Manifest.class);
    assertEquals(knocked, manifest.startedAt());
    assertTrue(opened.isBefore(knocked));
  }

  @Test
  void whatWasTappedInTheEveningIsNotTheKnockOfTheMorning() throws Exception {
    tell.answer("V09D", "30");
    at.pass(Duration.ofHours(13));
    Instant knocked = at.desk().now();
    tell.answer("V09D", "1");
    at.pass(Duration.ofMinutes(10));
    tell.answer("V09D", "22").answer("V10", "调查到一半户主要求停止，已退出。");
    assertEquals(knocked.toString(), sealed().text("startedAt"), "inside is not another knock");
  }

  @Test
  void aClockSetBackAfterTheLastAnswerIsNotedWithTheSeal() throws Exception {
    tell.answer("V09D", "30").answer("V10", WHY);
    at.pass(Duration.ofDays(-2));
    long back = Long.parseLong("0" + sealed().text("clockBack"));
    assertTrue(back >= Duration.ofDays(2).toSeconds() - 60, "" + back);
  }

  private static CardText card(String name, String number, String birth) {
    return new CardText(
        CardType.RESIDENT,
        ' ',
        Map.of(
            CardField.NAME, new CardValue(name, "", List.of()),
            CardField.NUMBER, new CardValue(number, "", List.of()),
            CardField.BIRTH, new CardValue(birth, "", List.of())));
  }

  private static String key(cn.ruhu.desktop.kit.Message words) {
    return java.util.Objects.requireNonNull(words).key();
  }

  @Test
  void aCardLaidBeforeTheDoorIsNotedAndAnswersOnceInside() {
    door.card(card("李秀兰", "110108197811230028", "19781123"));
    assertEquals("visit.door.card.MATCH", key(door.cardWords.get()));
    door.outcome("1");
    assertEquals("1", tell.question("V18").value());
    assertEquals(Household.member(2).toString(), tell.question("V15M").value());
    door.card(card("某某某", "110199195203070013", "19520307"));
    assertEquals("visit.door.card.MISMATCH", key(door.cardWords.get()), "said of that card");
    assertEquals("MATCH", Door.card(model.visit.get()), "who was recognised stays so");
  }

  @Test
  void whoHasNobodyToCareAndAChildOutOfSchoolAreTheStreetsToday() throws Exception {
    tell.table(4);
    tell.answer("D13" + Household.at(2), "1 2").answer("D14" + Household.at(2), "0");
    assertEquals(List.of(VisitAlerts.Sign.NO_CARE), List.copyOf(door.alarm));
    tell.answer("S01" + Household.at(3), "0");
    assertEquals(
        List.of("NO_CARE", "NOT_IN_SCHOOL"),
        door.alarm.stream().map(VisitAlerts.Sign::name).toList());
  }

  @Test
  void whatWasTakenInsideIsSealedWhenTheVisitIsBrokenOff() throws Exception {
    tell.answer("V09D", "1").photo("H20").photo("H20").photo("H20");
    tell.answer("H01", "2").answer("H02", "北下关街道大慧寺社区12号院3号楼2单元502室");
    tell.answer("V09D", "60").answer("V10", "屋内有人持刀，已退出并报警，约定改日再来。");
    CaseRecord visit = sealed();
    Manifest manifest =
        Messages.read(at.store().files().bytes(visit.text("manifest")), Manifest.class);
    assertEquals(
        List.of("broken-off/H20/1", "broken-off/H20/2", "broken-off/H20/3"),
        manifest.entries().stream()
            .map(Manifest.Entry::name)
            .filter(n -> n.contains("H20"))
            .sorted()
            .toList());
    assertEquals(
        3, file().pages().stream().filter(p -> p.text("path").equals("H20")).count(), "filed");
    assertFalse(file().answers(visit.id()).byPath().containsKey("H01"), "no answer of the visit");
    var answers = new String(at.store().files().bytes(visit.text("answers")), UTF_8);
    assertTrue(answers.contains("3号楼2单元502室"), "what was said inside is sealed as it stood");
  }

  @Test
  void oneOfTwoWantedPicturesIsSealedToo() throws Exception {
    tell.answer("V09D", "1").photo("H20");
    tell.answer("V09D", "22").answer("V10", "调查到一半户主要求停止，已退出。");
    sealed();
    assertEquals(1, file().pages().stream().filter(p -> p.text("path").equals("H20")).count());
  }
}
