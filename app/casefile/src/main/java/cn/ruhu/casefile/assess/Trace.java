package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.means.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Keeps the steps while a household is computed, and what was missing. Not thread-safe.
final class Trace {
  private final List<TraceLine> lines = new ArrayList<>();
  private final Set<Pending> pending = new LinkedHashSet<>();

  /// One step about the household.
  ///
  /// @param inputs name, value, name, value…; exact fen are written as yuan
  void add(String code, Object result, Object... inputs) {
    about(code, "", result, inputs);
  }

  /// One step about somebody or something.
  void about(String code, Object subject, Object result, Object... inputs) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i + 1 < inputs.length; i += 2)
      map.put(inputs[i].toString(), words(inputs[i + 1]));
    lines.add(new TraceLine(code, subject.toString(), map, words(result)));
  }

  private static String words(Object value) {
    return switch (value) {
      case Money m -> m.fen().fenAsExactYuan();
      case Ratio r -> r.exact(0);
      default -> value.toString();
    };
  }

  /// Marks a figure as fen, so that it is written as yuan.
  record Money(Ratio fen) {}

  static Money yuan(Ratio fen) {
    return new Money(fen);
  }

  static Money yuan(cn.ruhu.casefile.Fen fen) {
    return new Money(Ratio.of(fen.value()));
  }

  /// Something is not known: 待确认.
  void missing(Pending.Effect effect, String what, Object subject) {
    pending.add(new Pending(what, subject.toString(), effect));
  }

  List<TraceLine> lines() {
    return List.copyOf(lines);
  }

  List<Pending> pending() {
    return List.copyOf(pending);
  }
}
