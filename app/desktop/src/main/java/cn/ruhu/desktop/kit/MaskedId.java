package cn.ruhu.desktop.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

/// An identity number with its middle hidden and an eye that shows it. Showing is a read of
/// personal data: `seen` is called each time, so that the owner of the log can write it down.
public final class MaskedId extends HBox {
  private final Label shown = new Label();
  private final ToggleButton eye = new ToggleButton("", Icon.VISIBILITY.node());
  private String number = "";

  public MaskedId(Text text, Runnable seen) {
    getStyleClass().add("masked-id");
    setAlignment(Pos.CENTER_LEFT);
    shown.getStyleClass().add("digits");
    shown.setMinWidth(Label.USE_PREF_SIZE);
    eye.getStyleClass().addAll("flat", "button-icon", "quiet", "small");
    eye.setAccessibleText(text.of("kit.id.show"));
    eye.selectedProperty()
        .subscribe(on -> {
          if (on) seen.run();
          draw();
        });
    getChildren().addAll(shown, eye);
  }

  /// Shows another number, masked again.
  public void number(String now) {
    number = now;
    eye.setSelected(false);
    eye.setVisible(!now.isEmpty());
    draw();
  }

  private void draw() {
    shown.setText(eye.isSelected() ? Show.grouped(number) : Show.masked(number));
    eye.setGraphic((eye.isSelected() ? Icon.CURTAIN : Icon.VISIBILITY).node());
  }
}
