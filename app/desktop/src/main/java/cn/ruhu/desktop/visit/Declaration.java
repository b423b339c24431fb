package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTable;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.MaskedId;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Shown;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the household declared, read beside the questions; numbers masked.
final class Declaration {
  private static final double LABELS = 110;

  private final Kit kit;
  private final Shown shown;
  private final VBox box = new VBox();
  private final ScrollPane scroll = new ScrollPane(box);

  Declaration(Kit kit, Shown shown) {
    this.kit = kit;
    this.shown = shown;
    box.getStyleClass().add("form");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    var css = Objects.requireNonNull(Declaration.class.getResource("visit.css"), "visit.css");
    scroll.getStylesheets().add(css.toExternalForm());
    scroll.setId("visit-declaration");
    clear();
  }

  Node node() {
    return scroll;
  }

  /// No household in hand: says what would stand here.
  void clear() {
    var words = new Label(kit.t("visit.declared.none"));
    words.setWrapText(true);
    words.getStyleClass().add("text-muted");
    box.getChildren().setAll(words);
  }

  void show(CaseFile file) {
    box.getChildren().clear();
    file.application()
        .ifPresent(a -> {
          var grid = grid();
          row(grid, kit.t("visit.declared.number"), new Label(Show.caseNumber(a.text("number"))));
          row(grid, kit.t("visit.declared.address"), words(a.text("residenceAddress")));
          row(grid, kit.t("visit.declared.phone"), words(a.text("phone")));
          row(grid, kit.t("visit.declared.reason"), words(a.text("reason")));
          box.getChildren().add(grid);
        });
    for (CaseRecord m : file.members()) {
      var grid = grid();
      file.personOf(m)
          .ifPresent(p -> {
            box.getChildren().add(kit.names().node(p.text("name")));
            var id = new MaskedId(kit.text(), () -> {});
            id.number(p.text("idNumber"));
            if (!p.text("idNumber").isEmpty()) grid.add(id, 0, grid.getRowCount(), 2, 1);
          });
      code(grid, m, "relation", "relation");
      code(grid, m, "livingTogether", "livingTogether");
      code(grid, m, "health", "healthStatus");
      code(grid, m, "occupation", "occupation");
      for (CaseRecord i : Declared.incomes(file, m.id())) item(grid, i, "income");
      box.getChildren().add(grid);
    }
    var others = grid();
    for (CaseRecord i : file.items())
      if (!i.text("kind").equals("INCOME") && i.get("declared").isPresent())
        item(others, i, table(i.text("kind")));
    if (!others.getChildren().isEmpty())
      box.getChildren().add(Page.card(kit.t("visit.declared.means"), others));
  }

  private void code(GridPane grid, CaseRecord record, String field, String table) {
    var spec = record.type().field(field);
    if (record.text(field).isEmpty() || spec.isEmpty() || table.isEmpty()) return;
    row(grid, shown.label(field), words(shown.value(record.type(), field, record.text(field))));
  }

  private void item(GridPane grid, CaseRecord item, String table) {
    Optional<CodeEntry> entry = CodeTables.table(table).entry(item.text("code"));
    String label = entry.map(CodeEntry::label).orElse(item.get("label").orElse(item.text("code")));
    row(grid, label, words(value(item, entry.map(CodeEntry::extra).orElse(""))));
  }

  private static String table(String kind) {
    return switch (kind) {
      case "HOUSING" -> "housing";
      case "EXPENSE" -> "expense";
      case "BENEFIT" -> "benefit";
      default -> "asset";
    };
  }

  /// @param extra what the table of its code says it is told in
  private String value(CaseRecord item, String extra) {
    String value = item.text("declared");
    return switch (extra) {
      case "AREA" -> kit.t("visit.declared.area", tenths(value));
      case "CODE" -> chosen(item.text("code"), value);
      case "COUNT", "TEXT" -> value;
      default -> shown.money(value);
    };
  }

  private static String chosen(String code, String value) {
    CodeTable table = CodeTables.table(code.equals("H04") ? "housingSource" : "housingKind");
    return table.has(value) ? table.label(value) : value;
  }

  private static String tenths(String value) {
    return value.matches("\\d{2,9}")
        ? value.substring(0, value.length() - 1) + "." + value.substring(value.length() - 1)
        : value;
  }

  private static GridPane grid() {
    var grid = new GridPane();
    grid.getStyleClass().add("declared");
    var labels = new ColumnConstraints();
    labels.setMinWidth(Label.USE_PREF_SIZE);
    labels.setMaxWidth(LABELS);
    var values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setMinWidth(0);
    grid.getColumnConstraints().setAll(labels, values);
    return grid;
  }

  private static Label words(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  private static void row(GridPane grid, String name, Node value) {
    if (value instanceof Label l && l.getText().isEmpty()) return;
    var label = new Label(name);
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    GridPane.setValignment(label, VPos.TOP);
    grid.addRow(grid.getRowCount(), label, value);
  }
}
