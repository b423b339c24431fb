package cn.ruhu.desktop.conflicts;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The list of conflicts and, beside it, the one in hand: the question in words, both values as two
/// large choices.
final class ConflictsView implements Screen {
  /// characters of a value that stand on a button
  private static final int VALUE_MAX = 14;

  private final Kit kit;
  private final ConflictsViewModel model;
  private final Page page;
  private final TableView<Dispute> table;
  private final VBox question = new VBox();

  ConflictsView(Kit kit, ConflictsViewModel model) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("conflicts.title"));
    table = table();
    table.setItems(model.disputes);
    question.getStyleClass().add("form");
    question.setId("conflicts-question");
    var body = new HBox(table, question);
    body.getStyleClass().add("split");
    table.setPrefWidth(430);
    table.setMinWidth(360);
    HBox.setHgrow(question, Priority.ALWAYS);
    page.body(body);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(d -> {
          if (d != null) model.current.set(d);
        });
    model.current.subscribe(this::show);
    model.waiting.subscribe(n -> page.subtitle(kit.t("conflicts.subtitle", n.intValue())));
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(key -> {
      if (!key.isEmpty()) kit.notices().done(kit.t(key));
    });
  }

  private TableView<Dispute> table() {
    var tables = new Tables(kit);
    TableView<Dispute> t =
        tables.table(
            "conflicts-table",
            new Empty(
                Icon.DONE_ALL, kit.t("conflicts.empty.title"), kit.t("conflicts.empty.words")),
            _ -> question.requestFocus());
    t.getColumns().add(tables.name(kit.t("conflicts.column.subject"), 110, Dispute::subject));
    t.getColumns()
        .add(
            tables.text(
                kit.t("conflicts.column.fields"),
                190,
                d -> d.lines().stream().map(Dispute.Line::field).collect(Collectors.joining(" "))));
    t.getColumns()
        .add(
            tables.node(
                kit.t("conflicts.column.asked"),
                100,
                HBox::new,
                (HBox box, Dispute d) -> {
                  box.setAlignment(Pos.CENTER_LEFT);
                  box.getChildren()
                      .setAll(
                          Badges.of(
                              kit.t(d.mine() ? "conflicts.asked.me" : "conflicts.asked.other"),
                              d.mine() ? Badges.Tone.WARNING : Badges.Tone.NEUTRAL));
                }));
    return t;
  }

  private void show(@Nullable Dispute d) {
    question.getChildren().clear();
    if (d == null) return;
    if (!d.equals(table.getSelectionModel().getSelectedItem())) table.getSelectionModel().select(d);
    var who = kit.names().node(d.subject());
    who.getStyleClass().add("headline");
    var number = new Label(Show.caseNumber(d.caseNumber()));
    number.getStyleClass().add("text-muted");
    var asks = new Label(asks(d));
    asks.setId("conflicts-asks");
    asks.setWrapText(true);
    var choices =
        new HBox(
            side(d, true, kit.t("conflicts.kept"), d.keptBy(), d.keptAt()),
            side(d, false, kit.t("conflicts.offered"), d.offeredBy(), d.offeredAt()));
    choices.getStyleClass().add("row");
    Field reason = new Fields(kit).text("conflicts-reason", kit.t("conflicts.reason"));
    reason.valueProperty().bindBidirectional(model.reason);
    question.getChildren().setAll(Page.card("", who, number, asks), choices, reason);
    var seen =
        d.lines().stream()
            .map(l -> kit.t("conflicts.base", l.field(), l.base()))
            .collect(Collectors.joining("\n"));
    var before = new Label(seen);
    before.getStyleClass().add("hint");
    before.setWrapText(true);
    question.getChildren().add(before);
  }

  /// The question with both values in it, when it is about one field whose authors are known.
  private String asks(Dispute d) {
    if (d.lines().size() != 1) return kit.t("conflicts.ask.many");
    Dispute.Line line = d.lines().getFirst();
    if (d.keptBy().isEmpty() || d.offeredBy().isEmpty()) return kit.t("conflicts.ask.one");
    return kit.t(
        "conflicts.ask.between",
        d.subject(),
        line.field(),
        d.keptBy(),
        line.kept(),
        d.offeredBy(),
        line.offered());
  }

  /// An act names the value it leaves standing, where that is one short value.
  private String act(Dispute d, boolean kept, String key, String named) {
    if (d.lines().size() != 1) return kit.t(key);
    Dispute.Line line = d.lines().getFirst();
    String value = kept ? line.kept() : line.offered();
    return value.length() > VALUE_MAX ? kit.t(key) : kit.t(named, value);
  }

  private VBox side(Dispute d, boolean kept, String title, String by, String at) {
    VBox card = Page.card(title);
    for (Dispute.Line line : d.lines()) {
      var field = new Label(line.field());
      field.getStyleClass().add("field-label");
      var value = new Label(kept ? line.kept() : line.offered());
      value.getStyleClass().add("value-large");
      value.setWrapText(true);
      card.getChildren().addAll(field, value);
    }
    var author =
        new Label(
            by.isEmpty() ? kit.t("conflicts.author.unknown") : kit.t("conflicts.author", by, at));
    author.getStyleClass().add("text-muted");
    author.setWrapText(true);
    Button act =
        kept
            ? Buttons.keyed(
                Buttons.plain(
                    "conflicts-keep",
                    act(d, true, "conflicts.act.keep", "conflicts.act.keep.value"),
                    model::keep),
                "1")
            : Buttons.keyed(
                Buttons.plain(
                    "conflicts-take",
                    act(d, false, "conflicts.act.take", "conflicts.act.take.value"),
                    model::take),
                "2");
    if (!d.may()) Buttons.blocked(act, kit.t("conflicts.notYours"));
    else if (!kept && d.whole()) Buttons.blocked(act, kit.t("conflicts.take.whole"));
    var grow = new Region();
    VBox.setVgrow(grow, Priority.ALWAYS);
    card.getChildren().addAll(author, grow, act);
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setPrefWidth(300);
    return card;
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("1", "conflicts.act.keep", model::keep),
        new Shortcut("2", "conflicts.act.take", this::takeUnlessWhole),
        new Shortcut("J", "conflicts.act.next", model::next),
        new Shortcut("K", "conflicts.act.previous", model::previous));
  }

  private void takeUnlessWhole() {
    @Nullable Dispute d = model.current.get();
    if (d != null && !d.whole()) model.take();
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
  }
}
