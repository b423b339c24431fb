package cn.ruhu.device.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.imaging.page.PageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real files; the clock stands still until the test moves it.
final class FolderLookTest {
  private static final Instant DAY = Instant.parse("2026-11-20T01:00:00Z");
  @TempDir private Path folder;
  private final AtomicLong nowMs = new AtomicLong(1_000_000);
  private final Heard heard = new Heard();
  private final Set<String> known = new HashSet<>();
  private FolderLook look = null;

  private FolderLook look(FileTaker taker) {
    var time = new DeviceTime(() -> DAY, () -> nowMs.get() * 1_000_000);
    return new FolderLook(folder, time, ScanPace.USUAL, taker, known::contains, heard);
  }

  private List<String> after(long ms) {
    if (look == null) {
      look = look(FileTaker.disk());
      look.step();
    }
    nowMs.addAndGet(ms);
    look.step();
    return heard.all();
  }

  private static byte[] jpeg(int shade) {
    var image = new BufferedImage(40, 60, BufferedImage.TYPE_INT_RGB);
    image.setRGB(5, 5, shade);
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private Path put(String name, byte[] bytes, int second) throws IOException {
    Path path = Files.write(folder.resolve(name), bytes);
    Files.setLastModifiedTime(path, FileTime.from(DAY.plusSeconds(second)));
    return path;
  }

  @Test
  void filesStandingStillComeInTheOrderTheyWereScanned() throws IOException {
    put("scan10.png", jpeg(1), 5);
    put("scan9.png", jpeg(2), 5);
    put("z.png", jpeg(3), 1);
    assertEquals(List.of("READY"), after(1_000));
    assertEquals(List.of("came z.png", "came scan9.png", "came scan10.png"), after(600));
    assertEquals(List.of(), after(60_000));
  }

  @Test
  void originalsStayAsTheyAreAndBytesComeUnaltered() throws IOException {
    byte[] bytes = jpeg(7);
    Path path = put("a.png", bytes, 3);
    after(0);
    after(2_000);
    var file = heard.files.getFirst();
    assertArrayEquals(bytes, file.bytes());
    assertTrue(file.whole());
    assertEquals(64, file.sha256().length());
    assertEquals(DAY.plusSeconds(3), file.modified());
    assertEquals(DAY, file.taken());
    assertArrayEquals(bytes, Files.readAllBytes(path));
    assertEquals(DAY.plusSeconds(3), Files.getLastModifiedTime(path).toInstant());
    assertFalse(file.toString().contains("a.png"));
  }

  @Test
  void growingFileWaitsAndALaterOneWaitsForIt() throws IOException {
    byte[] bytes = jpeg(1);
    Path path = put("1.png", Arrays.copyOf(bytes, 20), 1);
    put("2.png", jpeg(2), 2);
    assertEquals(List.of("READY"), after(1_000));
    Files.write(path, Arrays.copyOfRange(bytes, 20, 50), StandardOpenOption.APPEND);
    Files.setLastModifiedTime(path, FileTime.from(DAY.plusSeconds(1)));
    assertEquals(List.of(), after(1_000));
    // stands still, but does not end as a PNG must
    assertEquals(List.of(), after(2_000));
    Files.write(path, Arrays.copyOfRange(bytes, 50, bytes.length), StandardOpenOption.APPEND);
    Files.setLastModifiedTime(path, FileTime.from(DAY.plusSeconds(1)));
    assertEquals(List.of(), after(500));
    assertEquals(List.of("came 1.png", "came 2.png"), after(1_600));
    assertArrayEquals(bytes, heard.files.getFirst().bytes());
  }

  @Test
  void fileThatStaysCutOffComesMarked() throws IOException {
    put("cut.png", Arrays.copyOf(jpeg(1), 60), 1);
    put("next.png", jpeg(2), 2);
    assertEquals(List.of("READY"), after(3_000));
    assertEquals(List.of("came cut.png", "came next.png"), after(7_500));
    assertFalse(heard.files.getFirst().whole());
  }

  @Test
  void unfinishedNamesAreLeftAloneUntilRenamed() throws IOException {
    for (String name : List.of("a.tmp", "b.PART", "~c.png", ".d.png", "e.crdownload"))
      put(name, jpeg(name.hashCode()), 1);
    Files.createDirectory(folder.resolve("folder.png"));
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("a.tmp"));
    assertEquals(List.of("READY"), after(20_000));
    Files.move(folder.resolve("a.tmp"), folder.resolve("a.png"), StandardCopyOption.ATOMIC_MOVE);
    assertEquals(List.of(), after(100));
    assertEquals(List.of("came a.png"), after(1_500));
  }

  @Test
  void sameBytesAreFiledOnceWhateverTheirName() throws IOException {
    put("a.png", jpeg(1), 1);
    put("copy of a.png", jpeg(1), 2);
    after(0);
    assertEquals(List.of("came a.png", "again copy of a.png"), after(2_000));
    Files.move(folder.resolve("a.png"), folder.resolve("b.png"));
    after(0);
    assertEquals(List.of("again b.png"), after(2_000));
  }

  @Test
  void whatWasTakenOnAnotherDayIsPassedOver() throws IOException {
    put("old.png", jpeg(1), 1);
    after(0);
    after(2_000);
    known.add(heard.files.getFirst().sha256());
    look = null;
    assertEquals(List.of("READY"), after(2_000));
    put("scanned again.png", jpeg(1), 9);
    after(0);
    assertEquals(List.of("again scanned again.png"), after(2_000));
  }

  @Test
  void overwrittenFileIsANewOne() throws IOException {
    put("scan.png", jpeg(1), 1);
    after(0);
    after(2_000);
    put("scan.png", jpeg(2), 50);
    after(0);
    assertEquals(List.of("came scan.png"), after(2_000));
    assertEquals(2, heard.files.size());
  }

  @Test
  void emptyFileIsToldOnceAndTakenWhenFilled() throws IOException {
    put("jam.png", new byte[0], 1);
    put("good.png", jpeg(1), 2);
    after(0);
    assertEquals(List.of(), after(2_000));
    assertEquals(List.of("EMPTY jam.png", "came good.png"), after(8_000));
    assertEquals(List.of(), after(60_000));
    put("jam.png", jpeg(3), 100);
    after(0);
    assertEquals(List.of("came jam.png"), after(2_000));
  }

  @Test
  void hugeFileIsToldWithoutBeingRead() throws IOException {
    Path huge = folder.resolve("huge.pdf");
    try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(PageLimits.BYTES_MAX + 1L);
    }
    after(0);
    assertEquals(List.of("TOO_LARGE huge.pdf"), after(2_000));
    assertEquals(List.of(), after(60_000));
  }

  @Test
  void deniedFileIsToldAndTakenOnceItMayBeRead() throws IOException {
    put("a.png", jpeg(1), 1);
    var allowed = new AtomicLong();
    look =
        look((path, now) ->
            allowed.get() == 0
                ? new FileTaker.Took.Not(ScanTrouble.Kind.DENIED)
                : FileTaker.disk().take(path, now));
    look.step();
    heard.all();
    assertEquals(List.of(), after(2_000));
    assertEquals(List.of("DENIED a.png"), after(9_000));
    assertEquals(List.of(), after(9_000));
    allowed.set(1);
    assertEquals(List.of("came a.png"), after(2_000));
  }

  @Test
  void vanishedFolderIsToldOnceAndNothingComesTwiceWhenItIsBack() throws IOException {
    Path real = folder;
    folder = real.resolve("inbox");
    assertEquals(List.of("FOLDER_GONE"), after(0));
    assertEquals(List.of(), after(5_000));
    Files.createDirectory(folder);
    put("a.png", jpeg(1), 1);
    assertEquals(List.of("READY"), after(0));
    assertEquals(List.of("came a.png"), after(2_000));
    Files.move(folder, real.resolve("away"));
    assertEquals(List.of("FOLDER_GONE"), after(2_000));
    Files.move(real.resolve("away"), folder);
    assertEquals(List.of("READY"), after(2_000));
    assertEquals(List.of(), after(20_000));
  }

  @Test
  void inAFolderThatIsTooFullTheNewestStillComeAndItIsSaid() throws IOException {
    for (int i = 0; i < FolderLook.FILES_MAX + 20; i++) {
      Path old = put("old" + i + ".png", ("old" + i).getBytes(StandardCharsets.UTF_8), i % 60);
      known.add(((FileTaker.Took.Taken) FileTaker.disk().take(old, DAY)).file().sha256());
    }
    assertEquals(List.of("FOLDER_FULL"), after(0));
    assertEquals(List.of(), after(20_000));
    put("new1.png", jpeg(1), 3_601);
    put("new0.png", jpeg(2), 3_600);
    after(0);
    assertEquals(List.of("came new0.png", "came new1.png"), after(2_000));
    try (var all = Files.newDirectoryStream(folder, "old1*.png")) {
      for (Path old : all) Files.delete(old);
    }
    assertEquals(List.of("READY"), after(2_000));
    assertEquals(List.of(), after(20_000), "what lay there before is no news");
  }
}
