package cn.ruhu.desktop.review;

import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.compare.Value;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageWords;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 对照: facts in four columns, differences first, the evidence of the chosen one beside them.
final class CompareView {
  /// how far a column shrinks in the smallest window
  private static final double TIGHTEST = 0.86;

  private static final List<String> STYLES =
      List.of(
          "fact-apart",
          "fact-near",
          "fact-ruled",
          "fact-changed",
          "fact-unseen",
          "fact-heading",
          "digits");

  private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

  private final Kit kit;
  private final CaseViewModel model;
  private final ReviewWords words;
  private final TableView<CaseViewModel.Line> table;
  private final EvidencePanel evidence;
  private final HBox root = new Bar();

  CompareView(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    evidence =
        new EvidencePanel(
            kit, model, new EvidencePanel.Acts(this::adopt, this::other, this::ask, this::revisit));
    table = table();
    table.setItems(model.lines);
    table.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    model.selected.subscribe(this::select);
    model.looked.subscribe(_ -> table.refresh());
    HBox.setHgrow(table, Priority.ALWAYS);
    root.getStyleClass().add("split");
    root.getChildren().setAll(table, evidence.node());
  }

  Node node() {
    return root;
  }

  void focus() {
    table.requestFocus();
  }

  private TableView<CaseViewModel.Line> table() {
    var tables = new Tables(kit);
    var empty =
        new Empty(Icon.COMPARE, kit.t("review.compare.empty"), kit.t("review.compare.empty.words"));
    TableView<CaseViewModel.Line> t =
        tables.table("review-compare", empty, _ -> model.tour.nextPage());
    t.setRowFactory(_ ->
        new TableRow<>() {
          @Override
          protected void updateItem(CaseViewModel.Line item, boolean gone) {
            super.updateItem(item, gone);
            pseudoClassStateChanged(HEADING, !gone && item instanceof CaseViewModel.Line.Heading);
          }
        });
    t.getColumns().add(column("review.compare.fact", 184, this::name, ""));
    t.getColumns().add(value("review.compare.declared", Column.DECLARED));
    t.getColumns().add(value("review.compare.visited", Column.VERIFIED));
    t.getColumns().add(value("review.compare.registry", Column.REGISTRY));
    t.getColumns().add(value("review.compare.adopted", Column.ADOPTED));
    t.getColumns().add(column("review.compare.difference", 150, this::difference, "difference"));
    t.getColumns().add(column("review.compare.evidence", 58, this::evidence, "evidence"));
    t.getColumns().forEach(c -> c.setSortable(false));
    return t;
  }

  private TableColumn<CaseViewModel.Line, CaseViewModel.Line> value(String key, Column which) {
    return column(key, 108, r -> text(r, which), which == Column.ADOPTED ? "adopted" : "value");
  }

  private String text(FactRow row, Column which) {
    String shown = words.cell(row.value(), row.of(which));
    if (shown.isEmpty()) return which == Column.REGISTRY ? "" : "\u2013";
    if (which != Column.ADOPTED) return shown;
    return row.ruled() ? "\u2713 " + shown : row.lapsed().isEmpty() ? shown : "! " + shown;
  }

  /// What differs, and whether that came since the last look.
  private String difference(FactRow row) {
    String apart = words.difference(row);
    if (model.tour.before(row).isEmpty()) return apart;
    return apart.isEmpty()
        ? kit.t("review.compare.changed")
        : kit.t("review.compare.changed.and", apart);
  }

  /// Pages looked at of those that show the fact.
  private String evidence(FactRow row) {
    int of = row.evidence().size();
    int seen = model.tour.opened(row);
    if (of == 0) return "\u2013";
    return seen == of ? "\u2713 " + of : seen + "/" + of;
  }

  private String name(FactRow row) {
    @Nullable CaseSheet sheet = model.sheet.get();
    String who =
        sheet == null ? "" : row.subject().map(sheet::nameOf).map(n -> n + "  ").orElse("");
    return who + words.fact(row);
  }

  private TableColumn<CaseViewModel.Line, CaseViewModel.Line> column(
      String key, double width, Function<FactRow, String> text, String style) {
    var column = new TableColumn<CaseViewModel.Line, CaseViewModel.Line>(kit.t(key));
    column.setPrefWidth(width);
    column.setMinWidth(width * TIGHTEST);
    if (style.equals("value") || style.equals("adopted")) column.getStyleClass().add("digits");
    column.setCellValueFactory(
        c -> new javafx.beans.property.ReadOnlyObjectWrapper<>(c.getValue()));
    column.setCellFactory(_ -> new LineCell(text, style));
    return column;
  }

  /// A cell of either kind of line.
  private final class LineCell extends TableCell<CaseViewModel.Line, CaseViewModel.Line> {
    private final Function<FactRow, String> text;
    private final String style;

    LineCell(Function<FactRow, String> text, String style) {
      this.text = text;
      this.style = style;
      textTruncatedProperty().subscribe(cut -> setTooltip(cut ? new Tooltip(getText()) : null));
    }

    @Override
    protected void updateItem(CaseViewModel.@Nullable Line item, boolean gone) {
      super.updateItem(item, gone);
      getStyleClass().removeAll(STYLES);
      if (gone || item == null) {
        setText(null);
        return;
      }
      switch (item) {
        case CaseViewModel.Line.Heading(String topic, int facts) -> {
          getStyleClass().add("fact-heading");
          setText(style.isEmpty() ? kit.t("review.topic." + topic) + "  " + facts : "");
        }
        case CaseViewModel.Line.Fact(FactRow row) -> fact(row);
      }
    }

    private void fact(FactRow row) {
      setText(text.apply(row));
      boolean figures = row.value().measured() && !style.isEmpty() && !style.equals("evidence");
      if (figures && !style.equals("difference")) getStyleClass().add("digits");
      if (style.equals("difference") && row.difference().matters())
        getStyleClass().add("fact-apart");
      else if (style.equals("difference")) getStyleClass().add("fact-near");
      if (style.equals("difference") && model.tour.before(row).isPresent())
        getStyleClass().add("fact-changed");
      if (style.equals("evidence") && model.tour.opened(row) < row.evidence().size())
        getStyleClass().add("fact-unseen");
      if (style.equals("adopted") && row.ruled()) getStyleClass().add("fact-ruled");
      if (style.equals("adopted") && !row.lapsed().isEmpty()) getStyleClass().add("fact-apart");
    }
  }

  private void chosen(CaseViewModel.@Nullable Line line) {
    if (line instanceof CaseViewModel.Line.Fact(FactRow row)) model.selected.set(row);
  }

  private void select(@Nullable FactRow row) {
    if (row == null) return;
    var line = new CaseViewModel.Line.Fact(row);
    if (line.equals(table.getSelectionModel().getSelectedItem())) return;
    table.getSelectionModel().select(line);
    int at = table.getSelectionModel().getSelectedIndex();
    table.scrollTo(Math.max(0, at - 6));
  }

  // acts of the row

  void adopt(Column column) {
    model
        .adoptable(column)
        .ifPresentOrElse(
            value -> {
              if (model.needsReason(value)) reason(value);
              else model.adopt(value, "");
            },
            () -> notAdopted(column));
  }

  /// Says why a key adopts nothing for the chosen fact, and where it is done instead.
  ///
  /// @param column whose value was to be adopted; null for another value
  private void notAdopted(@Nullable Column column) {
    @Nullable FactRow row = model.selected.get();
    if (row == null) return;
    if (!row.adoptable()) kit.notices().done(kit.t("review.adopt.elsewhere." + row.code()));
    else if (!model.mayAdopt()) kit.notices().done(kit.t("review.adopt.notNow"));
    else if (column != null && row.of(column).isEmpty())
      kit.notices().done(kit.t("review.adopt.nothing"));
  }

  private void reason(String value) {
    @Nullable FactRow row = model.selected.get();
    if (row == null) return;
    Field why =
        new Fields(kit)
            .area("review-adopt-reason", kit.t("review.field.adoptReason"), 3)
            .required();
    kit.dialogs()
        .show(
            kit.t("review.adopt.title", name(row), words.value(row.value(), value)),
            new VBox(10, hint(kit.t("review.adopt.why", byRule(row))), why),
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.act.adopt"),
                    () -> {
                      if (!Fields.allFine(List.of(why))) return false;
                      model.adopt(value, why.value().strip());
                      return true;
                    })));
  }

  private String byRule(FactRow row) {
    String value = words.value(row.value(), row.byRule());
    return value.isEmpty() ? kit.t("review.none") : value;
  }

  private static Node hint(String text) {
    var label = new javafx.scene.control.Label(text);
    label.getStyleClass().add("hint");
    label.setWrapText(true);
    return label;
  }

  /// 0: another value, with its reason.
  void other() {
    @Nullable FactRow row = model.selected.get();
    if (row == null) return;
    if (!row.adoptable() || !model.mayAdopt()) {
      notAdopted(null);
      return;
    }
    Field value = valueField(row).required();
    Field why =
        new Fields(kit)
            .area("review-adopt-reason", kit.t("review.field.adoptReason"), 3)
            .required();
    kit.dialogs()
        .show(
            kit.t("review.other.title", name(row)),
            new VBox(10, value, why),
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.act.adopt"),
                    () -> {
                      if (!Fields.allFine(List.of(value, why))) return false;
                      model.adopt(value.value(), why.value().strip());
                      return true;
                    })));
  }

  private Field valueField(FactRow row) {
    var fields = new Fields(kit);
    String label = kit.t("review.field.adopted");
    return switch (row.value().kind()) {
      case MONEY -> fields.money("review-adopt-value", label);
      case COUNT -> fields.digits("review-adopt-value", label, 9);
      case CODE -> fields.choice("review-adopt-value", label, choices(row.value()));
      case BOOL ->
          fields.choice(
              "review-adopt-value",
              label,
              List.of(
                  new Choice("true", kit.t("review.yes"), "s"),
                  new Choice("false", kit.t("review.no"), "f")));
      case CODES -> fields.text("review-adopt-value", label).check(v -> codes(row.value(), v));
      case TEXT -> fields.text("review-adopt-value", label);
    };
  }

  /// Several codes, separated by commas, each of the table.
  private Optional<String> codes(Value value, String typed) {
    boolean known =
        List.of(typed.split(",", -1)).stream()
            .allMatch(c -> CodeTables.table(value.table()).has(c.strip()));
    String all =
        CodeTables.table(value.table()).entries().stream()
            .map(e -> e.code() + " " + e.label())
            .collect(Collectors.joining(kit.t("review.comma")));
    return known ? Optional.empty() : Optional.of(kit.t("review.adopt.codes", all));
  }

  private static List<Choice> choices(Value value) {
    return CodeTables.table(value.table()).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  /// Q: a question for the return.
  void ask() {
    asks("");
  }

  /// B: back to the field, with words that say what was declared, found and registered.
  void revisit() {
    @Nullable FactRow row = model.selected.get();
    if (row == null) return;
    asks(kit.t("review.revisit.words", name(row), said(row)));
  }

  private String said(FactRow row) {
    var all = new java.util.ArrayList<String>();
    for (Column c : List.of(Column.DECLARED, Column.VERIFIED, Column.REGISTRY))
      if (!row.of(c).isEmpty())
        all.add(kit.t("review.column." + c.name()) + " " + words.value(row.value(), row.of(c)));
    return String.join(kit.t("review.comma"), all);
  }

  private void asks(String proposed) {
    @Nullable FactRow row = model.selected.get();
    if (row == null || !model.mayAsk()) return;
    Optional<Asked> before =
        model.asked.stream().filter(a -> a.fact().equals(row.key())).findFirst();
    var fields = new Fields(kit);
    Field question = fields.area("review-ask-words", kit.t("review.field.question"), 3).required();
    Field sample = fields.text("review-ask-sample", kit.t("review.field.sample"));
    question.valueProperty().set(before.map(Asked::words).orElse(proposed));
    sample.valueProperty().set(before.map(Asked::sample).orElse(""));
    sample.hint(kit.t("review.field.sample.hint"));
    kit.dialogs()
        .show(
            kit.t("review.ask.title", name(row)),
            new VBox(10, question, sample),
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.act.ask"),
                    () -> {
                      if (!Fields.allFine(List.of(question))) return false;
                      model.ask(question.value().strip(), sample.value().strip());
                      return true;
                    })));
  }

  /// P: the open page is to be taken again.
  void askPage() {
    PageReel.@Nullable Now now = model.pages.now().get();
    @Nullable CaseSheet sheet = model.sheet.get();
    if (now == null || sheet == null || !model.mayAsk()) return;
    String page = PageWords.title(now.page(), sheet::nameOf);
    Field words =
        new Fields(kit).area("review-page-words", kit.t("review.field.question"), 3).required();
    words.valueProperty().set(kit.t("review.page.words", page));
    kit.dialogs()
        .show(
            kit.t("review.page.title", page),
            words,
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.act.ask"),
                    () -> {
                      if (!Fields.allFine(List.of(words))) return false;
                      model.askPage(now.page(), words.value().strip());
                      return true;
                    })));
  }

  void rotate() {
    evidence.rotate();
  }

  void enlarge() {
    evidence.enlarge();
  }
}
