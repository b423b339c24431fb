package cn.ruhu.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Tall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The scan folder in the settings: chosen or typed, and what it is doing.
class FolderCardTest extends DesktopTest {
  private final List<String> used = new ArrayList<>();
  private Optional<String> chosen = Optional.empty();

  /// Takes absolute paths only, and is watching as soon as it has one.
  private final Folders folders =
      new Folders() {
        private Consumer<String> changed = _ -> {};

        @Override
        public String folder() {
          return "";
        }

        @Override
        public boolean accepts(String folder) {
          return folder.startsWith("/");
        }

        @Override
        public void use(String folder) {
          used.add(folder);
          changed.accept("READY");
        }

        @Override
        public Optional<String> choose(String title, @Nullable Window owner) {
          return chosen;
        }

        @Override
        public Runnable onState(Consumer<String> changed) {
          this.changed = changed;
          changed.accept("NONE");
          return () -> {};
        }
      };

  @Override
  protected Parent open(Kit kit) {
    var card = new FolderCard(kit, folders);
    card.open();
    var page = new VBox(card.node());
    page.setPadding(new Insets(22));
    return filling(new Tall(page));
  }

  @Test
  void aFolderIsChosenInsteadOfTyped() {
    clickOn("#settings-folder-choose");
    assertEquals(List.of(), used, "nothing was chosen");
    chosen = Optional.of("/srv/scans");
    clickOn("#settings-folder-choose");
    assertEquals(List.of("/srv/scans"), used);
    assertEquals(
        "/srv/scans",
        ask(() -> lookup("#settings-folder-input").queryTextInputControl().getText()));
    pictures("settings-folder");
    assertEquals(List.of(), cutAtTwice("settings-folder"));
  }

  @Test
  void aTypedPathThatIsNoneIsNotUsed() {
    clickOn("#settings-folder-input").write("scans");
    clickOn("#settings-folder-use");
    assertTrue(used.isEmpty());
    assertTrue(ask(() -> lookup(".field-problem").tryQuery().isPresent()));
  }
}
