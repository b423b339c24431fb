package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.sync.http.Invitation;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.CertificatePin;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The transport over real TLS sockets, with everything that happens to sockets in the field.
class HttpTransportTest {
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(2_000), Duration.ofSeconds(10));
  private static final UUID DEVICE = new UUID(1, 2);

  private final SigningKey deviceKey = SigningKey.generate(new Random(3));
  private final HttpServerDouble server = new HttpServerDouble(deviceKey.publicHex());
  private final MockWebServer http = new MockWebServer();
  private final MemoryStore store = new MemoryStore(5);
  private final SyncCore core = new SyncCore(store, new Random(6));
  private final Random random = new Random(8);
  private SelfSigned certificate;
  private ServerConnection connection;
  private long now = 1;

  @BeforeEach
  void start() throws Exception {
    certificate = SelfSigned.make();
    http.useHttps(certificate.context().getSocketFactory());
    http.setDispatcher(server);
    http.start();
    connection = connect(CertificatePin.of(certificate.certificate()), server.key.publicHex());
  }

  @AfterEach
  void stop() {
    connection.close();
    http.close();
  }

  private String url() {
    return "https://127.0.0.1:" + http.getPort();
  }

  private ServerConnection connect(CertificatePin pin, @Nullable String serverKey) {
    return new ServerConnection(
        ServerAddress.parse(url(), pin.text()).orElseThrow(),
        DEVICE,
        deviceKey,
        serverKey,
        random,
        SHORT);
  }

  private UUID create(String name) {
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var made = CaseRecord.of(RecordType.PERSON, id, "A", new UUID(3, 3), Map.of("name", name));
    store.save(List.of(RecordChange.create(made)), false, List.of());
    return id;
  }

  private void round(ServerConnection over) throws Exception {
    Transport transport = over.transport(HttpServerDouble.TOKEN);
    core.begin();
    for (int i = 0; i < 200; i++) {
      switch (core.next(now)) {
        case Step.Send s -> core.on(s, transport.send(s), now);
        case Step.Wait w -> now = w.until();
        case Step.Done _ -> {
          return;
        }
      }
    }
    throw new AssertionError("the round does not end");
  }

  /// The first try meets the fault, nothing is acknowledged by it; the round goes through after it.
  private Trouble meets(UnaryOperator<MockResponse.Builder> fault) throws Exception {
    create("a");
    server.faults.add(fault);
    Transport transport = connection.transport(HttpServerDouble.TOKEN);
    core.begin();
    Step.Send push = assertInstanceOf(Step.Push.class, core.next(now));
    Answer answer = transport.send(push);
    core.on(push, answer, now);
    assertEquals(1, store.waiting().ops(), "nothing is acknowledged");
    Trouble trouble = core.trouble().orElseThrow();
    round(connection);
    assertEquals(0, store.waiting().ops());
    assertEquals(1, server.model.applied.size(), "applied once");
    assertEquals(1, store.copies().size());
    return trouble;
  }

  @Test
  void aDownloadAlteredOnItsWayIsRefusedAndComesWhole() throws Exception {
    byte[] form = "<form/>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String address = FileAddress.of(form).text();
    var held = new java.io.ByteArrayOutputStream();
    held.writeBytes(form);
    server.model.files.put(address, held);
    var get = new Step.FileGet(new SyncStore.WantedFile(address, DEVICE, "pub", ""), 0);
    Transport transport = connection.transport(HttpServerDouble.TOKEN);
    server.faults.add(r -> r.body(new Buffer().write("<fern/>".getBytes())));
    var altered = assertInstanceOf(Answer.Failed.class, transport.send(get));
    assertEquals(Trouble.Kind.UNSIGNED, altered.trouble().kind());
    server.faults.add(r -> r.removeHeader(Protocol.REPLY_SIGNATURE));
    var unsigned = assertInstanceOf(Answer.Failed.class, transport.send(get));
    assertEquals(Trouble.Kind.UNSIGNED, unsigned.trouble().kind());
    server.faults.add(r -> r.setHeader(Protocol.UPLOAD_LENGTH, 9));
    var longer = assertInstanceOf(Answer.Failed.class, transport.send(get));
    assertEquals(Trouble.Kind.PROTOCOL, longer.trouble().kind());
    var whole = assertInstanceOf(Answer.FileContent.class, transport.send(get));
    assertEquals(address, FileAddress.of(whole.bytes()).text());
    assertTrue(whole.last());
    assertEquals(form.length, whole.length());
  }

  @Test
  void aPageComesInPiecesOverTheWireAndGoesOnWhereTheLineWasCut() throws Exception {
    byte[] photo = new byte[Protocol.FILE_PIECE_MAX * 2 + 1_000];
    new Random(2).nextBytes(photo);
    String address = FileAddress.of(photo).text();
    var held = new java.io.ByteArrayOutputStream();
    held.writeBytes(photo);
    server.model.files.put(address, held);
    var file = new SyncStore.WantedFile(address, DEVICE, "A", "image/jpeg");
    Transport transport = connection.transport(HttpServerDouble.TOKEN);
    var first =
        assertInstanceOf(Answer.FileContent.class, transport.send(new Step.FileGet(file, 0)));
    assertEquals(Protocol.FILE_PIECE_MAX, first.bytes().length);
    assertFalse(first.last());
    server.faults.add(r -> r.onResponseBody(new SocketEffect.CloseSocket(true, false, false)));
    server.faults.add(r -> r.onResponseBody(new SocketEffect.CloseSocket(true, false, false)));
    var next = new Step.FileGet(file, first.bytes().length);
    assertInstanceOf(Answer.Failed.class, transport.send(next));
    server.faults.clear();
    var second = assertInstanceOf(Answer.FileContent.class, transport.send(next));
    var third =
        assertInstanceOf(
            Answer.FileContent.class,
            transport.send(new Step.FileGet(file, 2L * Protocol.FILE_PIECE_MAX)));
    assertTrue(third.last());
    assertEquals(1_000, third.bytes().length);
    assertEquals(photo.length, second.length());
  }

  @Test
  void carriesWorkAndFilesOverPinnedTls() throws Exception {
    create("a");
    byte[] photo = new byte[1_500_000];
    new Random(1).nextBytes(photo);
    String address = store.put(photo, new UUID(3, 3));
    var page =
        CaseRecord.of(
            RecordType.PAGE, new UUID(4, 4), "A", new UUID(3, 3), Map.of("file", address));
    store.save(List.of(RecordChange.create(page)), false, List.of(address));
    round(connection);
    assertEquals(2, store.copies().size());
    assertTrue(store.received(address));
    assertEquals(2, server.seen.stream().filter(s -> s.startsWith("PATCH")).count());
  }

  @Test
  void anotherCertificateIsNotBelieved() throws Exception {
    var other = SelfSigned.make();
    try (var wrong = connect(CertificatePin.of(other.certificate()), server.key.publicHex())) {
      var result = assertInstanceOf(Result.Unreachable.class, wrong.hello());
      assertEquals(Trouble.Kind.CERTIFICATE, result.trouble().kind());
    }
    assertEquals(0, server.seen.size(), "not a byte of the request left");
  }

  @Test
  void aKeyCanBeLookedAtWithoutBelievingIt() {
    var pin = assertInstanceOf(Result.Given.class, ServerConnection.look(url(), SHORT)).value();
    assertEquals(CertificatePin.of(certificate.certificate()), pin);
    assertEquals(0, server.seen.size());
  }

  @Test
  void aReplyCutInTheMiddleAcknowledgesNothing() throws Exception {
    Trouble t = meets(r -> r.onResponseBody(new SocketEffect.CloseSocket(true, false, false)));
    assertEquals(Trouble.Kind.OFFLINE, t.kind());
  }

  @Test
  void aServerThatHangsUpAtOnceIsOffline() throws Exception {
    assertEquals(
        Trouble.Kind.OFFLINE,
        meets(r -> r.onResponseStart(new SocketEffect.CloseSocket(true, false, false))).kind());
  }

  @Test
  void aStalledReplyTimesOut() throws Exception {
    assertEquals(
        Trouble.Kind.TIMEOUT, meets(r -> r.onResponseStart(SocketEffect.Stall.INSTANCE)).kind());
  }

  @Test
  void aLogInPageOfTheNetworkIsNamedAsSuch() throws Exception {
    UnaryOperator<MockResponse.Builder> portal =
        _ ->
            new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .body("<html>please log in</html>");
    assertEquals(Trouble.Kind.CAPTIVE_PORTAL, meets(portal).kind());
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    assertEquals(
        Trouble.Kind.CAPTIVE_PORTAL,
        meets(_ ->
                new MockResponse.Builder()
                    .code(302)
                    .setHeader("Location", "http://example.invalid/"))
            .kind());
    assertTrue(server.seen.stream().allMatch(s -> s.contains("/v1/")));
  }

  @Test
  void anUnsignedOrWronglySignedReplyIsNotBelieved() throws Exception {
    assertEquals(
        Trouble.Kind.UNSIGNED, meets(r -> r.removeHeader(Protocol.REPLY_SIGNATURE)).kind());
  }

  @Test
  void aReplyChangedOnItsWayIsNotBelieved() throws Exception {
    assertEquals(
        Trouble.Kind.UNSIGNED,
        meets(
                r -> {
                  var body = new Buffer();
                  try {
                    r.getBody().writeTo(body);
                  } catch (java.io.IOException e) {
                    throw new AssertionError(e);
                  }
                  String text = body.readUtf8().replace("APPLIED", "MERGED");
                  return r.body(text);
                })
            .kind());
  }

  @Test
  void aReplyToAnotherRequestIsNotBelieved() throws Exception {
    assertEquals(
        Trouble.Kind.UNSIGNED,
        meets(_ -> server.reply("0".repeat(32), 200, new byte[] {'{', '}'}, null)).kind());
  }

  @Test
  void aPageWithABadSignatureIsNotBelieved() throws Exception {
    create("x");
    server.faults.add(r -> r);
    assertEquals(
        Trouble.Kind.UNSIGNED,
        meetsAfter(r -> r.setHeader(Protocol.REPLY_SIGNATURE, "ed25519:00")).kind());
  }

  private Trouble meetsAfter(UnaryOperator<MockResponse.Builder> fault) throws Exception {
    Transport transport = connection.transport(HttpServerDouble.TOKEN);
    core.begin();
    Step.Send push = assertInstanceOf(Step.Push.class, core.next(now));
    core.on(push, transport.send(push), now);
    server.faults.add(fault);
    Step.Send pull = assertInstanceOf(Step.Pull.class, core.next(now));
    core.on(pull, transport.send(pull), now);
    assertEquals(Map.of(), store.copies());
    return core.trouble().orElseThrow();
  }

  @Test
  void aBusyProxyIsWaitedForAsLongAsItAsks() throws Exception {
    create("a");
    server.faults.add(_ -> new MockResponse.Builder().code(503).setHeader("Retry-After", "600"));
    Transport transport = connection.transport(HttpServerDouble.TOKEN);
    core.begin();
    var push = (Step.Send) core.next(now);
    core.on(push, transport.send(push), now);
    assertEquals(Trouble.Kind.BUSY, core.trouble().orElseThrow().kind());
    assertTrue(((Step.Wait) core.next(now)).until() >= now + 600_000);
  }

  @Test
  void aCutUploadGoesOnFromTheServersOffset() throws Exception {
    byte[] photo = new byte[2_200_000];
    new Random(1).nextBytes(photo);
    String address = store.put(photo, new UUID(3, 3));
    var page =
        CaseRecord.of(
            RecordType.PAGE, new UUID(4, 4), "A", new UUID(3, 3), Map.of("file", address));
    store.save(List.of(RecordChange.create(page)), false, List.of(address));
    for (int i = 0; i < 4; i++) server.faults.add(r -> r);
    server.faults.add(r -> r.onResponseStart(new SocketEffect.CloseSocket(true, false, false)));
    round(connection);
    assertTrue(store.received(address));
    assertEquals(
        3,
        server.seen.stream().filter(s -> s.startsWith("PATCH")).count(),
        "a part whose answer was lost is not sent twice");
  }

  @Test
  void enrolsAndSignsInAndCountsWrongPasswords() {
    try (var fresh = connect(CertificatePin.of(certificate.certificate()), null)) {
      assertInstanceOf(Result.Given.class, fresh.hello());
      assertEquals(
          "ENROL_CODE",
          assertInstanceOf(Result.Refused.class, fresh.enrol("WRONG", "window")).code());
      var enrolled = assertInstanceOf(Result.Given.class, fresh.enrol("ABCD-2345", "window"));
      assertEquals("001", ((Accounts.Enrolled) enrolled.value()).block());
    }
    var refused =
        assertInstanceOf(Result.Refused.class, connection.login("clerk", "no".toCharArray()));
    assertEquals("PASSWORD", refused.code());
    assertEquals(4, refused.attemptsLeft());
    var in = assertInstanceOf(Result.Given.class, connection.login("clerk", "right".toCharArray()));
    assertEquals(HttpServerDouble.TOKEN, ((Accounts.LoggedIn) in.value()).token());
  }

  @Test
  void aServerThatIsNotThereIsOffline() {
    http.close();
    var r = assertInstanceOf(Result.Unreachable.class, connection.hello());
    assertEquals(Trouble.Kind.OFFLINE, r.trouble().kind());
  }

  @Test
  void anOldTokenAsksForThePerson() throws Exception {
    create("a");
    Transport transport = connection.transport("aa");
    core.begin();
    var push = (Step.Send) core.next(now);
    core.on(push, transport.send(push), now);
    assertEquals(Trouble.Kind.SIGN_IN, core.trouble().orElseThrow().kind());
    assertInstanceOf(Step.Done.class, core.next(now));
  }

  @Test
  void addressesWithoutPinOrToElsewhereInPlainTextAreRefused() {
    assertTrue(ServerAddress.parse("https://10.0.0.1:8443", null).isEmpty());
    assertTrue(ServerAddress.parse("http://10.0.0.1:8443", null).isEmpty());
    assertTrue(ServerAddress.parse("http://127.0.0.1.evil.example", null).isEmpty());
    assertTrue(ServerAddress.parse("ftp://127.0.0.1", null).isEmpty());
    assertTrue(ServerAddress.parse("https://h/path", "sha256-" + "0".repeat(64)).isEmpty());
    assertTrue(ServerAddress.parse("nonsense", "sha256-" + "0".repeat(64)).isEmpty());
    assertTrue(ServerAddress.parse("http://127.0.0.1:80/", null).isPresent());
    assertFalse(ServerAddress.parse("https://h:1", "sha256-" + "0".repeat(64)).isEmpty());
  }

  @Test
  void readsTheEnrolmentSheet() {
    String pin = CertificatePin.of(certificate.certificate()).text();
    String sheet = "ruhu-enrol-1\n" + url() + "\n" + pin + "\nABCD2345";
    Invitation read = Invitation.parse(sheet + "\n").orElseThrow();
    assertEquals("ABCD2345", read.code());
    assertEquals(sheet, read.text());
    assertFalse(read.toString().contains("ABCD"));
    for (String bad :
        List.of(
            "",
            "https://h",
            sheet.replace("-1", "-2"),
            sheet.replace(pin, "sha256-00"),
            sheet.replace("ABCD2345", ""))) assertTrue(Invitation.parse(bad).isEmpty(), bad);
  }

  @Test
  void aSlowButLivingLineIsNotCut() throws Exception {
    create("a");
    server.faults.add(r -> r.throttleBody(64, 50, TimeUnit.MILLISECONDS));
    round(connection);
    assertTrue(core.trouble().isEmpty());
  }
}
