package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.tables.Tsv;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The article a refusal rests on, as the letter N06 must name it (DOMAIN §2.5, §2.6): by the
/// reason's code and the day of acceptance, because the law a case is judged by follows that day.
///
/// Stateless and thread-safe.
public final class RefusalArticles {
  private static final List<List<String>> ROWS =
      Tsv.rows(RefusalArticles.class, "refusalArticles.tsv");

  private RefusalArticles() {}

  /// The article in words; empty for a reason whose article the decider names (R99) and for days
  /// before the table begins.
  ///
  /// @param reason code of table `reject`
  /// @param day the case's reference day
  public static Optional<String> of(String reason, LocalDate day) {
    return ROWS.stream()
        .filter(r -> r.get(0).equals(reason))
        .filter(r -> !LocalDate.parse(r.get(1)).isAfter(day))
        .reduce((_, later) -> later)
        .map(r -> r.get(2));
  }
}
