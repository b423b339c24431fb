package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.ScannedPage;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The scanner at the tray: one key scans a stack with what was scanned with last, each page is on
/// the disk before the next is asked for, and what broke off says what came and goes on. Window
/// thread only; device and disk are elsewhere.
final class Feeding {
  /// No stack takes longer; a device that hangs is given up by its own deadlines long before.
  private static final Duration LONGEST = Duration.ofHours(3);

  /// What the scanner is doing.
  enum Phase {
    /// none is set
    NONE,
    /// being asked how it stands
    LOOKING,
    READY,
    /// the last look found it away, jammed, unknown
    TROUBLE,
    SCANNING,
    /// asked to stop, ends its page
    STOPPING
  }

  private final ScanningViewModel model;
  private final ScanTray tray;
  private final Desk desk;
  private final Background background;
  private final ScanDevice device;

  final ObjectProperty<Phase> phase = new SimpleObjectProperty<>(Phase.NONE);

  /// how it stands, in words
  final ObjectProperty<Message> said =
      new SimpleObjectProperty<>(Message.of("scanning.device.none"));

  /// why the last job brought nothing, null for nothing to say
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();

  final ObjectProperty<ScanSettings> settings;

  /// what it can do, null while unknown
  final ObjectProperty<@Nullable ScanCaps> caps = new SimpleObjectProperty<>();

  /// pages of the job that runs
  final IntegerProperty came = new SimpleIntegerProperty();

  private @Nullable ScanStop stop;

  Feeding(
      ScanningViewModel model, ScanTray tray, Desk desk, Background background, ScanDevice device) {
    this.model = model;
    this.tray = tray;
    this.desk = desk;
    this.background = background;
    this.device = device;
    this.settings = new SimpleObjectProperty<>(device.settings());
  }

  String name() {
    return device.name();
  }

  boolean scanning() {
    return phase.get() == Phase.SCANNING || phase.get() == Phase.STOPPING;
  }

  /// Asks the scanner how it stands, unless it works.
  void look() {
    if (scanning() || phase.get() == Phase.LOOKING) return;
    settings.set(device.settings());
    if (device.name().isEmpty()) {
      caps.set(null);
      say(Phase.NONE, Message.of("scanning.device.none"));
      return;
    }
    say(Phase.LOOKING, Message.of("scanning.device.looking"));
    background.run(
        device::look,
        this::looked,
        e -> {
          if (!scanning()) say(Phase.TROUBLE, Message.of("work.scanner.why." + ScanEnd.Why.FAULT));
          model.failed(e);
        });
  }

  private void looked(SourceLook look) {
    if (look instanceof SourceLook.Known(var can, var _)) caps.set(can);
    if (scanning()) return;
    switch (look) {
      case SourceLook.Known(var can, var state) -> {
        settings.set(settings.get().fitting(can));
        boolean fine =
            switch (state) {
              case READY, LOADED, FEEDER_EMPTY -> true;
              case BUSY, JAM, COVER_OPEN, STOPPED -> false;
            };
        say(fine ? Phase.READY : Phase.TROUBLE, Message.of("work.scanner.state." + state));
      }
      case SourceLook.Not(var why, var _) ->
          say(Phase.TROUBLE, Message.of("work.scanner.brief." + why));
    }
  }

  private void say(Phase now, Message words) {
    said.set(words);
    phase.set(now);
  }

  // ---- what shall be scanned with

  /// Inputs to choose from; all of them while nobody knows better.
  List<ScanInput> inputs() {
    @Nullable ScanCaps can = caps.get();
    return can == null ? List.of(ScanInput.values()) : List.copyOf(can.inputs().keySet());
  }

  /// Resolutions papers are scanned with, as far as the device can.
  List<Integer> dpis() {
    List<Integer> usual = List.of(200, 300, 600);
    return able().map(c -> usual.stream().map(c::dpiNear).distinct().toList()).orElse(usual);
  }

  List<ScanColour> colours() {
    return able()
        .map(c -> c.colours().stream().sorted().toList())
        .orElse(List.of(ScanColour.values()));
  }

  /// Sizes of paper, as far as the device can: a deed on A3 or a long slip is cut off by A4.
  List<ScanSize> sizes() {
    return able().map(ScanSize::offered).orElse(List.of(ScanSize.A4));
  }

  private Optional<InputCaps> able() {
    @Nullable ScanCaps can = caps.get();
    return can == null ? Optional.empty() : can.of(settings.get().input());
  }

  void use(ScanInput input) {
    ScanSettings s = settings.get();
    use(new ScanSettings(input, s.dpi(), s.colour(), s.size()));
  }

  void use(int dpi) {
    ScanSettings s = settings.get();
    use(new ScanSettings(s.input(), dpi, s.colour(), s.size()));
  }

  void use(ScanColour colour) {
    ScanSettings s = settings.get();
    use(new ScanSettings(s.input(), s.dpi(), colour, s.size()));
  }

  void use(ScanSize size) {
    ScanSettings s = settings.get();
    use(new ScanSettings(s.input(), s.dpi(), s.colour(), size));
  }

  private void use(ScanSettings now) {
    @Nullable ScanCaps can = caps.get();
    ScanSettings fit = can == null ? now : now.fitting(can);
    settings.set(fit);
    device.keep(fit);
  }

  // ---- the job

  /// F4: scans what lies there, or goes on where it stopped.
  void scan() {
    if (scanning()) return;
    if (device.name().isEmpty()) {
      look();
      problem.set(Message.of("scanning.device.none.do"));
      return;
    }
    model.begun();
    problem.set(null);
    came.set(0);
    var brake = new ScanStop();
    stop = brake;
    say(Phase.SCANNING, Message.of("scanning.device.starting"));
    var job = new Job(desk.newId());
    ScanSettings with = settings.get();
    background.run(
        LONGEST,
        () -> {
          ScanEnd end = device.scan(with, job, brake);
          tray.ended(job.id, end, with.input());
          return end;
        },
        end -> ended(end, job.refused.get()),
        e -> {
          over();
          model.failed(e);
          model.refresh();
        });
  }

  private void over() {
    stop = null;
    say(Phase.READY, Message.of("scanning.device.over"));
  }

  private void ended(ScanEnd end, @Nullable StoreException refused) {
    over();
    boolean leftTrace = end.pages() > 0 || end.missing() > 0;
    if (end.why() == ScanEnd.Why.BUSY && end.retryAfter().toSeconds() > 1)
      problem.set(Message.of("scanning.device.busy", end.retryAfter().toSeconds()));
    else if (end.why() != ScanEnd.Why.DONE && !leftTrace)
      problem.set(Message.of("work.scanner.why." + end.why()));
    if (end.why() == ScanEnd.Why.CANCELLED && end.pages() > 0 && end.missing() == 0)
      model.done.set(Message.of("scanning.done.stopped", end.pages()));
    if (refused != null) model.failed(refused);
    if (end.why() == ScanEnd.Why.DONE && end.missing() == 0)
      model.done.set(Message.of("scanning.done.scanned", end.pages()));
    model.refresh();
    look();
  }

  /// Ends the job after the page under way is given up; what came stays.
  void stop() {
    @Nullable ScanStop brake = stop;
    if (brake == null || phase.get() != Phase.SCANNING) return;
    say(Phase.STOPPING, Message.of("scanning.device.stopping"));
    background.perform(brake::stop, () -> {}, model::failed);
  }

  /// The job that broke off last in the batch shown, when somebody has to look at the paper.
  Optional<FedJob> broken() {
    @Nullable ScanBatch shown = model.shown.get();
    if (shown == null) return Optional.empty();
    return shown.jobs().stream()
        // one that runs by its own word while nothing does: the disk did not take its end
        .filter(j -> j.open() || (j.running() && !scanning()))
        .reduce((_, later) -> later);
  }

  /// Somebody compared what came with the paper: nothing is missing.
  void checked() {
    @Nullable ScanBatch shown = model.shown.get();
    if (shown == null || scanning() || broken().isEmpty()) return;
    background.perform(() -> tray.checked(shown.id()), model::refresh, model::failed);
  }

  void dismiss() {
    problem.set(null);
  }

  /// Pages of one job, on its thread.
  private final class Job implements PageSink {
    private final UUID id;
    private final AtomicReference<@Nullable StoreException> refused = new AtomicReference<>();

    Job(UUID id) {
      this.id = id;
    }

    @Override
    public boolean page(ScannedPage page) {
      try {
        tray.took(page, id);
      } catch (StoreException e) {
        refused.set(e);
        return false;
      }
      background.window(() -> {
        came.set(came.get() + 1);
        if (phase.get() == Phase.SCANNING) said.set(Message.of("scanning.device.came", came.get()));
        model.refresh();
      });
      return true;
    }

    @Override
    public void waiting(ScanEnd.Why why, Duration next) {
      long seconds = Math.max(1, next.toSeconds());
      background.window(() -> {
        if (phase.get() == Phase.SCANNING) said.set(Message.of("scanning.device.waiting", seconds));
      });
    }
  }
}
