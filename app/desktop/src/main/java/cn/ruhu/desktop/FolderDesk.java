package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.scanning.ScanSource;
import cn.ruhu.desktop.settings.Folders;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.FileDrop;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScanPace;
import cn.ruhu.device.scan.ScanTrouble;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.device.scan.ScannerState;
import cn.ruhu.device.scan.WatchedFolder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
  private final DeviceTime time;
  private final ScanPace pace;
  private final Executor threads;
  private final Background background;
  private final List<Consumer<String>> states = new CopyOnWriteArrayList<>();
  private @Nullable WatchedFolder open;
  private boolean closing;
  private @Nullable Watch watch;
  private ScannerState state = ScannerState.CLOSED;

  private record Watch(ScanListener listener, Predicate<String> known, Runnable changed) {}

  /// @param threads runs the folder's loop; one task each
  FolderDesk(
      Choices choices, DeviceTime time, ScanPace pace, Executor threads, Background background) {
    this.choices = choices;
    this.time = time;
    this.pace = pace;
    this.threads = threads;
    this.background = background;
  }

  @Override
  public void watch(ScanListener listener, Predicate<String> known, Runnable changed) {
    watch = new Watch(listener, known, changed);
    again();
  }

  @Override
  public void again() {
    shut();
    begin();
  }

  /// Two must never look at one folder: a new one starts when the old one has ended.
  private void begin() {
    Watch now = watch;
    if (open == null && !closing && now != null && !folder().isEmpty()) {
      var made = new WatchedFolder(Path.of(folder()), time, pace, now.known(), threads);
      open = made;
      made.start(new Telling(now.listener(), s -> background.window(() -> became(made, s))));
    }
    say();
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

  /// Passes everything on and tells of changes besides.
  private record Telling(ScanListener to, Consumer<ScannerState> changes) implements ScanListener {
    @Override
    public void came(ScannedFile file) {
      to.came(file);
    }

    @Override
    public void again(Path path, String sha256) {
      to.again(path, sha256);
    }

    @Override
    public void trouble(ScanTrouble trouble) {
      to.trouble(trouble);
    }

    @Override
    public void changed(ScannerState state) {
      to.changed(state);
      changes.accept(state);
    }
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
