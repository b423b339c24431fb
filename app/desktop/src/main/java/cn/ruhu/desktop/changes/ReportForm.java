package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.change.Asked;
import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The fields of one kind in the order they are asked, then the papers. Window thread only.
final class ReportForm {
  private static final Set<String> WIDE =
      Set.of("note", "newText", "newDelivery", "bankAccount", "personNumber");

  private final Kit kit;
  private final CounterViewModel model;
  private final ChangeKind kind;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final List<String> members;
  private final Label papersProblem = new Label();
  private final VBox node = new VBox(14);

  /// fields show what the model holds: nothing was typed, not even while they are made
  private boolean showing = true;

  ReportForm(Kit kit, CounterViewModel model, ChangeKind kind) {
    this.kit = kit;
    this.model = model;
    this.kind = kind;
    this.members = List.copyOf(model.members().keySet());
    var grid = grid();
    int at = 0;
    for (Asked a : kind.asked()) at = put(grid, at, field(a), WIDE.contains(a.field()));
    put(grid, at, field(new Asked("reporter", false)), false);
    node.getChildren().add(grid);
    if (!kind.papers().isEmpty()) node.getChildren().add(papers());
    show();
  }

  Node node() {
    return node;
  }

  private static GridPane grid() {
    var grid = new GridPane();
    grid.setHgap(14);
    grid.setVgap(12);
    for (int i = 0; i < 2; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(50);
      grid.getColumnConstraints().add(column);
    }
    return grid;
  }

  /// @param at cell counted through both columns
  /// @return the next free cell
  private static int put(GridPane grid, int at, Field field, boolean wide) {
    int from = wide && at % 2 == 1 ? at + 1 : at;
    grid.add(field, from % 2, from / 2, wide ? 2 : 1, 1);
    return from + (wide ? 2 : 1);
  }

  private Field field(Asked asked) {
    String name = asked.field();
    Field made = make(name);
    if (asked.required()) made.required();
    made.valueProperty()
        .subscribe(v -> {
          if (!showing) model.type(name, stored(name, v));
        });
    made.onLeft(_ -> model.left(name));
    fields.put(name, made);
    return made;
  }

  private String label(String name) {
    String own = "changes.field." + name + "." + kind.name();
    return kit.t(kit.text().has(own) ? own : "changes.field." + name);
  }

  private Field make(String name) {
    var make = new Fields(kit);
    String id = "changes-" + name;
    String label = label(name);
    return switch (name) {
      case "happenedOn" -> make.date(id, label);
      case "member", "successor" -> make.choice(id, label, people());
      case "personNumber" -> make.idNumber(id, label);
      case "personSex" -> make.choice(id, label, table("sex").subList(1, 3));
      case "relation" -> make.choice(id, label, table("relation"));
      case "newStreet" -> make.choice(id, label, table("street"));
      case "newFen" -> make.amount(id, label);
      case "bankName" -> make.suggest(id, label, banks());
      case "bankAccount" -> make.digits(id, label, 23);
      case "newText" ->
          kind == ChangeKind.PHONE ? make.digits(id, label, 20) : make.text(id, label);
      default -> make.text(id, label);
    };
  }

  private static List<Choice> table(String name) {
    return CodeTables.table(name).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  private static List<Choice> banks() {
    return table("bank");
  }

  /// A bank is kept by its name, chosen or written: its number would say nothing on paper.
  private static String bank(String from, boolean byCode) {
    return CodeTables.table("bank").entries().stream()
        .filter(e -> (byCode ? e.code() : e.label()).equals(from))
        .findFirst()
        .map(e -> byCode ? e.label() : e.code())
        .orElse(from);
  }

  /// Members are chosen by a short number or the initials of their name, never by their id.
  private List<Choice> people() {
    var all = new ArrayList<Choice>();
    Map<String, String> names = model.members();
    for (int i = 0; i < members.size(); i++) {
      String name = names.getOrDefault(members.get(i), "");
      all.add(new Choice(Integer.toString(i + 1), name, Pinyin.of(name).initials()));
    }
    return all;
  }

  private static boolean isPerson(String name) {
    return name.equals("member") || name.equals("successor");
  }

  private String stored(String name, String shown) {
    if (name.equals("bankName")) return bank(shown, true);
    if (!isPerson(name) || !shown.matches("[0-9]{1,2}")) return shown;
    int at = Integer.parseInt(shown) - 1;
    return at >= 0 && at < members.size() ? members.get(at) : "";
  }

  private String shown(String name, String stored) {
    if (name.equals("bankName")) return bank(stored, false);
    if (!isPerson(name)) return stored;
    int at = members.indexOf(stored);
    return at < 0 ? "" : Integer.toString(at + 1);
  }

  /// Shows what the model holds, where it is another than what stands there.
  void show() {
    showing = true;
    fields.forEach((name, field) -> {
      String now = shown(name, model.typed.getOrDefault(name, ""));
      if (!field.value().equals(now)) field.valueProperty().set(now);
    });
    showing = false;
  }

  /// A card filled these.
  void flash() {
    for (String name : List.of("personName", "personNumber", "personSex", "happenedOn")) {
      @Nullable Field field = fields.get(name);
      if (field != null && !field.value().isEmpty()) field.flash();
    }
  }

  /// Problems stand beside their fields; the first gets the keyboard when it is asked for.
  void problems(boolean focus) {
    @Nullable Field first = null;
    for (var e : fields.entrySet()) {
      @Nullable Message m = model.problems.get(e.getKey());
      e.getValue().problem(m == null ? null : kit.text().of(m));
      if (m != null && first == null) first = e.getValue();
    }
    @Nullable Message papers = model.problems.get("evidence");
    papersProblem.setText(papers == null ? "" : kit.text().of(papers));
    Nodes.shown(papersProblem, papers != null);
    if (focus && first != null) first.focus();
  }

  void focus() {
    fields.values().stream().findFirst().ifPresent(Field::focus);
  }

  // ---- papers

  private Node papers() {
    var head = new Label(kit.t("changes.papers"));
    head.getStyleClass().add("field-label");
    var box = new VBox(8, head);
    for (String paper : kind.papers()) box.getChildren().add(paper(paper));
    papersProblem.getStyleClass().add("field-problem");
    papersProblem.setId("changes-evidence-problem");
    papersProblem.setWrapText(true);
    Nodes.shown(papersProblem, false);
    box.getChildren().add(papersProblem);
    return box;
  }

  private Node paper(String paper) {
    var box = new CheckBox(kit.t("changes.paper", CodeTables.label("docType", paper)));
    box.setId("changes-paper-" + paper);
    var state = Badges.of("", Badges.Tone.NEUTRAL);
    state.setId("changes-paper-state-" + paper);
    box.setSelected(model.isSeen(paper));
    box.selectedProperty()
        .subscribe(yes -> {
          state.setText(kit.t(yes ? "changes.paper.seen" : "changes.paper.missing"));
          state.getStyleClass().removeAll("success", "warning", "neutral");
          state.getStyleClass().add(yes ? "success" : "warning");
          if (yes != model.isSeen(paper)) model.seen(paper, yes);
        });
    box.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && !e.isControlDown()) {
            e.consume();
            box.requestFocusTraversal(javafx.scene.TraversalDirection.NEXT);
          }
        });
    var row = new Bar(10, box, state);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
