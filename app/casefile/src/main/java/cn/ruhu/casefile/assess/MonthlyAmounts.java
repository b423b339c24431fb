package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the means test pays a month for a scheme: the amount a decision names unless whoever signs
/// writes why it is another one (Policy §13, DOMAIN §5.0: the figures advise, a person decides;
/// §5.5).
///
/// Stateless and thread-safe.
public final class MonthlyAmounts {
  /// Schemes that pay an amount a month which the test computes.
  private static final Set<String> PAID = Set.of("DB", "TK", "SN");

  private MonthlyAmounts() {}

  /// Whether a decision on this scheme grants a monthly amount that can be computed.
  public static boolean pays(String scheme) {
    return PAID.contains(scheme);
  }

  /// The amount the test comes to; empty for a scheme that pays none, for a household the figures
  /// do not let in, and while a figure is 待确认. Of a household that is not on 低保 itself the amount
  /// is that of the one member who may apply alone (单人保, 57号 art 8).
  public static Optional<Fen> of(Assessment a, String scheme) {
    return switch (scheme) {
      case "DB" -> a.benefit().or(() -> alone(a));
      case "TK" -> a.outcome("TK").flatMap(Outcome::monthly);
      case "SN" -> a.illnessSubsidy();
      default -> Optional.empty();
    };
  }

  private static Optional<Fen> alone(Assessment a) {
    List<Assessment.Single> singles = a.singles();
    boolean out = a.dibao().filter(in -> !in).isPresent();
    return out && singles.size() == 1 ? singles.getFirst().benefit() : Optional.empty();
  }
}
