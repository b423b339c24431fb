package cn.ruhu.desktop.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.xlsform.ShippedBook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishingViewTest extends DesktopTest {
  private static final UUID ADMIN = new UUID(9, 9);

  @TempDir static Path home;
  private TestDesk at;
  private InMemoryFormPress press;
  private PublishingViewModel model;

  /// what the person chooses when asked for a file
  private List<Path> chosen = List.of();

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.open(home.resolve("m" + System.nanoTime()), ADMIN, "高明", Role.ADMIN_SYSTEM);
    press = new InMemoryFormPress(at);
    FormPackage one = FormPackage.homeVisit(1);
    FormPackage two = FormPackage.homeVisit();
    press.arrive(new UUID(8, 1), one, one.xform(), "PUBLISHED", "试用");
    press.arrive(new UUID(8, 2), two, two.xform(), "PUBLISHED", "增减问题");
    model =
        new PublishingViewModel(
            at.desk(), kit.background(), press, new Workbooks(), kit.text()::has, "zh");
    at.desk().follow(kit.background(), model::refresh);
    var view = new PublishingView(kit.choosing((title, kind, owner) -> chosen), model);
    kit.shortcuts().use("publishing.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static Path file(String name, String xml) throws Exception {
    Path file = home.resolve(name);
    Files.writeString(file, xml, StandardCharsets.UTF_8);
    return file;
  }

  private static String edition(String version) {
    FormPackage own = FormPackage.homeVisit();
    String xml = new String(own.xform(), StandardCharsets.UTF_8);
    String was = "version=\"" + own.version() + "\"";
    int at = xml.indexOf(was, xml.indexOf("<instance"));
    return xml.substring(0, at) + "version=\"" + version + "\"" + xml.substring(at + was.length());
  }

  private String words(String id) {
    return ask(() -> lookup(id).<Labeled>query().getText());
  }

  @Test
  void aNewVersionIsCheckedTriedAndPublished() throws Exception {
    until("the list", () -> model.forms.size() == 2);
    Path next = file("入户核查表.xml", edition("5"));
    fx(() -> model.open(next));
    until("read", () -> model.file.get() != null);
    assertTrue(words("#publishing-file-standing").contains("检查通过"));
    pictures("publishing-file");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    clickOn("#publishing-try-file");
    until("tried out", () -> !lookup("#form-sections").queryAll().isEmpty());
    fx(() -> lookup("#q-V09D-1").<ToggleButton>query().fire());
    until("the door is open", () -> !lookup("#section-M").queryAll().isEmpty());
    clickOn("#section-M");
    until("a person to answer for", () -> !lookup("#people").queryAll().isEmpty());
    pictures("publishing-trial");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    clickOn("#trial-back");
    until("back", () -> !lookup("#publishing-publish").queryAll().isEmpty());
    clickOn("#publishing-publish");
    until("asked why", () -> !lookup("#publishing-reason-input").queryAll().isEmpty());
    clickOn("#dialog-act-0");
    assertEquals(List.of(), press.asked, "not without a reason");
    clickOn("#publishing-reason-input");
    write("zjwt");
    push(KeyCode.ENTER);
    clickOn("#dialog-act-0");
    until("published", () -> model.forms.size() == 3);
    assertEquals(List.of("publish 5 增减问题", "round"), press.asked);
    until(
        "the new one is what visits begin with",
        () ->
            model.forms.getFirst().version().equals("5")
                && model.forms.getFirst().standing() == FormRow.Standing.CURRENT
                && model.forms.get(1).standing() == FormRow.Standing.ALIVE);
  }

  /// The district's own file from the first click to its publication: an official changed a
  /// question and the version in the workbook.
  @Test
  void aWorkbookIsChosenCheckedTriedAndPublished() throws Exception {
    until("the list", () -> model.forms.size() == 2);
    byte[] book = ShippedBook.HOME_VISIT.bytes();
    Map<String, String> words = Map.of("现住址与申报一致吗", "住的地方和申报的一样吗");
    Path bad = home.resolve("写错的.xlsx");
    Files.write(bad, EditedBook.of(book, Map.of("select_one H01", "select_one H00"), "5"));
    chosen = List.of(bad);
    clickOn("#publishing-open");
    until("read", () -> model.file.get() != null);
    assertTrue(words("#publishing-file-standing").contains("有 1 处错误"));
    var flaw = ask(() -> model.file.get().flaws().getFirst());
    assertEquals("survey", flaw.sheet());
    assertTrue(flaw.words().contains("H00"), flaw.words());
    pictures("publishing-workbook-flaws");
    clickOn("#publishing-file-close");
    until("away", () -> model.file.get() == null);
    Path next = home.resolve("入户调查表 第五版.xlsx");
    Files.write(next, EditedBook.of(book, words, "5"));
    chosen = List.of(next);
    push(KeyCode.CONTROL, KeyCode.O);
    until("read", () -> model.file.get() != null);
    assertTrue(words("#publishing-file-standing").contains("检查通过"));
    assertTrue(words("#publishing-file").contains("入户调查表 第五版.xlsx"));
    pictures("publishing-workbook");
    clickOn("#publishing-try-file");
    until("tried out", () -> !lookup("#form-sections").queryAll().isEmpty());
    fx(() -> lookup("#q-V09D-1").<ToggleButton>query().fire());
    until("the door is open", () -> !lookup("#section-H").queryAll().isEmpty());
    clickOn("#section-H");
    until(
        "the new words",
        () ->
            lookup(".label").queryAll().stream()
                .anyMatch(n -> ((Labeled) n).getText().contains("住的地方和申报的一样吗")));
    pictures("publishing-workbook-trial");
    clickOn("#trial-back");
    until("back", () -> !lookup("#publishing-publish").queryAll().isEmpty());
    clickOn("#publishing-publish");
    until("asked why", () -> !lookup("#publishing-reason-input").queryAll().isEmpty());
    clickOn("#publishing-reason-input");
    write("zjwt");
    push(KeyCode.ENTER);
    clickOn("#dialog-act-0");
    until("published", () -> model.forms.size() == 3);
    assertEquals(List.of("publish 5 增减问题", "round"), press.asked);
    assertEquals("入户调查表", ask(() -> model.forms.getFirst().title()));
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() throws Exception {
    until("the list", () -> model.forms.size() == 2);
    String broken = edition("5").replaceFirst("<bind nodeset=\"[^\"]+\"", "<bind nodeset=\"/x/y\"");
    Path bad = file("错的.xml", broken);
    fx(() -> model.open(bad));
    until("read", () -> model.file.get() != null);
    assertTrue(words("#publishing-file-standing").contains("有 1 处错误"));
    var flaw = ask(() -> model.file.get().flaws().getFirst());
    assertTrue(flaw.place().matches("\\d+:\\d+"), flaw.place());
    assertTrue(flaw.words().contains("/x/y"), flaw.words());
    pictures("publishing-flaws");
    clickOn("#publishing-publish");
    assertTrue(ask(() -> lookup("#dialog").tryQuery().isEmpty()));
    Path taken = file("同版.xml", edition("4") + "<!-- 别的内容 -->");
    fx(() -> model.open(taken));
    until("told", () -> words("#publishing-file-standing").contains("已经发布过"));
    clickOn("#publishing-file-close");
    until("away", () -> model.file.get() == null);
    assertEquals(List.of(), press.asked);
  }

  @Test
  void aVersionIsRetiredWithAReasonAndComesBack() {
    until("the list", () -> model.forms.size() == 2);
    fx(() -> model.chosen.set(model.forms.getFirst()));
    pictures("publishing-list");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    clickOn("#publishing-retire");
    until("asked why", () -> !lookup("#publishing-reason-input").queryAll().isEmpty());
    pictures("publishing-retire");
    clickOn("#publishing-reason-input");
    write("zctz");
    push(KeyCode.ENTER);
    clickOn("#dialog-act-0");
    until("retired", () -> model.forms.getFirst().standing() == FormRow.Standing.RETIRED);
    assertEquals(FormRow.Standing.CURRENT, model.forms.get(1).standing(), "the older one serves");
    until("may come back", () -> !lookup("#publishing-again").queryAll().isEmpty());
    press.away = true;
    fx(() -> model.again("试用"));
    until("said", () -> words("#publishing-problem").contains("连不上"));
    press.away = false;
    fx(() -> model.again("试用"));
    until("back", () -> model.forms.getFirst().standing() == FormRow.Standing.CURRENT);
  }
}
