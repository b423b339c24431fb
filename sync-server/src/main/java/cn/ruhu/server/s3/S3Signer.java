package cn.ruhu.server.s3;

import cn.ruhu.wire.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS Signature Version 4 for S3, in headers, over the hash of the body: the store checks that
/// what arrived is what was sent ("Authenticating Requests: Using the Authorization Header", Amazon
/// S3 API reference; its four examples are the test). Thread-safe.
final class S3Signer {
  /// Headers of a signed request.
  static final String DATE = "x-amz-date";

  static final String CONTENT_HASH = "x-amz-content-sha256";
  static final String AUTHORIZATION = "Authorization";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  private final String region;
  private final String accessKey;
  private final String secret;

  S3Signer(String region, String accessKey, String secret) {
    this.region = region;
    this.accessKey = accessKey;
    this.secret = secret;
  }

  /// What is signed.
  ///
  /// @param path as it stands in the request, encoded
  /// @param query names and values, not encoded
  /// @param headers by lower-case name, `host` among them
  /// @param bodyHash SHA-256 in hex
  record Ask(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String bodyHash) {}

  /// All headers the request must carry, those given and the signature's own.
  SortedMap<String, String> signed(Ask ask, Instant now) {
    String second = SECOND.format(now);
    var headers = new TreeMap<>(ask.headers());
    headers.put(DATE, second);
    headers.put(CONTENT_HASH, ask.bodyHash());
    String names = String.join(";", headers.keySet());
    String lines =
        headers.entrySet().stream()
            .map(h -> h.getKey() + ":" + h.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join(
            "\n", ask.method(), ask.path(), query(ask.query()), lines, names, ask.bodyHash());
    String day = second.substring(0, DAY);
    String scope = day + "/" + region + "/s3/aws4_request";
    String text = String.join("\n", ALGORITHM, second, scope, Hashes.sha256Hex(bytes(canonical)));
    String signature = Hashes.hex(hmac(key(day), text));
    headers.put(
        AUTHORIZATION,
        ALGORITHM
            + " Credential="
            + accessKey
            + "/"
            + scope
            + ",SignedHeaders="
            + names
            + ",Signature="
            + signature);
    return headers;
  }

  /// A query as it is signed and sent: by name, encoded.
  static String query(Map<String, String> query) {
    return new TreeMap<>(query)
        .entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
  }

  /// Everything but letters, digits and `-._~` as `%XX`.
  static String encoded(String text) {
    var out = new StringBuilder();
    for (byte b : bytes(text)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      if (plain) out.append(c);
      else out.append("%%%02X".formatted((int) c));
    }
    return out.toString();
  }

  private byte[] key(String day) {
    byte[] ofDay = hmac(bytes("AWS4" + secret), day);
    return hmac(hmac(hmac(ofDay, region), "s3"), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HMAC-SHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
