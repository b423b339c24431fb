package cn.ruhu.survey;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.javarosa.core.model.instance.TreeElement;

/// A form's answers by key. In a visit form `<id>`, `<id>@<owner>`, `<id>#<n>`, `<id>@<owner>#<n>`:
/// the keys stay the same when a form moves a question to another group. In any other form, where
/// two groups may hold one name, the question's path: `/address/street`, `/member[2]/name`.
final class Facts {
  private static final Pattern NAME = Pattern.compile("[A-Z]\\d\\d[A-Z0-9]*");

  private Facts() {}

  /// Whether a node of this name is an answer, and not one of the form's own hidden nodes.
  static boolean isFact(String name) {
    return NAME.matcher(name).matches();
  }

  /// All relevant answers that are not empty.
  static SortedMap<String, String> of(TreeElement root, Layout layout) {
    SortedMap<String, String> facts = new TreeMap<>();
    each(
        root,
        layout,
        TreeElement::isRelevant,
        (key, leaf) -> {
          String value = AnswerText.read(leaf.getValue());
          boolean fact = layout.visit() ? isFact(leaf.getName()) : !key.startsWith("/meta/");
          if (fact && !value.isEmpty()) facts.put(key, value);
        });
    return facts;
  }

  /// Every leaf by key, relevant or not, hidden ones too.
  static Map<String, TreeElement> leaves(TreeElement root, Layout layout) {
    Map<String, TreeElement> leaves = new TreeMap<>();
    each(root, layout, _ -> true, leaves::putIfAbsent);
    return leaves;
  }

  /// The path of the question whose answer has this key.
  static Optional<String> path(String key, TreeElement root, Layout layout) {
    TreeElement leaf = leaves(root, layout).get(key);
    return layout.slots.values().stream()
        .filter(s -> s.node().equals(leaf))
        .map(Slot::path)
        .findFirst();
  }

  private static void each(
      TreeElement root,
      Layout layout,
      Predicate<TreeElement> wanted,
      BiConsumer<String, TreeElement> visitor) {
    Map<String, Roster.Owners> owners =
        layout.rosters.values().stream()
            .collect(Collectors.toMap(RosterSlot::generic, RosterSlot::owners, (a, _) -> a));
    if (layout.visit()) walk(root, "/" + root.getName(), "", owners, wanted, visitor);
    else paths(root, "", wanted, visitor);
  }

  private static void paths(
      TreeElement node,
      String path,
      Predicate<TreeElement> wanted,
      BiConsumer<String, TreeElement> visitor) {
    for (int i = 0; i < node.getNumChildren(); i++) {
      TreeElement child = node.getChildAt(i);
      if (child.getMult() < 0 || !wanted.test(child)) continue;
      String below = path + "/" + child.getName();
      if (child.isRepeatable()) below += "[" + (child.getMult() + 1) + "]";
      if (child.hasChildren()) paths(child, below, wanted, visitor);
      else visitor.accept(below, child);
    }
  }

  private static void walk(
      TreeElement node,
      String path,
      String suffix,
      Map<String, Roster.Owners> owners,
      Predicate<TreeElement> wanted,
      BiConsumer<String, TreeElement> visitor) {
    for (int i = 0; i < node.getNumChildren(); i++) {
      TreeElement child = node.getChildAt(i);
      if (child.getMult() < 0 || !wanted.test(child)) continue; // a template, or not asked now
      String below = path + "/" + child.getName();
      if (child.isLeaf() && !owners.containsKey(below)) {
        visitor.accept(child.getName() + suffix, child);
        continue;
      }
      Roster.Owners roster = owners.get(below);
      String more =
          switch (roster) {
            case null -> suffix;
            case LINES -> suffix + "#" + (child.getMult() + 1);
            case MEMBER, SUPPORTER, STAFF -> suffix + "@" + Layout.text(child, "uuid");
          };
      walk(child, below, more, owners, wanted, visitor);
    }
  }
}
