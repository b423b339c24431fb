package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Attempts;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Problem;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.CardField;
import cn.ruhu.device.idcard.CardText;
import cn.ruhu.device.idcard.CardType;
import cn.ruhu.device.idcard.CardValue;
import cn.ruhu.device.idcard.TransportOpener;
import cn.ruhu.device.place.Place;
import cn.ruhu.device.place.PlaceReceiver;
import cn.ruhu.device.place.emulator.NmeaEmulator;
import cn.ruhu.device.place.emulator.PlaceFault;
import cn.ruhu.device.place.emulator.Sky;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The attempt itself: place, clock, who opened, what the street must hear; whatever goes wrong,
/// the visit goes on and nothing of it is lost.
@Timeout(180)
class DoorTest {
  private static final VisitForms FORMS = VisitForms.builtIn();
  private static final char[] SECRET = "battery staple".toCharArray();
  private static final double LATITUDE = 39.959510;
  private static final double LONGITUDE = 116.298580;

  @TempDir Path home;
  @TempDir Path pictures;
  private final InlineBackground background = Background.inline();
  private TestDesk at;
  private VisitViewModel model;
  private DoorModel door;
  private Teller tell;
  private FieldPlace receiver = FieldPlace.NONE;

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
    sit();
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private void sit() {
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), background, FORMS, machine);
    door = new DoorModel(at.desk(), background, receiver);
    model.visit.subscribe(door::show);
    tell = new Teller(model, pictures);
  }

  private CaseFile file() {
    return at.desk().caseFile(Household.CASE);
  }

  private CaseRecord sealed() {
    assertNotNull(model.sealed.get(), () -> model.hindrances.toString());
    CaseRecord visit = at.desk().store().record(model.sealed.get().visit()).orElseThrow();
    List<Problem> problems =
        Schema.check(visit, at.desk().today()).stream().filter(Problem::refuses).toList();
    assertEquals(List.of(), problems, "the district takes it");
    return visit;
  }

  private static String key(Message message) {
    return java.util.Objects.requireNonNull(message).key();
  }

  private void refused() {
    tell.answer("V09D", "20").answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
  }

  // ---- the place

  /// A real receiver behind real bytes; the end of the waiting is counted in looks at the clock.
  private FieldPlace receiver(NmeaEmulator emulator) {
    var looks = new AtomicLong();
    var time = new DeviceTime(at.clock(), () -> looks.addAndGet(200) * 1_000_000);
    return new FieldPlace() {
      @Override
      public boolean here() {
        return true;
      }

      @Override
      public Place find(BooleanSupplier cancelled) {
        return new PlaceReceiver(emulator.address(), TransportOpener.real(), time)
            .find(PlaceReceiver.LIMIT, cancelled);
      }
    };
  }

  private NmeaEmulator emulator(double latitude, PlaceFault fault, Instant sky) throws Exception {
    return NmeaEmulator.listen(
        new Sky(latitude, LONGITUDE, sky, fault),
        5,
        task -> Thread.ofPlatform().daemon().name("test-receiver").start(task));
  }

  private void with(double latitude, PlaceFault fault, Instant sky) throws Exception {
    try (var emulator = emulator(latitude, fault, sky)) {
      receiver = receiver(emulator);
      model.leave();
      begin();
      door.find();
    }
  }

  @Test
  void theReceiversPlaceIsAnsweredAndSealed() throws Exception {
    with(LATITUDE, PlaceFault.NONE, at.clock().instant());
    assertEquals(DoorModel.Stand.FOUND, door.stand.get());
    assertEquals("visit.door.place.found", key(door.placeWords.get()));
    refused();
    model.finish();
    CaseRecord visit = sealed();
    assertEquals("RECEIVER", visit.text("placeWay"));
    assertTrue(
        visit.text("place").matches("39\\.959\\d+ 116\\.298\\d+ 0(\\.0)? 6(\\.0)?"),
        visit.text("place"));
    assertNull(door.clockWords.get());
  }

  @Test
  void aReceiverThatJumpsTenKilometresIsNotBelievedAndTheVisitGoesOn() throws Exception {
    with(LATITUDE, PlaceFault.JUMP, at.clock().instant());
    assertEquals(DoorModel.Stand.NONE, door.stand.get());
    assertEquals("visit.door.place.jumped", key(door.placeWords.get()));
    door.without("1", false);
    refused();
    model.finish();
    CaseRecord visit = sealed();
    assertEquals("NONE", visit.text("placeWay"));
    assertEquals("1", visit.text("placeReason"));
  }

  @Test
  void aPlaceTenKilometresFromTheLastVisitIsAskedAbout() throws Exception {
    with(LATITUDE, PlaceFault.NONE, at.clock().instant());
    refused();
    model.finish();
    sealed();
    with(LATITUDE + 10_000 / 111_195.0, PlaceFault.NONE, at.clock().instant());
    assertEquals("visit.door.place.far", key(door.placeWords.get()));
    refused();
    model.finish();
    assertEquals("RECEIVER", sealed().text("placeWay"));
  }

  @Test
  void withoutAReceiverTheDayRemembersIt() throws Exception {
    door.without("2", true);
    refused();
    model.finish();
    assertEquals("2", sealed().text("placeReason"));
    model.leave();
    model.open(Household.ASSIGNMENT);
    assertEquals(DoorModel.Stand.OFF, door.stand.get());
    assertEquals("2", model.visit.get().value("V05"));
    model.leave();
    at.pass(Duration.ofDays(1));
    refusedToday();
    assertEquals(DoorModel.Stand.OPEN, door.stand.get(), "the next day it is asked again");
  }

  /// A receiver that never has a place; remembers what each search was told.
  private static FieldPlace patient(List<BooleanSupplier> searches) {
    return new FieldPlace() {
      @Override
      public boolean here() {
        return true;
      }

      @Override
      public Place find(BooleanSupplier cancelled) {
        searches.add(cancelled);
        return new Place.None(Place.Why.CANCELLED, 0, 0);
      }
    };
  }

  @Test
  void whoeverStopsWaitingIsNotToldAgainThatThereIsNoPlace() {
    var late = new LateBackground();
    door = new DoorModel(at.desk(), late, patient(new ArrayList<>()));
    door.show(model.visit.get());
    late.settle();
    door.find();
    assertEquals(DoorModel.Stand.ASKING, door.stand.get());
    door.without("1", false);
    late.settle();
    assertEquals(DoorModel.Stand.OFF, door.stand.get());
    assertEquals("1", model.visit.get().value("V05"));
  }

  @Test
  void theNextSearchDoesNotReviveTheOneBefore() {
    var late = new LateBackground();
    var searches = new ArrayList<BooleanSupplier>();
    door = new DoorModel(at.desk(), late, patient(searches));
    door.show(model.visit.get());
    late.settle();
    door.find();
    door.show(null);
    door.show(model.visit.get());
    door.find();
    assertEquals(
        List.of(true, false), searches.stream().map(BooleanSupplier::getAsBoolean).toList());
    late.ends.removeFirst().run();
    assertEquals(DoorModel.Stand.ASKING, door.stand.get(), "the answer of the search before");
  }

  private void refusedToday() {
    model.open(Household.ASSIGNMENT);
    refused();
    model.finish();
    sealed();
    model.leave();
    model.open(Household.ASSIGNMENT);
  }

  @Test
  void aPictureOfTheDoorPlateStandsForThePlaceWhetherTheDoorOpensOrNot() throws Exception {
    tell.photo("V12");
    assertTrue(Door.hasPlate(model.visit.get()));
    VisitViewModelTest.partner(at, SECRET);
    tell.table(4);
    at.pass(Duration.ofMinutes(25));
    tell.household(4);
    model.prove(SECRET.clone());
    tell.door().sign("R09").sign("R10");
    model.finish();
    CaseRecord visit = sealed();
    assertEquals("DOOR_PHOTO", visit.text("placeWay"));
    assertTrue(visit.text("place").startsWith("sha256-"));
    assertTrue(
        file().pages().stream().anyMatch(p -> p.text("path").equals("V12")), "its page is filed");
  }

  @Test
  void aPlatePhotographedBeforeARefusalIsTheFormsAnswer() throws Exception {
    tell.photo("V12");
    refused();
    model.finish();
    assertEquals("DOOR_PHOTO", sealed().text("placeWay"));
    assertEquals(
        1, file().pages().stream().filter(p -> p.text("path").equals("V12")).count(), "once");
  }

  // ---- the clock

  @Test
  void aClockSetBackAYearIsToldNotedAndLosesNothing() throws Exception {
    tell.answer("V09D", "20");
    at.pass(Duration.ofMinutes(5));
    tell.answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
    at.pass(Duration.ofDays(-365));
    tell.answer("V08", "1");
    assertEquals("visit.door.clock.back", key(door.clockWords.get()));
    assertEquals("20", tell.question("V09D").value());
    model.finish();
    CaseRecord visit = sealed();
    long back = Long.parseLong(visit.text("clockBack"));
    assertTrue(Math.abs(back - Duration.ofDays(365).toSeconds()) <= 300, "" + back);
    assertTrue(
        cn.ruhu.casefile.flags.Flags.of(file(), at.desk().today()).stream()
            .anyMatch(f -> f.rule() == cn.ruhu.casefile.flags.XRule.X23),
        "the supervisor sees that the order of times is broken");
  }

  @Test
  void theSatellitesKnowBetterThanTheClock() throws Exception {
    with(LATITUDE, PlaceFault.NONE, at.clock().instant().plus(Duration.ofDays(365)));
    assertEquals("visit.door.clock.behind", key(door.clockWords.get()));
    refused();
    model.finish();
    assertTrue(Long.parseLong(sealed().text("clockAhead")) < -Duration.ofDays(364).toSeconds());
  }

  // ---- who opened, who it is

  private static CardText card(String name, String number, String birth) {
    return new CardText(
        CardType.RESIDENT,
        ' ',
        Map.of(
            CardField.NAME, new CardValue(name, "", List.of()),
            CardField.NUMBER, new CardValue(number, "", List.of()),
            CardField.BIRTH, new CardValue(birth, "", List.of())));
  }

  @Test
  void aCardSaysWhoItIsAndLeavesNothingBehind() {
    door.outcome("1");
    door.card(card("李秀兰", "110108197811230028", "19781123"));
    assertEquals("visit.door.card.MATCH", key(door.cardWords.get()));
    assertEquals("1", tell.question("V18").value());
    assertEquals(Household.member(2).toString(), tell.question("V15M").value());
    door.card(card("某某某", "110199195203070013", "19520307"));
    assertEquals("visit.door.card.MISMATCH", key(door.cardWords.get()));
    assertFalse(
        model.visit.get().draft.notes("").values().stream().anyMatch(v -> v.contains("110199")));
  }

  @Test
  void whoOpenedAndWhatWasAgreedStandsInTheRecord() {
    door.opened("4");
    tell.answer("V09D", "32").answer("V10", "电话里说住院了，约好后天上午再来。");
    tell.answer("V11", "2026-11-25T09:00:00+08:00");
    model.finish();
    CaseRecord visit = sealed();
    assertEquals("4", visit.text("openedBy"));
    assertFalse(visit.text("nextAt").isEmpty());
  }

  // ---- what to do at this door

  @Test
  void theSecondTimeNobodyIsAtHomeTheSlipIsAskedFor() {
    door.outcome("30");
    assertEquals(List.of(), door.advice);
    tell.answer("V10", "敲门多次无人应答，邻居称不清楚去向。");
    model.finish();
    sealed();
    model.leave();
    at.pass(Duration.ofDays(1));
    model.open(Household.ASSIGNMENT);
    door.outcome("30");
    assertTrue(door.advice.contains(Attempts.Advice.LEAVE_NOTICE), door.advice.toString());
    assertTrue(door.advice.contains(Attempts.Advice.TAKE_COMPANION), door.advice.toString());
  }

  // ---- what the street must hear today

  private List<CaseRecord> alerts() {
    return file().gateFacts(GateKind.SAME_DAY_ALERT);
  }

  @Test
  void dangerIsReportedAtOnceAndNotTwice() throws Exception {
    at.receive(
        TestDesk.staff(TestDesk.REVIEWER, "何志强", Role.STREET_REVIEWER)
            .with("phone", "010-62000000"));
    model.leave();
    model.open(Household.ASSIGNMENT);
    tell.answer("V09D", "60").answer("V10", "屋内有人持刀，已退出并报警，约定改日再来。");
    assertEquals(List.of(VisitAlerts.Sign.BROKEN_OFF), door.alarm);
    assertEquals("010-62000000", door.phones.getFirst().phone());
    door.told("何志强，已让社区民警过去");
    assertEquals(List.of(), door.alarm);
    assertEquals("何志强，已让社区民警过去", alerts().getFirst().text("reason"));
    assertEquals("BROKEN_OFF", alerts().getFirst().text("value"));
    model.finish();
    sealed();
    assertEquals(1, alerts().size());
  }

  @Test
  void whatNobodyReportedGoesWithTheSeal() {
    tell.answer("V09D", "60").answer("V10", "屋内有人持刀，已退出并报警，约定改日再来。");
    model.finish();
    sealed();
    assertEquals("", alerts().getFirst().text("reason"));
  }

  @Test
  void anUrgentNeedIsSeenWhileTheSurveyIsMade() throws Exception {
    tell.table(4).answer("K03", "true");
    assertEquals(List.of(VisitAlerts.Sign.URGENT_NEED), door.alarm);
  }
}
