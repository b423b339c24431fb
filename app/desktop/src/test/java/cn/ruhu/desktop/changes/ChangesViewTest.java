package cn.ruhu.desktop.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.SharedCards;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesViewTest extends DesktopTest {
  @TempDir static Path home;
  private final InMemoryPrinters printer = new InMemoryPrinters("窗口打印机");
  private TestDesk at;
  private TestCards cards;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(ChangesScene.records());
    at.receive(PrintedCase.pageKey());
    cards = new TestCards(at.clock());
    return window(kit, at);
  }

  private Parent window(Kit kit, TestDesk desk) {
    var reports = new ReportDesk(desk.desk());
    var list = new ChangesViewModel(reports, kit.background());
    var counter = new CounterViewModel(reports, kit.background());
    desk.desk().follow(kit.background(), list::refresh);
    var outlets = new Outlets(printer, (_, _, _, _) -> Optional.empty());
    var view =
        new ChangesView(
            kit,
            list,
            counter,
            new SharedCards(cards),
            new Printing(kit, desk.desk(), outlets),
            (_, _) -> {});
    kit.shortcuts().use("changes.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  private ChangesPage page() {
    return new ChangesPage(this);
  }

  private List<CaseRecord> reports() {
    return at.store().all(RecordType.CHANGE_REPORT);
  }

  /// Every key that goes down in the window, the ones held with it not.
  private AtomicInteger counted() {
    var keys = new AtomicInteger();
    fx(() ->
        stage
            .getScene()
            .addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                  if (e.getCode() != KeyCode.UNDEFINED) keys.incrementAndGet();
                }));
    fx(() ->
        stage
            .getScene()
            .addEventFilter(
                KeyEvent.KEY_TYPED,
                e -> {
                  if (!e.getCharacter().isEmpty() && e.getCharacter().charAt(0) > ' ')
                    keys.incrementAndGet();
                }));
    return keys;
  }

  @Test
  void anotherCardIsReportedInFortyKeysWithReceipt() {
    pictures("changes-empty");
    AtomicInteger keys = counted();
    ChangesPage page = page().find("zjg").kind("yh");
    assertTrue(page.text("changes-next").contains("写入档案"));
    page.then("ny").then("").then("4111111111111112").then("").then("").seen();
    assertTrue(page.isSeen("D28"));
    page.act();
    until("the check digit", () -> page.problem("bankAccount").contains("校验位"));
    pictures("changes-bank-wrong");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    int before = keys.get();
    page.then("4111111111111111").act();
    String number = page.receipt();
    assertTrue(number.startsWith("海"), number);
    int typed = keys.get() - 17; // the wrong number and its Enter were typed for the test
    assertTrue(typed <= 43 && before > 0, typed + " keys, the receipt among them");
    until("it lies in the printer", () -> printer.printed.size() == 1);
    CaseRecord row = at.desk().caseFile(ChangesScene.FAMILY).documents().getFirst();
    assertEquals("CHANGE " + number, row.text("paper") + " " + row.text("documentNumber"));
    until("it is listed", () -> page.rows().equals(List.of("张建国 BANK TOLD")));
    assertEquals(
        ChangesScene.CARD,
        at.store().record(ChangesScene.FAMILY).orElseThrow().text("bankAccount"));
  }

  @Test
  void aNewbornIsReportedInSixtyKeysAndADeathNamesWhoStandsIn() throws Exception {
    AtomicInteger keys = counted();
    ChangesPage page = page().find("lxy").kind("cs");
    String number = ChangesScene.number("20171101", 2);
    page.then("zhangmei").then(number);
    until("its number says when", () -> reportsTyped("happenedOn").equals("2017-11-01"));
    pictures("changes-birth");
    page.then("").then("").then("cn").act();
    until("too old for November 2026", () -> page.problem("happenedOn").contains("新生儿"));
    assertTrue(keys.get() <= 60, keys + " keys");
    page.then("20261101"); // not what the number says
    page.act();
    until("the number says otherwise", () -> page.problem("happenedOn").contains("2017-11-01"));
    fx(() -> lookup("#changes-leave").<javafx.scene.control.Button>query().fire());
    until("kept", () -> lookup("#changes-begun-" + ChangesScene.FAMILY).tryQuery().isPresent());
    pictures("changes-begun");

    cards.lay(TestCards.resident("张建国", "1", "19700101", "北京市海淀区大慧寺路", 103));
    until("it goes on where it was left", () -> page.focused("changes-personName-input"));
    assertEquals("zhangmei", reportsTyped("personName"), "as it was left");
    push(KeyCode.SHIFT, KeyCode.TAB);
    page.atCounter().kind("sw").then("1").then("20261120");
    page.act();
    until("who stands in", () -> page.problem("successor").contains("由谁接替"));
    page.then("lxy");
    pictures("changes-death");
    // 200 % and the smallest window: nothing is cut
    assertEquals(List.of(), cutAtTwice("changes-death"));
    page.act();
    until("taken", () -> reports().size() == 1);
    until("receipt", () -> lookup("#changes-number").tryQuery().isPresent());
    pictures("changes-receipt");
    assertTrue(page.text("changes-told-next").contains("2026-12"));
    push(KeyCode.ESCAPE);
    until("listed", () -> page.rows().equals(List.of("张建国 DEATH TOLD")));
    page.choose("DEATH");
    pictures("changes-told");
    assertEquals(List.of(), ask(() -> CutWords.in(lookup("#changes-compare").queryParent())));
  }

  private String reportsTyped(String field) {
    return ask(() ->
        lookup("#changes-" + field + "-input")
            .tryQueryAs(javafx.scene.control.TextInputControl.class)
            .map(javafx.scene.control.TextInputControl::getText)
            .orElse(""));
  }

  @Test
  void theReviewerSeesTheReportBesideTheFileAndJudges() throws Exception {
    var counter =
        new CounterViewModel(new ReportDesk(at.desk()), cn.ruhu.desktop.kit.Background.inline());
    fx(() -> {
      counter.open(ChangesScene.FAMILY);
      counter.choose(cn.ruhu.casefile.change.ChangeKind.INCOME);
      counter.type("member", ChangesScene.member(1).toString());
      counter.type("happenedOn", "2026-11-01");
      counter.type("newFen", "3200");
      counter.type("newText", "物业公司保安，劳动合同一年");
      counter.file();
    });
    CaseRecord told = reports().getFirst();
    TestDesk judge = TestDesk.reviewer(home.resolve("r" + System.nanoTime()));
    judge.receive(ChangesScene.records());
    judge.receive(told);
    fx(() -> kit.layers().show(window(kit, judge)));
    ChangesPage page = page();
    until("it waits", () -> page.rows().equals(List.of("张建国 INCOME TOLD")));
    page.choose("INCOME");
    pictures("changes-judge");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    fx(() -> stage.setWidth(1076));
    until("laid out anew", () -> stage.getScene().getWidth() == 1076);
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));
    fx(() -> stage.setWidth(1280));
    page.judge("qdfh", "income rose");
    until(
        "under review",
        () ->
            judge
                .store()
                .record(ChangesScene.FAMILY)
                .orElseThrow()
                .text("stage")
                .equals("REVIEWING"));
    until("nothing waits", () -> page.rows().isEmpty());
    judge.close();
  }
}
