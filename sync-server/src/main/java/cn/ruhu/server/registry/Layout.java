package cn.ruhu.server.registry;

import cn.ruhu.server.registry.Column.Need;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which column of a file holds what, read from its headings. They may stand in any order, below a
/// title, with stars and remarks in brackets.
///
/// @param at place of each column that is there, from 0
/// @param spare places that say nothing, such as the running number
record Layout(Kind kind, Map<Column, Integer> at, Set<Integer> spare) {
  /// how far down headings are looked for
  static final int ROWS_MAX = 5;

  private static final int KNOWN_MIN = 2;
  private static final int ECHOED_CHARS_MAX = 20;

  Layout {
    at = Map.copyOf(at);
    spare = Set.copyOf(spare);
  }

  /// Reads rows up to the headings.
  static Layout find(Kind kind, SourceTable table) throws IOException, FileRefused {
    Map<String, Column> known = new HashMap<>();
    for (Column column : kind.columns())
      for (String spelling : column.spellings()) known.put(plain(spelling), column);
    for (int i = 0; i < ROWS_MAX; i++) {
      Optional<SourceRow> row = table.next();
      if (row.isEmpty()) break;
      long hits = row.get().cells().stream().filter(c -> known.containsKey(plain(c))).count();
      if (hits >= KNOWN_MIN) return of(kind, known, row.get().cells());
    }
    throw FileRefused.because(Refusal.Code.NO_HEADINGS, ROWS_MAX, list(titles(kind, true)));
  }

  /// Places up to the last one that has a heading.
  int width() {
    return Stream.concat(at.values().stream(), spare.stream()).max(Integer::compare).orElse(-1) + 1;
  }

  private static Layout of(Kind kind, Map<String, Column> known, List<String> headings)
      throws FileRefused {
    Set<String> passedOver = new HashSet<>();
    for (String spelling : Spellings.of("heading.PASSED_OVER")) passedOver.add(plain(spelling));
    Map<Column, Integer> at = new LinkedHashMap<>();
    Set<Integer> spare = new HashSet<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      String heading = plain(headings.get(i));
      Column column = known.get(heading);
      if (column != null) {
        if (at.put(column, i) != null)
          throw FileRefused.because(Refusal.Code.DOUBLED, column.title());
      } else if (passedOver.contains(heading)) spare.add(i);
      else if (!heading.isEmpty()) unknown.add(echo(i, Cells.text(headings.get(i))));
    }
    List<String> missing =
        kind.columns().stream()
            .filter(c -> c.need() != Need.NOTHING && !at.containsKey(c))
            .map(Column::title)
            .toList();
    if (!missing.isEmpty() || !unknown.isEmpty())
      throw new FileRefused(
          new Refusal(
              Refusal.Code.COLUMNS,
              List.of(list(missing), list(unknown), list(titles(kind, false))),
              missing,
              unknown));
    return new Layout(kind, at, spare);
  }

  private static List<String> titles(Kind kind, boolean needed) {
    return kind.columns().stream()
        .filter(c -> !needed || c.need() != Need.NOTHING)
        .map(Column::title)
        .toList();
  }

  private static String list(List<String> titles) {
    return titles.isEmpty() ? Spellings.WORDS.text("none") : String.join(", ", titles);
  }

  /// A heading by column and words; by its column alone when it might be somebody's data.
  private static String echo(int index, String heading) {
    boolean words =
        heading.length() <= ECHOED_CHARS_MAX && heading.chars().noneMatch(Character::isDigit);
    return words ? Cells.letters(index) + " " + heading : Cells.letters(index);
  }

  private static String plain(String heading) {
    return Cells.narrow(heading).replace("*", "").replaceAll("\\(.*\\)$", "");
  }
}
