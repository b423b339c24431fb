package cn.ruhu.casefile.process;

import cn.ruhu.casefile.means.RuleSets.ConfirmMode;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Optional;

/// Which stage an act leads to where its row names several. Facts choose; only where a benefit
/// stops or a review is confirmed does the person name the stage.
final class Destination {
  private Destination() {}

  /// The stage, or empty when the person has to name one and did not (or named another).
  static Optional<Stage> of(Transition row, Situation s) {
    if (row.to().size() == 1) return Optional.of(row.to().getFirst());
    return switch (row.act()) {
      case PUBLICITY_END, REFUSE_PATH -> Optional.of(onward(s));
      case SETTLE -> Optional.of(afterObjection(s));
      case TAKE ->
          Optional.of(DecisionGuards.spotCheckNeeded(s) ? Stage.SPOT_CHECK : Stage.DISTRICT_REVIEW);
      case DECIDE -> Optional.of(outcome(s));
      default -> Optional.ofNullable(s.input().target()).filter(row.to()::contains);
    };
  }

  /// C1: to the district, or to the street's chief where the scheme is entrusted.
  private static Stage onward(Situation s) {
    return s.confirmMode() == ConfirmMode.STREET_ENTRUSTED ? Stage.STREET_CONFIRM : Stage.REPORTED;
  }

  /// C6: a new notice where the rule set wants one, else straight on; nothing positive left needs
  /// no notice.
  private static Stage afterObjection(Situation s) {
    List<CaseRecord> positive =
        s.standingOpinions().stream().filter(o -> o.is("positive")).toList();
    boolean again =
        positive.stream()
            .anyMatch(o -> s.rules().filter(r -> r.newNoticeFor(o.text("scheme"))).isPresent());
    return again ? Stage.PUBLICITY : onward(s);
  }

  /// A mixed outcome is APPROVED, with a refusal letter for the other scheme (C2).
  private static Stage outcome(Situation s) {
    boolean any =
        s.standingDecisions().stream().anyMatch(d -> d.text("outcome").equals("APPROVED"));
    return any ? Stage.APPROVED : Stage.REJECTED;
  }
}
