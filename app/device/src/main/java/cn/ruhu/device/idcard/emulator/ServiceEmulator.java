package cn.ruhu.device.idcard.emulator;

import cn.ruhu.device.idcard.ReaderAddress;
import cn.ruhu.device.idcard.ServiceKind;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/// A vendor's service of this machine as its document describes it, over real HTTP on a free port:
/// what it answers to a question for a card is set as text, so that it may also be nonsense.
/// Thread-safe.
public final class ServiceEmulator implements AutoCloseable {
  private static final int OK = 200;

  private final HttpServer server;
  private final ServiceKind kind;
  private volatile String reply;
  private volatile String opened;
  private volatile Charset charset = StandardCharsets.UTF_8;
  private volatile int status = OK;
  private volatile long pauseMs;

  private ServiceEmulator(HttpServer server, ServiceKind kind) {
    this.server = server;
    this.kind = kind;
    reply = noCard();
    opened =
        kind == ServiceKind.XZX
            ? "{\"retcode\":\"0\",\"retmsg\":\"05.01-20160316-0005241654-1234567890\"}"
            : "{\"resultFlag\":0,\"errorMsg\":\"\"}";
  }

  /// @param threads runs a task for each question
  public static ServiceEmulator listen(ServiceKind kind, Executor threads) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    var made = new ServiceEmulator(server, kind);
    server.createContext("/", made::answer);
    server.setExecutor(threads);
    server.start();
    return made;
  }

  /// Where the driver finds it.
  public ReaderAddress.Service address() {
    return new ReaderAddress.Service(kind, "127.0.0.1", server.getAddress().getPort());
  }

  /// What comes back when nothing lies there.
  public String noCard() {
    return kind == ServiceKind.XZX
        ? "{\"code\":\"1\",\"retcode\":\"0x80\",\"retmsg\":\"\"}"
        : "{\"resultFlag\":-11,\"errorMsg\":\"\",\"certNumber\":\"\"}";
  }

  /// From now on a question for a card gets this text.
  public void says(String text) {
    reply = text;
  }

  /// From now on the question that opens the device gets this text.
  public void opensWith(String text) {
    opened = text;
  }

  /// From now on with this status, in this charset, after this pause.
  public void manners(int httpStatus, Charset in, long afterMs) {
    status = httpStatus;
    charset = in;
    pauseMs = afterMs;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String text =
          switch (path) {
            case "/api/ReadMsg", "/readcard" -> reply;
            case "/api/GetSAMID", "/api/Version", "/OpenDevice", "/CloseDevice" -> opened;
            default -> "";
          };
      if (pauseMs > 0) LockSupport.parkNanos(pauseMs * 1_000_000);
      byte[] body = text.getBytes(charset);
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=" + charset);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
