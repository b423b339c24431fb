package cn.ruhu.device.scan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One kind of driver: the addresses it opens and how its devices are found. Thread-safe.
public interface ScanScheme {
  /// Schemes of its addresses, lower case, such as `escl+http`.
  Set<String> names();

  /// Opens a device without asking it anything yet.
  ///
  /// @param address with one of [#names]
  /// @return empty when the address cannot be one
  Optional<PageSource> open(String address);

  /// Looks for devices; on the caller's thread, so in the background.
  ///
  /// @param limit so long at most
  List<FoundSource> find(Duration limit, ScanStop stop);
}
