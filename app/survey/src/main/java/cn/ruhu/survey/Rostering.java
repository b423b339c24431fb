package cn.ruhu.survey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Instances that come, go and come back.
final class Rostering {
  /// how many can be put back
  private static final int KEPT_MAX = 20;

  private static final int PASSES_MAX = 400;

  private final SurveySession session;
  private final Marks marks;
  private final Marginalia beside;
  private final Counts counts;
  private final Deque<TakenAway> away = new ArrayDeque<>();

  Rostering(SurveySession session, Marks marks, Marginalia beside, Counts counts) {
    this.session = session;
    this.marks = marks;
    this.beside = beside;
    this.counts = counts;
  }

  private RosterActs acts() {
    return new RosterActs(session.def(), session.layout());
  }

  Answer add(String rosterPath, Optional<UUID> owner) {
    return done(
        AnswerEvent.Act.ADD,
        rosterPath,
        owner.map(UUID::toString).orElse(""),
        acts().add(rosterPath, owner, session.again()));
  }

  Answer remove(String instancePath) {
    List<Slot> going =
        session.layout().slots.values().stream()
            .filter(s -> s.asked() && s.path().startsWith(instancePath + "/"))
            .toList();
    Optional<TakenAway> taken = acts().leaving(instancePath);
    RosterActs.Result result = acts().remove(instancePath);
    if (result instanceof RosterActs.Done(List<String> rosters)) {
      going.forEach(s -> beside.changed(s, s.value(), "", session.viewer(), session.now()));
      counts.retire(rosters);
      // lines taken away inside these are found by numbers that name others now
      away.removeIf(t -> t.within(rosters));
      taken.ifPresent(away::push);
      if (away.size() > KEPT_MAX) away.removeLast();
    }
    return done(AnswerEvent.Act.REMOVE, instancePath, "", result);
  }

  private Answer done(AnswerEvent.Act act, String path, String value, RosterActs.Result result) {
    return switch (result) {
      case RosterActs.Refused(String code, List<Object> args) ->
          session.rejected(code, args.toArray());
      case RosterActs.Done(List<String> rosters) -> {
        session.log(act, path, value);
        yield session.changed(rosters);
      }
    };
  }

  /// Whether something was taken away that can be put back.
  boolean canPutBack() {
    return !away.isEmpty();
  }

  /// Puts back what was taken away last: at the end of its roster, with its answers as they were,
  /// confirmed ones confirmed, prefilled ones still to be confirmed.
  Answer putBack() {
    if (away.isEmpty()) return session.rejected("survey.roster.nothing");
    TakenAway last = away.peek();
    RosterActs.Result result = acts().add(last.roster(), last.owner(), session.again());
    if (result instanceof RosterActs.Refused(String code, List<Object> args))
      return session.rejected(code, args.toArray());
    away.pop();
    List<String> rosters = ((RosterActs.Done) result).rosters();
    Set<String> paths = new LinkedHashSet<>();
    List<TakenAway.Moved> moved = new ArrayList<>();
    // instances that an answer counts are there only after that answer is: once more
    for (int round = 0; round < 2; round++) {
      session.lay();
      for (int n = 0; n < PASSES_MAX && last.grow(session.def(), session.layout()); n++)
        session.lay();
      moved = last.fill(session.def(), session.form().shape(), session.layout());
      moved.forEach(m -> {
        marks.moved(m.from(), m.to());
        beside.moved(m.from(), m.to());
      });
      paths.addAll(session.changed(rosters).changedPaths());
    }
    Set<org.javarosa.core.model.instance.TreeElement> back = new java.util.HashSet<>();
    moved.forEach(m -> back.add(m.to()));
    for (Slot slot : session.layout().slots.values())
      if (slot.asked() && back.contains(slot.node()))
        beside.changed(slot, "", slot.value(), session.viewer(), session.now());
    session.log(AnswerEvent.Act.PUT_BACK, last.roster(), "");
    return new Answer.Answered(List.copyOf(paths));
  }
}
