package cn.ruhu.casefile.process;

import java.util.List;

/// Whether an act may be done now.
public sealed interface Ruling {
  /// It may, and leads here.
  record Allowed(Stage to) implements Ruling {}

  /// It may not; every hindrance is named, not only the first.
  record Refused(List<Hindrance> hindrances) implements Ruling, Outcome {
    public Refused {
      hindrances = List.copyOf(hindrances);
    }

    /// Whether this code is among the hindrances.
    public boolean names(String code) {
      return hindrances.stream().anyMatch(h -> h.code().equals(code));
    }
  }
}
