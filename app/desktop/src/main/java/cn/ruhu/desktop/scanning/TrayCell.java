package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A sheet in the strip: its small picture, where it goes, and how it stands. Owns its nodes.
final class TrayCell extends ListCell<TrayRow> {
  private final Kit kit;
  private final ScanningViewModel model;
  private final ThumbImages pictures;
  private final ScanWords words;
  private final ImageView thumb = new ImageView();
  private final StackPane frame = new StackPane(thumb);
  private final Label number = new Label();
  private final HBox name;
  private final HBox badge = new HBox();
  private final Label detail = new Label();
  private final HBox row;

  /// @param pictures of the whole strip
  TrayCell(Kit kit, ScanningViewModel model, ThumbImages pictures) {
    this.kit = kit;
    this.pictures = pictures;
    this.model = model;
    this.words = new ScanWords(kit);
    thumb.setPreserveRatio(true);
    thumb.fitHeightProperty().bind(frame.heightProperty().subtract(7));
    thumb.fitWidthProperty().bind(frame.widthProperty().subtract(6));
    frame.getStyleClass().add("scan-thumb");
    number.getStyleClass().addAll("digits", "text-muted");
    number.setMinWidth(Label.USE_PREF_SIZE);
    name = kit.names().node("");
    name.getStyleClass().add("scan-name");
    name.setMinWidth(0);
    HBox.setHgrow(name, Priority.ALWAYS);
    badge.setMinWidth(HBox.USE_PREF_SIZE);
    detail.getStyleClass().addAll("hint", "scan-detail");
    detail.setWrapText(true);
    detail.setAlignment(Pos.TOP_LEFT);
    var top = new HBox(6, number, name, badge);
    top.setAlignment(Pos.CENTER_LEFT);
    var text = new VBox(3, top, detail);
    text.setAlignment(Pos.CENTER_LEFT);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    row = new HBox(10, frame, text);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinWidth(0);
    setPrefWidth(0);
    model.thumbs.subscribe(_ -> {
      TrayRow item = getItem();
      if (item != null && thumb.getImage() == null) draw(item);
    });
  }

  @Override
  protected void updateItem(@Nullable TrayRow item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
      thumb.setImage(null);
      return;
    }
    number.setText(Integer.toString(item.number()));
    String applicant = item.names().applicant();
    String title =
        !applicant.isEmpty()
            ? applicant
            : switch (item.state()) {
              case BLANK, READING -> kit.t("scanning.title." + item.state());
              case ASIDE -> kit.t("scanning.title.nobody");
              default -> kit.t("scanning.title.unknown");
            };
    kit.names().fill(name, title);
    badge.getChildren().setAll(Badges.of(words.state(item), words.tone(item.state())));
    boolean stamped = item.page().make().stamped();
    if (stamped) badge.getChildren().addFirst(Icon.VERIFIED.node());
    String where = words.brief(item);
    String why = words.why(item);
    detail.setText(where.isEmpty() ? words.briefWhy(item) : where);
    setAccessibleText(
        item.number()
            + " "
            + title
            + " "
            + words.state(item)
            + " "
            + where
            + " "
            + why
            + (stamped ? " " + kit.t("scanning.guide.stamped") : ""));
    draw(item);
    setGraphic(row);
  }

  private void draw(TrayRow item) {
    thumb.setImage(model.thumb(item).map(pictures::of).orElse(null));
  }
}
