package cn.ruhu.desktop.conflicts;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Tables;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// The list of conflicts and, beside it, the one in hand as a question.
final class ConflictsView implements Screen {
  private final Kit kit;
  private final ConflictsViewModel model;
  private final Page page;
  private final TableView<Dispute> table;
  private final QuestionPane question;

  ConflictsView(Kit kit, ConflictsViewModel model) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("conflicts.title"));
    var css = Objects.requireNonNull(ConflictsView.class.getResource("conflicts.css"));
    page.getStylesheets().add(css.toExternalForm());
    question = new QuestionPane(kit, model, this::focus);
    table = table();
    table.setItems(model.disputes);
    var body = new HBox(table, question.node());
    body.getStyleClass().add("split");
    table.setPrefWidth(400);
    table.setMinWidth(340);
    HBox.setHgrow(question.node(), Priority.ALWAYS);
    page.body(body);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(d -> {
          if (d != null) model.current.set(d);
        });
    model.current.subscribe(this::select);
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
            _ -> question.focus());
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

  private void select(@Nullable Dispute d) {
    if (d != null && !d.equals(table.getSelectionModel().getSelectedItem()))
      table.getSelectionModel().select(d);
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("1", "conflicts.act.keep", () -> question.pick(Pick.KEEP)),
        new Shortcut("2", "conflicts.act.take", () -> question.pick(Pick.TAKE)),
        new Shortcut("3", "conflicts.act.other", () -> question.pick(Pick.OTHER)),
        new Shortcut("V", "conflicts.act.look", question::look),
        new Shortcut("J", "conflicts.act.next", model::next),
        new Shortcut("K", "conflicts.act.previous", model::previous));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    focus();
  }

  /// The keyboard stands on the list.
  void focus() {
    table.requestFocus();
  }
}
