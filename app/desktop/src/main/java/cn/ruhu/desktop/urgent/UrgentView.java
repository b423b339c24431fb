package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.urgent.UrgentDue;
import cn.ruhu.casefile.urgent.UrgentState;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.MaskedId;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.printing.Printing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The list by deadline; beside it what happened, what was done before for the same number, and the
/// form of whoever has the next step.
final class UrgentView implements Screen {
  private static final double SIDE = 440;
  private static final Set<UrgentState> PRINTED =
      Set.of(UrgentState.SIGNED, UrgentState.GIVEN, UrgentState.FILED);

  private final Kit kit;
  private final UrgentViewModel model;
  private final Printing printing;
  private final Navigator nav;
  private final UrgentWords words;
  private final Page page;
  private final TableView<UrgentRow> table;
  private final VBox facts = new VBox(6);
  private final VBox factsCard;
  private final VBox earlier = new VBox(4);
  private final VBox earlierCard;
  private final FlowPane more = new FlowPane(8, 8);
  private final FormPane form;

  UrgentView(Kit kit, UrgentViewModel model, Printing printing, Navigator nav) {
    this.kit = kit;
    this.model = model;
    this.printing = printing;
    this.nav = nav;
    words = new UrgentWords(kit.text());
    page = new Page(kit.t("urgent.title"));
    form = new FormPane(kit, model);
    table = table();
    facts.setId("urgent-facts");
    earlier.setId("urgent-earlier");
    factsCard = Page.card("", facts, more);
    earlierCard = Page.card(kit.t("urgent.earlier"), earlier);
    var column = new VBox(12, factsCard, earlierCard, form.node());
    var side = Nodes.side(column);
    side.getChildren().add(form.foot());
    Nodes.wide(kit.theme(), side, SIDE, SIDE, Double.MAX_VALUE);
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    page.body(body);
    if (!model.isChief())
      page.actions(
          Buttons.keyed(
              Buttons.main("urgent-new", kit.t("urgent.act.new"), this::begin), "Ctrl+N"));
    new Tables(kit).shows(table, model.rows, UrgentRow::id);
    new Tables(kit).reading(table, model.read);
    follow();
  }

  private void follow() {
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(r -> {
          if (r != null) model.choose(r);
        });
    model.selected.subscribe(this::show);
    model.waiting.subscribe(n ->
        page.subtitle(
            n.intValue() == 0
                ? ""
                : kit.t(
                    model.isChief() ? "urgent.subtitle.chief" : "urgent.subtitle", n.intValue())));
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    model.print.subscribe(r -> {
      if (r != null) print();
    });
  }

  private TableView<UrgentRow> table() {
    var tables = new Tables(kit);
    String about = model.isChief() ? "urgent.empty.words.chief" : "urgent.empty.words";
    TableView<UrgentRow> t =
        tables.table(
            "urgent-table",
            new Empty(Icon.WARNING, kit.t("urgent.empty.title"), kit.t(about)),
            _ -> form.focus());
    t.getColumns()
        .add(tables.keep(tables.node(kit.t("urgent.column.due"), 288, Label::new, this::dueCell)));
    t.getColumns().add(tables.name(kit.t("urgent.column.person"), 84, r -> words.person(r.aid())));
    t.getColumns()
        .add(
            tables.text(
                kit.t("urgent.column.cause"),
                96,
                r -> words.label("urgentCause", r.aid().text("cause"))));
    t.getColumns()
        .add(tables.keep(tables.money(kit.t("urgent.column.amount"), 92, UrgentRow::amount)));
    return t;
  }

  private void dueCell(Label label, UrgentRow row) {
    label.setText(words.due(row));
    label.getStyleClass().removeAll("text-danger", "text-warning", "text-muted");
    Optional<UrgentDue.Level> level = row.due().map(d -> d.level(model.today()));
    if (level.isEmpty()) label.getStyleClass().add("text-muted");
    else if (level.get() == UrgentDue.Level.OVERDUE) label.getStyleClass().add("text-danger");
    else if (level.get() == UrgentDue.Level.TODAY) label.getStyleClass().add("text-warning");
  }

  private void show(@Nullable UrgentRow row) {
    Nodes.shown(factsCard, row != null);
    Nodes.shown(earlierCard, row != null && !row.earlier().isEmpty());
    facts.getChildren().clear();
    earlier.getChildren().clear();
    more.getChildren().clear();
    if (row == null) {
      table.getSelectionModel().clearSelection();
      return;
    }
    if (!row.equals(table.getSelectionModel().getSelectedItem()))
      table.getSelectionModel().select(row);
    facts.getChildren().setAll(told(row));
    facts.getChildren().addAll(course(row));
    if (!row.earlier().isEmpty()) {
      earlier.getChildren().add(line(words.sum(row.earlier()), "text-warning"));
      row.earlier().stream()
          .limit(5)
          .forEach(a -> earlier.getChildren().add(line(words.earlier(a), "")));
    }
    more.getChildren().setAll(acts(row));
    Nodes.shown(more, !more.getChildren().isEmpty());
  }

  private List<Node> told(UrgentRow row) {
    CaseRecord aid = row.aid();
    var out = new ArrayList<Node>();
    var who = kit.names().node(words.person(aid));
    who.getStyleClass().add("headline");
    var where = new StandingGlyph(kit.text());
    where.where(row.where());
    var head =
        new FlowPane(
            10, 4, who, Badges.of(words.label("urgentState", aid.text("state")), tone(row)), where);
    out.add(head);
    if (aid.get(Form.NUMBER).isPresent()) {
      var number = new MaskedId(kit.text(), () -> {});
      number.number(aid.text(Form.NUMBER));
      out.add(number);
    } else out.add(line(kit.t("urgent.number.none"), "text-muted"));
    named(out, "personNote", aid.text(Form.NOTE));
    named(out, "personPhone", aid.text("personPhone"));
    named(out, "address", aid.text("address"));
    named(out, "householdSize", aid.text("householdSize"));
    named(out, "cause", words.label("urgentCause", aid.text("cause")));
    named(out, "facts", aid.text("facts"));
    named(
        out,
        "proposed",
        words.label("urgentKind", aid.text("proposedKind"))
            + " "
            + words.yuan(aid.text("proposedFen")));
    named(out, "registered", row.registrar() + " " + UrgentWords.minute(aid, "registeredAt"));
    if (model.isChief() && row.state() == UrgentState.REGISTERED)
      out.add(line(words.ceiling(row.ceiling()), "section-title"));
    return out;
  }

  private static Badges.Tone tone(UrgentRow row) {
    return switch (row.state()) {
      case REGISTERED, SIGNED -> Badges.Tone.WARNING;
      case GIVEN -> Badges.Tone.ACCENT;
      case FILED -> Badges.Tone.SUCCESS;
      case REFUSED, CLOSED -> Badges.Tone.NEUTRAL;
    };
  }

  private List<Node> course(UrgentRow row) {
    CaseRecord aid = row.aid();
    var out = new ArrayList<Node>();
    if (aid.get("approvedAt").isPresent()) {
      named(
          out,
          "verdict",
          aid.is("approved")
              ? kit.t("urgent.verdict.signed", words.yuan(aid.text("approvedFen")))
              : kit.t("urgent.verdict.refused"));
      named(out, "approver", row.approver() + " " + UrgentWords.minute(aid, "approvedAt"));
    }
    named(out, "approveReason", aid.text("approveReason"));
    if (aid.get("givenAt").isPresent()) {
      String what = words.label("urgentKind", aid.text("givenKind"));
      named(out, "given", what + " " + words.yuan(aid.text("givenFen")));
      named(out, "receiver", aid.text("receiver") + " " + UrgentWords.minute(aid, "givenAt"));
    }
    if (row.sheetFiled()) out.add(line(kit.t("urgent.sheet.filed"), "text-muted"));
    if (row.state() == UrgentState.GIVEN) named(out, "due", words.due(row));
    named(out, "papersNote", aid.text("papersNote"));
    named(out, "closeReason", aid.text("closeReason"));
    return out;
  }

  private void named(List<Node> out, String field, String value) {
    if (value.isBlank()) return;
    String label = kit.t("urgent.field." + field);
    out.add(line(kit.t("urgent.line", label, value.strip()), ""));
  }

  private static Label line(String words, String style) {
    var label = new Label(words);
    label.setWrapText(true);
    if (!style.isEmpty()) label.getStyleClass().add(style);
    return label;
  }

  private List<Button> acts(UrgentRow row) {
    var out = new ArrayList<Button>();
    if (PRINTED.contains(row.state()))
      out.add(
          Buttons.keyed(
              Buttons.plain("urgent-print", kit.t("urgent.act.print"), this::print), "F9"));
    if (model.isChief()) return out;
    if (row.state() != UrgentState.CLOSED)
      out.add(
          Buttons.keyed(
              Buttons.plain(
                  "urgent-intake",
                  kit.t(row.application().isPresent() ? "urgent.act.case" : "urgent.act.intake"),
                  this::intake),
              "Ctrl+J"));
    switch (row.state()) {
      case REGISTERED -> {
        out.add(aside("urgent-amend", "urgent.act.amend", Form.AMEND));
        out.add(aside("urgent-close", "urgent.act.close", Form.CLOSE));
      }
      case SIGNED -> {
        out.add(aside("urgent-identify", "urgent.act.identify", Form.IDENTIFY));
        out.add(aside("urgent-close", "urgent.act.close", Form.CLOSE));
      }
      case GIVEN -> out.add(aside("urgent-identify", "urgent.act.identify", Form.IDENTIFY));
      case REFUSED, FILED, CLOSED -> {}
    }
    return out;
  }

  private Button aside(String id, String key, Form next) {
    return Buttons.plain(
        id,
        kit.t(key),
        () -> {
          model.aside(next);
          form.focus();
        });
  }

  private void begin() {
    model.begin();
    if (model.form.get() == Form.REGISTER) form.focus();
  }

  private void print() {
    @Nullable UrgentRow row = model.selected.get();
    if (row != null && PRINTED.contains(row.state()))
      printing.open(PaperWish.urgent(row.approver()), row.id());
  }

  /// The ordinary application of the same person: the one there is, else a new one that begins with
  /// what is known here.
  private void intake() {
    @Nullable UrgentRow row = model.selected.get();
    if (row == null || model.isChief()) return;
    nav.go("intake", row.application().map(Object::toString).orElse("aid:" + row.id()));
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    var keys = new ArrayList<Shortcut>();
    keys.add(new Shortcut("Ctrl+Enter", "urgent.key.main", form::submit));
    if (model.isChief()) keys.add(new Shortcut("Ctrl+D", "urgent.act.REFUSE", form::refuse));
    else {
      keys.add(new Shortcut("Ctrl+N", "urgent.act.new", this::begin));
      keys.add(new Shortcut("Ctrl+J", "urgent.act.intake", this::intake));
      keys.add(new Shortcut("F2", "urgent.key.card", model::readAgain));
    }
    keys.add(new Shortcut("F9", "urgent.act.print", this::print));
    return keys;
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    model.shown(true);
    Optional<UUID> asked = Texts.uuid(argument);
    if (asked.isPresent()) model.bring(asked.get());
    else if (model.form.get() == Form.REGISTER) form.focus();
    else table.requestFocus();
  }

  @Override
  public void onHidden() {
    model.shown(false);
  }
}
