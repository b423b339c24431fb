package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.sheet.FrameLook;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Takes the picture by itself once the sheet lies still ([Standstill]), where somebody wants that;
/// off by default, and a choice of the machine. Never while something is asked. One frame is looked
/// at at a time, not more than eight a second; the others are only shown. Window thread only; the
/// looking itself is elsewhere.
final class AutoShot {
  /// From one frame that is looked at to the next, nanoseconds.
  static final long EVERY_NANOS = 120_000_000;

  /// The same while only the desk is compared with what is known of it.
  static final long DESK_NANOS = 1_000_000_000;

  private final CameraSource source;
  private final EmptyDesk desk;
  private final Background background;
  private final LongSupplier nanos;
  private final Camera camera;
  private final Standstill standstill = new Standstill();
  private @Nullable Frame shot;
  private long lookedAt;
  private boolean looked;
  private boolean busy;

  /// the last press came to nothing: the sheet that counts as taken is on no disk
  private boolean missed;

  /// it presses now
  private boolean presses;

  /// the last press was its own
  private boolean own;

  /// nothing is asked of anybody in this window
  private BooleanSupplier free = () -> true;

  /// somebody wants it
  final BooleanProperty on = new SimpleBooleanProperty();

  /// how it stands, to be said on the screen
  final ObjectProperty<Says> says = new SimpleObjectProperty<>(Says.OFF);

  /// How it stands. Names are keys of words.
  enum Says {
    OFF,
    /// nothing to take, or not for long enough
    NONE,
    MOVES,
    STILL,
    UNCLEAR,
    SAME,
    /// it was pressed by itself, and the picture is on the disk
    TAKE,
    /// the last one did not come about: by hand, then
    MISSED,
    /// something is asked first
    ASKED
  }

  /// The camera as it stands.
  ///
  /// @param ready it can take a picture now
  /// @param read the picture before was read, or never will be; until then the desk is looked at
  ///   and nothing is pressed
  /// @param asks something is to be said first of the picture before
  /// @param shoot takes one
  record Camera(
      BooleanSupplier ready, BooleanSupplier read, BooleanSupplier asks, Runnable shoot) {}

  /// One frame and how large the camera gave it.
  private record Frame(Pixels pixels, FrameSize size) {}

  /// @param shot what was there at a press since the last look
  private record Seen(Optional<FrameLook> shot, FrameLook now) {}

  /// @param nanos a steady count
  AutoShot(
      CameraSource source,
      EmptyDesk desk,
      Background background,
      LongSupplier nanos,
      Camera camera) {
    this.source = source;
    this.desk = desk;
    this.background = background;
    this.nanos = nanos;
    this.camera = camera;
    on.set(source.isAuto());
    says.set(on.get() ? Says.NONE : Says.OFF);
  }

  /// @param now whether nothing is asked: no card is open, nobody chooses a camera
  void free(BooleanSupplier now) {
    free = now;
  }

  /// On, or off again.
  void toggle() {
    on.set(!on.get());
    source.auto(on.get());
    standstill.again();
    says.set(on.get() ? Says.NONE : Says.OFF);
  }

  /// Whether the desk alone is to be compared with what is known of it: where nobody wants pictures
  /// taken by themselves, once a second.
  boolean isDeskDue() {
    long now = nanos.getAsLong();
    if (on.get() || (looked && now - lookedAt < DESK_NANOS)) return false;
    looked = true;
    lookedAt = now;
    return true;
  }

  /// Compares the desk with what is known of it. Looks at the disk the first time; from any thread.
  FrameLook.Desk desk(Pixels pixels, FrameSize size) {
    var plate = source.plate(size.width(), size.height());
    return plate.isEmpty() ? FrameLook.Desk.UNKNOWN : FrameLook.desk(raster(pixels), plate);
  }

  /// The camera shows this now.
  void frame(Pixels pixels, FrameSize size) {
    long now = nanos.getAsLong();
    if (!on.get() || busy || (looked && now - lookedAt < EVERY_NANOS)) return;
    looked = true;
    lookedAt = now;
    if (isHeld()) return;
    Optional<Frame> over = Optional.ofNullable(shot);
    busy = true;
    background.run(
        () -> new Seen(over.map(this::look), look(new Frame(pixels, size))),
        seen -> seen(seen, over),
        _ -> lost(over));
  }

  private boolean isHeld() {
    boolean ready = camera.ready().getAsBoolean();
    boolean asked = camera.asks().getAsBoolean() || !free.getAsBoolean();
    if (ready && !asked) return false;
    standstill.again();
    if (ready) says.set(Says.ASKED);
    return true;
  }

  private FrameLook look(Frame frame) {
    var plate = source.plate(frame.size().width(), frame.size().height());
    return FrameLook.of(raster(frame.pixels()), plate);
  }

  static ColourRaster raster(Pixels pixels) {
    int[] rgb = pixels.argb().clone();
    for (int i = 0; i < rgb.length; i++) rgb[i] &= 0xFFFFFF;
    return new ColourRaster(pixels.width(), pixels.height(), rgb);
  }

  /// A frame that cannot be looked at must not be asked again and again.
  private void lost(Optional<Frame> over) {
    busy = false;
    if (over.isPresent() && over.get().equals(shot)) shot = null;
  }

  private void seen(Seen seen, Optional<Frame> over) {
    lost(over);
    // a hand in the picture at the press: what was seen before it counts
    seen.shot().filter(l -> l.sheet().isPresent()).ifPresent(standstill::took);
    desk.seen(seen.now().desk());
    // pressed while this frame was looked at: what was taken is not known yet
    if (!on.get() || shot != null || isHeld()) return;
    Standstill.Verdict verdict = standstill.see(seen.now());
    // a doubt about the one before is asked first: this one lies there and waits
    if (verdict == Standstill.Verdict.TAKE && !camera.read().getAsBoolean())
      verdict = Standstill.Verdict.STILL;
    if (verdict != Standstill.Verdict.TAKE) {
      says.set(said(verdict, seen.now()));
      return;
    }
    standstill.took(seen.now());
    // not to be lifted before the picture is there
    says.set(Says.STILL);
    presses = true;
    camera.shoot().run();
    presses = false;
  }

  /// The word on a frame. Nobody is told to lift what is on no disk, nor to hold still what is.
  private Says said(Standstill.Verdict verdict, FrameLook look) {
    if (missed && verdict == Standstill.Verdict.SAME) return Says.MISSED;
    boolean there =
        says.get() == Says.TAKE && verdict == Standstill.Verdict.STILL && standstill.isTaken(look);
    return there ? Says.TAKE : Says.valueOf(verdict.name());
  }

  /// Somebody pressed, or it pressed itself: what lies there is not taken by itself any more.
  void pressed(@Nullable Pixels showing, FrameSize size) {
    shot = showing == null ? null : new Frame(showing, size);
    missed = false;
    own = presses;
    standstill.again();
  }

  /// The picture is on the disk: the sheet may be lifted.
  void taken() {
    if (on.get() && own) says.set(Says.TAKE);
  }

  /// The picture did not come about: said, and left to the person.
  void missed() {
    missed = true;
    if (on.get()) says.set(Says.MISSED);
  }

  /// The camera went out of sight.
  void away() {
    standstill.again();
    looked = false;
    says.set(on.get() ? Says.NONE : Says.OFF);
  }
}
