package cn.ruhu.device.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Opens any address and finds what is there. Thread-safe.
public final class ScanSources {
  private final List<ScanScheme> schemes;
  private final Map<String, ScanScheme> byName = new LinkedHashMap<>();

  public ScanSources(List<ScanScheme> schemes) {
    this.schemes = List.copyOf(schemes);
    for (ScanScheme s : this.schemes) for (String name : s.names()) byName.put(name, s);
  }

  /// Schemes served, in the order in which they are offered.
  public List<String> schemes() {
    return List.copyOf(byName.keySet());
  }

  /// Opens a device without asking it anything yet. @return empty when the address is none
  public Optional<PageSource> open(String address) {
    int colon = address.indexOf(':');
    if (colon < 0) return Optional.empty();
    String name = address.substring(0, colon).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(byName.get(name)).flatMap(s -> s.open(address));
  }

  /// Looks for devices of every kind, one kind after the other; one that two kinds find comes from
  /// the first.
  ///
  /// @param limit for each kind
  public List<FoundSource> find(Duration limit, ScanStop stop) {
    var found = new LinkedHashMap<String, FoundSource>();
    for (ScanScheme s : schemes) {
      if (stop.asked()) break;
      for (FoundSource f : s.find(limit, stop)) found.putIfAbsent(f.id(), f);
    }
    return new ArrayList<>(found.values());
  }
}
