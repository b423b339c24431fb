package cn.ruhu.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.javarosa.core.model.instance.TreeElement;

/// Where each value came from. Kept by the engine's node, which stays the same when other instances
/// of its roster come and go.
final class Marks {
  private final Map<TreeElement, Question.Origin> marks = new HashMap<>();

  void put(TreeElement node, Question.Origin origin) {
    marks.put(node, origin);
  }

  Question.Origin origin(Slot slot) {
    if (!slot.asked()) return Question.Origin.COMPUTED;
    if (slot.node().getValue() == null) return Question.Origin.EMPTY;
    return marks.getOrDefault(slot.node(), Question.Origin.ANSWERED);
  }

  /// The marks of the questions now in the form.
  Map<String, Question.Origin> byPath(Layout layout) {
    Map<String, Question.Origin> paths = new TreeMap<>();
    for (Slot slot : layout.slots.values()) {
      Question.Origin origin = marks.get(slot.node());
      if (origin != null) paths.put(slot.path(), origin);
    }
    return paths;
  }
}
