package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The bytes a person took, by their hash, so that what comes again is counted and not taken twice.
/// Bytes that were thrown away are forgotten: they may come again. Lies among the person's drafts,
/// sealed; a list that only grows, in which `-` before a hash takes it out. The tray guards it
/// against several threads.
final class KnownScans {
  private static final String KEY = "scans-known";
  private static final String GONE = "-";

  private final Desk desk;
  private final Set<String> known = new HashSet<>();

  KnownScans(Desk desk) {
    this.desk = desk;
  }

  /// @param batches whose files are known too, also when the power went before that was noted
  void open(List<ScanBatch> batches) throws StoreException {
    var found = new HashSet<String>();
    for (byte[] entry : desk.store().drafts().entries(KEY)) {
      String hash = new String(entry, StandardCharsets.US_ASCII);
      if (hash.startsWith(GONE)) found.remove(hash.substring(GONE.length()));
      else found.add(hash);
    }
    for (ScanBatch b : batches)
      for (ScanPage p : b.pages())
        FileAddress.parse(p.file()).map(FileAddress::hex).ifPresent(found::add);
    known.addAll(found);
  }

  boolean has(String sha256) {
    return known.contains(sha256);
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  /// These bytes are kept; durable when this returns.
  void took(String sha256) throws StoreException {
    if (known.add(sha256)) note(sha256);
  }

  /// Forgets bytes that lie nowhere on this machine and that no page of its cases names.
  ///
  /// @param file address of the bytes
  void forget(String file) throws StoreException {
    if (desk.store().files().file(file).isPresent()) return;
    String hash = FileAddress.parse(file).map(FileAddress::hex).orElse("");
    if (hash.isEmpty() || !desk.pages().of(hash).isEmpty()) return;
    if (known.remove(hash)) note(GONE + hash);
  }

  private void note(String entry) throws StoreException {
    desk.store().drafts().append(KEY, entry.getBytes(StandardCharsets.US_ASCII));
  }
}
