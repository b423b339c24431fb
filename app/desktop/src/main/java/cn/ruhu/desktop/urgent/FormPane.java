package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The form in hand with its acts. Built anew for each form; fields keep their texts in the view
/// model.
final class FormPane {
  private static final Set<Form> ASIDE = Set.of(Form.AMEND, Form.IDENTIFY, Form.CLOSE);
  private static final Set<String> NEEDED =
      Set.of(
          "cause",
          "facts",
          "proposedKind",
          "proposedFen",
          "approvedFen",
          "givenKind",
          "givenFen",
          "receiver",
          "papersNote",
          "closeReason");

  private final Kit kit;
  private final UrgentViewModel model;
  private final UrgentWords words;
  private final VBox box = new VBox();
  private final FlowPane foot = new FlowPane(8, 8);
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Label known = new Label();
  private @Nullable Button mainAct;
  private final Label problem = new Label();

  FormPane(Kit kit, UrgentViewModel model) {
    this.kit = kit;
    this.model = model;
    words = new UrgentWords(kit.text());
    foot.getStyleClass().add("page-foot");
    known.getStyleClass().add("text-warning");
    known.setId("urgent-known");
    known.setWrapText(true);
    problem.getStyleClass().add("field-problem");
    problem.setId("urgent-problem");
    problem.setWrapText(true);
    model.form.subscribe(this::show);
    model.busy.subscribe(b -> {
      if (mainAct != null) mainAct.setDisable(b);
    });
    model.known.subscribe(k -> {
      boolean before = k != null && !k.aids().isEmpty();
      known.setText(k == null || k.aids().isEmpty() ? "" : words.sum(k.aids()));
      Nodes.shown(known, before);
      if (k != null && !k.name().isEmpty() && model.field(Form.NAME).get().isEmpty())
        model.field(Form.NAME).set(k.name());
    });
    model.problems.addListener(
        (MapChangeListener<String, Message>)
            change -> {
              Field field = fields.get(change.getKey());
              Message now = change.getValueAdded();
              if (field != null) field.problem(change.wasAdded() ? kit.text().of(now) : null);
              else if (change.getKey().equals(UrgentViewModel.FORM)) {
                problem.setText(change.wasAdded() ? kit.text().of(now) : "");
                Nodes.shown(problem, change.wasAdded());
              }
            });
    model.filled.subscribe(names ->
        names.forEach(n -> {
          Field f = fields.get(n);
          if (f != null) f.flash();
        }));
  }

  Node node() {
    return box;
  }

  /// Its acts; they stand below what is scrolled, always in sight.
  Node foot() {
    return foot;
  }

  private void show(Form form) {
    fields.forEach((name, f) -> f.valueProperty().unbindBidirectional(model.field(name)));
    fields.clear();
    box.getChildren().clear();
    Nodes.shown(box, form != Form.NONE);
    Nodes.shown(foot, form != Form.NONE);
    Nodes.shown(problem, false);
    if (form == Form.NONE) return;
    for (String name : form.fields()) fields.put(name, made(name));
    fields.forEach((name, field) -> {
      field.valueProperty().bindBidirectional(model.field(name));
      field.onLeft(_ -> model.left(name));
    });
    var content = new ArrayList<Node>();
    if (form.asksWho()) content.add(hint("urgent.card.hint"));
    for (List<String> line : lines(form)) content.add(line(line));
    content.add(problem);
    acts(form);
    if (form.asksWho()) content.add(2, known);
    box.getChildren()
        .setAll(Page.card(kit.t("urgent.form." + form.name()), content.toArray(Node[]::new)));
  }

  private Label hint(String key) {
    var label = new Label(kit.t(key));
    label.getStyleClass().add("hint");
    label.setWrapText(true);
    return label;
  }

  /// Short fields stand two in a line.
  private static List<List<String>> lines(Form form) {
    var pairs =
        Map.of(
            Form.NUMBER,
            Form.NAME,
            "personPhone",
            "householdSize",
            "proposedKind",
            "proposedFen",
            "givenKind",
            "givenFen");
    var out = new ArrayList<List<String>>();
    List<String> names = form.fields();
    for (int i = 0; i < names.size(); i++) {
      String second = pairs.get(names.get(i));
      if (second != null && i + 1 < names.size() && names.get(i + 1).equals(second)) {
        out.add(List.of(names.get(i), second));
        i++;
      } else out.add(List.of(names.get(i)));
    }
    return out;
  }

  private Node line(List<String> names) {
    var nodes = new ArrayList<Field>();
    for (String n : names) nodes.add(java.util.Objects.requireNonNull(fields.get(n)));
    if (nodes.size() == 1) return nodes.getFirst();
    var row = new Bar(12, nodes.toArray(Field[]::new));
    nodes.forEach(f -> {
      HBox.setHgrow(f, Priority.ALWAYS);
      f.setMinWidth(0);
      f.setPrefWidth(160);
    });
    nodes.getFirst().setPrefWidth(names.getFirst().equals(Form.NUMBER) ? 230 : 160);
    return row;
  }

  private Field made(String name) {
    var of = new Fields(kit);
    String id = "urgent-" + name;
    String label = kit.t("urgent.field." + name);
    Field field =
        switch (name) {
          case Form.NUMBER -> of.idNumber(id, label);
          case "personPhone" -> of.phone(id, label);
          case "householdSize" -> of.digits(id, label, 2);
          case "cause" -> of.choice(id, label, choices("urgentCause"));
          case "proposedKind", "givenKind" -> of.choice(id, label, choices("urgentKind"));
          case "proposedFen", "approvedFen", "givenFen" -> of.money(id, label);
          case "facts", "papersNote" -> of.area(id, label, 3);
          case "emergencyOver" -> of.date(id, label);
          default -> of.text(id, label);
        };
    String key = "urgent.hint." + name;
    if (kit.text().has(key)) field.hint(kit.t(key));
    return NEEDED.contains(name) ? field.required() : field;
  }

  private static List<Choice> choices(String table) {
    return CodeTables.table(table).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  private void acts(Form form) {
    var acts = new ArrayList<Button>();
    Button main =
        Buttons.keyed(
            Buttons.main("urgent-act", kit.t("urgent.act." + form.name()), () -> submit()),
            "Ctrl+Enter");
    main.setDisable(model.busy.get());
    mainAct = main;
    acts.add(main);
    if (form == Form.SIGN)
      acts.add(
          Buttons.keyed(
              Buttons.plain("urgent-refuse", kit.t("urgent.act.REFUSE"), this::refuse), "Ctrl+D"));
    if (form == Form.PAPERS)
      acts.add(Buttons.plain("urgent-over", kit.t("urgent.act.OVER"), () -> tried(model.over())));
    if (ASIDE.contains(form) || form == Form.REGISTER)
      acts.add(Buttons.plain("urgent-back", kit.t("urgent.act.back"), model::back));
    foot.getChildren().setAll(acts);
  }

  void submit() {
    tried(model.submit());
  }

  void refuse() {
    tried(model.refuse());
  }

  /// Something is missing: the keyboard goes to the first of it.
  private void tried(boolean good) {
    if (good) return;
    for (Field f : fields.values())
      if (f.hasProblem()) {
        f.focus();
        return;
      }
  }

  /// Puts the keyboard into the first field that is empty.
  void focus() {
    for (Field f : fields.values())
      if (f.value().isEmpty()) {
        f.focus();
        return;
      }
    fields.values().stream().findFirst().ifPresent(Field::focus);
  }
}
