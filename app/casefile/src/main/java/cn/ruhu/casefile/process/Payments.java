package cn.ruhu.casefile.process;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What decisions pay for which month (Policy §5, DOMAIN §5.5): the amount of each month, the
/// months of a gradual exit, and what is paid later for months that were paid by an older amount.
///
/// Stateless and thread-safe.
public final class Payments {
  private static final String APPROVED = "APPROVED";

  private Payments() {}

  /// What is to be paid for a month by the decisions as they stand; empty where no decision says
  /// anything of that month. Nothing is paid while aid is suspended and after it ended.
  public static Optional<Fen> of(CaseFile file, String scheme, YearMonth month) {
    return newest(file, scheme, month, Instant.MAX).map(d -> amount(d, month));
  }

  /// The amount aid is paid by now; empty when nothing is granted or a decision names no amount.
  public static Optional<Fen> last(CaseFile file, String scheme) {
    return file.decision(scheme)
        .filter(d -> d.text("outcome").equals(APPROVED))
        .flatMap(Payments::monthly)
        .filter(f -> f.value() > 0);
  }

  private static Fen amount(CaseRecord decision, YearMonth month) {
    return switch (decision.text("outcome")) {
      case APPROVED -> planned(decision, month).or(() -> monthly(decision)).orElse(Fen.ZERO);
      case "GRADUAL_EXIT" -> planned(decision, month).orElse(Fen.ZERO);
      default -> Fen.ZERO;
    };
  }

  /// What a decision says of a month by itself: of an exit, or of months before the last of several
  /// new standards.
  private static Optional<Fen> planned(CaseRecord decision, YearMonth month) {
    return GradualExit.months(decision).stream()
        .filter(p -> p.month().equals(month))
        .map(GradualExit.Paid::amount)
        .findFirst();
  }

  /// The first month, not before a floor, for which the amount of a decision was paid without a
  /// break, by it and by those before it: a review that confirmed an amount began no other aid.
  ///
  /// @param decision one that grants
  static YearMonth since(CaseFile file, CaseRecord decision, YearMonth floor) {
    YearMonth m = Texts.month(decision.text("startMonth")).filter(floor::isBefore).orElse(floor);
    while (m.isAfter(floor) && granted(file, decision, m.minusMonths(1)).equals(monthly(decision)))
      m = m.minusMonths(1);
    return m;
  }

  /// What a decision before another granted for a month; empty where none did.
  static Optional<Fen> granted(CaseFile file, CaseRecord before, YearMonth month) {
    return newest(file, before.text("scheme"), month, Situation.at(before))
        .filter(d -> d.text("outcome").equals(APPROVED))
        .filter(d -> monthly(d).isPresent())
        .map(d -> amount(d, month));
  }

  /// The newest decision before an instant that works in a month.
  private static Optional<CaseRecord> newest(
      CaseFile file, String scheme, YearMonth month, Instant before) {
    return file.all(RecordType.DECISION).stream()
        .filter(d -> d.text("scheme").equals(scheme))
        .filter(d -> Situation.at(d).isBefore(before))
        .filter(d -> from(d).filter(m -> !m.isAfter(month)).isPresent())
        .max(Comparator.comparing(Situation::at));
  }

  private static Optional<YearMonth> from(CaseRecord decision) {
    return Texts.month(decision.text("startMonth")).or(() -> decided(decision));
  }

  private static Optional<YearMonth> decided(CaseRecord decision) {
    return CaseFile.instant(decision, "at").map(at -> YearMonth.from(at.atZone(Process.ZONE)));
  }

  private static Optional<Fen> monthly(CaseRecord decision) {
    return Texts.whole(decision.text("monthlyFen")).map(Fen::new);
  }

  /// A month that was paid by less than holds for it now.
  ///
  /// @param by how much less, fen
  public record Lacking(YearMonth month, Fen by) {}

  /// 补发: months that were paid by an older amount although the decision's holds for them already,
  /// as when a standard was announced late. Where the older amount changed in between, each month
  /// is set against its own. Empty where a month was not paid by a decision that granted: a letter
  /// binds, and what is due for such a month a person works out.
  ///
  /// @param decision one that grants; the first month paid by it is its `paidFrom`, else the month
  ///   in which it was made
  public static List<Lacking> owed(CaseFile file, CaseRecord decision) {
    Optional<YearMonth> from = Texts.month(decision.text("startMonth"));
    Optional<YearMonth> paid = Texts.month(decision.text("paidFrom")).or(() -> decided(decision));
    Optional<Fen> after = monthly(decision);
    boolean granted = decision.text("outcome").equals(APPROVED);
    if (!granted || from.isEmpty() || paid.isEmpty() || after.isEmpty()) return List.of();
    var months = new ArrayList<Lacking>();
    for (YearMonth m = from.get(); m.isBefore(paid.get()); m = m.plusMonths(1)) {
      Optional<Fen> held = granted(file, decision, m);
      if (held.isEmpty()) return List.of();
      Fen by = amount(decision, m).minus(held.get());
      if (by.value() > 0) months.add(new Lacking(m, by));
    }
    return List.copyOf(months);
  }
}
