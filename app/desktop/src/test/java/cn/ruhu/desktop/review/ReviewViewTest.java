package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewViewTest extends DesktopTest {
  @TempDir static Path home;
  private TestDesk at;
  private CaseViewModel model;
  private QueueViewModel queue;
  private ReviewView view;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + UUID.randomUUID()));
    fill();
    queue = new QueueViewModel(at.desk(), new SeenCases(at.desk()), kit.background());
    model =
        new CaseViewModel(
            at.desk(), new SeenCases(at.desk()), new DistrictDouble(at), kit.background());
    view =
        new ReviewView(kit, queue, model, new Printing(kit, at.desk(), Outlets.system()), _ -> {});
    kit.shortcuts().use("review.title", view.shortcuts());
    view.onShown("");
    return (Parent) view.node();
  }

  private void fill() throws Exception {
    var zhang =
        new CaseScenario(18, LocalDate.of(2026, 11, 9))
            .holding("D06", at.store().files().put(slip(), CASE, "image/png"))
            .family()
            .accepted()
            .visited();
    at.receive(zhang.files(), zhang.records());
    String[][] others = {
      {"赵德福", "1951-02-03", "皂君庙甲7号院2号楼104室"},
      {"孙玉梅", "1960-12-01", "四道口路3号平房"},
      {"钱秀珍", "1947-07-19", "大柳树北站5号楼"},
      {"吴志刚", "1972-04-25", "学院南路62号院"},
      {"郑淑芬", "1955-10-10", "北下关头堆村9号"},
      {"冯永强", "1969-08-08", "交大东路18号3门402室"},
      {"陈桂英", "1944-05-16", "中关村南大街甲56号"},
      {"褚卫东", "1978-01-30", "大慧寺路8号北区6号楼"},
      {"卫春生", "1963-06-22", "知春路锦秋家园旁平房"}
    };
    for (int i = 0; i < others.length; i++) {
      LocalDate start = LocalDate.of(2026, 9, 28).plusDays(i * 6L);
      var s = new CaseScenario(30 + i, start);
      if (i % 3 == 1) s.schemes("DB,JY");
      if (i % 4 == 3) s.schemes("DS");
      s.alone(others[i][0], others[i][1], others[i][2]).accepted();
      if (i != 7) s.quietVisit();
      if (i == 2 || i == 5) s.returned();
      if (i == 3) s.judged(new UUID(9, 7));
      at.receive(i == 4 ? List.of() : s.files(), s.records());
    }
  }

  private static final UUID CASE = new UUID(0x0190_0000_0000_7000L + 18, 1);

  /// A pay slip as a camera would see it.
  private static byte[] slip() throws Exception {
    var image = new BufferedImage(900, 560, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(new Color(0xF4F0E6));
    g.fillRect(0, 0, 900, 560);
    g.setColor(new Color(0x303030));
    g.setFont(new Font("Serif", Font.BOLD, 34));
    g.drawString("2026-10   2300.00", 300, 90);
    for (int y = 150; y < 520; y += 60) g.drawLine(80, y, 820, y);
    for (int x = 80; x <= 820; x += 185) g.drawLine(x, 150, x, 510);
    g.dispose();
    var out = new ByteArrayOutputStream();
    javax.imageio.ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private CasePage openZhang() {
    until("rows", () -> !queue.rows.isEmpty());
    CasePage page = new QueuePage(this).open("张桂兰");
    until("case", () -> model.sheet.get() != null && model.selected.get() != null);
    return page;
  }

  /// Uplift and job reward are the street's rulings, each with its ground; the figures follow.
  @Test
  void theStreetRulesOnAMemberWithAGroundAndTheFiguresFollow() {
    CasePage page = openZhang();
    page.tab("MEANS");
    UUID member = model.sheet.get().file().members().getFirst().id();
    String rule = "#review-member-" + member;
    until("its button", () -> lookup(rule).tryQuery().isPresent());
    fx(() -> lookup(rule).<ButtonBase>query().fire());
    until("the card", () -> lookup("#review-upliftPercent-input").tryQuery().isPresent());
    clickOn("#review-upliftPercent-input").write("15");
    fx(() -> lookup("#dialog-act-0").<ButtonBase>query().fire());
    assertTrue(ask(() -> lookup("#dialog").tryQuery().isPresent()), "no ground, no ruling");
    clickOn("#review-upliftReason-input").write("重残，残疾人证一级");
    pictures("review-member");
    fx(() -> lookup("#dialog-act-0").<ButtonBase>query().fire());
    until(
        "the figures follow",
        () ->
            model.sheet.get().assessment().facts().people().stream()
                .anyMatch(p -> p.id().equals(member) && p.uplift().toString().equals("3/20")));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  /// Promised papers that are not there and a number that is to follow are seen from the queue.
  @Test
  void theQueueShowsWhatIsMissing() throws Exception {
    until("rows", () -> queue.rows.size() == 10);
    CaseRecord person = person("陈桂英");
    at.receive(person.with("idNumber", null).with("idKind", "9"));
    UUID promised = person("郑淑芬").caseId();
    for (String slot : List.of("D16", "D17"))
      at.receive(
          CaseRecord.of(
              RecordType.GATE_FACT,
              UUID.randomUUID(),
              TestDesk.STREET,
              promised,
              Map.of(
                  "application",
                  promised.toString(),
                  "kind",
                  "SHORTFALL_SHEET",
                  "subject",
                  slot,
                  "value",
                  "2026-12-01",
                  "by",
                  TestDesk.CLERK.toString(),
                  "at",
                  "2026-11-20T02:00:00Z")));
    fx(() -> queue.refresh());
    until("the number", () -> ask(() -> row("陈桂英").pending()) == 1);
    until("the papers", () -> ask(() -> row("郑淑芬").missing()).equals(List.of("D16", "D17")));
    assertEquals(2, ask(() -> queue.count(QueueFilter.Chip.PAPERS)));
    pictures("review-queue-papers");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  private QueueRow row(String name) {
    return queue.rows.stream().filter(r -> r.applicant().equals(name)).findFirst().orElseThrow();
  }

  private CaseRecord person(String name) {
    return at.store().all(RecordType.PERSON).stream()
        .filter(p -> p.text("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theQueueAndEveryTabAreShown() throws Exception {
    until("rows", () -> queue.rows.size() == 10);
    pictures("review-queue");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    CasePage page = openZhang();
    ComparePage compare = page.compare();
    for (int i = 0; i < 8; i++)
      if (ask(() -> model.evidence().stream().noneMatch(p -> p.text("slot").equals("D06"))))
        compare.down();
    compare.evidence();
    until("opened", () -> model.looked.get() > 0);
    pictures("review-compare");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    for (String tab :
        List.of("PAPERS", "VISIT", "MEANS", "HISTORY", "FLAGS", "QUESTIONS", "VERDICT")) {
      page.tab(tab);
      pictures("review-" + tab.toLowerCase(java.util.Locale.ROOT));
      assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()), tab);
    }
  }

  @Test
  void keysLeadThroughTheQueueTheDifferencesAndTheTabs() {
    until("rows", () -> queue.rows.size() == 10);
    TableView<QueueRow> table = lookup("#review-queue").queryTableView();
    fx(() -> table.getSelectionModel().select(0));
    push(KeyCode.J);
    push(KeyCode.J);
    assertEquals(2, ask(() -> table.getSelectionModel().getSelectedIndex()));
    push(KeyCode.K);
    assertEquals(1, ask(() -> table.getSelectionModel().getSelectedIndex()));
    openZhang();
    int apart = ask(() -> model.sheet.get().comparison().differences().size());
    for (int i = 1; i < apart; i++) push(KeyCode.F8);
    assertEquals(
        ask(() -> model.sheet.get().comparison().differences().getLast()),
        ask(() -> model.selected.get()));
    push(KeyCode.F8);
    assertTrue(ask(() -> lookup("#review-tab-FLAGS").<ToggleButton>query().isSelected()));
    push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertTrue(ask(() -> lookup("#review-tab-COMPARE").<ToggleButton>query().isSelected()));
  }

  /// With large text its header has most to say: sent back, by somebody else, and its limit stands
  /// still.
  @Test
  void theHeaderOfACaseThatCameBackIsWhole() throws Exception {
    until("rows", () -> queue.rows.size() == 10);
    QueueRow row =
        ask(() -> queue.rows.stream().filter(r -> r.applicant().equals("钱秀珍")).findFirst())
            .orElseThrow();
    CaseRecord app = at.store().record(row.application()).orElseThrow();
    at.receive(
        app.with("pausedOn", "2026-11-18")
            .with("pauseReason", "PUBLICITY")
            .with("pausedDays", "4"));
    fx(() -> view.onShown(row.application().toString()));
    until("case", () -> model.sheet.get() != null);
    pictures("review-came-back");
  }

  @Test
  void theLimitSaysWhyItStandsStill() {
    var words = new ReviewWords(kit);
    var running = CaseRecord.of(RecordType.APPLICATION, CASE, TestDesk.STREET, CASE, Map.of());
    assertEquals("", words.pause(running));
    assertEquals(
        "2026-11-18 起暂停计时：公示期间\n此前暂停的 4 天不计入期限",
        words.pause(
            running
                .with("pausedOn", "2026-11-18")
                .with("pauseReason", "PUBLICITY")
                .with("pausedDays", "4")));
  }

  @Test
  void keysAdoptAskAndSendBack() {
    CasePage page = openZhang();
    ComparePage compare = page.compare();
    for (int i = 0; i < 12; i++)
      if (ask(() -> !model.selected.get().code().equals("102"))) compare.down();
    compare.adoptVisited();
    until("adopted", () -> model.selected.get().ruled());
    compare.ask("请核实兼职起止时间", "2026年3月起");
    until("asked", () -> model.asked.size() == 1);
    assertEquals("请核实兼职起止时间", model.asked.getFirst().words(), "the key itself is not typed");
    page.sendBack("收入需补充核实");
    until("returned", () -> model.sheet.get().stage().name().equals("VISITING"));
  }

  /// A later visit says otherwise than what was ruled on: the ruling does not count and says so.
  @Test
  void aRulingOvertakenByALaterVisitIsMarkedAndMadeAnew() throws Exception {
    CasePage page = openZhang();
    ComparePage compare = page.compare();
    for (int i = 0; i < 12; i++)
      if (ask(() -> !model.selected.get().code().equals("102"))) compare.down();
    compare.adoptOther("150", "本人说明");
    until("ruled", () -> model.selected.get().ruled());
    CaseRecord item = at.store().record(model.selected.get().item().orElseThrow()).orElseThrow();
    at.receive(item.with("verified", "4211997").with("verifiedBasis", "YEARLY"));
    fx(() -> model.refresh());
    String key = "ITEM:" + item.id();
    until(
        "overtaken",
        () -> !model.sheet.get().comparison().row(key).orElseThrow().lapsed().isEmpty());
    fx(() -> model.selected.set(model.sheet.get().comparison().row(key).orElseThrow()));
    assertEquals("4211997", ask(() -> model.selected.get().adopted()));
    assertTrue(ask(() -> model.selected.get().byYear()));
    pictures("review-lapsed");
    compare.adoptVisited();
    until("ruled again", () -> model.selected.get().ruled());
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void theOpinionIsSignedOnceEveryDoubtIsDisposed() {
    CasePage page = openZhang();
    OpinionPage verdict = page.verdict();
    verdict.positive("DB", "家庭人均收入低于标准");
    verdict.sign();
    until("refused", () -> !model.hindrances.isEmpty());
    var open = new ArrayList<String>();
    fx(() ->
        model.sheet.get().flags().stream().filter(f -> f.blocks()).forEach(f -> open.add(f.key())));
    for (String key : open) {
      page.dispose(key, "已电话核实并补充证明");
      until(
          "disposed",
          () ->
              model.sheet.get().flags().stream().anyMatch(f -> f.key().equals(key) && !f.blocks()));
    }
    page.verdict().sign();
    until("signed", () -> model.sheet.get().stage().name().equals("PRELIM"));
    page.tab("MEANS");
    fx(() ->
        stage
            .getScene()
            .getRoot()
            .lookupAll(".scroll-pane")
            .forEach(n -> ((ScrollPane) n).setVvalue(1)));
    pictures("review-means-past");
  }

  @Test
  void aKeyHasMovedTheChoiceWhenTheNextFrameIsLaidOut() {
    openZhang();
    for (int i = 0; i < 20; i++) {
      int by = i % 2 == 0 ? 1 : -1;
      Object before = ask(model.selected::get);
      fx(() -> {
        model.move(by);
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
      });
      assertNotEquals(before, ask(model.selected::get));
    }
    Object before = ask(model.selected::get);
    push(KeyCode.J);
    until("moved by key", () -> !before.equals(model.selected.get()));
  }
}
