package cn.ruhu.casefile.means;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The dated rule sets. Which one judges an application follows from its acceptance date alone, so
/// that a decision of any year can be replayed.
///
/// Immutable, thread-safe.
public final class RuleSets {
  /// 民发〔2012〕220号: two notices, appraisal in every case (arts 20–25, 29).
  public static final RuleSet CN_2012 =
      new RuleSet(
          "CN-2012",
          LocalDate.of(2012, 12, 12),
          LocalDate.of(2021, 6, 30),
          RuleSet.MemberList.CN_2012,
          true,
          true,
          Set.of("*"),
          7,
          false,
          true,
          12,
          3);

  /// 民发〔2021〕57号 and, for 特困, 民发〔2021〕43号 (art 15: new notice after an objection).
  public static final RuleSet CN_2021 =
      new RuleSet(
          "CN-2021",
          LocalDate.of(2021, 7, 1),
          null,
          RuleSet.MemberList.CN_2021,
          false,
          false,
          Set.of("TK"),
          7,
          false,
          true,
          12,
          3);

  /// The Beijing counter guide: as `CN-2021`, with Beijing's list of members. Never chosen by date,
  /// only by an application that names it.
  public static final RuleSet BJ_FS =
      new RuleSet(
          "BJ-FS",
          LocalDate.of(2021, 7, 1),
          null,
          RuleSet.MemberList.BEIJING,
          false,
          false,
          Set.of("TK"),
          7,
          false,
          true,
          12,
          3);

  /// First day of the district's own rules of 2017, which lie on top of the national ones.
  public static final LocalDate HD_2017_FROM = LocalDate.of(2017, 11, 17);

  /// Schemes entrusted to the streets by 京民社救发〔2020〕73号. Its first day is not known here (待确认):
  /// applications accepted from 2021 on are certainly under it, those of 2020 stay with the
  /// district unless `confirmMode` of the application says otherwise.
  private static final Set<String> ENTRUSTED =
      Set.of("TK", "DB", "SN", "DS", "JY", "CN", "LS1", "LS2");

  private static final LocalDate ENTRUSTED_FROM = LocalDate.of(2021, 1, 1);

  private static final List<RuleSet> NATIONAL = List.of(CN_2012, CN_2021);

  /// Months between reviews by class (Policy §14).
  private static final Map<String, Integer> CADENCE = Map.of("A", 12, "B", 6, "C", 3, "D", 1);

  /// Stages at which aid is paid, suspended or looked at again (codes of table `stage`).
  private static final Set<String> PAID =
      Set.of("IN_BENEFIT", "REVIEW_DUE", "REVIEWING", "SUSPENDED", "GRADUAL_EXIT");

  private RuleSets() {}

  /// Who decides: the district, or the street on its behalf (C1).
  public enum ConfirmMode {
    DISTRICT,
    STREET_ENTRUSTED
  }

  /// National rule set for an application accepted on this day; empty before the first one.
  public static Optional<RuleSet> at(LocalDate accepted) {
    return NATIONAL.stream().filter(r -> r.covers(accepted)).findFirst();
  }

  /// The rule set with this id.
  public static Optional<RuleSet> byId(String id) {
    return List.of(CN_2012, CN_2021, BJ_FS).stream().filter(r -> r.id().equals(id)).findFirst();
  }

  /// The rule set of a case: the one written at acceptance, else by acceptance date, else as if
  /// accepted `today`.
  public static Optional<RuleSet> of(CaseFile file, LocalDate today) {
    Optional<CaseRecord> app = file.application();
    Optional<RuleSet> named = app.flatMap(a -> a.get("ruleSet")).flatMap(RuleSets::byId);
    if (named.isPresent()) return named;
    return at(app.flatMap(a -> Texts.date(a.text("acceptDate"))).orElse(today));
  }

  /// The rule set that judges a case without asking the day: as written, else by the day it was
  /// accepted, submitted or applied for, else the one in force now.
  public static RuleSet forCase(CaseFile file) {
    return file.application()
        .flatMap(a -> byId(a.text("ruleSet")))
        .or(() -> referenceDay(file).flatMap(RuleSets::at))
        .orElse(CN_2021);
  }

  /// Day by which ages and standards of a case are judged: acceptance, else submission, else
  /// application; empty when the case has none of them.
  public static Optional<LocalDate> referenceDay(CaseFile file) {
    Optional<CaseRecord> app = file.application();
    return app.flatMap(a -> Texts.date(a.text("acceptDate")))
        .or(() -> app.flatMap(a -> Texts.date(a.text("submitDate"))))
        .or(() -> app.flatMap(a -> Texts.date(a.text("applyDate"))));
  }

  /// Day whose standards and ages judge a case. A first decision keeps to the day the household
  /// came; aid that is paid is looked at anew by the standards of now, also those announced late
  /// (DOMAIN §2.8, §5.5).
  ///
  /// @param today for aid that is paid or reviewed, and for a case without a day of its own
  public static LocalDate judgedOn(CaseFile file, LocalDate today) {
    return isPaid(file) ? today : referenceDay(file).orElse(today);
  }

  /// Whether aid is paid, suspended or looked at again: the household is judged as it is now.
  public static boolean isPaid(CaseFile file) {
    return file.application().map(a -> a.text("stage")).filter(PAID::contains).isPresent();
  }

  /// Who decides on a scheme for an application accepted on this day.
  public static ConfirmMode confirmMode(String scheme, LocalDate accepted) {
    boolean street = ENTRUSTED.contains(scheme) && !accepted.isBefore(ENTRUSTED_FROM);
    return street ? ConfirmMode.STREET_ENTRUSTED : ConfirmMode.DISTRICT;
  }

  /// Who decides on an application as a whole: the district as soon as one of its schemes is not
  /// entrusted, for a case travels one road.
  public static ConfirmMode confirmMode(Collection<String> schemes, LocalDate accepted) {
    boolean street =
        !schemes.isEmpty()
            && schemes.stream()
                .allMatch(s -> confirmMode(s, accepted) == ConfirmMode.STREET_ENTRUSTED);
    return street ? ConfirmMode.STREET_ENTRUSTED : ConfirmMode.DISTRICT;
  }

  /// Months to the next review by class A to D (Policy §14); empty for an unknown class.
  public static Optional<Integer> cadenceMonths(String reviewClass) {
    return Optional.ofNullable(CADENCE.get(reviewClass));
  }
}
