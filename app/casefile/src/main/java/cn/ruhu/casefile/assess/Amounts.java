package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Ratio;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Amounts that follow from a result, each by itself (DOMAIN §2.9, §5.5, §5.6).
///
/// Stateless and thread-safe.
public final class Amounts {
  private Amounts() {}

  /// 低保金: `Σ S × (1 + u) − net ÷ 12`, exact fen, never below nothing.
  ///
  /// @param standard S, a person a month
  /// @param uplifts u of every counted member
  /// @param netYear net income of the year, fen
  public static Ratio benefit(Fen standard, List<Ratio> uplifts, Ratio netYear) {
    Ratio heads = Ratio.ZERO;
    for (Ratio u : uplifts) heads = heads.plus(Ratio.of(1).plus(u));
    return Ratio.of(standard.value()).times(heads).minus(netYear.over(12)).max(Ratio.ZERO);
  }

  /// 救助渐退: the last amount month by month after the exit.
  ///
  /// @param last amount before the exit
  public static List<Fen> gradualExit(Fen last, Policy.BenefitRule rule) {
    var months = new ArrayList<Fen>();
    for (Ratio percent : rule.gradualExitPercent())
      months.add(rule.rounding().of(Ratio.of(last.value()).times(percent).over(100)));
    return List.copyOf(months);
  }

  /// 补发 after a standard that was announced late.
  ///
  /// @param months that were paid by the old standard
  /// @param each what each of them is short of, fen
  /// @param sum of all, fen; below nothing when the new standard gives less
  public record BackPay(int months, Fen each, Fen sum) {}

  /// What is owed for the months that were paid by the old standard.
  ///
  /// @param effective first month of the new standard
  /// @param paidFrom first month that is paid by it
  public static BackPay backPay(Fen before, Fen after, YearMonth effective, YearMonth paidFrom) {
    int months = 0;
    for (YearMonth m = effective; m.isBefore(paidFrom); m = m.plusMonths(1)) months++;
    Fen each = after.minus(before);
    return new BackPay(months, each, each.times(months));
  }

  /// 因病致贫 aid on the own part of medical cost: each band by its share, to the cap.
  ///
  /// @param medicalYear own compliant cost of the year, fen
  public static Fen illnessAid(Ratio medicalYear, Policy.IllnessRule rule, Policy.Rounding round) {
    Ratio aid = Ratio.ZERO;
    Ratio from = Ratio.ZERO;
    for (Policy.Band band : rule.bands()) {
      Ratio to = band.upTo().map(f -> Ratio.of(f.value())).orElse(medicalYear).min(medicalYear);
      if (to.compareTo(from) > 0) aid = aid.plus(to.minus(from).times(band.share()));
      from = from.max(to);
    }
    Optional<Ratio> cap = rule.cap().map(f -> Ratio.of(f.value()));
    return round.of(cap.isPresent() ? aid.min(cap.get()) : aid);
  }
}
