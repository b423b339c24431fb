package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.Sex;
import cn.ruhu.casefile.tables.Tsv;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Weighs two records field by field after Fellegi and Sunter: a field that agrees counts what its
/// chance agreement is worth, one that disagrees what its mistakes are worth, one that is missing
/// nothing. A frequent surname counts less than a rare one. The figures were set by hand and tried
/// on synthetic districts (SYNC §2, E10); [#RULES] names the set, and stands with every finding.
///
/// Stateless and thread-safe.
public final class Weights {
  /// Name of this set of figures; another one when any of them changes.
  public static final String RULES = "FS-1";

  private static final Map<Integer, Integer> SURNAMES = surnames();
  private static final int RARE_SHARE = 25;
  private static final int SHARES = 10_000;

  private Weights() {}

  private static Map<Integer, Integer> surnames() {
    var shares = new HashMap<Integer, Integer>();
    Tsv.pairs(Weights.class, "surnames.tsv")
        .forEach((name, share) -> shares.put(name.codePointAt(0), Integer.valueOf(share)));
    return Map.copyOf(shares);
  }

  /// Compares two people.
  public static Score of(Particulars a, Particulars b) {
    return of(new Profile(a), new Profile(b), false);
  }

  /// @param together whether others of their households are linked
  static Score of(Profile a, Profile b, boolean together) {
    var reasons = new ArrayList<Reason>();
    int weight = 0;
    weight += number(a, b, reasons);
    boolean numbered = reasons.contains(Reason.NUMBER_SAME);
    weight += name(a, b, reasons);
    if (!numbered) weight += birth(a, b, reasons) + sex(a, b, reasons);
    weight += phone(a, b, reasons);
    weight += address(a, b, reasons);
    if (together) weight += add(reasons, Reason.HOUSEHOLD_SAME, 800);
    return new Score(weight, reasons);
  }

  private static int add(List<Reason> reasons, Reason reason, int weight) {
    reasons.add(reason);
    return weight;
  }

  private static int number(Profile a, Profile b, List<Reason> reasons) {
    if (a.number.isEmpty() || b.number.isEmpty()) return 0;
    if (a.number.equals(b.number)) return add(reasons, Reason.NUMBER_SAME, 2_500);
    return near(a.number, b.number)
        ? add(reasons, Reason.NUMBER_NEAR, 800)
        : add(reasons, Reason.NUMBER_OTHER, -500);
  }

  /// Up to two figures differ, the check digit aside: it follows the others.
  private static boolean near(String a, String b) {
    if (a.length() != b.length()) return false;
    int apart = 0;
    for (int i = 0; i < a.length() - 1 && apart <= 2; i++) if (a.charAt(i) != b.charAt(i)) apart++;
    return apart <= 2;
  }

  private static int name(Profile a, Profile b, List<Reason> reasons) {
    return switch (Likeness.of(a, b)) {
      case SAME -> add(reasons, Reason.NAME_SAME, worth(a.name));
      case SOUND -> add(reasons, Reason.NAME_SOUND, worth(a.name) - 450);
      case NEAR -> add(reasons, Reason.NAME_NEAR, worth(a.name) / 3);
      case OTHER -> add(reasons, Reason.NAME_OTHER, -600);
      case NONE -> 0;
    };
  }

  /// What a name is worth when it agrees: its surname by its share, each further character about
  /// five and a half bits, at most three of them.
  private static int worth(String name) {
    int share = SURNAMES.getOrDefault(name.codePointAt(0), RARE_SHARE);
    int given = Math.min(3, name.codePointCount(0, name.length()) - 1);
    return (int) Math.round(100 * Math.log((double) SHARES / share) / Math.log(2)) + 550 * given;
  }

  private static int birth(Profile a, Profile b, List<Reason> reasons) {
    if (a.birth == Profile.NO_BIRTH || b.birth == Profile.NO_BIRTH) return 0;
    if (a.birth == b.birth) return add(reasons, Reason.BIRTH_SAME, 1_300);
    int dayA = a.birth % 10_000;
    int dayB = b.birth % 10_000;
    boolean year = a.year() == b.year();
    boolean swapped = dayA / 100 == dayB % 100 && dayA % 100 == dayB / 100;
    boolean part = dayA / 100 == dayB / 100 || dayA % 100 == dayB % 100;
    if (year && (swapped || part)) return add(reasons, Reason.BIRTH_NEAR, 450);
    if (dayA == dayB && typo(a.year(), b.year())) return add(reasons, Reason.BIRTH_NEAR, 350);
    return year ? add(reasons, Reason.BIRTH_YEAR, 150) : add(reasons, Reason.BIRTH_OTHER, -700);
  }

  /// One figure of the year differs, or it is the neighbouring one.
  private static boolean typo(int a, int b) {
    int apart = 0;
    for (int unit = 1; unit <= 1_000; unit *= 10) if (a / unit % 10 != b / unit % 10) apart++;
    return apart == 1 || Math.abs(a - b) == 1;
  }

  private static int sex(Profile a, Profile b, List<Reason> reasons) {
    if (a.sex == Sex.UNKNOWN || b.sex == Sex.UNKNOWN) return 0;
    return a.sex == b.sex
        ? add(reasons, Reason.SEX_SAME, 100)
        : add(reasons, Reason.SEX_OTHER, -450);
  }

  private static int phone(Profile a, Profile b, List<Reason> reasons) {
    boolean same = !a.phone.isEmpty() && a.phone.equals(b.phone);
    return same ? add(reasons, Reason.PHONE_SAME, 900) : 0; // families share one
  }

  private static int address(Profile a, Profile b, List<Reason> reasons) {
    if (a.door.same(b.door)) return add(reasons, Reason.DOOR_SAME, 1_000);
    if (a.door.sameBuilding(b.door)) return add(reasons, Reason.BUILDING_SAME, 600);
    if (a.street.isEmpty() || b.street.isEmpty()) return 0;
    return a.street.equals(b.street)
        ? add(reasons, Reason.STREET_SAME, 300)
        : add(reasons, Reason.STREET_OTHER, -100);
  }
}
