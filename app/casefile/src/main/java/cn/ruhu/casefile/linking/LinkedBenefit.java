package cn.ruhu.casefile.linking;

import java.util.ArrayList;
import java.util.List;

/// A benefit the registry says somebody has, as `LINK.benefits` keeps it.
///
/// @param code of the table `benefit`
/// @param since day it began
/// @param until last day, `""` while it runs
/// @param monthlyFen `""` when the registry does not say
public record LinkedBenefit(String code, String since, String until, String monthlyFen) {
  private static final int PARTS = 4;

  /// Whether it runs on a day.
  ///
  /// @param today as 2026-01-02
  public boolean runs(String today) {
    return until.isEmpty() || until.compareTo(today) >= 0;
  }

  /// One text for several, `""` for none.
  public static String write(List<LinkedBenefit> benefits) {
    return String.join(
        ";",
        benefits.stream()
            .map(b -> String.join(",", b.code(), b.since(), b.until(), b.monthlyFen()))
            .toList());
  }

  /// What [#write] wrote; a part a newer program wrote otherwise is left out.
  public static List<LinkedBenefit> read(String text) {
    var out = new ArrayList<LinkedBenefit>();
    if (text.isEmpty()) return out;
    for (String one : text.split(";", -1)) {
      String[] parts = one.split(",", -1);
      if (parts.length >= PARTS) out.add(new LinkedBenefit(parts[0], parts[1], parts[2], parts[3]));
    }
    return out;
  }
}
