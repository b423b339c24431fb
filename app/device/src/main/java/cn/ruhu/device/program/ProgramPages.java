package cn.ruhu.device.program;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScannedPage;
import cn.ruhu.imaging.page.PageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands over the files of a program as pages, one by one; each is removed when it was kept, so a
/// stack never lies twice on the disk. Used by one thread.
public final class ProgramPages {
  /// Pages of one job; a feeder holds a hundred sheets or two, with two sides each.
  public static final int PAGES_MAX = 500;

  private static final Logger LOG = LoggerFactory.getLogger(ProgramPages.class);

  private final PrivateFolder folder;
  private final DeviceTime time;
  private final PageSink sink;
  private int taken;

  public ProgramPages(PrivateFolder folder, DeviceTime time, PageSink sink) {
    this.folder = folder;
    this.time = time;
    this.sink = sink;
  }

  /// Pages handed over and kept.
  public int taken() {
    return taken;
  }

  /// Hands a finished file over.
  ///
  /// @return why the job must end here; empty when the page was kept
  public Optional<Why> take(Path file) {
    if (taken == PAGES_MAX) return Optional.of(Why.TOO_MANY);
    try {
      if (!folder.path().equals(file.getParent()) || !Files.isRegularFile(file))
        return Optional.of(Why.REPLY);
      if (Files.size(file) > PageLimits.BYTES_MAX) return Optional.of(Why.PAGE_TOO_LARGE);
      byte[] bytes = Files.readAllBytes(file);
      Optional<Why> wrong = ScannedPage.fault(bytes);
      if (wrong.isPresent()) return wrong;
      if (!sink.page(ScannedPage.of(taken + 1, bytes, "", time.wall().instant())))
        return Optional.of(Why.NOT_KEPT);
      taken++;
      Files.deleteIfExists(file);
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("a page of a program cannot be read: {}", e.getClass().getName());
      return Optional.of(Why.FAULT);
    }
  }
}
