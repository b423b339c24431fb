package cn.ruhu.sync.lan;

import cn.ruhu.wire.PairingCode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Finds the machine that waits under a code: a question everybody on the network hears, and an
/// answer of as many bytes from the one that is meant. Both say the code's two public digits and
/// nothing else; whoever answers wrongly still has no code.
///
///     question: "ruhu-find-1\n"  two digits  16 random bytes  10 bytes of nothing
///     answer:   "ruhu-here-1\n"  two digits  those 16 bytes   which machine (8), port (2)
public final class Search {
  private static final byte[] FIND = "ruhu-find-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HERE = "ruhu-here-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int NAME = 2;
  private static final int NONCE = 16;
  private static final int WHICH = 8;
  private static final int LENGTH = FIND.length + NAME + NONCE + WHICH + Short.BYTES;
  private static final int ROUNDS = 3;
  private static final int ROUND_MS = 400;

  private Search() {}

  /// Asks, and waits a moment. Blocks for about a second.
  ///
  /// @param everybody where the question goes
  /// @param port UDP
  /// @throws MeetingException `NOT_FOUND`, `SEVERAL`, `NO_NETWORK`
  public static InetSocketAddress find(
      PairingCode code, List<InetAddress> everybody, int port, RandomGenerator random)
      throws MeetingException {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] question = message(FIND, code.name(), nonce).array();
    var found = new TreeMap<Long, InetSocketAddress>();
    try (var socket = new DatagramSocket()) {
      socket.setBroadcast(true);
      boolean asked = false;
      for (int i = 0; i < ROUNDS && found.isEmpty(); i++) {
        asked |= ask(socket, question, everybody, port);
        if (!asked) throw new MeetingException(MeetingException.Code.NO_NETWORK);
        hear(socket, code, nonce, found);
      }
    } catch (IOException e) {
      throw new MeetingException(MeetingException.Code.NO_NETWORK, e);
    }
    if (found.isEmpty()) throw new MeetingException(MeetingException.Code.NOT_FOUND);
    if (found.size() > 1) throw new MeetingException(MeetingException.Code.SEVERAL);
    return found.firstEntry().getValue();
  }

  private static ByteBuffer message(byte[] kind, String name, byte[] nonce) {
    return ByteBuffer.allocate(LENGTH)
        .put(kind)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .put(nonce);
  }

  /// Whether the question went anywhere.
  private static boolean ask(
      DatagramSocket socket, byte[] question, List<InetAddress> everybody, int port) {
    boolean went = false;
    for (InetAddress to : everybody) {
      try {
        socket.send(new DatagramPacket(question, LENGTH, to, port));
        went = true;
      } catch (IOException e) {
        org.slf4j.LoggerFactory.getLogger(Search.class).debug("a network takes no question");
      }
    }
    return went;
  }

  private static void hear(
      DatagramSocket socket, PairingCode code, byte[] nonce, Map<Long, InetSocketAddress> found)
      throws IOException {
    byte[] wanted = Arrays.copyOf(message(HERE, code.name(), nonce).array(), LENGTH - WHICH - 2);
    socket.setSoTimeout(ROUND_MS);
    var packet = new DatagramPacket(new byte[LENGTH + 1], LENGTH + 1);
    for (int i = 0; i < 64; i++) {
      try {
        packet.setLength(LENGTH + 1);
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return;
      }
      byte[] said = packet.getData();
      boolean ours =
          packet.getLength() == LENGTH
              && Net.isNear(packet.getAddress())
              && Arrays.equals(said, 0, wanted.length, wanted, 0, wanted.length);
      if (!ours) continue;
      ByteBuffer rest = ByteBuffer.wrap(said, wanted.length, WHICH + Short.BYTES);
      long which = rest.getLong();
      int port = rest.getShort() & 0xffff;
      if (port > 0) found.putIfAbsent(which, new InetSocketAddress(packet.getAddress(), port));
    }
  }

  /// Answers questions until the socket is closed.
  ///
  /// @param code what is waited under now, null for nothing
  static void answer(
      DatagramSocket socket, Supplier<@Nullable PairingCode> code, long which, int port) {
    var packet = new DatagramPacket(new byte[LENGTH + 1], LENGTH + 1);
    while (!socket.isClosed()) {
      try {
        packet.setLength(LENGTH + 1);
        socket.receive(packet);
        PairingCode now = code.get();
        if (now == null || packet.getLength() != LENGTH || !Net.isNear(packet.getAddress()))
          continue;
        byte[] said = packet.getData();
        int name = FIND.length + NAME;
        byte[] meant =
            (new String(FIND, StandardCharsets.US_ASCII) + now.name())
                .getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(said, 0, name, meant, 0, name)) continue;
        byte[] nonce = Arrays.copyOfRange(said, name, name + NONCE);
        byte[] answer =
            message(HERE, now.name(), nonce).putLong(which).putShort((short) port).array();
        socket.send(new DatagramPacket(answer, LENGTH, packet.getSocketAddress()));
      } catch (IOException e) {
        if (!socket.isClosed())
          org.slf4j.LoggerFactory.getLogger(Search.class).debug("a question is not answered");
      }
    }
  }
}
