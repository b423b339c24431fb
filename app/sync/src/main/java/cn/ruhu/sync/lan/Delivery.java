package cn.ruhu.sync.lan;

import cn.ruhu.store.Exports;
import cn.ruhu.store.Machine;
import cn.ruhu.store.Outgoing;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.PairingCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// The end that hands its bundles to a machine beside it: typed the code, sees who is there, sends.
/// Every method blocks; [#close()] from another thread ends what runs. What arrived whole, or up to
/// a cut, counts there and goes on from there the next time.
public final class Delivery implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(6);

  private final Machine machine;
  private final Line line;
  private final Meeting meeting;

  private Delivery(Machine machine, Line line, Meeting meeting) {
    this.machine = machine;
    this.line = line;
    this.meeting = meeting;
  }

  /// Calls a machine that waits.
  ///
  /// @param me what the other end is told
  /// @param at in a local network, as [Net#parse] or [Search#find] gave it
  /// @param random cryptographic outside tests
  /// @throws MeetingException why the two do not come together
  public static Delivery call(
      Machine machine, Peer me, InetSocketAddress at, PairingCode code, RandomGenerator random)
      throws MeetingException {
    var socket = new Socket();
    boolean done = false;
    try {
      connect(socket, at);
      Line line = new Handshake(socket, random).call(code);
      var meeting = new Meeting(machine, me, line);
      meeting.sameDistrict();
      done = true;
      return new Delivery(machine, line, meeting);
    } catch (IOException e) {
      throw new MeetingException(MeetingException.Code.CUT, e);
    } finally {
      if (!done) close(socket);
    }
  }

  private static void connect(Socket socket, InetSocketAddress at) throws MeetingException {
    try {
      socket.connect(at, (int) CONNECT.toMillis());
    } catch (IOException e) {
      throw new MeetingException(MeetingException.Code.NO_ANSWER, e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Delivery.class).debug("closed already");
    }
  }

  /// Who waits there.
  public Peer who() {
    return meeting.who();
  }

  /// What came of it.
  ///
  /// @param exchange over the line
  /// @param exported what it held: of whom, and whose work could not be read
  public record Sent(Exchange exchange, Exports.Exported exported) {}

  /// Sends what waits, and fetches and gives receipts.
  ///
  /// @param work whose
  /// @param preparing how far the copy is
  /// @param arrived how far the transfer is, by what the other end has
  /// @throws StoreException when no copy of what waits can be made here: nothing was sent
  public Sent send(Predicate<UUID> work, Exports.Progress preparing, Exports.Progress arrived)
      throws StoreException {
    Outgoing.Ready ready;
    try {
      ready = machine.outgoing().prepare(work, preparing);
    } catch (StoreException e) {
      line.no(MeetingException.Code.THEIR_DISK);
      throw e;
    }
    try {
      return new Sent(meeting.send(ready, arrived), ready.exported());
    } catch (IOException | MeetingException | StoreException e) {
      return new Sent(meeting.ended(e), ready.exported());
    }
  }

  @Override
  public void close() {
    try {
      line.close();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Delivery.class).debug("closed already");
    }
  }
}
