package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Visits that wait for a second signature, as cards of the day; and the way to one that was
/// brought on a stick. Window thread only.
final class UnsignedCards {
  private final Kit kit;
  private final SecondViewModel model;

  UnsignedCards(Kit kit, SecondViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  Node of(Unsigned one) {
    var name = kit.names().node(one.applicant());
    name.getStyleClass().add("headline");
    var words = new VBox(name, HouseholdCard.line(Icon.LOCATION, one.address()));
    words.getStyleClass().add("visit-card-words");
    String key = "visit.unsigned." + (one.mine() ? "mine" : "theirs") + (one.over() ? ".over" : "");
    var why =
        HouseholdCard.line(Icon.WARNING, kit.t(key, one.other(), Show.shortMinute(one.until())));
    why.getStyleClass().add(one.over() ? "text-danger" : "visit-note");
    words.getChildren().add(why);
    HBox.setHgrow(words, Priority.ALWAYS);
    var box = new Bar(words);
    if (one.mine()) {
      Button read =
          Buttons.large(
              Buttons.main(
                  "visit-unsigned-" + one.visit(),
                  kit.t("visit.unsigned.read"),
                  () -> model.open(one.visit())));
      read.setAccessibleText(one.applicant() + " " + read.getText());
      box.getChildren().add(read);
    }
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("card-box", "visit-left");
    return box;
  }

  /// Without a network the sealed visit comes as a file, and its number by word or on paper.
  void fromFile(@Nullable Window owner) {
    List<Path> chosen =
        kit.pictures()
            .any(
                kit.t("visit.unsigned.file.choose"),
                kit.t("visit.unsigned.file.kind"),
                List.of("ruhu-evidence"),
                owner);
    if (chosen.isEmpty()) return;
    Field number =
        new Fields(kit)
            .area("visit-second-number", kit.t("visit.unsigned.file.number"), 2)
            .hint(kit.t("visit.unsigned.file.hint"))
            .required();
    var words = new Label(kit.t("visit.unsigned.file.words"));
    words.setWrapText(true);
    kit.dialogs()
        .show(
            kit.t("visit.unsigned.file"),
            new VBox(12, words, number),
            List.of(
                Dialogs.Act.tried(
                    kit.t("visit.unsigned.read"),
                    () ->
                        Fields.allFine(List.of(number))
                            && model.open(chosen.getFirst(), number.value()))));
  }
}
