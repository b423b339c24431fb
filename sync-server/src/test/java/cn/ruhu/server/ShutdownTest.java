package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.server.keys.KeyFolder;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
  @TempDir Path folder;

  /// As long as it takes: the test's own time-out says when that is too long.
  private static void until(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) Thread.sleep(10);
  }

  /// A push whose head and first bytes are with the server, and whose rest is still to come.
  private record HalfPush(SSLSocket socket, byte[] body, int sent) implements AutoCloseable {
    static HalfPush begin(TestMachine machine, byte[] body) throws Exception {
      String nonce = Hashes.hex(TestMachine.bytes(16));
      String me = machine.device.toString();
      byte[] text =
          Signatures.requestText(
              "POST", Protocol.PUSH, Hashes.sha256Hex(body), nonce, me, machine.token);
      String head =
          String.join(
              "\r\n",
              "POST " + Protocol.PUSH + " HTTP/1.1",
              "Host: x",
              "Connection: close",
              Protocol.TOKEN + ": Bearer " + machine.token,
              Protocol.DEVICE + ": " + me,
              Protocol.NONCE + ": " + nonce,
              Protocol.SIGNATURE + ": " + machine.key.sign(text),
              "Content-Length: " + body.length,
              "",
              "");
      URI uri = URI.create(machine.url);
      var socket =
          (SSLSocket)
              machine
                  .http
                  .sslContext()
                  .getSocketFactory()
                  .createSocket(uri.getHost(), uri.getPort());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body, 0, body.length / 2);
      socket.getOutputStream().flush();
      return new HalfPush(socket, body, body.length / 2);
    }

    /// @return the answer, head and body
    String finish() throws Exception {
      socket.getOutputStream().write(body, sent, body.length - sent);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static RecordChange note(CaseRecord app, String note) {
    var set = new TreeMap<String, FieldChange>();
    set.put("note", new FieldChange(null, note));
    return new RecordChange(app.type(), app.id(), app.scope(), app.caseId(), set, false, false);
  }

  private static void addClerk(EmbeddedServer server) throws Exception {
    server.addPerson("clerk", District.PASSWORD, "clerk", Role.WINDOW_CLERK, District.HERE, null);
  }

  @Test
  @Timeout(120)
  void aSlowPushEndsWhileNewOnesAreAskedToComeBackAndReadinessIsGone() throws Exception {
    var watched = new Watched(folder);
    addClerk(watched.server);
    Thread closing = Thread.ofPlatform().unstarted(watched::close);
    CaseFile file;
    try (TestMachine clerk = TestMachine.of(watched.server, "clerk", District.PASSWORD);
        TestMachine other = TestMachine.of(watched.server, "clerk", District.PASSWORD)) {
      file = District.open(clerk, District.HERE, "王芳");
      clerk.add(
          clerk.op(
              "save", false, TestMachine.wire(note(file.application().orElseThrow(), "in time"))));
      try (HalfPush slow = HalfPush.begin(clerk, clerk.body(2, 2).gzip())) {
        until(() -> watched.server.wiring().gate.running() == 1);
        assertEquals(200, watched.ask("/ready").status());
        closing.start();
        until(() -> watched.server.wiring().gate.closing());
        Watched.Said ready = watched.ask("/ready");
        assertEquals(503, ready.status());
        assertTrue(ready.body().contains("\"serving\":\"CLOSING\""), ready.body());
        assertEquals(200, watched.ask("/health").status(), "it lives until it is through");
        TestMachine.Answer late = other.pullAnswer(10);
        assertEquals(503, late.status());
        assertEquals("BUSY", late.refusal().code());
        assertEquals("5", late.response().headers().firstValue("Retry-After").orElse(""));
        String answer = slow.finish();
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(answer.contains("APPLIED") || answer.contains("applied"), answer);
      }
      closing.join();
    }
    try (var again = new Watched(folder);
        TestMachine reader = TestMachine.of(again.server, "clerk", District.PASSWORD)) {
      reader.pull();
      assertEquals("in time", reader.seen(file.application().orElseThrow().id(), "note"));
      assertTrue(again.server.chainsHold());
    }
  }

  @Test
  @Timeout(120)
  void aRequestThatNeverEndsHoldsTheServerUpNoLongerThanAllowed() throws Exception {
    var watched = new Watched(folder, "shutdown.seconds = 1");
    addClerk(watched.server);
    try (TestMachine clerk = TestMachine.of(watched.server, "clerk", District.PASSWORD)) {
      CaseFile file = District.open(clerk, District.HERE, "王芳");
      clerk.add(
          clerk.op(
              "save", false, TestMachine.wire(note(file.application().orElseThrow(), "never"))));
      try (HalfPush never = HalfPush.begin(clerk, clerk.body(2, 2).gzip())) {
        until(() -> watched.server.wiring().gate.running() == 1);
        watched.close(); // comes back, or the test's time is over
        assertFalse(answered(never), "it was given up");
      }
    }
    try (var again = new Watched(folder);
        TestMachine reader = TestMachine.of(again.server, "clerk", District.PASSWORD)) {
      reader.pull();
      assertNull(reader.seen(reader.seen("APPLICATION").getFirst().id(), "note"), "not half done");
    }
  }

  /// A real process and a real SIGTERM: it answers what is under way, exits with the signal's code,
  /// and leaves a database that was closed (no log beside it).
  @Test
  @Timeout(240)
  void aTerminatedProcessEndsItsRequestsAndClosesItsDatabase() throws Exception {
    String code;
    Path data = folder.resolve("data");
    try (EmbeddedServer first = EmbeddedServer.start(data, EmbeddedServer.Config.forTests())) {
      addClerk(first);
      code = first.issueCode();
    }
    Path ready = folder.resolve("ready");
    Path log = folder.resolve("log");
    Process process =
        ServerProcess.serving(
            ready,
            Redirect.to(log.toFile()),
            "--data",
            data.toString(),
            "--port",
            "0",
            "--operator-port",
            "0");
    try {
      assertTrue(Files.exists(ready), () -> read(log));
      Map<?, ?> line = Messages.read(Files.readAllBytes(ready), Map.class);
      var keys = KeyFolder.open(data.resolve("keys"));
      try (TestMachine clerk =
          new TestMachine((String) line.get("url"), keys.tls().certificate())) {
        clerk.enrol(code);
        clerk.login("clerk", District.PASSWORD);
        CaseFile file = District.open(clerk, District.HERE, "王芳");
        clerk.add(
            clerk.op("save", false, TestMachine.wire(note(file.application().orElseThrow(), "x"))));
        try (HalfPush slow = HalfPush.begin(clerk, clerk.body(2, 2).gzip())) {
          untilRunning(((Number) line.get("operatorPort")).intValue());
          process.destroy();
          until(() -> read(log).contains("\"text\":\"closing\""));
          assertTrue(slow.finish().startsWith("HTTP/1.1 200"));
        }
      }
      assertEquals(143, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
    assertTrue(read(log).contains("\"text\":\"closed\""), read(log));
    assertTrue(Files.notExists(data.resolve("district.db-wal")), "the database was closed");
  }

  /// Until a server of its own process has the request.
  private static void untilRunning(int operatorPort) throws Exception {
    URI figures = URI.create("http://127.0.0.1:" + operatorPort + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!http.send(
              HttpRequest.newBuilder(figures).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .contains("\nruhu_http_running 1\n")) Thread.sleep(10);
    }
  }

  private static boolean answered(HalfPush push) {
    try {
      return push.finish().startsWith("HTTP/1.1 200");
    } catch (Exception e) {
      return false; // the connection is gone
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
