package cn.ruhu.desktop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What somebody at this machine took out of a scan folder, where scanners' programs leave every
/// file for good: the next person who signs in is not given it. One file of the data folder: a
/// random key, then a keyed digest a line; no name, no content, nobody's id. A lost or broken file
/// means that scans come to the next person once more, never that one is lost. Thread-safe.
final class OfferedScans {
  private static final Logger LOG = LoggerFactory.getLogger(OfferedScans.class);
  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  /// Of the digest, so that a file of a hundred thousand scans has 3 MB.
  private static final int DIGEST_BYTES = 16;

  private final Path file;
  private final Set<String> digests = new HashSet<>();
  private byte[] key = {};

  private OfferedScans(Path file) {
    this.file = file;
  }

  /// @param home data folder
  static OfferedScans of(Path home) {
    return new OfferedScans(home.resolve("scans-offered"));
  }

  /// Whether somebody took these bytes out of this folder.
  ///
  /// @param sha256 64 hex digits
  synchronized boolean has(String folder, String sha256) {
    open();
    return digests.contains(digest(folder, sha256));
  }

  /// Somebody took them: they are kept elsewhere.
  ///
  /// @param sha256 64 hex digits
  synchronized void add(String folder, String sha256) {
    open();
    String digest = digest(folder, sha256);
    if (digests.add(digest)) append(digest);
  }

  private void open() {
    if (key.length > 0) return;
    try {
      if (Files.exists(file)) read(Files.readAllLines(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      LOG.warn("what was taken out of the scan folder is not to be read", e);
    }
    if (key.length > 0) return;
    key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      Files.writeString(
          file, HexFormat.of().formatHex(key) + "\n", StandardCharsets.US_ASCII); // anew, if broken
    } catch (IOException e) {
      LOG.warn("what is taken out of the scan folder is not kept", e);
    }
  }

  /// A line that was cut by the power's end is passed over.
  private void read(List<String> lines) {
    if (lines.isEmpty() || !isHex(lines.getFirst(), KEY_BYTES)) return;
    key = HexFormat.of().parseHex(lines.getFirst());
    for (String line : lines.subList(1, lines.size()))
      if (isHex(line, DIGEST_BYTES)) digests.add(line);
  }

  private static boolean isHex(String line, int bytes) {
    return line.length() == 2 * bytes && line.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  /// Begins with a line's end: one that was cut before spoils none behind it.
  private void append(String digest) {
    try {
      Files.writeString(
          file,
          "\n" + digest + "\n",
          StandardCharsets.US_ASCII,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("what is taken out of the scan folder is not kept", e);
    }
  }

  private String digest(String folder, String sha256) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      byte[] all = mac.doFinal((folder + "\n" + sha256).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
