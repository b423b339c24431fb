package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.process.Originals;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.CameraListener;
import cn.ruhu.device.camera.CameraOffer;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.device.camera.Shot;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.sheet.FrameLook;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The camera at the tray: shows what lies under it while somebody looks, and takes pictures that
/// are on the disk before anybody is told that they were taken. A picture without a code goes where
/// the next one was said to go. Window thread only; camera, decoding and disk are elsewhere.
final class CameraViewModel {
  private final ScanningViewModel model;
  private final ScanTray tray;
  private final Background background;
  private final CameraSource source;

  /// the camera is in sight
  final BooleanProperty on = new SimpleBooleanProperty();

  final ObjectProperty<CameraState> state = new SimpleObjectProperty<>(CameraState.CLOSED);
  final ObjectProperty<@Nullable Pixels> picture = new SimpleObjectProperty<>();

  /// the lid is closed, or the system lets nobody see
  final BooleanProperty dark = new SimpleBooleanProperty();

  final ObjectProperty<@Nullable CameraFacts> facts = new SimpleObjectProperty<>();

  /// a picture is being taken
  final BooleanProperty shooting = new SimpleBooleanProperty();

  /// pictures on the disk since the camera came into sight
  final IntegerProperty shots = new SimpleIntegerProperty();

  /// what became of the last press, null for nothing to say
  final ObjectProperty<@Nullable Message> said = new SimpleObjectProperty<>();

  /// where the next picture goes, null for nobody said
  final ObjectProperty<@Nullable CameraTarget> target = new SimpleObjectProperty<>();

  /// cameras to choose from
  final ObservableList<CameraOffer> offered = FXCollections.observableArrayList();

  /// the picture taken last, when it was read and something is wrong with it; null for nothing
  final ObjectProperty<@Nullable TrayRow> doubtful = new SimpleObjectProperty<>();

  /// takes pictures by itself
  final AutoShot auto;

  /// what is known of the empty desk
  final EmptyDesk desk;

  /// of the frame that is shown, as the camera gave it
  private FrameSize shown = new FrameSize(0, 0);

  private final Set<String> taken = new HashSet<>();

  /// hash of the picture taken last, `""` for none
  private String newest = "";

  private @Nullable Again again;
  private @Nullable Showing showing;

  /// A frame to show, and what was found of the desk on it, where that was asked.
  private record Shown(CameraPreview.Seen seen, Optional<FrameLook.Desk> desk) {}

  /// A sheet that is taken again.
  ///
  /// @param reason in words, why the picture before is put aside
  /// @param place where both go; empty where nobody said
  private record Again(UUID sheet, String reason, Optional<Routing.Slot> place) {}

  /// One press.
  ///
  /// @param place where the picture goes
  /// @param instead what it is taken instead of
  private record Press(Optional<Routing.Slot> place, Optional<Again> instead) {}

  CameraViewModel(
      ScanningViewModel model, ScanTray tray, Background background, CameraSource source) {
    this.model = model;
    this.tray = tray;
    this.background = background;
    this.source = source;
    this.desk = new EmptyDesk(source, background, model.nanos);
    var window = new AutoShot.Camera(this::isReady, this::isRead, this::asks, this::shoot);
    this.auto = new AutoShot(source, desk, background, model.nanos, window);
    model.plates = source::plate;
    model.rows.addListener(
        (ListChangeListener<TrayRow>)
            _ -> {
              if (model.guide.isAwaiting() || !newest.isEmpty())
                background.perform(() -> {}, () -> settle(List.copyOf(model.rows)), model::failed);
            });
    model.guide.led.subscribe(_ -> led());
    model.guide.lit.subscribe(_ -> led());
  }

  String address() {
    return source.address();
  }

  boolean accepts(String address) {
    return source.accepts(address);
  }

  /// Uses another camera.
  void use(String address) {
    source.use(address.strip());
    if (on.get()) {
      shut();
      begin();
    }
  }

  /// Brings the camera into sight; pictures go where the sheet in hand goes, or the last one went.
  void open() {
    if (on.get()) return;
    on.set(true);
    shots.set(0);
    said.set(null);
    doubtful.set(null);
    taken.clear();
    @Nullable TrayRow row = model.selected.get();
    Optional<Routing.Slot> place = row == null ? Optional.empty() : row.place();
    if (model.guide.on()) led();
    else target(place.or(model::last));
    begin();
  }

  private void begin() {
    Optional<Camera> made = source.open();
    if (made.isEmpty()) {
      state.set(CameraState.CLOSED);
      offer();
      return;
    }
    state.set(CameraState.OPENING);
    var now = new Showing(made.get());
    showing = now;
    now.camera.start(now);
  }

  /// Looks for cameras; the only one is used at once.
  private void offer() {
    background.run(
        source::here,
        found -> {
          offered.setAll(found);
          if (found.size() == 1 && on.get() && source.address().isEmpty())
            use(found.getFirst().address());
        },
        model::failed);
  }

  /// Looks for cameras again, to choose another one.
  void look() {
    offer();
  }

  /// Out of sight: the camera is switched off; a picture under way is missed, and says so.
  void close() {
    if (!on.get()) return;
    on.set(false);
    again = null;
    newest = "";
    shut();
  }

  private void shut() {
    @Nullable Showing was = showing;
    showing = null;
    auto.away();
    picture.set(null);
    facts.set(null);
    dark.set(false);
    state.set(CameraState.CLOSED);
    if (was != null) background.perform(was.camera::close, () -> {}, model::failed);
  }

  // ---- where pictures go

  /// While the originals of a household are taken in, there is one light: the guide's.
  private void led() {
    @Nullable UUID application = model.guide.led.get();
    if (application == null || !on.get()) return;
    Originals.@Nullable Place lit = model.guide.lit.get();
    target(
        Optional.ofNullable(lit)
            .map(p -> new Routing.Slot(application, p.slot(), p.owner(), 0, 0, 0)));
  }

  private void target(Optional<Routing.Slot> place) {
    target.set(
        place
            .map(CameraViewModel::bare)
            .map(s -> CameraTarget.of(model.desk().caseFile(s.application()), s))
            .orElse(null));
  }

  /// A place without the numbers of a code.
  private static Routing.Slot bare(Routing.Slot s) {
    return new Routing.Slot(s.application(), s.docType(), s.owner(), 0, 0, 0);
  }

  /// The next picture goes there.
  void aim(Routing.Slot place) {
    again = null;
    point(place);
  }

  private void point(Routing.Slot place) {
    if (!model.guide.on()) {
      target(Optional.of(place));
      return;
    }
    if (!place.application().equals(model.guide.led.get())) model.guide.begin(place.application());
    model.guide.light(place.docType(), place.owner());
  }

  /// The next paper of this case that is missing.
  void next() {
    again = null;
    @Nullable CameraTarget now = target.get();
    if (model.guide.on()) model.guide.step(1);
    else if (now != null) target(Optional.of(now.next(taken)));
  }

  /// The same paper of somebody else.
  ///
  /// @param digit 0 for the household, 1 for the first of it
  void whose(int digit) {
    @Nullable CameraTarget now = target.get();
    if (now != null && digit < now.people().size()) aim(now.of(now.people().get(digit)));
  }

  // ---- taking

  /// Takes one picture.
  void shoot() {
    @Nullable Showing now = showing;
    if (now == null || shooting.get()) return;
    shooting.set(true);
    said.set(null);
    Optional<Routing.Slot> place = Optional.ofNullable(target.get()).map(CameraTarget::slot);
    // a picture for another place is no second try
    Optional<Again> instead =
        Optional.ofNullable(again).filter(a -> a.place().isEmpty() || a.place().equals(place));
    again = null;
    auto.pressed(picture.get(), shown);
    var press = new Press(place, instead);
    now.camera.shoot(shot -> background.window(() -> shot(shot, press)));
  }

  /// The camera gives pictures, and none is being taken.
  private boolean isReady() {
    return state.get() == CameraState.READY && !shooting.get();
  }

  /// The picture before was read, or never will be: what is wrong is asked while it is the last.
  private boolean isRead() {
    @Nullable TrayRow row = last();
    return row == null || !model.reading.awaits(row.page());
  }

  /// Something is to be said first of the picture before, or of the sheet in hand.
  private boolean asks() {
    return again != null || doubtful.get() != null || model.doubles.found.get() != null;
  }

  /// Learns how the empty desk looks, in place of what was known of it: takes a picture that is no
  /// page and is not kept as one.
  void learn() {
    @Nullable Showing now = showing;
    @Nullable Pixels aim = picture.get();
    if (now == null || aim == null || shooting.get()) return;
    shooting.set(true);
    said.set(null);
    desk.learn(
        now.camera,
        aim,
        shown,
        m -> {
          shooting.set(false);
          said.set(m);
        });
  }

  private void shot(Shot shot, Press press) {
    switch (shot) {
      case Shot.Missed(var why) -> {
        shooting.set(false);
        press.instead().ifPresent(a -> again = a);
        auto.missed();
        said.set(Message.of("scanning.camera.missed." + why));
      }
      case Shot.Taken(var frame) -> keep(frame, press);
    }
  }

  private void keep(CameraFrame frame, Press press) {
    byte[] jpeg = frame.jpeg();
    String sha256 = FileAddress.of(jpeg).hex();
    // before anybody can have read it; the light moves on
    boolean awaited = press.place().filter(p -> model.guide.await(sha256, p)).isPresent();
    ScanChoice meant =
        awaited ? press.place().map(ScanChoice::meant).orElse(ScanChoice.NONE) : ScanChoice.NONE;
    var file =
        new ScannedFile(
            Path.of("camera.jpg"),
            jpeg,
            sha256,
            frame.taken(),
            frame.taken(),
            PageFile.isWhole(jpeg));
    background.run(
        () -> {
          boolean twice = tray.knows(sha256);
          tray.took(file, ScanEye.CAMERA, meant);
          return twice;
        },
        twice -> {
          if (twice && awaited) model.guide.lost(sha256);
          kept(frame, sha256, press, twice);
        },
        e -> {
          shooting.set(false);
          if (awaited) model.guide.lost(sha256);
          press.instead().ifPresent(a -> again = a);
          auto.missed();
          said.set(
              Message.of(
                  "scanning.camera.lost", Message.of("work.trouble." + Words.troubleCode(e))));
        });
  }

  private void kept(CameraFrame frame, String sha256, Press press, boolean twice) {
    shooting.set(false);
    auto.taken();
    press.place().ifPresent(p -> taken.add(p.docType()));
    if (twice) press.instead().ifPresent(a -> again = a);
    else {
      shots.set(shots.get() + 1);
      newest = sha256;
      doubtful.set(null);
      settle(List.copyOf(model.rows));
      press.instead().ifPresent(this::instead);
    }
    said.set(
        twice
            ? Message.of("scanning.camera.twice")
            : Message.of(
                "scanning.camera.taken", shots.get(), frame.size().width(), frame.size().height()));
    model.refresh();
  }

  /// The picture that was taken again is on the disk: now the one before it is put aside.
  private void instead(Again was) {
    model.rows.stream()
        .filter(r -> r.id().equals(was.sheet()) && r.state() != TrayRow.State.FILED)
        .findFirst()
        .ifPresent(r -> model.aside(List.of(r), was.reason()));
  }

  /// F: the sheet with something wrong is taken again for the same place, the picture taken last
  /// while the camera is in sight, else the sheet in hand. The picture before stays until the new
  /// one is on the disk.
  ///
  /// @param reason in words, why it is put aside then
  void again(String reason) {
    if (shooting.get()) return;
    @Nullable TrayRow row = on.get() ? last() : model.selected.get();
    if (row == null || row.state() == TrayRow.State.FILED) return;
    boolean ready = on.get();
    open();
    Optional<Routing.Slot> place = row.place().map(CameraViewModel::bare);
    place.ifPresent(this::point);
    again = new Again(row.id(), reason, place);
    if (ready) shoot();
    else said.set(Message.of("scanning.camera.again", row.number()));
  }

  private @Nullable TrayRow last() {
    return model.rows.stream().filter(r -> r.hash().equals(newest)).findFirst().orElse(null);
  }

  private void settle(List<TrayRow> rows) {
    model.guide.settle(rows);
    // as they stand now: settling changed them
    for (TrayRow r : List.copyOf(model.rows))
      if (r.hash().equals(newest) && r.page().look().read())
        doubtful.set(
            r.page().look().told().isEmpty()
                    && Shaping.edges(r.page()) != Shaping.Edges.UNSURE
                    && !isSameSide(r)
                ? null
                : r);
  }

  /// Whether a card was not turned over, see [Faults#isSameSide].
  boolean isSameSide(TrayRow row) {
    return Faults.isSameSide(row, List.copyOf(model.rows), model.desk()::caseFile);
  }

  /// One camera while it is in sight. Frames that come faster than they can be drawn are dropped:
  /// only the newest is held.
  private final class Showing implements CameraListener {
    private final Camera camera;
    private final AtomicReference<@Nullable CameraFrame> newest = new AtomicReference<>();
    private final AtomicBoolean drawing = new AtomicBoolean();

    Showing(Camera camera) {
      this.camera = camera;
    }

    @Override
    public void frame(CameraFrame frame) {
      newest.set(frame);
      if (drawing.compareAndSet(false, true)) background.window(this::draw);
    }

    private void draw() {
      @Nullable CameraFrame frame = newest.getAndSet(null);
      if (frame == null || showing != this) {
        drawing.set(false);
        // one may have come between the two
        if (newest.get() != null && showing == this && drawing.compareAndSet(false, true)) draw();
        return;
      }
      boolean due = auto.isDeskDue();
      background.run(
          () -> CameraPreview.of(frame.jpeg()).map(s -> shows(s, frame.size(), due)),
          seen -> {
            if (showing == this) seen.ifPresent(s -> show(s, frame.size()));
            draw();
          },
          _ -> draw());
    }

    private Shown shows(CameraPreview.Seen seen, FrameSize size, boolean due) {
      return new Shown(seen, due ? Optional.of(auto.desk(seen.pixels(), size)) : Optional.empty());
    }

    private void show(Shown now, FrameSize size) {
      CameraPreview.Seen seen = now.seen();
      now.desk().ifPresent(desk::seen);
      shown = size;
      picture.set(seen.pixels());
      dark.set(seen.dark());
      auto.frame(seen.pixels(), size);
    }

    @Override
    public void changed(CameraState now) {
      background.window(() -> {
        if (showing != this) return;
        state.set(now);
        if (now != CameraState.READY) picture.set(null);
      });
    }

    @Override
    public void opened(CameraFacts given) {
      background.window(() -> {
        if (showing == this) facts.set(given);
      });
    }
  }
}
