package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A page in the list: under the name of its kind where it is the first, with whose it is, its
/// stamp and how many versions it had. Owns its nodes.
final class LeafCell extends ListCell<Leaf> {
  private final Kit kit;
  private final BinderViewModel model;
  private final LeafWords words;
  private final Label head = new Label();
  private final Label number = new Label();
  private final Label what = new Label();
  private final HBox marks = new HBox(6);
  private final VBox box;

  LeafCell(Kit kit, BinderViewModel model) {
    this.kit = kit;
    this.model = model;
    this.words = new LeafWords(kit, model);
    head.getStyleClass().addAll("binder-head");
    number.getStyleClass().addAll("digits", "text-muted");
    number.setMinWidth(Region.USE_PREF_SIZE);
    what.setMinWidth(0);
    what.setWrapText(true);
    HBox.setHgrow(what, Priority.ALWAYS);
    what.setMaxWidth(Double.MAX_VALUE);
    marks.setAlignment(Pos.CENTER_RIGHT);
    marks.setMinWidth(Region.USE_PREF_SIZE);
    var row = new HBox(8, number, what, marks);
    row.setAlignment(Pos.CENTER_LEFT);
    box = new VBox(3, head, row);
    box.setMinWidth(0);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Leaf leaf, boolean empty) {
    super.updateItem(leaf, empty);
    if (empty || leaf == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    boolean first = getIndex() == 0 || !model.leaves.get(getIndex() - 1).slot().equals(leaf.slot());
    String kind = CodeTables.label("docType", leaf.slot());
    head.setText(kit.t("binder.kind", kind, leaf.of()));
    head.setVisible(first);
    head.setManaged(first);
    number.setText(leaf.stands() ? Integer.toString(leaf.at()) : kit.t("binder.old.mark"));
    what.setText(words.what(leaf));
    what.getStyleClass().removeAll("text-muted");
    if (!leaf.stands()) what.getStyleClass().add("text-muted");
    marks.getChildren().clear();
    if (!leaf.page().text("checkedBy").isEmpty()) marks.getChildren().add(Icon.VERIFIED.node());
    if (leaf.earlier() > 0)
      marks
          .getChildren()
          .add(Badges.of(kit.t("binder.versions", leaf.earlier()), Badges.Tone.NEUTRAL));
    if (leaf.out()) marks.getChildren().add(Badges.of(words.way(leaf), Badges.Tone.WARNING));
    setAccessibleText(kind + " " + number.getText() + " " + what.getText());
    setGraphic(box);
  }
}
