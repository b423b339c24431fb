package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whose names no board shows in full, whatever the district's policy says (DOMAIN §6.5): children,
/// the schemes for children in need and for families that illness made poor, and every household
/// somebody of which has a mental illness or AIDS: a name beside a number of members tells the
/// neighbours whose family it is.
///
/// Stateless and thread-safe.
public final class Shielding {
  private static final int ADULT = 18;

  /// the sixth category of a disability certificate, and its place in the number
  private static final String MENTAL = "6";

  private static final int CATEGORY_AT = 18;

  /// orphan, or in fact without anybody who brings up (困境儿童)
  private static final String CHILD_IN_NEED = "7";

  /// 重性精神病 and 艾滋病机会感染 of the list of diseases the visit asks by
  private static final Set<String> DISEASES = Set.of("09", "11");

  /// 神经或精神疾病, 精神残疾 of the finer list of health
  private static final Set<String> HEALTH = Set.of("38", "66");

  /// the same in words, and by ICD-10: F00 to F99, B20 to B24, Z21
  private static final Pattern WORDS =
      Pattern.compile(
          "\u7cbe\u795e|\u827e\u6ecb|\u6291\u90c1|\u8e81\u72c2|\u53cc\u76f8|HIV|AIDS"
              + "|(^|[^A-Z])(F\\d\\d|B2[0-4]|Z21)([^0-9]|$)");

  private static final List<String> ABOUT_HEALTH = List.of("D02", "D11", "M15");

  private Shielding() {}

  /// Whether the applicant's name is cut to the family name on every notice.
  ///
  /// @param scheme the notice is about
  /// @param day it is made on: who is a child by then
  public static boolean applies(CaseFile file, String scheme, LocalDate day) {
    Optional<LocalDate> born = file.applicant().flatMap(p -> Texts.date(p.text("birthDate")));
    boolean minor = born.filter(b -> b.plusYears(ADULT).isAfter(day)).isPresent();
    return minor
        || MaskProfile.shielded(scheme)
        || file.members().stream().anyMatch(Shielding::told)
        || found(file.answers());
  }

  private static boolean told(CaseRecord member) {
    return member.text("disabilityCategory").equals(MENTAL)
        || certified(member.text("disabilityCertificate"))
        || CaseFile.codes(member, "specialIdentity").contains(CHILD_IN_NEED)
        || CaseFile.codes(member, "health").stream().anyMatch(HEALTH::contains)
        || named(member.text("disease"));
  }

  private static boolean certified(String number) {
    return number.length() > CATEGORY_AT && number.substring(CATEGORY_AT).startsWith(MENTAL);
  }

  private static boolean named(String words) {
    return WORDS.matcher(words.toUpperCase(Locale.ROOT)).find();
  }

  private static boolean found(Answers answers) {
    return answers.byPath().entrySet().stream().anyMatch(e -> shields(e.getKey(), e.getValue()));
  }

  private static boolean shields(String path, String value) {
    String question = path.split("[@#]", 2)[0];
    if (ABOUT_HEALTH.stream().noneMatch(question::startsWith)) return false;
    List<String> chosen = Answers.choices(value);
    return switch (question) {
      case "D11" -> chosen.contains(MENTAL);
      case "M15" -> chosen.stream().anyMatch(HEALTH::contains);
      default -> chosen.stream().anyMatch(DISEASES::contains) || named(value);
    };
  }
}
