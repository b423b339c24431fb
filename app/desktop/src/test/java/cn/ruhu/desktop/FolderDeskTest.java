package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.scanning.ScanWatch;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScanPace;
import cn.ruhu.device.scan.ScanTrouble;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.device.scan.ScannerState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDeskTest {
  private static final byte[] PNG =
      java.util.Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

  /// The same picture in other bytes.
  private static final byte[] PNG2 =
      java.util.Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGPgOiH3HwADwAHwzye1qAAAAABJRU5ErkJggg==");

  @TempDir private Path home;
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final List<String> states = new CopyOnWriteArrayList<>();
  private FolderDesk folder;

  private final ScanListener listener =
      new ScanListener() {
        @Override
        public void came(ScannedFile file) {
          heard.add("came " + file.path().getFileName());
        }

        @Override
        public void again(Path path, String sha256) {
          heard.add("again " + path.getFileName());
        }

        @Override
        public void trouble(ScanTrouble trouble) {
          heard.add(trouble.kind().name());
        }

        @Override
        public void changed(ScannerState state) {
          heard.add(state.name());
        }
      };

  /// Keeps what comes, as a tray does.
  private ScanListener taking(List<String> kept) {
    return new ScanListener() {
      @Override
      public void came(ScannedFile file) {
        kept.add(file.sha256());
        listener.came(file);
      }

      @Override
      public void again(Path path, String sha256) {
        listener.again(path, sha256);
      }

      @Override
      public void trouble(ScanTrouble trouble) {
        listener.trouble(trouble);
      }

      @Override
      public void changed(ScannerState state) {
        listener.changed(state);
      }
    };
  }

  @BeforeEach
  void open() {
    folder =
        new FolderDesk(
            Choices.of(home),
            OfferedScans.of(home),
            new DeviceTime(InstantSource.system(), System::nanoTime),
            new ScanPace(20, 200, 200, 40),
            task -> Thread.ofPlatform().daemon().start(task),
            Background.inline());
    folder.onState(states::add);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  /// Marks of one person.
  private static final class InMemoryMarks implements ScanWatch.Marks {
    private final Map<String, Instant> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<Instant> since(String folder) {
      return Optional.ofNullable(kept.get(folder));
    }

    @Override
    public void begin(String folder, Instant newest) {
      kept.put(folder, newest);
    }
  }

  private final InMemoryMarks marks = new InMemoryMarks();

  private final LinkedBlockingQueue<Integer> left = new LinkedBlockingQueue<>();

  private void watch(ScanListener by, Predicate<String> known) {
    folder.watch(new ScanWatch(by, known, marks, () -> left.add(folder.older())));
  }

  private void left(int files) throws InterruptedException {
    Integer now = left.poll(10, TimeUnit.SECONDS);
    while (now != null && now != files) now = left.poll(10, TimeUnit.SECONDS);
    assertEquals(files, now);
  }

  private void hears(String what) throws InterruptedException {
    assertEquals(what, heard.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void watchesTheFolderOfTheSettingsFromTheMomentItIsNamed() throws Exception {
    watch(listener, _ -> false);
    assertEquals(ScannerState.CLOSED, folder.state());
    Path scans = Files.createDirectories(home.resolve("scans"));
    folder.use(scans.toString());
    hears("READY");
    Files.write(scans.resolve("1.png"), PNG);
    hears("came 1.png");
    assertEquals(scans.toString(), folder.folder());
    assertEquals("NONE", states.getFirst());
    assertTrue(states.contains("READY"));
    Path other = home.resolve("later");
    folder.use(other.toString());
    hears("FOLDER_GONE");
    Files.createDirectories(other);
    hears("READY");
    Files.write(scans.resolve("2.png"), PNG);
    Files.write(other.resolve("3.png"), PNG);
    hears("came 3.png");
  }

  @Test
  void restsWhenNobodyIsSignedInAndTakesUpWhatCameMeanwhile() throws Exception {
    Path scans = Files.createDirectories(home.resolve("scans"));
    folder.use(scans.toString());
    watch(listener, _ -> false);
    hears("READY");
    folder.close();
    Files.write(scans.resolve("1.png"), PNG);
    watch(listener, _ -> false);
    hears("READY");
    hears("came 1.png");
  }

  /// What the first took lies in the folder still: it is hers.
  @Test
  void theSecondAtThisWindowGetsNothingTheFirstTook() throws Exception {
    Path scans = Files.createDirectories(home.resolve("scans"));
    folder.use(scans.toString());
    var hers = new CopyOnWriteArrayList<String>();
    watch(taking(hers), hers::contains);
    hears("READY");
    Files.write(scans.resolve("1.png"), PNG);
    hears("came 1.png");
    folder.close();
    watch(taking(new CopyOnWriteArrayList<>()), _ -> false);
    hears("READY");
    Files.write(scans.resolve("2.png"), PNG2);
    hears("came 2.png");
    assertEquals(List.of(), List.copyOf(heard));
  }

  /// A folder has a past that is not this person's: it is counted, and taken on demand alone.
  @Test
  void whoWatchesForTheFirstTimeGetsTheFoldersPastOnDemand() throws Exception {
    Path scans = Files.createDirectories(home.resolve("scans"));
    Files.write(scans.resolve("old.png"), PNG);
    folder.use(scans.toString());
    var mine = new CopyOnWriteArrayList<String>();
    watch(taking(mine), mine::contains);
    hears("READY");
    Path late = Files.write(scans.resolve(".new"), PNG2); // not looked at by this name
    // the drive's clock is hours behind this machine's
    Files.setLastModifiedTime(late, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    Files.move(late, scans.resolve("new.png"));
    hears("came new.png");
    left(1);
    folder.close();
    watch(taking(mine), mine::contains);
    hears("READY");
    left(1);
    folder.takeOlder();
    hears("READY");
    hears("came old.png");
    assertEquals(0, folder.older());
    assertEquals(List.of(), List.copyOf(heard));
  }

  @Test
  void whatADiskRefusedIsOfferedToTheNext() throws Exception {
    Path scans = Files.createDirectories(home.resolve("scans"));
    folder.use(scans.toString());
    watch(listener, _ -> false); // keeps nothing
    hears("READY");
    Files.write(scans.resolve("1.png"), PNG);
    hears("came 1.png");
    folder.close();
    watch(listener, _ -> false);
    hears("READY");
    hears("came 1.png");
  }

  @Test
  void theAccountOfAMachineHoldsDigestsAloneAndOutlivesACutLine() throws Exception {
    var account = OfferedScans.of(home);
    String sha = "ab".repeat(32);
    account.add("/scans", sha);
    assertTrue(OfferedScans.of(home).has("/scans", sha));
    assertFalse(OfferedScans.of(home).has("/other", sha));
    Path file = home.resolve("scans-offered");
    String text = Files.readString(file);
    assertFalse(text.contains(sha.substring(0, 16)) || text.contains("/scans"));
    Files.writeString(file, text + "0123");
    String second = "cd".repeat(32);
    OfferedScans.of(home).add("/scans", second);
    assertTrue(OfferedScans.of(home).has("/scans", sha));
    assertTrue(OfferedScans.of(home).has("/scans", second));
  }

  @Test
  void aFolderIsAFullPath() {
    assertTrue(folder.accepts(""));
    assertTrue(folder.accepts(home.toString()));
    assertFalse(folder.accepts("scans"));
    assertFalse(folder.accepts("\0"));
  }
}
