package cn.ruhu.server.backup;

import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.Aead;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The key folder as one file only a passphrase opens: Argon2id, then AES-256-GCM. The first line
/// names both with cost and salt and is bound to the seal.
final class SealedKeys {
  /// Name in the backup.
  static final String NAME = "keys.sealed";

  /// Shortest passphrase taken, in characters.
  static final int PASSPHRASE_MIN = 12;

  private static final int SALT = 16;
  private static final Pattern HEAD =
      Pattern.compile("ruhu-keys-1 argon2id m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d) ([0-9a-f]{32})\n");

  private SealedKeys() {}

  static byte[] seal(Path keys, char[] passphrase, PasswordHash.Cost cost, RandomGenerator random)
      throws IOException {
    Map<String, String> content = new TreeMap<>();
    read(keys).forEach((name, key) -> content.put(name, Hashes.hex(key)));
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] head =
        ("ruhu-keys-1 argon2id " + cost.text() + " " + Hashes.hex(salt) + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] key = PasswordHash.derive(passphrase, salt, cost, Aead.KEY_LENGTH);
    byte[] sealed = Aead.seal(key, head, Messages.write(content), random);
    byte[] out = Arrays.copyOf(head, head.length + sealed.length);
    System.arraycopy(sealed, 0, out, head.length, sealed.length);
    return out;
  }

  /// The keys of a folder by the names of their files.
  static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> keys = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path key : all.toList()) keys.put(key.getFileName().toString(), Files.readAllBytes(key));
    }
    return keys;
  }

  /// The keys of a sealed file by the names of theirs.
  ///
  /// @throws BackupException `PASSPHRASE` when it is the wrong one or the file was changed
  static Map<String, byte[]> open(byte[] file, char[] passphrase) throws BackupException {
    int line = 0;
    while (line < file.length && file[line] != '\n') line++;
    byte[] head = Arrays.copyOf(file, Math.min(line + 1, file.length));
    Matcher m = HEAD.matcher(new String(head, StandardCharsets.US_ASCII));
    if (!m.matches()) throw new BackupException("KEYS_CHANGED", NAME);
    var cost =
        new PasswordHash.Cost(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)));
    byte[] key = PasswordHash.derive(passphrase, Hashes.bytes(m.group(4)), cost, Aead.KEY_LENGTH);
    Map<?, ?> content;
    try {
      byte[] sealed = Arrays.copyOfRange(file, head.length, file.length);
      content = Messages.read(Aead.open(key, head, sealed), Map.class);
    } catch (WireException e) {
      throw new BackupException("PASSPHRASE", NAME);
    }
    Map<String, byte[]> keys = new TreeMap<>();
    for (Map.Entry<?, ?> entry : content.entrySet())
      keys.put(String.valueOf(entry.getKey()), Hashes.bytes(String.valueOf(entry.getValue())));
    return keys;
  }

  /// Lays keys out in a new folder, readable by its owner only.
  static void lay(Map<String, byte[]> keys, Path folder) throws IOException {
    Disk.ownFolder(folder);
    for (Map.Entry<String, byte[]> key : keys.entrySet())
      Disk.writeOwn(folder.resolve(key.getKey()), key.getValue());
    Disk.force(folder);
  }
}
