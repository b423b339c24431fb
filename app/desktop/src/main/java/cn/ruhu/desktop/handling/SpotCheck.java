package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The inspector's amounts beside those of the first visit (DOMAIN §6.2): a difference of a tenth
/// or more in any amount speaks against the first visit.
record SpotCheck(List<Line> lines) {
  private static final int COLUMNS = 4;

  SpotCheck {
    lines = List.copyOf(lines);
  }

  /// How two amounts agree.
  enum Agreement {
    EQUAL("="),
    /// apart by less than a tenth
    NEAR("\u2248"),
    APART("\u2260");

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
  /// @param mine fen the inspector found
  /// @param first fen the first visit found
  record Line(String what, long mine, long first) {
    Agreement agreement() {
      return Agreement.of(mine, first);
    }
  }

  static SpotCheck compare(CaseFile file, Map<String, String> found) {
    var lines = new ArrayList<Line>();
    for (CaseRecord item : Asks.checked(file)) {
      String typed = found.getOrDefault("item:" + item.id(), "");
      if (typed.matches("-?\\d{1,18}"))
        lines.add(
            new Line(
                Asks.itemWords(file, item),
                Long.parseLong(typed),
                Long.parseLong(item.text("verified"))));
    }
    return new SpotCheck(lines);
  }

  /// Amounts that agree within a tenth.
  int same() {
    return (int) lines.stream().filter(l -> l.agreement() != Agreement.APART).count();
  }

  /// What the fact keeps: `3/4`, then a line an amount with sign, words and both amounts.
  String value() {
    var words = new StringBuilder().append(same()).append('/').append(lines.size());
    for (Line l : lines)
      words
          .append('\n')
          .append(
              String.join(
                  "\t",
                  l.agreement().sign(),
                  l.what(),
                  Long.toString(l.mine()),
                  Long.toString(l.first())));
    return words.toString();
  }

  /// The comparison a fact keeps; without lines where it keeps words only.
  static SpotCheck read(String value) {
    var lines = new ArrayList<Line>();
    for (String line : value.split("\n", -1)) {
      String[] parts = line.split("\t", -1);
      if (parts.length == COLUMNS
          && parts[2].matches("-?\\d{1,18}")
          && parts[3].matches("-?\\d{1,18}"))
        lines.add(new Line(parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3])));
    }
    return new SpotCheck(lines);
  }
}
