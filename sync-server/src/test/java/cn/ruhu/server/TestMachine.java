package cn.ruhu.server;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A machine with one person signed in, speaking to a real port: signs, journals, pushes, pulls.
final class TestMachine implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();
  static final Ids IDS = Ids.seeded(InstantSource.system(), RANDOM);

  /// where it sends its requests
  String url;

  final HttpClient http;
  final UUID device = IDS.next();
  final SigningKey key = SigningKey.generate(RANDOM);
  String serverKey = "";
  String block = "";
  String journal = Hashes.hex(bytes(16));
  final List<byte[]> lines = new ArrayList<>();
  String token = "";
  Accounts.@Nullable Person person;
  @Nullable Witness witness;
  Map<String, Cursor> cursors = new TreeMap<>();
  final Map<UUID, WireRecord> copies = new LinkedHashMap<>();
  final List<String> receipts = new ArrayList<>();
  List<String> scopes = List.of();

  /// next requests claim to come from this device instead
  @Nullable UUID claims;

  TestMachine(String url, X509Certificate certificate) throws Exception {
    this.url = url;
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    this.http =
        HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(10)).build();
  }

  /// A machine that is enrolled and signed in.
  static TestMachine of(EmbeddedServer server, String login, String password) throws Exception {
    var machine = new TestMachine(server.url(), server.certificate());
    machine.enrol(server.issueCode());
    machine.login(login, password);
    return machine;
  }

  static byte[] bytes(int n) {
    byte[] out = new byte[n];
    RANDOM.nextBytes(out);
    return out;
  }

  record Answer(int status, byte[] body, HttpResponse<byte[]> response) {
    Refusal refusal() throws Exception {
      return Messages.read(body, Refusal.class);
    }

    <T> T as(Class<T> type) throws Exception {
      if (status != 200) throw new AssertionError(status + " " + new String(body, "UTF-8"));
      return Messages.read(body, type);
    }
  }

  /// A signed request.
  Answer send(String method, String path, byte[] body, Map<String, String> headers)
      throws Exception {
    return send(method, path, body, headers, Hashes.hex(bytes(16)));
  }

  /// As [#send]; the answer may be the library's own, which nobody signs.
  Answer unsignedReply(String method, String path, byte[] body, Map<String, String> headers)
      throws Exception {
    String key = serverKey;
    serverKey = "";
    try {
      return send(method, path, body, headers);
    } finally {
      serverKey = key;
    }
  }

  Answer send(String method, String path, byte[] body, Map<String, String> headers, String nonce)
      throws Exception {
    return send(method, path, body, body, headers, nonce);
  }

  /// @param signed what the signature covers
  private Answer send(
      String method,
      String path,
      byte[] signed,
      byte[] body,
      Map<String, String> headers,
      String nonce)
      throws Exception {
    String me = (claims == null ? device : claims).toString();
    String bearer = token.isEmpty() ? null : token;
    String signature =
        key.sign(Signatures.requestText(method, path, Hashes.sha256Hex(signed), nonce, me, bearer));
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .header(Protocol.DEVICE, me)
            .header(Protocol.NONCE, nonce)
            .header(Protocol.SIGNATURE, signature);
    if (bearer != null) request.header(Protocol.TOKEN, "Bearer " + bearer);
    headers.forEach(request::header);
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    checkReply(response, nonce, path);
    return new Answer(response.statusCode(), response.body(), response);
  }

  private void checkReply(HttpResponse<byte[]> response, String nonce, String path) {
    if (serverKey.isEmpty()) return;
    Long offset =
        response.headers().firstValue(Protocol.UPLOAD_OFFSET).map(Long::parseLong).orElse(null);
    byte[] text =
        Signatures.replyText(
            nonce, Hashes.sha256Hex(response.body()), response.statusCode(), offset);
    Optional<String> signature = response.headers().firstValue(Protocol.REPLY_SIGNATURE);
    if (!Signatures.verify(serverKey, text, signature.orElse(null)))
      throw new AssertionError("reply to " + path + " is not signed");
  }

  Answer enrolAnswer(String code) throws Exception {
    return enrolAnswer(code, "test");
  }

  Answer enrolAnswer(String code, String name) throws Exception {
    return send(
        "POST",
        Protocol.ENROL,
        Messages.write(new Accounts.Enrol(code, device, key.publicHex(), name)),
        Map.of());
  }

  Accounts.Enrolled enrol(String code) throws Exception {
    Accounts.Enrolled enrolled = enrolAnswer(code).as(Accounts.Enrolled.class);
    serverKey = enrolled.serverKey();
    block = enrolled.block();
    return enrolled;
  }

  Answer loginAnswer(String login, String password) throws Exception {
    token = "";
    return send(
        "POST",
        Protocol.LOGIN,
        Messages.write(new Accounts.Login(login, password, device)),
        Map.of());
  }

  Accounts.LoggedIn login(String login, String password) throws Exception {
    return entered(loginAnswer(login, password).as(Accounts.LoggedIn.class));
  }

  Answer chooseAnswer(String login, String password, String fresh) throws Exception {
    token = "";
    return send(
        "POST",
        Protocol.PASSWORD,
        Messages.write(new Accounts.NewPassword(login, password, device, fresh)),
        Map.of());
  }

  /// Signs in with a password that was given, and sets an own one.
  Accounts.LoggedIn choose(String login, String password, String fresh) throws Exception {
    return entered(chooseAnswer(login, password, fresh).as(Accounts.LoggedIn.class));
  }

  private Accounts.LoggedIn entered(Accounts.LoggedIn in) {
    token = in.token();
    person = in.person();
    scopes = in.scopes();
    return in;
  }

  /// Asks with a message.
  Answer ask(String path, Object message) throws Exception {
    return send("POST", path, Messages.write(message), Map.of());
  }

  /// Asks to hand in what this machine's person wrote on it, without a password.
  Answer handInAnswer(UUID whose) throws Exception {
    token = "";
    return send(
        "POST", Protocol.HAND_IN, Messages.write(new Accounts.HandIn(whose, device)), Map.of());
  }

  Accounts.LoggedIn handIn() throws Exception {
    Accounts.LoggedIn in = handInAnswer(staff()).as(Accounts.LoggedIn.class);
    token = in.token();
    scopes = in.scopes();
    return in;
  }

  UUID staff() {
    return java.util.Objects.requireNonNull(person).id();
  }

  Op op(String kind, boolean atomic, List<Change> changes) {
    return op(IDS.next(), kind, atomic, changes);
  }

  Op op(UUID id, String kind, boolean atomic, List<Change> changes) {
    long now = System.currentTimeMillis();
    return new Op(
        id,
        lines.size() + 1,
        staff(),
        device,
        "test",
        1,
        kind,
        null,
        now,
        0,
        0,
        atomic,
        changes,
        List.of());
  }

  /// Journals an op.
  byte[] add(Op op) throws Exception {
    byte[] line = OpCodec.write(op);
    lines.add(line);
    return line;
  }

  PushBody body(int from, int to) {
    String hash = cn.ruhu.wire.Chain.start(journal);
    for (int i = 0; i < from - 1; i++) hash = cn.ruhu.wire.Chain.next(hash, lines.get(i));
    return PushBody.of(journal, from, hash, lines.subList(from - 1, to), witness, cursors);
  }

  Answer pushAnswer(PushBody body) throws Exception {
    return send("POST", Protocol.PUSH, body.gzip(), Map.of());
  }

  /// Pushes journal lines `from`…`to`.
  PushReply push(int from, int to) throws Exception {
    PushReply reply = pushAnswer(body(from, to)).as(PushReply.class);
    witness = reply.witness();
    return reply;
  }

  /// Journals and pushes one op.
  Verdict take(Op op) throws Exception {
    add(op);
    return push(lines.size(), lines.size()).verdicts().getFirst();
  }

  Verdict save(RecordChange... changes) throws Exception {
    return take(op("save", false, wire(changes)));
  }

  static List<Change> wire(RecordChange... changes) {
    return java.util.Arrays.stream(changes).map(OpCodec::change).toList();
  }

  Answer pullAnswer(int limit) throws Exception {
    return pullAnswer(limit, List.of());
  }

  private Answer pullAnswer(int limit, List<UUID> waits) throws Exception {
    return send(
        "POST",
        Protocol.PULL,
        Messages.write(new PullRequest(1, witness, cursors, limit, waits)),
        Map.of());
  }

  /// What a pull tells of ops that waited.
  List<Verdict> told(List<UUID> waits) throws Exception {
    return pullAnswer(1, waits).as(PullReply.class).told();
  }

  /// What a pull tells of ops that came too late.
  List<cn.ruhu.wire.LateNews> late(List<UUID> ops) throws Exception {
    return pullAnswer(1, ops).as(PullReply.class).late();
  }

  /// Pulls until nothing more waits.
  void pull() throws Exception {
    pull(500);
  }

  int pull(int limit) throws Exception {
    for (int pages = 1; ; pages++) {
      PullReply reply = pullAnswer(limit).as(PullReply.class);
      reply.records().forEach(r -> copies.put(r.id(), r));
      reply
          .exits()
          .forEach(e -> {
            WireRecord copy = copies.get(e.id());
            if (copy != null && copy.scope().equals(e.scope())) copies.remove(e.id());
          });
      copies.values().removeIf(r -> !reply.scopes().contains(r.scope()));
      cursors = new TreeMap<>(reply.cursors());
      witness = reply.witness();
      scopes = reply.scopes();
      receipts.addAll(reply.receipts());
      if (!reply.more()) return pages;
    }
  }

  /// Headers of a part of a file that is sent.
  static Map<String, String> part(UUID caseId, long offset, long length, boolean last) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(Protocol.FILE_CASE, caseId.toString());
    headers.put(Protocol.UPLOAD_OFFSET, Long.toString(offset));
    headers.put(Protocol.UPLOAD_LENGTH, Long.toString(length));
    headers.put(Protocol.UPLOAD_COMPLETE, last ? "?1" : "?0");
    headers.put("Content-Type", Protocol.PART);
    return headers;
  }

  /// Sends a whole file in one part.
  Answer sendFile(UUID caseId, byte[] content) throws Exception {
    return send(
        "PATCH",
        Protocol.FILES + FileAddress.of(content),
        content,
        part(caseId, 0, content.length, true));
  }

  /// Sends files together.
  ///
  /// @param contents of its files, in their order
  Answer sendParcel(Parcel parcel, List<byte[]> contents) throws Exception {
    return sendParcel(parcel.line(), parcel.line(), contents);
  }

  /// @param signed what is signed instead of the line
  Answer sendParcel(byte[] signed, byte[] line, List<byte[]> contents) throws Exception {
    var body = new ByteArrayOutputStream();
    body.writeBytes(line);
    contents.forEach(body::writeBytes);
    return send(
        "POST",
        Protocol.PARCEL,
        signed,
        body.toByteArray(),
        Map.of("Content-Type", Protocol.PARCEL_TYPE),
        Hashes.hex(bytes(16)));
  }

  /// A file's content; its hash is in the reply's signature.
  byte[] file(String address) throws Exception {
    Answer answer = send("GET", Protocol.FILES + address, new byte[0], Map.of());
    if (answer.status() != 200) throw new AssertionError("file: " + answer.status());
    return answer.body();
  }

  @Nullable String seen(UUID record, String field) {
    WireRecord copy = copies.get(record);
    return copy == null ? null : copy.fields().get(field);
  }

  List<WireRecord> seen(String type) {
    return copies.values().stream().filter(r -> r.type().equals(type)).toList();
  }

  @Override
  public void close() {
    http.close();
  }
}
