package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.pages.PageSamples;
import cn.ruhu.desktop.pages.ViewerPage;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictsViewTest extends DesktopTest {
  @TempDir static Path home;
  private ConflictsViewModel model;
  private ConflictsView view;
  private TestDesk at;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(ConflictScene.records());
    String slip = kept(at, "counter");
    String photo = kept(at, "visit");
    at.receive(List.of(slip, photo), ConflictScene.pages(slip, photo));
    model = new ConflictsViewModel(at.desk(), new DistrictDouble(at), kit.background(), kit.text());
    view = new ConflictsView(kit, model);
    kit.shortcuts().use("conflicts.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  private static String kept(TestDesk at, String headline) throws Exception {
    byte[] bytes = PageSamples.jpeg(PageSamples.sheet(headline, 1240, 1754));
    return at.store().files().put(bytes, ConflictScene.CASE, "image/jpeg");
  }

  @Test
  void thePagesBehindTheValuesOpenLargeByOneKey() throws Exception {
    until("the choices are there", () -> lookup("#conflicts-look").tryQuery().isPresent());
    fx(view::focus);
    push(KeyCode.V);
    var viewer = new ViewerPage(this).shown().picture();
    pictures("conflicts-page");
    push(KeyCode.ESCAPE);
    until("closed", () -> !viewer.isOpen());
    until("the list has the keyboard again", () -> focused("conflicts-table"));
    assertEquals(1, model.waiting.get());
  }

  @Test
  void twoLargeChoicesWithAuthorsAndTimes() throws Exception {
    until("the dispute is shown", () -> !model.disputes.isEmpty());
    pictures("conflicts");
    assertEquals(
        "张桂兰的“工资薪金 · 申报”：周敏填 1,800.00 元，林晓东填 2,300.00 元，该采用哪个？",
        ask(() -> lookup("#conflicts-asks").<Labeled>query().getText()));
    assertEquals("采用 2,300.00 元", ask(() -> lookup("#conflicts-take").<Labeled>query().getText()));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    clickOn("#conflicts-take");
    clickOn("#conflicts-settle");
    until("settled", () -> model.waiting.get() == 0);
  }

  @Test
  void aThirdValueIsTypedAndConfirmedByKeysAlone() throws Exception {
    until("the dispute is shown", () -> !model.disputes.isEmpty());
    until("the choices are there", () -> lookup("#conflicts-other").tryQuery().isPresent());
    fx(view::focus);
    push(KeyCode.DIGIT3);
    until("the field has the keyboard", () -> focused("conflicts-other-declared-input"));
    write("1800");
    push(KeyCode.ENTER);
    push(KeyCode.ENTER);
    until("on the act", () -> focused("conflicts-settle"));
    push(KeyCode.ENTER);
    until(
        "refused beside the field",
        () -> words("#conflicts-other-declared-problem").equals("这就是现在的值：要保留它请按 1"));
    assertEquals("另填一个值要写明理由，例如依据哪份材料。", ask(() -> words("#conflicts-reason-problem")));
    pictures("conflicts-other");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(1, model.waiting.get());
    push(new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN));
    write("2050");
    push(KeyCode.ENTER);
    until("on the reason", () -> focused("conflicts-reason-input"));
    write("november slip");
    push(KeyCode.ENTER);
    until("on the act again", () -> focused("conflicts-settle"));
    push(KeyCode.ENTER);
    until("settled", () -> model.waiting.get() == 0);
  }

  @Test
  void oneKeySettlesNothingAndEscapeTakesThePickBack() {
    until("the choices are there", () -> lookup("#conflicts-keep").tryQuery().isPresent());
    fx(view::focus);
    push(KeyCode.DIGIT2);
    until("on the act", () -> focused("conflicts-settle"));
    assertEquals("确认：采用 2,300.00 元", ask(() -> words("#conflicts-settle")));
    assertEquals(1, model.waiting.get());
    push(KeyCode.ESCAPE);
    until("nothing is meant", () -> model.picked.get() == null);
    push(KeyCode.ENTER);
    assertEquals(1, model.waiting.get());
  }

  @Test
  void aSettlementIsTakenBackByKeysAlone() throws Exception {
    until("the choices are there", () -> lookup("#conflicts-keep").tryQuery().isPresent());
    fx(view::focus);
    push(KeyCode.DIGIT2);
    until("on the act", () -> focused("conflicts-settle"));
    push(KeyCode.ENTER);
    until("settled", () -> model.waiting.get() == 0);
    push(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN));
    until("the way back is picked", () -> model.picked.get() == Pick.UNDO);
    until("on the act again", () -> focused("conflicts-settle"));
    pictures("conflicts-settled");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals("确认：撤回这次处理", ask(() -> words("#conflicts-settle")));
    push(KeyCode.ENTER);
    until("open again", () -> model.waiting.get() == 1);
    until("its history stands below", () -> lookup("#conflicts-history").tryQuery().isPresent());
    assertEquals(Shelf.OPEN, model.shelf.get());
  }

  @Test
  void nothingIsCutWithTheTextTwiceAsLarge() {
    until("the choices are there", () -> lookup("#conflicts-keep").tryQuery().isPresent());
    assertEquals(List.of(), cutAtTwice("conflicts"));
  }

  @Test
  void inTheMiddleOfTypingTheKeyTakesBackWhatWasTyped() {
    until("the choices are there", () -> lookup("#conflicts-keep").tryQuery().isPresent());
    fx(view::focus);
    push(KeyCode.DIGIT3);
    until("the field has the keyboard", () -> focused("conflicts-other-declared-input"));
    write("2050");
    push(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN));
    assertEquals(Pick.OTHER, model.picked.get());
    assertEquals(Shelf.OPEN, model.shelf.get());
  }

  @Test
  void severalFieldsEachWithItsEditorBeginWithWhatStands() throws Exception {
    until("the choices are there", () -> lookup("#conflicts-keep").tryQuery().isPresent());
    at.receive(ConflictScene.member());
    fx(model::refresh);
    until("both wait", () -> model.disputes.size() == 2);
    fx(() -> model.current.set(model.disputes.getFirst()));
    fx(view::focus);
    push(KeyCode.DIGIT3);
    until(
        "the fields are there", () -> lookup("#conflicts-other-health-10").tryQuery().isPresent());
    until("in sight", () -> seen("conflicts-other-disabilityCategory-input"));
    pictures("conflicts-several");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals("2", model.typed.get("disabilityCategory"));
  }

  /// Whether the node stands above the foot.
  private boolean seen(String id) {
    double bottom = lookup("#" + id).<Node>query().localToScene(0, 40).getY();
    return bottom < lookup("#conflicts-settle").<Node>query().localToScene(0, 0).getY();
  }

  private boolean focused(String id) {
    Node owner = stage.getScene().getFocusOwner();
    return owner != null && id.equals(owner.getId());
  }

  private String words(String selector) {
    return lookup(selector).<Labeled>query().getText();
  }
}
