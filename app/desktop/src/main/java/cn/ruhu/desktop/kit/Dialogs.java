package cn.ruhu.desktop.kit;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Cards that ask for a decision. A button says the act itself; Esc and the cross always mean that
/// nothing changes; nothing that isn't a decision comes as a card (STYLE §B 6).
///
/// Ids for tests: `dialog`, `dialog-title`, `dialog-act-0`…, `dialog-close`. Window thread only.
public final class Dialogs {
  private final Layers layers;
  private final Text text;

  Dialogs(Layers layers, Text text) {
    this.layers = layers;
    this.text = text;
  }

  /// One way out of the card.
  ///
  /// @param label the act in words: what will have happened
  /// @param kind how it looks
  /// @param done does it; false keeps the card open (something is still missing)
  public record Act(String label, Kind kind, BooleanSupplier done) {
    public static Act main(String label, Runnable act) {
      return new Act(label, Kind.MAIN, always(act));
    }

    public static Act danger(String label, Runnable act) {
      return new Act(label, Kind.DANGER, always(act));
    }

    public static Act plain(String label, Runnable act) {
      return new Act(label, Kind.PLAIN, always(act));
    }

    /// A main act that may find the card incomplete and keep it open.
    public static Act tried(String label, BooleanSupplier done) {
      return new Act(label, Kind.MAIN, done);
    }

    private static BooleanSupplier always(Runnable act) {
      return () -> {
        act.run();
        return true;
      };
    }
  }

  /// How an act looks.
  public enum Kind {
    MAIN,
    /// cannot be undone
    DANGER,
    PLAIN
  }

  /// A question in words.
  public Runnable ask(String title, String words, List<Act> acts) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add("dialog-words");
    return show(title, label, acts);
  }

  /// A card with content of its own. Returns the act that closes it from outside.
  public Runnable show(String title, Node content, List<Act> acts) {
    // with no act there is nothing that could be left undone
    return show(title, content, acts, acts.isEmpty());
  }

  /// A card that is only read; its acts change nothing, and closing it leaves nothing undone.
  public Runnable read(String title, Node content, List<Act> acts) {
    return show(title, content, acts, true);
  }

  private Runnable show(String title, Node content, List<Act> acts, boolean read) {
    var card = new VBox();
    card.setId("dialog");
    card.getStyleClass().add("dialog-card");
    var close = new Runnable[] {() -> {}};
    Runnable nothing = () -> close[0].run();

    var heading = new Label(title);
    heading.setId("dialog-title");
    heading.getStyleClass().add("dialog-title");
    heading.setWrapText(true);
    var cross = new Button("", Icon.CLOSE.node());
    cross.setId("dialog-close");
    cross.getStyleClass().addAll("flat", "button-icon", "quiet");
    cross.setAccessibleText(text.of(read ? "kit.dialog.read" : "kit.dialog.close"));
    cross.setOnAction(_ -> nothing.run());
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var top = new HBox(heading, grow, cross);
    top.setAlignment(Pos.TOP_LEFT);

    var buttons = new Bar();
    buttons.getStyleClass().add("dialog-acts");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    var esc = new Label(text.of(read ? "kit.dialog.read.escape" : "kit.dialog.escape"));
    esc.setId("dialog-escape");
    esc.getStyleClass().add("hint");
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    buttons.getChildren().addAll(esc, gap);
    for (int i = 0; i < acts.size(); i++)
      buttons.getChildren().add(button(i, acts.get(i), nothing));

    card.getChildren().addAll(top, scrolled(content), buttons);
    close[0] = layers.raise(card, nothing);
    focus(card, content, buttons);
    return nothing;
  }

  private static Button button(int index, Act act, Runnable close) {
    var button = new Button(act.label());
    button.setId("dialog-act-" + index);
    switch (act.kind()) {
      case MAIN -> {
        button.getStyleClass().add("accent");
        button.setDefaultButton(true);
      }
      case DANGER -> button.getStyleClass().add("danger");
      case PLAIN -> {}
    }
    button.setOnAction(_ -> {
      if (act.done().getAsBoolean()) close.run();
    });
    return button;
  }

  private static ScrollPane scrolled(Node content) {
    var scroll = new Body(content);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().addAll("edge-to-edge", "dialog-body");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    return scroll;
  }

  /// As high as its content is at the width it gets: words that wrap need more than one line.
  private static final class Body extends ScrollPane {
    Body(Node content) {
      super(content);
    }

    @Override
    protected double computePrefHeight(double width) {
      double asked = super.computePrefHeight(width);
      if (!(getParent() instanceof Region card) || getContent() == null) return asked;
      double room = card.getMaxWidth() - card.getInsets().getLeft() - card.getInsets().getRight();
      double wide = room > 0 ? Math.min(room, prefWidth(-1)) : prefWidth(-1);
      double words = Math.min(wide, getContent().maxWidth(-1)); // they wrap before the card ends
      return Math.max(asked, Math.ceil(getContent().prefHeight(words)));
    }
  }

  private static void focus(VBox card, Node content, HBox buttons) {
    card.applyCss();
    if (content instanceof javafx.scene.Parent p && Layers.first(p)) return;
    for (Node n : buttons.getChildren())
      if (n instanceof Button b && !b.getStyleClass().contains("danger")) {
        b.requestFocus();
        return;
      }
    card.lookup("#dialog-close").requestFocus();
  }
}
