package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.skin.DatePickerSkin;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;

/// A month beside a typed day, for who wants to see the weekday; arrows and Enter choose, Esc
/// leaves everything as it is.
final class CalendarButton {
  private final Button button;
  private final Supplier<Optional<LocalDate>> shown;
  private final Consumer<LocalDate> chosen;
  private final LocalDate today;

  /// @param shown the day to begin with
  CalendarButton(
      Kit kit, String id, Supplier<Optional<LocalDate>> shown, Consumer<LocalDate> chosen) {
    this.shown = shown;
    this.chosen = chosen;
    this.today = LocalDate.ofInstant(kit.now().instant(), cn.ruhu.desktop.kit.Show.ZONE);
    button = Buttons.icon(id + "-calendar", Icon.CALENDAR, kit.t("forms.calendar"), this::open);
  }

  Button node() {
    return button;
  }

  private void open() {
    var picker = new DatePicker(shown.get().orElse(today));
    var month = new DatePickerSkin(picker).getPopupContent();
    var popup = new Popup();
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    var frame = new StackPane(month);
    frame.getStyleClass().add("calendar-popup");
    frame.getStylesheets().setAll(button.getScene().getStylesheets());
    popup.getContent().setAll(frame);
    picker
        .valueProperty()
        .addListener((_, _, day) -> {
          popup.hide();
          if (day != null) chosen.accept(day);
          button.requestFocus();
        });
    Bounds at = button.localToScreen(button.getBoundsInLocal());
    if (at == null) return;
    popup.show(button, at.getMinX(), at.getMaxY() + 2);
    month.requestFocus();
  }
}
