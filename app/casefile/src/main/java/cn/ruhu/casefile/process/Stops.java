package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a person chooses from who suspends, fades out or stops aid (S-codes, DOMAIN §2.6).
/// Stateless and thread-safe.
public final class Stops {
  /// Everybody the aid was for is dead.
  public static final String DEATH = "S01";

  /// Grounds a paper proves by itself: death, hukou moved away, given up, not cooperating, prison
  /// or compulsory detox, another category, three jobs refused. The others are findings of a
  /// review.
  public static final Set<String> BY_PAPER =
      Set.of(DEATH, "S04", "S05", "S06", "S07", "S09", "S11");

  /// Grounds that work from when they happened or were said, whatever the day of the decision.
  private static final Set<String> BACKDATED = Set.of(DEATH, "S05", "S07");

  /// Ways of living (or not) with the household under which somebody is not there.
  private static final Set<String> AWAY = Set.of("5", "6", "7", "8", "9");

  /// Months before the present one a backdated ground may name: audits look three years back.
  private static final int BACK_MONTHS = 36;

  /// What a refusal at a review means for aid that is paid: reason code of table `reject`, code of
  /// table `stop`.
  private static final Map<String, String> GROUNDS =
      Map.ofEntries(
          Map.entry("R01", "S02"),
          Map.entry("R02", "S03"),
          Map.entry("R03", "S03"),
          Map.entry("R04", "S03"),
          Map.entry("R05", "S03"),
          Map.entry("R06", "S03"),
          Map.entry("R07", "S02"),
          Map.entry("R08", "S06"),
          Map.entry("R09", "S06"),
          Map.entry("R10", "S08"),
          Map.entry("R11", "S04"),
          Map.entry("R12", "S09"));

  private Stops() {}

  /// Stages aid can be brought to from here, the mildest first; empty where nothing is paid.
  public static List<Stage> targets(Optional<Stage> stage) {
    if (stage.isEmpty()) return List.of();
    return switch (stage.get()) {
      case IN_BENEFIT, REVIEW_DUE, REVIEWING ->
          List.of(Stage.SUSPENDED, Stage.GRADUAL_EXIT, Stage.TERMINATED);
      case SUSPENDED, GRADUAL_EXIT -> List.of(Stage.TERMINATED);
      default -> List.of();
    };
  }

  /// Schemes something is paid for: granted, or never decided here (taken over from paper).
  public static List<String> paid(CaseFile file) {
    return file.judgedSchemes().stream()
        .filter(s -> file.decision(s).map(StopGuards::granted).orElse(true))
        .toList();
  }

  /// First month a ground may work from: the list of the present month is out, so the next one;
  /// earlier only for what happened or was said then.
  public static YearMonth earliest(String code, LocalDate today) {
    YearMonth now = YearMonth.from(today);
    return BACKDATED.contains(code) ? now.minusMonths(BACK_MONTHS) : now.plusMonths(1);
  }

  /// The stop code a refusal at a review comes to.
  ///
  /// @param reject code of table `reject`
  public static String ground(String reject) {
    return GROUNDS.getOrDefault(reject, "S99");
  }

  /// Whether the member lives with the household as the file has it.
  public static boolean present(CaseRecord member) {
    return !AWAY.contains(member.text("livingTogether"));
  }

  /// How many people live in the household as the file has it.
  public static long present(CaseFile file) {
    return file.members().stream().filter(Stops::present).count();
  }
}
