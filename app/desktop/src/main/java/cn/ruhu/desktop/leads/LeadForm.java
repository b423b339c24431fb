package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The form of a lead: how it came, whom it is about, what was told, and apart from it who told.
final class LeadForm {
  private static final int ABOUT_ROWS = 4;

  private final Kit kit;
  private final TakingIn model;
  private final Consumer<UUID> saved;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Label title = new Label();
  private final CheckBox urgent;
  private final List<ToggleButton> needs = new ArrayList<>();
  private final VBox known = new VBox(4);
  private final VBox side;

  /// @param saved told of a lead that was saved
  LeadForm(Kit kit, TakingIn model, Consumer<UUID> saved) {
    this.kit = kit;
    this.model = model;
    this.saved = saved;
    title.getStyleClass().add("headline");
    title.setId("leads-form-title");
    urgent = urgent();
    known.setId("leads-known");
    var column =
        new VBox(
            title,
            pair(choice("channel", "leadChannel"), urgent),
            choice("department", "department"),
            pair(
                bound("personName", make().text("leads-personName", label("personName"))),
                bound("personPhone", make().phone("leads-personPhone", label("personPhone")))),
            bound(
                "personNumber",
                make().idNumber("leads-personNumber", label("personNumber")).check(this::number)),
            known,
            bound("address", make().text("leads-address", label("address"))),
            bound("community", make().text("leads-community", label("community"))),
            bound("about", make().area("leads-about", label("about"), ABOUT_ROWS)).required(),
            needs(),
            reporter(),
            street());
    side = Nodes.side(column);
    side.getChildren().add(foot());
    model.problems.addListener((MapChangeListener<String, Message>) _ -> problems());
    model.knownAs.addListener((ListChangeListener<Message>) _ -> known());
    model.text("channel").subscribe(c -> Nodes.shown(field("department"), c.equals("DEPARTMENT")));
    known();
  }

  Node node() {
    return side;
  }

  private Fields make() {
    return new Fields(kit);
  }

  private String label(String field) {
    return kit.t("leads.field." + field);
  }

  private Field field(String name) {
    return java.util.Objects.requireNonNull(fields.get(name), name);
  }

  private Field bound(String name, Field field) {
    field.valueProperty().bindBidirectional(model.text(name));
    field.onLeft(_ -> model.left(name));
    fields.put(name, field);
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  private Field choice(String name, String table) {
    Field made = make().choice("leads-" + name, label(name), LeadWords.choices(table));
    return bound(name, made).required();
  }

  private static HBox pair(Node one, Node other) {
    var row = new Bar(12, one, other);
    row.setAlignment(Pos.TOP_LEFT);
    if (one instanceof Field f) f.setPrefWidth(190);
    if (other instanceof Field f) f.setPrefWidth(190);
    return row;
  }

  private CheckBox urgent() {
    var box = new CheckBox(kit.t("leads.field.urgent"));
    box.setId("leads-urgent");
    box.getStyleClass().add("leads-urgent");
    box.setMinWidth(CheckBox.USE_PREF_SIZE);
    box.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() != KeyCode.ENTER || e.isControlDown()) return;
          e.consume();
          box.requestFocusTraversal(TraversalDirection.NEXT);
        });
    model.text("urgent").subscribe(v -> box.setSelected(v.equals("true")));
    box.setOnAction(_ -> {
      model.text("urgent").set(box.isSelected() ? "true" : "");
      model.left("urgent");
    });
    return box;
  }

  private Optional<String> number(String value) {
    return IdNumber.parse(value, model.desk().today()).toOptional().isPresent()
        ? Optional.empty()
        : Optional.of(kit.t("leads.need.number"));
  }

  private Node needs() {
    var row = new FlowPane(6, 6);
    for (CodeEntry e : CodeTables.table("need").entries()) {
      var chip = new ToggleButton(e.label());
      chip.setId("leads-need-" + e.code());
      chip.getStyleClass().add("chip");
      chip.setUserData(e.code());
      chip.setOnAction(_ -> {
        model.text("needs").set(chosen());
        model.left("needs");
      });
      needs.add(chip);
      row.getChildren().add(chip);
    }
    model
        .text("needs")
        .subscribe(v -> {
          List<String> codes = List.of(v.split(",", -1));
          needs.forEach(n -> n.setSelected(codes.contains(String.valueOf(n.getUserData()))));
        });
    var head = new Label(kit.t("leads.field.needs"));
    head.getStyleClass().add("field-label");
    return new VBox(6, head, row);
  }

  private String chosen() {
    return needs.stream()
        .filter(ToggleButton::isSelected)
        .map(n -> String.valueOf(n.getUserData()))
        .reduce((a, b) -> a + "," + b)
        .orElse("");
  }

  /// Who told stands apart, and says who will see it.
  private Node reporter() {
    Field who = bound("reporter", make().text("leads-reporter", label("reporter")));
    var box = new VBox(4, who, hint("leads.reporter.hint"));
    box.getStyleClass().add("leads-apart");
    return box;
  }

  private Label hint(String key) {
    var words = new Label(kit.t(key));
    words.getStyleClass().add("hint");
    words.setWrapText(true);
    words.setMinHeight(Label.USE_PREF_SIZE);
    return words;
  }

  private Node street() {
    Field made =
        make()
            .choice(
                "leads-street", label("street"), new LeadWords(kit, model.desk()).streets(true));
    bound("street", made);
    var box = new VBox(4, made, hint("leads.street.hint"));
    boolean clerk = model.desk().actor().role() == Role.WINDOW_CLERK;
    model.open.subscribe(_ -> Nodes.shown(box, clerk && model.isFresh()));
    return box;
  }

  private Node foot() {
    var save =
        Buttons.keyed(
            Buttons.main("leads-save", kit.t("leads.act.save"), this::save), "Ctrl+Enter");
    model.busy.subscribe(b -> save.setDisable(b));
    var away = Buttons.quiet("leads-away", kit.t("leads.act.away"), model::putAway);
    var drop = Buttons.quiet("leads-drop", kit.t("leads.act.drop"), this::drop);
    model.begun.subscribe(b -> Nodes.shown(drop, b));
    var grow = new javafx.scene.layout.Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var row = new Bar(8, away, drop, grow, save);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("page-foot");
    return row;
  }

  private void drop() {
    kit.dialogs()
        .ask(
            kit.t("leads.drop.title"),
            kit.t("leads.drop.words"),
            List.of(Dialogs.Act.danger(kit.t("leads.act.drop"), model::giveUp)));
  }

  /// The keyboard goes to the first field that asks for something.
  void focus() {
    title.setText(kit.t(model.isFresh() ? "leads.form.new" : "leads.form.correct"));
    for (Field f : fields.values())
      if (f.isVisible() && f.value().isEmpty()) {
        f.focus();
        return;
      }
    field("about").focus();
  }

  void save() {
    if (model.save(saved)) return;
    problems();
    for (Field f : fields.values())
      if (f.hasProblem()) {
        f.focus();
        return;
      }
  }

  private void problems() {
    fields.forEach((name, f) -> {
      @Nullable Message words = model.problems.get(name);
      f.problem(words == null ? null : kit.text().of(words));
    });
  }

  private void known() {
    known.getChildren().clear();
    Nodes.shown(known, !model.knownAs.isEmpty());
    if (model.knownAs.isEmpty()) return;
    known.getChildren().add(Badges.of(kit.t("leads.known"), Badges.Tone.WARNING));
    for (Message m : model.knownAs) {
      var line = new Label(kit.text().of(m));
      line.setWrapText(true);
      known.getChildren().add(line);
    }
  }

  /// Where somebody who told stands while people stand behind the counter.
  void curtain(boolean drawn) {
    field("reporter").setVisible(!drawn);
    known.setVisible(!drawn);
  }
}
