package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.Answers;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.survey.Carried;
import cn.ruhu.survey.Carried.Kind;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What would become of a visit under another version of its form: every answer before and after,
/// what changes first. The person chooses; until then nothing is written.
final class ChangePane {
  /// @param id tells rows apart
  /// @param kind what becomes of it
  /// @param question whose and which, in the words of the form that knows it
  /// @param before the answer so far
  /// @param after the answer as it would be, or why there is none
  private record Row(String id, Kind kind, String question, String before, String after) {}

  private final Kit kit;
  private final Page page;
  private final TableView<Row> table;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final HBox filters = new Bar();
  private final Label unseen = new Label();
  private final Label whole = new Label();
  private final Label wait = new Label();
  private final Map<Kind, ToggleButton> chips = new EnumMap<>(Kind.class);
  private List<Row> all = List.of();

  ChangePane(Kit kit, VisitViewModel model) {
    this.kit = kit;
    page = new Page(kit.t("visit.change.title"));
    table = table();
    filters.getStyleClass().add("row");
    filters.setAlignment(Pos.CENTER_LEFT);
    for (Kind kind : Kind.values()) {
      var chip = new ToggleButton();
      chip.setId("visit-change-" + kind);
      chip.getStyleClass().add("person-chip");
      chip.setSelected(kind != Kind.KEPT);
      chip.selectedProperty().subscribe(this::filter);
      chips.put(kind, chip);
      filters.getChildren().add(chip);
    }
    var words = new Label(kit.t("visit.change.words"));
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    unseen.setWrapText(true);
    unseen.getStyleClass().add("text-muted");
    whole.setWrapText(true);
    whole.setId("visit-change-whole");
    whole.setMinHeight(Region.USE_PREF_SIZE);
    whole.getStyleClass().add("visit-change-whole");
    table.getSelectionModel().selectedItemProperty().subscribe(this::whole);
    wait.setId("visit-change-wait");
    wait.setWrapText(true);
    wait.setMinHeight(Region.USE_PREF_SIZE);
    wait.getStyleClass().add("field-problem");
    waits(List.of());
    model.hindrances.subscribe(() -> waits(model.hindrances));
    page.body(words, unseen, filters, table, whole, wait);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox.setVgrow(wait, Priority.NEVER);
    var back = Buttons.quiet("visit-change-back", kit.t("visit.change.back"), model::lookAway);
    var stay = Buttons.plain("visit-change-keep", kit.t("visit.change.keep"), model::stay);
    var go =
        Buttons.main("visit-change-go", kit.t("visit.change.go"), () -> model.change(kit.text()));
    page.foot(Buttons.large(back), Buttons.large(stay), Buttons.large(go));
    model.busy.subscribe(page::setDisable);
  }

  Node node() {
    return page;
  }

  private TableView<Row> table() {
    var t = new Tables(kit);
    TableView<Row> made =
        t.table(
            "visit-change-rows",
            new Empty(Icon.CHECK, kit.t("visit.change.none"), kit.t("visit.change.none.words")),
            _ -> {});
    made.getColumns()
        .add(
            t.node(
                kit.t("visit.change.column.kind"),
                120,
                HBox::new,
                (box, r) -> {
                  box.setAlignment(Pos.CENTER_LEFT);
                  box.getChildren()
                      .setAll(Badges.of(kit.t("visit.change.kind." + r.kind()), tone(r.kind())));
                }));
    made.getColumns().add(t.text(kit.t("visit.change.column.question"), 260, Row::question));
    made.getColumns().add(t.text(kit.t("visit.change.column.before"), 180, Row::before));
    made.getColumns().add(t.text(kit.t("visit.change.column.after"), 220, Row::after));
    t.shows(made, rows, Row::id);
    t.reading(made, new SimpleBooleanProperty(true));
    return made;
  }

  private static Badges.Tone tone(Kind kind) {
    return switch (kind) {
      case ASIDE -> Badges.Tone.WARNING;
      case REWORDED, NEW -> Badges.Tone.ACCENT;
      case UNASKED -> Badges.Tone.NEUTRAL;
      case KEPT -> Badges.Tone.SUCCESS;
    };
  }

  void show(Changeover.Look look) {
    page.subtitle(
        kit.t(
            "visit.change.subtitle",
            look.to().title(),
            look.from().version(),
            look.to().version()));
    Map<String, String> now = Changeover.whose(look.carried().session());
    var found = new ArrayList<Row>();
    for (Kind kind : Kind.values())
      for (Carried.Change c : look.carried().of(kind)) found.add(row(c, look.whose(), now));
    all = List.copyOf(found);
    chips.forEach((kind, chip) -> {
      int n = look.carried().of(kind).size();
      chip.setText(kit.t("visit.change.chip." + kind, n));
    });
    unseen.setText(
        look.carried().unseen() == 0 ? "" : kit.t("visit.change.unseen", look.carried().unseen()));
    Nodes.shown(unseen, look.carried().unseen() > 0);
    filter();
  }

  /// Why it cannot be changed over now.
  private void waits(List<Message> why) {
    wait.setText(why.isEmpty() ? "" : kit.text().of(why.getFirst()));
    Nodes.shown(wait, !why.isEmpty());
  }

  /// The chosen row in full: a column may be too narrow for its words.
  private void whole(@Nullable Row row) {
    Nodes.shown(whole, row != null);
    if (row == null) return;
    String before = row.before().isEmpty() ? kit.t("visit.change.none.before") : row.before();
    whole.setText(kit.t("visit.change.whole", row.question(), before, row.after()));
  }

  private void filter() {
    rows.setAll(
        all.stream()
            .filter(r -> Optional.ofNullable(chips.get(r.kind())).orElseThrow().isSelected())
            .toList());
    if (!rows.isEmpty() && table.getSelectionModel().getSelectedItem() == null)
      table.getSelectionModel().select(0);
  }

  private Row row(Carried.Change c, Map<String, String> was, Map<String, String> now) {
    String question =
        c.before().map(q -> said(q, was)).or(() -> c.after().map(q -> said(q, now))).orElse("");
    return new Row(
        c.kind() + c.key(),
        c.kind(),
        question,
        c.before().map(q -> Answers.words(kit.text(), q)).orElse(""),
        after(c, now));
  }

  private static String said(Question q, Map<String, String> whose) {
    String name = q.instance().map(i -> whose.getOrDefault(i, "")).orElse("");
    return name.isEmpty() ? q.label() : name + " · " + q.label();
  }

  private String after(Carried.Change c, Map<String, String> now) {
    return switch (c.kind()) {
      case ASIDE ->
          kit.t(c.after().isEmpty() ? "visit.change.after.gone" : "visit.change.after.anew");
      case UNASKED -> kit.t("visit.change.after.unasked");
      case NEW ->
          kit.t(
              c.after().filter(Question::required).isPresent()
                  ? "visit.change.after.required"
                  : "visit.change.after.new");
      case REWORDED, KEPT -> reworded(c, now);
    };
  }

  private String reworded(Carried.Change c, Map<String, String> now) {
    Question q = c.after().orElseThrow();
    String words = Answers.words(kit.text(), q);
    boolean sure = q.origin() != Question.Origin.PREFILLED;
    if (c.kind() == Kind.KEPT) return words;
    String label =
        c.before().filter(b -> b.label().equals(q.label())).isPresent() ? "" : said(q, now);
    String answer = sure ? words : kit.t("visit.change.after.confirm", words);
    return label.isEmpty() ? answer : kit.t("visit.change.after.said", label, answer);
  }
}
