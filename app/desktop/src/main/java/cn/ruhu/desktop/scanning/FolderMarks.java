package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From when on what lies in a scan folder is the signed-in person's; among their drafts, sealed. A
/// folder that is not to be told is taken whole: rather a sheet too many than one too few.
/// Thread-safe.
final class FolderMarks implements ScanWatch.Marks {
  private static final Logger LOG = LoggerFactory.getLogger(FolderMarks.class);
  private static final String KEY = "scans-since:";

  private final Desk desk;
  private final BooleanSupplier fresh;

  /// @param fresh whether this person never took a scan; whoever did, before marks were kept, has
  ///   watched already
  FolderMarks(Desk desk, BooleanSupplier fresh) {
    this.desk = desk;
    this.fresh = fresh;
  }

  @Override
  public Optional<Instant> since(String folder) {
    try {
      Optional<byte[]> kept = desk.store().drafts().get(KEY + folder);
      if (kept.isPresent())
        return Optional.of(Instant.ofEpochMilli(ByteBuffer.wrap(kept.get()).getLong()));
      return fresh.getAsBoolean() ? Optional.empty() : Optional.of(Instant.EPOCH);
    } catch (StoreException e) {
      LOG.warn("since when a folder is watched is not to be read: {}", e.code());
      return Optional.of(Instant.EPOCH);
    }
  }

  @Override
  public void begin(String folder, Instant newest) {
    byte[] at = ByteBuffer.allocate(Long.BYTES).putLong(newest.toEpochMilli()).array();
    try {
      desk.store().drafts().put(KEY + folder, at);
    } catch (StoreException e) {
      LOG.warn("since when a folder is watched is not kept: {}", e.code());
    }
  }
}
