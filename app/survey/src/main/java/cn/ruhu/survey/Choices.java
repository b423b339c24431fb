package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.javarosa.core.model.SelectChoice;

/// Chosen codes against the list that is open now, and the search of lists that are too long to be
/// shown. A long list is indexed once for as long as the engine hands out the same one.
final class Choices {
  private static final int INDEXES_MAX = 8;

  private final Wording wording;

  /// The youngest last.
  private final List<ChoiceIndex> indexes = new ArrayList<>();

  Choices(Wording wording) {
    this.wording = wording;
  }

  /// Several codes in the order of the list, so that the same choice is always the same text.
  String inOrder(Slot slot, String value) {
    if (slot.kind() != QuestionKind.SELECT_MULTI || value.indexOf(' ') < 0) return value;
    Map<String, Integer> order = order(wording.choices(slot));
    return Arrays.stream(value.split(" ", -1))
        .sorted(Comparator.comparingInt(c -> order.getOrDefault(c, -1)))
        .collect(Collectors.joining(" "));
  }

  /// Whether every code is on the list, none twice; of a ranking every one of the list. Other kinds
  /// hold always.
  boolean hold(Slot slot, String value) {
    boolean choice =
        switch (slot.kind()) {
          case SELECT_ONE, SELECT_MULTI, BOOL, RANK -> true;
          default -> false;
        };
    if (!choice) return true;
    List<SelectChoice> choices = wording.choices(slot);
    boolean one = slot.kind() == QuestionKind.SELECT_ONE || slot.kind() == QuestionKind.BOOL;
    List<String> chosen = one ? List.of(value) : Arrays.asList(value.split(" ", -1));
    if (slot.kind() == QuestionKind.RANK && chosen.size() != choices.size()) return false;
    if (choices.size() > SurveyLimits.OPTIONS_SHOWN_MAX) {
      ChoiceIndex index = index(choices, slot);
      return chosen.stream().allMatch(index::has) && distinct(chosen);
    }
    HashSet<String> missing = new HashSet<>(chosen);
    for (SelectChoice offered : choices) missing.remove(offered.getValue());
    return missing.isEmpty() && distinct(chosen);
  }

  private static boolean distinct(List<String> codes) {
    return codes.size() == 1 || new HashSet<>(codes).size() == codes.size();
  }

  private static Map<String, Integer> order(List<SelectChoice> choices) {
    Map<String, Integer> order = HashMap.newHashMap(choices.size());
    for (SelectChoice choice : choices) order.putIfAbsent(choice.getValue(), order.size());
    return order;
  }

  /// Whether the list is too long to be shown whole.
  boolean searched(Slot slot) {
    return switch (slot.kind()) {
      case SELECT_ONE, SELECT_MULTI, RANK ->
          wording.choices(slot).size() > SurveyLimits.OPTIONS_SHOWN_MAX;
      default -> false;
    };
  }

  /// The options a question shows by itself: all, or of a long list the chosen ones.
  List<Question.Option> shown(Slot slot) {
    if (!searched(slot)) return wording.options(slot);
    ChoiceIndex index = index(wording.choices(slot), slot);
    List<Question.Option> chosen = new ArrayList<>();
    String value = slot.value();
    if (value.isEmpty()) return chosen;
    for (String code : value.split(" ", -1)) index.option(code).ifPresent(chosen::add);
    return chosen;
  }

  /// The options that fit what is typed, the best first.
  List<Question.Option> search(Slot slot, String typed, int max) {
    return index(wording.choices(slot), slot).search(typed, max);
  }

  private ChoiceIndex index(List<SelectChoice> choices, Slot slot) {
    for (ChoiceIndex index : indexes) if (index.of(choices, slot)) return index;
    ChoiceIndex fresh = new ChoiceIndex(choices, slot, wording);
    indexes.add(fresh);
    if (indexes.size() > INDEXES_MAX) indexes.removeFirst();
    return fresh;
  }

  /// The words of the choices changed: another language is spoken.
  void forget() {
    indexes.clear();
  }
}
