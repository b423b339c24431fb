package cn.ruhu.desktop.publishing;

import cn.ruhu.wire.Admin;
import java.util.UUID;

/// The district's press for questionnaires, over the line. Each call blocks; never on the window's
/// thread.
public interface FormPress {
  /// What the district said.
  ///
  /// @param <T> what was asked for
  sealed interface Said<T> {
    record Done<T>(T value) implements Said<T> {}

    /// @param code of the refusal, e.g. `FORM_VERSION`, `RIGHT`, `REASON`
    record Refused<T>(String code) implements Said<T> {}

    /// @param code why it could not be reached, e.g. `OFFLINE`
    record Away<T>(String code) implements Said<T> {}
  }

  /// Publishes a package to every machine.
  ///
  /// @param form the exact bytes of the package
  /// @param reason what changed, without names or numbers
  Said<Admin.PublishedForm> publish(byte[] form, String reason);

  /// Takes a published form out of use.
  Said<Admin.ActDone> retire(UUID form, String reason);

  /// Asks for a round with the district, so that the list shows what was done; returns at once.
  void round();
}
