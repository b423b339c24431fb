package cn.ruhu.device.mdns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/// Answers questions as devices on a network do, from a port of this machine.
final class StubResponder implements AutoCloseable {
  private final DatagramSocket socket;
  private final List<Offer> offers = new CopyOnWriteArrayList<>();
  private volatile boolean sparing;

  record Offer(String type, String name, int port, Map<String, String> text) {}

  StubResponder(Executor threads) throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    threads.execute(this::run);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  void offer(String type, String name, int port, Map<String, String> text) {
    offers.add(new Offer(type, name, port, text));
  }

  /// From now on a question for a type is answered with names alone.
  void sparing() {
    sparing = true;
  }

  private void run() {
    byte[] buffer = new byte[9_000];
    while (!socket.isClosed())
      try {
        var asked = new DatagramPacket(buffer, buffer.length);
        socket.receive(asked);
        // the second question of an asker is for the rest
        boolean all = !sparing || asked.getLength() > 60;
        if (offers.isEmpty()) continue;
        byte[] answer = answer(offers, all);
        socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
      } catch (IOException _) {
        if (socket.isClosed()) return;
      }
  }

  static byte[] answer(List<Offer> offers, boolean all) {
    var out = new ByteArrayOutputStream();
    two(out, 0);
    two(out, 0x8400);
    two(out, 0);
    two(out, offers.size());
    two(out, 0);
    two(out, all ? offers.size() * 3 : 0);
    for (Offer o : offers) record(out, o.type(), DnsMessage.PTR, name(o.name(), o.type()));
    if (!all) return out.toByteArray();
    for (Offer o : offers) {
      var server = new ByteArrayOutputStream();
      two(server, 0);
      two(server, 0);
      two(server, o.port());
      server.writeBytes(name("host", "local"));
      head(out, o, DnsMessage.SRV, server.toByteArray());
      var text = new ByteArrayOutputStream();
      o.text()
          .forEach((k, v) -> {
            byte[] pair = (k + "=" + v).getBytes(StandardCharsets.UTF_8);
            text.write(pair.length);
            text.writeBytes(pair);
          });
      head(out, o, DnsMessage.TXT, text.toByteArray());
      record(out, "host.local", DnsMessage.A, new byte[] {127, 0, 0, 1});
    }
    return out.toByteArray();
  }

  private static void head(ByteArrayOutputStream out, Offer o, int type, byte[] data) {
    out.writeBytes(name(o.name(), o.type()));
    tail(out, type, data);
  }

  private static void record(ByteArrayOutputStream out, String name, int type, byte[] data) {
    out.writeBytes(name("", name));
    tail(out, type, data);
  }

  private static void tail(ByteArrayOutputStream out, int type, byte[] data) {
    two(out, type);
    two(out, 1);
    two(out, 0);
    two(out, 10);
    two(out, data.length);
    out.writeBytes(data);
  }

  /// @param first one label, may hold dots
  private static byte[] name(String first, String rest) {
    var out = new ByteArrayOutputStream();
    if (!first.isEmpty()) label(out, first);
    for (String l : rest.split("\\.", -1)) label(out, l);
    out.write(0);
    return out.toByteArray();
  }

  private static void label(ByteArrayOutputStream out, String label) {
    byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private static void two(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  @Override
  public void close() {
    socket.close();
  }
}
