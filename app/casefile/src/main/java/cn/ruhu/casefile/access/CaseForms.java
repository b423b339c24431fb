package cn.ruhu.casefile.access;

import cn.ruhu.casefile.process.Role;
import java.util.EnumSet;
import java.util.Set;

/// Who fills in which questionnaire of a case that is no visit (DOMAIN §2.4 end: street →
/// appraisal, social worker → follow-up; C13: the community worker sees appraisals; safeguard 4:
/// people are asked how they were served by whoever they last met). A form this program does not
/// know, which the district published for itself, is anybody's who works with the case in the
/// street.
///
/// Stateless and thread-safe.
public final class CaseForms {
  /// The appraisal record (民主评议, F05).
  public static final String APPRAISAL = "appraisal";

  /// The follow-up of a plan (跟踪回访, F10).
  public static final String FOLLOW_UP = "follow-up";

  /// How people were served (满意度).
  public static final String SATISFACTION = "satisfaction";

  /// Forms that open from a visit or stand in a window of their own.
  private static final Set<String> ELSEWHERE =
      Set.of("home-visit", "review-visit", "urgent-need", "neighbour-interview");

  private static final Set<Role> ANYBODY =
      EnumSet.of(
          Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.COMMUNITY_WORKER, Role.SOCIAL_WORKER);

  private CaseForms() {}

  /// The roles that fill in a form beside a case; nobody where it opens elsewhere.
  ///
  /// @param formId the form's id
  public static Set<Role> who(String formId) {
    if (ELSEWHERE.contains(formId)) return Set.of();
    return switch (formId) {
      case APPRAISAL -> EnumSet.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.COMMUNITY_WORKER);
      case FOLLOW_UP -> EnumSet.of(Role.SOCIAL_WORKER, Role.STREET_REVIEWER);
      default -> EnumSet.copyOf(ANYBODY);
    };
  }
}
