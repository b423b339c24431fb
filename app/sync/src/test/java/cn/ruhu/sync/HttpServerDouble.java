package cn.ruhu.sync;

import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Brief;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/// [ModelServer] behind real HTTP: checks every request's signature and nonce as the contract says,
/// signs every reply, and lets a test spoil the next replies.
final class HttpServerDouble extends Dispatcher {
  static final String TOKEN = "00ff";
  static final Accounts.Person CLERK =
      new Accounts.Person(new UUID(1, 1), "clerk", "Clerk", "CLERK", "110108007");

  final ModelServer model = new ModelServer();
  final SigningKey key = SigningKey.fromBytes(new byte[32]);
  final Queue<UnaryOperator<MockResponse.Builder>> faults = new ConcurrentLinkedQueue<>();
  final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final Set<String> nonces = new HashSet<>();
  private final String deviceKey;
  int passwordAttempts = 5;

  HttpServerDouble(String deviceKey) {
    this.deviceKey = deviceKey;
  }

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    seen.add(request.getMethod() + " " + request.getTarget());
    String nonce = Objects.requireNonNullElse(header(request, Protocol.NONCE), "");
    MockResponse.Builder reply;
    try {
      reply = honest(request, nonce);
    } catch (WireException | IOException e) {
      reply = reply(nonce, 400, Messages.write(Refusal.of("MALFORMED", "")), null);
    }
    UnaryOperator<MockResponse.Builder> fault = faults.poll();
    return (fault == null ? reply : fault.apply(reply)).build();
  }

  private MockResponse.Builder honest(RecordedRequest request, String nonce)
      throws WireException, IOException {
    byte[] body = request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
    String token = header(request, Protocol.TOKEN);
    String bearer = token == null ? null : token.substring("Bearer ".length());
    byte[] text =
        Signatures.requestText(
            request.getMethod(),
            request.getTarget(),
            Hashes.sha256Hex(signed(request, body)),
            nonce,
            Objects.requireNonNullElse(header(request, Protocol.DEVICE), ""),
            bearer);
    if (!Signatures.verify(deviceKey, text, header(request, Protocol.SIGNATURE)))
      return refuse(nonce, 401, Refusal.of("SIGNATURE", ""));
    if (!nonces.add(nonce)) return refuse(nonce, 409, Refusal.of("REPLAY", ""));
    return switch (request.getTarget()) {
      case Protocol.HELLO ->
          reply(
              nonce,
              200,
              Messages.write(new Accounts.Hello(1, "110108", model.epoch, key.publicHex(), "", 5)),
              null);
      case Protocol.ENROL -> enrol(nonce, Messages.read(body, Accounts.Enrol.class));
      case Protocol.LOGIN -> login(nonce, Messages.read(body, Accounts.Login.class));
      default -> {
        if (!TOKEN.equals(bearer)) yield refuse(nonce, 401, Refusal.of("TOKEN", ""));
        Answer answer = work(request, body);
        if (answer instanceof Answer.FileContent c) {
          long to = Long.parseLong(request.getTarget().replaceFirst(".*=", "")) + c.bytes().length;
          yield reply(nonce, c.last() ? 200 : Protocol.FILE_MORE, c.bytes(), to - c.bytes().length)
              .setHeader(Protocol.UPLOAD_LENGTH, c.length());
        }
        yield answer(nonce, answer);
      }
    };
  }

  private MockResponse.Builder enrol(String nonce, Accounts.Enrol request) {
    if (!request.code().equals("ABCD2345")) return refuse(nonce, 403, Refusal.of("ENROL_CODE", ""));
    var answer =
        new Accounts.Enrolled("110108", "Haidian", "001", key.publicHex(), "", List.of(CLERK));
    return reply(nonce, 200, Messages.write(answer), null);
  }

  private MockResponse.Builder login(String nonce, Accounts.Login request) {
    if (!request.password().equals("right"))
      return refuse(
          nonce, 401, new Refusal("PASSWORD", "", null, Map.of(), null, --passwordAttempts));
    return reply(
        nonce,
        200,
        Messages.write(
            new Accounts.LoggedIn(CLERK, TOKEN, 9_999, List.of("A", "pub"), 9_999, 5, null)),
        null);
  }

  /// Of a parcel its line alone.
  private static byte[] signed(RecordedRequest request, byte[] body) {
    if (!request.getTarget().equals(Protocol.PARCEL)) return body;
    int end = 0;
    while (body[end] != '\n') end++;
    return java.util.Arrays.copyOf(body, end + 1);
  }

  private Answer work(RecordedRequest request, byte[] body) throws WireException, IOException {
    String target = request.getTarget();
    if (target.equals(Protocol.PUSH))
      return model.push(PushBody.read(new ByteArrayInputStream(body), PushBody.Limits.STANDARD));
    if (target.equals(Protocol.PULL)) return model.pull(Brief.readRequest(body));
    if (target.equals(Protocol.PARCEL)) return model.parcel(body);
    String address = target.substring(Protocol.FILES.length()).replaceFirst("\\?.*", "");
    if (request.getMethod().equals("HEAD")) {
      return model.standing(address);
    }
    if (request.getMethod().equals("GET")) {
      long from = Long.parseLong(target.substring(target.indexOf('=') + 1));
      return model.get(address, from);
    }
    return model.patch(
        address,
        number(request, Protocol.UPLOAD_LENGTH),
        number(request, Protocol.UPLOAD_OFFSET),
        body);
  }

  private static long number(RecordedRequest request, String name) {
    return Long.parseLong(Objects.requireNonNull(header(request, name)));
  }

  private static @Nullable String header(RecordedRequest request, String name) {
    Headers headers = request.getHeaders();
    return headers.get(name);
  }

  private MockResponse.Builder answer(String nonce, Answer answer) {
    return switch (answer) {
      case Answer.Pushed p -> reply(nonce, 200, Messages.write(p.reply()), null);
      case Answer.Pulled p -> reply(nonce, 200, Messages.write(p.reply()), null);
      case Answer.FileAt at ->
          reply(nonce, at.verified() ? Protocol.FILE_VERIFIED : 204, new byte[0], at.offset());
      case Answer.FilesAt at ->
          reply(nonce, 200, Messages.write(new Parcel.Taken(at.files())), null);
      case Answer.FileContent c -> throw new AssertionError(c);
      case Answer.Refused r -> refuse(nonce, r.status(), r.refusal());
      case Answer.Failed f -> throw new AssertionError(f);
    };
  }

  private MockResponse.Builder refuse(String nonce, int status, Refusal refusal) {
    return reply(nonce, status, Messages.write(refusal), null);
  }

  MockResponse.Builder reply(String nonce, int status, byte[] body, @Nullable Long offset) {
    var reply =
        new MockResponse.Builder()
            .code(status)
            .setHeader(
                Protocol.REPLY_SIGNATURE,
                key.sign(Signatures.replyText(nonce, Hashes.sha256Hex(body), status, offset)));
    if (offset != null) reply.setHeader(Protocol.UPLOAD_OFFSET, offset);
    if (body.length > 0)
      reply.setHeader("Content-Type", Protocol.JSON).body(new Buffer().write(body));
    return reply;
  }
}
