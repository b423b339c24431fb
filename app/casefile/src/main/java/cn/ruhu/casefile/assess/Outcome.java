package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import java.util.List;
import java.util.Optional;

/// What the test says of one scheme; advice, a person decides.
///
/// @param scheme code of table `scheme`
/// @param verdict what the figures say
/// @param reasons codes of table `reject` or of what decided, e.g. `BELOW_STANDARD`, `CLASS_DB`
/// @param monthly amount a month; empty when there is none or it is not known
public record Outcome(String scheme, Verdict verdict, List<String> reasons, Optional<Fen> monthly) {
  public Outcome {
    reasons = List.copyOf(reasons);
  }

  /// What the figures say.
  public enum Verdict {
    ELIGIBLE,
    NOT_ELIGIBLE,
    /// a figure or fact is missing: 待确认
    UNKNOWN,
    /// no figure decides it: a person looks
    PERSON,
    /// the scheme was not in force on the day
    NOT_IN_FORCE
  }

  static Outcome of(String scheme, Verdict verdict, String... reasons) {
    return new Outcome(scheme, verdict, List.of(reasons), Optional.empty());
  }

  Outcome paying(Optional<Fen> amount) {
    return new Outcome(scheme, verdict, reasons, amount);
  }
}
