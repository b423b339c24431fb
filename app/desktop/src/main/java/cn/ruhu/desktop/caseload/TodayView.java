package cn.ruhu.desktop.caseload;

import cn.ruhu.desktop.counter.Chosen;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.CasePlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The clerk's home: a large invitation above, what waits below.
final class TodayView implements Screen {
  private static final String INTAKE = "intake";
  private static final String LEADS = "leads";

  private final Kit kit;
  private final TodayViewModel model;
  private final Navigator nav;
  private final Page page;
  private final TableView<TodayRow> table;
  private final HBox counts = new Bar();
  private final Label reader = new Label();
  private Runnable stop = () -> {};

  /// @param counter its tools stand in the head, for the row that is chosen
  TodayView(Kit kit, TodayViewModel model, Navigator nav, Printing printing, Counter counter) {
    this.kit = kit;
    this.model = model;
    this.nav = nav;
    page = new Page(kit.t("caseload.title"));
    page.getStylesheets()
        .add(
            java.util.Objects.requireNonNull(TodayView.class.getResource("caseload.css"))
                .toExternalForm());
    table = table();
    new Tables(kit).shows(table, model.rows, TodayRow::application);
    new Tables(kit).reading(table, model.read);
    page.body(invitation(), counts, new EveningStrip(kit, model, printing).node(), table);
    page.actions(counter.buttons(this::inHand));
    counts.getStyleClass().add("today-counts");
    count();
    model.rows.addListener((InvalidationListener) _ -> count());
    model.reader.subscribe(
        r -> reader.setText(kit.t("caseload.reader." + (r.ready() ? "ready" : "off"))));
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
  }

  private Node invitation() {
    var title = new Label(kit.t("caseload.invite"));
    title.getStyleClass().add("today-invite-title");
    reader.getStyleClass().add("text-muted");
    reader.setId("caseload-reader");
    var words = new VBox(title, reader);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    var begin =
        Buttons.keyed(
            Buttons.large(
                Buttons.main("caseload-begin", kit.t("caseload.begin"), () -> nav.go(INTAKE, ""))),
            "Ctrl+Enter");
    var box = new Bar(Icon.CARD.node(), words, begin);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("card-box", "today-invite");
    return box;
  }

  private TableView<TodayRow> table() {
    var tables = new Tables(kit);
    var empty = new Empty(Icon.INBOX, kit.t("caseload.empty.title"), kit.t("caseload.empty.words"));
    TableView<TodayRow> t = tables.table("caseload-table", empty, this::open);
    t.getColumns().add(tables.node(kit.t("caseload.column.kind"), 90, HBox::new, this::fillKind));
    t.getColumns().add(tables.name(kit.t("caseload.column.name"), 130, TodayRow::name));
    t.getColumns()
        .add(tables.text(kit.t("caseload.column.what"), 254, r -> kit.text().of(r.what())));
    t.getColumns()
        .add(
            tables.keep(
                tables.text(
                    kit.t("caseload.column.number"), 206, r -> Show.caseNumber(r.number()))));
    t.getColumns()
        .add(
            tables.node(
                kit.t("caseload.column.where"),
                140,
                () -> new StandingGlyph(kit.text()),
                (glyph, row) -> {
                  glyph.where(row.where());
                  glyph.story(() -> model.story(kit.text(), row));
                }));
    t.getColumns()
        .add(
            tables.text(
                kit.t("caseload.column.at"),
                130,
                r -> r.at() == 0 ? "" : Show.minute(Instant.ofEpochMilli(r.at()))));
    return t;
  }

  private void fillKind(HBox box, TodayRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.getChildren().setAll(Badges.of(kit.t("caseload.kind." + row.kind().name()), tone(row)));
  }

  private static Badges.Tone tone(TodayRow row) {
    return switch (row.kind()) {
      case RETURNED -> Badges.Tone.DANGER;
      case SUPPLEMENT, OWED -> row.daysLeft() <= 0 ? Badges.Tone.DANGER : Badges.Tone.WARNING;
      case LEAD ->
          row.daysLeft() < 0
              ? Badges.Tone.DANGER
              : row.daysLeft() == 0 ? Badges.Tone.WARNING : Badges.Tone.ACCENT;
      case WAITING -> Badges.Tone.ACCENT;
      case PARKED, INCOMPLETE, RECEIVED -> Badges.Tone.NEUTRAL;
    };
  }

  private void count() {
    var all = new ArrayList<Node>();
    for (TodayRow.Kind k : TodayRow.Kind.values()) {
      var figure = new Label(String.valueOf(model.of(k)));
      figure.getStyleClass().add("today-figure");
      var words = new Label(kit.t("caseload.kind." + k.name()));
      words.getStyleClass().add("text-muted");
      var one = new VBox(figure, words);
      one.getStyleClass().addAll("card-box", "today-count");
      HBox.setHgrow(one, Priority.ALWAYS);
      all.add(one);
    }
    counts.getChildren().setAll(all);
  }

  private void open(TodayRow row) {
    boolean papers = row.kind() == TodayRow.Kind.OWED || row.kind() == TodayRow.Kind.SUPPLEMENT;
    if (row.lead()) nav.go(LEADS, row.application().toString());
    else nav.go(INTAKE, new CasePlace(row.application(), papers).text());
  }

  /// The case of the row that is chosen.
  Optional<Chosen> inHand() {
    return Optional.ofNullable(table.getSelectionModel().getSelectedItem())
        .map(r -> Chosen.of(r.application()));
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(new Shortcut("Ctrl+Enter", "caseload.begin", () -> nav.go(INTAKE, "")));
  }

  @Override
  public void onShown(String argument) {
    stop.run();
    stop = model.follow(() -> nav.go(INTAKE, ""));
    model.refresh();
  }

  @Override
  public void onHidden() {
    stop.run();
    stop = () -> {};
  }
}
