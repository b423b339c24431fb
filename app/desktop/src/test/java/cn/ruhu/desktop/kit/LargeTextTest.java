package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.Clipped;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/// A list beside a panel, as most screens are, with the text twice as large in the smallest window:
/// what stood side by side stands below each other, the screen is scrolled, the table's columns
/// stay as wide as their words; back at standard text everything is where it was.
class LargeTextTest extends DesktopTest {
  private static final String LONG = "海淀区北下关街道大慧寺路8号院2号楼3单元301室";

  private record Row(String number, String words) {}

  private TableView<Row> table;
  private Node side;
  private Bar acts;
  private Label words;
  private TextField last;

  @Override
  protected Parent open(Kit kit) {
    var tables = new Tables(kit);
    table = tables.table("l-table", new Label(), _ -> {});
    table.getColumns().add(tables.text("申请编号", 206, Row::number));
    table.getColumns().add(tables.text("地址", 320, Row::words));
    table.getColumns().add(tables.text("办理人", 130, Row::words));
    table.setItems(FXCollections.observableArrayList(new Row("110108 007 2026 001 00042 5", LONG)));
    words = new Label(LONG);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    acts = new Bar(8, words, grow);
    for (int i = 1; i <= 4; i++)
      acts.getChildren().add(Buttons.plain("l-act-" + i, "打印第" + i + "份材料", () -> {}));
    var column = new VBox();
    for (int i = 1; i <= 9; i++) column.getChildren().add(named("第" + i + "项"));
    last = (TextField) column.getChildren().getLast();
    side = Nodes.side(column);
    Nodes.wide(kit.theme(), (Region) side, 320, 360, 480);
    HBox.setHgrow(table, Priority.ALWAYS);
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    var page = new Page("业务办理");
    page.subtitle("等待 12 户，今天到期 3 户");
    page.body(acts, body);
    page.foot(Buttons.main("l-finish", "完成", () -> {}));
    return filling(page);
  }

  private static TextField named(String name) {
    var field = new TextField();
    field.setAccessibleText(name);
    return field;
  }

  private static Bounds at(Node n) {
    return ask(() -> n.localToScene(n.getLayoutBounds()));
  }

  private void zoom(Theme.Zoom zoom) {
    fx(() -> kit.theme().zoom().set(zoom));
  }

  private List<Double> widths() {
    return ask(() -> table.getColumns().stream().map(TableColumn::getWidth).toList());
  }

  private boolean beside() {
    return at(side).getMinX() >= at(table).getMaxX();
  }

  @Test
  void standsSideBySideAtStandardText() {
    assertTrue(beside());
    assertEquals(at(words).getMinY(), at(lookup("#l-act-4").query()).getMinY(), 2);
    assertEquals(at(acts).getMaxX(), at(lookup("#l-act-4").query()).getMaxX(), 1);
  }

  @Test
  void standsBelowEachOtherWhereTheTextIsLarge() {
    Bounds table100 = at(table);
    Bounds side100 = at(side);
    List<Double> widths100 = widths();
    zoom(Theme.Zoom.Z200);
    assertTrue(at(side).getMinY() >= at(table).getMaxY(), "the panel below the table");
    assertTrue(at(lookup("#l-act-4").query()).getMinY() > at(words).getMaxY(), "acts wrap");
    assertTrue(ask(() -> acts.getWidth() <= stage.getScene().getWidth()));
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));
    assertEquals(List.of(), ask(() -> Clipped.in(stage.getScene().getRoot())));
    zoom(Theme.Zoom.Z100);
    assertEquals(table100, at(table));
    assertEquals(side100, at(side));
    assertEquals(widths100, widths());
  }

  @Test
  void columnsGrowWithTheTextAndAreScrolledTo() {
    zoom(Theme.Zoom.Z200);
    assertEquals(List.of(412.0, 640.0, 260.0), widths());
  }

  @Test
  void whatTakesTheKeyboardIsScrolledIntoSight() {
    zoom(Theme.Zoom.Z200);
    Node tall = lookup(".tall").query();
    assertTrue(at(last).getMinY() > ask(() -> stage.getScene().getHeight()));
    fx(last::requestFocus);
    Bounds seen = at(tall);
    until(
        "in sight",
        () -> last.localToScene(last.getLayoutBounds()).getMaxY() <= seen.getMaxY() + 1);
  }
}
