package cn.ruhu.desktop.conflicts;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The conflict in hand: the question in words, both values as large choices, a third below them,
/// and at the foot the one act that settles what was picked. Window thread only.
final class QuestionPane {
  private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");

  /// characters of a value that stand on a button
  private static final int VALUE_MAX = 14;

  private final Kit kit;
  private final ConflictsViewModel model;
  private final Runnable toList;
  private final VBox column = new VBox();
  private final VBox side;
  private final OtherCard other;
  private final PartCard parts;
  private final EvidencePane evidence;
  private final Map<Pick, VBox> cards = new EnumMap<>(Pick.class);
  private final Map<Pick, Button> acts = new EnumMap<>(Pick.class);
  private final Field reason;
  private final Button settle;
  private final HBox foot;

  QuestionPane(Kit kit, ConflictsViewModel model, Runnable toList) {
    this.kit = kit;
    this.model = model;
    this.toList = toList;
    evidence = new EvidencePane(kit, model);
    reason = new Fields(kit).text("conflicts-reason", kit.t("conflicts.reason"));
    other = new OtherCard(kit, model, reason::focus);
    parts = new PartCard(kit, model, reason::focus);
    reason.valueProperty().bindBidirectional(model.reason);
    settle =
        Buttons.keyed(
            Buttons.main("conflicts-settle", kit.t("conflicts.act.settle"), this::settle), "Enter");
    // Enter is the key of the act only while the keyboard stands on it
    settle.defaultButtonProperty().bind(settle.focusedProperty());
    reason.onEnter(settle::requestFocus);
    HBox.setHgrow(reason, Priority.ALWAYS);
    foot = new Bar(reason, settle);
    foot.setAlignment(Pos.BOTTOM_RIGHT);
    foot.getStyleClass().add("page-foot");
    column.setId("conflicts-question");
    side = Nodes.side(column);
    side.getChildren().add(foot);
    side.addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
    model.current.subscribe(this::show);
    model.picked.subscribe(this::picked);
  }

  Node node() {
    return side;
  }

  /// The keyboard goes to the first choice.
  void focus() {
    Button first = acts.get(Pick.KEEP);
    if (first != null) first.requestFocus();
  }

  /// The third choice: of late work to take it over line by line, else another value.
  void third() {
    pick(thirdOf(model.current.get()));
  }

  private static Pick thirdOf(@Nullable Dispute d) {
    return d != null && d.late().isPresent() ? Pick.PART : Pick.OTHER;
  }

  /// A key or a button: the value is picked, and the keyboard goes to what comes next.
  void pick(Pick pick) {
    if (!model.pick(pick)) return;
    if (pick == Pick.OTHER) other.focus();
    else if (pick == Pick.PART) parts.focus();
    else settle.requestFocus();
  }

  /// V: what stands behind the values, large.
  void look() {
    evidence.open(null);
  }

  private void escape(KeyEvent e) {
    if (e.getCode() != KeyCode.ESCAPE || model.picked.get() == null) return;
    e.consume();
    model.drop();
    model.refresh();
    toList.run();
  }

  private void settle() {
    if (model.picked.get() == Pick.OTHER && !other.readable()) return;
    if (model.settle()) {
      toList.run();
      return;
    }
    @Nullable Field first = other.problems();
    @Nullable Message why = model.problems.get(ConflictsViewModel.REASON);
    if (why != null) reason.problem(kit.text().of(why));
    if (parts.problem()) parts.focus();
    else if (first != null) first.focus();
    else if (why != null) reason.focus();
  }

  private void show(@Nullable Dispute d) {
    column.getChildren().clear();
    cards.clear();
    acts.clear();
    evidence.clear();
    Nodes.shown(foot, d != null && d.may());
    if (d == null) return;
    var choices =
        new Bar(
            side(d, Pick.KEEP, kit.t("conflicts.kept"), d.keptBy(), d.keptAt()),
            side(
                d,
                Pick.TAKE,
                kit.t(d.late().isPresent() ? "conflicts.offered.late" : "conflicts.offered"),
                d.offeredBy(),
                d.offeredAt()));
    choices.getStyleClass().add("row");
    column
        .getChildren()
        .setAll(head(d), choices, d.settled() ? undo(d) : third(d), evidence.below(d.evidence()));
    if (!d.course().history().isEmpty()) column.getChildren().add(history(d));
    picked(model.picked.get());
  }

  private Node head(Dispute d) {
    var who = kit.names().node(d.subject());
    who.getStyleClass().add("headline");
    var number = muted(Show.caseNumber(d.caseNumber()));
    var asks = new Label(asks(d));
    asks.setId("conflicts-asks");
    asks.setWrapText(true);
    var top = new Bar(12, who, number);
    top.setAlignment(Pos.CENTER_LEFT);
    VBox card = card("", top, asks, asking(d));
    d.late().ifPresent(l -> card.getChildren().add(1, origin(l)));
    if (!d.since().isEmpty()) {
      var since = new Label(kit.t("conflicts.since", d.since()));
      since.setId("conflicts-since");
      since.getStyleClass().add("text-warning");
      since.setWrapText(true);
      card.getChildren().add(since);
    }
    return card;
  }

  /// Where late work comes from.
  private Node origin(LateWork late) {
    var words = new Label(late.origin());
    words.setId("conflicts-origin");
    words.getStyleClass().add("text-warning");
    words.setWrapText(true);
    return words;
  }

  /// Who is asked, why that person, and how long it waits.
  private Label asking(Dispute d) {
    String why = d.asking().why();
    String who =
        d.asking().who().isEmpty() ? why : kit.t("conflicts.asking", d.asking().who(), why);
    var words = muted(d.settled() ? who : kit.t("conflicts.asking.waits", who, waited(d)));
    words.setId("conflicts-asking");
    return words;
  }

  /// How long an open question waits, in words.
  String waited(Dispute d) {
    if (d.asking().since().isEmpty()) return "";
    Duration waits = Duration.between(d.asking().since().get(), model.now());
    if (waits.toDays() > 0) return kit.t("conflicts.waits.days", waits.toDays());
    return waits.toHours() > 0
        ? kit.t("conflicts.waits.hours", waits.toHours())
        : kit.t("conflicts.waits.new");
  }

  /// The question with both values in it, when it is about one field whose authors are known.
  private String asks(Dispute d) {
    if (d.late().isPresent()) return kit.t("conflicts.ask.late");
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
  private String act(Dispute d, Pick pick) {
    String key =
        switch (pick) {
          case KEEP -> "conflicts.act.keep";
          case TAKE -> d.late().isPresent() ? "conflicts.act.take.late" : "conflicts.act.take";
          case OTHER -> "conflicts.act.other";
          case PART -> "conflicts.act.part";
          case UNDO -> "conflicts.act.undo";
        };
    boolean valued = pick == Pick.KEEP || pick == Pick.TAKE;
    if (d.lines().size() != 1 || !valued) return kit.t(key);
    Dispute.Line line = d.lines().getFirst();
    String stands = d.since().isEmpty() ? line.kept() : d.since();
    String value = pick == Pick.KEEP ? stands : line.offered();
    if (value.length() > VALUE_MAX) return kit.t(key);
    return pick == Pick.KEEP
        ? kit.t("conflicts.act.keep.value", value)
        : kit.t("conflicts.act.take.value", value);
  }

  private VBox side(Dispute d, Pick pick, String title, String by, String at) {
    VBox card = card(title);
    for (Dispute.Line line : d.lines()) {
      var field = new Label(line.field());
      field.getStyleClass().add("field-label");
      field.setWrapText(true);
      var value = new Label(pick == Pick.KEEP ? line.kept() : line.offered());
      value.getStyleClass().add(d.lines().size() > 1 ? "headline" : "value-large");
      value.setWrapText(true);
      card.getChildren().addAll(field, value);
    }
    var author =
        muted(by.isEmpty() ? kit.t("conflicts.author.unknown") : kit.t("conflicts.author", by, at));
    var grow = new Region();
    VBox.setVgrow(grow, Priority.ALWAYS);
    Evidence found = d.evidence();
    Node behind = evidence.side(found, pick == Pick.KEEP ? found.kept() : found.offered());
    card.getChildren().addAll(author, behind);
    if (pick == Pick.TAKE) card.getChildren().add(seen(d));
    card.getChildren().add(grow);
    if (d.settled()) card.getChildren().add(settled(d, pick));
    else
      card.getChildren()
          .addAll(
              pick == Pick.KEEP
                  ? choose(d, pick, "conflicts-keep", "1")
                  : choose(d, pick, "conflicts-take", "2"),
              why(d, pick));
    HBox.setHgrow(card, Priority.ALWAYS);
    Nodes.wide(kit.theme(), card, 0, 300, Double.MAX_VALUE);
    cards.put(pick, card);
    return card;
  }

  /// Of a settled one: whether this value was decided for.
  private Node settled(Dispute d, Pick pick) {
    boolean so = d.course().choice().equals(pick.name());
    var mark = Badges.of(kit.t("conflicts.decided"), Badges.Tone.SUCCESS);
    Nodes.shown(mark, so);
    return mark;
  }

  /// The settled question: what stands by it, and the way back.
  private Node undo(Dispute d) {
    var left = new Label(kit.t("conflicts.left", d.course().left()));
    left.setWrapText(true);
    Button act = choose(d, Pick.UNDO, "conflicts-undo", "Ctrl+Z");
    VBox card = card("", left, act, why(d, Pick.UNDO));
    cards.put(Pick.UNDO, card);
    return card;
  }

  /// What was done with it so far.
  private Node history(Dispute d) {
    VBox card = card(kit.t("conflicts.history"));
    card.setId("conflicts-history");
    for (String line : d.course().history()) {
      var label = new Label(line);
      label.setWrapText(true);
      card.getChildren().add(label);
    }
    return card;
  }

  private Button choose(Dispute d, Pick pick, String id, String key) {
    Button act = Buttons.keyed(Buttons.plain(id, act(d, pick), () -> pick(pick)), key);
    act.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
    String hindrance = d.hindrance(pick);
    if (!hindrance.isEmpty()) Buttons.blocked(act, kit.t(hindrance));
    acts.put(pick, act);
    return act;
  }

  /// A choice that is closed says why below it.
  private Label why(Dispute d, Pick pick) {
    String hindrance = d.hindrance(pick);
    var words = hint(hindrance.isEmpty() ? "" : kit.t(hindrance));
    Nodes.shown(words, !hindrance.isEmpty());
    return words;
  }

  private Node third(Dispute d) {
    Pick pick = thirdOf(d);
    boolean late = pick == Pick.PART;
    Button act = choose(d, pick, late ? "conflicts-part" : "conflicts-other", "3");
    VBox card = card("", act, why(d, pick), late ? parts.node() : other.node());
    cards.put(pick, card);
    return card;
  }

  private Node seen(Dispute d) {
    return hint(
        d.lines().stream()
            .map(l -> kit.t("conflicts.base", l.field(), l.base()))
            .collect(Collectors.joining("\n")));
  }

  private void picked(@Nullable Pick pick) {
    @Nullable Dispute d = model.current.get();
    cards.forEach((p, card) -> card.pseudoClassStateChanged(PICKED, p == pick));
    acts.forEach((p, act) -> {
      if (d == null) return;
      String words = act(d, p);
      act.setAccessibleText(p == pick ? kit.t("conflicts.picked", words) : words);
    });
    boolean third = pick == Pick.OTHER && d != null;
    boolean late = d != null && d.late().isPresent() && !d.settled();
    if (third && d != null) other.show(d.third());
    if (pick == Pick.PART && d != null) d.late().ifPresent(parts::show);
    Nodes.shown(other.node(), third);
    Nodes.shown(parts.node(), pick == Pick.PART);
    reason.label(kit.t(third || late ? "conflicts.reason.needed" : "conflicts.reason"));
    reason.problem(null);
    settle.setDisable(pick == null);
    if (pick == Pick.UNDO) settle.requestFocus();
    settle.setText(
        pick == null || d == null
            ? kit.t(
                d != null && d.settled()
                    ? "conflicts.act.settle.undo"
                    : "conflicts.act.settle.first")
            : kit.t("conflicts.act.settle", act(d, pick)));
  }

  private static VBox card(String title, Node... nodes) {
    VBox card = Page.card(title, nodes);
    card.getStyleClass().add("conflicts-card");
    return card;
  }

  private static Label muted(String words) {
    var label = new Label(words);
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    return label;
  }

  private static Label hint(String words) {
    var label = new Label(words);
    label.getStyleClass().add("hint");
    label.setWrapText(true);
    return label;
  }
}
