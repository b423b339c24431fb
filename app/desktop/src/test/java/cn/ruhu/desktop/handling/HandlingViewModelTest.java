package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.review.CaseScenario;
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
    records = List.of(scene.records());
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
    var desk = sits(role).desk();
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
    var outcome = desk.act(id, act, ActInput.because("已核实").carrying(made));
    assertTrue(outcome instanceof Performed, outcome::toString);
    leaves(role);
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
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N05", "number", "北救准字〔2026〕1号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N05"));
    assertEquals("APPROVED", stage(), "the refusal letter is still owed");
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N06", "number", "北救不准字〔2026〕1号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N06"));
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
    assertTrue(fact.text("value").startsWith("0/1; "), fact.text("value"));
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
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N06", "number", "北救不准字〔2026〕2号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N06", "receiver", "赵德福"));
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
}
