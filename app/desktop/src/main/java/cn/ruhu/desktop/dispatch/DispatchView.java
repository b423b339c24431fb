package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.ScrollColumn;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.printing.Printing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.collections.SetChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The dispatcher's screen: waiting cases on the left, the chosen one's pair on the right.
final class DispatchView implements Screen {
  private final Kit kit;
  private final DispatchViewModel model;
  private final Page page;
  private final TableView<WaitingCase> table;
  private final VBox form = new VBox();
  private final VBox problems = new VBox();
  private final HBox headName = new Bar();
  private final Label headAddress = muted();
  private final Label headNumber = muted();
  private final HBox verification = new Bar();
  private final Label load = muted();
  private final AlertStrip alerts;
  private final InquiryCard apart;
  private final VBox agencyHolder = new VBox();
  private final VBox pairHolder = new VBox(14);
  private final Button send;
  private final DoorSlips slips;
  private final Button slipsButton;

  DispatchView(Kit kit, DispatchViewModel model, Printing printing) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("dispatch.title"));
    apart = new InquiryCard(kit, model);
    slips = new DoorSlips(kit, model, printing);
    slipsButton =
        Buttons.keyed(
            Buttons.with(
                Icon.PRINT, Buttons.plain("dispatch-slips", kit.t("dispatch.slips"), slips::open)),
            "F9");
    table = table();
    send =
        Buttons.keyed(
            Buttons.main("dispatch-send", kit.t("dispatch.act.send"), model::dispatch),
            "Ctrl+Enter");
    if (!model.isLeader()) page.actions(slipsButton); // what is printed is the street's
    buildForm();
    var body = new Bar(table, panel());
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    alerts = new AlertStrip(kit, model);
    page.body(alerts, new InquiryStrip(kit, model), body);
    new Tables(kit).shows(table, model.rows, WaitingCase::application);
    new Tables(kit).reading(table, model.read);
    table.getSelectionModel().selectedItemProperty().subscribe(r -> choose(r));
    model.selected.subscribe(this::show);
    model.unassigned.subscribe(_ -> subtitle());
    model.rows.addListener(
        (javafx.beans.InvalidationListener)
            _ -> {
              slipsReady();
              subtitle();
            });
    slipsReady();
    model.marked.addListener((SetChangeListener<UUID>) _ -> marked());
    model.hindrances.subscribe(this::showProblems);
    model.trouble.subscribe(this::trouble);
    model.done.subscribe(this::done);
    model.busy.subscribe(b -> send.setDisable(b));
  }

  private void subtitle() {
    page.subtitle(kit.t("dispatch.subtitle", model.unassigned.get(), model.rows.size()));
  }

  private void slipsReady() {
    boolean none = model.rows.stream().noneMatch(WaitingCase::assigned);
    Buttons.blocked(slipsButton, none ? kit.t("dispatch.slips.none") : "");
  }

  private void openSlips() {
    if (!model.isLeader()
        && !slipsButton.isDisabled()
        && model.rows.stream().anyMatch(WaitingCase::assigned)) slips.open();
  }

  private static Label muted() {
    var label = new Label();
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    return label;
  }

  private TableView<WaitingCase> table() {
    var tables = new Tables(kit);
    var empty =
        new Empty(
            Icon.ASSIGNMENT_IND, kit.t("dispatch.empty.title"), kit.t("dispatch.empty.words"));
    TableView<WaitingCase> t =
        tables.table("dispatch-table", empty, _ -> agencyHolder.requestFocus());
    tables.marks(
        t,
        kit.t("dispatch.column.mark"),
        r -> model.marked.contains(r.application()),
        _ -> true,
        r -> kit.t("dispatch.mark", r.applicant()),
        model::mark);
    t.getColumns()
        .add(
            tables.keep(tables.node(kit.t("dispatch.column.due"), 206, Label::new, this::fillDue)));
    t.getColumns()
        .add(
            tables.name(
                kit.t(model.isLeader() ? "dispatch.column.number" : "dispatch.column.applicant"),
                82,
                WaitingCase::applicant));
    t.getColumns().add(tables.address(kit.t("dispatch.column.address"), 140, WaitingCase::address));
    if (!model.isLeader()) {
      t.getColumns().add(tables.text(kit.t("dispatch.column.schemes"), 92, this::schemes));
      t.getColumns()
          .add(
              tables.node(
                  kit.t("dispatch.column.verification"), 84, HBox::new, this::fillVerification));
    }
    t.getColumns().add(tables.text(kit.t("dispatch.column.pair"), 118, this::pairText));
    return t;
  }

  private void fillDue(Label label, WaitingCase row) {
    label.setText(dueWords(row));
    label.setTooltip(row.provisional() ? new Tooltip(kit.t("dispatch.due.provisional.why")) : null);
    label.getStyleClass().removeAll("text-danger", "text-warning", "text-muted");
    // sent out already: the limit to begin is no longer the dispatcher's worry
    if (!row.waits()) {
      label.getStyleClass().add("text-muted");
      return;
    }
    if (row.daysLeft() < 0) label.getStyleClass().add("text-danger");
    else if (row.daysLeft() <= 1) label.getStyleClass().add("text-warning");
  }

  private String dueWords(WaitingCase row) {
    String key =
        row.daysLeft() < 0
            ? "dispatch.due.over"
            : row.daysLeft() == 0 ? "dispatch.due.today" : "dispatch.due.left";
    String words =
        kit.t(key, Math.abs(row.daysLeft()), row.due().getMonthValue(), row.due().getDayOfMonth());
    return row.provisional() ? kit.t("dispatch.due.provisional", words) : words;
  }

  private void fillVerification(HBox box, WaitingCase row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.getChildren()
        .setAll(
            row.answered()
                ? Badges.of(kit.t("dispatch.verification.answered"), Badges.Tone.SUCCESS)
                : row.asked()
                    ? Badges.of(kit.t("dispatch.verification.asked"), Badges.Tone.NEUTRAL)
                    : Badges.of(kit.t("dispatch.verification.none"), Badges.Tone.WARNING));
  }

  private String schemes(WaitingCase row) {
    String all =
        Arrays.stream(row.schemes().split(",", -1))
            .filter(c -> !c.isEmpty())
            .map(c -> CodeTables.table("scheme").label(c))
            .collect(Collectors.joining(kit.t("dispatch.comma")));
    return row.review() ? kit.t("dispatch.review", all) : all;
  }

  private String pairText(WaitingCase row) {
    if (row.visited()) return kit.t("dispatch.pair.visited");
    if (row.apart()) return kit.t("dispatch.pair.apart");
    if (row.atAgency())
      return model.isLeader()
          ? kit.t("dispatch.pair.none")
          : kit.t("dispatch.pair.agency", row.agency());
    if (!row.assigned())
      return kit.t(row.doubted() ? "dispatch.pair.others" : "dispatch.pair.none");
    return row.lease()
        .map(until -> kit.t("dispatch.pair.leased", row.pair(), Show.shortMinute(until)))
        .orElse(row.pair());
  }

  private void buildForm() {
    var fields = new Fields(kit);
    Field due = fields.date("dispatch-due", kit.t("dispatch.field.due")).required();
    Field note =
        fields
            .area("dispatch-note", kit.t("dispatch.field.note"), 3)
            .hint(kit.t("dispatch.field.note.hint"));
    Field mode =
        fields
            .choice("dispatch-mode", kit.t("dispatch.field.mode"), modes())
            .hint(kit.t("dispatch.field.mode.hint"))
            .required();
    mode.valueProperty().bindBidirectional(model.mode);
    Nodes.shown(mode, !model.isLeader());
    due.valueProperty().bindBidirectional(model.due);
    note.valueProperty().bindBidirectional(model.note);
    load.setId("dispatch-load");
    model.first.subscribe(_ -> load());
    model.second.subscribe(_ -> load());
    model.agency.subscribe(_ -> load());
    model.agencies.subscribe(this::rebuildAgency);
    model.investigators.subscribe(this::rebuildPair);
    verification.getStyleClass().add("row");
    headName.getStyleClass().add("headline");
    problems.getStyleClass().add("problems");
    form.getStyleClass().add("form");
    Node apartCard = Page.card(kit.t("dispatch.card.apart"), apart);
    apartCard.visibleProperty().bind(apart.visibleProperty());
    apartCard.managedProperty().bind(apart.managedProperty());
    Node verified = Page.card(kit.t("dispatch.card.verification"), verification);
    Nodes.shown(verified, !model.isLeader());
    Nodes.shown(due, !model.isLeader());
    Nodes.shown(agencyHolder, !model.isLeader());
    form.getChildren()
        .setAll(
            Page.card("", headName, headNumber, headAddress),
            verified,
            apartCard,
            Page.card(kit.t("dispatch.card.pair"), agencyHolder, pairHolder, load, due, mode, note),
            problems);
    rebuildAgency();
    rebuildPair();
  }

  private static List<Choice> modes() {
    return CodeTables.table("visitMode").entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  /// What the two have in hand already.
  private void load() {
    int n = model.load(model.first.get(), model.second.get());
    boolean leaves = model.leaves();
    load.setText(leaves ? kit.t("dispatch.leaves") : n == 0 ? "" : kit.t("dispatch.load", n));
    Nodes.shown(load, leaves || n > 0);
  }

  private void rebuildAgency() {
    Field agency =
        new Fields(kit)
            .choice("dispatch-agency", kit.t("dispatch.field.agency"), choices(model.agencies))
            .required();
    agency.valueProperty().bindBidirectional(model.agency);
    agencyHolder.getChildren().setAll(agency);
  }

  private void rebuildPair() {
    var fields = new Fields(kit);
    Field first =
        fields.choice("dispatch-first", kit.t("dispatch.field.first"), people()).required();
    Field second =
        fields.choice("dispatch-second", kit.t("dispatch.field.second"), people()).required();
    first.valueProperty().bindBidirectional(model.first);
    second.valueProperty().bindBidirectional(model.second);
    // below each other: a long name and what is in hand are read whole beside the table
    pairHolder.getChildren().setAll(first, second);
  }

  private List<Choice> people() {
    return model.investigators.stream()
        .map(o ->
            new Choice(
                o.id().toString(),
                model.load(o.id()) == 0
                    ? o.name()
                    : kit.t("dispatch.person.load", o.name(), model.load(o.id())),
                Pinyin.of(o.name()).initials()))
        .toList();
  }

  private static List<Choice> choices(List<DispatchViewModel.Option> options) {
    return options.stream()
        .map(o -> new Choice(o.id().toString(), o.name(), Pinyin.of(o.name()).initials()))
        .toList();
  }

  private Node panel() {
    var scroll = new ScrollColumn(form);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var foot = new Bar(grow, send);
    foot.getStyleClass().add("page-foot");
    var side = new VBox(scroll, foot);
    side.getStyleClass().add("split-side");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    Nodes.wide(kit.theme(), side, 330, 360, 480);
    return side;
  }

  private void choose(@Nullable WaitingCase row) {
    if (row != null) model.selected.set(row);
  }

  private void show(@Nullable WaitingCase row) {
    form.setVisible(row != null);
    send.setDisable(row == null);
    if (row == null) return;
    if (!row.equals(table.getSelectionModel().getSelectedItem()))
      table.getSelectionModel().select(row);
    headName.getChildren().setAll(kit.names().node(row.applicant()));
    headNumber.setText(Show.caseNumber(row.number()));
    headAddress.setText(row.address());
    apart.show(row);
    sendWords();
    if (row.doubted()) headNumber.setText(kit.t("dispatch.doubted", Show.caseNumber(row.number())));
    Button asked =
        Buttons.plain("dispatch-asked", kit.t("dispatch.act.asked"), model::verificationRequested);
    Button none =
        Buttons.plain(
            "dispatch-norecord", kit.t("dispatch.act.norecord"), model::verificationNoRecord);
    if (!model.mayAssign()) {
      String why = kit.t("dispatch.problem.right");
      for (Button act : List.of(asked, none, send)) Buttons.blocked(act, why);
    }
    if (row.asked()) Buttons.blocked(asked, kit.t("dispatch.asked.already"));
    if (!row.asked()) Buttons.blocked(none, kit.t("dispatch.norecord.first"));
    if (row.answered()) Buttons.blocked(none, kit.t("dispatch.norecord.already"));
    var lamp = new Bar();
    fillVerification(lamp, row);
    verification.getChildren().setAll(lamp, asked, none);
    verification.setAlignment(Pos.CENTER_LEFT);
  }

  private void marked() {
    sendWords();
    table.refresh();
  }

  private void sendWords() {
    @Nullable WaitingCase row = model.selected.get();
    int n = model.chosen().size();
    Optional<WaitingCase> other = model.elsewhere();
    send.setText(
        n > 1
            ? kit.t("dispatch.act.several", n)
            : other.isPresent()
                ? kit.t("dispatch.act.other", other.get().applicant())
                : kit.t(
                    row != null && row.assigned() ? "dispatch.act.resend" : "dispatch.act.send"));
  }

  private void showProblems() {
    problems
        .getChildren()
        .setAll(
            model.hindrances.stream()
                .map(m -> {
                  var label = new Label(kit.text().of(m));
                  label.getStyleClass().add("field-problem");
                  label.setWrapText(true);
                  return label;
                })
                .toList());
    problems.setId("dispatch-problems");
  }

  private void trouble(String code) {
    if (!code.isEmpty())
      kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
  }

  private void done(@Nullable Message words) {
    if (words != null) kit.notices().done(kit.text().of(words));
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+Enter", "dispatch.act.send", model::dispatch),
        new Shortcut("F9", "dispatch.slips", this::openSlips));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
  }
}
