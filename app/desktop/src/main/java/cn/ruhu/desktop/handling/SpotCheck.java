package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.record.CaseFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What an inspector typed before checks were visits of their own, and beside it what the first
/// visit found (DOMAIN §6.2): such facts stay readable. A difference of a tenth or more in any
/// amount speaks against the first visit. The machine of the inspector has no amounts of the first
/// visit, so the two are compared where both are seen.
record SpotCheck(List<Line> lines) {
  private static final int COLUMNS = 3;
  private static final String AMOUNT = "-?\\d{1,18}";

  SpotCheck {
    lines = List.copyOf(lines);
  }

  /// How two amounts agree.
  enum Agreement {
    EQUAL("="),
    /// apart by less than a tenth
    NEAR("\u2248"),
    APART("\u2260"),
    /// the amount of the first visit is not shown here
    UNSEEN("\u2013");

    private final String sign;

    Agreement(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    static Agreement of(long mine, long first) {
      if (mine == first) return EQUAL;
      return Math.abs(mine - first) * 10 < Math.abs(first) ? NEAR : APART;
    }
  }

  /// One amount.
  ///
  /// @param item declared item it is about
  /// @param mine fen the inspector found
  /// @param first fen the first visit found, empty where it may not be seen
  record Line(UUID item, String what, long mine, Optional<Long> first) {
    Agreement agreement() {
      return first.map(f -> Agreement.of(mine, f)).orElse(Agreement.UNSEEN);
    }
  }

  /// The comparison of a fact with what the first visit verified, as far as it is seen here.
  static SpotCheck compared(CaseFile file, String value) {
    var lines = new ArrayList<Line>();
    for (String line : value.split("\n", -1)) {
      String[] parts = line.split("\t", -1);
      if (parts.length != COLUMNS || parts[0].length() != 36 || !parts[2].matches(AMOUNT)) continue;
      UUID item = UUID.fromString(parts[0]);
      Optional<Long> first =
          file.record(item)
              .map(i -> i.text("verified"))
              .filter(v -> v.matches(AMOUNT))
              .map(Long::parseLong);
      lines.add(new Line(item, parts[1], Long.parseLong(parts[2]), first));
    }
    return new SpotCheck(lines);
  }

  /// Amounts that can be compared here.
  int seen() {
    return (int) lines.stream().filter(l -> l.first().isPresent()).count();
  }

  /// Amounts that agree within a tenth.
  int same() {
    return (int)
        lines.stream()
            .map(Line::agreement)
            .filter(a -> a == Agreement.EQUAL || a == Agreement.NEAR)
            .count();
  }
}
