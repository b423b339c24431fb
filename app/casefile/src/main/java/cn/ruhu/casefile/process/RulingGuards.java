package cn.ruhu.casefile.process;

import cn.ruhu.casefile.means.FactRulings;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Rulings on values before somebody judges by them (DOMAIN §5.0): one that was made before a visit
/// or a report that says otherwise does not count, and is made anew before an opinion or a
/// decision.
final class RulingGuards {
  private static final Map<String, String> TABLES =
      Map.of("INCOME", "income", "ASSET", "asset", "HOUSING", "housing", "EXPENSE", "expense");

  private RulingGuards() {}

  /// Rulings that do not stand any more, each named by its item.
  static List<Hindrance> standing(Situation s) {
    return Stream.concat(
            Rulings.lapsed(s.file()).stream().map(RulingGuards::named),
            FactRulings.lapsed(s.file()).stream().map(RulingGuards::named))
        .map(name -> Hindrance.of("RULING_LAPSED", "§5.0", name))
        .distinct()
        .toList();
  }

  private static String named(FactRulings.Ruled ruled) {
    String code = ruled.fact().text("subject").split("@", 2)[0];
    for (String table : List.of("fact", "asset", "housing"))
      if (CodeTables.table(table).has(code)) return CodeTables.label(table, code);
    return code;
  }

  private static String named(CaseRecord item) {
    String table = TABLES.getOrDefault(item.text("kind"), "");
    boolean known = !table.isEmpty() && CodeTables.table(table).has(item.text("code"));
    return known ? CodeTables.label(table, item.text("code")) : item.text("code");
  }
}
