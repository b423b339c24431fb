package cn.ruhu.desktop.scanning;

import cn.ruhu.device.scan.FileDrop;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScanTrouble;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.device.scan.ScannerState;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A scanner that brings what the test hands it, as the watched folder does: known bytes come
/// again, others come.
final class HandSource implements ScanSource {
  private final InstantSource clock;
  private @Nullable ScanWatch by;
  private int opened;
  private int older;
  String folder = "/scans";

  HandSource(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void watch(ScanWatch now) {
    by = now;
    opened++;
  }

  @Override
  public int older() {
    return older;
  }

  @Override
  public void takeOlder() {
    older = 0;
    if (by != null) by.changed().run();
  }

  /// So many files were left in the folder.
  void left(int files) {
    older = files;
    if (by != null) by.changed().run();
  }

  void give(byte[] bytes) {
    if (by == null) throw new AssertionError("nobody watches");
    String sha256 = FileAddress.of(bytes).hex();
    Path path = Path.of(sha256.substring(0, 8) + ".jpg");
    if (by.known().test(sha256)) {
      by.listener().again(path, sha256);
      return;
    }
    Instant now = clock.instant();
    by.listener().came(new ScannedFile(path, bytes, sha256, now, now, PageFile.isWhole(bytes)));
  }

  void trouble(String name, ScanTrouble.Kind kind) {
    if (by != null) by.listener().trouble(new ScanTrouble(Path.of(name), kind));
  }

  @Override
  public void drop(List<Path> files, ScanListener to, Predicate<String> before) {
    new FileDrop(clock, before).take(files, to);
  }

  @Override
  public void again() {
    opened++;
  }

  int opened() {
    return opened;
  }

  @Override
  public String folder() {
    return folder;
  }

  @Override
  public ScannerState state() {
    return ScannerState.READY;
  }
}
