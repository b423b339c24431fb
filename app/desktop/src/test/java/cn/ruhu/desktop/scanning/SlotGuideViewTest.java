package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Originals without a code, taken in by the keyboard alone: every key that is pressed is counted.
class SlotGuideViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanningViewModel model;
  private int keys;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.clerk(home.resolve("m"));
    Stack.families(desk);
    scanner = new HandSource(desk.clock());
    var tray = new ScanTray(desk.desk());
    model = new ScanningViewModel(desk.desk(), tray, kit.background(), scanner, System::nanoTime);
    model.start();
    var camera = new CameraViewModel(model, tray, kit.background(), new HandCamera(""));
    var view = new ScanningView(kit, model, camera, (_, _) -> {});
    kit.shortcuts().use("scanning.title", view.shortcuts());
    view.onShown(Stack.CHEN + "/papers");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private void key(KeyCode code) {
    keys++;
    push(code);
  }

  private String text(String id) {
    return ask(() -> lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
  }

  private void inHand(int number) {
    until(
        "sheet " + number + " with its picture",
        () -> {
          TrayRow row = model.selected.get();
          return row != null
              && row.number() == number
              && model.sight.told.get()
              && model.sight.picture.get() != null;
        });
  }

  @Test
  void twentyOriginalsAreFiledInFortyFiveKeys() {
    for (int i = 1; i <= 20; i++) scanner.give(Stack.jpeg("", i));
    new ScanningPage(this).until(20);
    fx(() -> model.hold(model.rows.getFirst()));
    until("led", () -> model.guide.on());
    fx(() -> lookup("#scanning-strip").query().requestFocus());
    pictures("scanning-guide");
    assertEquals(List.of(), ask(() -> CutWords.in(lookup("#screen-scanning").queryParent())));
    assertEquals(List.of(), cutAtTwice("scanning-guide"));
    assertEquals("居民身份证 · 陈建国", text("#scanning-guide-lit"));
    // cards of the two grown members, the booklet with its four pages, his wages: eight by the
    // light; then twelve more slips, each with whose it is; every one compared with its paper
    int places = ask(() -> model.guide.lines.size());
    var dark = new AtomicInteger();
    fx(() ->
        model.sight.picture.subscribe((_, now) -> {
          if (now == null) dark.incrementAndGet();
        }));
    assertEquals(8, places);
    for (int i = 1; i <= 20; i++) {
      inHand(i);
      key(KeyCode.K);
      int at = i - 1;
      until("stamped " + i, () -> model.rows.get(at).page().make().stamped());
      inHand(i);
      key(i <= places ? KeyCode.SPACE : i % 2 == 0 ? KeyCode.DIGIT1 : KeyCode.DIGIT2);
      until("placed " + i, () -> model.rows.get(at).state() == TrayRow.State.READY);
    }
    assertEquals(19, dark.get(), "the picture goes only when the next sheet comes");
    pictures("scanning-guide-full");
    keys++;
    press(KeyCode.CONTROL).press(KeyCode.ENTER).release(KeyCode.ENTER).release(KeyCode.CONTROL);
    until("filed", () -> model.ledger.get().filed() == 20);
    assertTrue(keys <= 45, keys + " keys");
    List<CaseRecord> pages = desk.desk().caseFile(Stack.CHEN).pages();
    assertEquals(20, pages.size());
    assertTrue(pages.stream().allMatch(p -> p.text("checkedBy").equals(TestDesk.CLERK.toString())));
    assertEquals(13, pages.stream().filter(p -> p.text("slot").equals("D06")).count());
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void aSpreadIsSplitAndItsCornersAreSetWithoutTheMouse() {
    scanner.give(Stack.spread(1));
    new ScanningPage(this).until(1);
    fx(() -> model.hold(model.rows.getFirst()));
    inHand(1);
    key(KeyCode.X);
    until("two pages", () -> model.rows.size() == 2);
    inHand(1);
    until("its half", () -> ratio() < 1);
    pictures("scanning-guide-split");
    key(KeyCode.Q);
    until("the corners", () -> lookup("#corners").tryQuery().isPresent());
    until(
        "their picture",
        () -> lookup("#corners .image-view").<ImageView>query().getImage() != null);
    until("their handles", () -> lookup("#corners-handle-2").<Node>query().isVisible());
    key(KeyCode.DIGIT3);
    press(KeyCode.SHIFT);
    for (int i = 0; i < 4; i++) key(KeyCode.LEFT);
    key(KeyCode.UP);
    release(KeyCode.SHIFT);
    pictures("scanning-corners");
    assertEquals(List.of(), cutAtTwice("scanning-corners"));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    key(KeyCode.ENTER);
    until(
        "kept",
        () -> model.rows.getFirst().page().make().corners().equals("0,0 5000,0 4600,9900 0,10000"));
    inHand(1);
    key(KeyCode.Z);
    until(
        "taken back",
        () ->
            model.rows.getFirst().page().make().corners().equals("0,0 5000,0 5000,10000 0,10000"));
  }

  @Test
  void aCornerIsDraggedWithTheLoupeBesideIt() {
    scanner.give(Stack.jpeg("", 1));
    new ScanningPage(this).until(1);
    fx(() -> model.hold(model.rows.getFirst()));
    inHand(1);
    key(KeyCode.Q);
    until(
        "the handles",
        () -> lookup("#corners-handle-0").tryQuery().filter(Node::isVisible).isPresent());
    drag("#corners-handle-0").moveBy(60, 40).drop();
    until("the loupe", () -> lookup("#corners-loupe").<Node>query().isVisible());
    pictures("scanning-corners-dragged");
    key(KeyCode.ENTER);
    until("kept", () -> !model.rows.getFirst().page().make().corners().isEmpty());
    String kept = model.rows.getFirst().page().make().corners();
    assertTrue(kept.endsWith(" 10000,0 10000,10000 0,10000"), kept);
  }

  private double ratio() {
    var image = lookup("#scanning-picture .image-view").<ImageView>query().getImage();
    return image == null ? 9 : image.getWidth() / image.getHeight();
  }
}
