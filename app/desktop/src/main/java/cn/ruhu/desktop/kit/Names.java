package cn.ruhu.desktop.kit;

import cn.ruhu.papers.Fonts.Face;
import cn.ruhu.papers.Fonts.Run;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// Shows a person's name so that every character is seen: JavaFX takes only the first family of a
/// list, so a name is cut into runs by the faces that can draw them (DESIGN §4). A character of a
/// private area or of no face becomes a badge with its code point, never an empty box.
public final class Names {
  private final Fonts fonts;
  private final Text text;

  private static final Optional<Face> USUAL = Optional.of(Face.SANS_REGULAR);
  private static final String PLAIN = "name-plain";

  public Names(Fonts fonts, Text text) {
    this.fonts = fonts;
    this.text = text;
  }

  /// Cuts a name into runs; private characters count as drawn by nobody, whatever a font claims.
  List<Run> runs(String name) {
    return fonts.coverage().runs(name);
  }

  /// Whether the program's own face draws the whole name: then a plain label does.
  public boolean isPlain(String name) {
    return runs(name).stream().allMatch(r -> r.face().equals(Optional.of(Face.SANS_REGULAR)));
  }

  /// A node with the name; style class `name`, accessible text is the name itself.
  public HBox node(String name) {
    var box = new HBox();
    box.getStyleClass().add("name");
    box.setAlignment(Pos.CENTER_LEFT);
    box.setAccessibleRole(AccessibleRole.TEXT);
    fill(box, name);
    return box;
  }

  /// Puts another name into a node made by [#node].
  public void fill(HBox box, String name) {
    box.setAccessibleText(name);
    List<Run> runs = runs(name);
    // the usual name in the place of a usual name: a list that scrolls makes nothing anew
    boolean plain = runs.size() == 1 && runs.getFirst().face().equals(USUAL);
    if (plain
        && box.getChildren().size() == 1
        && box.getChildren().getFirst() instanceof Label one
        && PLAIN.equals(one.getUserData())) {
      one.setText(name);
      return;
    }
    box.getChildren().clear();
    for (Run run : runs) {
      if (run.face().isPresent()) box.getChildren().add(label(run.text(), run.face().get()));
      else run.text().codePoints().forEach(cp -> box.getChildren().add(badge(cp)));
    }
  }

  private Label badge(int codePoint) {
    String code = "U+" + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
    var badge = new Label(code);
    badge.getStyleClass().addAll("badge", "warning", "name-made");
    badge.setMinWidth(Label.USE_PREF_SIZE);
    badge.setTooltip(new Tooltip(text.of("kit.name.made", code)));
    return badge;
  }

  private Label label(String words, Face face) {
    var label = new Label(words);
    label.getStyleClass().add("name-run");
    label.setMinWidth(Label.USE_PREF_SIZE);
    if (Optional.of(face).equals(USUAL)) label.setUserData(PLAIN);
    if (face == Face.RARE) {
      label.getStyleClass().add("name-rare");
      fonts.family(face);
    }
    return label;
  }
}
