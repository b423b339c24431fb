package cn.ruhu.desktop;

import cn.ruhu.desktop.bundles.Nearby;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.Exports;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.lan.Delivery;
import cn.ruhu.sync.lan.MeetingException;
import cn.ruhu.sync.lan.Net;
import cn.ruhu.sync.lan.Peer;
import cn.ruhu.sync.lan.Reception;
import cn.ruhu.sync.lan.Search;
import cn.ruhu.wire.PairingCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Machines beside the real one: of everybody at the sign-in, of the person at work in the journal.
/// Thread-safe.
final class MachineNearby implements Nearby {
  private final Machine machine;
  private final Surroundings surroundings;
  private final Executor threads;
  private final String person;
  private final Predicate<UUID> whose;
  private final Runnable came;

  /// @param threads each task gets one of its own
  /// @param person at work, empty for nobody
  /// @param whose work is handed over
  /// @param came called, on any thread, when a colleague's bundles may be here
  MachineNearby(
      Machine machine,
      Surroundings surroundings,
      Executor threads,
      String person,
      Predicate<UUID> whose,
      Runnable came) {
    this.machine = machine;
    this.surroundings = surroundings;
    this.threads = threads;
    this.person = person;
    this.whose = whose;
    this.came = came;
  }

  private Peer me() {
    String district = machine.enrolment().map(Enrolment::recoveryKey).orElse("");
    return new Peer(person, Wiring.machineName(), district);
  }

  @Override
  public Waiting listen(Consumer<Reception.State> changed) {
    var terms =
        new Reception.Terms(
            surroundings.clock(), surroundings.random(), threads, here(), Net.PORT, Net.PORT);
    Reception open =
        Reception.open(
            machine,
            me(),
            terms,
            s -> {
              if (s instanceof Reception.State.Waiting w && w.last().isPresent()) came.run();
              changed.accept(s);
            });
    return new Waiting() {
      @Override
      public void again() {
        open.again();
      }

      @Override
      public void close() {
        open.close();
      }
    };
  }

  private static List<InetAddress> here() {
    try {
      return Net.here();
    } catch (IOException e) {
      return List.of(); // said as having no network
    }
  }

  @Override
  public Call call(Optional<InetSocketAddress> at, PairingCode code) throws MeetingException {
    InetSocketAddress there = at.isPresent() ? at.get() : find(code);
    Delivery delivery = Delivery.call(machine, me(), there, code, surroundings.random());
    return new Call() {
      @Override
      public Peer who() {
        return delivery.who();
      }

      @Override
      public Delivery.Sent send(Exports.Progress preparing, Exports.Progress arrived)
          throws StoreException {
        return delivery.send(whose, preparing, arrived);
      }

      @Override
      public void close() {
        delivery.close();
      }
    };
  }

  private InetSocketAddress find(PairingCode code) throws MeetingException {
    try {
      return Search.find(code, Net.everybody(), Net.PORT, surroundings.random());
    } catch (IOException e) {
      throw new MeetingException(MeetingException.Code.NO_NETWORK);
    }
  }
}
