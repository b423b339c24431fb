package cn.ruhu.store;

import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A small file that is wholly the old one or wholly the new one, whatever happens: written beside
/// it as `.tmp`, forced, renamed. Its first line is the hash of the rest, so a cut or altered file
/// is noticed when it is read.
final class SafeFile {
  private SafeFile() {}

  static void write(Disk disk, Path file, Object message) throws StoreException {
    byte[] body = Messages.write(message);
    byte[] head = (Hashes.sha256Hex(body) + "\n").getBytes(StandardCharsets.US_ASCII);
    Path tmp = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (Disk.Output out = disk.create(tmp)) {
        out.write(head, 0, head.length);
        out.write(body, 0, body.length);
        out.force();
      }
      disk.replace(tmp, file);
    } catch (IOException e) {
      throw StoreException.of("writing " + file.getFileName(), e);
    }
  }

  /// Empty when there is no such file.
  ///
  /// @throws StoreException `DAMAGED_FILE` when it is not what was written
  static <T> Optional<T> read(Path file, Class<T> type) throws StoreException {
    if (!Files.exists(file)) return Optional.empty();
    byte[] all;
    try {
      all = Files.readAllBytes(file);
    } catch (IOException e) {
      throw StoreException.of("reading " + file.getFileName(), e);
    }
    int start = Hashes.HEX_LENGTH + 1;
    if (all.length < start) throw damaged(file);
    byte[] body = Arrays.copyOfRange(all, start, all.length);
    String head = new String(all, 0, Hashes.HEX_LENGTH, StandardCharsets.US_ASCII);
    if (!head.equals(Hashes.sha256Hex(body))) throw damaged(file);
    try {
      return Optional.of(Messages.read(body, type));
    } catch (WireException e) {
      throw new StoreException(
          StoreException.Code.DAMAGED_FILE, String.valueOf(file.getFileName()), e);
    }
  }

  private static StoreException damaged(Path file) {
    return new StoreException(StoreException.Code.DAMAGED_FILE, String.valueOf(file.getFileName()));
  }
}
