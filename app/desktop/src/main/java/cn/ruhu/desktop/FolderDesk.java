package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.scanning.ScanSource;
import cn.ruhu.desktop.scanning.ScanWatch;
import cn.ruhu.desktop.settings.Folders;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.FileDrop;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScanPace;
import cn.ruhu.device.scan.ScannerState;
import cn.ruhu.device.scan.WatchedFolder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scan folder of this machine: watched while somebody is signed in whose work takes scans,
/// opened anew when the settings name another. Called on the window's thread, but for [#drop].
final class FolderDesk implements ScanSource, Folders, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderDesk.class);
  private static final String CHOICE = "scanFolder";

  private final Choices choices;
  private final OfferedScans offered;
  private final DeviceTime time;
  private final ScanPace pace;
  private final Executor threads;
  private final Background background;
  private final List<Consumer<String>> states = new CopyOnWriteArrayList<>();
  private @Nullable WatchedFolder open;
  private volatile @Nullable FolderShare share;
  private boolean closing;
  private @Nullable ScanWatch watch;
  private ScannerState state = ScannerState.CLOSED;

  /// @param offered what anybody at this machine took out of the folder
  /// @param threads runs the folder's loop; one task each
  FolderDesk(
      Choices choices,
      OfferedScans offered,
      DeviceTime time,
      ScanPace pace,
      Executor threads,
      Background background) {
    this.choices = choices;
    this.offered = offered;
    this.time = time;
    this.pace = pace;
    this.threads = threads;
    this.background = background;
  }

  @Override
  public void watch(ScanWatch by) {
    watch = by;
    again();
  }

  @Override
  public int older() {
    FolderShare now = share;
    return now == null ? 0 : now.older();
  }

  @Override
  public void takeOlder() {
    ScanWatch now = watch;
    if (now == null || folder().isEmpty()) return;
    String all = folder();
    background.perform(
        () -> now.marks().begin(all, Instant.EPOCH),
        this::again,
        e -> LOG.warn("the older files of the scan folder stay", e));
  }

  @Override
  public void again() {
    shut();
    begin();
  }

  /// Two must never look at one folder: a new one starts when the old one has ended.
  private void begin() {
    ScanWatch now = watch;
    if (open == null && !closing && now != null && !folder().isEmpty()) {
      var told = new States();
      var mine = new FolderShare(folder(), now, offered, told, () -> background.window(this::say));
      var made = new WatchedFolder(Path.of(folder()), time, pace, mine::known, threads);
      told.of = made;
      open = made;
      share = mine;
      made.start(mine);
    }
    say();
  }

  /// Brings the folder's states to the window's thread.
  private final class States implements Consumer<ScannerState> {
    private volatile @Nullable WatchedFolder of;

    @Override
    public void accept(ScannerState now) {
      WatchedFolder from = of;
      if (from != null) background.window(() -> became(from, now));
    }
  }

  private void became(WatchedFolder from, ScannerState now) {
    if (open != from) return;
    state = now;
    say();
  }

  private String told() {
    return folder().isEmpty() ? "NONE" : state.name();
  }

  private void say() {
    states.forEach(s -> s.accept(told()));
    if (watch != null) watch.changed().run();
  }

  @Override
  public void drop(List<Path> files, ScanListener listener, Predicate<String> known) {
    new FileDrop(time.wall(), known).take(files, listener);
  }

  @Override
  public String folder() {
    return choices.get(CHOICE, "");
  }

  @Override
  public ScannerState state() {
    return state;
  }

  @Override
  public boolean accepts(String folder) {
    try {
      return folder.isEmpty() || Path.of(folder).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public void use(String folder) {
    choices.put(CHOICE, folder);
    again();
  }

  @Override
  public Runnable onState(Consumer<String> changed) {
    states.add(changed);
    changed.accept(told());
    return () -> states.remove(changed);
  }

  /// The lamp of the status strip; nothing for a machine without a scan folder.
  static List<Session.Lamp> lamps(String state) {
    return switch (state) {
      case "NONE", "CLOSED" -> List.of();
      case "READY" -> List.of(new Session.Lamp("folder", "shell.device.folder.READY", true, false));
      default -> List.of(new Session.Lamp("folder", "shell.device.folder.TROUBLE", false, true));
    };
  }

  private void shut() {
    WatchedFolder was = open;
    open = null;
    share = null;
    state = ScannerState.CLOSED;
    if (was == null) return;
    closing = true;
    background.perform(
        was::close,
        this::shutIs,
        e -> {
          LOG.warn("the scan folder did not close", e);
          shutIs();
        });
  }

  private void shutIs() {
    closing = false;
    begin();
  }

  /// Nobody is signed in: the folder rests, what comes meanwhile waits in it.
  @Override
  public void close() {
    watch = null;
    shut();
  }
}
