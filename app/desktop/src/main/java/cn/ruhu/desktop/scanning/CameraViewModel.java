package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.CameraListener;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.Shot;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final String CAMERA = "CAMERA";

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
  final ObservableList<String> offered = FXCollections.observableArrayList();

  /// where pictures go that were not read yet, by their hash
  private final Map<String, Routing.Slot> going = new HashMap<>();

  private final Set<String> taken = new HashSet<>();
  private @Nullable Showing showing;

  CameraViewModel(
      ScanningViewModel model, ScanTray tray, Background background, CameraSource source) {
    this.model = model;
    this.tray = tray;
    this.background = background;
    this.source = source;
    model.rows.addListener(
        (ListChangeListener<TrayRow>)
            _ -> {
              if (!going.isEmpty())
                background.perform(() -> {}, () -> settle(List.copyOf(model.rows)), model::failed);
            });
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
    taken.clear();
    @Nullable TrayRow row = model.selected.get();
    Optional<Routing.Slot> place = row == null ? Optional.empty() : row.place();
    aim(place.or(model::last));
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
          if (found.size() == 1 && on.get() && source.address().isEmpty()) use(found.getFirst());
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
    shut();
  }

  private void shut() {
    @Nullable Showing was = showing;
    showing = null;
    picture.set(null);
    facts.set(null);
    dark.set(false);
    state.set(CameraState.CLOSED);
    if (was != null) background.perform(was.camera::close, () -> {}, model::failed);
  }

  // ---- where pictures go

  private void aim(Optional<Routing.Slot> place) {
    target.set(
        place
            .map(s -> new Routing.Slot(s.application(), s.docType(), s.owner(), 0, 0, 0))
            .map(s -> CameraTarget.of(model.desk().caseFile(s.application()), s))
            .orElse(null));
  }

  /// The next pictures go there.
  void aim(Routing.Slot place) {
    aim(Optional.of(place));
  }

  /// The next paper of this case that is missing.
  void next() {
    @Nullable CameraTarget now = target.get();
    if (now != null) aim(Optional.of(now.next(taken)));
  }

  /// The same paper of the nth person, from 1.
  void whose(int number) {
    @Nullable CameraTarget now = target.get();
    if (now != null && number <= now.people().size())
      aim(Optional.of(now.of(now.people().get(number - 1))));
  }

  // ---- taking

  /// Takes one picture.
  void shoot() {
    @Nullable Showing now = showing;
    if (now == null || shooting.get()) return;
    shooting.set(true);
    said.set(null);
    Optional<Routing.Slot> place = Optional.ofNullable(target.get()).map(CameraTarget::slot);
    now.camera.shoot(shot -> background.window(() -> shot(shot, place)));
  }

  private void shot(Shot shot, Optional<Routing.Slot> place) {
    switch (shot) {
      case Shot.Missed(var why) -> {
        shooting.set(false);
        said.set(Message.of("scanning.camera.missed." + why));
      }
      case Shot.Taken(var frame) -> keep(frame, place);
    }
  }

  private void keep(CameraFrame frame, Optional<Routing.Slot> place) {
    byte[] jpeg = frame.jpeg();
    String sha256 = FileAddress.of(jpeg).hex();
    place.ifPresent(p -> going.put(sha256, p));
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
          tray.took(file, CAMERA);
          return twice;
        },
        twice -> kept(frame, place, twice),
        e -> {
          shooting.set(false);
          going.remove(sha256);
          said.set(
              Message.of(
                  "scanning.camera.lost", Message.of("work.trouble." + Words.troubleCode(e))));
        });
  }

  private void kept(CameraFrame frame, Optional<Routing.Slot> place, boolean twice) {
    shooting.set(false);
    place.ifPresent(p -> taken.add(p.docType()));
    if (!twice) shots.set(shots.get() + 1);
    said.set(
        twice
            ? Message.of("scanning.camera.twice")
            : Message.of(
                "scanning.camera.taken", shots.get(), frame.size().width(), frame.size().height()));
    model.refresh();
  }

  /// Pictures that were read and carry no code go where they were taken for; one with a code goes
  /// where its code says.
  private void settle(List<TrayRow> rows) {
    for (TrayRow r : rows) {
      if (r.state() == TrayRow.State.READING) continue;
      String hash = FileAddress.parse(r.page().file()).map(FileAddress::hex).orElse("");
      Routing.@Nullable Slot place = going.remove(hash);
      if (place != null && r.state() == TrayRow.State.WAIT) model.put(List.of(r), place);
    }
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
      background.run(
          () -> CameraPreview.of(frame.jpeg()),
          seen -> {
            if (showing == this) seen.ifPresent(this::show);
            draw();
          },
          _ -> draw());
    }

    private void show(CameraPreview.Seen seen) {
      picture.set(seen.pixels());
      dark.set(seen.dark());
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
