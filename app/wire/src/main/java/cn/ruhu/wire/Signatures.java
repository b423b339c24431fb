package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/// The texts that are signed, and their verification. A text names its purpose and algorithms in
/// its first line, so a signature made for one purpose is worth nothing for another.
public final class Signatures {
  private static final String NONE = "-";
  private static final int LENGTH = 64;

  /// of [#LENGTH] bytes, in the one way there is: the last character has four bits to spare
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_-]{85}[AQgw]");

  private Signatures() {}

  /// What a device signs for each request ([Protocol#SIGNATURE]).
  ///
  /// @param method `GET`, `POST`, `HEAD`, `PATCH`
  /// @param path path and query as sent, e.g. `/v1/push`
  /// @param bodyHash [Hashes#sha256Hex] of the body as sent (after compression), of nothing if
  ///   none; of a [Parcel] its line, which names the hash of everything behind it
  /// @param nonce 16 bytes as text, used once
  /// @param device device id
  /// @param token bearer token without the word `Bearer`, null before sign-in
  public static byte[] requestText(
      String method,
      String path,
      String bodyHash,
      String nonce,
      String device,
      @Nullable String token) {
    return text(
        "ruhu-request-1", method, path, bodyHash, nonce, device, token == null ? NONE : token);
  }

  /// What the server signs for each reply ([Protocol#REPLY_SIGNATURE]).
  ///
  /// @param nonce the request's
  /// @param bodyHash [Hashes#sha256Hex] of the reply's body before any transport compression
  /// @param status HTTP status
  /// @param offset value of [Protocol#UPLOAD_OFFSET] in the reply, null when it has none
  public static byte[] replyText(String nonce, String bodyHash, int status, @Nullable Long offset) {
    return text(
        "ruhu-reply-1",
        nonce,
        bodyHash,
        Integer.toString(status),
        offset == null ? NONE : Long.toString(offset));
  }

  /// What the server signs of its audit log from time to time.
  ///
  /// @param seq newest line of the log
  /// @param hash its hash
  /// @param epoch lineage of the feed
  /// @param feed newest commit
  /// @param feedHash its hash
  /// @param at milliseconds since 1970
  /// @param before hash of the checkpoint before
  public static byte[] checkpointText(
      long seq, String hash, String epoch, long feed, String feedHash, long at, String before) {
    return text(
        "ruhu-audit-checkpoint-1",
        Long.toString(seq),
        hash,
        epoch,
        Long.toString(feed),
        feedHash,
        Long.toString(at),
        before);
  }

  /// What a machine signs for a bundle it made.
  ///
  /// @param manifest its exact bytes
  public static byte[] bundleText(String bundle, byte[] manifest) {
    return text("ruhu-bundle-1", bundle, Hashes.sha256Hex(manifest));
  }

  /// What the server signs for each receipt of a bundle.
  ///
  /// @param receipt its exact bytes
  public static byte[] receiptText(String bundle, byte[] receipt) {
    return text("ruhu-receipt-1", bundle, Hashes.sha256Hex(receipt));
  }

  /// What the server signs for a questionnaire it published: a record that names other bytes, or
  /// another version, does not verify.
  ///
  /// @param hash of the package
  /// @param file address of its bytes
  /// @param publishedAt as the record has it
  public static byte[] formText(
      String formId, String version, String hash, String file, String publishedAt) {
    return text("ruhu-form-1", formId, version, hash, file, publishedAt);
  }

  /// What the server signs for a questionnaire's being in use or not: one that was taken out of use
  /// does not verify as one that is in use.
  ///
  /// @param seal the signature over {@link #formText}
  /// @param state as the record has it, `PUBLISHED` or `RETIRED`
  /// @param at since when
  public static byte[] formStateText(String seal, String state, String at) {
    return text("ruhu-form-state-1", seal, state, at);
  }

  /// False for a wrong signature, a malformed one, an unknown algorithm or a bad key; never throws.
  ///
  /// @param publicHex raw Ed25519 key, 64 hex digits
  /// @param signature as [SigningKey#sign] or [SigningKey#signShort] wrote it; null counts as wrong
  public static boolean verify(String publicHex, byte[] text, @Nullable String signature) {
    String prefix = Protocol.SIGN + ":";
    if (signature == null || !signature.startsWith(prefix)) return false;
    byte[] raw = raw(signature.substring(prefix.length()));
    if (raw.length != LENGTH || !Hashes.isHex(publicHex)) return false;
    return Ed25519.verify(raw, 0, Hashes.bytes(publicHex), 0, text, 0, text.length);
  }

  private static byte[] raw(String text) {
    if (Hashes.isHex(text, 2 * LENGTH)) return Hashes.bytes(text);
    return BASE64.matcher(text).matches() ? Base64.getUrlDecoder().decode(text) : new byte[0];
  }

  private static byte[] text(String purpose, String... lines) {
    return (purpose
            + " "
            + Protocol.SIGN
            + " "
            + Protocol.HASH
            + "\n"
            + String.join("\n", lines)
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
