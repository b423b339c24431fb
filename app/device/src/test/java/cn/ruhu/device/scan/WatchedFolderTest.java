package cn.ruhu.device.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.device.DeviceTime;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same with a real thread, and files dropped by hand.
@Timeout(60)
final class WatchedFolderTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final ScanPace QUICK = new ScanPace(50, 200, 200, 200);
  @TempDir private Path folder;
  private final Heard heard = new Heard();
  private final AtomicReference<Thread> thread = new AtomicReference<>();

  private WatchedFolder folder(Path where) {
    return new WatchedFolder(
        where,
        TIME,
        QUICK,
        _ -> false,
        task -> {
          var t = Thread.ofPlatform().daemon().unstarted(task);
          thread.set(t);
          t.start();
        });
  }

  private void write(String name) throws IOException {
    File part = folder.resolve(name + ".part").toFile();
    var image = new BufferedImage(30 + name.length(), 40, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "jpeg", part);
    Files.move(part.toPath(), folder.resolve(name));
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.said.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void filesComeWhileTheyAreScannedAndCloseEndsTheThread() throws Exception {
    try (var watched = folder(folder)) {
      assertEquals(ScannerState.CLOSED, watched.state());
      watched.start(heard);
      assertEquals("READY", next());
      write("a.jpg");
      assertEquals("came a.jpg", next());
      write("page two.jpg");
      assertEquals("came page two.jpg", next());
      assertEquals(ScannerState.READY, watched.state());
    }
    thread.get().join(5_000);
    assertFalse(thread.get().isAlive());
  }

  @Test
  void folderThatAppearsLaterIsWatched() throws Exception {
    Path later = folder.resolve("later");
    try (var watched = folder(later)) {
      watched.start(heard);
      assertEquals("FOLDER_GONE", next());
      Files.createDirectory(later);
      assertEquals("READY", next());
    }
  }

  @Test
  void closingWithoutStartingIsFine() {
    folder(folder).close();
  }

  @Test
  void droppedFilesAndFoldersComeInOrder() throws IOException {
    write("s10.jpg");
    write("s9a.jpeg");
    Path empty = Files.createFile(folder.resolve("s2.jpg"));
    Path outside = Files.createTempFile(folder.getParent(), "x", ".txt");
    Files.write(outside, "hello".getBytes(StandardCharsets.US_ASCII));
    try {
      new FileDrop(InstantSource.system(), _ -> false)
          .take(List.of(outside, folder, outside, folder.resolve("none.jpg")), heard);
    } finally {
      Files.delete(outside);
    }
    assertEquals(
        List.of(
            "came " + outside.getFileName(),
            "EMPTY " + empty.getFileName(),
            "came s9a.jpeg",
            "came s10.jpg",
            "again " + outside.getFileName(),
            "VANISHED none.jpg"),
        heard.all());
  }

  @Test
  void foldersInADroppedFolderComeToo() throws IOException {
    write("a.jpg");
    for (String name : List.of("户10", "户9", ".taken")) Files.createDirectory(folder.resolve(name));
    write("户9/page.jpg");
    write("户10/p2.jpg");
    Path deep = folder.resolve("户9/往年");
    Files.createDirectory(deep);
    write("户9/往年/old.jpg");
    write(".taken/hidden.jpg");
    Files.createSymbolicLink(deep.resolve("round"), folder);
    new FileDrop(InstantSource.system(), _ -> false).take(List.of(folder), heard);
    assertEquals(
        List.of("came a.jpg", "came page.jpg", "came old.jpg", "came p2.jpg"), heard.all());
  }

  @Test
  void whatOneDropDoesNotTakeIsSaid() throws IOException {
    for (int i = 0; i <= FolderLook.FILES_MAX; i++)
      Files.write(folder.resolve(i + ".txt"), Integer.toString(i).getBytes(StandardCharsets.UTF_8));
    new FileDrop(InstantSource.system(), _ -> false).take(List.of(folder), heard);
    List<String> all = heard.all();
    assertEquals(FolderLook.FILES_MAX + 1, all.size());
    assertEquals("TOO_MANY " + folder.getFileName(), all.getFirst());
    Path deep = folder.resolve("deep");
    Path down = deep;
    for (int i = 0; i < 20; i++) down = down.resolve("d");
    Files.createDirectories(down);
    new FileDrop(InstantSource.system(), _ -> false).take(List.of(deep), heard);
    assertEquals(List.of("TOO_MANY d"), heard.all());
  }
}
