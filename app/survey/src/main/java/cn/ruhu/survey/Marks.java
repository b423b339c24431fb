package cn.ruhu.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.javarosa.core.model.instance.TreeElement;

/// Where each value came from. Kept by the engine's node, which stays the same when other instances
/// of its roster come and go.
final class Marks {
  private final Map<TreeElement, Question.Origin> marks = new HashMap<>();

  /// of answers that wait beside the form for their instance, by their key there
  private final Map<String, Question.Origin> waiting = new TreeMap<>();

  void put(TreeElement node, Question.Origin origin) {
    marks.put(node, origin);
  }

  /// What stood in one node stands in another now.
  void moved(TreeElement from, TreeElement to) {
    Question.Origin origin = marks.remove(from);
    if (origin != null) marks.put(to, origin);
  }

  /// The instance of a question goes, its answer waits under `key`.
  void wait(String key, Slot slot) {
    waiting.put(key, origin(slot));
  }

  /// The answer that waited under `key` is in its question again.
  void back(String key, Slot slot) {
    marks.put(slot.node(), waiting.getOrDefault(key, Question.Origin.ANSWERED));
    waiting.remove(key);
  }

  Question.Origin origin(Slot slot) {
    if (!slot.asked()) return Question.Origin.COMPUTED;
    if (slot.node().getValue() == null) return Question.Origin.EMPTY;
    return marks.getOrDefault(slot.node(), Question.Origin.ANSWERED);
  }

  /// Takes back what {@link #byPath} gave.
  void take(Map<String, Question.Origin> paths, Layout layout) {
    for (Slot slot : layout.slots.values()) {
      Question.Origin origin = paths.get(slot.path());
      if (origin != null) marks.put(slot.node(), origin);
    }
    paths.forEach((path, origin) -> {
      if (path.startsWith(Counts.PREFIX)) waiting.put(path, origin);
    });
  }

  /// The marks of the questions now in the form, and of answers that wait.
  Map<String, Question.Origin> byPath(Layout layout) {
    Map<String, Question.Origin> paths = new TreeMap<>(waiting);
    for (Slot slot : layout.slots.values()) {
      Question.Origin origin = marks.get(slot.node());
      if (origin != null) paths.put(slot.path(), origin);
    }
    return paths;
  }
}
