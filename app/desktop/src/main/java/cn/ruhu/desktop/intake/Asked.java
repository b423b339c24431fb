package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Set;

/// What Enter stops at: the questions of the paper that a household of this kind has an answer to
/// and that nothing answered yet. Tab stops at every field, in the order of the paper. Stateless.
final class Asked {
  private static final Set<String> PERSON =
      Set.of("name", "idNumber", "sex", "birthDate", "registeredAddress");
  private static final Set<String> APPLICATION =
      Set.of(
          "phone",
          "residenceAddress",
          "community",
          "schemes",
          "firstTime",
          "familySize",
          "bankName",
          "bankHolder",
          "bankAccount",
          "reason",
          "agentRelation",
          "relativeOfOfficial");
  private static final Set<String> SUPPORTER =
      Set.of(
          "idNumber",
          "name",
          "relation",
          "duty",
          "phone",
          "workplace",
          "address",
          "familySize",
          "familyMonthlyFen",
          "paidMonthlyFen");
  private static final Set<String> RELATIVE = Set.of("member", "name", "relation", "unit", "post");
  private static final Set<String> MEMBER =
      Set.of("relation", "marital", "education", "labour", "occupation", "health", "guardian");

  /// occupations with a school or an employer
  private static final Set<String> BUSY = Set.of("2", "3");

  private static final Set<String> ILL = Set.of("30", "40");
  private static final String DISABLED = "60";

  private static final Set<String> LINE = Set.of("member", "code", "declared");

  private static final Set<String> RENTED = Set.of("2", "3", "4");

  private Asked() {}

  /// Whether this field of a record is asked for, as the record stands.
  ///
  /// @param applicant whether the record is the applicant's
  static boolean of(CaseFile file, CaseRecord r, String field, boolean applicant) {
    return switch (r.type()) {
      case PERSON -> PERSON.contains(field);
      case APPLICATION -> APPLICATION.contains(field);
      case SUPPORTER -> SUPPORTER.contains(field) || unable(r, field);
      case RELATIVE -> RELATIVE.contains(field);
      case MEMBER -> member(file, r, field, applicant);
      case ITEM -> line(r, field);
      default -> false;
    };
  }

  /// Who pays nothing is asked why.
  private static boolean unable(CaseRecord s, String field) {
    return field.equals("inability") && List.of("", "0").contains(s.text("paidMonthlyFen"));
  }

  private static boolean member(CaseFile file, CaseRecord m, String field, boolean applicant) {
    List<String> health = CaseFile.codes(m, "health");
    return switch (field) {
      case "hukouKind" -> applicant;
      case "workplace" -> BUSY.contains(m.text("occupation"));
      case "disease" -> health.stream().anyMatch(ILL::contains);
      case "disabilityCertificate", "disabilityCategory", "disabilityGrade" ->
          health.contains(DISABLED);
      case "guardian" -> Follows.minor(file, m);
      default -> MEMBER.contains(field);
    };
  }

  private static boolean line(CaseRecord i, String field) {
    boolean bill = ItemFields.BILLS.contains(i.text("code"));
    return switch (field) {
      // what the household pays follows from the bill
      case "declared" -> !bill;
      case "totalFen", "reimbursedFen" -> bill;
      case "institution",
          "plate",
          "brand",
          "use",
          "vehicleExemption",
          "nature",
          "address",
          "since" ->
          true;
      case "year" -> !i.text("kind").equals("HOUSING");
      default -> LINE.contains(field);
    };
  }

  /// Whether a fact of the dwelling is asked for: rent of what is rented.
  ///
  /// @param code of table `housing`
  static boolean dwelling(CaseFile file, String code) {
    return !code.equals("H05")
        || file.items("HOUSING").stream()
            .anyMatch(i -> i.text("code").equals("H04") && RENTED.contains(i.text("declared")));
  }
}
