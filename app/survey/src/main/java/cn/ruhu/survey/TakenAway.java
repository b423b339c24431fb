package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.TreeElement;

/// An instance that was taken away, with everything that stood in it, until it is put back. The
/// engine leaves the nodes of a removed instance as they were; they are the memory.
///
/// @param roster where it was taken away
/// @param owner whose it was, for people
/// @param parts the instance, and the same person's in other rosters
record TakenAway(String roster, Optional<java.util.UUID> owner, List<Part> parts) {
  /// One instance.
  ///
  /// @param roster the path of its roster
  /// @param node the detached node
  record Part(String roster, TreeElement node) {}

  /// Where an answer went: its node then and now.
  record Moved(TreeElement from, TreeElement to) {}

  private static final int LEVELS_MAX = 8;

  TakenAway {
    parts = List.copyOf(parts);
  }

  static TakenAway of(RosterSlot roster, RosterSlot.InstanceSlot instance, List<Part> parts) {
    Optional<java.util.UUID> owner =
        roster.owners().people()
            ? Optional.of(java.util.UUID.fromString(instance.owner()))
            : Optional.empty();
    return new TakenAway(roster.path(), owner, parts);
  }

  /// Whether it lay inside an instance of one of these rosters.
  boolean within(List<String> rosters) {
    return parts.stream()
        .anyMatch(p -> rosters.stream().anyMatch(r -> p.roster().startsWith(r + "[")));
  }

  /// Makes the instances inside what was put back, level by level, as many as there were.
  ///
  /// @return whether one was made; the layout is then to be made anew
  boolean grow(FormDef form, Layout layout) {
    boolean grew = false;
    for (Part part : parts) {
      Optional<RosterSlot.InstanceSlot> now = now(part, layout);
      if (now.isEmpty()) continue;
      String inside = now.get().path() + "/";
      for (RosterSlot inner : layout.rosters.values()) {
        if (!inner.path().startsWith(inside) || inner.counted()) continue;
        TreeElement parent = at(part.node(), inner.path().substring(inside.length()));
        if (parent == null) continue;
        String name = inner.path().substring(inner.path().lastIndexOf('/') + 1);
        int wanted = parent.getChildMultiplicity(name);
        for (int n = inner.instances().size(); n < wanted; n++) {
          Prefill.add(form, inner, Optional.empty());
          grew = true;
          break; // the next one needs the layout with this one in it
        }
      }
      if (grew) break;
    }
    return grew;
  }

  /// The node in which a roster lay, by its path inside the instance; null when there is none.
  private static @org.jspecify.annotations.Nullable TreeElement at(TreeElement root, String path) {
    TreeElement at = root;
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1 && at != null; i++) {
      int bracket = names[i].indexOf('[');
      String name = bracket < 0 ? names[i] : names[i].substring(0, bracket);
      int n =
          bracket < 0
              ? 0
              : Integer.parseInt(names[i].substring(bracket + 1, names[i].length() - 1)) - 1;
      at = at.getChild(name, n);
    }
    return at;
  }

  private static Optional<RosterSlot.InstanceSlot> now(Part part, Layout layout) {
    RosterSlot roster = layout.rosters.get(part.roster());
    return roster == null || roster.instances().isEmpty()
        ? Optional.empty()
        : Optional.of(roster.instances().getLast());
  }

  /// Writes everything that stood in it into what was put back.
  ///
  /// @return which node became which
  List<Moved> fill(FormDef form, FormShape shape, Layout layout) {
    List<Moved> moved = new ArrayList<>();
    for (Part part : parts)
      now(part, layout)
          .ifPresent(to -> copy(new Copy(form, shape, moved), part.node(), to.node(), 0));
    return moved;
  }

  private record Copy(FormDef form, FormShape shape, List<Moved> moved) {}

  private static void copy(Copy how, TreeElement from, TreeElement to, int level) {
    if (level > LEVELS_MAX * 4) return;
    for (int i = 0; i < from.getNumChildren(); i++) {
      TreeElement child = from.getChildAt(i);
      if (child.getMult() < 0) continue; // a template
      TreeElement now = to.getChild(child.getName(), child.getMult());
      if (now == null) continue;
      if (child.hasChildren()) {
        copy(how, child, now, level + 1);
        continue;
      }
      IAnswerData value = child.getValue();
      boolean computed = how.shape().calculated().contains(Layout.generic(now.getRef()));
      if (value != null && !computed) how.form().setValue(value, now.getRef(), now, true);
      how.moved().add(new Moved(child, now));
    }
  }
}
