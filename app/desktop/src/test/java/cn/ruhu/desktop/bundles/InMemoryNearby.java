package cn.ruhu.desktop.bundles;

import cn.ruhu.store.Exports;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.lan.Delivery;
import cn.ruhu.sync.lan.Exchange;
import cn.ruhu.sync.lan.MeetingException;
import cn.ruhu.sync.lan.Peer;
import cn.ruhu.sync.lan.Reception;
import cn.ruhu.wire.PairingCode;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A machine beside this one for tests of screens: how it stands is set by hand, what was asked is
/// kept.
public final class InMemoryNearby implements Nearby {
  static final Peer HE = new Peer("何志强", "HE-PC", "ab".repeat(32));
  static final PairingCode CODE = new PairingCode("48217360");

  public final List<String> asked = new CopyOnWriteArrayList<>();
  MeetingException.@Nullable Code refusal;
  StoreException.@Nullable Code fault;
  Delivery.Sent sent =
      new Delivery.Sent(
          exchange(2, 2, 14_400_000, 1, null),
          new Exports.Exported(2, 2, 14, 36, 14_400_000, List.of()));
  volatile Consumer<Reception.State> changed = _ -> {};

  static Exchange exchange(
      int bundles, int whole, long bytes, int receipts, MeetingException.@Nullable Code trouble) {
    return new Exchange(HE, bundles, whole, 0, 0, bytes, receipts, 0, Optional.ofNullable(trouble));
  }

  /// Waits, on two addresses, until ten minutes later.
  static Reception.State waiting(Instant now, @Nullable Exchange last) {
    return new Reception.State.Waiting(
        CODE,
        List.of(at("192.168.43.17", 47_612), at("10.12.4.81", 47_612)),
        now.plus(Reception.CODE_LASTS),
        Optional.ofNullable(last));
  }

  private static InetSocketAddress at(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  @Override
  public Waiting listen(Consumer<Reception.State> listener) {
    asked.add("listen");
    changed = listener;
    return new Waiting() {
      @Override
      public void again() {
        asked.add("again");
      }

      @Override
      public void close() {
        asked.add("close");
      }
    };
  }

  @Override
  public Call call(Optional<InetSocketAddress> at, PairingCode code) throws MeetingException {
    asked.add(
        "call "
            + at.map(a -> a.getAddress().getHostAddress() + ":" + a.getPort()).orElse("-")
            + " "
            + code.digits());
    if (refusal != null) throw new MeetingException(refusal);
    return new Call() {
      @Override
      public Peer who() {
        return HE;
      }

      @Override
      public Delivery.Sent send(Exports.Progress preparing, Exports.Progress arrived)
          throws StoreException {
        asked.add("send");
        if (fault != null) throw new StoreException(fault, "set by hand");
        preparing.at(1, 2);
        arrived.at(7_200_000, 14_400_000);
        return sent;
      }

      @Override
      public void close() {
        asked.add("hang up");
      }
    };
  }
}
