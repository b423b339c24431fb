package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.means.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the steps while a household is computed, and what was missing. Not thread-safe.
final class Trace {
  private final List<TraceLine> lines = new ArrayList<>();
  private final Map<List<String>, Pending.Effect> pending = new LinkedHashMap<>();

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

  /// Something is not known: 待确认. Said again, both effects are joined.
  void missing(Pending.Effect effect, String what, Object subject) {
    pending.merge(
        List.of(what, subject.toString()),
        effect,
        (a, b) ->
            a == b || b == Pending.Effect.OTHER
                ? a
                : a == Pending.Effect.OTHER ? b : Pending.Effect.EITHER);
  }

  /// Whether something that is not known could bring the income down (or move the number of
  /// people).
  boolean mayLower() {
    return pending.containsValue(Pending.Effect.LOWERS) || mayMove();
  }

  /// Whether the only thing not known that could bring the income down is this.
  boolean lowersOnlyBy(String what) {
    return pending.entrySet().stream()
        .filter(e -> e.getValue() == Pending.Effect.LOWERS || e.getValue() == Pending.Effect.EITHER)
        .allMatch(e -> e.getKey().getFirst().equals(what));
  }

  /// Whether something that is not known could bring the income up (or move the number of people).
  boolean mayRaise() {
    return pending.containsValue(Pending.Effect.RAISES) || mayMove();
  }

  /// Whether something that is not known could move the result either way.
  boolean mayMove() {
    return pending.containsValue(Pending.Effect.EITHER);
  }

  List<TraceLine> lines() {
    return List.copyOf(lines);
  }

  List<Pending> pending() {
    return pending.entrySet().stream()
        .map(e -> new Pending(e.getKey().getFirst(), e.getKey().getLast(), e.getValue()))
        .toList();
  }
}
