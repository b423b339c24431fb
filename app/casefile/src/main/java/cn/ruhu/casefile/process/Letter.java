package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A letter the decision on a scheme calls for: N05 for what was granted, N06 for what was refused
/// (C2), N07 for what was changed, suspended or stopped afterwards, and how far it has come.
/// Immutable, thread-safe.
///
/// @param paper `N05`, `N06` or `N07`
/// @param decision the decision it tells of
/// @param issued fact that it was written, of the day of the decision or later; a letter dated
///   before its decision is none
/// @param delivered fact that it reached the applicant
public record Letter(
    String paper,
    String scheme,
    CaseRecord decision,
    Optional<CaseRecord> issued,
    Optional<CaseRecord> delivered) {

  /// The letters of the decisions that stand, in the order of the schemes; none before a decision,
  /// and none for a review that left everything as it was.
  public static List<Letter> of(CaseFile file) {
    return file.judgedSchemes().stream()
        .flatMap(s -> file.decision(s).stream())
        .flatMap(d -> of(file, d).stream())
        .toList();
  }

  /// The letter of one decision, whether it still stands or another followed it.
  static Optional<Letter> of(CaseFile file, CaseRecord decision) {
    String scheme = decision.text("scheme");
    LocalDate since = Situation.day(Situation.at(decision));
    return paper(file, decision)
        .map(paper ->
            new Letter(
                paper,
                scheme,
                decision,
                newest(file, GateKind.LETTER_ISSUED, paper, scheme, since),
                newest(file, GateKind.DELIVERED, paper, scheme, since)));
  }

  private static Optional<String> paper(CaseFile file, CaseRecord decision) {
    boolean approved = decision.text("outcome").equals("APPROVED");
    Optional<CaseRecord> before = StopGuards.before(file, decision);
    if (before.filter(StopGuards::granted).isEmpty() && !StopGuards.ends(decision))
      return Optional.of(approved ? "N05" : "N06");
    boolean same =
        approved
            && before
                .filter(b -> b.text("outcome").equals("APPROVED"))
                .filter(b -> b.text("monthlyFen").equals(decision.text("monthlyFen")))
                .isPresent();
    return same ? Optional.empty() : Optional.of("N07");
  }

  private static Optional<CaseRecord> newest(
      CaseFile file, GateKind kind, String paper, String scheme, LocalDate since) {
    return file.gateFacts(kind).stream()
        .filter(f -> f.text("subject").equals(paper))
        .filter(f -> f.text("reason").isBlank() || f.text("reason").equals(scheme))
        .filter(f -> !Situation.day(Situation.at(f)).isBefore(since))
        .reduce((_, later) -> later);
  }

  /// The decision on the same scheme that stood when this one was made: what a letter changes.
  public static Optional<CaseRecord> before(CaseFile file, CaseRecord decision) {
    return StopGuards.before(file, decision);
  }

  /// Its number in the document register, empty before it was issued.
  public String number() {
    return issued.map(f -> f.text("value")).orElse("");
  }

  public boolean isIssued() {
    return !number().isBlank();
  }

  public boolean isDelivered() {
    return delivered.isPresent();
  }

  /// How a person and a form name it among the letters of one case.
  public String key() {
    return paper + ":" + scheme;
  }
}
