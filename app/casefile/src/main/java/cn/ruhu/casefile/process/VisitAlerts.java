package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.Texts;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a pair must tell the street on the same day, by telephone where there is no network (DOMAIN
/// §3.3): a visit broken off for danger, somebody without care (O09, D14), abused, in danger of
/// fire or of himself (O09), a child of school age in no school (S01), an urgent need (K03).
/// Stateless, thread-safe.
public final class VisitAlerts {
  /// A sign of danger or need.
  public enum Sign {
    /// the visit was broken off for safety (60)
    BROKEN_OFF,
    /// O09 1, or D14 0: nobody looks after somebody who cannot do everything alone
    NO_CARE,
    /// O09 2
    ABUSE,
    /// O09 3
    FIRE,
    /// O09 4
    SELF_HARM,
    /// O09 with a code this program does not know
    OTHER_RISK,
    /// S01 0 from [#SCHOOL_FROM] to [#SCHOOL_UNTIL] years
    NOT_IN_SCHOOL,
    /// K03: aid before papers
    URGENT_NEED
  }

  private static final Map<String, Sign> RISKS =
      Map.of("1", Sign.NO_CARE, "2", Sign.ABUSE, "3", Sign.FIRE, "4", Sign.SELF_HARM);

  /// years of age at which compulsory school begins
  public static final int SCHOOL_FROM = 6;

  /// years of age at which compulsory school is over
  public static final int SCHOOL_UNTIL = 16;

  private static final Set<String> YES = Set.of("true", "1");

  private VisitAlerts() {}

  /// Signs in the answers as they stand; every investigator's own observation counts.
  ///
  /// @param disposition outcome of the attempt, empty while open
  /// @param facts answers by path, as [Answers] names them
  public static List<Sign> of(String disposition, Map<String, String> facts) {
    var found = EnumSet.noneOf(Sign.class);
    if (disposition.equals("60")) found.add(Sign.BROKEN_OFF);
    facts.forEach((path, value) -> {
      boolean risk = path.equals("O09") || path.startsWith("O09@") || path.startsWith("O09#");
      if (risk && !value.isEmpty())
        for (String code : Answers.choices(value))
          if (!code.isEmpty() && !code.equals("0"))
            found.add(RISKS.getOrDefault(code, Sign.OTHER_RISK));
      if (path.startsWith("D14@") && value.equals("0")) found.add(Sign.NO_CARE);
      if (path.startsWith("S01@") && value.equals("0") && ofSchoolAge(path.substring(3), facts))
        found.add(Sign.NOT_IN_SCHOOL);
      if (path.equals("K03") && YES.contains(value)) found.add(Sign.URGENT_NEED);
    });
    return List.copyOf(found);
  }

  /// @param whose `@` and the member
  private static boolean ofSchoolAge(String whose, Map<String, String> facts) {
    return Texts.whole(facts.getOrDefault("M05A" + whose, ""))
        .filter(years -> years >= SCHOOL_FROM && years < SCHOOL_UNTIL)
        .isPresent();
  }

  /// Signs as a fact keeps them.
  public static String text(List<Sign> signs) {
    return signs.stream().map(Sign::name).collect(Collectors.joining(" "));
  }

  /// Signs a fact names; what this program does not know counts as [Sign#OTHER_RISK].
  public static List<Sign> read(String text) {
    var found = EnumSet.noneOf(Sign.class);
    for (String word : text.split(" ", -1)) {
      if (word.isEmpty()) continue;
      Sign known = Sign.OTHER_RISK;
      for (Sign s : Sign.values()) if (s.name().equals(word)) known = s;
      found.add(known);
    }
    return List.copyOf(found);
  }
}
