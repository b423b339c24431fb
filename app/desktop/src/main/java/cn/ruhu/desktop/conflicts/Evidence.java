package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What stands behind the two values.
///
/// @param kept behind the value that stands
/// @param offered behind the one that came later
/// @param columns the same fact as application, visit, registry and ruling tell it now
/// @param pages pages of the case that show the fact and were made by neither author
/// @param names of the members and supporters the pages name
record Evidence(
    Side kept, Side offered, List<Column> columns, List<Sheet> pages, Map<UUID, String> names) {
  Evidence {
    columns = List.copyOf(columns);
    pages = List.copyOf(pages);
    names = Map.copyOf(names);
  }

  /// @param words where the value came from, one line each
  /// @param pages of the case its author made
  record Side(List<String> words, List<Sheet> pages) {
    Side {
      words = List.copyOf(words);
      pages = List.copyOf(pages);
    }
  }

  /// @param column its name in words
  /// @param value in words
  record Column(String column, String value) {}

  /// @param made who made it and on which day, in words
  record Sheet(CaseRecord page, String made) {}

  /// Every page, in the order they stand on the screen.
  List<CaseRecord> all() {
    return java.util.stream.Stream.of(kept.pages(), offered.pages(), pages)
        .flatMap(List::stream)
        .map(Sheet::page)
        .toList();
  }
}
