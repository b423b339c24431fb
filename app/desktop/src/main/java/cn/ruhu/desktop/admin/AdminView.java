package cn.ruhu.desktop.admin;

import atlantafx.base.controls.CustomTextField;
import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.admin.AdminViewModel.Part;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.printing.Printing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 人员与机器: who works in the district and on what, dense; the chosen one beside it.
final class AdminView implements Screen {
  /// how soon the district is asked again while it cannot be reached
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Map<Part, String> PILLS =
      Map.of(Part.PEOPLE, "left-pill", Part.MACHINES, "center-pill", Part.LOG, "right-pill");

  private final Kit kit;
  private final AdminViewModel model;
  private final Page page;
  private final TableView<PersonRow> people;
  private final TableView<MachineRow> machines;
  private final PersonPane personPane;
  private final MachinePane machinePane;
  private final LogViewModel log;
  private final LogPane logPane;
  private final StackPane tables = new StackPane();
  private final StackPane sides = new StackPane();
  private final CustomTextField search = new CustomTextField();
  private final Label strip = new Label();
  private final HBox trouble = new Bar();
  private final Label troubleWords = new Label();
  private final Map<Part, ToggleButton> parts = new EnumMap<>(Part.class);
  private boolean adding;
  private Background.Job retry = () -> {};

  AdminView(Kit kit, AdminViewModel model, LogViewModel log, Printing printing) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("admin.title"));
    page.getStylesheets()
        .add(Objects.requireNonNull(AdminView.class.getResource("admin.css")).toExternalForm());
    people = people();
    machines = machines();
    personPane = new PersonPane(kit, model);
    machinePane = new MachinePane(kit, model);
    this.log = log;
    logPane = new LogPane(kit, model, log);
    personPane.clear();
    machinePane.clear();
    var body = new Bar(tables, sides);
    body.getStyleClass().add("split");
    HBox.setHgrow(tables, Priority.ALWAYS);
    Nodes.wide(kit.theme(), sides, 360, 400, 480);
    page.body(strips(), tools(), body);
    page.actions(acts());
    model.part.subscribe(this::part);
    model.person.subscribe(this::show);
    model.machine.subscribe(this::show);
    model.register.subscribe(this::counted);
    model.online.subscribe(this::counted);
    model.problem.subscribe(this::problem);
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    model.secret.subscribe(_ -> soon(() -> tell(printing)));
    page.sceneProperty().subscribe(_ -> soon(() -> tell(printing)));
  }

  private Node strips() {
    strip.setId("admin-away");
    strip.setGraphic(Icon.CLOUD_OFF.node());
    strip.setWrapText(true);
    strip.getStyleClass().add("admin-away");
    strip.setMaxWidth(Double.MAX_VALUE);
    troubleWords.setId("admin-problem");
    troubleWords.setWrapText(true);
    trouble.getChildren().setAll(Icon.ERROR.node(), troubleWords);
    trouble.setAlignment(Pos.CENTER_LEFT);
    trouble.getStyleClass().add("admin-trouble");
    Nodes.shown(trouble, false);
    var box = new VBox(strip, trouble);
    box.getStyleClass().add("admin-strips");
    return box;
  }

  private Node tools() {
    var segments = new Bar();
    var group = new ToggleGroup();
    for (Part p : Part.values()) {
      var button = new ToggleButton(kit.t("admin.part." + p));
      button.setId("admin-part-" + p);
      button.getStyleClass().add(Objects.requireNonNull(PILLS.get(p)));
      if (p == Part.LOG && !model.watches()) Buttons.blocked(button, kit.t("admin.why.log"));
      button.setToggleGroup(group);
      button.setOnAction(_ -> {
        button.setSelected(true);
        model.part.set(p);
      });
      parts.put(p, button);
      segments.getChildren().add(button);
    }
    search.setId("admin-search");
    search.setPromptText(kit.t("admin.search"));
    search.setAccessibleText(kit.t("admin.search"));
    search.setLeft(Icon.SEARCH.node());
    search.setPrefColumnCount(24);
    search.textProperty().bindBidirectional(model.search);
    search.setOnAction(_ -> {
      TableView<?> found = table();
      if (!found.getItems().isEmpty()) found.getSelectionModel().select(0);
      found.requestFocus();
    });
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var row = new Bar(segments, search, grow);
    row.getStyleClass().add("row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node[] acts() {
    Button code =
        Buttons.keyed(
            Buttons.with(
                Icon.QR_CODE, Buttons.plain("admin-code", kit.t("admin.act.code"), this::askCode)),
            "Ctrl+E");
    Button add =
        Buttons.keyed(
            Buttons.with(
                Icon.PERSON_ADD, Buttons.main("admin-new", kit.t("admin.act.new"), this::addNew)),
            "Ctrl+N");
    Button again =
        Buttons.icon("admin-refresh", Icon.REFRESH, kit.t("admin.act.refresh"), this::refresh);
    model.online.subscribe(on -> {
      String why = !model.acts() ? "admin.why.looks" : on ? "" : "admin.why.away";
      for (Button b : List.of(code, add)) Buttons.blocked(b, why.isEmpty() ? "" : kit.t(why));
    });
    return new Node[] {again, code, add};
  }

  private TableView<PersonRow> people() {
    var t = new Tables(kit);
    TableView<PersonRow> table =
        t.table(
            "admin-people",
            new Empty(Icon.GROUP, kit.t("admin.people.none"), kit.t("admin.people.none.words")),
            _ -> table().requestFocusTraversal(TraversalDirection.NEXT));
    table.getColumns().add(t.name(kit.t("admin.column.name"), 92, p -> p.entry().name()));
    table.getColumns().add(t.text(kit.t("admin.column.login"), 104, p -> p.entry().login()));
    table.getColumns().add(t.text(kit.t("admin.column.role"), 92, PersonRow::role));
    table
        .getColumns()
        .add(
            t.text(
                kit.t("admin.column.home"),
                104,
                p -> p.home().isEmpty() ? kit.t("admin.home.district") : p.home()));
    table
        .getColumns()
        .add(
            t.node(
                kit.t("admin.column.state"), 110, HBox::new, (box, p) -> fill(box, badge(kit, p))));
    table
        .getColumns()
        .add(t.keep(t.text(kit.t("admin.column.seen"), 132, p -> seen(p.entry().seenAt()))));
    t.shows(table, model.people, PersonRow::id);
    t.reading(table, model.read);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(p -> {
          if (p != null) model.person.set(p);
        });
    return table;
  }

  private TableView<MachineRow> machines() {
    var t = new Tables(kit);
    TableView<MachineRow> table =
        t.table(
            "admin-machines",
            new Empty(
                Icon.DEVICES, kit.t("admin.machines.none"), kit.t("admin.machines.none.words")),
            _ -> table().requestFocusTraversal(TraversalDirection.NEXT));
    table.getColumns().add(t.digits(kit.t("admin.column.block"), 52, m -> m.entry().block()));
    table
        .getColumns()
        .add(
            t.text(
                kit.t("admin.column.machine"),
                130,
                m -> m.mine() ? kit.t("admin.machine.mine", m.entry().name()) : m.entry().name()));
    table
        .getColumns()
        .add(
            t.text(
                kit.t("admin.column.home"),
                104,
                m -> m.home().isEmpty() ? kit.t("admin.home.none") : m.home()));
    table
        .getColumns()
        .add(
            t.node(
                kit.t("admin.column.state"), 118, HBox::new, (box, m) -> fill(box, badge(kit, m))));
    table.getColumns().add(t.text(kit.t("admin.column.users"), 120, MachineRow::users));
    table
        .getColumns()
        .add(t.keep(t.text(kit.t("admin.column.contact"), 132, m -> seen(m.entry().seenAt()))));
    t.shows(table, model.machines, MachineRow::id);
    t.reading(table, model.read);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(m -> {
          if (m != null) model.machine.set(m);
        });
    return table;
  }

  private static void fill(HBox box, Label badge) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.getChildren().setAll(badge);
  }

  private String seen(long at) {
    return at == 0 ? kit.t("admin.never") : Show.minute(Instant.ofEpochMilli(at));
  }

  static Label badge(Kit kit, PersonRow row) {
    Badges.Tone tone =
        switch (row.state()) {
          case OPEN -> Badges.Tone.SUCCESS;
          case ONE_TIME -> Badges.Tone.ACCENT;
          case ONE_TIME_OVER, LOCKED -> Badges.Tone.WARNING;
          case CLOSED -> Badges.Tone.NEUTRAL;
        };
    return Badges.of(kit.t("admin.badge." + row.state()), tone);
  }

  static Label badge(Kit kit, MachineRow row) {
    Badges.Tone tone =
        switch (row.state()) {
          case ENROLLED -> Badges.Tone.SUCCESS;
          case WIPING -> Badges.Tone.WARNING;
          case LOST -> Badges.Tone.DANGER;
          case LOST_WIPED, WIPED, REVOKED -> Badges.Tone.NEUTRAL;
        };
    return Badges.of(kit.t("admin.machine.badge." + row.state()), tone);
  }

  static List<Choice> streets() {
    return CodeTables.table("street").entries().stream()
        .map(e -> new Choice(e.code(), e.label(), Pinyin.of(e.label()).initials()))
        .toList();
  }

  static List<Choice> agencies(AdminViewModel model) {
    return model.agencies().stream()
        .map(a -> new Choice(a.id().toString(), a.name(), Pinyin.of(a.name()).initials()))
        .toList();
  }

  private TableView<?> table() {
    return switch (model.part.get()) {
      case PEOPLE -> people;
      case MACHINES -> machines;
      case LOG -> logPane.rows();
    };
  }

  private void part(Part p) {
    tables.getChildren().setAll(p == Part.LOG ? logPane.node() : table());
    sides
        .getChildren()
        .setAll(
            switch (p) {
              case PEOPLE -> personPane.node();
              case MACHINES -> machinePane.node();
              case LOG -> logPane.side();
            });
    Nodes.shown(search, p != Part.LOG);
    if (p == Part.LOG && page.getScene() != null && !log.read.get()) readLog();
    ToggleButton button = parts.get(p);
    if (button != null) button.setSelected(true);
  }

  private void readLog() {
    log.refresh();
    if (log.standing.get() == null) log.prove();
  }

  private void refresh() {
    model.refresh();
    if (model.part.get() == Part.LOG) readLog();
  }

  private void retry() {
    model.retry();
    if (model.part.get() == Part.LOG && log.problem.get() != null && !log.busy.get()) log.refresh();
  }

  private void search() {
    if (model.part.get() == Part.LOG) logPane.search();
    else search.requestFocus();
  }

  private void prove() {
    if (model.part.get() == Part.LOG) log.prove();
  }

  private void show(@Nullable PersonRow row) {
    if (row == null) {
      people.getSelectionModel().clearSelection();
      if (!adding) personPane.clear();
      return;
    }
    adding = false;
    if (!row.equals(people.getSelectionModel().getSelectedItem()))
      people.getSelectionModel().select(row);
    personPane.show(row);
  }

  private void show(@Nullable MachineRow row) {
    if (row == null) {
      machinePane.clear();
      return;
    }
    if (!row.equals(machines.getSelectionModel().getSelectedItem()))
      machines.getSelectionModel().select(row);
    machinePane.show(row);
  }

  private void addNew() {
    if (!model.acts() || !model.online.get()) return;
    model.part.set(Part.PEOPLE);
    adding = true;
    model.person.set(null);
    personPane.fresh();
  }

  /// For whom the machine is; the code comes big, with its QR.
  private void askCode() {
    if (!model.acts() || !model.online.get()) return;
    var choices = new ArrayList<Choice>();
    choices.addAll(streets());
    choices.addAll(agencies(model));
    Field home = new Fields(kit).choice("admin-code-home", kit.t("admin.field.machine"), choices);
    home.hint(kit.t("admin.field.machine.hint"));
    kit.dialogs()
        .show(
            kit.t("admin.ask.code"),
            home,
            List.of(
                Dialogs.Act.tried(
                    kit.t("admin.act.code"),
                    () -> {
                      if (!Fields.allFine(List.of(home))) return false;
                      model.code(home.value().isEmpty() ? null : home.value());
                      return true;
                    })));
  }

  private void counted() {
    Register r = model.register.get();
    boolean away = model.read.get() && !model.online.get();
    Nodes.shown(strip, away);
    if (r == null) {
      strip.setText(kit.t("admin.away.never"));
      return;
    }
    String as = Show.minute(Instant.ofEpochMilli(r.asOf()));
    strip.setText(kit.t("admin.away", as));
    page.subtitle(kit.t("admin.subtitle", r.people().size(), r.machines().size(), as));
    PersonRow person = model.person.get();
    if (person != null) personPane.show(person);
    MachineRow machine = model.machine.get();
    if (machine != null) machinePane.show(machine);
  }

  private void problem(@Nullable Message words) {
    Nodes.shown(trouble, words != null);
    if (words != null) troubleWords.setText(kit.text().of(words));
  }

  /// Once the screen stands as it is about to.
  private void soon(Runnable act) {
    var _ = kit.background().after(MOMENT, act);
  }

  /// Shown here alone, and forgotten: behind the lock or another screen it waits, and whoever has
  /// signed out does not see it any more.
  private void tell(Printing printing) {
    @Nullable Secret secret = model.secret.get();
    if (secret == null || page.getScene() == null) return;
    model.secret.set(null);
    new SecretCard(kit, printing).open(secret);
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+N", "admin.act.new", this::addNew),
        new Shortcut("Ctrl+E", "admin.act.code", this::askCode),
        new Shortcut("Ctrl+J", "admin.log.prove", this::prove),
        new Shortcut("F3", "admin.search", this::search));
  }

  @Override
  public void onShown(String argument) {
    refresh();
    table().requestFocus();
    retry.cancel();
    retry = kit.background().every(RETRY, this::retry);
  }

  @Override
  public void onHidden() {
    retry.cancel();
  }
}
