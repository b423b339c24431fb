package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.javarosa.core.model.SelectChoice;

/// A list of choices to search by typing: by code, or by any words of the label in any order. Each
/// character's rows are known, so a keystroke looks at the rows of its rarest character only.
final class ChoiceIndex {
  private final List<SelectChoice> choices;
  private final Slot slot;
  private final Wording wording;
  private final String[] words;
  private final Map<String, Integer> rows;
  private final Map<Integer, int[]> byCharacter = new HashMap<>();

  ChoiceIndex(List<SelectChoice> choices, Slot slot, Wording wording) {
    this.choices = choices;
    this.slot = slot;
    this.wording = wording;
    this.words = new String[choices.size()];
    this.rows = HashMap.newHashMap(choices.size());
    Map<Integer, Rows> found = new HashMap<>();
    for (int i = 0; i < words.length; i++) {
      SelectChoice choice = choices.get(i);
      String label = wording.label(choice, slot.ref());
      words[i] = plain(label) + "\n" + plain(choice.getValue());
      rows.putIfAbsent(choice.getValue(), i);
      int row = i;
      words[i].codePoints().forEach(c -> found.computeIfAbsent(c, _ -> new Rows()).add(row));
    }
    found.forEach((c, list) -> byCharacter.put(c, list.whole()));
  }

  /// Row numbers, growing; each once.
  private static final class Rows {
    private int[] rows = new int[4];
    private int size;

    private void add(int row) {
      if (size > 0 && rows[size - 1] == row) return;
      if (size == rows.length) rows = Arrays.copyOf(rows, size * 2);
      rows[size++] = row;
    }

    private int[] whole() {
      return Arrays.copyOf(rows, size);
    }
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).strip();
  }

  /// Whether this is the index of that very list.
  @SuppressWarnings("ReferenceEquality") // the engine hands out the same one until it changes
  boolean of(List<SelectChoice> list, Slot of) {
    return list == choices && of.question().equals(slot.question());
  }

  boolean has(String code) {
    return rows.containsKey(code);
  }

  Optional<Question.Option> option(String code) {
    Integer row = rows.get(code);
    return row == null ? Optional.empty() : Optional.of(option(row));
  }

  private Question.Option option(int row) {
    return wording.option(choices.get(row), slot.ref());
  }

  /// At most `max` options that hold every word typed: first those whose code or label is it, then
  /// those that begin with it, then the others; each in the form's order.
  List<Question.Option> search(String typed, int max) {
    String asked = plain(typed);
    List<Question.Option> found = new ArrayList<>();
    if (asked.isEmpty()) {
      for (int i = 0; i < Math.min(max, words.length); i++) found.add(option(i));
      return found;
    }
    List<List<Integer>> ranks = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    String[] parts = asked.split("\\s+", -1);
    for (int row : candidates(asked)) {
      if (!holds(words[row], parts)) continue;
      List<Integer> rank = ranks.get(rank(words[row], asked));
      if (rank.size() < max) rank.add(row);
    }
    for (List<Integer> rank : ranks)
      for (int row : rank) if (found.size() < max) found.add(option(row));
    return found;
  }

  private int[] candidates(String asked) {
    int[] fewest = null;
    for (int c : asked.codePoints().filter(c -> !Character.isWhitespace(c)).toArray()) {
      int[] having = byCharacter.getOrDefault(c, new int[0]);
      if (fewest == null || having.length < fewest.length) fewest = having;
    }
    return fewest == null ? new int[0] : fewest;
  }

  private static boolean holds(String words, String[] parts) {
    for (String part : parts) if (!words.contains(part)) return false;
    return true;
  }

  private static int rank(String words, String asked) {
    int end = words.lastIndexOf('\n');
    String label = words.substring(0, end);
    String code = words.substring(end + 1);
    if (label.equals(asked) || code.equals(asked)) return 0;
    return label.startsWith(asked) || code.startsWith(asked) ? 1 : 2;
  }
}
