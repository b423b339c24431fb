package cn.ruhu.server.http;

import cn.ruhu.wire.Protocol;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// The HTTPS port. Every request runs on its own virtual thread with blocking reads; a client that
/// sends nothing for [Rules#idle] is cut off.
public final class Web implements AutoCloseable {
  private final WebServer server;

  private Web(WebServer server) {
    this.server = server;
  }

  /// Figures of the port; their values stand in the server's `Limits`.
  ///
  /// @param idle longest silence inside a request
  /// @param bodyTime longest time for one body
  /// @param pushBytesMax bytes of a push as sent
  /// @param messageBytesMax bytes of any other message
  /// @param signInsPerSecond sign-ins and enrolments of one machine
  /// @param enrolmentsPerAddress enrolments a second of one network address: an office behind one
  ///   address may enrol its machines in a morning, a guesser of codes gets nowhere
  /// @param pushesInFlight per machine
  /// @param filesInFlight per machine
  /// @param busyRetry when a machine that was turned away may come back
  public record Rules(
      Duration idle,
      Duration bodyTime,
      int pushBytesMax,
      int messageBytesMax,
      int signInsPerSecond,
      int enrolmentsPerAddress,
      int pushesInFlight,
      int filesInFlight,
      Duration busyRetry) {}

  /// Opens the port and answers until closed.
  ///
  /// @param host address to listen at
  /// @param port 0 for any free one
  public static Web open(String host, int port, SSLContext tls, Endpoints endpoints, Rules rules) {
    WebServer server =
        WebServer.builder()
            .host(host)
            .port(port)
            .tls(Tls.builder().sslContext(tls).build())
            .connectionOptions(
                SocketOptions.builder().readTimeout(rules.idle()).tcpNoDelay(true).build())
            .maxPayloadSize((long) rules.pushBytesMax() + rules.messageBytesMax())
            .shutdownHook(false)
            .routing(routing -> routes(routing, endpoints))
            .build()
            .start();
    return new Web(server);
  }

  private static void routes(HttpRouting.Builder routing, Endpoints endpoints) {
    routing
        .get("/health", endpoints::health)
        .get(Protocol.HELLO, endpoints::hello)
        .post(Protocol.ENROL, endpoints::enrol)
        .post(Protocol.LOGIN, endpoints::login)
        .post(Protocol.RECOVER, endpoints::recover)
        .post(Protocol.WORK_KEY, endpoints::workKey)
        .post(Protocol.PUSH, endpoints::push)
        .post(Protocol.PULL, endpoints::pull)
        .route(Method.HEAD, Protocol.FILES + "{address}", endpoints::fileStanding)
        .route(Method.PATCH, Protocol.FILES + "{address}", endpoints::filePart)
        .get(Protocol.FILES + "{address}", endpoints::file)
        .any(endpoints::unknown);
  }

  /// Where it listens.
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
