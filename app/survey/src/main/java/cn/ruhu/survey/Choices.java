package cn.ruhu.survey;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Chosen codes against the list that is open now.
final class Choices {
  private final Wording wording;

  Choices(Wording wording) {
    this.wording = wording;
  }

  /// Several codes in the order of the list, so that the same choice is always the same text.
  String inOrder(Slot slot, String value) {
    if (slot.kind() != QuestionKind.SELECT_MULTI || value.indexOf(' ') < 0) return value;
    List<String> order = wording.options(slot).stream().map(Question.Option::code).toList();
    return Arrays.stream(value.split(" ", -1))
        .sorted(Comparator.comparingInt(order::indexOf))
        .collect(Collectors.joining(" "));
  }

  /// Whether every code is on the list, none twice; other kinds hold always.
  boolean hold(Slot slot, String value) {
    boolean choice =
        switch (slot.kind()) {
          case SELECT_ONE, SELECT_MULTI, BOOL -> true;
          default -> false;
        };
    if (!choice) return true;
    Set<String> codes =
        wording.options(slot).stream().map(Question.Option::code).collect(Collectors.toSet());
    List<String> chosen = Arrays.asList(value.split(" ", -1));
    return codes.containsAll(chosen) && new HashSet<>(chosen).size() == chosen.size();
  }
}
