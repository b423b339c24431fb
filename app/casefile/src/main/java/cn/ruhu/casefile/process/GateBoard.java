package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// How the gates of a case stand, for a row of lamps. Looks with the eyes of the same guards that
/// stop an act ([Gates], [DecisionGuards]); it allows and forbids nothing itself.
///
/// Stateless and thread-safe.
public final class GateBoard {
  private static final Set<Stage> NOTICE_OVER =
      Set.of(
          Stage.REPORTED,
          Stage.STREET_CONFIRM,
          Stage.DISTRICT_REVIEW,
          Stage.SPOT_CHECK,
          Stage.PUBLICITY2,
          Stage.APPROVED,
          Stage.REJECTED,
          Stage.IN_BENEFIT,
          Stage.REVIEW_DUE,
          Stage.REVIEWING);

  private GateBoard() {}

  /// The gates, in the order of the road.
  public enum Gate {
    /// a sound visit by two people
    VISIT,
    /// the city's verification
    VERIFICATION,
    /// every H doubt disposed
    FLAGS,
    /// every named file in the district
    FILES,
    /// the notice hung its days
    NOTICE,
    /// the spot check, where the case was drawn
    SPOT_CHECK,
    /// investigators, reviewer and approver are different people
    PEOPLE,
    /// every letter of the decision was delivered
    DELIVERED
  }

  /// How one gate stands.
  public enum State {
    GOOD,
    /// still to come
    OPEN,
    /// something stands against it now
    BAD,
    /// does not apply to this case
    OFF
  }

  /// @param why hindrances behind `OPEN` and `BAD`, where the rules name any
  public record Lamp(Gate gate, State state, List<Hindrance> why) {
    public Lamp {
      why = List.copyOf(why);
    }
  }

  /// Every gate of a case.
  ///
  /// @param actor who looks: the gate of people asks whether this very person may judge
  /// @param filesThere addresses of files known to be in the district
  public static List<Lamp> of(CaseFile file, Actor actor, Set<String> filesThere, LocalDate today) {
    if (file.application().isEmpty()) return List.of();
    var s =
        new Situation(
            file,
            Process.stage(file),
            Act.OPINION,
            actor,
            ActInput.NONE.withFiles(filesThere),
            today);
    return List.of(
        lamp(Gate.VISIT, Gates.visitIn(s), file.visits().isEmpty()),
        lamp(Gate.VERIFICATION, Gates.reportIn(s), true),
        lamp(Gate.FLAGS, Gates.flagsDisposed(s), false),
        lamp(Gate.FILES, Gates.filesArrived(s), true),
        notice(s),
        spotCheck(s),
        people(s),
        delivered(s));
  }

  private static Lamp lamp(Gate gate, List<Hindrance> found, boolean waits) {
    State state = found.isEmpty() ? State.GOOD : waits ? State.OPEN : State.BAD;
    return new Lamp(gate, state, found);
  }

  private static Lamp notice(Situation s) {
    boolean refusals =
        !s.file().opinions().isEmpty()
            && s.file().opinions().stream().noneMatch(o -> o.is("positive"));
    if (refusals) return new Lamp(Gate.NOTICE, State.OFF, List.of());
    Optional<Stage> at = s.stage();
    if (at.filter(NOTICE_OVER::contains).isPresent())
      return new Lamp(Gate.NOTICE, State.GOOD, List.of());
    boolean hangs = at.filter(x -> x == Stage.PUBLICITY || x == Stage.OBJECTION).isPresent();
    return new Lamp(Gate.NOTICE, State.OPEN, hangs ? NoticeGuards.daysOver(s) : List.of());
  }

  private static Lamp spotCheck(Situation s) {
    if (s.has(GateKind.SPOT_CHECK_DONE)) return new Lamp(Gate.SPOT_CHECK, State.GOOD, List.of());
    boolean drawn = s.has(GateKind.DRAWN);
    return new Lamp(
        Gate.SPOT_CHECK,
        drawn ? State.OPEN : State.OFF,
        drawn ? DecisionGuards.spotCheckIn(s) : List.of());
  }

  /// Policy §13: nobody does two of visiting, reviewing and deciding.
  private static Lamp people(Situation s) {
    var found = new ArrayList<Hindrance>();
    String article = Guard.OTHER_PEOPLE.article();
    Set<UUID> pair = s.investigators();
    var reviewers = authors(s.file().opinions());
    var deciders = authors(s.file().decisions());
    if (reviewers.stream().anyMatch(pair::contains))
      found.add(Hindrance.of("REVIEWER_INVESTIGATED", article));
    if (deciders.stream().anyMatch(reviewers::contains))
      found.add(Hindrance.of("REVIEWER_MAY_NOT_DECIDE", article));
    if (deciders.stream().anyMatch(pair::contains) || pair.contains(s.actor().staff()))
      found.add(Hindrance.of("INVESTIGATOR_MAY_NOT_JUDGE", article));
    if (!found.isEmpty()) return new Lamp(Gate.PEOPLE, State.BAD, found);
    boolean all = !pair.isEmpty() && !reviewers.isEmpty() && !deciders.isEmpty();
    return new Lamp(Gate.PEOPLE, all ? State.GOOD : State.OPEN, List.of());
  }

  private static Set<UUID> authors(List<CaseRecord> signed) {
    var all = new HashSet<UUID>();
    signed.forEach(r -> r.ref("by").ifPresent(all::add));
    return all;
  }

  private static Lamp delivered(Situation s) {
    List<Letter> letters = Letter.of(s.file());
    boolean all = !s.file().decisions().isEmpty() && letters.stream().allMatch(Letter::isDelivered);
    return new Lamp(Gate.DELIVERED, all ? State.GOOD : State.OPEN, List.of());
  }
}
