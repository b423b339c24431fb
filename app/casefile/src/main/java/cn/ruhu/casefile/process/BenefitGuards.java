package cn.ruhu.casefile.process;

import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Guards after the decision: letters, start of benefit, review dates, change and stop.
final class BenefitGuards {
  private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");
  private static final Pattern CHANGE = Pattern.compile("C0[1-8]");
  private static final Pattern STOP = Pattern.compile("S(0[1-9]|10|11|99)");

  private BenefitGuards() {}

  /// N05 with its delivery; a mixed outcome has its refusal letter delivered too (C2).
  static List<Hindrance> approvalDelivered(Situation s) {
    var found = new ArrayList<>(delivered(s, "N05", Guard.APPROVAL_DELIVERED));
    boolean mixed =
        s.standingDecisions().stream().anyMatch(d -> d.text("outcome").equals("REJECTED"));
    if (mixed) found.addAll(refusalDelivered(s));
    return found;
  }

  static List<Hindrance> refusalDelivered(Situation s) {
    return delivered(s, "N06", Guard.REFUSAL_DELIVERED);
  }

  /// Every letter of this kind that the outcome calls for, one a scheme.
  private static List<Hindrance> delivered(Situation s, String paper, Guard guard) {
    var found = new ArrayList<Hindrance>();
    List<Letter> letters =
        Letter.of(s.file()).stream().filter(l -> l.paper().equals(paper)).toList();
    if (letters.isEmpty() || !letters.stream().allMatch(Letter::isIssued))
      found.add(Hindrance.of("LETTER_NOT_ISSUED", guard.article(), paper));
    if (letters.isEmpty() || !letters.stream().allMatch(Letter::isDelivered))
      found.add(Hindrance.of("LETTER_NOT_DELIVERED", guard.article(), paper));
    return found;
  }

  static List<Hindrance> startMonth(Situation s) {
    return s.standingDecisions().stream().flatMap(d -> startMonth(d).stream()).toList();
  }

  /// An approval says from which month it is paid.
  static List<Hindrance> startMonth(CaseRecord decision) {
    boolean missing =
        decision.text("outcome").equals("APPROVED")
            && !MONTH.matcher(decision.text("startMonth")).matches();
    return missing
        ? List.of(
            Hindrance.of(
                "START_MONTH_MISSING", Guard.START_MONTH.article(), decision.text("scheme")))
        : List.of();
  }

  /// Policy §14: last decision plus 12, 6, 3 or 1 months, clipped to the month's end; the shortest
  /// class of the schemes approved.
  static Optional<LocalDate> nextReview(Situation s) {
    Instant since = s.done(Act.DECIDE, Act.CONFIRM);
    if (since.equals(Instant.MIN)) return Optional.empty();
    return s.standingOpinions().stream()
        .filter(o -> o.is("positive"))
        .flatMap(o -> RuleSets.cadenceMonths(o.text("reviewClass")).stream())
        .min(Integer::compare)
        .map(months -> Situation.day(since).plusMonths(months));
  }

  static List<Hindrance> cadenceReached(Situation s) {
    Optional<LocalDate> due = nextReview(s);
    String article = Guard.CADENCE_REACHED.article();
    if (due.isEmpty()) return List.of(Hindrance.of("REVIEW_CLASS_MISSING", article));
    return s.today().isBefore(due.get())
        ? List.of(Hindrance.of("REVIEW_NOT_DUE", article, due.get()))
        : List.of();
  }

  static List<Hindrance> changeNamed(Situation s) {
    return CHANGE.matcher(s.input().detail()).matches()
        ? List.of()
        : List.of(Hindrance.of("CHANGE_CODE_MISSING", Guard.CHANGE_NAMED.article()));
  }

  static List<Hindrance> stopNamed(Situation s) {
    return STOP.matcher(s.input().detail()).matches()
        ? List.of()
        : List.of(Hindrance.of("STOP_CODE_MISSING", Guard.STOP_NAMED.article()));
  }

  /// A review that ends the benefit names its stop code.
  static List<Hindrance> endNamed(Situation s) {
    boolean ends =
        s.input().target() == Stage.TERMINATED || s.input().target() == Stage.GRADUAL_EXIT;
    return ends ? stopNamed(s) : List.of();
  }
}
