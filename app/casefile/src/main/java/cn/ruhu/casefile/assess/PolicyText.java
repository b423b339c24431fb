package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Policy.Band;
import cn.ruhu.casefile.assess.Policy.BenefitRule;
import cn.ruhu.casefile.assess.Policy.DeductionRule;
import cn.ruhu.casefile.assess.Policy.IllnessRule;
import cn.ruhu.casefile.assess.Policy.PropertyRule;
import cn.ruhu.casefile.assess.Policy.RigidRule;
import cn.ruhu.casefile.assess.Policy.Rounding;
import cn.ruhu.casefile.assess.Policy.SupportRule;
import cn.ruhu.casefile.means.Ratio;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The parameters of a means test as a line of text, as a [Snapshot] keeps them (T18): a decision
/// is computed again by what was in force when it was made, whatever the program says of that day
/// later. Fields are separated by `;`, lists by `,`, fractions are exact; nothing stands for what
/// is not known.
///
/// Stateless and thread-safe.
final class PolicyText {
  private static final String FIELD = ";";
  private static final String ITEM = ",";
  private static final int FIELDS = 25;

  private PolicyText() {}

  static String write(Policy p) {
    return String.join(
        FIELD,
        p.id(),
        p.support().threshold().toString(),
        p.support().few().toString(),
        p.support().many().toString(),
        p.support().childOne().toString(),
        p.support().childSeveral().toString(),
        Boolean.toString(p.deductions().byClass()),
        p.deductions().severe().toString(),
        p.deductions().oldSupporter().toString(),
        p.deductions().singleParent().toString(),
        Boolean.toString(p.deductions().perPerson()),
        ratios(p.deductions().rewardByYear()),
        p.benefit().rounding().name(),
        ratios(p.benefit().gradualExitPercent()),
        p.benefit().marginalFactor().toString(),
        p.benefit().severeIllnessSubsidy().toString(),
        p.benefit().extremePoverty().toString(),
        ratios(p.benefit().care()),
        Boolean.toString(p.benefit().oneOffSpread()),
        p.property().small() + ITEM + p.property().large() + ITEM + p.property().before2014(),
        p.property().cityAreaTenths().map(Ratio::toString).orElse(""),
        p.illness().bands().stream()
            .map(b -> b.upTo().map(Fen::value).map(Object::toString).orElse("") + ":" + b.share())
            .collect(Collectors.joining(ITEM)),
        p.illness().cap().map(f -> Long.toString(f.value())).orElse(""),
        Integer.toString(p.illness().assetMonths()),
        p.rigid().disposableYear().map(f -> Long.toString(f.value())).orElse("")
            + ITEM
            + p.rigid().ratio().map(Ratio::toString).orElse(""));
  }

  private static String ratios(List<Ratio> all) {
    return all.stream().map(Ratio::toString).collect(Collectors.joining(ITEM));
  }

  /// Reads what was written; empty when it is none.
  static Optional<Policy> read(String text) {
    String[] f = text.split(FIELD, -1);
    if (f.length != FIELDS) return Optional.empty();
    try {
      return Optional.of(policy(f));
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private static Policy policy(String[] f) {
    String[] property = f[19].split(ITEM, -1);
    String[] rigid = f[24].split(ITEM, -1);
    return new Policy(
        f[0],
        new SupportRule(ratio(f[1]), ratio(f[2]), ratio(f[3]), ratio(f[4]), ratio(f[5])),
        new DeductionRule(
            Boolean.parseBoolean(f[6]),
            ratio(f[7]),
            ratio(f[8]),
            ratio(f[9]),
            Boolean.parseBoolean(f[10]),
            list(f[11]).stream().map(PolicyText::ratio).toList()),
        new BenefitRule(
            Rounding.valueOf(f[12]),
            list(f[13]).stream().map(PolicyText::ratio).toList(),
            ratio(f[14]),
            ratio(f[15]),
            ratio(f[16]),
            list(f[17]).stream().map(PolicyText::ratio).toList(),
            Boolean.parseBoolean(f[18])),
        new PropertyRule(
            ratio(property[0]),
            ratio(property[1]),
            known(f[20]).map(PolicyText::ratio),
            Boolean.parseBoolean(property[2])),
        new IllnessRule(
            list(f[21]).stream().map(PolicyText::band).toList(),
            known(f[22]).map(PolicyText::fen),
            Integer.parseInt(f[23])),
        new RigidRule(
            known(rigid[0]).map(PolicyText::fen), known(rigid[1]).map(PolicyText::ratio)));
  }

  private static Band band(String text) {
    String[] parts = text.split(":", -1);
    return new Band(known(parts[0]).map(PolicyText::fen), ratio(parts[1]));
  }

  private static Optional<String> known(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(ITEM, -1));
  }

  private static Fen fen(String text) {
    return new Fen(Long.parseLong(text));
  }

  private static Ratio ratio(String text) {
    String[] parts = text.split("/", -1);
    return new Ratio(
        new BigInteger(parts[0]), parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]));
  }
}
