package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.device.scan.ScanTrouble;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanningViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private final List<String> gone = new CopyOnWriteArrayList<>();

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.clerk(home.resolve("m"));
    Stack.families(desk);
    scanner = new HandSource(desk.clock());
    var tray = new ScanTray(desk.desk());
    var model =
        new ScanningViewModel(desk.desk(), tray, kit.background(), scanner, System::nanoTime);
    model.start();
    var camera = new CameraViewModel(model, tray, kit.background(), new HandCamera(""));
    var view =
        new ScanningView(
            kit, model, camera, (feature, argument) -> gone.add(feature + " " + argument));
    kit.shortcuts().use("scanning.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void aMixedStackIsSettledByTheKeyboard() {
    pictures("scanning-empty");
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND), 2));
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.WIFE), 3));
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 4));
    scanner.give(Stack.jpeg("", 5));
    scanner.give(Stack.jpeg("https://pay.example/6", 6));
    scanner.give(Stack.blank(7));
    scanner.trouble("scan0008.jpg", ScanTrouble.Kind.EMPTY);
    var page = new ScanningPage(this).until(7);
    assertEquals(List.of("READY", "SIGN", "SIGN", "READY", "WAIT", "WAIT", "BLANK"), page.states());
    page.hold(2);
    until("its place", () -> page.place().contains("陈建国"));
    pictures("scanning-sign");
    page.signAll();
    page.hold(5);
    until("no code", () -> page.why().contains("没有本区页码"));
    pictures("scanning-wait");
    assertEquals(List.of(), cutAtTwice("scanning-wait"));
    assertEquals(
        List.of(),
        ask(() -> CutWords.in(lookup("#screen-scanning").queryParent())),
        "and at 100 %");
    page.key(KeyCode.A);
    until("the card", () -> lookup("#dialog").tryQuery().isPresent());
    pictures("scanning-assign");
    push(KeyCode.ESCAPE);
    page.assign("zdf", "hkb");
    until("put there", () -> page.states().get(4).equals("READY"));
    page.hold(6).aside("别的单位的单据");
    until("the sum", () -> page.ledger().equals("进 7 张 = 待归档 5 + 空白 1 + 不归档 1"));
    page.file();
    until("the sum", () -> page.ledger().equals("进 7 张 = 已归档 5 + 空白 1 + 不归档 1"));
    pictures("scanning-filed");
    assertEquals(2, desk.desk().caseFile(Stack.ZHAO).pages().size());
    assertEquals(3, desk.desk().caseFile(Stack.CHEN).pages().size());
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void aNoticeBroughtBackOpensItsCaseAtWhatIsMissing() {
    scanner.give(Stack.jpeg(Stack.notice(Stack.CHEN), 1));
    var page = new ScanningPage(this).until(1);
    assertEquals(List.of("LEADS"), page.states());
    page.hold(1);
    until("whose it is", () -> lookup("#scanning-do-lead").tryQuery().isPresent());
    pictures("scanning-notice");
    assertEquals("进 1 张 = 封面、告知书 1", page.ledger());
    page.key(KeyCode.G);
    until("opened", () -> gone.equals(List.of("intake " + Stack.CHEN + "/papers")));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void whatSpeaksAgainstAPlaceIsSaidWithItsWaysOut() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 2));
    var page = new ScanningPage(this).until(2);
    page.hold(2);
    until("said", () -> page.why().contains("出现两次"));
    assertTrue(lookup("#scanning-do-both").tryQuery().isPresent());
    page.key(KeyCode.E);
    until("both are ready", () -> page.states().equals(List.of("READY", "READY")));
    page.file();
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 3));
    page.until(1).hold(1);
    until("said", () -> page.why().contains("已有这一页"));
    pictures("scanning-ask");
    assertEquals(List.of(), cutAtTwice("scanning-ask"));
    page.key(KeyCode.DIGIT1);
    until("ready", () -> page.states().equals(List.of("READY")));
  }

  @Test
  void theSheetInHandGoesCloserAndBackAndTheNextLiesWhole() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2));
    var page = new ScanningPage(this).until(2);
    page.hold(1);
    until("its picture", () -> sheet().getImage() != null && sheet().getFitWidth() > 100);
    double whole = ask(() -> sheet().getFitWidth());
    double room = ask(() -> lookup("#scanning-picture").query().getLayoutBounds().getHeight());
    assertTrue(ask(() -> sheet().getLayoutBounds().getHeight()) <= room, "the whole sheet is seen");
    clickOn("#scanning-larger");
    clickOn("#scanning-larger");
    assertEquals(whole * 1.44, ask(() -> sheet().getFitWidth()), whole * 0.02, "less two bars");
    clickOn("#scanning-smaller");
    assertEquals(whole * 1.2, ask(() -> sheet().getFitWidth()), whole * 0.02);
    page.hold(2);
    until("the next", () -> sheet().getImage() != null && sheet().getFitWidth() < whole * 1.1);
    assertEquals(whole, ask(() -> sheet().getFitWidth()), whole * 0.02, "what is said takes room");
  }

  @Test
  void nobodyIsAskedToSignASheetWhosePictureIsGone() throws Exception {
    scanner.give(Stack.jpeg(Stack.sheetOf(PrintedCase.HUSBAND), 1));
    var page = new ScanningPage(this).until(1).hold(1);
    until("it may be signed", () -> !signs().isDisabled());
    ScanBatch batch = new ScanTray(desk.desk()).batches().getFirst();
    String file = batch.pages().getFirst().file();
    assertTrue(desk.store().files().discard(file, batch.id()));
    page.key(KeyCode.R);
    until("no picture", () -> sheet().getImage() == null);
    until("nothing to sign", () -> signs().isDisabled());
  }

  private Button signs() {
    return lookup("#scanning-do-signed").queryButton();
  }

  private ImageView sheet() {
    return lookup("#scanning-picture .image-view").query();
  }
}
