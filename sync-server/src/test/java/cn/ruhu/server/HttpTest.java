package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Brief;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.Verdict;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
  private static final Map<String, String> BRIEFLY = Map.of(Brief.PREFER, Brief.MINIMAL);

  @TempDir Path data;
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private District district;
  private TestMachine clerk;

  @BeforeEach
  void start() throws Exception {
    district = new District(data);
    clerk = district.machine("clerk");
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  @Test
  void helloNamesTheServerAndHealthItsNewestCommit() throws Exception {
    Accounts.Hello hello =
        clerk.send("GET", Protocol.HELLO, new byte[0], Map.of()).as(Accounts.Hello.class);
    assertEquals(Protocol.VERSION, hello.protocol());
    assertEquals(clerk.serverKey, hello.serverKey());
    TestMachine.Answer health = clerk.send("GET", "/health", new byte[0], Map.of());
    assertTrue(
        new String(health.body(), StandardCharsets.UTF_8)
            .contains("\"seq\":" + district.server.seq()));
  }

  @Test
  void whoPrefersItIsAnsweredBriefly() throws Exception {
    District.open(clerk, District.HERE, "王芳");
    PushBody push = clerk.body(1, 1);
    PushReply verdicts = clerk.pushAnswer(push).as(PushReply.class);
    TestMachine.Answer again = clerk.send("POST", Protocol.PUSH, push.gzip(), BRIEFLY);
    assertEquals(verdicts.verdicts(), Brief.readReply(push, again.body()).verdicts());
    clerk.pull();
    var asked = new PullRequest(1, clerk.witness, clerk.cursors, 10);
    TestMachine.Answer brief = clerk.send("POST", Protocol.PULL, Brief.write(asked), BRIEFLY);
    assertTrue(brief.body().length < 60, new String(brief.body(), StandardCharsets.UTF_8));
    PullReply page = Brief.readReply(asked, brief.body());
    assertEquals(clerk.cursors, page.cursors());
    assertEquals(Set.copyOf(clerk.scopes), Set.copyOf(page.scopes()));
    district.server.setActive(clerk.staff(), false);
    PullReply closed =
        Brief.readReply(
            asked, clerk.send("POST", Protocol.PULL, Brief.write(asked), BRIEFLY).body());
    assertEquals(List.of(), closed.scopes());
    assertEquals(Map.of(), closed.cursors());
  }

  /// Every tenth of a push's body, and its last byte: nothing is taken in, and the journal goes on.
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 50, 80, 99})
  void aBodyCutAnywhereChangesNothing(int percent) throws Exception {
    District.open(clerk, District.HERE, "王芳");
    long seq = district.server.seq();
    byte[] whole = clerk.body(1, 1).gzip();
    int cut = Math.max(1, whole.length * percent / 100);
    TestMachine.Answer refused =
        clerk.send("POST", Protocol.PUSH, Arrays.copyOf(whole, cut), Map.of());
    assertEquals("MALFORMED", refused.refusal().code());
    sendHalf(whole, cut);
    assertEquals(seq, district.server.seq());
    assertEquals(200, pushedAfterTheCut().status());
  }

  /// The server is told of a hang-up by its system, a moment later; until then the next push of the
  /// machine waits behind it.
  private TestMachine.Answer pushedAfterTheCut() throws Exception {
    TestMachine.Answer answer = clerk.pushAnswer(clerk.body(1, 1));
    for (int i = 0; i < 100 && answer.status() == 503; i++) {
      Thread.sleep(20);
      answer = clerk.pushAnswer(clerk.body(1, 1));
    }
    return answer;
  }

  /// The lines behind a push may come while it is at work; they are taken behind it, whole or not
  /// at all, and a third push is one too many.
  @Test
  void linesSentAheadWaitForTheOnesBeforeThem() throws Exception {
    opens("王芳");
    opens("李强");
    byte[] before = clerk.body(1, 1).gzip();
    PushBody behind = clerk.body(2, 2);
    long seq = district.server.seq();
    try (SSLSocket socket = begun(before, before.length - 1)) {
      var ahead = new FutureTask<>(() -> clerk.pushAnswer(behind));
      var extra = new FutureTask<>(() -> clerk.pushAnswer(behind));
      Thread.ofVirtual().start(ahead);
      Thread.ofVirtual().start(extra);
      FutureTask<TestMachine.Answer> away = oneOf(ahead, extra);
      assertEquals("BUSY", away.get().refusal().code());
      assertEquals(seq, district.server.seq(), "nothing is taken before its turn");
      socket.getOutputStream().write(before, before.length - 1, 1);
      socket.getOutputStream().flush();
      TestMachine.Answer answer = (away == ahead ? extra : ahead).get();
      assertEquals(200, answer.status());
      for (Verdict v : answer.as(PushReply.class).verdicts())
        assertEquals(Verdict.Kind.APPLIED, v.verdict());
      byte[] status = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 200", new String(status, StandardCharsets.US_ASCII));
    }
    assertEquals(seq + 2, district.server.seq());
  }

  /// Journals the act, and sends nothing.
  private void opens(String name) throws Exception {
    var changes = District.opening(clerk, District.household(District.HERE, clerk.staff(), name));
    clerk.add(clerk.op("act.OPEN", true, TestMachine.wire(changes.toArray(new RecordChange[0]))));
  }

  private static FutureTask<TestMachine.Answer> oneOf(
      FutureTask<TestMachine.Answer> a, FutureTask<TestMachine.Answer> b)
      throws InterruptedException {
    while (!a.isDone() && !b.isDone()) Thread.sleep(5);
    return a.isDone() ? a : b;
  }

  /// Promises the whole body, sends a part, and hangs up.
  private void sendHalf(byte[] whole, int cut) throws Exception {
    begun(whole, cut).close();
  }

  private SSLSocket begun(byte[] whole, int cut) throws Exception {
    String nonce = Hashes.hex(TestMachine.bytes(16));
    String signature =
        clerk.key.sign(
            Signatures.requestText(
                "POST",
                Protocol.PUSH,
                Hashes.sha256Hex(whole),
                nonce,
                clerk.device.toString(),
                clerk.token));
    String head =
        String.join(
            "\r\n",
            "POST " + Protocol.PUSH + " HTTP/1.1",
            "Host: x",
            Protocol.TOKEN + ": Bearer " + clerk.token,
            Protocol.DEVICE + ": " + clerk.device,
            Protocol.NONCE + ": " + nonce,
            Protocol.SIGNATURE + ": " + signature,
            "Content-Length: " + whole.length,
            "Expect: 100-continue",
            "",
            "");
    URI uri = URI.create(clerk.url);
    var socket =
        (SSLSocket)
            clerk.http.sslContext().getSocketFactory().createSocket(uri.getHost(), uri.getPort());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    byte[] on = socket.getInputStream().readNBytes(CONTINUE.length());
    assertEquals(CONTINUE, new String(on, StandardCharsets.US_ASCII), "it is being read");
    socket.getOutputStream().write(whole, 0, cut);
    socket.getOutputStream().flush();
    return socket;
  }

  @Test
  void aGzipBombIsStoppedAtTheLimit() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 400; i++) zip.write(zeros);
    }
    assertTrue(out.size() < Protocol.PUSH_BYTES_MAX);
    TestMachine.Answer answer = clerk.send("POST", Protocol.PUSH, out.toByteArray(), Map.of());
    assertEquals(413, answer.status());
    assertEquals("TOO_LARGE", answer.refusal().code());
  }

  @Test
  void messagesThatAreTooLargeTooDeepOrNoneAreRefused() throws Exception {
    byte[] deep = ("[".repeat(500) + "]".repeat(500)).getBytes(StandardCharsets.US_ASCII);
    assertEquals(400, clerk.send("POST", Protocol.PULL, deep, Map.of()).status());
    byte[] large = new byte[(256 << 10) + 1];
    assertEquals(413, clerk.send("POST", Protocol.PULL, large, Map.of()).status());
    assertEquals(400, clerk.send("POST", Protocol.PULL, new byte[0], Map.of()).status());
    byte[] future = Messages.write(Map.of("protocol", 99, "cursors", Map.of(), "limit", 10));
    assertEquals("VERSION", clerk.send("POST", Protocol.PULL, future, Map.of()).refusal().code());
  }

  @Test
  void aPushWithMoreOpsThanAllowedIsRefusedWhole() throws Exception {
    byte[] line = clerk.add(clerk.op("save", false, List.of()));
    clerk.lines.clear();
    var many = new java.util.ArrayList<byte[]>();
    for (int i = 0; i <= Protocol.PUSH_OPS_MAX; i++) many.add(line);
    PushBody body =
        PushBody.of(
            clerk.journal, 1, cn.ruhu.wire.Chain.start(clerk.journal), many, null, Map.of());
    assertEquals("TOO_LARGE", clerk.pushAnswer(body).refusal().code());
  }

  @Test
  void unknownPathsAreRefusedAndSigned() throws Exception {
    assertEquals("PATH", clerk.send("GET", "/admin", new byte[0], Map.of()).refusal().code());
    assertEquals("PATH", clerk.send("POST", "/v2/push", new byte[0], Map.of()).refusal().code());
  }
}
