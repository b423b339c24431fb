package cn.ruhu.server.http;

import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Protocol;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// The HTTPS port. Every request runs on its own virtual thread with blocking reads; a client that
/// sends nothing for [Rules#idle] is cut off.
public final class Web implements AutoCloseable {
  private static final String FILE = Protocol.FILES + "{address}";

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
  /// @param turns pushes and pulls worked on at a time, of all machines
  public record Rules(
      Duration idle,
      Duration bodyTime,
      int pushBytesMax,
      int messageBytesMax,
      int signInsPerSecond,
      int enrolmentsPerAddress,
      int pushesInFlight,
      int filesInFlight,
      Duration busyRetry,
      int turns) {}

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
            .addProtocol(Http1Config.builder().sendKeepAliveHeader(false).build())
            .maxPayloadSize(
                Math.max(
                    (long) rules.pushBytesMax() + rules.messageBytesMax(),
                    Math.max(
                        AdminRoutes.FORM_MESSAGE_MAX,
                        Protocol.PARCEL_LINE_MAX + Protocol.PARCEL_BYTES_MAX)))
            .shutdownHook(false)
            .routing(routing -> routes(routing, endpoints))
            .build()
            .start();
    requireOpen(server, port);
    return new Web(server);
  }

  /// The library only logs that a port is taken and goes on without one.
  static void requireOpen(WebServer server, int port) {
    if (server.isRunning() && server.port() > 0) return;
    server.stop();
    throw new UncheckedIOException(new BindException("port " + port));
  }

  @FunctionalInterface
  interface Answering {
    void answer(Endpoints endpoints, ServerRequest request, ServerResponse response);
  }

  /// What is answered at the port.
  ///
  /// @param path with parameters as `{name}`
  public record Route(String method, String path) {}

  record Entry(Route route, Answering answering) {
    Entry(Method method, String path, Answering answering) {
      this(new Route(method.text(), path), answering);
    }
  }

  private static final List<Entry> ROUTES =
      Stream.of(work(), FileRoutes.entries(), AdminRoutes.entries()).flatMap(List::stream).toList();

  private static List<Entry> work() {
    return List.of(
        new Entry(Method.GET, "/health", Endpoints::health),
        new Entry(Method.GET, Protocol.HELLO, Endpoints::hello),
        new Entry(Method.POST, Protocol.ENROL, Endpoints::enrol),
        new Entry(Method.POST, Protocol.LOGIN, Endpoints::login),
        new Entry(Method.POST, Protocol.RECOVER, Endpoints::recover),
        new Entry(Method.POST, Protocol.PASSWORD, Endpoints::choosePassword),
        new Entry(Method.POST, Protocol.WIPED, Endpoints::wiped),
        new Entry(Method.POST, Protocol.HAND_IN, Endpoints::handIn),
        new Entry(Method.POST, Protocol.WORK_KEY, Endpoints::workKey),
        new Entry(Method.POST, Protocol.BADGE, Web::badge),
        new Entry(Method.POST, Protocol.BADGE_REVOKE, Web::revokeBadge),
        new Entry(Method.POST, Protocol.REGISTRY, Endpoints::registry),
        new Entry(Method.POST, Protocol.PUSH, Endpoints::push),
        new Entry(Method.POST, Protocol.PULL, Endpoints::pull),
        new Entry(Method.POST, Protocol.BUNDLES, Endpoints::bundle));
  }

  private static void badge(Endpoints to, ServerRequest request, ServerResponse response) {
    to.asked(
        request, response, Accounts.NewBadge.class, to.parts().administration().badges()::make);
  }

  private static void revokeBadge(Endpoints to, ServerRequest request, ServerResponse response) {
    to.asked(
        request,
        response,
        Accounts.RevokeBadge.class,
        to.parts().administration().badges()::revokeOwn);
  }

  /// Every route, in the order they are tried.
  public static List<Route> routes() {
    return ROUTES.stream().map(Entry::route).toList();
  }

  /// Status of each refusal, by its code.
  public static Map<String, Integer> refusals() {
    return Reply.statuses();
  }

  /// The description of the port (OpenAPI 3.1, YAML), held against the routes by a test.
  public static InputStream description() {
    InputStream in = Web.class.getResourceAsStream("openapi.yaml");
    if (in == null) throw new IllegalStateException("openapi.yaml is missing");
    return in;
  }

  /// The route's path, or `other`: what may stand in a log or a figure.
  static String label(String path) {
    if (path.startsWith(Protocol.FILES)) return FILE;
    return ROUTES.stream()
        .map(e -> e.route().path())
        .filter(path::equals)
        .findFirst()
        .orElse("other");
  }

  /// The method, or `other` when no route is asked by it.
  static String word(String method) {
    return ROUTES.stream().anyMatch(e -> e.route().method().equals(method)) ? method : "other";
  }

  private static void routes(HttpRouting.Builder routing, Endpoints endpoints) {
    for (Entry entry : ROUTES)
      routing.route(
          Method.create(entry.route().method()),
          entry.route().path(),
          (request, response) -> entry.answering().answer(endpoints, request, response));
    routing.any(endpoints::unknown);
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
