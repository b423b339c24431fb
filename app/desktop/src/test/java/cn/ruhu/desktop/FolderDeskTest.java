package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScanPace;
import cn.ruhu.device.scan.ScanTrouble;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.device.scan.ScannerState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDeskTest {
  private static final byte[] PNG =
      java.util.Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

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

  @BeforeEach
  void open() {
    folder =
        new FolderDesk(
            Choices.of(home),
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

  private void hears(String what) throws InterruptedException {
    assertEquals(what, heard.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void watchesTheFolderOfTheSettingsFromTheMomentItIsNamed() throws Exception {
    folder.watch(listener, _ -> false, () -> {});
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
    folder.watch(listener, _ -> false, () -> {});
    hears("READY");
    folder.close();
    Files.write(scans.resolve("1.png"), PNG);
    folder.watch(listener, _ -> false, () -> {});
    hears("READY");
    hears("came 1.png");
  }

  @Test
  void aFolderIsAFullPath() {
    assertTrue(folder.accepts(""));
    assertTrue(folder.accepts(home.toString()));
    assertFalse(folder.accepts("scans"));
    assertFalse(folder.accepts("\0"));
  }
}
