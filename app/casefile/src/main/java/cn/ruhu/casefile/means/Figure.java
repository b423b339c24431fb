package cn.ruhu.casefile.means;

import cn.ruhu.casefile.Fen;
import java.time.YearMonth;
import java.util.Optional;

/// A dated figure of the rules as of a day.
public sealed interface Figure {
  /// @param amount the figure
  /// @param effective month (or, for yearly figures, January of the year) it holds from
  /// @param source where it was read
  /// @param confirmed false: shown with 待确认 wherever it is used
  /// @param mark short word that goes wherever the figure goes (演示 for a demonstration), else empty
  record Known(Fen amount, YearMonth effective, String source, boolean confirmed, String mark)
      implements Figure {}

  /// Nobody has entered it: 待确认, and nothing is guessed.
  ///
  /// @param standard which figure
  /// @param asked month it was asked for
  record Unknown(Standard standard, YearMonth asked) implements Figure {}

  default Optional<Fen> amountIfKnown() {
    return switch (this) {
      case Known k -> Optional.of(k.amount());
      case Unknown _ -> Optional.empty();
    };
  }
}
