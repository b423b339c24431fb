package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class NamesTest extends DesktopTest {
  private static final String RARE = "王\uD842\uDFB7明"; // 𠮷
  private static final String PRIVATE = "张\uE123";

  private final VBox column = new VBox(8);

  @Override
  protected Parent open(Kit kit) {
    column.setAlignment(Pos.CENTER);
    for (String name : List.of("王芳", RARE, PRIVATE, "尉迟恭"))
      column.getChildren().add(kit.names().node(name));
    return column;
  }

  @Test
  void splitsByTheFaceThatCanDraw() {
    assertEquals(
        List.of("王", "\uD842\uDFB7", "明"),
        kit.names().runs(RARE).stream().map(cn.ruhu.papers.Fonts.Run::text).toList());
    assertTrue(kit.names().isPlain("王芳"));
    assertFalse(kit.names().isPlain(RARE));
  }

  @Test
  void rareCharactersUseTheFaceThatHasThem() {
    var label = (Label) ((HBox) column.getChildren().get(1)).getChildren().get(1);
    assertEquals("HanaMinB", ask(() -> label.getFont().getFamily()));
    assertEquals(RARE, column.getChildren().get(1).getAccessibleText());
  }

  @Test
  void privateCharactersBecomeABadge() {
    var box = (HBox) column.getChildren().get(2);
    assertEquals("U+E123", ((Label) box.getChildren().get(1)).getText());
  }
}
