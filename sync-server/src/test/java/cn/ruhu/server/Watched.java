package cn.ruhu.server;

import cn.ruhu.server.config.ConfigReader;
import cn.ruhu.server.config.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A server as an operator runs it: from a configuration, with the operator's port, on free ports.
final class Watched implements AutoCloseable {
  final EmbeddedServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  Watched(Path folder, String... lines) throws Exception {
    this(config(folder, lines));
  }

  Watched(ServerConfig config) throws Exception {
    var around = ConfiguredServerTest.around();
    if (!Wiring.hasDatabase(config)) Wiring.init(config, "a district", around);
    server = EmbeddedServer.start(config, around);
  }

  static ServerConfig config(Path folder, String... lines) throws Exception {
    String text = "port = 0\noperator.port = 0\ndata = data\n" + String.join("\n", lines);
    return ConfigReader.read(Files.writeString(folder.resolve("server.conf"), text), Map.of());
  }

  record Said(int status, String body) {}

  /// Asks the operator's port.
  Said ask(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.operatorPort().orElseThrow() + path);
    HttpResponse<String> response =
        http.send(
            // as long as a watcher waits
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofString());
    return new Said(response.statusCode(), response.body());
  }

  /// A figure's value.
  double figure(String line) throws Exception {
    return ask("/metrics")
        .body()
        .lines()
        .filter(l -> l.startsWith(line + " "))
        .mapToDouble(l -> Double.parseDouble(l.substring(line.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no figure " + line));
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
