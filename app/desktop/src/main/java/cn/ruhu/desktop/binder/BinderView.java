package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.PicturePane;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.pages.CornersCard;
import cn.ruhu.desktop.pages.CornersModel;
import cn.ruhu.desktop.pages.PagePicture;
import cn.ruhu.desktop.pages.PagePlace;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageShape;
import cn.ruhu.desktop.pages.PageViewer;
import cn.ruhu.desktop.pages.PageWords;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.imaging.Fitted;
import cn.ruhu.imaging.page.Straightened;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The binder of a case: its pages by kind, the one in hand, what is known of it and what can be
/// done to it.
final class BinderView implements Screen {
  /// Longest side of the picture corners are set on.
  private static final int CORNERS_SIDE = 2100;

  private final Kit kit;
  private final BinderViewModel model;
  private final BinderCards cards;
  private final LeafWords words;
  private final ExportCard export;
  private final ArchiveCard archive;
  private final Button turn;
  private final Node story;
  private final Page page;
  private final ListView<Leaf> list = new ListView<>();
  private final PagePlace place;
  private final StackPane body = new StackPane();
  private final VBox facts = new VBox(6);
  private final Label title = new Label();
  private final Label twin = new Label();
  private final Map<Button, Predicate<Leaf>> acts = new LinkedHashMap<>();
  private final Node work;
  private final Node empty;
  private boolean syncing;

  BinderView(Kit kit, BinderViewModel model, Exporting exporting, Archiving archiving) {
    this.kit = kit;
    this.model = model;
    cards = new BinderCards(kit, model);
    words = new LeafWords(kit, model);
    page = new Page(kit.t("binder.title"));
    page.setId("screen-binder");
    page.getStylesheets()
        .add(Objects.requireNonNull(BinderView.class.getResource("binder.css")).toExternalForm());
    export = new ExportCard(kit, model, exporting, page);
    archive = new ArchiveCard(kit, model, archiving, page);
    place = new PagePlace(kit, model.reel, "binder-picture", PicturePane.Fit.WHOLE);
    Button history =
        Buttons.keyed(
            Buttons.with(
                Icon.HISTORY,
                Buttons.plain("binder-history", kit.t("binder.act.history"), this::history)),
            "H");
    Button other =
        Buttons.keyed(
            Buttons.with(
                Icon.FOLDER, Buttons.plain("binder-open", kit.t("binder.act.open"), this::choose)),
            "O");
    Button out =
        Buttons.keyed(
            Buttons.with(
                Icon.SAVE,
                Buttons.plain("binder-export", kit.t("binder.act.export"), export::open)),
            "P");
    turn = Buttons.keyed(Buttons.plain("binder-turn", kit.t("binder.act.story"), this::turn), "G");
    Button zip =
        Buttons.keyed(
            Buttons.with(
                Icon.SAVE,
                Buttons.plain("binder-archive", kit.t("binder.act.archive"), archive::ask)),
            "Z");
    page.actions(turn, history, other, out, zip);
    work = work();
    story = new StoryPane(kit, model).node();
    empty = new Empty(Icon.FOLDER, kit.t("binder.empty"), kit.t("binder.empty.words"));
    body.setMinHeight(0);
    page.body(body);
    follow();
  }

  private Node work() {
    list.setId("binder-list");
    list.setItems(model.leaves);
    list.setCellFactory(_ -> new LeafCell(kit, model));
    list.setAccessibleText(kit.t("binder.list"));
    list.getStyleClass().add("binder-list");
    list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    list.setPlaceholder(new Label(kit.t("binder.nopages")));
    title.getStyleClass().add("headline");
    title.setId("binder-page-title");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    twin.setId("binder-twin");
    twin.setWrapText(true);
    twin.setMinHeight(Region.USE_PREF_SIZE);
    twin.getStyleClass().add("text-warning");
    facts.setId("binder-facts");
    var side = Nodes.side(new VBox(12, Page.card("", title, twin, facts), acts()));
    side.getStyleClass().add("binder-side");
    HBox.setHgrow(place.node(), Priority.ALWAYS);
    var box = new HBox(list, place.node(), side);
    box.getStyleClass().add("split");
    return box;
  }

  private Node acts() {
    var flow = new FlowPane(8, 8);
    add(flow, "large", "Enter", _ -> true, this::large);
    add(flow, "stamp", "T", Leaf::stands, model::stamp);
    add(flow, "corners", "E", Leaf::stands, this::corners);
    add(flow, "place", "A", Leaf::stands, () -> held(cards::place));
    add(flow, "up", "Shift+K", l -> l.stands() && l.at() > 1, () -> model.shift(-1));
    add(flow, "down", "Shift+J", l -> l.stands() && l.at() < l.of(), () -> model.shift(1));
    add(flow, "replace", "X", Leaf::stands, () -> held(p -> file(f -> cards.replace(p, f))));
    add(flow, "insert", "I", Leaf::stands, () -> held(p -> file(f -> model.insert(p, f))));
    add(flow, "withdraw", "D", Leaf::stands, () -> held(cards::withdraw));
    add(flow, "restore", "U", l -> !l.stands(), model::restore);
    return flow;
  }

  private void add(FlowPane flow, String act, String key, Predicate<Leaf> fits, Runnable run) {
    Button b =
        Buttons.keyed(Buttons.plain("binder-do-" + act, kit.t("binder.act." + act), run), key);
    b.setFocusTraversable(false);
    acts.put(b, fits);
    flow.getChildren().add(b);
  }

  private void follow() {
    model.file.subscribe(_ -> present());
    model.story.subscribe(_ -> present());
    model.leaves.addListener((javafx.collections.ListChangeListener<Leaf>) _ -> present());
    model.selected.subscribe(this::show);
    model.reel.now().subscribe(_ -> show(model.selected.get()));
    model.twin.subscribe(m -> {
      twin.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(twin, m != null);
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    model.trouble.subscribe(code -> {
      if (code.isEmpty()) kit.notices().clear("BINDER");
      else kit.notices().trouble("BINDER", kit.t("work.trouble." + code), Optional.empty());
    });
    present();
  }

  private void present() {
    boolean none = model.file.get() == null;
    Node now = none ? empty : model.story.get() ? story : work;
    turn.setText(kit.t(model.story.get() ? "binder.act.pages" : "binder.act.story"));
    if (!body.getChildren().equals(List.of(now))) body.getChildren().setAll(now);
    String number =
        Optional.ofNullable(model.file.get())
            .flatMap(f -> f.head())
            .map(h -> Show.caseNumber(h.text("number")))
            .orElse("");
    page.subtitle(none ? "" : model.applicant().orElse("") + "  " + number);
  }

  private void chosen(@Nullable Leaf leaf) {
    if (!syncing && leaf != null) model.hold(leaf);
  }

  private void show(@Nullable Leaf leaf) {
    facts.getChildren().clear();
    title.setText(leaf == null ? "" : PageWords.title(leaf.page(), model::nameOf));
    acts.forEach((b, fits) ->
        Buttons.blocked(
            b,
            leaf == null
                ? kit.t("binder.none")
                : !fits.test(leaf)
                    ? kit.t("binder.unfit")
                    : !model.mayChange() && !b.getId().equals("binder-do-large")
                        ? kit.t("binder.mayonlyread")
                        : ""));
    if (leaf == null) return;
    if (!leaf.stands()) facts.getChildren().add(Badges.of(words.way(leaf), Badges.Tone.WARNING));
    for (String f : words.facts(leaf)) {
      var line = new Label(f);
      line.setWrapText(true);
      line.setMinHeight(Region.USE_PREF_SIZE);
      facts.getChildren().add(line);
    }
    int at = model.leaves.indexOf(leaf);
    if (at < 0 || list.getSelectionModel().getSelectedIndex() == at) return;
    syncing = true;
    list.getSelectionModel().clearAndSelect(at);
    list.getFocusModel().focus(at);
    list.scrollTo(Math.max(0, at - 2));
    syncing = false;
  }

  // ---- acts that ask

  private void held(Consumer<CaseRecord> act) {
    @Nullable Leaf leaf = model.selected.get();
    if (leaf != null && leaf.stands() && model.mayChange()) act.accept(leaf.page());
  }

  private void file(Consumer<Path> act) {
    kit
        .pictures()
        .scans(kit.t("binder.choose"), kit.t("binder.kind.files"), page.getScene().getWindow())
        .stream()
        .findFirst()
        .ifPresent(act);
  }

  private void choose() {
    cards.open(model::open);
  }

  /// From the pages to the story, and back.
  private void turn() {
    model.story.set(!model.story.get());
    if (model.story.get()) story.requestFocus();
    else list.requestFocus();
  }

  private void history() {
    model.history.set(!model.history.get());
  }

  /// The page in hand over the whole window.
  private void large() {
    @Nullable Leaf leaf = model.selected.get();
    if (leaf == null || model.reel.now().get() == null) return;
    new PageViewer(kit, model.reel, model::nameOf).open(this::back);
  }

  /// Whoever leafed on in the large view goes on from there.
  private void back() {
    PageReel.@Nullable Now now = model.reel.now().get();
    if (now == null) return;
    model.leaves.stream()
        .filter(l -> l.page().equals(now.page()))
        .findFirst()
        .ifPresent(model::hold);
  }

  private void corners() {
    @Nullable Leaf leaf = model.selected.get();
    if (leaf == null || !leaf.stands() || !model.mayChange() || !model.seen()) return;
    CaseRecord p = leaf.page();
    PageReel.@Nullable Now now = model.reel.now().get();
    int sheet = p.text("sheet").isEmpty() ? (now == null ? 0 : now.sheet()) : PageShape.sheet(p);
    var set = new CornersModel(PageShape.corners(p), PageShape.turns(p));
    new CornersCard(
            kit,
            set,
            turns ->
                () ->
                    PagePicture.whole(model.bytes(p), p, sheet)
                        .map(b -> Straightened.of(Fitted.of(b, CORNERS_SIDE), turns, 0))
                        .map(Pixels::of),
            kept -> model.reshape(p, sheet, kept.corners(), kept.turns()))
        .open();
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    var keys = new ArrayList<Shortcut>();
    keys.add(new Shortcut("J", "binder.key.next", () -> model.step(1)));
    keys.add(new Shortcut("K", "binder.key.previous", () -> model.step(-1)));
    keys.add(new Shortcut("Shift+J", "binder.act.down", () -> model.shift(1)));
    keys.add(new Shortcut("Shift+K", "binder.act.up", () -> model.shift(-1)));
    keys.add(new Shortcut("V", "binder.act.large", this::large));
    keys.add(new Shortcut("Enter", "binder.act.large", this::large));
    keys.add(new Shortcut("R", "binder.act.turn", place.pane()::rotate));
    keys.add(new Shortcut("T", "binder.act.stamp", model::stamp));
    keys.add(new Shortcut("E", "binder.act.corners", this::corners));
    keys.add(new Shortcut("A", "binder.act.place", () -> held(cards::place)));
    keys.add(
        new Shortcut("X", "binder.act.replace", () -> held(p -> file(f -> cards.replace(p, f)))));
    keys.add(
        new Shortcut("I", "binder.act.insert", () -> held(p -> file(f -> model.insert(p, f)))));
    keys.add(new Shortcut("D", "binder.act.withdraw", () -> held(cards::withdraw)));
    keys.add(new Shortcut("U", "binder.act.restore", model::restore));
    keys.add(new Shortcut("H", "binder.act.history", this::history));
    keys.add(new Shortcut("O", "binder.act.open", this::choose));
    keys.add(new Shortcut("P", "binder.act.export", export::open));
    keys.add(new Shortcut("G", "binder.act.story", this::turn));
    keys.add(new Shortcut("Z", "binder.act.archive", archive::ask));
    return List.copyOf(keys);
  }

  @Override
  public void onShown(String argument) {
    if (!argument.isEmpty()) {
      var place = CasePlace.read(argument);
      model.story.set(place.story());
      model.open(place.application(), place.page());
    } else model.refresh();
    place.refresh();
    if (model.story.get()) story.requestFocus();
    else list.requestFocus();
  }
}
