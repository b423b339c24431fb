package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.process.Completeness;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Parts;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.KnownWords;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.CardWarning;
import cn.ruhu.device.idcard.RawBlock;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The right side: who lies on the reader, who is known already, what the household comes to so
/// far, what is missing.
final class LiveCard {
  private static final double PORTRAIT_HEIGHT = 63;

  private final Kit kit;
  private final IntakeViewModel model;
  private final Runnable nextProblem;
  private final VBox node = new VBox();
  private @Nullable Drawn drawn;

  LiveCard(Kit kit, IntakeViewModel model, Runnable nextProblem) {
    this.kit = kit;
    this.model = model;
    this.nextProblem = nextProblem;
    node.setId("intake-live");
    node.getStyleClass().add("live");
    IntakeView.dress(node);
  }

  Node node() {
    return node;
  }

  /// People stand behind the counter: nothing about persons stays visible.
  void curtain(boolean drawn) {
    node.setVisible(!drawn);
  }

  void refresh() {
    WorkingCopy copy = model.open.get();
    LiveFacts live = model.live.get();
    var parts = new ArrayList<Node>();
    parts.add(reader());
    parts.addAll(warnings());
    if (copy != null && live != null) {
      parts.add(person(copy));
      parts.addAll(knownLines());
      parts.add(members(live));
      parts.add(money(live));
      parts.add(beside(live));
      parts.add(missing(live));
    }
    Parts.show(node, parts);
  }

  private Node reader() {
    Message problem = model.readerProblem.get();
    String state = model.reader.get().state().name();
    var label =
        problem == null
            ? Cells.wrapped(kit.t("intake.reader." + state), "text-muted")
            : Cells.wrapped(kit.text().of(problem), "text-warning");
    label.setId("intake-reader");
    label.setGraphic(Icon.CARD.node());
    return label;
  }

  /// What does not fit together on the card read last.
  private List<Node> warnings() {
    CardReading card = model.card.get();
    if (card == null || model.readerProblem.get() != null) return List.of();
    var lines = new ArrayList<Node>();
    for (CardWarning w : card.warnings()) {
      var line = Cells.wrapped(kit.t("work.card.warning." + w.code(), w.detail()), "text-warning");
      line.setId("intake-card-" + w.code());
      lines.add(line);
    }
    return lines;
  }

  private Node person(WorkingCopy copy) {
    Optional<CaseRecord> applicant = copy.file().applicant();
    var portrait = new StackPane(picture(applicant).orElseGet(Icon.PERSON::node));
    portrait.getStyleClass().add("portrait");
    portrait.setAccessibleText(kit.t("intake.portrait"));
    String name = applicant.map(p -> p.text("name")).orElse("");
    Node shown =
        name.isEmpty()
            ? Cells.muted(kit.t("intake.row.noname"))
            : Cells.bounded(kit.names().node(name));
    shown.getStyleClass().add("live-name");
    var number = Cells.digits(Show.masked(applicant.map(p -> p.text("idNumber")).orElse("")));
    var words = new VBox(shown);
    words.getStyleClass().add("live-words");
    if (!model.presence().isEmpty()) words.getChildren().add(presence());
    HBox.setHgrow(words, Priority.ALWAYS);
    var box = new HBox(portrait, words);
    box.getStyleClass().add("live-person");
    return new VBox(box, number);
  }

  /// The picture of the card read last, when it is the applicant's.
  private Optional<Node> picture(Optional<CaseRecord> applicant) {
    RawBlock shown = model.portraits.shown.get();
    CardReading card = model.card.get();
    if (shown == null || card == null || applicant.isEmpty()) return Optional.empty();
    String number = card.number();
    if (number.isEmpty() || !number.equals(applicant.get().text("idNumber")))
      return Optional.empty();
    if (drawn == null || !drawn.block().equals(shown))
      drawn = new Drawn(shown, new Image(new ByteArrayInputStream(shown.toArray())));
    if (drawn.image().isError()) return Optional.empty();
    var view = new ImageView(drawn.image());
    view.setPreserveRatio(true);
    view.setFitHeight(PORTRAIT_HEIGHT);
    view.setId("intake-portrait");
    return Optional.of(view);
  }

  private Node presence() {
    var row = new HBox();
    row.getStyleClass().add("live-presence");
    for (String code : List.of("HOLDER", "CARRIED")) {
      boolean on = model.presence().equals(code);
      Button b =
          Buttons.quiet(
              "intake-presence-" + code,
              kit.t("intake.presence." + code),
              () -> model.presence(code));
      b.getStyleClass().add("small");
      if (on) b.getStyleClass().add("accent");
      b.setFocusTraversable(false);
      row.getChildren().add(b);
    }
    return row;
  }

  private List<Node> knownLines() {
    KnownBoard board = model.known.board.get();
    var lines = new ArrayList<Node>();
    for (KnownBoard.Line k : board.lines()) {
      Node name = Cells.name(kit, k.name());
      var box =
          new VBox(
              name,
              Cells.wrapped(whole(kit.text().of(k.words())), "known-words"),
              Cells.wrapped(kit.text().of(k.next()), "hint"));
      box.getStyleClass().add(k.tone() == KnownWords.Tone.RED ? "known-active" : "known-past");
      box.setAccessibleText(k.name() + " " + kit.text().of(k.words()));
      lines.add(box);
    }
    if (lines.isEmpty())
      lines.add(
          Cells.wrapped(
              kit.t(board.sure() ? "intake.known.none" : "intake.known.here.none"), "known-none"));
    Message age = board.age();
    if (age != null) {
      Label words = Cells.wrapped(kit.text().of(age), board.sure() ? "hint" : "text-warning");
      words.setId("intake-known-age");
      lines.add(words);
    }
    return lines;
  }

  /// A month is not broken at its hyphen.
  private static String whole(String words) {
    return words.replace('-', '\u2011');
  }

  /// more people than this are told by their numbers
  private static final int PEOPLE = 12;

  private Node members(LiveFacts live) {
    var box = new VBox(title(kit.t("intake.live.members", live.people())));
    box.getStyleClass().add("live-group");
    for (LiveFacts.Who w : live.members().stream().limit(PEOPLE).toList()) {
      var clause = Cells.wrapped(kit.t("work.clause." + w.clause()), "hint");
      Node name =
          w.name().isEmpty()
              ? Cells.muted(kit.t("intake.row.noname"))
              : Cells.bounded(kit.names().node(w.name()));
      var grow = new Region();
      HBox.setHgrow(grow, Priority.ALWAYS);
      var head =
          new HBox(
              name,
              grow,
              Badges.of(
                  kit.t(w.counted() ? "intake.counted.yes" : "intake.counted.no"),
                  w.counted() ? Badges.Tone.SUCCESS : Badges.Tone.NEUTRAL));
      head.setAlignment(Pos.CENTER_LEFT);
      box.getChildren().add(new VBox(head, clause));
    }
    int more = live.members().size() - PEOPLE;
    if (more > 0) box.getChildren().add(Cells.muted(kit.t("intake.live.more", more)));
    return box;
  }

  private static Label title(String words) {
    var label = new Label(words);
    label.getStyleClass().add("section-title");
    return label;
  }

  private Node money(LiveFacts live) {
    var box = new VBox(title(kit.t("intake.live.income")));
    box.getStyleClass().add("live-group");
    box.getChildren()
        .addAll(
            pair("intake.live.year", yuan(grouped(live.net().fenAsYuan())), "intake-live-year"),
            pair(
                "intake.live.percapita",
                live.perCapita().map(r -> yuan(grouped(r.fenAsYuan()))).orElse("—"),
                "intake-live-percapita"),
            pair(
                "intake.live.standard",
                live.standardFen().map(f -> yuan(f.grouped())).orElse("—"),
                "intake-live-standard"));
    var badges = new HBox();
    badges.getStyleClass().add("live-presence");
    live.below()
        .ifPresent(b ->
            badges
                .getChildren()
                .add(
                    Badges.of(
                        kit.t(b ? "intake.live.below" : "intake.live.above"),
                        b ? Badges.Tone.SUCCESS : Badges.Tone.WARNING)));
    boolean sure = live.standard() instanceof Figure.Known k && k.confirmed();
    if (!sure)
      badges.getChildren().add(Badges.of(kit.t("intake.live.toconfirm"), Badges.Tone.WARNING));
    if (live.standard() instanceof Figure.Known k && !k.mark().isEmpty()) {
      Node mark = Badges.of(k.mark(), Badges.Tone.NEUTRAL);
      mark.setId("intake-live-mark");
      badges.getChildren().add(mark);
    }
    box.getChildren().add(badges);
    if (live.standard() instanceof Figure.Known k && k.confirmed())
      box.getChildren()
          .add(
              Cells.wrapped(
                  kit.t("intake.live.source", k.effective().toString(), k.source()), "hint"));
    if (live.unknown() > 0)
      box.getChildren().add(Cells.wrapped(kit.t("intake.live.unknown", live.unknown()), "hint"));
    return box;
  }

  /// Property, expenditure and debts, as far as anything was said of them.
  private Node beside(LiveFacts live) {
    var box = new VBox(title(kit.t("intake.live.beside")));
    box.getStyleClass().add("live-group");
    LiveFacts.Sums s = live.sums();
    pairIf(box, s.money(), "intake.live.money");
    if (s.money() > 0)
      s.perHead(live.people())
          .ifPresent(f ->
              box.getChildren()
                  .add(pair("intake.live.perhead", yuan(f.grouped()), "intake-live-perhead")));
    pairIf(box, s.debts(), "intake.live.debts");
    pairIf(box, s.expenses(), "intake.live.expenses");
    if (s.vehicles() > 0)
      box.getChildren()
          .add(pair("intake.live.vehicles", Long.toString(s.vehicles()), "intake-live-vehicles"));
    Nodes.shown(box, box.getChildren().size() > 1);
    return box;
  }

  private void pairIf(VBox box, long fen, String key) {
    if (fen > 0)
      box.getChildren().add(pair(key, yuan(new Fen(fen).grouped()), key.replace('.', '-')));
  }

  private String yuan(String amount) {
    return kit.t("work.value.yuan", amount);
  }

  private static String grouped(String yuan) {
    return Fen.parse(yuan).toOptional().map(Fen::grouped).orElse(yuan);
  }

  private Node pair(String key, String value, String id) {
    var label = Cells.muted(kit.t(key));
    var amount = Cells.digits(value);
    amount.setId(id);
    amount.getStyleClass().add("live-amount");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    return new HBox(label, grow, amount);
  }

  private Completeness papersIn() {
    WorkingCopy copy = model.open.get();
    return copy == null ? new Completeness(0, 0) : Completeness.of(copy.file());
  }

  private Node missing(LiveFacts live) {
    var box = new VBox(title(kit.t("intake.live.missing")));
    box.getStyleClass().add("live-group");
    Completeness papersIn = papersIn();
    box.getChildren()
        .add(
            pair(
                "intake.live.papers",
                kit.t(
                    "intake.live.papers.of",
                    papersIn.there(),
                    papersIn.needed(),
                    papersIn.percent()),
                "intake-live-papers"));
    List<String> papers = live.missingPapers();
    for (String slot : papers)
      box.getChildren().add(new Label("\u2022 " + CodeTables.table("docType").label(slot)));
    if (papers.isEmpty()) box.getChildren().add(Cells.muted(kit.t("intake.live.papersin")));
    int wrong = live.problems().size();
    if (wrong > 0) {
      Button next =
          Buttons.keyed(
              Buttons.quiet(
                  "intake-next-problem", kit.t("intake.live.problems", wrong), nextProblem),
              "F8");
      next.getStyleClass().add("text-danger");
      next.setFocusTraversable(false);
      box.getChildren().add(next);
    }
    return box;
  }

  private record Drawn(RawBlock block, Image image) {}
}
