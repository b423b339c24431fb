package cn.ruhu.casefile.assess;

import java.util.Set;

/// Who is whose by the code of the relation to the applicant (GB/T 4761). Stateless and
/// thread-safe.
final class Kin {
  static final Set<String> PARENTS = Set.of("50", "51", "52", "57", "58", "59");
  static final Set<String> IN_LAWS = Set.of("53", "54", "55", "56");
  static final Set<String> SPOUSE = Set.of("10", "11", "12");

  private Kin() {}

  /// Whether two are husband and wife, both by their relation to the applicant.
  static boolean couple(String one, String other) {
    return (own(one) && SPOUSE.contains(other))
        || (own(other) && SPOUSE.contains(one))
        || (PARENTS.contains(one) && PARENTS.contains(other))
        || (IN_LAWS.contains(one) && IN_LAWS.contains(other));
  }

  /// Whether one is a parent of the other, both by their relation to the applicant.
  static boolean isParent(String parent, String of) {
    return (child(of) && (own(parent) || SPOUSE.contains(parent)))
        || (own(of) && PARENTS.contains(parent))
        || (SPOUSE.contains(of) && IN_LAWS.contains(parent))
        || (of.startsWith("7") && PARENTS.contains(parent));
  }

  /// The applicant.
  static boolean own(String relation) {
    return relation.equals("01");
  }

  /// Son or daughter, also adopted or of the spouse; not their husbands and wives.
  static boolean child(String relation) {
    return relation.length() == 2
        && (relation.charAt(0) == '2' || relation.charAt(0) == '3')
        && !relation.equals("28")
        && !relation.equals("38");
  }

  /// The applicant's own father or mother, also step and adoptive ones.
  static boolean parent(String relation) {
    return PARENTS.contains(relation);
  }
}
