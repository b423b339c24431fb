package cn.ruhu.device.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.escl.Sheets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder as one stack, and the list of drivers.
final class FolderSchemeTest {
  @TempDir private Path folder;
  private final ScanSources sources =
      new ScanSources(List.of(new FolderScheme(InstantSource.system())));
  private final List<Integer> sizes = new ArrayList<>();

  private ScanEnd scan(PageSink sink) {
    try (var source = sources.open("folder:" + folder).orElseThrow()) {
      return source.scan(ScanSettings.USUAL, sink, new ScanStop());
    }
  }

  private boolean keep(ScannedPage page) {
    sizes.add(page.bytes().length);
    return true;
  }

  @Test
  void whatLiesInAFolderIsAStackInTheOrderPeopleCount() throws Exception {
    assertEquals(ScanEnd.of(ScanEnd.Why.FEEDER_EMPTY, 0), scan(this::keep));
    Files.write(folder.resolve("p10.jpg"), Sheets.jpeg(10));
    Files.write(folder.resolve("p9.jpg"), Sheets.jpeg(9));
    assertEquals(ScanEnd.of(ScanEnd.Why.DONE, 2), scan(this::keep));
    assertEquals(List.of(Sheets.jpeg(9).length, Sheets.jpeg(10).length), sizes);
    assertTrue(Files.exists(folder.resolve("p9.jpg")), "they stay where they are");
  }

  @Test
  void aCutOffFileIsToldAndTheOthersCome() throws Exception {
    byte[] page = Sheets.jpeg(1);
    Files.write(folder.resolve("1.jpg"), java.util.Arrays.copyOf(page, page.length / 2));
    Files.write(folder.resolve("2.jpg"), Sheets.jpeg(2));
    assertEquals(ScanEnd.of(ScanEnd.Why.PAGE_CUT, 1), scan(this::keep));
    assertEquals(ScanEnd.of(ScanEnd.Why.NOT_KEPT, 0), scan(_ -> false));
  }

  @Test
  void onlyAddressesOfAKnownKindOpen() {
    assertTrue(sources.open("folder:relative").isEmpty());
    assertTrue(sources.open("sane:device").isEmpty());
    assertTrue(sources.open("nothing").isEmpty());
    assertEquals(List.of("folder"), sources.schemes());
    assertEquals(List.of(), sources.find(Duration.ofSeconds(1), new ScanStop()));
    try (var gone = sources.open("FOLDER:" + folder.resolve("gone")).orElseThrow()) {
      assertEquals(new SourceLook.Not(ScanEnd.Why.ABSENT), gone.look());
    }
  }

  @Test
  void aBrakePulledBeforeItIsHeldWorksAtOnce() {
    var stop = new ScanStop();
    var pulled = new ArrayList<String>();
    Runnable back = stop.onStop(() -> pulled.add("taken back"));
    back.run();
    stop.onStop(() -> pulled.add("first"));
    assertTrue(stop.sleep(Duration.ZERO));
    stop.stop();
    stop.stop();
    stop.onStop(() -> pulled.add("late"));
    assertEquals(List.of("first", "late"), pulled);
    assertTrue(stop.asked());
    assertEquals(Optional.of(false), Optional.of(stop.sleep(Duration.ofSeconds(5))));
  }
}
