package cn.ruhu.casefile.means;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Rulings on the value of an item (DOMAIN §5.0: another value than the rules take needs a reason).
/// A ruling keeps what it was made on (`adoptedOn`): what the visit found, and what would count
/// without it. When that has changed since, because a later visit or report says otherwise, the
/// ruling does not count any more and somebody has to rule again, unless it is what would count
/// now. A ruling of a record that does not say what it was made on counts as it is.
///
/// Stateless and thread-safe.
public final class Rulings {
  /// What the visit answers without writing it into its item, and the questions.
  private static final Map<String, List<String>> ANSWERED =
      Map.of(
          "P10", List.of("P10"),
          "P11", List.of("P11"),
          "H19", List.of("H19"),
          "E08", List.of("D08", "E08"));

  private static final String ANSWER = "|A:";
  private static final int WORDS_MAX = 60;

  private Rulings() {}

  /// A ruling on it as the item itself says it, for who has no whole case at hand.
  public static CaseRecord rule(CaseRecord item, String value, UUID by) {
    return item.with("adopted", value)
        .with("adoptedBasis", Counted.otherwise(item) ? "YEARLY" : null)
        .with("adoptedOn", value.isEmpty() ? null : own(item))
        .with("adoptedBy", by.toString());
  }

  /// The item with a ruling on it.
  ///
  /// @param file the case as whoever rules sees it
  /// @param value what counts from now on; the year's sum where the visit counted the item
  ///   otherwise than it was declared ([Counted#otherwise])
  /// @param by STAFF record of whoever rules
  public static CaseRecord rule(
      CaseFile file, CaseRecord item, String value, String reason, UUID by) {
    CaseRecord seen = // as whoever rules is shown it
        Spending.seen(file).stream().filter(i -> i.id().equals(item.id())).findFirst().orElse(item);
    return rule(item, value, by)
        .with("adoptedBasis", Counted.otherwise(seen) ? "YEARLY" : null)
        .with("adoptedOn", value.isEmpty() ? null : madeOn(item, file.answers()))
        .with("adoptReason", reason);
  }

  /// The value somebody ruled, while the ruling stands.
  public static Optional<String> value(CaseRecord item) {
    return stands(item) ? item.get("adopted") : Optional.empty();
  }

  /// Whether there is a ruling and what it was made on still holds, as far as the item says.
  public static boolean stands(CaseRecord item) {
    Optional<String> ruled = item.get("adopted");
    if (ruled.isEmpty()) return false;
    return item.get("adoptedOn").map(on -> own(on).equals(own(item))).orElse(true) || moot(item);
  }

  /// [#stands(CaseRecord)], with what the visit answered beside the item.
  public static boolean stands(CaseRecord item, Answers answers) {
    boolean same =
        item.get("adoptedOn")
            .filter(on -> on.contains(ANSWER))
            .map(on -> answered(on).equals(answered(madeOn(item, answers))))
            .orElse(true);
    return stands(item) && same;
  }

  /// Items whose ruling was made on something else than the case says now, in paper order.
  public static List<CaseRecord> lapsed(CaseFile file) {
    Answers answers = file.answers();
    var all = new ArrayList<CaseRecord>();
    for (CaseRecord i : file.items())
      if (i.get("adopted").isPresent() && !stands(i, answers)) all.add(i);
    return List.copyOf(all);
  }

  /// What was ruled is what counts without a ruling too.
  private static boolean moot(CaseRecord item) {
    String ruled = Counted.ruledYear(item).map(Ratio::toString).orElse(item.text("adopted"));
    return ruled.equals(byRule(item));
  }

  private static String own(String madeOn) {
    int at = madeOn.lastIndexOf(ANSWER);
    return at < 0 ? madeOn : madeOn.substring(0, at);
  }

  private static String answered(String madeOn) {
    return madeOn.substring(Math.max(0, madeOn.lastIndexOf(ANSWER)));
  }

  private static String madeOn(CaseRecord item, Answers answers) {
    List<String> questions = ANSWERED.getOrDefault(item.text("code"), List.of());
    if (questions.isEmpty()) return own(item);
    var said = new ArrayList<String>();
    for (String q : questions) {
      answers.get(q).ifPresent(said::add);
      said.addAll(answers.byWho(q).values());
    }
    return own(item) + ANSWER + brief(String.join(" ", said));
  }

  /// What the item says that a ruling is made on, as text that is compared and never read: what the
  /// visit found, and what would count without the ruling. A report that moves neither is no news.
  private static String own(CaseRecord item) {
    String found = item.get("verified").map(v -> "V:" + brief(v) + terms(item) + "|").orElse("");
    return found + "R:" + brief(byRule(item));
  }

  private static String byRule(CaseRecord item) {
    CaseRecord bare = item.with("adopted", null);
    return Counted.year(bare, Column.ADOPTED)
        .map(Ratio::toString)
        .or(() ->
            Stream.of("verified", "registry", "declared")
                .flatMap(f -> item.get(f).stream())
                .findFirst())
        .orElse("");
  }

  private static String terms(CaseRecord item) {
    var text = new StringBuilder();
    for (String f :
        List.of(
            "verifiedBasis",
            "verifiedMonths",
            "verifiedExemptCode",
            "verifiedExemptFen",
            "verifiedContributionFen")) text.append(' ').append(item.text(f));
    return text.toString().stripTrailing();
  }

  /// Long words by their length and a check sum: they are only compared.
  private static String brief(String said) {
    if (said.length() <= WORDS_MAX) return said;
    return String.format(Locale.ROOT, "%d-%08x", said.length(), said.hashCode());
  }
}
