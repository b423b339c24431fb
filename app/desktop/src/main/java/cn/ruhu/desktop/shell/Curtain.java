package cn.ruhu.desktop.shell;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Focus;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Layers;
import cn.ruhu.desktop.kit.Logo;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Screen;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// F6: people stand behind the counter. A step stays in sight, every other screen lies under a calm
/// cover; cards and quiet words wait until the curtain is lifted, and the keyboard is then where it
/// was. Window thread only.
final class Curtain {
  private final Kit kit;
  private final StackPane stage;
  private final VBox cover;
  private final Label late = new Label();
  private final HBox bar;
  private final Button lift;
  private Runnable cardsBack = () -> {};
  private Focus before = Focus.NONE;
  private Focus last = Focus.NONE;
  private Subscription caret = Subscription.EMPTY;
  private boolean drawn;
  private boolean covered;

  /// @param stage where the open screen stands
  Curtain(Kit kit, StackPane stage, Runnable lifted, Runnable locked) {
    this.kit = kit;
    this.stage = stage;
    lift = Buttons.plain("shell-curtain-lift", kit.t("shell.curtain.lift"), lifted);
    Buttons.keyed(lift, "F6");
    var state = new Label(kit.t("shell.curtain"), Icon.CURTAIN.node());
    state.setId("shell-curtain-state");
    late.setId("shell-curtain-late");
    late.getStyleClass().add("hint");
    var lock = Buttons.icon("shell-curtain-lock", Icon.LOCK, kit.t("shell.tool.lock"), locked);
    bar = new Bar(state, late, lift, lock);
    bar.setId("shell-curtain-bar");
    bar.getStyleClass().add("curtain-bar");
    bar.setAlignment(Pos.CENTER);
    cover = cover(kit);
    Runnable count =
        () -> {
          int waits = kit.layers().late().get() + kit.notices().late().get();
          late.setText(kit.t("shell.curtain.late", waits));
          Nodes.shown(late, waits > 0);
        };
    kit.layers().late().subscribe(count);
    kit.notices().late().subscribe(count);
    count.run();
    stage.sceneProperty().flatMap(javafx.scene.Scene::focusOwnerProperty).subscribe(this::moved);
  }

  /// Follows the keyboard on the screen, letter by letter: a text forgets its caret when it loses
  /// the keyboard to a button.
  private void moved(@Nullable Node owner) {
    caret.unsubscribe();
    caret = Subscription.EMPTY;
    if (covered || !Focus.of(owner).within(stage)) return;
    last = Focus.of(owner);
    if (owner instanceof TextInputControl t)
      caret =
          Subscription.combine(
              t.caretPositionProperty().subscribe(() -> moved(t)),
              t.anchorProperty().subscribe(() -> moved(t)));
  }

  private void moved(TextInputControl text) {
    if (text.isFocused()) last = Focus.of((Node) text);
  }

  private static VBox cover(Kit kit) {
    var name = new Label(kit.t("shell.name"), new Logo(4));
    name.getStyleClass().add("curtain-name");
    name.setContentDisplay(javafx.scene.control.ContentDisplay.TOP);
    var words = new Label(kit.t("shell.curtain.words"));
    words.getStyleClass().add("empty-words");
    var box = new VBox(name, words);
    box.setId("shell-cover");
    box.getStyleClass().addAll("curtain", "curtain-cover");
    box.setAlignment(Pos.CENTER);
    return box;
  }

  /// What stands at the foot in place of the strip.
  Node bar() {
    return bar;
  }

  boolean isCovered() {
    return covered;
  }

  /// Draws or lifts it over the open screen.
  void set(boolean now, @Nullable Screen open) {
    if (now == drawn) return;
    drawn = now;
    if (now) {
      Focus here = Focus.of(stage.getScene());
      before = here.within(stage) ? here : last;
      Layers.closePopups();
      cardsBack = kit.layers().aside();
      kit.notices().hold(true);
      over(open);
      return;
    }
    boolean was = covered;
    Focus here = Focus.of(stage.getScene());
    over(open);
    if (was) before.back(stage.getScene());
    else if (!here.within(stage)) last.back(stage.getScene());
    cardsBack.run();
    kit.notices().hold(false);
  }

  /// Another screen came to the front, or the curtain moved.
  void over(@Nullable Screen open) {
    if (open == null) return;
    boolean step = open.onCurtain(drawn);
    covered = drawn && !step;
    open.node().setVisible(!covered);
    if (covered && !stage.getChildren().contains(cover)) stage.getChildren().add(cover);
    else if (!covered) stage.getChildren().remove(cover);
    if (!drawn) return;
    if (covered) lift.requestFocus();
    else if (!Focus.of(stage.getScene()).within(open.node())) {
      boolean there = before.within(open.node()) && before.back(stage.getScene());
      if (!there && open.node() instanceof Parent p) Layers.first(p);
    }
  }
}
