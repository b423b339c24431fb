package cn.ruhu.desktop.caseload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.counter.CopyShelf;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.ReceivedCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TodayViewTest extends DesktopTest {
  @TempDir static Path home;
  private final List<String> went = new CopyOnWriteArrayList<>();
  private final TodayPage page = new TodayPage(this);
  private TestDesk at;
  private TestCards cards;
  private TodayViewModel model;
  private Printing printing;
  private final InMemoryPrinters printers = new InMemoryPrinters("窗口打印机");

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(district());
    List<CaseRecord> parked = household(5, "古力娜扎·买买提", Map.of());
    at.store()
        .drafts()
        .put(
            IntakeDraft.key(new UUID(50, 5)),
            IntakeDraft.of(new UUID(50, 5), "INCOME", "", List.of(), parked, Map.of()).toBytes());
    cards = new TestCards(at.clock());
    model = new TodayViewModel(at.desk(), kit.background(), cards);
    printing =
        new Printing(kit, at.desk(), new Outlets(printers, (_, _, _, _) -> Optional.empty()));
    var counter = new Counter(kit, at.desk(), printing, CopyShelf.NONE);
    var view =
        new TodayView(
            kit, model, (feature, argument) -> went.add(feature + argument), printing, counter);
    view.onShown("");
    kit.shortcuts().use("caseload.title", counter.around(view, view::inHand).shortcuts());
    return (Parent) view.node();
  }

  private static CaseRecord[] district() {
    var all = new ArrayList<CaseRecord>();
    all.addAll(household(1, "解桂芬", Map.of("stage", "SUBMITTED", "submitDate", "2026-11-19")));
    all.addAll(household(2, "陈䶮", Map.of("stage", "SUPPLEMENT")));
    all.add(
        CaseRecord.of(
            RecordType.GATE_FACT,
            new UUID(60, 2),
            TestDesk.STREET,
            new UUID(50, 2),
            Map.of(
                "application", new UUID(50, 2).toString(),
                "kind", "N02_ISSUED",
                "value", "2026-11-26",
                "reason", "户口簿",
                "by", TestDesk.CLERK.toString(),
                "at", "2026-11-20T02:00:00Z")));
    all.addAll(household(3, "买买提·吐尔逊", Map.of("stage", "DRAFT")));
    all.addAll(household(4, "欧阳娜娜", Map.of("stage", "ACCEPTED")));
    return all.toArray(CaseRecord[]::new);
  }

  private static List<CaseRecord> household(int n, String name, Map<String, String> more) {
    UUID app = new UUID(50, n);
    UUID person = new UUID(51, n);
    CaseRecord a =
        CaseRecord.of(RecordType.APPLICATION, app, TestDesk.STREET, app, more)
            .with("number", number(n))
            .with("street", TestDesk.STREET)
            .with("applicant", person.toString())
            .with("stageSince", "2026-11-20T0" + n + ":12:00Z");
    CaseRecord p =
        CaseRecord.of(RecordType.PERSON, person, TestDesk.STREET, app, Map.of("name", name));
    return List.of(a, p);
  }

  private static String number(int n) {
    return cn.ruhu.casefile.ApplicationNumber.of(TestDesk.STREET, 2026, "001", n).text();
  }

  @Test
  void whatPressesMostStandsAbove() {
    until("listed", () -> model.count.get() == 4);
    assertEquals(List.of("陈䶮", "解桂芬", "古力娜扎·买买提", "买买提·吐尔逊"), page.names());
    pictures("today");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.open(1);
    until("opened", () -> went.contains("intake" + new UUID(50, 1)));
    page.open(0);
    until("at its papers", () -> went.contains("intake" + new UUID(50, 2) + "/papers"));
    page.begin();
    until("begun", () -> went.contains("intake"));
  }

  @Test
  void aLeadStandsWithItsClockAndOpensWhereLeadsAre() throws Exception {
    until("listed", () -> model.count.get() == 4);
    at.receive(
        lead(1, "2026-11-20", Map.of()),
        lead(2, "2026-11-23", Map.of("handler", TestDesk.REVIEWER.toString())),
        lead(3, "2026-11-23", Map.of("state", "CLOSED")));
    fx(model::refresh);
    until("listed", () -> page.names().contains("某1"));
    assertEquals(List.of("陈䶮", "某1", "解桂芬"), page.names().subList(0, 3), "by what presses");
    assertEquals(5, page.names().size(), "another person has one, one has ended");
    String words = ask(() -> kit.text().of(model.rows.get(1).what()));
    assertEquals("首次联系已超期1天（11月20日到期）", words);
    pictures("today-leads");
    page.open(1);
    until("opened", () -> went.contains("leads" + new UUID(70, 1)));
  }

  private static CaseRecord lead(int n, String due, Map<String, String> more) {
    UUID id = new UUID(70, n);
    CaseRecord lead =
        CaseRecord.of(
            RecordType.LEAD,
            id,
            TestDesk.STREET,
            id,
            Map.of(
                "street",
                TestDesk.STREET,
                "personName",
                "某" + n,
                "state",
                "NEW",
                "receivedAt",
                "2026-11-19T02:00:00Z",
                "contactDue",
                due));
    for (var e : more.entrySet()) lead = lead.with(e.getKey(), e.getValue());
    return lead;
  }

  @Test
  void theApplicantIsToldInLargeLettersAndTakesThemHome() {
    until("listed", () -> model.count.get() == 4);
    fx(() -> lookup("#caseload-table").queryTableView().getSelectionModel().select(0));
    push(KeyCode.CONTROL, KeyCode.J);
    until("told", () -> lookup("#tell").tryQuery().isPresent());
    List<String> words = page.words("#tell");
    assertTrue(words.contains("材料没齐，等您补交"), words::toString);
    assertTrue(words.contains("\u2022 户口簿"), words::toString);
    assertTrue(words.contains("请在 2026年11月26日 以前交来。"), words::toString);
    assertTrue(words.contains("监督投诉电话：12345"), words::toString);
    double small =
        ask(() ->
            lookup("#tell .tell-line").queryAllAs(Label.class).stream()
                .mapToDouble(l -> l.getFont().getSize())
                .min()
                .orElse(0));
    assertTrue(small >= 28, () -> "letters of " + small + " px");
    double high =
        ask(() ->
            lookup("#tell .scroll-pane")
                .<ScrollPane>query()
                .getContent()
                .getBoundsInLocal()
                .getHeight());
    assertTrue(high < 900, () -> "all of it in little more than the window: " + high + " px");
    pictures("tell");
    assertEquals(List.of(), cutAtTwice("tell"));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    push(KeyCode.F9);
    until("printed", () -> printers.printed.size() == 1);
    until("said", () -> page.words("#tell").stream().anyMatch(w -> w.contains("窗口打印机")));
    assertEquals(List.of(), at.store().all(RecordType.DOCUMENT));
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#tell").tryQuery().isEmpty());
    // a draft that was only parked is told from the draft
    fx(() -> lookup("#caseload-table").queryTableView().getSelectionModel().select(2));
    clickOn("#counter-tell");
    until("told", () -> lookup("#tell").tryQuery().isPresent());
    assertTrue(page.words("#tell").contains("正在填写申请"));
  }

  @Test
  void everyRowSaysWhereItIsAndTellsItsStory() {
    until("listed", () -> model.count.get() == 4);
    assertEquals(
        List.of(Where.ARRIVED, Where.ARRIVED, Where.SAVED, Where.ARRIVED),
        ask(() -> model.rows.stream().map(TodayRow::where).toList()));
    assertEquals(
        List.of("区里的最新内容；您在本机没有改动过这一户"), ask(() -> model.story(kit.text(), model.rows.get(0))));
    String parked = ask(() -> model.story(kit.text(), model.rows.get(2)).getFirst());
    assertTrue(parked.contains("作为草稿存在本机"), parked);
  }

  @Test
  void aCardLeadsToTheIntake() {
    until("listed", () -> model.count.get() == 4);
    cards.lay(TestCards.resident("仇晓梅", "2", "19880826", "北京市海淀区马连洼街道", 26));
    until("gone", () -> went.contains("intake"));
  }

  @Test
  void theListFollowsTheStore() throws Exception {
    until("listed", () -> model.count.get() == 4);
    at.store().drafts().remove(IntakeDraft.key(new UUID(50, 5)));
    at.receive(household(6, "金顺姬", Map.of("stage", "DRAFT")).toArray(CaseRecord[]::new));
    until("listed again", () -> page.names().contains("金顺姬"));
    assertEquals(4, page.names().size());
  }

  @Test
  void ofACaseReceivedForAnotherStreetTheReceiptStays() throws Exception {
    until("listed", () -> model.count.get() == 4);
    UUID app = new UUID(50, 8);
    new ReceivedCase(
            app,
            cn.ruhu.casefile.ApplicationNumber.of("110108010", 2026, "001", 1).text(),
            "张*兰",
            "110108010",
            at.desk().now().toEpochMilli(),
            new UUID(60, 8))
        .keep(at.store());
    fx(model::refresh);
    until("listed", () -> page.names().contains("张*兰"));
    assertEquals(4, model.count.get(), "it waits for nobody here");
    assertEquals(1, ask(() -> model.of(TodayRow.Kind.RECEIVED)));
    assertEquals("1", ask(() -> figure("已转办")));
    pictures("today-received");
    at.pass(java.time.Duration.ofDays(1));
    fx(model::refresh);
    until("gone", () -> !page.names().contains("张*兰"));
  }

  @Test
  void ofALeadReceivedForAnotherStreetTheReceiptStays() throws Exception {
    until("listed", () -> model.count.get() == 4);
    UUID id = new UUID(52, 1);
    CaseRecord lead =
        CaseRecord.of(
                RecordType.LEAD,
                id,
                "110108010",
                id,
                Map.of("street", "110108010", "receivedFor", "110108010", "personName", "解桂芬"))
            .with("number", "海学院路线〔2026〕017-0003号")
            .with("channel", "WINDOW")
            .with("about", "独居老人三天没有出门")
            .with("receivedAt", at.desk().now().toString())
            .with("by", TestDesk.CLERK.toString())
            .with("contactDue", "2026-11-24")
            .with("state", "NEW");
    at.desk().save("lead", "", false, List.of(cn.ruhu.casefile.record.RecordChange.create(lead)));
    fx(model::refresh);
    until("listed", () -> page.names().contains("解*芬"));
    assertEquals(4, model.count.get(), "it waits for nobody here");
    assertEquals(1, ask(() -> model.of(TodayRow.Kind.RECEIVED)));
    pictures("today-received-lead");
    at.pass(java.time.Duration.ofDays(1));
    fx(model::refresh);
    until("read again", () -> model.read.get());
    assertTrue(page.names().contains("解*芬"), "the district does not have it yet");
  }

  @Test
  void aCaseThatOwesWhatItPromisedIsListedWhenItsDayIsNear() throws Exception {
    until("listed", () -> model.count.get() == 4);
    var four = new ArrayList<>(household(4, "欧阳娜娜", Map.of("stage", "ACCEPTED")));
    UUID app = four.getFirst().id();
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            new UUID(60, 4),
            TestDesk.STREET,
            app,
            Map.of(
                "application", app.toString(),
                "kind", "SHORTFALL_SHEET",
                "subject", "D06",
                "value", "2026-11-20",
                "by", TestDesk.CLERK.toString(),
                "at", "2026-11-10T02:00:00Z"));
    at.receive(fact);
    until("listed", () -> page.names().contains("欧阳娜娜"));
    TodayRow row =
        ask(() -> model.rows.stream().filter(r -> r.kind() == TodayRow.Kind.OWED).findFirst())
            .orElseThrow();
    assertEquals("caseload.owed.papers.over", row.what().key());
    pictures("today-owed");
  }

  @Test
  void theEveningSaysWhatIsNotInTheDistrictAndOnlyReceiptsMakeItWhole() throws Exception {
    until("listed", () -> model.count.get() == 4);
    assertEquals(Evening.NONE.left(), ask(() -> model.evening.get().left()));
    CaseRecord a = at.store().record(new UUID(50, 3)).orElseThrow();
    at.desk().edit(a, a.with("phone", "13800001111"));
    until("not there", () -> !ask(() -> model.evening.get().whole()));
    assertEquals("还有 1 户没有到区里，请先同步再关机", ask(() -> label("#caseload-evening")));
    assertTrue(ask(() -> label("#caseload-evening-words")).startsWith("买买提·吐尔逊"));
    pictures("today-evening-open");
    kit.shortcuts()
        .use("today", List.of(new Shortcut("F5", "caseload.evening.sync", () -> went.add("sync"))));
    clickOn("#caseload-evening-sync");
    until("asked", () -> went.contains("sync"));
    clickOn("#caseload-evening-print");
    until("printed", () -> printers.printed.size() == 1);
    at.answered();
    fx(model::refresh);
    until("there", () -> ask(() -> model.evening.get().whole()));
    assertEquals("今天 1 户已全部到区里，可以关机", ask(() -> label("#caseload-evening")));
    assertEquals("另有 1 份草稿只在本机", ask(() -> label("#caseload-evening-words")));
    pictures("today-evening");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  private String label(String id) {
    return lookup(id).queryAs(javafx.scene.control.Label.class).getText();
  }

  private String figure(String kind) {
    return lookup(".today-count").queryAllAs(javafx.scene.layout.VBox.class).stream()
        .map(box -> box.getChildren().stream().map(n -> ((javafx.scene.control.Label) n).getText()))
        .map(java.util.stream.Stream::toList)
        .filter(texts -> texts.getLast().equals(kind))
        .map(List::getFirst)
        .findFirst()
        .orElse("");
  }
}
