package cn.ruhu.desktop.scanning;

import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.util.List;
import java.util.UUID;

/// A stack as it was fed, with what became of each sheet: the ledger and the tray in one. Lies in
/// the person's drafts, sealed.
///
/// @param startedAt device clock, milliseconds since 1970
/// @param closedAt the same, 0 while it is open
/// @param again files whose very bytes were taken before; counted, not taken twice
record ScanBatch(UUID id, long startedAt, long closedAt, int again, List<ScanPage> pages) {
  private static final String PREFIX = "scan:";

  ScanBatch {
    pages = List.copyOf(pages);
  }

  static boolean isKey(String draft) {
    return draft.startsWith(PREFIX);
  }

  String key() {
    return PREFIX + id;
  }

  boolean open() {
    return closedAt == 0;
  }

  ScanBatch with(List<ScanPage> now) {
    return new ScanBatch(id, startedAt, closedAt, again, now);
  }

  ScanBatch withAgain() {
    return new ScanBatch(id, startedAt, closedAt, again + 1, pages);
  }

  ScanBatch closed(long at) {
    return new ScanBatch(id, startedAt, at, again, pages);
  }

  byte[] toBytes() {
    return Messages.write(this);
  }

  /// @throws WireException when the bytes are no batch
  static ScanBatch read(byte[] bytes) throws WireException {
    return Messages.read(bytes, ScanBatch.class);
  }

  @Override
  public String toString() {
    return "ScanBatch[" + id + ", " + pages.size() + " pages]";
  }
}
