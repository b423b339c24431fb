package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Signatures;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Requests a stranger, or a machine gone bad, sends to the port: each is refused with its code,
/// writes nothing, leaves no word of anybody in log or answer, and keeps nobody else waiting.
class AttacksTest {
  private static final String NAME = "标记赵";

  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private District district;
  private TestMachine clerk;
  private TestMachine other;
  private CaseFile file;
  private List<String> before = List.of();

  @BeforeEach
  void start() throws Exception {
    district = new District(data, EmbeddedServer.Config.forTests().withClock(clock::get));
    clerk = district.machine("clerk");
    other = district.machine("clerk2");
    file = District.open(clerk, District.HERE, NAME);
    later(Duration.ofSeconds(1));
    log.start();
    root().addAppender(log);
    before = standing();
  }

  @AfterEach
  void nothingWasWrittenOrSaidAndOthersAreServed() throws Exception {
    root().detachAppender(log);
    try {
      assertEquals(before, standing());
      for (ILoggingEvent event : log.list) {
        assertFalse(event.getLevel().isGreaterOrEqual(Level.ERROR), event.getFormattedMessage());
        assertFalse(event.getFormattedMessage().contains(NAME), event.getFormattedMessage());
      }
      if (other.pullAnswer(10).status() != 200) other.login("clerk2", District.PASSWORD);
      other.pull();
      assertEquals(200, other.pushAnswer(other.body(1, 0)).status());
    } finally {
      other.close();
      clerk.close();
      district.close();
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private void later(Duration time) {
    clock.updateAndGet(t -> t.plus(time));
  }

  /// The feed's head, the rows of every table work is kept in, and the files.
  private List<String> standing() throws Exception {
    String counts =
        district
            .server
            .wiring()
            .database
            .read(tx -> {
              var text = new StringBuilder();
              for (String table :
                  List.of(
                      "feed_commit",
                      "record",
                      "record_history",
                      "op",
                      "op_waiting",
                      "journal",
                      "journal_line",
                      "file",
                      "file_use",
                      "file_offer",
                      "staff",
                      "device",
                      "work_key"))
                text.append(table).append(tx.number("SELECT count(*) AS n FROM " + table));
              return text.toString();
            });
    try (Stream<Path> files = Files.walk(data.resolve("files"))) {
      return Stream.concat(
              Stream.of(counts + " " + district.server.seq()),
              files.filter(Files::isRegularFile).filter(f -> size(f) > 0).map(Path::toString))
          .sorted()
          .toList();
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private void refused(String code, TestMachine.Answer answer, String what) throws Exception {
    assertEquals(code, answer.refusal().code(), what);
    assertFalse(new String(answer.body(), StandardCharsets.UTF_8).contains(NAME), what);
  }

  private byte[] another() throws Exception {
    clerk.lines.add("{}".getBytes(StandardCharsets.UTF_8));
    byte[] body = clerk.body(2, 2).gzip();
    clerk.lines.removeLast();
    return body;
  }

  @Test
  void aRecordedBatchIsTakenOnceAndFromNobodyElse() throws Exception {
    String nonce = Hashes.hex(TestMachine.bytes(16));
    byte[] body = clerk.body(1, 1).gzip();
    byte[] first = clerk.send("POST", Protocol.PUSH, body, Map.of(), nonce).body();
    refused("REPLAY", clerk.send("POST", Protocol.PUSH, body, Map.of(), nonce), "as recorded");
    refused("JOURNAL", other.send("POST", Protocol.PUSH, body, Map.of()), "by another machine");
    assertArrayEquals(
        Messages.read(first, cn.ruhu.wire.PushReply.class).verdicts().toArray(),
        clerk.push(1, 1).verdicts().toArray());
  }

  @Test
  void aPartOfAFileIsTakenOnceAsItWasSigned() throws Exception {
    byte[] part = TestMachine.bytes(100);
    String path = Protocol.FILES + FileAddress.of(TestMachine.bytes(9));
    String nonce = Hashes.hex(TestMachine.bytes(16));
    var headers = TestMachine.part(file.application().orElseThrow().id(), 0, 1_000, false);
    byte[] pull = Messages.write(new cn.ruhu.wire.PullRequest(1, null, Map.of(), 10));
    assertEquals(200, clerk.send("POST", Protocol.PULL, pull, Map.of(), nonce).status());
    refused("SIGNATURE", clerk.send("PATCH", path, part, headers, nonce), "a used nonce");
    var reader = clerk.send("HEAD", path, new byte[0], headers);
    assertEquals("0", reader.response().headers().firstValue(Protocol.UPLOAD_OFFSET).orElse(""));
  }

  @Test
  void onlyTheOneAlgorithmAndTheMachinesOwnKeySign() throws Exception {
    byte[] body = another();
    String nonce = Hashes.hex(TestMachine.bytes(16));
    String device = clerk.device.toString();
    byte[] text = request(Protocol.PUSH, body, nonce, clerk.token);
    String right = clerk.key.sign(text);
    String hex = right.substring(right.indexOf(':') + 1);
    byte[] reply = Signatures.replyText(nonce, Hashes.sha256Hex(body), 200, null);
    for (String signature :
        List.of(
            "",
            "none",
            "none:",
            "none:" + hex,
            "hs256:" + hex,
            "sm2:" + hex,
            "ED25519:" + hex,
            hex,
            "ed25519:",
            "ed25519:" + "0".repeat(128),
            "ed25519:" + hex.toUpperCase(Locale.ROOT),
            "ed25519:" + hex + "00",
            other.key.sign(text),
            clerk.key.sign(reply),
            clerk.key.sign(request(Protocol.PULL, body, nonce, clerk.token)),
            clerk.key.sign(request(Protocol.PUSH, body, nonce, other.token)),
            clerk.key.sign(request(Protocol.PUSH, new byte[0], nonce, clerk.token))))
      refused(
          "SIGNATURE", raw(Protocol.PUSH, body, device, nonce, signature, clerk.token), signature);
  }

  private byte[] request(String path, byte[] body, String nonce, String token) {
    return Signatures.requestText(
        "POST", path, Hashes.sha256Hex(body), nonce, clerk.device.toString(), token);
  }

  private TestMachine.Answer raw(
      String path, byte[] body, String device, String nonce, String signature, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(clerk.url + path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .header(Protocol.DEVICE, device)
            .header(Protocol.NONCE, nonce)
            .header(Protocol.SIGNATURE, signature)
            .header(Protocol.TOKEN, "Bearer " + token)
            .build();
    HttpResponse<byte[]> r = clerk.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new TestMachine.Answer(r.statusCode(), r.body(), r);
  }

  @Test
  void anExpiredAForeignAndAMadeUpTokenOpenNoRoute() throws Exception {
    String own = clerk.token;
    later(Duration.ofHours(12));
    other.login("clerk2", District.PASSWORD);
    String unsigned = "eyJhbGciOiJub25lIn0.eyJyb2xlIjoiQURNSU5fU1lTVEVNIn0.";
    byte[] body = another();
    String path = Protocol.FILES + FileAddress.of(body);
    var headers = TestMachine.part(file.application().orElseThrow().id(), 0, body.length, true);
    for (String token : List.of(own, other.token, unsigned, "' OR '1'='1", "x")) {
      clerk.token = token;
      refused("TOKEN", clerk.send("POST", Protocol.PUSH, body, Map.of()), token);
      refused("TOKEN", clerk.pullAnswer(10), token);
      refused("TOKEN", clerk.send("GET", path, new byte[0], Map.of()), token);
      refused("TOKEN", clerk.send("PATCH", path, body, headers), token);
      assertEquals(401, clerk.send("HEAD", path, new byte[0], headers).status(), token);
      refused("TOKEN", clerk.send("POST", Protocol.WORK_KEY, body, Map.of()), token);
    }
    clerk.token = "";
    refused("TOKEN", clerk.pullAnswer(10), "none");
  }

  @Test
  void noTrickInAPathOrAFilesNameLeavesTheFolder() throws Exception {
    String hex = "a".repeat(64);
    for (String name :
        List.of(
            "../keys/server.key",
            "..%2fkeys%2fserver.key",
            "%2e%2e/%2e%2e/etc/passwd",
            "..%5c..%5cdistrict.db",
            "sha256-" + hex + "%2f..%2f..%2fdistrict.db",
            "sha256-" + hex + "/../../district.db",
            "sha256-" + hex + "%00.jpg",
            "sha256-" + hex + ";/../district.db",
            "sha256-" + hex.toUpperCase(Locale.ROOT),
            "sha256-" + hex + "0",
            "md5-" + hex,
            "%252e%252e%252fdistrict.db",
            "/etc/passwd",
            "CON",
            "%ff%fe",
            "'%20OR%20'1'='1")) {
      var headers = TestMachine.part(file.application().orElseThrow().id(), 0, 3, true);
      for (String method : List.of("GET", "PATCH", "POST", "DELETE")) {
        byte[] body = method.equals("GET") ? new byte[0] : "abc".getBytes(StandardCharsets.UTF_8);
        TestMachine.Answer answer =
            clerk.unsignedReply(method, Protocol.FILES + name, body, headers);
        String said = method + " " + name + " " + answer.status();
        assertTrue(answer.status() >= 400 && answer.status() < 500, said);
        assertTrue(answer.body().length < 300, said);
        assertFalse(
            new String(answer.body(), StandardCharsets.ISO_8859_1).contains("SQLite"), said);
      }
    }
  }

  @Test
  void aSlowBodyIsCutWhenItsTimeIsOverAndOthersAreServedMeanwhile() throws Exception {
    byte[] body = another();
    try (SSLSocket slow = begin(clerk, clerk.token, body, body.length / 2)) {
      assertEquals(200, other.pushAnswer(other.body(1, 0)).status());
      assertEquals(200, clerk.pullAnswer(10).status(), "its own reading goes on");
      later(Duration.ofMinutes(3));
      OutputStream out = slow.getOutputStream();
      out.write(body[body.length / 2]);
      out.flush();
      String answer = statusLine(slow);
      assertTrue(answer.contains(" 408"), answer);
    }
  }

  /// A device's id is no secret: it stands in every op.
  @Test
  void aSlowBodyInTheNameOfAnotherMachineKeepsThatMachineFromNothing() throws Exception {
    byte[] body = another();
    try (SSLSocket _ = begin(clerk, "0".repeat(64), body, body.length / 2)) {
      for (int i = 0; i < 5; i++) {
        assertEquals(200, clerk.pushAnswer(clerk.body(1, 1)).status());
        Thread.sleep(20);
      }
    }
  }

  @Test
  void signInsInTheNameOfAnotherMachineUseUpNothingOfItsShare() throws Exception {
    other.claims = clerk.device;
    for (int i = 0; i < 8; i++) {
      byte[] login = Messages.write(new Accounts.Login("clerk", "wrong", clerk.device));
      other.token = "";
      refused("SIGNATURE", other.send("POST", Protocol.LOGIN, login, Map.of()), "sign-in " + i);
    }
    other.claims = null;
    clerk.login("clerk", District.PASSWORD);
    later(Duration.ofSeconds(1));
    other.login("clerk2", District.PASSWORD);
  }

  /// Whoever knows a device's id could fill the audit log, which nothing is ever taken out of.
  @Test
  void forgedRequestsAreNotedInTheAuditLogNowAndThenNotEachByItself() throws Exception {
    other.claims = clerk.device;
    for (int quarter = 1; quarter <= 3; quarter++) {
      for (int i = 0; i < 5; i++) refused("SIGNATURE", other.pullAnswer(10), "forged " + i);
      assertEquals(quarter, forgeriesNoted());
      later(Duration.ofMinutes(15));
    }
    other.claims = null;
    clerk.claims = other.device;
    refused("SIGNATURE", clerk.pullAnswer(10), "in another's name");
    assertEquals(4, forgeriesNoted(), "each machine for itself");
    clerk.claims = null;
  }

  private long forgeriesNoted() throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx -> tx.number("SELECT count(*) AS n FROM audit WHERE what = 'SIGNATURE_REFUSED'"));
  }

  @Test
  void aMachinesPlaceIsNotTakenOverWithANewCode() throws Exception {
    byte[] enrol =
        Messages.write(
            new Accounts.Enrol(
                district.server.issueCode(), clerk.device, other.key.publicHex(), "taken"));
    String own = other.token;
    other.token = "";
    other.claims = clerk.device;
    refused("ENROL_CODE", other.send("POST", Protocol.ENROL, enrol, Map.of()), "another's id");
    other.claims = null;
    other.token = own;
    assertEquals(200, clerk.pullAnswer(10).status());
  }

  @Test
  void whatASignInClaimsOfItselfIsNotHeard() throws Exception {
    byte[] login =
        ("{\"name\":\"clerk2\",\"password\":\""
                + District.PASSWORD
                + "\",\"device\":\""
                + other.device
                + "\",\"role\":\"ADMIN_SYSTEM\",\"scopes\":[\"pub\",\""
                + District.THERE
                + "\"]}")
            .getBytes(StandardCharsets.UTF_8);
    other.token = "";
    Accounts.LoggedIn in =
        other.send("POST", Protocol.LOGIN, login, Map.of()).as(Accounts.LoggedIn.class);
    assertEquals("WINDOW_CLERK", in.person().role());
    assertFalse(in.scopes().contains(District.THERE));
    other.token = in.token();
  }

  private static String statusLine(SSLSocket socket) throws Exception {
    socket.setSoTimeout(20_000);
    InputStream in = socket.getInputStream();
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) line.append((char) c);
    return line.toString();
  }

  /// Promises a whole push, sends a part of it, and stays.
  private static SSLSocket begin(TestMachine as, String token, byte[] body, int sent)
      throws Exception {
    String head =
        String.join(
            "\r\n",
            "POST " + Protocol.PUSH + " HTTP/1.1",
            "Host: x",
            Protocol.TOKEN + ": Bearer " + token,
            Protocol.DEVICE + ": " + as.device,
            Protocol.NONCE + ": " + "0".repeat(32),
            Protocol.SIGNATURE + ": ed25519:" + "0".repeat(128),
            "Content-Length: " + body.length,
            "",
            "");
    URI uri = URI.create(as.url);
    var socket =
        (SSLSocket)
            as.http.sslContext().getSocketFactory().createSocket(uri.getHost(), uri.getPort());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(Arrays.copyOf(body, sent));
    socket.getOutputStream().flush();
    Thread.sleep(200); // until the server reads it
    return socket;
  }
}
