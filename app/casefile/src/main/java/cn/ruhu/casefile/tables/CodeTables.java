package cn.ruhu.casefile.tables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every code table of the district, by name (national standards, the tables of the survey, our own
/// lists of states and acts). Read once, when first asked for.
///
/// Immutable, thread-safe.
public final class CodeTables {
  private static final Map<String, CodeTable> TABLES = read();

  private CodeTables() {}

  /// The table of that name.
  ///
  /// @throws IllegalArgumentException when there is no such table (a slip in the program)
  public static CodeTable table(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no code table " + name));
  }

  /// The table of that name, or empty.
  public static Optional<CodeTable> find(String name) {
    return Optional.ofNullable(TABLES.get(name));
  }

  /// Words for a code of a table: [CodeTable#label].
  public static String label(String table, String code) {
    return table(table).label(code);
  }

  /// Names of all tables.
  public static Set<String> names() {
    return TABLES.keySet();
  }

  private static Map<String, CodeTable> read() {
    String unknown = Tsv.pairs(CodeTables.class, "words.tsv").getOrDefault("unknownCode", "{0}");
    var all = new LinkedHashMap<String, CodeTable>();
    for (List<String> table : Tsv.rows(CodeTables.class, "index.tsv")) {
      String name = table.get(0);
      List<CodeEntry> entries =
          Tsv.rows(CodeTables.class, name + ".tsv").stream()
              .map(r -> new CodeEntry(r.get(0), r.get(1), r.get(2), r.get(3)))
              .toList();
      all.put(name, new CodeTable(name, table.get(1), unknown, entries));
    }
    return Collections.unmodifiableMap(all);
  }
}
