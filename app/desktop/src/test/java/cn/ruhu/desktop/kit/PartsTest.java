package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class PartsTest extends DesktopTest {
  @Override
  protected Parent open(Kit kit) {
    return new VBox();
  }

  private static Node row(String name, String style, String icon) {
    var mark = new Label(icon);
    mark.getStyleClass().add(style);
    var words = new Label(name);
    words.setGraphic(mark);
    return new HBox(words, new Region());
  }

  @Test
  void whatSaysTheSameStays() {
    fx(() -> {
      var box = new VBox();
      Parts.show(box, List.of(row("a", "success", "+"), row("b", "neutral", "-")));
      List<Node> before = List.copyOf(box.getChildren());
      var changes = new AtomicInteger();
      box.getChildren().addListener((ListChangeListener<Node>) _ -> changes.incrementAndGet());
      Parts.show(box, List.of(row("a", "success", "+"), row("b", "neutral", "-")));
      assertEquals(0, changes.get());
      Parts.show(box, List.of(row("a", "success", "+"), row("c", "neutral", "-")));
      assertSame(before.get(0), box.getChildren().get(0));
      assertNotSame(before.get(1), box.getChildren().get(1));
    });
  }

  @Test
  void anotherTextStyleGraphicOrStateIsAnotherPart() {
    fx(() -> {
      var hidden = row("a", "success", "+");
      Nodes.shown(hidden, false);
      for (Node other :
          List.of(
              row("x", "success", "+"),
              row("a", "neutral", "+"),
              row("a", "success", "-"),
              new VBox(new Label("a")),
              hidden)) {
        var box = new VBox();
        Parts.show(box, List.of(row("a", "success", "+")));
        Parts.show(box, List.of(other));
        assertSame(other, box.getChildren().getFirst());
      }
    });
  }

  @Test
  void partsComeAndGo() {
    fx(() -> {
      var box = new VBox();
      Parts.show(box, List.of(row("a", "s", ""), row("b", "s", "")));
      Parts.show(box, List.of(row("a", "s", "")));
      assertEquals(1, box.getChildren().size());
      Parts.show(box, List.of(row("a", "s", ""), row("b", "s", ""), row("c", "s", "")));
      assertEquals(3, box.getChildren().size());
      Parts.show(box, List.of());
      assertEquals(0, box.getChildren().size());
    });
  }
}
