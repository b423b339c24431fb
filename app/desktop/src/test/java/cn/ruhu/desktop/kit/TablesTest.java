package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class TablesTest extends DesktopTest {
  private final ObservableList<String> rows = FXCollections.observableArrayList("a", "b", "c", "d");
  private TableView<String> table;

  @Override
  protected Parent open(Kit kit) {
    var tables = new Tables(kit);
    table = tables.table("things", new Label("-"), _ -> {});
    table.getColumns().add(tables.text("thing", 100, (String t) -> t));
    tables.shows(table, rows, t -> t);
    return new VBox(table);
  }

  @Test
  void theRowInHandStaysInHandAmongSeveral() {
    fx(() -> {
      var chosen = table.getSelectionModel();
      chosen.setSelectionMode(SelectionMode.MULTIPLE);
      chosen.selectIndices(3, 2, 0);
      assertEquals("a", chosen.getSelectedItem());
      rows.setAll("d", "b", "a", "c", "e");
      assertEquals(Set.of("a", "c", "d"), Set.copyOf(chosen.getSelectedItems()));
      assertEquals("a", chosen.getSelectedItem());
      rows.setAll("e", "d", "b");
      assertEquals(List.of("d"), List.copyOf(chosen.getSelectedItems()));
      rows.setAll("b");
      assertTrue(chosen.isEmpty());
    });
  }

  @Test
  void theOnlyChosenRowStaysChosen() {
    fx(() -> {
      var chosen = table.getSelectionModel();
      chosen.select("b");
      rows.setAll("b", "a");
      assertEquals("b", chosen.getSelectedItem());
      assertEquals(0, chosen.getSelectedIndex());
    });
  }

  /// A list that is swapped as a whole: the same rows stay chosen, and the last look is the newest.
  @Test
  void ofAnOrderedListTheChosenRowsStayChosenToo() {
    fx(() -> {
      var whole = new WholeList<String>();
      whole.show(List.of("a", "b", "c"));
      var ordered = new TableView<String>();
      new Tables(kit).showsOrdered(ordered, whole, t -> t);
      assertEquals(List.of("a", "b", "c"), List.copyOf(ordered.getItems()));
      var chosen = ordered.getSelectionModel();
      chosen.setSelectionMode(SelectionMode.MULTIPLE);
      chosen.selectIndices(0, 2);
      whole.show(List.of("c", "d", "b", "a"));
      assertEquals(List.of("c", "d", "b", "a"), List.copyOf(ordered.getItems()));
      assertEquals(Set.of("a", "c"), Set.copyOf(chosen.getSelectedItems()));
      chosen.clearAndSelect(2);
      whole.show(List.of("b"));
      assertEquals("b", chosen.getSelectedItem());
      whole.show(List.of());
      assertTrue(chosen.isEmpty() && ordered.getItems().isEmpty());
    });
  }

  @Test
  void aChoiceOfManyIsToldOnce() {
    fx(() -> {
      rows.setAll(IntStream.range(0, 300).mapToObj(Integer::toString).toList());
      var chosen = table.getSelectionModel();
      chosen.setSelectionMode(SelectionMode.MULTIPLE);
      chosen.selectAll();
      var told = new AtomicInteger();
      chosen
          .getSelectedItems()
          .subscribe(() -> told.addAndGet(Math.min(1, chosen.getSelectedItems().size())));
      rows.setAll(IntStream.range(0, 300).mapToObj(i -> Integer.toString(299 - i)).toList());
      assertEquals(300, chosen.getSelectedItems().size());
      assertTrue(told.get() < 10, () -> told + " times");
    });
  }
}
