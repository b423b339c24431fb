package cn.ruhu.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RelayTest {
  @Test
  void everyByteOfBothDirectionsIsCarriedAndCounted() throws Exception {
    byte[] asked = new byte[100_000];
    byte[] answered = {1, 2, 3};
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var relay = new Relay(server.getLocalPort())) {
      var served =
          new FutureTask<>(() -> {
            try (Socket socket = server.accept()) {
              byte[] came = socket.getInputStream().readNBytes(asked.length);
              socket.getOutputStream().write(answered);
              return came;
            }
          });
      Thread.ofVirtual().start(served);
      try (var client =
          new Socket(InetAddress.getLoopbackAddress(), URI.create(relay.url()).getPort())) {
        client.getOutputStream().write(asked);
        assertArrayEquals(answered, client.getInputStream().readNBytes(answered.length));
      }
      assertArrayEquals(asked, served.get());
      assertEquals(asked.length + answered.length, relay.bytes());
    }
  }
}
