package cn.ruhu.sync.lan;

import cn.ruhu.store.Exports;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.PairingCode;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end that waits for a colleague's bundles: listens in its local networks while it is open,
/// under a code that counts once, for ten minutes, and for three wrong tries. After a meeting there
/// is another code; after three wrong ones nothing listens any more until a person wants it
/// ([#again]). One colleague at a time. Thread-safe; the listener hears on other threads.
public final class Reception implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /// How long a code counts.
  public static final Duration CODE_LASTS = Duration.ofMinutes(10);

  /// Wrong codes that end it.
  public static final int TRIES = 3;

  private static final long STEP = 512 << 10;
  private static final int TICK_MS = 500;

  /// Connections that have not proved anything yet; the oldest goes when another comes.
  private static final int KNOCKING_MAX = 8;

  private final Machine machine;
  private final Peer me;
  private final Terms terms;
  private final Consumer<State> listener;
  private final long which;

  // under this
  private final List<Closeable> open = new ArrayList<>();
  private final Deque<Socket> knocking = new ArrayDeque<>();
  private @Nullable PairingCode code;
  private Instant until = Instant.EPOCH;
  private int wrong;
  private @Nullable Socket guest;
  private List<InetSocketAddress> at = List.of();
  private State state = new State.Shut(Why.CLOSED, Optional.empty());
  private Optional<Exchange> last = Optional.empty();
  private boolean closed;

  /// Where and on what it runs.
  ///
  /// @param random cryptographic outside tests
  /// @param threads each task gets one of its own and ends with what it serves
  /// @param addresses listened on
  /// @param port TCP, another one when it is taken; 0 for any
  /// @param searchPort UDP, -1 for none
  public record Terms(
      InstantSource clock,
      RandomGenerator random,
      Executor threads,
      List<InetAddress> addresses,
      int port,
      int searchPort) {
    public Terms {
      addresses = List.copyOf(addresses);
    }
  }

  /// Why nothing listens.
  public enum Why {
    CLOSED,
    EXPIRED,
    /// three wrong codes
    GUESSED,
    /// the network went away, or no port could be had
    NO_NETWORK
  }

  /// How it stands.
  public sealed interface State {
    /// For whoever has the code.
    ///
    /// @param at addresses, the likeliest first
    /// @param last what came of the meeting before
    record Waiting(
        PairingCode code, List<InetSocketAddress> at, Instant until, Optional<Exchange> last)
        implements State {
      public Waiting {
        at = List.copyOf(at);
      }
    }

    /// Somebody is there.
    ///
    /// @param bytes that came, of so many; 0 of 0 while the other has not sent yet
    record Met(Peer who, long bytes, long of) implements State {}

    /// Nothing listens.
    record Shut(Why why, Optional<Exchange> last) implements State {}
  }

  private Reception(Machine machine, Peer me, Terms terms, Consumer<State> listener) {
    this.machine = machine;
    this.me = me;
    this.terms = terms;
    this.listener = listener;
    this.which = terms.random().nextLong();
  }

  /// Begins to listen.
  ///
  /// @param me what the other end is told
  /// @param listener hears every change, on the thread that made it
  public static Reception open(Machine machine, Peer me, Terms terms, Consumer<State> listener) {
    var made = new Reception(machine, me, terms, listener);
    made.again();
    return made;
  }

  /// How it stands now.
  public synchronized State state() {
    return state;
  }

  private void become(State now) {
    synchronized (this) {
      state = now;
    }
    listener.accept(now);
  }

  /// A fresh code; begins to listen where nothing does. Does nothing while somebody is there.
  public void again() {
    boolean listens;
    synchronized (this) {
      if (closed || guest != null) return;
      listens = !open.isEmpty() || listen();
      if (listens) fresh();
    }
    if (listens) waiting();
    else become(new State.Shut(Why.NO_NETWORK, last()));
  }

  private synchronized Optional<Exchange> last() {
    return last;
  }

  private synchronized void fresh() {
    code = PairingCode.draw(terms.random());
    until = terms.clock().instant().plus(CODE_LASTS);
    wrong = 0;
  }

  private void waiting() {
    State now;
    synchronized (this) {
      PairingCode shown = code;
      if (shown == null) return;
      now = new State.Waiting(shown, at, until, last);
    }
    become(now);
  }

  /// One port on every address.
  private boolean listen() {
    var found = new ArrayList<InetSocketAddress>();
    int port = terms.port();
    for (InetAddress address : terms.addresses()) {
      ServerSocket socket = bound(address, port);
      if (socket == null && found.isEmpty()) socket = bound(address, 0);
      if (socket == null) continue;
      port = socket.getLocalPort();
      open.add(socket);
      found.add(new InetSocketAddress(address, port));
      ServerSocket mine = socket;
      terms.threads().execute(() -> accept(mine));
    }
    at = found;
    if (!found.isEmpty() && terms.searchPort() >= 0) answerSearch(port);
    return !found.isEmpty();
  }

  private static @Nullable ServerSocket bound(InetAddress address, int port) {
    try {
      var socket = new ServerSocket();
      boolean done = false;
      try {
        socket.bind(new InetSocketAddress(address, port), KNOCKING_MAX);
        socket.setSoTimeout(TICK_MS);
        done = true;
        return socket;
      } finally {
        if (!done) socket.close();
      }
    } catch (IOException e) {
      LOG.info("a port cannot be had");
      return null;
    }
  }

  /// Where that port is taken the address must be typed.
  private void answerSearch(int port) {
    try {
      var socket = new DatagramSocket(new InetSocketAddress(terms.searchPort()));
      open.add(socket);
      terms.threads().execute(() -> Search.answer(socket, this::shown, which, port));
    } catch (IOException e) {
      LOG.info("this machine is not found by itself");
    }
  }

  private synchronized @Nullable PairingCode shown() {
    return guest == null && terms.clock().instant().isBefore(until) ? code : null;
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        if (!Net.isNear(caller.getInetAddress()) || !knock(caller)) {
          caller.close();
          continue;
        }
        terms.threads().execute(() -> meet(caller));
      } catch (SocketTimeoutException e) {
        expire();
      } catch (IOException e) {
        if (!socket.isClosed()) shut(Why.NO_NETWORK);
      }
    }
  }

  /// @return false for who came in while the door was being shut
  private synchronized boolean knock(Socket caller) {
    if (open.isEmpty()) return false;
    if (knocking.size() == KNOCKING_MAX) close(knocking.removeFirst());
    knocking.addLast(caller);
    return true;
  }

  private void expire() {
    synchronized (this) {
      boolean over = guest == null && code != null && !terms.clock().instant().isBefore(until);
      if (!over) return;
    }
    shut(Why.EXPIRED);
  }

  /// Looks at a proof in its turn, so that no two callers share a try.
  private boolean right(Socket caller, @Nullable PairingCode tried, Handshake.Proof proof) {
    boolean guessed;
    synchronized (this) {
      boolean counts =
          tried != null
              && tried.equals(code)
              && guest == null
              && terms.clock().instant().isBefore(until);
      if (!counts) return false;
      if (proof.isRight()) {
        code = null; // counts once
        guest = caller;
        return true;
      }
      wrong++;
      guessed = wrong >= TRIES;
    }
    if (guessed) shut(Why.GUESSED);
    return false;
  }

  private void meet(Socket caller) {
    try (caller) {
      PairingCode now = shown();
      Line made =
          new Handshake(caller, terms.random()).answer(now, proof -> right(caller, now, proof));
      synchronized (this) {
        knocking.remove(caller);
        if (made == null || closed) return;
      }
      with(made);
    } catch (IOException | MeetingException e) {
      LOG.info("a caller is turned away: {}", e instanceof MeetingException m ? m.code() : "cut");
    } finally {
      afterwards(caller);
    }
  }

  private void with(Line made) throws IOException, MeetingException {
    var meeting = new Meeting(machine, me, made);
    Exchange so;
    try {
      meeting.sameDistrict();
      become(new State.Met(meeting.who(), 0, 0));
      so = meeting.receive(progress(meeting.who()));
    } catch (IOException | MeetingException | StoreException e) {
      so = meeting.ended(e);
    }
    synchronized (this) {
      last = Optional.of(so);
    }
  }

  /// Not every piece is news.
  private Exports.Progress progress(Peer who) {
    var told = new long[] {-STEP};
    return (bytes, of) -> {
      if (bytes < told[0] + STEP && bytes < of) return;
      told[0] = bytes;
      become(new State.Met(who, bytes, of));
    };
  }

  /// Behind a meeting, or behind one that never was.
  private void afterwards(Socket caller) {
    synchronized (this) {
      knocking.remove(caller);
      if (!caller.equals(guest)) return;
      guest = null;
      if (closed || open.isEmpty()) return;
      fresh();
    }
    waiting();
  }

  private void shut(Why why) {
    synchronized (this) {
      if (open.isEmpty()) return;
      code = null;
      for (Closeable c : open) close(c);
      open.clear();
      for (Socket s : knocking) close(s);
      knocking.clear();
    }
    become(new State.Shut(why, last()));
  }

  private static void close(Closeable c) {
    try {
      c.close();
    } catch (IOException e) {
      LOG.debug("closed already");
    }
  }

  /// Nothing listens any more, and who is there is cut off; what came stays.
  @Override
  public void close() {
    Socket there;
    synchronized (this) {
      closed = true;
      there = guest;
    }
    if (there != null) close(there);
    shut(Why.CLOSED);
  }
}
