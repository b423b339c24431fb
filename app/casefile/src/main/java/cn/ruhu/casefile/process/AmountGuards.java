package cn.ruhu.casefile.process;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.util.List;
import java.util.Optional;

/// The amount a decision grants, held against the means test as the case stands, here and on the
/// server: it is there, and where it is another one than the test comes to, the decision says why
/// and beside which figure (Policy §13, DOMAIN §5.0, §5.5).
final class AmountGuards {
  private static final String ARTICLE = "§5.5";

  private AmountGuards() {}

  static List<Hindrance> sound(Situation s, CaseRecord decision, String scheme) {
    if (!MonthlyAmounts.pays(scheme)) return List.of();
    Optional<Fen> counted =
        MonthlyAmounts.of(MeansTest.of(s.file(), Column.ADOPTED, s.today()), scheme);
    Optional<Fen> given = Texts.whole(decision.text("monthlyFen")).map(Fen::new);
    if (given.isEmpty())
      return against("AMOUNT_MISSING", scheme, counted.map(Fen::grouped).orElse("-"));
    if (given.equals(counted)) return List.of(); // nothing a month, too (example 3)
    if (given.get().value() <= 0) return against("AMOUNT_ZERO", scheme);
    if (decision.text("amountReason").isBlank())
      return counted.isEmpty()
          ? against("AMOUNT_NOT_COUNTED", scheme)
          : against("AMOUNT_DIFFERS", scheme, counted.get().grouped(), given.get().grouped());
    String beside = counted.map(Fen::text).orElse("");
    return decision.text("computedFen").equals(beside)
        ? List.of()
        : against("AMOUNT_RECOUNTED", scheme, counted.map(Fen::grouped).orElse("-"));
  }

  private static List<Hindrance> against(String code, Object... args) {
    return List.of(Hindrance.of(code, ARTICLE, args));
  }
}
