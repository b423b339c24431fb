package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.instance.TreeElement;

/// Adding and removing instances. A person's instance comes into and leaves every roster of such
/// people at once.
final class RosterActs {
  /// What came of it: the rosters that changed, or the code of why not.
  sealed interface Result {}

  record Done(List<String> rosters) implements Result {}

  record Refused(String code, List<Object> args) implements Result {}

  private final FormDef def;
  private final Layout layout;

  RosterActs(FormDef def, Layout layout) {
    this.def = def;
    this.layout = layout;
  }

  /// @param again whether a log is played again: then it was asked for once
  Result add(String rosterPath, Optional<UUID> owner, boolean again) {
    RosterSlot roster = layout.rosters.get(rosterPath);
    if (roster == null) return new Refused("survey.unknown", List.of());
    if (!again && !roster.parent().isRelevant()) return new Refused("survey.irrelevant", List.of());
    boolean byPerson = roster.owners().people();
    if (!Overview.canChange(roster) || byPerson != owner.isPresent())
      return new Refused("survey.roster.fixed", List.of());
    if (roster.instances().size() >= SurveyLimits.ROSTER_MAX)
      return new Refused("survey.roster.full", List.of(SurveyLimits.ROSTER_MAX));
    String name = owner.map(UUID::toString).orElse("");
    if (byPerson && roster.instances().stream().anyMatch(i -> i.owner().equals(name)))
      return new Refused("survey.roster.duplicate", List.of());
    List<String> touched = new ArrayList<>();
    for (RosterSlot one : layout.rosters.values()) {
      if (!together(one, roster)) continue;
      Prefill.add(def, one, owner.map(UUID::toString));
      touched.add(one.path());
    }
    return new Done(touched);
  }

  Result remove(String instancePath) {
    for (RosterSlot roster : layout.rosters.values())
      for (RosterSlot.InstanceSlot instance : roster.instances())
        if (instance.path().equals(instancePath)) return remove(roster, instance);
    return new Refused("survey.unknown", List.of());
  }

  private Result remove(RosterSlot roster, RosterSlot.InstanceSlot instance) {
    if (!Overview.canChange(roster)) return new Refused("survey.roster.fixed", List.of());
    List<String> touched = new ArrayList<>();
    for (RosterSlot one : layout.rosters.values()) {
      if (!together(one, roster)) continue;
      going(one, roster, instance).forEach(i -> delete(one, i));
      touched.add(one.path());
    }
    return new Done(touched);
  }

  /// Takes one instance away. The engine counts anew what hangs on the roster it is told of, not on
  /// those inside: the innermost go first, each by itself, and are hung back afterwards, for the
  /// detached instance is the memory it can be put back from.
  private void delete(RosterSlot roster, RosterSlot.InstanceSlot instance) {
    List<Inner> inside = new ArrayList<>();
    List<RosterSlot> outerFirst = List.copyOf(layout.rosters.values());
    for (RosterSlot inner : outerFirst.reversed())
      if (inner.path().startsWith(instance.path() + "/"))
        for (RosterSlot.InstanceSlot one : inner.instances().reversed()) {
          inside.add(new Inner(inner.parent(), one.node()));
          def.deleteRepeat(inner.index(def, one.node().getMult()));
        }
    def.deleteRepeat(roster.index(def, instance.node().getMult()));
    for (Inner one : inside.reversed()) one.parent().addChild(one.node());
  }

  private record Inner(TreeElement parent, TreeElement node) {}

  /// The instances of one roster that go when an instance goes.
  private static List<RosterSlot.InstanceSlot> going(
      RosterSlot one, RosterSlot roster, RosterSlot.InstanceSlot instance) {
    boolean self = one.path().equals(roster.path());
    return one.instances().stream()
        .filter(i -> self ? i.path().equals(instance.path()) : i.owner().equals(instance.owner()))
        .toList();
  }

  /// What would go with an instance; empty when nobody may take it away.
  Optional<TakenAway> leaving(String instancePath) {
    for (RosterSlot roster : layout.rosters.values())
      for (RosterSlot.InstanceSlot instance : roster.instances()) {
        if (!instance.path().equals(instancePath) || !Overview.canChange(roster)) continue;
        List<TakenAway.Part> parts = new ArrayList<>();
        for (RosterSlot one : layout.rosters.values())
          if (together(one, roster))
            going(one, roster, instance)
                .forEach(i -> parts.add(new TakenAway.Part(one.path(), i.node())));
        return Optional.of(TakenAway.of(roster, instance, parts));
      }
    return Optional.empty();
  }

  private static boolean together(RosterSlot one, RosterSlot roster) {
    return one.path().equals(roster.path())
        || (roster.owners().people() && one.owners() == roster.owners());
  }
}
