package cn.ruhu.desktop.kit;

import atlantafx.base.controls.Popover;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The glyph with words beside every record: typing, saved here, arrived, conflict, refused. A
/// press tells the whole story: when, who, what waits and why. Glyph and words differ for each
/// state, the colour only repeats it.
public final class StandingGlyph extends Button {
  private final Text text;
  private Supplier<List<String>> story = List::of;

  public StandingGlyph(Text text) {
    this.text = text;
    getStyleClass().addAll("standing", "flat", "small");
    setMinWidth(USE_PREF_SIZE);
    setOnAction(_ -> tell());
    where(Where.TYPING);
  }

  /// Shows a state.
  public void where(Where where) {
    String words = text.of("kit.where." + where.name());
    setText(glyph(where) + " " + words);
    setAccessibleText(words);
    String style = "where-" + where.name().toLowerCase(Locale.ROOT);
    if (getStyleClass().contains(style)) return;
    getStyleClass().removeIf(c -> c.startsWith("where-"));
    getStyleClass().add(style);
  }

  /// What a press tells, one line each, newest last; asked when pressed.
  public void story(Supplier<List<String>> lines) {
    story = lines;
  }

  static String glyph(Where where) {
    return switch (where) {
      case TYPING -> "\u270e";
      case SAVED -> "\u2713";
      case SENT -> "\u2191";
      case ARRIVED -> "\u2713\u2713";
      case CONFLICT -> "\u26a0";
      case REFUSED -> "\u2715";
    };
  }

  private void tell() {
    var lines = story.get();
    var box = new VBox();
    box.getStyleClass().add("story");
    box.setId("standing-story");
    if (lines.isEmpty()) box.getChildren().add(new Label(text.of("kit.where.nothing")));
    for (String line : lines) {
      var label = new Label(line);
      label.setWrapText(true);
      label.setMaxWidth(360);
      box.getChildren().add(label);
    }
    var popover = new Popover(box);
    popover.setTitle(text.of("kit.where.story"));
    popover.setHeaderAlwaysVisible(true);
    popover.setDetachable(false);
    popover.setAnimated(false);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_CENTER);
    popover.show(this);
  }
}
