package cn.ruhu.sync.lan;

import cn.ruhu.wire.Pairing;
import cn.ruhu.wire.PairingCode;
import cn.ruhu.wire.WireException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How a connection becomes a [Line]: a greeting in clear that says nothing but which of the codes
/// on this network is meant, then a [Pairing].
///
///     caller  ──  "ruhu-meeting-1\n"                       ──>
///             <── "ruhu-meeting-1\n", two digits, '+' or '-' ──
///             ──  first   ──>   <── first  ──
///             ──  second  ──>   <── second ──
///             ──  proof   ──>   <── '+' and proof, or '-' ──
final class Handshake {
  private static final byte[] HELLO = "ruhu-meeting-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FAMILY = "ruhu-meeting-".length();

  /// Between two bytes of it; both ends are machines.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int YES = '+';
  private static final int NOT = '-';

  private final Socket socket;
  private final DataInputStream in;
  private final RandomGenerator random;

  Handshake(Socket socket, RandomGenerator random) throws IOException {
    this.socket = socket;
    this.random = random;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    this.in = new DataInputStream(socket.getInputStream());
  }

  /// The end that typed the code.
  ///
  /// @throws MeetingException `STRANGER`, `VERSION`, `BUSY`; `WRONG_CODE` also without a try when
  ///   the code is not the one of this machine
  Line call(PairingCode code) throws IOException, MeetingException {
    send(HELLO);
    hello();
    byte[] name = read(2);
    if (in.read() != YES) throw new MeetingException(MeetingException.Code.BUSY);
    if (!new String(name, StandardCharsets.US_ASCII).equals(code.name()))
      throw new MeetingException(MeetingException.Code.WRONG_CODE);
    try {
      var pairing = new Pairing(Pairing.Side.CALLS, code, random);
      send(pairing.first());
      pairing.first(read(Pairing.FIRST));
      send(pairing.second());
      pairing.second(read(Pairing.SECOND));
      send(pairing.proof());
      if (in.read() != YES) throw new MeetingException(MeetingException.Code.WRONG_CODE);
      pairing.proof(read(Pairing.PROOF));
      return new Line(socket, pairing.keys(), random);
    } catch (WireException e) {
      throw wrong(e);
    }
  }

  /// The end that shows the code.
  ///
  /// @param code null when nobody is waited for now
  /// @param right asks whether the caller's proof counts: once, under the code's own lock
  /// @return empty when the caller has another code
  /// @throws MeetingException `STRANGER`, `VERSION`, `BUSY`
  @Nullable Line answer(@Nullable PairingCode code, Predicate<Proof> right)
      throws IOException, MeetingException {
    hello();
    send(HELLO);
    if (code == null) {
      send(new byte[] {'0', '0', NOT});
      throw new MeetingException(MeetingException.Code.BUSY);
    }
    send((code.name() + (char) YES).getBytes(StandardCharsets.US_ASCII));
    try {
      var pairing = new Pairing(Pairing.Side.WAITS, code, random);
      pairing.first(read(Pairing.FIRST));
      send(pairing.first());
      pairing.second(read(Pairing.SECOND));
      send(pairing.second());
      byte[] theirs = read(Pairing.PROOF);
      if (!right.test(() -> proves(pairing, theirs))) {
        send(new byte[] {NOT});
        return null;
      }
      byte[] yes = new byte[1 + Pairing.PROOF];
      yes[0] = YES;
      System.arraycopy(pairing.proof(), 0, yes, 1, Pairing.PROOF);
      send(yes);
      return new Line(socket, pairing.keys(), random);
    } catch (WireException e) {
      throw new MeetingException(MeetingException.Code.STRANGER, e);
    }
  }

  /// A caller's proof, looked at when it is its turn.
  interface Proof {
    boolean isRight();
  }

  private static boolean proves(Pairing pairing, byte[] theirs) {
    try {
      pairing.proof(theirs);
      return true;
    } catch (WireException e) {
      return false;
    }
  }

  private void hello() throws IOException, MeetingException {
    byte[] theirs = read(HELLO.length);
    if (Arrays.equals(theirs, HELLO)) return;
    boolean family = Arrays.equals(theirs, 0, FAMILY, HELLO, 0, FAMILY);
    throw new MeetingException(
        family ? MeetingException.Code.VERSION : MeetingException.Code.STRANGER);
  }

  private byte[] read(int length) throws IOException {
    byte[] out = new byte[length];
    in.readFully(out);
    return out;
  }

  private void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  private static MeetingException wrong(WireException e) {
    boolean another = e.code() == WireException.Code.SIGNATURE;
    return new MeetingException(
        another ? MeetingException.Code.WRONG_CODE : MeetingException.Code.STRANGER, e);
  }
}
