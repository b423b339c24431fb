package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TestRegistry;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Theme;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.wire.RegistryTable.Kind;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeViewTest extends DesktopTest {
  @TempDir static Path home;
  private TestDesk at;
  private TestCards cards;
  private IntakeViewModel model;
  private Optional<Path> picked = Optional.empty();
  private final Outlets outlets =
      new Outlets(
          new InMemoryPrinters("窗口打印机"), (_, _, name, _) -> Optional.of(home.resolve(name)));
  private final IntakePage page = new IntakePage(this);

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(standard());
    cards = new TestCards(at.clock());
    model = new IntakeViewModel(at.desk(), kit.background(), cards);
    var saving = new IntakeSaving(model);
    var papers = new PapersViewModel(model);
    var prints = new Prints(kit, model, saving, papers, new Printing(kit, at.desk(), outlets));
    var view = new IntakeView(kit, model, saving, papers, prints, () -> picked, new HBox());
    model.hear();
    view.onShown("");
    kit.shortcuts().use("intake.title", view.shortcuts());
    var side = new ScrollPane(view.side().orElseThrow().node());
    side.setFitToWidth(true);
    // as the window does with large text: the panel waits to be asked
    kit.theme()
        .zoom()
        .subscribe(z -> {
          side.setVisible(z == Theme.Zoom.Z100);
          side.setManaged(z == Theme.Zoom.Z100);
        });
    side.getStyleClass().addAll("edge-to-edge", "side-panel", "side-content");
    var box = new HBox(view.node(), side);
    HBox.setHgrow(view.node(), Priority.ALWAYS);
    return box;
  }

  static CaseRecord standard() {
    return CaseRecord.of(
        RecordType.STANDARD,
        new java.util.UUID(8, 1),
        CaseRecord.PUBLIC,
        null,
        java.util.Map.of(
            "name", "DIBAO",
            "effective", "2026-01",
            "valueFen", "145000",
            "source", "演示数据，非官方公布",
            "confirmed", "true",
            "mark", "演示"));
  }

  private void applicant() {
    cards.lay(TestCards.resident("陈䶮", "1", "19780512", "北京市海淀区北下关街道大慧寺路8号2单元301", 11));
    page.opened();
    until("filled", () -> page.value("name").equals("陈䶮"));
  }

  private void wife() {
    cards.lay(TestCards.resident("欧阳秀兰", "2", "19800307", "北京市海淀区北下关街道大慧寺路8号2单元301", 22));
    page.answer(1);
    page.waitFor("#intake-member-relation");
  }

  @Test
  void whatDoesNotFitTogetherOnACardStandsInWordsBesideIt() {
    cards.lay(
        EmulatedCard.blank()
            .person("陈\uE123", "2", "19780512")
            .ethnicity("01")
            .address("北京市海淀区北下关街道大慧寺路8号2单元301")
            .number(TestCards.number("19780512", 11), "北京市公安局海淀分局")
            .valid("20050604", "20250604")
            .build());
    page.opened();
    page.waitFor("#intake-card-EXPIRED");
    until("words", () -> page.text("#intake-card-EXPIRED").contains("已过期（到 2025-06-04 止）"));
    assertTrue(page.text("#intake-card-SEX_DIFFERS").contains("性别与号码里的不一致"));
    assertTrue(page.text("#intake-card-PRIVATE_USE").contains("U+E123"));
    pictures("intake-card-warnings");
  }

  @Test
  void aHouseholdIsTakenInByCardAndKeys() throws Exception {
    pictures("intake-invite");
    applicant();
    page.fill("phone", "13810012345");
    page.fill("residenceAddress", "北京市海淀区北下关街道大慧寺路8号2单元301");
    page.fill("community", "大慧寺社区");
    page.tick("schemes", "DB");
    page.paste("reason", "本人患病丧失部分劳动能力，家庭收入不足以维持基本生活，申请最低生活保障。");
    page.fill("self-marital", "20");
    page.fill("self-labour", "2");
    page.tick("self-health", "30");
    page.fill("phone", "13810012345");
    fx(() -> rollTo(0));
    pictures("intake-applicant");
    wife();
    pictures("intake-members");
    page.fill("member-relation", "12");
    page.fill("member-marital", "20");
    page.closeRow("members");
    page.step(4);
    page.addRow();
    page.fill("income-code", "lwlg");
    page.fill("income-declared", "1800");
    page.closeRow("income");
    page.addRow();
    page.fill("income-code", "sybxj");
    page.paste("income-declared", "一千二");
    until("words", () -> !page.problem("income-declared").isEmpty());
    pictures("intake-income-problem");
    page.fill("income-declared", "1536");
    page.closeRow("income");
    until("sum", () -> page.text("#intake-live-year").equals("40,032.00 元"));
    pictures("intake-income");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    papers();
    accept();
  }

  @Test
  void whoIsKnownInTheDistrictIsSaidBesideTheHousehold() throws Exception {
    Instant now = at.clock().instant();
    new TestRegistry()
        .knows(TestCards.number("19780512", 11), Kind.BENEFIT, TestRegistry.month(2024, 3))
        .knows(TestCards.number("19800307", 22), Kind.DIED, TestRegistry.month(2025, 11))
        .knows(TestCards.number("19800307", 22), Kind.ENDED, TestRegistry.month(2020, 6))
        .give(at.store().registry(), now.minus(Duration.ofDays(3)), now, Set.of());
    applicant();
    wife();
    until("known", () -> model.known.board.get().lines().size() == 3);
    page.fill("member-relation", "12");
    assertEquals("截至2026-11-20的全区数据", page.text("#intake-known-age"));
    pictures("intake-known");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void withoutTheDistrictsDataNobodyIsSaidToBeUnknown() throws Exception {
    applicant();
    until("asked", () -> model.known.board.get().age() != null);
    assertTrue(page.text("#intake-known-age").contains("请联网同步"));
    pictures("intake-known-nothing");
  }

  private void rollTo(double to) {
    lookup("#intake-scroll").<ScrollPane>query().setVvalue(to);
  }

  private void papers() throws Exception {
    page.step(8);
    Path photo = home.resolve("form.jpg");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpg", photo.toFile());
    picked = Optional.of(photo);
    page.press("photo-D02");
    until(
        "filed",
        () -> model.live.get() != null && !model.live.get().missingPapers().contains("D02"));
    page.next();
    until("named", () -> page.hindrances() > 0);
    pictures("intake-papers");
    page.press("photo-D04");
    until("all in", () -> model.live.get() != null && model.live.get().missingPapers().isEmpty());
  }

  private void accept() {
    page.next();
    until("handed in", () -> page.text("#intake-next").startsWith("受理"));
    page.signed();
    page.n01("北下关受字〔2026〕118号");
    page.next();
    page.invited();
    List<CaseRecord> all = at.store().all(RecordType.APPLICATION);
    assertEquals("ACCEPTED", all.getFirst().text("stage"));
  }

  @Test
  void aCardOfAnotherHouseholdAsksFirst() {
    applicant();
    cards.lay(TestCards.resident("尉迟志强", "1", "20030415", "北京市海淀区四季青镇常青园9号楼", 19));
    page.waitFor("#intake-question");
    pictures("intake-question");
    push(KeyCode.DIGIT5);
    until("gone", () -> !page.shows("#intake-question"));
    assertEquals("陈䶮", page.value("name"));
  }

  @Test
  void theNextPersonsCardFillsEveryFieldWhereverTheKeyboardIs() {
    applicant();
    page.park().invited();
    cards.lay(TestCards.resident("尉迟志强", "1", "20030415", "北京市海淀区四季青镇常青园9号楼", 19));
    page.opened();
    until("filled", () -> page.value("name").equals("尉迟志强"));
    assertTrue(page.value("idNumber").startsWith("110199"));
    page.fill("name", "尉迟志刚");
    page.fill("phone", "13810012345");
    assertEquals("尉迟志刚", page.value("name"));
  }

  @Test
  void theSameCardAgainOpensTheParkedCaseAtItsField() {
    applicant();
    page.fill("phone", "13810012345");
    page.park().invited();
    applicant();
    assertEquals("13810012345", page.value("phone"));
    assertTrue(page.value("idNumber").startsWith("110199"));
  }

  @Test
  void aCaseForAnotherStreetIsChosenByItsInitialsAndSaidInWords() {
    applicant();
    assertTrue(page.text("#intake-street-follows").startsWith("由本街道受理"));
    page.fill("phone", "13810012345");
    page.fill("residenceAddress", "北京市海淀区学院路20号院3号楼");
    until("proposed", () -> page.shows("#intake-street-propose"));
    assertEquals("证件或住址写的是学院路街道，改为替学院路街道收件", page.text("#intake-street-propose"));
    fx(() -> rollTo(0));
    pictures("intake-street-proposed");
    page.fill("street", "xylj");
    until("theirs", () -> model.live.get() != null && app().scope().equals("110108010"));
    until("said", () -> page.text("#intake-street-follows").startsWith("受理后由学院路街道办理，本窗口只留收件凭据"));
    assertTrue(!page.shows("#intake-street-propose"));
    until("act", () -> page.text("#intake-next").startsWith("收件转办"));
    pictures("intake-street-other");
    push(KeyCode.CONTROL, KeyCode.S);
    until("held", () -> page.text("#intake-street-follows").startsWith("替学院路街道收件"));
    page.next();
    until("in the way", () -> page.hindrances() > 0);
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    pictures("intake-street-held");
  }

  private CaseRecord app() {
    WorkingCopy copy = model.open.get();
    return copy.get(copy.application()).orElseThrow();
  }
}
