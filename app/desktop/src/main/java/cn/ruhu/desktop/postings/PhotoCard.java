package cn.ruhu.desktop.postings;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The cards of this screen: put up, taken down, an objection. Each stays open with the reasons
/// while something stands in the way. Window thread only.
final class PhotoCard {
  private final Kit kit;
  private final PostingsViewModel model;
  private final PostingRow row;
  private final Label problem = new Label();
  private final CheckBox byHand = new CheckBox();
  private @Nullable Path photo;
  private Runnable close = () -> {};

  PhotoCard(Kit kit, PostingsViewModel model, PostingRow row) {
    this.kit = kit;
    this.model = model;
    this.row = row;
    problem.getStyleClass().add("field-problem");
    problem.setId("postings-problem");
    problem.setWrapText(true);
    byHand.setId("postings-by-hand");
    byHand.setText(kit.t("postings.by.hand"));
    byHand.setWrapText(true);
    Nodes.shown(byHand, false);
  }

  void posted() {
    Field place = new Fields(kit).text("postings-place", kit.t("postings.place")).required();
    place.valueProperty().set(PostingWork.board(row.posting()));
    open(
        "posted",
        new VBox(12, muted("postings.hint.posted"), place, photo(), byHand, problem),
        () -> {
          @Nullable Path chosen = photo;
          if (!Fields.allFine(List.of(place))) return;
          if (chosen == null) missing();
          else model.posted(row.id(), place.value().strip(), chosen, byHand.isSelected(), asker());
        });
  }

  void removed() {
    open(
        "removed",
        new VBox(12, muted("postings.hint.removed"), photo(), byHand, problem),
        () -> {
          @Nullable Path chosen = photo;
          if (chosen == null) missing();
          else model.removed(row.id(), chosen, byHand.isSelected(), asker());
        });
  }

  void objection() {
    Field who = new Fields(kit).text("postings-who", kit.t("postings.who")).required();
    Field words = new Fields(kit).area("postings-words", kit.t("postings.words"), 3).required();
    open(
        "objection",
        new VBox(12, muted("postings.hint.objection"), who, words, photo(), problem),
        () -> {
          if (!Fields.allFine(List.of(who, words))) return;
          model.objected(
              row.id(),
              who.value().strip(),
              words.value().strip(),
              Optional.ofNullable(photo),
              asker());
        });
  }

  private void open(String deed, VBox content, Runnable act) {
    content.getStyleClass().add("form");
    close =
        kit.dialogs()
            .show(
                kit.t("postings.deed." + deed),
                content,
                List.of(
                    Dialogs.Act.tried(
                        kit.t("postings.act." + deed),
                        () -> {
                          problem.setText("");
                          act.run();
                          return false;
                        })));
  }

  private PostingsViewModel.Asker asker() {
    return new PostingsViewModel.Asker(this::refused, () -> close.run());
  }

  /// A photo without a readable code is taken on somebody's word, never silently.
  private void refused(List<Message> why) {
    problem.setText(why.stream().map(kit.text()::of).collect(Collectors.joining("\n")));
    boolean unread = why.stream().anyMatch(m -> m.key().equals("postings.problem.unread"));
    if (unread) Nodes.shown(byHand, true);
  }

  private void missing() {
    problem.setText(kit.t("postings.problem.photo"));
  }

  private Bar photo() {
    var name = new Label(kit.t("postings.photo.none"));
    name.getStyleClass().add("text-muted");
    Button choose =
        Buttons.with(
            Icon.ATTACH_FILE,
            Buttons.plain("postings-photo", kit.t("postings.photo.choose"), () -> {}));
    choose.setOnAction(_ ->
        kit
            .pictures()
            .choose(kit.t("postings.photo.title"), kit.t("postings.photo.kind"), null)
            .stream()
            .findFirst()
            .ifPresent(f -> {
              photo = f;
              byHand.setSelected(false);
              Nodes.shown(byHand, false);
              problem.setText("");
              name.setText(String.valueOf(f.getFileName()));
            }));
    var bar = new Bar(10, choose, name);
    bar.setAlignment(Pos.CENTER_LEFT);
    return bar;
  }

  private Label muted(String key) {
    var label = new Label(kit.t(key));
    label.setWrapText(true);
    label.getStyleClass().add("text-muted");
    return label;
  }
}
