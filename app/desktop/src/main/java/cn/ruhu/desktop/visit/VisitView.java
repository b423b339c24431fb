package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.QuestionColumn;
import cn.ruhu.desktop.forms.Typing;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.work.Shown;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The investigator's screen: the day, the visit in hand, what was sealed.
final class VisitView implements Screen {
  private final Kit kit;
  private final MyDayViewModel day;
  private final VisitViewModel model;
  private final StackPane root = new StackPane();
  private final MyDayPane dayPane;
  private final VisitPane visitPane;
  private final SealedPane sealedPane;
  private final ChangePane changePane;
  private final Declaration declaration;
  private final BooleanProperty declared = new SimpleBooleanProperty();

  private final DoorModel door;
  private final ShotModel shots;
  private final SecondViewModel second;
  private final SecondPane secondPane;

  VisitView(Kit kit, MyDayViewModel day, VisitViewModel model) {
    this(kit, day, model, Outdoors.NOTHING);
  }

  VisitView(Kit kit, MyDayViewModel day, VisitViewModel model, Outdoors outdoors) {
    this(kit, day, model, model.second(Optional.empty()), outdoors);
  }

  VisitView(
      Kit kit,
      MyDayViewModel day,
      VisitViewModel model,
      SecondViewModel second,
      Outdoors outdoors) {
    this.kit = kit;
    this.second = second;
    this.day = day;
    this.model = model;
    root.getStyleClass().add("density-comfortable");
    var css = VisitView.class.getResource("visit.css");
    if (css != null) root.getStylesheets().add(css.toExternalForm());
    root.getStylesheets().add(QuestionColumn.stylesheet());
    declaration = new Declaration(kit, new Shown(model.desk(), kit.text()));
    door = new DoorModel(model.desk(), kit.background(), outdoors.place());
    model.visit.subscribe(door::show);
    door.trouble.subscribe(this::trouble);
    dayPane = new MyDayPane(kit, day, model, second, outdoors.sheets());
    secondPane = new SecondPane(kit, second, this::home);
    shots = new ShotModel(kit.background(), model, outdoors.camera());
    visitPane = new VisitPane(kit, model, new StationNodes.AtHand(door, shots, outdoors));
    sealedPane = new SealedPane(kit, model, this::home);
    changePane = new ChangePane(kit, model);
    model.visit.subscribe(this::show);
    model.look.subscribe(this::look);
    model.sealed.subscribe(this::sealed);
    second.look.subscribe(this::second);
    second.said.subscribe(this::told);
    second.signed.subscribe(this::signed);
    model.trouble.subscribe(this::trouble);
    day.trouble.subscribe(this::trouble);
    root.getChildren().setAll(dayPane.node());
  }

  private void show(@Nullable Visit visit) {
    declared.set(visit != null);
    if (visit == null) {
      declaration.clear();
      root.getChildren().setAll(dayPane.node());
      return;
    }
    second.leave(); // what of a sealed visit still comes must not cover the one in hand
    declaration.show(visit.file);
    visitPane.show(visit);
    root.getChildren().setAll(visitPane.node());
  }

  private void look(Changeover.@Nullable Look look) {
    if (look != null) {
      second.leave();
      changePane.show(look);
      root.getChildren().setAll(changePane.node());
    } else {
      root.getChildren().setAll(model.visit.get() == null ? dayPane.node() : visitPane.node());
    }
  }

  private void sealed(Sealing.@Nullable Sealed sealed) {
    if (sealed == null) return;
    visitPane.leave();
    sealedPane.show(sealed);
    root.getChildren().setAll(sealedPane.node());
  }

  private void second(@Nullable SecondLook look) {
    if (look != null) {
      secondPane.show(look, day.now().isAfter(look.until()));
      root.getChildren().setAll(secondPane.node());
    } else if (model.visit.get() == null) root.getChildren().setAll(dayPane.node());
  }

  private void told(@Nullable Message said) {
    if (said == null) kit.notices().clear("SECOND");
    else kit.notices().tell("SECOND", kit.text().of(said));
  }

  private void signed(@Nullable Message said) {
    if (said == null) return;
    kit.notices().done(kit.text().of(said));
    day.refresh();
  }

  private void home() {
    second.leave();
    typed();
    visitPane.leave();
    model.leave();
    day.refresh();
  }

  /// Seals with what is being typed; the keyboard comes back where that took it nowhere.
  private void finish() {
    if (root.getChildren().contains(secondPane.node())) {
      second.sign(); // only what stands there to be read
      return;
    }
    Optional<Node> field = typed();
    if (field.filter(Typing::refused).isEmpty()) model.finish();
    field
        .filter(f -> f.getScene() != null && root.equals(f.getScene().getFocusOwner()))
        .ifPresent(Node::requestFocus);
  }

  /// What is being typed is answered, as leaving its field does.
  ///
  /// @return the field
  private Optional<Node> typed() {
    Optional<Node> field =
        Optional.ofNullable(root.getScene())
            .map(Scene::getFocusOwner)
            .filter(f -> f instanceof TextInputControl && model.visit.get() != null);
    if (field.isPresent()) root.requestFocus();
    return field;
  }

  private void trouble(String code) {
    if (!code.isEmpty())
      kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+Enter", "visit.key.finish", this::finish),
        new Shortcut("F8", "visit.key.problem", visitPane::nextProblem),
        new Shortcut("Ctrl+E", "visit.key.confirm", visitPane::confirmAll),
        new Shortcut("Ctrl+1", "visit.key.observer.first", () -> visitPane.observe(0)),
        new Shortcut("Ctrl+2", "visit.key.observer.second", () -> visitPane.observe(1)),
        new Shortcut("Ctrl+G", "visit.key.jumps", visitPane::jumps),
        new Shortcut("Ctrl+Right", "visit.key.next", this::next),
        new Shortcut("Ctrl+Left", "visit.key.previous", this::previous),
        new Shortcut("F7", "visit.key.park", this::home));
  }

  private void next() {
    model.next();
    visitPane.toQuestions();
  }

  private void previous() {
    model.previous();
    visitPane.toQuestions();
  }

  @Override
  public Optional<Side> side() {
    return Optional.of(
        new Side(kit.t("visit.declared.title"), declaration.node(), declared, false));
  }

  /// The station in hand is read together with the household; the day's list of others is not.
  @Override
  public boolean onCurtain(boolean drawn) {
    dayPane.node().setVisible(!drawn);
    return root.getChildren().contains(visitPane.node());
  }

  @Override
  public void onShown(String argument) {
    day.refresh();
    shots.look();
    if (argument.matches("[0-9a-f-]{36}")) model.open(UUID.fromString(argument));
  }
}
