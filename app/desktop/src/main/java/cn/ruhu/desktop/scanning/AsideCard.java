package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
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
