package cn.ruhu.desktop.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.Screenshots;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Theme;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case goes field by field into another system, here a window with two text fields.
class CopyStripTest extends DesktopTest {
  private static final UUID CASE = new UUID(50, 1);

  @TempDir static Path home;
  private TestDesk at;
  private Counter counter;
  private final Shelf shelf = new Shelf();

  private static final class Shelf implements CopyShelf {
    private Optional<byte[]> order = Optional.empty();
    private String place = "";
    private byte[] laid = {};

    @Override
    public Optional<byte[]> order() {
      return order;
    }

    @Override
    public String lay(byte[] bytes) {
      laid = bytes;
      return "/data/copy-order.tsv";
    }

    @Override
    public String place() {
      return place;
    }

    @Override
    public void keepPlace(String now) {
      place = now;
    }
  }

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(household());
    var outlets = new Outlets(new InMemoryPrinters(), (_, _, _, _) -> Optional.empty());
    counter = new Counter(kit, at.desk(), new Printing(kit, at.desk(), outlets), shelf);
    var city = new VBox();
    for (String id : List.of("city-name", "city-number")) {
      var field = new TextField();
      field.setId(id);
      field.setAccessibleText(id);
      city.getChildren().add(field);
    }
    return city;
  }

  private static CaseRecord[] household() {
    var all = new ArrayList<CaseRecord>();
    all.add(
        record(
            RecordType.APPLICATION,
            CASE,
            Map.of(
                "number",
                cn.ruhu.casefile.ApplicationNumber.of(TestDesk.STREET, 2026, "001", 1).text(),
                "street",
                TestDesk.STREET,
                "stage",
                "ACCEPTED",
                "applicant",
                new UUID(51, 1).toString())));
    all.add(
        record(
            RecordType.PERSON,
            new UUID(51, 1),
            Map.of("name", "陈䶮", "idNumber", "110199197805120013", "sex", "1")));
    for (int i = 2; i <= 3; i++) {
      all.add(record(RecordType.PERSON, new UUID(51, i), Map.of("name", i == 2 ? "欧阳秀兰" : "陈小小")));
      all.add(
          record(
              RecordType.MEMBER,
              new UUID(52, i),
              Map.of("person", new UUID(51, i).toString(), "relation", "12", "order", "" + i)));
    }
    return all.toArray(CaseRecord[]::new);
  }

  private static CaseRecord record(RecordType type, UUID id, Map<String, String> fields) {
    CaseRecord r = CaseRecord.of(type, id, TestDesk.STREET, CASE, fields);
    return type.field("application").isPresent() ? r.with("application", CASE.toString()) : r;
  }

  private void order(String rows) {
    shelf.order = Optional.of(("块\t名称\t字段\t格式\n" + rows).getBytes(StandardCharsets.UTF_8));
  }

  private Stage begin() {
    fx(() -> counter.copy(Chosen.of(CASE)));
    until("the strip is there", () -> strip().isPresent());
    return ask(() -> strip().orElseThrow());
  }

  private static Optional<Stage> strip() {
    return Window.getWindows().stream()
        .filter(w -> w instanceof Stage && w.getScene() != null)
        .filter(w -> "copy".equals(w.getScene().getRoot().getId()))
        .map(Stage.class::cast)
        .findFirst();
  }

  private String text(Stage strip, String id) {
    return ask(() -> ((Labeled) strip.getScene().lookup(id)).getText());
  }

  private void in(Stage strip, KeyCode... keys) {
    fx(strip::requestFocus);
    until("the strip has the keyboard", strip::isFocused);
    push(keys);
  }

  private String board() {
    return ask(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
  }

  /// What a clerk does over there.
  private String pasted(String id) {
    return ask(() -> {
      TextField field = (TextField) stage.getScene().lookup(id);
      field.clear();
      field.paste();
      return field.getText();
    });
  }

  private List<CaseRecord> runs() {
    return at.store().all(RecordType.GATE_FACT).stream()
        .filter(f -> f.text("kind").equals(GateKind.COPIED_OUT.name()))
        .toList();
  }

  @Test
  void aCaseGoesFieldByFieldIntoTheOtherSystem() {
    order("申请人\t申请人姓名\tname\t文字\n申请人\t身份证\tidNumber\t文字\n成员\t成员姓名\tname\t文字\n");
    Stage strip = begin();
    assertTrue(ask(strip::isAlwaysOnTop));
    assertEquals("申请人姓名", text(strip, "#copy-field"));
    assertEquals("第 1 项，共 4 项", text(strip, "#copy-progress"));
    assertFalse(words(strip).contains("19780512"), "a number waits for its turn");
    in(strip, KeyCode.SPACE);
    assertEquals("陈䶮", pasted("#city-name"));
    assertEquals("身份证", text(strip, "#copy-field"));
    assertEquals("110199197805120013", text(strip, "#copy-value"));
    pictures(strip, "copy-strip");
    in(strip, KeyCode.SPACE);
    assertEquals("110199197805120013", pasted("#city-number"));
    assertEquals("成员 1/2", text(strip, "#copy-block"));
    assertFalse(words(strip).contains("19780512"), "its turn is over");
    in(strip, KeyCode.LEFT);
    assertEquals("身份证", text(strip, "#copy-field"));
    in(strip, KeyCode.DIGIT4);
    in(strip, KeyCode.ENTER);
    assertEquals("成员 2/2", text(strip, "#copy-block"));
    in(strip, KeyCode.ENTER);
    assertEquals("陈小小", board());
    assertEquals("抄完了", text(strip, "#copy-field"));
    fx(() -> strip.setX(40));
    in(strip, KeyCode.CONTROL, KeyCode.W);
    until("closed", () -> strip().isEmpty());
    assertEquals("null", board(), "nothing of the case stays on the clipboard");
    assertTrue(shelf.place.startsWith("40,"), shelf.place);
    assertEquals(1, runs().size());
    CaseRecord run = runs().getFirst();
    assertEquals("4", run.text("value"));
    assertEquals("OFFICE", run.text("reason"));
    assertFalse(run.fields().toString().contains("陈"), "a run names nobody");
  }

  private String words(Stage strip) {
    return ask(() ->
        strip.getScene().getRoot().lookupAll(".label").stream()
            .map(n -> ((Labeled) n).getText())
            .toList()
            .toString());
  }

  private void pictures(Stage strip, String name) {
    for (Theme.Look look : List.of(Theme.Look.DARK, Theme.Look.LIGHT)) {
      fx(() -> kit.theme().look().set(look));
      Screenshots.take(
          strip,
          Path.of(
              "target/screens",
              name + "-" + look.name().toLowerCase(java.util.Locale.ROOT) + ".png"));
    }
    Screenshots.twice(strip, kit.theme().zoom()::set, name);
  }

  @Test
  void theBuiltInOrderServesUntilTheOfficeHasItsOwn() {
    Stage strip = begin();
    assertEquals("申请编号", text(strip, "#copy-field"));
    assertEquals(List.of(), AccessibleNames.missing(strip.getScene().getRoot()));
    fx(() -> strip.getScene().lookup("#copy-lay").fireEvent(new javafx.event.ActionEvent()));
    until("laid", () -> shelf.laid.length > 0);
    until("said", () -> text(strip, "#copy-said").contains("/data/copy-order.tsv"));
    assertEquals("BUILT_IN", runs().getFirst().text("reason"));
    fx(strip::hide);
  }

  @Test
  void nothingIsShownBehindTheCurtainOrTheLockAndThePersonTakesItAlong() {
    order("申请人\t申请人姓名\tname\t文字\n申请人\t身份证\tidNumber\t文字\n");
    Stage strip = begin();
    in(strip, KeyCode.SPACE);
    Runnable back = ask(() -> kit.layers().aside());
    assertEquals("null", board());
    assertFalse(ask(() -> inSight(strip.getScene().lookup("#copy-value"))));
    in(strip, KeyCode.SPACE);
    assertEquals("null", board());
    fx(back);
    assertTrue(ask(() -> inSight(strip.getScene().lookup("#copy-value"))));
    assertEquals("身份证", text(strip, "#copy-field"));
    fx(() -> kit.layers().clear());
    until("the person left", () -> strip().isEmpty());
  }

  @Test
  void anOrderWithFaultsIsToldLineByLine() {
    order("客厅\t姓名\tname\t文字\n申请人\t身份证\tnumber\t文字\n");
    fx(() -> counter.copy(Chosen.of(CASE)));
    until("told", () -> lookup("#copy-faults").tryQuery().isPresent());
    List<String> told =
        ask(() ->
            lookup("#copy-faults .field-problem").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList());
    assertTrue(told.getFirst().startsWith("第 2 行第 1 列：块“客厅”不认识"), told::toString);
    assertTrue(told.getLast().startsWith("第 3 行第 3 列：这个块里没有字段“number”"), told::toString);
    pictures("copy-faults");
    assertEquals(List.of(), runs());
    clickOn("#dialog-act-0");
    until("the built-in order", () -> strip().isPresent());
    fx(() -> strip().orElseThrow().hide());
  }

  @Test
  void aCaseThatIsNotSavedIsNotHandedOver() {
    fx(() -> counter.copy(Chosen.of(new UUID(50, 9))));
    until("said", () -> lookup(".toast").tryQuery().isPresent());
    assertTrue(ask(() -> strip().isEmpty()));
  }
}
