package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Notices;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.device.scan.ScannerState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The scanning tray: the strip of what came, the sheet in hand, its place and the slots of its
/// case; above them the sum of the batch, below them filing. Files may be dropped anywhere.
final class ScanningView implements Screen {

  private final Kit kit;
  private final ScanningViewModel model;
  private final Page page;
  private final ListView<TrayRow> strip = new ListView<>();

  /// of the strip's rows
  final ThumbImages pictures = new ThumbImages();

  private final Label lamp = Lamps.lamp("", Lamps.State.OFF, "");
  private final ComboBox<ScanBatch> batches = new ComboBox<>();
  private final Button file;
  private final Button close;
  private final StackPane body = new StackPane();
  private final ScannerBar scanner;
  private final CameraViewModel camera;
  private final CameraPane lens;
  private final List<Node> papers;
  private final HBox work = new Bar();
  private Runnable lensKeys = () -> {};
  private final GuidePane guide;
  private final Navigator nav;
  private boolean syncing;
  private String nowhere = "";

  ScanningView(Kit kit, ScanningViewModel model, CameraViewModel camera, Navigator nav) {
    this.nav = nav;
    this.camera = camera;
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("scanning.title"));
    page.setId("screen-scanning");
    page.getStylesheets()
        .add(
            Objects.requireNonNull(ScanningView.class.getResource("scanning.css"))
                .toExternalForm());
    file =
        Buttons.keyed(
            Buttons.main("scanning-file", kit.t("scanning.act.file", 0), model::file),
            "Ctrl+Enter");
    close = Buttons.plain("scanning-close", kit.t("scanning.act.close"), model::close);
    Button choose =
        Buttons.keyed(
            Buttons.with(
                Icon.ATTACH_FILE,
                Buttons.plain("scanning-choose", kit.t("scanning.act.choose"), this::choose)),
            "O");
    lamp.setId("scanning-source");
    Button photo =
        Buttons.keyed(
            Buttons.with(
                Icon.CAMERA,
                Buttons.plain("scanning-camera", kit.t("scanning.act.camera"), camera::open)),
            "C");
    page.actions(lamp, batchChoice(), photo, choose);
    guide = new GuidePane(kit, model);
    lens = new CameraPane(kit, model, camera, strip::requestFocus);
    papers = papers();
    work.getStyleClass().add("split");
    VBox.setVgrow(work, Priority.ALWAYS);
    body.setMinHeight(0);
    scanner = new ScannerBar(kit, model.feeding);
    var head = new TrayHead(kit, model);
    page.body(scanner.node(), head.sum(), head.faults(), head.refusals(), body);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    page.foot(grow, close, file);
    page.setOnDragOver(this::over);
    page.setOnDragDropped(this::dropped);
    follow();
  }

  private List<Node> papers() {
    strip.setId("scanning-strip");
    strip.setItems(model.rows);
    strip.setCellFactory(_ -> new TrayCell(kit, model, pictures));
    strip.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    strip.setAccessibleText(kit.t("scanning.strip"));
    strip.getStyleClass().add("scan-strip");
    var nothing = new Label(kit.t("scanning.strip.empty"));
    nothing.setWrapText(true);
    strip.setPlaceholder(nothing);
    strip
        .getSelectionModel()
        .getSelectedItems()
        .addListener((javafx.collections.ListChangeListener<TrayRow>) _ -> marked());
    strip.getFocusModel().focusedItemProperty().subscribe(this::focused);
    guide.listen(strip);
    var place =
        new PlacePane(kit, model, this::assign, this::aside, this::lead, this::binder, guide.node())
            .node();
    return List.of(strip, new SheetPane(kit, model, this::again).node(), place);
  }

  /// The camera takes the place of the sheet in hand while it is on, and its keys win.
  private void lens(boolean on) {
    work.getChildren().setAll(on ? List.of(strip, lens.node()) : papers);
    lensKeys.run();
    lensKeys = on ? kit.shortcuts().use("scanning.camera.keys", lens.shortcuts()) : () -> {};
    present();
    strip.requestFocus();
  }

  private ComboBox<ScanBatch> batchChoice() {
    batches.setId("scanning-batches");
    batches.setAccessibleText(kit.t("scanning.batches"));
    batches.setItems(model.batches);
    batches.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable ScanBatch b) {
            if (b == null) return "";
            String at = Show.shortMinute(java.time.Instant.ofEpochMilli(b.startedAt()));
            return kit.t(
                b.open() ? "scanning.batch.open" : "scanning.batch.closed", at, b.pages().size());
          }

          @Override
          public @Nullable ScanBatch fromString(String words) {
            return null;
          }
        });
    batches.setOnAction(_ -> {
      ScanBatch chosen = batches.getValue();
      ScanBatch shown = model.shown.get();
      if (!syncing && chosen != null && (shown == null || !chosen.id().equals(shown.id())))
        model.open(chosen);
    });
    return batches;
  }

  private void follow() {
    model.ledger.subscribe(this::summed);
    model.guide.led.subscribe(led -> {
      if (led != null) strip.requestFocus();
    });
    model.feeding.phase.subscribe(_ -> {
      scanner.told();
      present();
    });
    model.shown.subscribe(b -> {
      scanner.told();
      syncing = true;
      batches.setValue(b);
      Nodes.shown(batches, b != null);
      syncing = false;
      summed(model.ledger.get());
      present();
    });
    model.selected.subscribe(this::held);
    camera.on.subscribe(this::lens);
    model.busy.subscribe(_ -> summed(model.ledger.get()));
    model.sourceChanged.subscribe(_ -> source());
    model.trouble.subscribe(m -> {
      if (m == null) {
        kit.notices().clear("SCAN");
        return;
      }
      kit.notices()
          .trouble(
              "SCAN",
              kit.text().of(m) + (model.isStuck() ? kit.t("scanning.stuck") : ""),
              model.isStuck()
                  ? Optional.of(new Notices.Remedy(kit.t("scanning.act.again"), model::again))
                  : Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    source();
    present();
  }

  /// The tray, or what would fill it.
  private void present() {
    String folder = model.source().folder();
    boolean empty = model.shown.get() == null && !camera.on.get();
    if (!empty) {
      nowhere = "";
      if (!body.getChildren().equals(List.of(work))) body.getChildren().setAll(work);
      return;
    }
    boolean asked = !model.feeding.name().isEmpty();
    String what = (asked ? "+" : "-") + folder;
    if (nowhere.equals(what)) return;
    nowhere = what;
    body.getChildren()
        .setAll(
            new Empty(
                Icon.SCANNER,
                kit.t("scanning.empty"),
                asked
                    ? kit.t("scanning.empty.device")
                    : folder.isEmpty()
                        ? kit.t("scanning.empty.nofolder")
                        : kit.t("scanning.empty.words", folder)));
  }

  private void source() {
    ScannerState state = model.source().state();
    String folder = model.source().folder();
    if (folder.isEmpty()) Lamps.set(lamp, kit.t("scanning.source.none"), Lamps.State.OFF, "");
    else
      Lamps.set(
          lamp,
          kit.t("scanning.source." + state),
          switch (state) {
            case READY -> Lamps.State.GOOD;
            case CLOSED -> Lamps.State.OPEN;
            case FOLDER_FULL, FOLDER_GONE, FOLDER_DENIED -> Lamps.State.BAD;
          },
          folder);
    present();
  }

  private void summed(Ledger l) {
    boolean settled = l.fed() > 0 && l.settled();
    file.setText(
        l.ready() == 0 ? kit.t("scanning.key.file") : kit.t("scanning.act.file", l.ready()));
    Buttons.blocked(
        file,
        model.busy.get()
            ? kit.t("scanning.busy")
            : l.ready() == 0 ? kit.t("scanning.nothing") : "");
    ScanBatch shown = model.shown.get();
    boolean open = shown != null && shown.open();
    Buttons.blocked(
        close,
        !open
            ? kit.t("scanning.closed")
            : settled
                ? ""
                : l.waiting() + l.ready() == 0
                    ? kit.t("scanning.ledger.paper")
                    : kit.t("scanning.unsettled", l.waiting() + l.ready()));
  }

  // ---- the strip and the model hold the same sheet

  private void held(@Nullable TrayRow row) {
    if (row == null) return;
    int at = indexOf(row.id());
    if (at < 0 || (strip.getFocusModel().getFocusedIndex() == at && isMarked(at))) return;
    syncing = true;
    strip.getSelectionModel().clearAndSelect(at);
    strip.getFocusModel().focus(at);
    strip.scrollTo(Math.max(0, at - 2));
    syncing = false;
  }

  private boolean isMarked(int at) {
    return strip.getSelectionModel().isSelected(at);
  }

  private int indexOf(UUID id) {
    for (int i = 0; i < model.rows.size(); i++) if (model.rows.get(i).id().equals(id)) return i;
    return -1;
  }

  private void focused(@Nullable TrayRow row) {
    TrayRow held = model.selected.get();
    if (syncing || model.replacing || row == null || (held != null && held.id().equals(row.id())))
      return;
    model.hold(row);
  }

  private void marked() {
    if (syncing) return;
    List<TrayRow> items =
        strip.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
    model.choose(items.size() > 1 ? items : List.of());
  }

  private void step(int by) {
    TrayRow row = model.selected.get();
    if (row == null) return;
    int at = indexOf(row.id()) + by;
    if (at >= 0 && at < model.rows.size()) model.hold(model.rows.get(at));
  }

  // ---- acts that ask

  private void choose() {
    take(
        kit.pictures()
            .scans(
                kit.t("scanning.act.choose"), kit.t("scanning.kind"), page.getScene().getWindow()));
  }

  private void take(List<Path> files) {
    model.take(files);
  }

  private void assign() {
    List<TrayRow> sheets = model.inHand();
    if (!sheets.isEmpty() && model.sight.told.get()) new PlaceCard(kit, model, sheets).open();
  }

  /// A notice was brought back: its case, at the first paper that is missing.
  private void lead() {
    TrayRow row = model.selected.get();
    if (row == null || model.desk().actor().role() != Role.WINDOW_CLERK) return;
    row.leads().ifPresent(a -> nav.go("intake", new CasePlace(a, true).text()));
  }

  /// The papers of the case the sheet in hand goes to: filed pages are changed there.
  private void binder() {
    model.guide.likely().ifPresent(a -> nav.go("binder", a.toString()));
  }

  private void aside() {
    List<TrayRow> sheets = model.inHand();
    if (!sheets.isEmpty() && model.sight.told.get()) AsideCard.open(kit, model, sheets);
  }

  /// A shot is taken again with the camera, anything else with the scanner.
  private void again() {
    TrayRow row = model.selected.get();
    boolean shot = row != null && row.page().source().equals(ScanEye.CAMERA);
    if (camera.on.get() || shot) camera.again(kit.t("scanning.again.reason"));
    else model.feeding.scan();
  }

  private void over(DragEvent e) {
    if (Pasted.has(e.getDragboard())) e.acceptTransferModes(TransferMode.COPY);
    e.consume();
  }

  private void dropped(DragEvent e) {
    e.setDropCompleted(Pasted.give(e.getDragboard(), model));
    e.consume();
  }

  /// A field takes what is pasted into it.
  private void paste() {
    if (page.getScene().getFocusOwner() instanceof TextInputControl field) {
      field.paste();
      return;
    }
    if (!Pasted.give(Clipboard.getSystemClipboard(), model))
      kit.notices().done(kit.t("scanning.paste.nothing"));
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    var keys = new ArrayList<>(guide.keys(() -> step(-1), this::binder));
    keys.addAll(trayKeys());
    return List.copyOf(keys);
  }

  private List<Shortcut> trayKeys() {
    return List.of(
        new Shortcut("J", "scanning.key.next", () -> step(1)),
        new Shortcut("F8", "scanning.key.problem", model::nextProblem),
        new Shortcut("Y", "scanning.act.signed", () -> model.signed(true)),
        new Shortcut("N", "scanning.act.unsigned", () -> model.signed(false)),
        new Shortcut("E", "scanning.act.agree", () -> model.agree(false)),
        new Shortcut("A", "scanning.act.assign", this::assign),
        new Shortcut("S", "scanning.key.same", model::same),
        new Shortcut("B", "scanning.act.blank", model::blank),
        new Shortcut("D", "scanning.act.aside", this::aside),
        new Shortcut("U", "scanning.act.restore", model::restore),
        new Shortcut("G", "scanning.act.lead", this::lead),
        new Shortcut("R", "scanning.rotate", model.shaping::rotate),
        new Shortcut("O", "scanning.act.choose", this::choose),
        new Shortcut("F", "scanning.again.key", this::again),
        new Shortcut("F4", "scanning.act.scan", model.feeding::scan),
        new Shortcut("T", "scanning.act.stop", model.feeding::stop),
        new Shortcut("M", "scanning.act.checked", model.feeding::checked),
        new Shortcut("C", "scanning.act.camera", camera::open),
        new Shortcut("Ctrl+V", "scanning.act.paste", this::paste),
        new Shortcut("Ctrl+Enter", "scanning.key.file", model::file));
  }

  @Override
  public void onShown(String argument) {
    if (!argument.isEmpty()) model.guide.begin(CasePlace.read(argument).application());
    model.refresh();
    model.feeding.look();
    strip.requestFocus();
  }

  @Override
  public void onHidden() {
    camera.close();
  }
}
