package cn.ruhu.device.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.device.camera.Sheets;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScannedPage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An emulator of a scanner's program: a process of its own over a folder that is the feeder.
public final class EmulatedProgram {
  private final Path feeder;
  private final Class<?> main;

  public EmulatedProgram(Path feeder, Class<?> main) {
    this.feeder = feeder;
    this.main = main;
  }

  /// What starts it.
  public List<String> command() throws URISyntaxException {
    var classes = main.getProtectionDomain().getCodeSource().getLocation().toURI();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        Path.of(classes).toString(),
        main.getName(),
        feeder.toString());
  }

  /// Lays sheets into the feeder. @return their bytes in order
  public List<byte[]> lay(int sheets) throws IOException {
    var all = new ArrayList<byte[]>();
    for (int i = 1; i <= sheets; i++) {
      byte[] jpeg = Sheets.jpeg(300 + i, 420, i);
      Files.write(feeder.resolve("s%03d.jpg".formatted(i)), jpeg);
      all.add(jpeg);
    }
    return all;
  }

  public void faults(String... now) throws IOException {
    Files.write(feeder.resolve("faults"), List.of(now));
  }

  /// Keeps pages in memory.
  public static final class Kept implements PageSink {
    public final List<byte[]> pages = new ArrayList<>();
    public final List<ScanEnd.Why> waited = new ArrayList<>();
    private final int room;
    private final Runnable then;

    public Kept() {
      this(Integer.MAX_VALUE, () -> {});
    }

    /// @param room pages until the disk is full
    /// @param then after each page
    public Kept(int room, Runnable then) {
      this.room = room;
      this.then = then;
    }

    @Override
    public boolean page(ScannedPage page) {
      if (pages.size() == room) return false;
      pages.add(page.bytes());
      assertEquals(pages.size(), page.number());
      then.run();
      return true;
    }

    @Override
    public void waiting(ScanEnd.Why why, Duration next) {
      waited.add(why);
    }
  }
}
