package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// 抽签: batches that wait for their draw, and the record of a draw, with everything anybody needs to
/// do it again (DOMAIN §6.3).
final class DrawCards {
  /// A batch is looked at while its cases are under way; older ones stand in the cases.
  private static final int SHOWN = 6;

  /// a hash in two halves, so that it fits beside its label
  private static final int HALF = 32;

  private final Kit kit;
  private final HandlingViewModel model;
  private final VBox node = new VBox(8);

  DrawCards(Kit kit, HandlingViewModel model) {
    this.kit = kit;
    this.model = model;
    model.batches.subscribe(this::show);
    model.drawn.subscribe(this::show);
    model.result.subscribe(d -> {
      if (d != null) record(d);
    });
    show();
  }

  Node node() {
    return node;
  }

  private void show() {
    node.getChildren().setAll(model.batches.stream().map(this::batch).toList());
    if (!model.drawn.isEmpty()) node.getChildren().add(drawn());
    Nodes.shown(node, !node.getChildren().isEmpty());
  }

  private Node batch(Batch b) {
    var title = new Label(kit.t("handling.batch", street(b.street()), b.month(), b.cases().size()));
    title.getStyleClass().add("section-title");
    var due =
        Badges.of(
            kit.t(
                b.daysLeft() < 0 ? "handling.batch.over" : "handling.batch.due",
                Math.abs(b.daysLeft()),
                Limits.day(kit, b.due().date())),
            b.daysLeft() < 0
                ? Badges.Tone.DANGER
                : b.daysLeft() == 0 ? Badges.Tone.WARNING : Badges.Tone.NEUTRAL);
    var head = new Bar(10, title, due);
    head.setAlignment(Pos.CENTER_LEFT);
    var words = CasePanel.muted(kit.t("handling.batch.words", b.quota(), b.forced().size()));
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    Button main =
        b.frozen().isPresent()
            ? Buttons.main(
                "handling-reveal-" + b.street(),
                kit.t("handling.act.REVEAL"),
                () -> reveal(b, b.frozen().get()))
            : Buttons.main(
                "handling-freeze-" + b.street(), kit.t("handling.act.FREEZE"), () -> freeze(b));
    Button draw =
        Buttons.quiet("handling-draw-" + b.street(), kit.t("handling.act.DRAW.hand"), () -> ask(b));
    var said = new VBox(4, head, words);
    b.frozen()
        .ifPresent(f ->
            said.getChildren()
                .add(CasePanel.muted(kit.t("handling.frozen", f.cases().size(), f.source()))));
    var row = new Bar(12, said, grow, draw, main);
    row.setAlignment(Pos.CENTER_LEFT);
    return Page.card("", row);
  }

  /// One line for the draws that were made; a card each would push the cases away.
  private Node drawn() {
    var row = new Bar(8, CasePanel.muted(kit.t("handling.drawn")));
    row.setAlignment(Pos.CENTER_LEFT);
    int n = 0;
    for (Drawn d : model.drawn.subList(0, Math.min(SHOWN, model.drawn.size())))
      row.getChildren()
          .add(
              Buttons.with(
                  Icon.HISTORY,
                  Buttons.quiet(
                      "handling-drawn-" + n++,
                      kit.t("handling.drawn.batch", street(d.street()), d.month()),
                      () -> record(d))));
    return row;
  }

  private static String street(String code) {
    return CodeTables.label("street", code);
  }

  private void ask(Batch b) {
    var fields = new Fields(kit);
    Field seed =
        fields
            .text("handling-seed", kit.t("handling.ask.seed"))
            .required()
            .hint(kit.t("handling.ask.seed.hint"));
    Field reason =
        fields.area("handling-draw-reason", kit.t("handling.ask.DRAW.reason"), 2).required();
    var facts = grid();
    fact(facts, "handling.draw.list", kit.t("handling.draw.households", b.cases().size()));
    fact(facts, "handling.draw.quota", quota(b.cases().size(), b.quota()));
    fact(facts, "handling.draw.forced", kit.t("handling.draw.households", b.forced().size()));
    hash(facts, "handling.draw.hash", b.population());
    var why = new Reasons(kit);
    var content =
        new VBox(
            14, CasePanel.muted(kit.t("handling.draw.before")), facts, seed, reason, why.node());
    why.closing(
        kit.dialogs()
            .show(
                kit.t("handling.draw.title", street(b.street()), b.month()),
                content,
                List.of(
                    Dialogs.Act.tried(
                        kit.t("handling.act.DRAW"),
                        () -> {
                          if (Fields.allFine(List.of(seed, reason)))
                            model.draw(b, seed.value().strip(), reason.value().strip(), why);
                          return false;
                        }))));
  }

  /// 承诺: the list and the hash of a secret go out before the public number is known.
  private void freeze(Batch b) {
    Field source =
        new Fields(kit)
            .text("handling-source", kit.t("handling.freeze.source"))
            .required()
            .hint(kit.t("handling.freeze.source.hint"));
    var facts = grid();
    fact(facts, "handling.draw.list", kit.t("handling.draw.households", b.cases().size()));
    fact(facts, "handling.draw.quota", quota(b.cases().size(), b.quota()));
    fact(facts, "handling.draw.forced", kit.t("handling.draw.households", b.forced().size()));
    hash(facts, "handling.draw.hash", b.population());
    var why = new Reasons(kit);
    var words = CasePanel.muted(kit.t("handling.freeze.words"));
    why.closing(
        kit.dialogs()
            .show(
                kit.t("handling.freeze.title", street(b.street()), b.month()),
                new VBox(14, words, facts, source, why.node()),
                List.of(
                    Dialogs.Act.tried(
                        kit.t("handling.act.FREEZE"),
                        () -> {
                          if (Fields.allFine(List.of(source)))
                            model.freeze(b, source.value().strip(), why);
                          return false;
                        }))));
  }

  /// 揭示: the public number is there, the draw follows from it and the secret.
  private void reveal(Batch b, Frozen f) {
    Field number =
        new Fields(kit)
            .text("handling-number", kit.t("handling.reveal.number", f.source()))
            .required()
            .hint(kit.t("handling.reveal.number.hint"));
    var facts = grid();
    fact(facts, "handling.draw.list", kit.t("handling.draw.households", f.cases().size()));
    hash(facts, "handling.draw.hash", f.population());
    hash(facts, "handling.draw.commitment", f.commitment().hash());
    fact(facts, "handling.draw.source", f.source());
    var why = new Reasons(kit);
    var words = CasePanel.muted(kit.t("handling.reveal.words"));
    Button copy =
        Buttons.plain(
            "handling-copy-commitment",
            kit.t("handling.draw.copy.commitment"),
            () -> clip(f.population() + "\n" + Drawn.committing(f)));
    why.closing(
        kit.dialogs()
            .show(
                kit.t("handling.draw.title", street(b.street()), b.month()),
                new VBox(14, words, facts, new Bar(copy), number, why.node()),
                List.of(
                    Dialogs.Act.tried(
                        kit.t("handling.act.DRAW"),
                        () -> {
                          if (Fields.allFine(List.of(number)))
                            model.reveal(b, f, number.value().strip(), why);
                          return false;
                        }))));
  }

  private static void clip(String words) {
    var content = new ClipboardContent();
    content.putString(words);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private String quota(int size, int quota) {
    return kit.t("handling.draw.quota.words", size, quota);
  }

  /// The record of a draw: what it was made from, what came out, and that it comes out again.
  void record(Drawn d) {
    Draw again = d.again();
    var facts = grid();
    fact(facts, "handling.draw.list", kit.t("handling.draw.households", d.cases().size()));
    hash(facts, "handling.draw.hash", d.population());
    d.revealed()
        .ifPresentOrElse(
            r -> {
              hash(facts, "handling.draw.commitment", r.commitment());
              hash(facts, "handling.draw.secret", r.secret());
              fact(facts, "handling.draw.number", d.words() + "  " + r.number());
            },
            () -> {
              fact(facts, "handling.draw.seed", d.seed());
              fact(facts, "handling.ask.DRAW.reason", d.words());
            });
    fact(facts, "handling.draw.quota", quota(d.cases().size(), again.quota()));
    fact(
        facts,
        "handling.draw.by",
        kit.t(
            "handling.fact.by",
            Show.minute(d.at()),
            d.by().map(model.desk()::staffName).orElse("")));
    boolean holds = d.holds(model.desk());
    var proof =
        Badges.of(
            kit.t(holds ? "handling.draw.holds" : "handling.draw.broken"),
            holds ? Badges.Tone.SUCCESS : Badges.Tone.DANGER);
    proof.setId("handling-draw-proof");
    boolean committed = d.revealed().isPresent();
    var how =
        CasePanel.muted(
            kit.t("handling.draw.how") + (committed ? kit.t("handling.draw.how.committed") : ""));
    kit.dialogs()
        .show(
            kit.t("handling.draw.record", street(d.street()), d.month()),
            new VBox(14, facts, new Bar(proof), result(d, again), how),
            List.of(Dialogs.Act.plain(kit.t("handling.draw.copy"), () -> copy(d))));
  }

  /// The text that is published, ready to be pasted: ids and hashes, nobody's name.
  private void copy(Drawn d) {
    clip(d.published(model.desk()));
  }

  /// Every case of the list with what the draw made of it: the checked ones first.
  private Node result(Drawn d, Draw again) {
    var grid = grid();
    int row = 0;
    var checks = d.inspectors(model.desk());
    var order = new ArrayList<>(again.byLot());
    d.cases().stream().filter(d.forced()::contains).forEach(order::add);
    d.cases().stream().filter(c -> !order.contains(c)).forEach(order::add);
    for (UUID id : order) {
      Optional<CaseRecord> a = model.desk().store().record(id);
      var number = new Label(a.map(x -> Show.caseNumber(x.text("number"))).orElse(id.toString()));
      number.getStyleClass().add("digits");
      var name =
          kit.names()
              .node(
                  a.flatMap(x -> x.ref("applicant"))
                      .flatMap(model.desk().store()::record)
                      .map(p -> p.text("name"))
                      .orElse(""));
      var who =
          new Label(
              checks.getOrDefault(id, List.of()).stream()
                  .map(model.desk()::staffName)
                  .collect(Collectors.joining(kit.t("handling.comma"))));
      who.getStyleClass().add("hint");
      grid.addRow(row++, outcome(d, id, again), number, name, who);
    }
    return grid;
  }

  private Node outcome(Drawn d, UUID id, Draw again) {
    if (again.byLot().contains(id))
      return Badges.of(
          kit.t("handling.draw.lot", again.byLot().indexOf(id) + 1), Badges.Tone.ACCENT);
    return d.forced().contains(id)
        ? Badges.of(kit.t("handling.draw.anyway"), Badges.Tone.WARNING)
        : Badges.of(kit.t("handling.draw.free"), Badges.Tone.NEUTRAL);
  }

  private static GridPane grid() {
    var grid = new GridPane();
    grid.getStyleClass().add("facts");
    return grid;
  }

  private void fact(GridPane grid, String key, String value) {
    var head = new Label(kit.t(key));
    head.getStyleClass().add("hint");
    head.setMinWidth(Region.USE_PREF_SIZE);
    var words = new Label(value);
    words.setWrapText(true);
    GridPane.setHgrow(words, Priority.ALWAYS);
    grid.addRow(grid.getRowCount(), head, words);
  }

  private void hash(GridPane grid, String key, String hash) {
    fact(
        grid,
        key,
        hash.length() > HALF ? hash.substring(0, HALF) + "\n" + hash.substring(HALF) : hash);
  }
}
