package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.process.Originals;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.pages.CornersCard;
import cn.ruhu.desktop.pages.CornersModel;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Beside the sheet in hand: which original goes where next, whose it may be, and what can be made
/// of its picture.
final class GuidePane {
  private final Kit kit;
  private final ScanningViewModel model;
  private final SlotGuide guide;
  private final GuideLines places;
  private final VBox root = new VBox();
  private final VBox leading = new VBox();
  private final VBox list = new VBox();
  private final Label title = new Label();
  private final Label lit = new Label();
  private final HBox name;
  private final Label hint = new Label();
  private final FlowPane people = new FlowPane();
  private final VBox lines = new VBox();
  private final Button begin;
  private final Button place;
  private final Button stamp;
  private final Button split;
  private final Button cards;
  private final Button corners;
  private final Button edges;
  private final Button white;
  private final Button undo;

  GuidePane(Kit kit, ScanningViewModel model) {
    this.kit = kit;
    this.model = model;
    this.guide = model.guide;
    this.places = new GuideLines(kit, model.guide);
    name = kit.names().node("");
    begin = act("scanning-guide-begin", "scanning.guide.begin", "L", this::beginOrEnd);
    place =
        act(
            "scanning-guide-place",
            "scanning.guide.place",
            kit.t("scanning.guide.space"),
            guide::place);
    stamp = act("scanning-guide-stamp", "scanning.guide.stamp", "K", guide::stamp);
    split = act("scanning-guide-split", "scanning.guide.split", "X", guide::split);
    cards = act("scanning-cards", "scanning.cards", "I", guide::cards);
    corners = act("scanning-guide-corners", "scanning.guide.corners", "Q", this::corners);
    edges = act("scanning-edges", "scanning.edges.take", "P", model.shaping::edges);
    white = act("scanning-white", "scanning.white", "W", model.shaping::whiten);
    undo = act("scanning-guide-undo", "scanning.guide.undo", "Z", guide::undo);
    place.getStyleClass().add("accent");
    build();
    guide.led.subscribe(_ -> show());
    guide.lit.subscribe(_ -> show());
    guide.lines.addListener((javafx.collections.ListChangeListener<SlotGuide.Line>) _ -> show());
    guide.people.addListener(
        (javafx.collections.ListChangeListener<SlotGuide.Person>) _ -> people());
    model.selected.subscribe(_ -> tools());
    model.sight.told.subscribe(_ -> tools());
    model.sight.picture.subscribe(_ -> tools());
  }

  Node node() {
    return root;
  }

  private Button act(String id, String key, String keys, Runnable run) {
    Button b = Buttons.keyed(Buttons.plain(id, kit.t(key), run), keys);
    b.setFocusTraversable(false);
    return b;
  }

  private void build() {
    root.setId("scanning-guide");
    root.getStyleClass().addAll("card-box", "scan-guide");
    title.getStyleClass().add("section-title");
    name.getStyleClass().add("scan-name");
    name.setMinWidth(0);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var head = new HBox(8, title, name, grow, begin);
    head.setAlignment(Pos.CENTER_LEFT);
    lit.setId("scanning-guide-lit");
    lit.getStyleClass().addAll("headline", "scan-guide-lit");
    lit.setWrapText(true);
    lit.setMinHeight(Region.USE_PREF_SIZE);
    lit.setMaxWidth(Double.MAX_VALUE);
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    people.getStyleClass().add("scan-people");
    lines.getStyleClass().add("scan-places");
    leading.getStyleClass().add("scan-leading");
    leading.getChildren().setAll(lit, people);
    var tools = new FlowPane(place, stamp, split, cards, edges, corners, white, undo);
    tools.getStyleClass().add("scan-people");
    list.getStyleClass().add("scan-leading");
    list.getChildren().setAll(hint, lines);
    root.getChildren().setAll(head, leading, tools, list);
    show();
  }

  private void show() {
    boolean on = guide.on();
    Nodes.shown(leading, on);
    Nodes.shown(place, on);
    Nodes.shown(list, on);
    title.setText(kit.t("scanning.guide.title"));
    begin.setText(kit.t(on ? "scanning.guide.end" : "scanning.guide.begin"));
    @Nullable UUID led = guide.led.get();
    kit.names().fill(name, led == null ? "" : applicant(led));
    Originals.@Nullable Place now = guide.lit.get();
    lit.setText(now == null ? kit.t("scanning.guide.none") : places.words(now));
    hint.setText(kit.t(now == null ? "scanning.guide.done" : "scanning.guide.hint"));
    places.fill(lines);
    tools();
  }

  private String applicant(UUID application) {
    CaseFile file = model.desk().caseFile(application);
    return file.applicant().map(p -> p.text("name")).orElse("");
  }

  private void people() {
    people.getChildren().clear();
    for (int i = 0; i < Math.min(9, guide.people.size()); i++)
      people.getChildren().add(person(i + 1, guide.people.get(i).name()));
    people.getChildren().add(person(0, kit.t("scanning.card.household")));
  }

  private Button person(int digit, String who) {
    Button b =
        Buttons.keyed(
            Buttons.plain("scanning-guide-person-" + digit, who, () -> guide.whose(digit)),
            Integer.toString(digit));
    b.setFocusTraversable(false);
    return b;
  }

  private void tools() {
    @Nullable TrayRow row = model.selected.get();
    boolean filed = row == null || row.state() == TrayRow.State.FILED;
    boolean seen = model.sight.told.get() && model.sight.picture.get() != null;
    String why =
        row == null
            ? kit.t("scanning.guide.nothing")
            : filed ? kit.t("scanning.guide.filed") : seen ? "" : kit.t("scanning.picture.coming");
    Buttons.blocked(stamp, why);
    stamp.setText(
        kit.t(
            row != null && row.page().make().stamped()
                ? "scanning.guide.unstamp"
                : "scanning.guide.stamp"));
    boolean half = row != null && row.page().make().half();
    Optional<PageRecipe> other = row == null ? Optional.empty() : Shaping.other(row.page());
    boolean back = other.filter(Shaping::isPlain).isPresent();
    edges.setText(kit.t(back ? "scanning.edges.drop" : "scanning.edges.take"));
    Buttons.blocked(edges, why.isEmpty() && other.isEmpty() ? kit.t("scanning.edges.same") : why);
    white.setText(
        kit.t(row != null && Shaping.isWhite(row.page()) ? "scanning.unwhite" : "scanning.white"));
    Buttons.blocked(white, why);
    Buttons.blocked(split, half ? kit.t("scanning.guide.half") : why);
    boolean card = row != null && CardSide.pair(CardSide.of(row.page().look().cards()));
    Nodes.shown(cards, card && !half);
    Buttons.blocked(cards, why);
    Buttons.blocked(corners, why);
    Buttons.blocked(place, guide.lit.get() == null ? kit.t("scanning.guide.none") : why);
    Buttons.blocked(undo, guide.canUndo() ? "" : kit.t("scanning.guide.noundo"));
  }

  /// L: leads through the likely case, asks which where nobody can know, or ends.
  void beginOrEnd() {
    if (guide.on()) {
      guide.end();
      return;
    }
    Optional<UUID> likely = guide.likely();
    if (likely.isPresent()) guide.begin(likely.get());
    else ask();
  }

  private void ask() {
    Field whose =
        new Fields(kit)
            .choice(
                "scanning-case", kit.t("scanning.card.case"), PlaceCard.cases(kit, model.desk()))
            .required();
    kit.dialogs()
        .show(
            kit.t("scanning.guide.ask"),
            new VBox(12, whose),
            List.of(
                Dialogs.Act.tried(
                    kit.t("scanning.guide.begin"),
                    () -> {
                      if (!Fields.allFine(List.of(whose))) return false;
                      guide.begin(UUID.fromString(whose.value()));
                      return true;
                    })));
  }

  /// Keys of originals without a code.
  ///
  /// @param back to the sheet before: what K does while nobody is led
  /// @param binder opens the papers of the case
  List<Shortcut> keys(Runnable back, Runnable binder) {
    var keys = new ArrayList<Shortcut>();
    keys.add(new Shortcut("L", "scanning.guide.key", this::beginOrEnd));
    keys.add(new Shortcut("K", "scanning.key.previous", () -> stampOr(back)));
    keys.add(new Shortcut("Right", "scanning.guide.next", () -> guide.step(1)));
    keys.add(new Shortcut("Left", "scanning.guide.previous", () -> guide.step(-1)));
    keys.add(new Shortcut("X", "scanning.guide.split", guide::split));
    keys.add(new Shortcut("I", "scanning.cards.key", guide::cards));
    keys.add(new Shortcut("Q", "scanning.guide.corners", this::corners));
    keys.add(new Shortcut("P", "scanning.edges.key", model.shaping::edges));
    keys.add(new Shortcut("W", "scanning.white.key", model.shaping::whiten));
    keys.add(new Shortcut("Z", "scanning.guide.undo", guide::undo));
    keys.add(new Shortcut("V", "scanning.act.binder", binder));
    keys.add(new Shortcut("1", "scanning.key.first", () -> digit(1)));
    for (int i = 2; i <= 9; i++) {
      int digit = i;
      keys.add(new Shortcut(Integer.toString(digit), "scanning.key.whose", () -> digit(digit)));
    }
    keys.add(new Shortcut("0", "scanning.key.household", () -> digit(0)));
    return keys;
  }

  /// The space bar puts the sheet in hand while this has the keyboard, and only then: elsewhere it
  /// presses the button that has it.
  void listen(Node strip) {
    strip.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() != KeyCode.SPACE || !guide.on()) return;
          e.consume();
          guide.place();
        });
  }

  /// A digit says whose page it is; where a page is to take another's place, 1 says so.
  private void digit(int digit) {
    @Nullable TrayRow row = model.selected.get();
    boolean asks = row != null && row.state() == TrayRow.State.ASK && row.other().isPresent();
    if (digit == 1 && (asks || !guide.on())) model.agree(true);
    else guide.whose(digit);
  }

  private void stampOr(Runnable back) {
    if (guide.on()) guide.stamp();
    else back.run();
  }

  /// Q: the corners of the sheet in hand, dragged or by keys.
  void corners() {
    @Nullable TrayRow row = model.selected.get();
    if (row == null || row.state() == TrayRow.State.FILED || model.sight.picture.get() == null)
      return;
    ScanPage p = row.page();
    var now = new CornersModel(p.corners(), p.recipe().turns());
    new CornersCard(
            kit,
            now,
            turns ->
                () ->
                    ScanEye.whole(guide.bytes(p), p)
                        .map(b -> Pixels.of(Straightened.of(b, turns, 0))),
            set -> model.shaping.corners(row, set.turns(), set.corners()))
        .open();
  }

  /// The mark of a sheet that was compared with its paper.
  static Label stamped(Kit kit) {
    Label l = Badges.of(kit.t("scanning.guide.stamped"), Badges.Tone.SUCCESS);
    l.setGraphic(Icon.VERIFIED.node());
    return l;
  }
}
