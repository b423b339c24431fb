package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One page key of the district: its number, printed in each code, and its secret bytes. Several
/// may be held at once, so that pages printed before a change of keys still come home.
///
/// Immutable, thread-safe. Neither [#toString] nor an exception shows the secret.
public final class PageKey {
  /// Bytes of the truncated tag in a code (HMAC-SHA-256 cut to 80 bits).
  static final int TAG = 10;

  private static final Pattern ID =
      Pattern.compile("[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]");
  private static final Pattern SECRET = Pattern.compile("(?:[0-9a-f]{2}){16,64}");
  private static final byte[] DOMAIN = "ruhu page 1\n".getBytes(StandardCharsets.US_ASCII);

  private final int id;
  private final byte[] secret;

  /// @param id 0 to 255
  /// @param secret 16 to 64 bytes, copied
  /// @throws IllegalArgumentException when out of range
  public PageKey(int id, byte[] secret) {
    if (id < 0 || id > 255) throw new IllegalArgumentException("key id " + id);
    if (secret.length < 16 || secret.length > 64)
      throw new IllegalArgumentException("key of " + secret.length + " bytes");
    this.id = id;
    this.secret = secret.clone();
  }

  /// The keys of the district's records, newest first; one that is no key is passed over.
  ///
  /// @param records of type [RecordType#PAGE_KEY]; others are passed over
  public static List<PageKey> all(Collection<CaseRecord> records) {
    return records.stream()
        .flatMap(r -> of(r).stream())
        .sorted(Comparator.comparingInt(PageKey::id).reversed())
        .toList();
  }

  private static Optional<PageKey> of(CaseRecord r) {
    boolean sound =
        r.type() == RecordType.PAGE_KEY
            && ID.matcher(r.text("keyId")).matches()
            && SECRET.matcher(r.text("secret")).matches();
    return sound
        ? Optional.of(
            new PageKey(
                Integer.parseInt(r.text("keyId")), HexFormat.of().parseHex(r.text("secret"))))
        : Optional.empty();
  }

  /// Number of the key, 0 to 255.
  public int id() {
    return id;
  }

  byte[] tag(char layout, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(DOMAIN);
      mac.update((byte) layout);
      mac.update(body);
      return Arrays.copyOf(mac.doFinal(), TAG);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
    }
  }

  /// `PageKey 3`, never the secret.
  @Override
  public String toString() {
    return "PageKey " + id;
  }
}
