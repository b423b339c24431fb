package cn.ruhu.casefile.means;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A national rule set, in force for applications accepted in its time.
///
/// Immutable, thread-safe.
///
/// @param id code of table `ruleSet`
/// @param from first day of acceptance
/// @param until last day of acceptance, null while in force
/// @param members which list says who counts
/// @param appraisalMandatory 民主评议 in every case, not only after an objection
/// @param secondNotice the district posts a notice of its own before deciding
/// @param newNoticeAfterObjection schemes whose settled objection needs a new notice; holds `*` for
///   every scheme
/// @param publicityDays calendar days of a notice
/// @param publishNegativeOpinion whether a case of refusals only is posted too
/// @param publicityPausesClock whether the days of a notice are left out of the time limit
/// @param incomeWindowMonths months before the application month that count as income
/// @param refusalNoticeWorkingDays working days within which a refusal is written
public record RuleSet(
    String id,
    LocalDate from,
    @Nullable LocalDate until,
    MemberList members,
    boolean appraisalMandatory,
    boolean secondNotice,
    Set<String> newNoticeAfterObjection,
    int publicityDays,
    boolean publishNegativeOpinion,
    boolean publicityPausesClock,
    int incomeWindowMonths,
    int refusalNoticeWorkingDays) {

  public RuleSet {
    newNoticeAfterObjection = Set.copyOf(newNoticeAfterObjection);
  }

  /// Which text lists the household's members.
  public enum MemberList {
    /// 民发〔2012〕220号 art 5: parents are members
    CN_2012,
    /// 民发〔2021〕57号 art 7: parents only by legal duty and long-term co-living
    CN_2021,
    /// Beijing's own list: unmarried children of the same 户口; others by ruling only
    BEIJING
  }

  /// The same rules with another income window.
  ///
  /// @param months 1 to 12
  public RuleSet withIncomeWindow(int months) {
    if (months < 1 || months > 12) throw new IllegalArgumentException("income window " + months);
    return new RuleSet(
        id,
        from,
        until,
        members,
        appraisalMandatory,
        secondNotice,
        newNoticeAfterObjection,
        publicityDays,
        publishNegativeOpinion,
        publicityPausesClock,
        months,
        refusalNoticeWorkingDays);
  }

  boolean covers(LocalDate accepted) {
    return !accepted.isBefore(from) && (until == null || !accepted.isAfter(until));
  }

  /// Whether a settled objection against this scheme's notice leads to a new notice (C6).
  public boolean newNoticeFor(String scheme) {
    return newNoticeAfterObjection.contains("*") || newNoticeAfterObjection.contains(scheme);
  }
}
