package cn.ruhu.desktop.kit;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What would become of pasted cells, said below the table they go to before anything is written:
/// how many fit, which do not and why, and the two ways on. Takes no room while nothing is pasted.
/// Window thread only.
///
/// Ids for tests: the one given, `<id>-take`, `<id>-drop`.
public final class PastePreview extends VBox {
  private static final int WRONG_SHOWN = 6;
  private static final int STRANGE_SHOWN = 4;

  private final Kit kit;

  public PastePreview(Kit kit, String id) {
    this.kit = kit;
    setId(id);
    getStyleClass().add("paste-preview");
    hide();
  }

  /// What is said of pasted cells.
  ///
  /// @param words how many fit and how many do not
  /// @param wrong each cell that does not fit, with the reason
  /// @param strange what has no place at all, in words
  public record Said(String words, List<String> wrong, List<String> strange) {}

  /// Shows it with its two ways on.
  public void show(Said said, Runnable take, Runnable drop) {
    getChildren().setAll(line(said.words(), "section-title"));
    said.wrong().stream()
        .limit(WRONG_SHOWN)
        .forEach(w -> getChildren().add(line(w, "field-problem")));
    int more = said.wrong().size() - WRONG_SHOWN;
    if (more > 0) getChildren().add(line(kit.t("kit.paste.more", more), "hint"));
    said.strange().stream().limit(STRANGE_SHOWN).forEach(s -> getChildren().add(line(s, "hint")));
    var in =
        Buttons.keyed(Buttons.plain(getId() + "-take", kit.t("kit.paste.take"), take), "Enter");
    var out = Buttons.keyed(Buttons.quiet(getId() + "-drop", kit.t("kit.paste.drop"), drop), "Esc");
    getChildren().add(new FlowPane(8, 8, in, out));
    Nodes.shown(this, true);
  }

  /// Nothing is pasted.
  public void hide() {
    getChildren().clear();
    Nodes.shown(this, false);
  }

  private static Label line(String words, String style) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
