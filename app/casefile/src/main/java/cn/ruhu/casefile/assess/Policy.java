package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.Standards;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The parameters of the means test in force on a day, apart from the standards themselves. What
/// Beijing's own text says of many of them was not found (DOMAIN §11), so they are values, not
/// code, and a file for `doctor means-test` may set others.
///
/// Immutable, thread-safe.
///
/// @param id names the set on every result, e.g. `BJ-2015`; ends with `*` when a value was set by
///   hand
/// @param support what people outside the household owe
/// @param deductions what is taken off the income before the test
/// @param benefit how an amount is made
/// @param property what a household may have
/// @param illness 因病致贫
/// @param rigid 刚性支出
public record Policy(
    String id,
    SupportRule support,
    DeductionRule deductions,
    BenefitRule benefit,
    PropertyRule property,
    IllnessRule illness,
    RigidRule rigid) {

  /// 赡养费、抚养费 (DOMAIN §5.3); shares are fractions of one.
  ///
  /// @param threshold k: nothing is owed up to k standards a head of the supporter's own household
  /// @param few share of what is above the standard, for a person with one or two children
  /// @param many the same for three children and more
  /// @param childOne share of the obligor's gross income for one child
  /// @param childSeveral share for each of several children
  public record SupportRule(
      Ratio threshold, Ratio few, Ratio many, Ratio childOne, Ratio childSeveral) {}

  /// 收入核减 and 就业奖励 (DOMAIN §2.9, §5.2); shares are fractions of the standard.
  ///
  /// @param byClass whether 收入核减 applies at all
  /// @param severe for severe illness or severe disability
  /// @param oldSupporter besides, when a legal supporter of that person is 60
  /// @param singleParent for a single parent who raises a child
  /// @param perPerson for each such person instead of once a household (the source does not say)
  /// @param rewardByYear share deducted from a new worker's wage in the first, second… year of the
  ///   job; a single value holds for ever
  public record DeductionRule(
      boolean byClass,
      Ratio severe,
      Ratio oldSupporter,
      Ratio singleParent,
      boolean perPerson,
      List<Ratio> rewardByYear) {
    public DeductionRule {
      rewardByYear = List.copyOf(rewardByYear);
    }

    /// Share of the standard in this year of the job, counted from 1; zero when it has run out.
    public Ratio reward(int year) {
      if (rewardByYear.size() == 1) return rewardByYear.getFirst();
      return year >= 1 && year <= rewardByYear.size() ? rewardByYear.get(year - 1) : Ratio.ZERO;
    }
  }

  /// How a monthly amount is rounded (DOMAIN §5.0; no rule of Beijing was found).
  public enum Rounding {
    FEN_HALF_UP(1, RoundingMode.HALF_UP),
    YUAN_CEIL(100, RoundingMode.CEILING),
    YUAN_HALF_UP(100, RoundingMode.HALF_UP);

    private final int unit;
    private final RoundingMode mode;

    Rounding(int unit, RoundingMode mode) {
      this.unit = unit;
      this.mode = mode;
    }

    /// Rounds exact fen.
    public Fen of(Ratio fen) {
      return new Fen(fen.rounded(unit, mode));
    }
  }

  /// Amounts (DOMAIN §2.7–§2.9, §5.5).
  ///
  /// @param gradualExitPercent per cent of the last amount, exact, month by month after the exit
  /// @param marginalFactor 边缘 line in standards
  /// @param severeIllnessSubsidy share of the standard for somebody severely ill in a low-income
  ///   household
  /// @param extremePoverty 特困 living amount in standards
  /// @param care 特困 care amount in minimum wages: able, partly, wholly unable
  /// @param oneOffSpread a one-off sum is spread over months instead of counted whole
  public record BenefitRule(
      Rounding rounding,
      List<Ratio> gradualExitPercent,
      Ratio marginalFactor,
      Ratio severeIllnessSubsidy,
      Ratio extremePoverty,
      List<Ratio> care,
      boolean oneOffSpread) {
    public BenefitRule {
      gradualExitPercent = List.copyOf(gradualExitPercent);
      care = List.copyOf(care);
    }
  }

  /// Property (DOMAIN §2.7, §5.4).
  ///
  /// @param small factor on last year's consumption a head for one or two people
  /// @param large factor for more
  /// @param cityAreaTenths last year's average floor area a head in the city, tenths of a square
  ///   metre; empty: 待确认
  /// @param before2014 the list of 2012/2013: two dwellings are allowed below 50 m² together or 10
  ///   m² a head, money has no limit of its own; farm machines and non-residential houses are not
  ///   on it by name, a person looks at them
  public record PropertyRule(
      Ratio small, Ratio large, Optional<Ratio> cityAreaTenths, boolean before2014) {
    private static final int SMALL = 2;

    /// On last year's consumption a head.
    ///
    /// @param people who share what the household has
    public Ratio factor(int people) {
      return people <= SMALL ? small : large;
    }

    /// Money a head that is allowed, exact fen; "not above" it being allowed.
    ///
    /// @param consumption a head in the last calendar year
    /// @param people who share what the household has
    public Ratio limit(Fen consumption, int people) {
      return Ratio.of(consumption.value()).times(factor(people));
    }
  }

  /// 因病致贫 (DOMAIN §5.6).
  ///
  /// @param bands upper end in fen (empty for the last) and share of each band
  /// @param cap the most a year, fen; empty: none known for that day
  /// @param assetMonths low-income lines a head money may come to
  public record IllnessRule(List<Band> bands, Optional<Fen> cap, int assetMonths) {
    public IllnessRule {
      bands = List.copyOf(bands);
    }
  }

  /// @param upTo fen, exclusive of nothing: the band reaches to it; empty for the last
  /// @param share of what lies in the band
  public record Band(Optional<Fen> upTo, Ratio share) {}

  /// 刚性支出困难 (民发 2024, DOMAIN §2.7): both figures are the district's and not known here.
  ///
  /// @param disposableYear last year's disposable income a head, fen a year
  /// @param ratio share of the income that rigid expenditure has to exceed
  public record RigidRule(Optional<Fen> disposableYear, Optional<Ratio> ratio) {}

  /// First day of the rules of 2015 on deductions (分类救助制度, 京华时报 2015-01; the day is not known).
  public static final LocalDate CLASS_FROM = LocalDate.of(2015, 1, 1);

  /// First day of the subsidy for the severely ill and of the single case for the severely disabled
  /// in low-income households (DOMAIN §2.8; the month is not known).
  public static final LocalDate SINGLE_FROM = LocalDate.of(2019, 1, 1);

  /// First day of the revised rules of property; before it the list of 2012/2013 holds (DOMAIN
  /// §2.7; the day is not known, 待确认: the first day after the two years the list is named by).
  public static final LocalDate PROPERTY_FROM = LocalDate.of(2014, 1, 1);

  private static final LocalDate CAP_2016 = LocalDate.of(2016, 1, 1);
  private static final LocalDate CAP_2023 = LocalDate.of(2023, 1, 1);

  /// The parameters by which an application accepted on this day is judged.
  public static Policy at(LocalDate day) {
    boolean later = !day.isBefore(CLASS_FROM);
    Optional<Fen> cap =
        day.isBefore(CAP_2016)
            ? Optional.empty()
            : Optional.of(Fen.ofYuan(day.isBefore(CAP_2023) ? 80_000 : 150_000));
    return new Policy(
        later ? "BJ-2015" : "BJ-2006",
        new SupportRule(
            Ratio.of(1), Ratio.of(1, 2), Ratio.of(2, 5), Ratio.of(3, 10), Ratio.of(1, 5)),
        new DeductionRule(
            later, Ratio.of(1), Ratio.of(1, 2), Ratio.of(1), false, List.of(Ratio.of(4, 5))),
        new BenefitRule(
            Rounding.FEN_HALF_UP,
            (later ? List.of(100, 100, 80, 80, 60, 60) : List.of(100, 50))
                .stream().map(Ratio::of).toList(),
            Ratio.of(3, 2),
            Ratio.of(7, 20),
            Ratio.of(3, 2),
            List.of(Ratio.of(1, 5), Ratio.of(2, 5), Ratio.of(3, 5)),
            false),
        new PropertyRule(
            Ratio.of(6, 5), Ratio.of(1), Optional.empty(), day.isBefore(PROPERTY_FROM)),
        new IllnessRule(
            List.of(
                new Band(Optional.of(Fen.ofYuan(30_000)), Ratio.of(3, 10)),
                new Band(Optional.of(Fen.ofYuan(50_000)), Ratio.of(2, 5)),
                new Band(Optional.empty(), Ratio.of(1, 2))),
            cap,
            24),
        new RigidRule(Optional.empty(), Optional.empty()));
  }

  /// The same with what the district entered for 刚性支出困难家庭 (DOMAIN §2.7, §11): both figures are
  /// published by the year, and while one is missing nobody is judged by them.
  public static Policy at(LocalDate day, Standards.Day entered) {
    Policy p = at(day);
    return new Policy(
        p.id,
        p.support,
        p.deductions,
        p.benefit,
        p.property,
        p.illness,
        new RigidRule(entered.disposableLastYear().amountIfKnown(), entered.rigidRatio()));
  }

  /// The same with parts set by hand; the id says so.
  public Policy with(
      DeductionRule deductions, SupportRule support, BenefitRule benefit, PropertyRule property) {
    return new Policy(mine(), support, deductions, benefit, property, illness, rigid);
  }

  /// The same with other rules of 因病致贫 and 刚性支出.
  public Policy with(IllnessRule illness, RigidRule rigid) {
    return new Policy(mine(), support, deductions, benefit, property, illness, rigid);
  }

  private String mine() {
    return id.endsWith("*") ? id : id + "*";
  }
}
