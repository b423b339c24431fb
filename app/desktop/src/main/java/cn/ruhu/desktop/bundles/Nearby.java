package cn.ruhu.desktop.bundles;

import cn.ruhu.store.Exports;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.lan.Delivery;
import cn.ruhu.sync.lan.MeetingException;
import cn.ruhu.sync.lan.Peer;
import cn.ruhu.sync.lan.Reception;
import cn.ruhu.wire.PairingCode;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/// A machine beside this one, in a local network: wait for its bundles, or hand own ones to it.
/// Everything here may block: in the background, but for the two `close`.
public interface Nearby {
  /// Waits, until it is closed.
  ///
  /// @param changed hears how it stands, on any thread
  Waiting listen(Consumer<Reception.State> changed);

  /// Calls the machine that shows this code.
  ///
  /// @param at where, empty to look for it
  /// @throws MeetingException why the two do not come together
  Call call(Optional<InetSocketAddress> at, PairingCode code) throws MeetingException;

  /// See [#listen].
  interface Waiting {
    /// Another code.
    void again();

    /// Nothing listens any more; idempotent, any thread.
    void close();
  }

  /// See [#call].
  interface Call {
    Peer who();

    /// Sends what waits; what came of it, also when it was cut.
    ///
    /// @throws StoreException when no copy can be made here
    Delivery.Sent send(Exports.Progress preparing, Exports.Progress arrived) throws StoreException;

    /// Hangs up; idempotent, any thread.
    void close();
  }
}
