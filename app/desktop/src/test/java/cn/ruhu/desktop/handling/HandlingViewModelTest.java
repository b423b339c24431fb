package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.StepClock;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.review.CaseScenario;
import cn.ruhu.desktop.work.Desk;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the opinion to the filed decision on real stores: each person at a machine of their own,
/// the district carrying what they wrote to the next.
class HandlingViewModelTest {
  private static final Map<Role, UUID> PEOPLE =
      Map.of(
          Role.WINDOW_CLERK, TestDesk.CLERK,
          Role.STREET_REVIEWER, TestDesk.REVIEWER,
          Role.STREET_CHIEF, new UUID(9, 11),
          Role.DISTRICT_REVIEWER, new UUID(9, 12),
          Role.DISTRICT_INSPECTOR, new UUID(9, 13));

  @TempDir private Path home;
  private final Map<Role, TestDesk> desks = new EnumMap<>(Role.class);
  private final Map<Role, HandlingViewModel> models = new EnumMap<>(Role.class);
  private Instant now = Instant.parse("2026-11-23T01:30:00Z");
  private Path photo;
  private int turn;
  private boolean standards = true;
  private UUID id;
  private List<CaseRecord> records = List.of();
  private List<String> files = List.of();

  @BeforeEach
  void aPhoto() throws Exception {
    photo = home.resolve("notice.png");
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
  }

  @AfterEach
  void close() throws Exception {
    for (TestDesk d : desks.values()) d.close();
  }

  private void household(LocalDate start, String schemes) {
    CaseScenario scene =
        new CaseScenario(31, start)
            .schemes(schemes)
            .alone("赵德福", "1951-02-03", "皂君庙甲7号院2号楼104室")
            .accepted()
            .quietVisit();
    id = scene.id;
    records =
        List.of(scene.records()).stream().filter(r -> r.type() != RecordType.STANDARD).toList();
    files = scene.files();
    now =
        start.plusDays(10).atTime(9, 30).atZone(cn.ruhu.casefile.process.Process.ZONE).toInstant();
  }

  /// A person sits down at a fresh machine: everything written so far has come down, and it is now.
  private HandlingViewModel sits(Role role) throws Exception {
    if (desks.containsKey(role)) desks.get(role).close();
    TestDesk desk =
        TestDesk.open(
            home.resolve(role.name() + turn++), PEOPLE.get(role), "人" + role.ordinal(), role);
    desks.put(role, desk);
    models.put(role, new HandlingViewModel(desk.desk(), Background.inline()));
    desk.pass(Duration.between(desk.desk().now(), now));
    desk.receive(files, records.toArray(CaseRecord[]::new));
    if (standards) desk.receive(CaseScenario.standard());
    HandlingViewModel model = models.get(role);
    model.refresh();
    return model;
  }

  /// What was written there is the district's now.
  private void leaves(Role role) {
    CaseFile file = desks.get(role).desk().caseFile(id);
    records = file.records().stream().filter(r -> r.type() != RecordType.STANDARD).toList();
    var all = new ArrayList<>(files);
    file.pages().forEach(p -> all.add(p.text("file")));
    files = all.stream().distinct().toList();
    now = now.plusSeconds(600);
  }

  private List<String> does(Role role, Deed deed, Map<String, String> values) throws Exception {
    HandlingViewModel model = sits(role);
    assertTrue(
        model.selected.get().offers().stream()
            .anyMatch(o -> o.deed() == deed && o.blocked().isEmpty()),
        () -> role + " is offered " + model.selected.get().offers());
    var filled = new TreeMap<>(values);
    var photos = new TreeMap<String, Path>();
    for (Ask a : model.asks(deed)) {
      if (a.kind() == Ask.Kind.PHOTO) photos.put(a.key(), photo);
      else if (!a.preset().isEmpty()) filled.putIfAbsent(a.key(), a.preset());
    }
    model.perform(deed, filled, photos, () -> {});
    leaves(role);
    return model.hindrances.stream().map(m -> m.key()).toList();
  }

  private void done(Role role, Deed deed, Map<String, String> values) throws Exception {
    assertEquals(List.of(), does(role, deed, values));
  }

  private boolean offered(Role role, Deed deed) throws Exception {
    HandlingViewModel model = sits(role);
    return model.selected.get() != null
        && model.selected.get().offers().stream()
            .anyMatch(o -> o.deed() == deed && o.blocked().isEmpty());
  }

  private void judged(Role role, Act act, Map<String, Boolean> schemes) throws Exception {
    Outcome outcome = judges(sits(role).desk(), act, schemes);
    assertTrue(outcome instanceof Performed, outcome::toString);
    leaves(role);
  }

  private Outcome judges(Desk desk, Act act, Map<String, Boolean> schemes) throws Exception {
    var made = new ArrayList<CaseRecord>();
    schemes.forEach((scheme, yes) -> {
      boolean opinion = act == Act.OPINION;
      CaseRecord r =
          CaseRecord.of(
                  opinion ? RecordType.OPINION : RecordType.DECISION,
                  desk.newId(),
                  TestDesk.STREET,
                  id,
                  Map.of(
                      "application", id.toString(),
                      "scheme", scheme,
                      "by", desk.actor().staff().toString(),
                      "at", desk.now().toString()))
              .with("reasonText", yes ? "家庭人均收入低于标准" : "家庭人均收入高于标准")
              .with("reasonCode", yes ? "" : "R01");
      if (opinion)
        r = r.with("positive", Boolean.toString(yes)).with("reviewClass", yes ? "A" : "");
      else
        r =
            r.with("outcome", yes ? "APPROVED" : "REJECTED")
                .with("startMonth", yes ? "2027-01" : "");
      made.add(r);
    });
    return desk.act(id, act, ActInput.because("已核实").carrying(made));
  }

  private String stage() {
    return records.stream()
        .filter(r -> r.type() == RecordType.APPLICATION)
        .findFirst()
        .orElseThrow()
        .text("stage");
  }

  private void days(int n) {
    now = now.plus(Duration.ofDays(n));
  }

  private void noticeHangsAndEnds() throws Exception {
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "皂君庙社区公开栏"));
    assertEquals("PUBLICITY", stage());
    days(6);
    assertFalse(offered(Role.WINDOW_CLERK, Deed.NOTICE_END), "it hangs its seven days");
    days(2);
    done(Role.WINDOW_CLERK, Deed.NOTICE_END, Map.of());
  }

  @Test
  void entrustedStreetDecidesAMixedOutcomeAndTheDistrictFilesIt() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB,DS");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", false, "DS", true));
    noticeHangsAndEnds();
    assertEquals("STREET_CONFIRM", stage());
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", false, "DS", true));
    assertEquals("APPROVED", stage());
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N05:DS", "number", "北救准字〔2026〕1号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N05:DS"));
    assertEquals("APPROVED", stage(), "the refusal letter is still owed");
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N06:DB", "number", "北救不准字〔2026〕1号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N06:DB"));
    assertEquals("IN_BENEFIT", stage());
    done(Role.DISTRICT_REVIEWER, Deed.FILED, Map.of("number", "海备〔2026〕8号"));
    assertFalse(offered(Role.DISTRICT_REVIEWER, Deed.FILED));
  }

  @Test
  void theDistrictDrawsChecksPostsAndDecidesUnderTheRulesOf2012() throws Exception {
    household(LocalDate.of(2018, 3, 5), "DB");
    done(Role.STREET_REVIEWER, Deed.APPRAISE, Map.of());
    done(Role.STREET_REVIEWER, Deed.APPRAISED, Map.of("conclusion", "1"));
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    noticeHangsAndEnds();
    assertEquals("REPORTED", stage());
    assertFalse(offered(Role.DISTRICT_REVIEWER, Deed.TAKE), "before the draw nobody is taken");
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    assertEquals(1, district.batches.size());
    assertEquals(1, district.batches.getFirst().quota());
    district.draw(district.batches.getFirst(), "福彩3D 2018033 期 417", "月末集中抽签");
    leaves(Role.DISTRICT_REVIEWER);
    assertEquals(0, sits(Role.DISTRICT_REVIEWER).batches.size());
    done(Role.DISTRICT_REVIEWER, Deed.TAKE, Map.of());
    assertEquals("SPOT_CHECK", stage(), "the only case of the batch is drawn");
    HandlingViewModel inspector = sits(Role.DISTRICT_INSPECTOR);
    String item =
        inspector.asks(Deed.SPOT_CHECK).stream()
            .map(Ask::key)
            .filter(k -> k.startsWith("item:"))
            .findFirst()
            .orElseThrow();
    done(
        Role.DISTRICT_INSPECTOR,
        Deed.SPOT_CHECK,
        Map.of("second", "徐慧敏", item, "120000", "reason", "现场核对存折"));
    CaseRecord fact = fact(GateKind.SPOT_CHECK_DONE);
    SpotCheck check = SpotCheck.read(fact.text("value"));
    assertEquals(0, check.same());
    assertEquals(
        List.of(SpotCheck.Agreement.APART),
        check.lines().stream().map(SpotCheck.Line::agreement).toList());
    assertEquals("DISTRICT_REVIEW", stage());
    done(Role.DISTRICT_REVIEWER, Deed.POST_DISTRICT, Map.of("place", "区民政局网站"));
    days(8);
    done(Role.WINDOW_CLERK, Deed.NOTICE_END, Map.of());
    assertEquals("DISTRICT_REVIEW", stage());
    judged(Role.DISTRICT_REVIEWER, Act.DECIDE, Map.of("DB", true));
    assertEquals("APPROVED", stage());
  }

  private CaseRecord fact(GateKind kind) {
    return records.stream()
        .filter(r -> r.text("kind").equals(kind.name()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anOpenComplaintStopsTheDecisionUntilItIsAnswered() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    noticeHangsAndEnds();
    done(Role.WINDOW_CLERK, Deed.COMPLAINT, Map.of("source", "12345", "reason", "反映其有房屋出租"));
    var chief = sits(Role.STREET_CHIEF).desk();
    var refused =
        chief.check(id, Act.DECIDE, ActInput.because("同意").carrying(List.of())).toString();
    assertTrue(refused.contains("COMPLAINT_OPEN") || refused.contains("DECISION_MISSING"));
    String complaint =
        sits(Role.STREET_REVIEWER)
            .asks(Deed.COMPLAINT_CLOSE)
            .getFirst()
            .choices()
            .getFirst()
            .code();
    done(
        Role.STREET_REVIEWER,
        Deed.COMPLAINT_CLOSE,
        Map.of("complaint", complaint, "reason", "经入户核查不属实"));
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    assertEquals("APPROVED", stage());
  }

  @Test
  void anObjectionIsAnsweredWithTheOpinionGivenAnew() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    done(Role.WINDOW_CLERK, Deed.OBJECT, Map.of("who", "李某", "reason", "称其子女有能力赡养"));
    assertEquals("OBJECTION", stage());
    done(Role.STREET_REVIEWER, Deed.SETTLE, Map.of("reason", "已核实，子女同为低保"));
    assertEquals("STREET_CONFIRM", stage());
    assertEquals(2, records.stream().filter(r -> r.type() == RecordType.OPINION).count());
  }

  @Test
  void allRefusedNeedsNoNotice() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", false));
    assertFalse(offered(Role.WINDOW_CLERK, Deed.POST));
    done(Role.STREET_REVIEWER, Deed.REFUSE_PATH, Map.of());
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", false));
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N06:DB", "number", "北救不准字〔2026〕2号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N06:DB", "receiver", "赵德福"));
    assertEquals(Stage.REJECTED.name(), stage());
    assertTrue(records.stream().anyMatch(r -> r.text("act").equals(Act.REFUSAL_LETTER.name())));
  }

  @Test
  void whatIsNoPictureIsSaidAndNothingIsWritten() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    Files.write(photo, new byte[0]);
    assertEquals(
        List.of("handling.file.EMPTY"),
        does(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏")));
    assertEquals("PRELIM", stage());
  }

  /// A page the scanner filed before anybody opened this screen.
  private CaseRecord scanned(String slot) {
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            new UUID(77, turn),
            TestDesk.STREET,
            id,
            Map.of(
                "application",
                id.toString(),
                "slot",
                slot,
                "file",
                "sha256-" + "%064x".formatted(turn),
                "mime",
                "image/jpeg",
                "takenAt",
                now.toString(),
                "source",
                "SCANNER"));
    var more = new ArrayList<>(records);
    more.add(page);
    records = more;
    var there = new ArrayList<>(files);
    there.add(page.text("file"));
    files = there;
    return page;
  }

  private List<CaseRecord> facts(GateKind kind) {
    return records.stream().filter(r -> r.text("kind").equals(kind.name())).toList();
  }

  private long pages(String slot) {
    return records.stream()
        .filter(r -> r.type() == RecordType.PAGE && r.text("slot").equals(slot))
        .count();
  }

  @Test
  void aFiledReceiptProvesTheDeliveryAndNoSecondPageIsMade() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    noticeHangsAndEnds();
    scanned("D24");
    now = now.plusSeconds(60);
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N05:DB", "number", "北准〔2026〕1号"));
    assertEquals(
        List.of(),
        sits(Role.WINDOW_CLERK).filed(Deed.DELIVERED),
        "what was filed before the decision is no receipt of its letter");
    CaseRecord receipt = scanned("D24");
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    assertEquals(
        List.of(receipt.id()), clerk.filed(Deed.DELIVERED).stream().map(CaseRecord::id).toList());
    assertEquals(1, clerk.count(HandlingViewModel.Chip.UNDELIVERED));
    clerk.perform(
        Deed.DELIVERED,
        Map.of("letter", "N05:DB", "receiver", "赵德福", "page", receipt.id().toString()),
        Map.of(),
        () -> {});
    leaves(Role.WINDOW_CLERK);
    assertEquals(receipt.id().toString(), fact(GateKind.DELIVERED).text("page"));
    assertEquals(2, pages("D24"));
    assertEquals("IN_BENEFIT", stage());
    assertEquals(0, sits(Role.WINDOW_CLERK).count(HandlingViewModel.Chip.UNDELIVERED));
  }

  @Test
  void aFiledPageServesOneDeedOnly() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    CaseRecord page = scanned("D20");
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    var values = Map.of("place", "社区公开栏", "day", "", "page", page.id().toString());
    clerk.perform(Deed.POST, values, Map.of(), () -> {});
    assertEquals(List.of(), List.copyOf(clerk.hindrances));
    leaves(Role.WINDOW_CLERK);
    assertEquals(page.id().toString(), fact(GateKind.NOTICE_PHOTO).text("page"));
    days(8);
    clerk = sits(Role.WINDOW_CLERK);
    clerk.perform(Deed.NOTICE_END, Map.of("page", page.id().toString()), Map.of(), () -> {});
    assertEquals(
        List.of("handling.file.gone"), clerk.hindrances.stream().map(m -> m.key()).toList());
  }

  @Test
  void aNoticeTakenDownOnTheSixthDayIsNoneAndNothingIsWritten() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    days(6);
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    clerk.perform(Deed.NOTICE_END, Map.of(), Map.of("page", photo), () -> {});
    assertEquals("work.hindrance.NOTICE_RUNNING", clerk.hindrances.getFirst().key());
    leaves(Role.WINDOW_CLERK);
    assertEquals("PUBLICITY", stage());
    assertEquals(1, facts(GateKind.NOTICE_PHOTO).size());
  }

  @Test
  void aNoticePostedYesterdayAndEnteredTodayCountsFromToday() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    days(2);
    String earlier =
        LocalDate.ofInstant(now, cn.ruhu.casefile.process.Process.ZONE).minusDays(1).toString();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏", "day", earlier));
    days(7);
    assertFalse(offered(Role.WINDOW_CLERK, Deed.NOTICE_END));
    days(1);
    done(Role.WINDOW_CLERK, Deed.NOTICE_END, Map.of());
    assertEquals("STREET_CONFIRM", stage());
  }

  @Test
  void afterAnObjectionUnderTheRulesOf2012TheNoticeIsPutUpAnew() throws Exception {
    household(LocalDate.of(2018, 3, 5), "DB");
    done(Role.STREET_REVIEWER, Deed.APPRAISE, Map.of());
    done(Role.STREET_REVIEWER, Deed.APPRAISED, Map.of("conclusion", "1"));
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    days(2);
    done(Role.WINDOW_CLERK, Deed.OBJECT, Map.of("who", "李某", "reason", "称其有房出租"));
    days(1);
    done(Role.STREET_REVIEWER, Deed.SETTLE, Map.of("reason", "经核查无房出租"));
    assertEquals("PUBLICITY", stage());
    days(1);
    assertTrue(offered(Role.WINDOW_CLERK, Deed.POST_AGAIN));
    assertEquals(
        List.of("NOTICE_RUNNING", "NOTICE_PHOTO_MISSING"),
        models.get(Role.WINDOW_CLERK).selected.get().offers().stream()
            .filter(o -> o.deed() == Deed.NOTICE_END)
            .flatMap(o -> o.blocked().stream())
            .map(Hindrance::code)
            .toList(),
        "the picture of the first posting proves nothing of the second");
    done(Role.WINDOW_CLERK, Deed.POST_AGAIN, Map.of("place", "社区公开栏"));
    assertFalse(offered(Role.WINDOW_CLERK, Deed.POST_AGAIN));
    days(7);
    assertFalse(offered(Role.WINDOW_CLERK, Deed.NOTICE_END));
    days(1);
    done(Role.WINDOW_CLERK, Deed.NOTICE_END, Map.of());
    assertEquals("REPORTED", stage());
  }

  @Test
  void whoGaveTheOpinionDoesNotDecideWhateverTheirPostIsNow() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    noticeHangsAndEnds();
    try (TestDesk desk =
        TestDesk.open(home.resolve("chief"), TestDesk.REVIEWER, "何志强", Role.STREET_CHIEF)) {
      desk.pass(Duration.between(desk.desk().now(), now));
      desk.receive(files, records.toArray(CaseRecord[]::new));
      desk.receive(CaseScenario.standard());
      Outcome outcome = judges(desk.desk(), Act.DECIDE, Map.of("DB", true));
      assertTrue(outcome.toString().contains("REVIEWER_MAY_NOT_DECIDE"), outcome::toString);
    }
  }

  @Test
  void noLetterBeforeItsDecision() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    noticeHangsAndEnds();
    assertFalse(offered(Role.WINDOW_CLERK, Deed.LETTER));
    HandlingViewModel early = sits(Role.WINDOW_CLERK);
    early.perform(
        Deed.LETTER, Map.of("letter", "N05:DB", "number", "北准〔2026〕9号"), Map.of(), () -> {});
    early.perform(Deed.DELIVERED, Map.of("letter", "N05:DB", "receiver", "某"), Map.of(), () -> {});
    leaves(Role.WINDOW_CLERK);
    days(1);
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    assertTrue(offered(Role.WINDOW_CLERK, Deed.LETTER), "a letter dated before is none");
    assertFalse(offered(Role.WINDOW_CLERK, Deed.DELIVERED));
  }

  @Test
  void whileTheStandardIsUnknownNobodyIsWavedIn() throws Exception {
    standards = false;
    household(LocalDate.of(2026, 11, 2), "DB");
    Outcome outcome = judges(sits(Role.STREET_REVIEWER).desk(), Act.OPINION, Map.of("DB", true));
    assertTrue(outcome.toString().contains("STANDARD_UNKNOWN"), outcome::toString);
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", false));
    assertEquals("PRELIM", stage(), "a refusal needs no standard");
  }

  @Test
  void aDrawIsKeptSoThatAnybodyCanDoItAgain() throws Exception {
    household(LocalDate.of(2018, 3, 5), "DB");
    done(Role.STREET_REVIEWER, Deed.APPRAISE, Map.of());
    done(Role.STREET_REVIEWER, Deed.APPRAISED, Map.of("conclusion", "1"));
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    noticeHangsAndEnds();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    Batch batch = district.batches.getFirst();
    district.draw(batch, "福彩3D · 2018033 期 417", "月末集中抽签");
    Drawn drawn = district.result.get();
    assertEquals(batch.population(), drawn.population(), "the hash shown before the draw");
    assertEquals("福彩3D · 2018033 期 417", drawn.seed());
    assertEquals("月末集中抽签", drawn.reason());
    assertTrue(drawn.holds());
    assertEquals(List.of(drawn), List.copyOf(district.drawn));
    var other =
        new Drawn(
            drawn.batch(),
            drawn.seed(),
            "0".repeat(64),
            drawn.reason(),
            drawn.at(),
            drawn.by(),
            drawn.cases(),
            drawn.forced(),
            drawn.lot());
    assertFalse(other.holds(), "a list that was changed");
  }

  @Test
  void theNearestLimitIsSaidWithItsReason() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", false));
    done(Role.STREET_REVIEWER, Deed.REFUSE_PATH, Map.of());
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", false));
    HandlingRow row = sits(Role.WINDOW_CLERK).selected.get();
    assertEquals(StepClock.Kind.REFUSAL, row.step().orElseThrow().kind());
    assertEquals(3, row.daysLeft());
    assertTrue(row.undelivered());
    days(7);
    assertTrue(sits(Role.WINDOW_CLERK).selected.get().daysLeft() < 0);
  }
}
