package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.ReceivedCase;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Asks why sheets are not filed.
final class AsideCard {
  private AsideCard() {}

  static void open(Kit kit, ScanningViewModel model, List<TrayRow> sheets) {
    Field why = new Fields(kit).text("scanning-reason", kit.t("scanning.aside.reason")).required();
    if (sheets.size() == 1 && model.doubles.found.get() != null)
      why.valueProperty().set(kit.t("scanning.aside.double"));
    why.hint(kit.t("scanning.aside.hint"));
    // paper of a case that went to another street goes there too
    List<String> streets =
        sheets.stream()
            .map(r -> r.handed().map(ReceivedCase::streetName).orElse(""))
            .distinct()
            .toList();
    if (streets.size() == 1 && !streets.getFirst().isEmpty())
      why.valueProperty().set(kit.t("scanning.aside.handed", streets.getFirst()));
    var count = new Label(kit.t("scanning.card.count", sheets.size()));
    count.getStyleClass().add("hint");
    kit.dialogs()
        .show(
            kit.t("scanning.aside.title"),
            new VBox(12, count, why),
            List.of(
                Dialogs.Act.tried(
                    kit.t("scanning.aside.act"),
                    () -> {
                      if (!Fields.allFine(List.of(why))) return false;
                      model.aside(sheets, why.value());
                      return true;
                    })));
  }
}
