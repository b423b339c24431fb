package cn.ruhu.server.http;

import cn.ruhu.server.watch.Figures;
import cn.ruhu.server.watch.Readiness;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// The operator's port: plain HTTP, bound to this machine unless the configuration says otherwise.
/// `/health` says the process answers, `/ready` whether it can serve, `/metrics` its figures. Stays
/// open while the server closes, so that whoever spreads the load sees it go.
public final class OperatorWeb implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final WebServer server;

  private OperatorWeb(WebServer server) {
    this.server = server;
  }

  /// Opens the port and answers until closed.
  ///
  /// @param port 0 for any free one
  public static OperatorWeb open(String host, int port, Readiness readiness, Figures figures) {
    WebServer server =
        WebServer.builder()
            .host(host)
            .port(port)
            .connectionOptions(SocketOptions.builder().readTimeout(SILENCE).build())
            .maxPayloadSize(0)
            .shutdownHook(false)
            .routing(routing -> routes(routing, readiness, figures))
            .build()
            .start();
    Web.requireOpen(server, port);
    return new OperatorWeb(server);
  }

  private static void routes(HttpRouting.Builder routing, Readiness readiness, Figures figures) {
    routing
        .get("/health", (request, response) -> json(response, 200, Map.of("ok", true)))
        .get("/ready", (request, response) -> ready(response, readiness.look()))
        .get("/metrics", (request, response) -> text(response, figures.text()))
        .any(OperatorWeb::unknown);
  }

  private static void ready(ServerResponse response, Readiness.State state) {
    json(response, state.ready() ? 200 : 503, state);
  }

  private static void unknown(ServerRequest request, ServerResponse response) {
    json(response, 404, Map.of("ok", false));
  }

  private static void json(ServerResponse response, int status, Object body) {
    send(response, status, Protocol.JSON, Messages.write(body));
  }

  private static void text(ServerResponse response, String body) {
    send(response, 200, Figures.type(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(ServerResponse response, int status, String type, byte[] body) {
    response.header(HeaderNames.CONTENT_TYPE, type);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.status(Status.create(status)).send(body);
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
