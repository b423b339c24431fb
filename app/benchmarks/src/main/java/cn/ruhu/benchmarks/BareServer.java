package cn.ruhu.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What sending files is measured against: plain HTTP without TLS, each body written into a new
/// file and fsynced before it is answered. Nothing is signed, hashed or remembered.
final class BareServer implements AutoCloseable {
  private final HttpServer http;
  private final Path folder;
  private int count;

  private BareServer(HttpServer http, Path folder) {
    this.http = http;
    this.folder = folder;
  }

  static BareServer open(Path folder) throws IOException {
    Files.createDirectories(folder);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var bare = new BareServer(http, folder);
    http.createContext("/", bare::take);
    http.start();
    return bare;
  }

  int port() {
    return http.getAddress().getPort();
  }

  /// One after the other, on the server's only thread.
  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      ByteBuffer body = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
      try (FileChannel file =
          FileChannel.open(
              folder.resolve("f" + count++),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE)) {
        while (body.hasRemaining()) file.write(body);
        file.force(true);
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
