package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.http.Web;
import cn.ruhu.server.log.LineEncoder;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SealedBox;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A person whose every word can be found again is taken through every route, well and badly; none
/// of those words may stand in the log, the figures, a refusal or the audit log.
class MarkedPersonTest {
  private static final String NAME = "标记赵";
  private static final String ID_NUMBER = "110199195203070013";
  private static final String PHONE = "13987654321";
  private static final String LOGIN = "marked-login";
  private static final String PASSWORD = "marked-password-77";
  private static final String MACHINE = "标记的机器";

  @TempDir Path folder;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<String> said = new ArrayList<>();
  private final Set<String> reached = new HashSet<>();
  private OutputStreamAppender<ILoggingEvent> appender;

  @BeforeEach
  void listen() {
    Main.oneLog();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var encoder = new LineEncoder();
    encoder.setContext(context);
    appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    encoder.start();
    appender.setOutputStream(log);
    appender.start();
    root().addAppender(appender);
    ((Logger) LoggerFactory.getLogger("cn.ruhu")).setLevel(Level.TRACE);
  }

  @AfterEach
  void silence() {
    root().detachAppender(appender);
    ((Logger) LoggerFactory.getLogger("cn.ruhu")).setLevel(null);
    org.slf4j.bridge.SLF4JBridgeHandler.uninstall();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private TestMachine.Answer send(
      TestMachine who, String method, String path, byte[] body, Map<String, String> headers)
      throws Exception {
    TestMachine.Answer answer = who.send(method, path, body, headers);
    String shape = path.startsWith(Protocol.FILES) ? Protocol.FILES + "{address}" : path;
    reached.add(method + " " + shape);
    if (answer.status() >= 400)
      said.add(new String(answer.body(), StandardCharsets.UTF_8) + answer.response().headers());
    return answer;
  }

  private static byte[] marked() {
    return ("{\"name\":\"" + NAME + "\",\"idNumber\":\"" + ID_NUMBER + "\",\"x\":\"" + PHONE + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void noWordOfAPersonStandsInLogFiguresRefusalsOrAudit() throws Exception {
    String figures;
    String audit;
    try (Watched watched = new Watched(folder, "limit.sign-ins-per-second = 1000");
        TestMachine machine = new TestMachine(watched.server.url(), watched.server.certificate())) {
      watched.server.addPerson(LOGIN, PASSWORD, NAME, Role.WINDOW_CLERK, District.HERE, null);
      UUID app = theWellTroddenWay(watched, machine);
      everythingBadly(machine, app);
      aBrokenDatabase(watched, machine, app);
      figures = watched.ask("/metrics").body() + watched.ask("/ready").body();
      audit =
          watched
              .server
              .wiring()
              .database
              .read(tx ->
                  tx.all(
                      "SELECT detail, subject FROM audit",
                      r -> r.text("detail") + r.text("subject")))
              .toString();
    }
    Set<String> routes = new HashSet<>();
    Web.routes().forEach(r -> routes.add(r.method() + " " + r.path()));
    routes.removeAll(reached);
    assertEquals(Set.of(), routes, "routes nobody drove");
    String logged = log.toString(StandardCharsets.UTF_8);
    assertTrue(logged.contains("\"level\":\"ERROR\""), "a fault of ours was provoked and logged");
    for (String line : logged.lines().toList())
      assertTrue(line.startsWith("{\"at\":\"") && line.endsWith("}"), line);
    for (String mark : List.of(NAME, ID_NUMBER, PHONE, LOGIN, PASSWORD, MACHINE, "%E6%A0%87")) {
      assertFalse(logged.contains(mark), mark + " in the log");
      assertFalse(figures.contains(mark), mark + " in the figures");
      assertFalse(audit.contains(mark), mark + " in the audit log");
      for (String refusal : said) assertFalse(refusal.contains(mark), mark + " in " + refusal);
    }
  }

  private UUID theWellTroddenWay(Watched watched, TestMachine machine) throws Exception {
    String code = watched.server.issueCode();
    byte[] enrol =
        Messages.write(new Accounts.Enrol(code, machine.device, machine.key.publicHex(), MACHINE));
    machine.serverKey =
        send(machine, "POST", Protocol.ENROL, enrol, Map.of())
            .as(Accounts.Enrolled.class)
            .serverKey();
    send(machine, "GET", "/health", new byte[0], Map.of());
    Accounts.Hello hello =
        send(machine, "GET", Protocol.HELLO, new byte[0], Map.of()).as(Accounts.Hello.class);
    machine.login(LOGIN, PASSWORD);
    byte[] key =
        SealedBox.seal(
            hello.recoveryKey(),
            Protocol.workKeyOf(machine.staff()),
            new byte[32],
            TestMachine.RANDOM);
    byte[] kept = Messages.write(new Accounts.WorkKey(cn.ruhu.wire.Hashes.hex(key)));
    assertEquals(200, send(machine, "POST", Protocol.WORK_KEY, kept, Map.of()).status());
    CaseFile file = District.open(machine, District.HERE, NAME);
    UUID app = file.application().orElseThrow().id();
    machine.pull();
    byte[] page = (NAME + ID_NUMBER + PHONE).getBytes(StandardCharsets.UTF_8);
    FileAddress address = FileAddress.of(page);
    machine.save(
        RecordChange.create(
            CaseRecord.of(
                RecordType.PAGE,
                District.IDS.next(),
                District.HERE,
                app,
                Map.of("application", app.toString(), "slot", "D03", "file", address.text()))));
    String path = Protocol.FILES + address;
    send(machine, "HEAD", path, new byte[0], Map.of(Protocol.FILE_CASE, app.toString()));
    assertEquals(201, send(machine, "PATCH", path, page, part(app, page.length)).status());
    assertEquals(200, send(machine, "GET", path, new byte[0], Map.of()).status());
    return app;
  }

  private static Map<String, String> part(UUID app, int length) {
    return Map.of(
        Protocol.FILE_CASE,
        app.toString(),
        Protocol.UPLOAD_OFFSET,
        "0",
        Protocol.UPLOAD_LENGTH,
        Integer.toString(length),
        Protocol.UPLOAD_COMPLETE,
        "?1",
        "Content-Type",
        Protocol.PART);
  }

  private void everythingBadly(TestMachine machine, UUID app) throws Exception {
    String odd = URLEncoder.encode(NAME + ID_NUMBER, StandardCharsets.UTF_8);
    for (Web.Route route : Web.routes()) {
      String path = route.path().replace("{address}", odd);
      send(machine, route.method(), path, marked(), Map.of());
      send(machine, route.method(), path + "?from=" + odd, marked(), Map.of());
      send(machine, route.method(), path, new byte[0], Map.of(Protocol.FILE_CASE, PHONE));
      send(machine, "DELETE", path, marked(), Map.of());
      send(machine, "POST", path + "/" + odd, marked(), Map.of());
    }
    for (String name : List.of(LOGIN, ID_NUMBER)) {
      var login = new Accounts.Login(name, PHONE + PASSWORD, machine.device);
      send(machine, "POST", Protocol.LOGIN, Messages.write(login), Map.of());
      var recover = new Accounts.Recover(name, PASSWORD, machine.device, NAME);
      send(machine, "POST", Protocol.RECOVER, Messages.write(recover), Map.of());
    }
    byte[] page = new byte[10];
    String file = Protocol.FILES + FileAddress.of(page);
    send(machine, "PATCH", file, marked(), part(app, 4_000));
    hangUp(machine, NAME);
    hangUp(machine, "GET /" + NAME + ID_NUMBER + " HTTP/9.9\r\n\r\n");
    hangUp(
        machine,
        "POST /v1/push HTTP/1.1\r\nHost: x\r\n"
            + Protocol.DEVICE
            + ": "
            + PHONE
            + "\r\nContent-Length: 9999\r\n\r\n"
            + ID_NUMBER);
    hangUp(machine, "GET / HTTP/1.1\r\nHost: x\r\nBad Header " + ID_NUMBER + "\r\n\r\n");
  }

  /// Bytes that are no request, or half of one.
  private static void hangUp(TestMachine machine, String text) throws Exception {
    URI uri = URI.create(machine.url);
    try (SSLSocket socket =
        (SSLSocket)
            machine
                .http
                .sslContext()
                .getSocketFactory()
                .createSocket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }
  }

  /// The database fails in the middle of every kind of request.
  private void aBrokenDatabase(Watched watched, TestMachine machine, UUID app) throws Exception {
    machine.login(LOGIN, PASSWORD);
    watched
        .server
        .wiring()
        .database
        .write(tx -> tx.run("ALTER TABLE record RENAME TO record_gone"));
    machine.add(
        machine.op(
            "save",
            false,
            TestMachine.wire(
                RecordChange.create(
                    CaseRecord.of(
                        RecordType.PERSON,
                        District.IDS.next(),
                        District.HERE,
                        app,
                        Map.of("name", NAME, "idNumber", ID_NUMBER))))));
    int last = machine.lines.size();
    TestMachine.Answer push =
        send(machine, "POST", Protocol.PUSH, machine.body(last, last).gzip(), Map.of());
    assertEquals("INTERNAL", push.refusal().code());
    TestMachine.Answer pull = machine.pullAnswer(10);
    said.add(new String(pull.body(), StandardCharsets.UTF_8));
    reached.add("POST " + Protocol.PULL);
  }
}
