package cn.ruhu.store;

import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Receipts that came to this machine for people who were not at work: sealed, a folder each, until
/// they sign in. Files of receipts: a name, then a [Bundles.SealedReceipt] a line.
final class ReceiptBox {
  /// lines read of one file
  private static final int LINES_MAX = 10_000;

  private static final String HALF = ".tmp";

  private final Path folder;
  private final Disk disk;

  ReceiptBox(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /// A kept file of receipts.
  record Kept(Path file, List<Bundles.SealedReceipt> receipts) {
    void delete() throws StoreException {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw StoreException.of("clearing receipts", e);
      }
    }
  }

  /// Keeps receipts of one person; the same again takes no more room.
  void keep(UUID user, List<Bundles.SealedReceipt> receipts) throws StoreException {
    byte[] bytes = bytes(receipts);
    try {
      Permissions.folder(folder);
      Permissions.folder(folder.resolve(user.toString()));
      write(disk, folder.resolve(user.toString()).resolve(Hashes.sha256Hex(bytes)), bytes);
    } catch (IOException e) {
      throw StoreException.of("keeping receipts", e);
    }
  }

  /// Those of a person, oldest names first.
  List<Kept> of(UUID user) throws StoreException {
    Path own = folder.resolve(user.toString());
    if (!Files.isDirectory(own)) return List.of();
    var out = new ArrayList<Kept>();
    try (Stream<Path> all = Files.list(own)) {
      for (Path file : all.filter(f -> !f.toString().endsWith(HALF)).sorted().toList())
        out.add(new Kept(file, read(file)));
    } catch (IOException e) {
      throw StoreException.of("looking for receipts", e);
    }
    return out;
  }

  /// A file of receipts, wholly the old one or wholly the new one.
  static void write(Disk disk, Path file, byte[] bytes) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + HALF);
    try (Disk.Output out = disk.create(half)) {
      out.write(bytes, 0, bytes.length);
      out.force();
    }
    disk.replace(half, file);
  }

  static byte[] bytes(List<Bundles.SealedReceipt> receipts) {
    var out = new java.io.ByteArrayOutputStream();
    out.writeBytes((Bundles.RECEIPTS + "\n").getBytes(StandardCharsets.US_ASCII));
    for (Bundles.SealedReceipt r : receipts) {
      out.writeBytes(Messages.write(r));
      out.write('\n');
    }
    return out.toByteArray();
  }

  /// The lines that are whole; empty for a file of another kind.
  static List<Bundles.SealedReceipt> read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in);
    }
  }

  /// As [#read(Path)], of bytes that come from elsewhere.
  static List<Bundles.SealedReceipt> read(InputStream in) throws IOException {
    var out = new ArrayList<Bundles.SealedReceipt>();
    try {
      if (!new String(line(in), StandardCharsets.ISO_8859_1).equals(Bundles.RECEIPTS))
        return List.of();
      while (out.size() < LINES_MAX) {
        byte[] line = line(in);
        if (line.length == 0) break;
        out.add(Messages.read(line, Bundles.SealedReceipt.class));
      }
    } catch (WireException e) {
      org.slf4j.LoggerFactory.getLogger(ReceiptBox.class).info("a receipt is cut off");
    }
    return out;
  }

  /// Without its line feed; empty at the end, for one that is cut, and for one beyond all bounds.
  private static byte[] line(InputStream in) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || out.size() > Bundles.RECEIPT_MAX) return new byte[0];
      out.write(b);
    }
    return out.toByteArray();
  }
}
