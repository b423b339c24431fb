package cn.ruhu.desktop.shell;

import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The card a person sets a short number on that opens the lock until the sign-out (DOMAIN §0.2
/// C22).
final class PinCard {
  private final Kit kit;
  private final ShellViewModel model;

  PinCard(Kit kit, ShellViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  void open() {
    var fields = new Fields(kit);
    Field pin =
        fields
            .password("pin-fresh", kit.t("shell.pin.fresh"))
            .check(v -> LockPin.fits(v) ? Optional.empty() : Optional.of(kit.t("shell.pin.rules")))
            .hint(kit.t("shell.pin.rules"))
            .required();
    Field again =
        fields
            .password("pin-again", kit.t("shell.pin.again"))
            .check(v ->
                v.equals(pin.value()) ? Optional.empty() : Optional.of(kit.t("shell.pin.differ")))
            .required();
    var words = new Label(kit.t("shell.pin.words", ShellViewModel.LOCK_AFTER.toMinutes()));
    words.setWrapText(true);
    words.getStyleClass().add("dialog-words");
    var box = new VBox(words, pin, again);
    box.getStyleClass().add("password-card");
    kit.dialogs()
        .show(
            kit.t("shell.pin.title"),
            box,
            List.of(
                Dialogs.Act.tried(
                    kit.t("shell.pin.act"),
                    () -> {
                      if (!Fields.allFine(List.of(pin, again))) return false;
                      boolean same = LockPin.fits(pin.value()) && again.value().equals(pin.value());
                      if (!same) return false;
                      model.pin(pin.value().toCharArray());
                      kit.notices().done(kit.t("shell.pin.done"));
                      return true;
                    })));
  }
}
