package cn.ruhu.server.http;

import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.files.FileStock;
import cn.ruhu.wire.Brief;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes replies, each under one signature of the server that covers the request's nonce, the
/// status, the offset and the body.
final class Reply {
  private static final Map<String, Integer> STATUS =
      Map.ofEntries(
          Map.entry("LINEAGE", 409),
          Map.entry("FORK", 409),
          Map.entry("GAP", 409),
          Map.entry("CHAIN", 409),
          Map.entry("OFFSET", 409),
          Map.entry("JOURNAL", 403),
          Map.entry("SIGNATURE", 401),
          Map.entry("TOKEN", 401),
          Map.entry("REPLAY", 401),
          Map.entry("DEVICE", 401),
          Map.entry("PASSWORD", 401),
          Map.entry("LOCKED", 423),
          Map.entry("PASSWORD_FIRST", 403),
          Map.entry("PASSWORD_OVER", 403),
          Map.entry("PASSWORD_SHORT", 422),
          Map.entry("PASSWORD_LONG", 422),
          Map.entry("PASSWORD_COMMON", 422),
          Map.entry("PASSWORD_HAS_LOGIN", 422),
          Map.entry("PASSWORD_SAME", 422),
          Map.entry("WIPE", 403),
          Map.entry("RIGHT", 403),
          Map.entry("ROLE", 403),
          Map.entry("NOBODY", 404),
          Map.entry("SELF", 409),
          Map.entry("LAST_ADMIN", 409),
          Map.entry("LOGIN_TAKEN", 409),
          Map.entry("LOGIN_FORM", 422),
          Map.entry("NAME_MISSING", 422),
          Map.entry("NAME_LONG", 422),
          Map.entry("HOME_MISSING", 422),
          Map.entry("HOME_UNFIT", 422),
          Map.entry("HOME_UNKNOWN", 422),
          Map.entry("STREET_UNKNOWN", 422),
          Map.entry("AGENCY_UNKNOWN", 422),
          Map.entry("REASON", 422),
          Map.entry("FORM", 422),
          Map.entry("FORM_VERSION", 409),
          Map.entry("ENROL_CODE", 403),
          Map.entry("MACHINE", 403),
          Map.entry("SIGN_IN", 403),
          Map.entry("NEVER_HERE", 403),
          Map.entry("SCOPE", 403),
          Map.entry("BLOCKS", 503),
          Map.entry("BUSY", 503),
          Map.entry("TOO_MANY", 429),
          Map.entry("TOO_LARGE", 413),
          Map.entry("MALFORMED", 400),
          Map.entry("CUT", 400),
          Map.entry("VERSION", 400),
          Map.entry("FILE", 404),
          Map.entry("PATH", 404),
          Map.entry("FILE_HASH", 422),
          Map.entry("WORK_KEY", 422),
          Map.entry("BADGE", 422),
          Map.entry("BADGE_NONE", 404),
          Map.entry("SLOW", 408),
          Map.entry("DISK", 507),
          Map.entry("INTERNAL", 500));

  private static final HeaderName PREFER = HeaderNames.create(Brief.PREFER);

  private final SigningKey key;
  private final ServerResponse response;
  private final String nonce;
  private final boolean brief;
  private int status;

  Reply(SigningKey key, ServerRequest request, ServerResponse response) {
    this.key = key;
    this.response = response;
    this.brief = request.headers().first(PREFER).filter(Brief.MINIMAL::equals).isPresent();
    this.nonce = request.headers().first(HeaderNames.create(Protocol.NONCE)).orElse("");
  }

  void message(Object message) {
    text(Messages.write(message));
  }

  void text(byte[] message) {
    write(200, message, null);
  }

  /// Whether the asker takes the short text ([Brief]) and the short signature.
  boolean brief() {
    return brief;
  }

  void refusal(Refusal refusal) {
    Long offset = null;
    boolean tells = refusal.code().equals("OFFSET") || refusal.code().equals("FILE_HASH");
    if (tells) offset = Long.parseLong(refusal.detail());
    if (offset != null)
      response.header(HeaderNames.create(Protocol.UPLOAD_OFFSET), Long.toString(offset));
    if (refusal.retryAfterMs() != null) {
      long seconds = Math.max(1, (refusal.retryAfterMs() + 999) / 1000);
      response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds));
    }
    int status = STATUS.getOrDefault(refusal.code(), 400);
    write(status, Messages.write(refusal), offset);
  }

  private void write(int status, byte[] body, @Nullable Long offset) {
    sign(status, Hashes.sha256Hex(body), offset);
    response.header(HeaderNames.CONTENT_TYPE, Protocol.JSON);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.status(Status.create(status)).send(body);
  }

  /// Where an upload stands; no body. A file that is here whole and right is said by the status,
  /// which is signed.
  ///
  /// @param unfinished status while it is not
  void standing(int unfinished, FileDesk.Standing standing) {
    long offset = standing.offset();
    boolean complete = standing.complete();
    int status = complete ? Protocol.FILE_VERIFIED : unfinished;
    response.header(HeaderNames.create(Protocol.UPLOAD_OFFSET), Long.toString(offset));
    response.header(HeaderNames.create(Protocol.UPLOAD_COMPLETE), complete ? "?1" : "?0");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    sign(status, Hashes.sha256Hex(), offset);
    response.status(Status.create(status)).send();
  }

  /// Only the status, for a HEAD that must not carry a body.
  void bare(Refusal refusal) {
    int status = STATUS.getOrDefault(refusal.code(), 400);
    sign(status, Hashes.sha256Hex(), null);
    response.status(Status.create(status)).send();
  }

  /// A whole file; its name is its hash, so the signature covers content that is still being read.
  void file(FileDesk.Content content, String hash) throws IOException {
    sign(200, hash, null);
    response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
    response.header(HeaderNames.CONTENT_LENGTH, Long.toString(content.length()));
    try (OutputStream out = response.outputStream()) {
      content.source().to(out);
    }
  }

  /// Some bytes of a file; the status says whether more follow.
  void piece(FileStock.Piece piece) {
    int status = piece.last() ? 200 : Protocol.FILE_MORE;
    sign(status, Hashes.sha256Hex(piece.bytes()), piece.from());
    response.header(HeaderNames.create(Protocol.UPLOAD_OFFSET), Long.toString(piece.from()));
    response.header(HeaderNames.create(Protocol.UPLOAD_LENGTH), Long.toString(piece.length()));
    response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.status(Status.create(status)).send(piece.bytes());
  }

  /// Status of each refusal, by its code.
  static Map<String, Integer> statuses() {
    return STATUS;
  }

  /// Codes of refusals that are known.
  static boolean isCode(String code) {
    return STATUS.containsKey(code);
  }

  /// Status that was answered, 0 before.
  int status() {
    return status;
  }

  private void sign(int status, String bodyHash, @Nullable Long offset) {
    this.status = status;
    byte[] text = Signatures.replyText(nonce, bodyHash, status, offset);
    response.header(
        HeaderNames.create(Protocol.REPLY_SIGNATURE), brief ? key.signShort(text) : key.sign(text));
  }
}
