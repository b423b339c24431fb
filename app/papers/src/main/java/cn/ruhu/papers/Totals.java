package cn.ruhu.papers;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.papers.template.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Sums of the registration form: income by the same class that judges it ([Income], declared
/// column), money, expenses of a year, debts. What nobody filled in is counted as such, never as
/// zero.
final class Totals {
  private static final int MONTHS = 12;

  private Totals() {}

  static void put(Fields fields, CaseFile file) {
    Income income = Income.of(file, Column.DECLARED);
    put(fields, "gross", fen(income.gross()));
    put(fields, "exempt", fen(income.exempt()));
    put(fields, "contributions", fen(income.contributions()));
    put(fields, "net", fen(income.net()));
    fields.put("perCapita", income.perCapitaMonthly().map(r -> fen(r).grouped()).orElse(""));
    fields.put("countedPeople", Integer.toString(income.people()));
    fields.put("unknownIncome", income.unknown().isEmpty() ? "" : count(income.unknown()));
    put(fields, "money", sum(file.items("ASSET").stream().filter(Totals::isMoney).toList()));
    put(fields, "yearExpense", yearly(file.items("EXPENSE")));
    put(fields, "debtSum", sum(file.items("DEBT")));
  }

  private static String count(List<UUID> items) {
    return Integer.toString(items.size());
  }

  private static void put(Fields fields, String name, Fen amount) {
    fields.put(name + "Total", amount.grouped()).put(name + "Words", amount.capital());
  }

  /// For paper only: rounded half up to the fen.
  private static Fen fen(Ratio ratio) {
    return new Fen(new BigDecimal(ratio.fenAsYuan()).movePointRight(2).longValueExact());
  }

  private static boolean isMoney(CaseRecord asset) {
    return CodeTables.table("asset")
        .entry(asset.text("code"))
        .filter(e -> e.extra().equals("MONEY"))
        .isPresent();
  }

  private static Fen sum(List<CaseRecord> items) {
    return new Fen(items.stream().mapToLong(i -> Texts.whole(i.text("declared")).orElse(0L)).sum());
  }

  private static Fen yearly(List<CaseRecord> items) {
    return new Fen(items.stream().mapToLong(Totals::inYear).sum());
  }

  /// What a line comes to in a year; 0 when nobody filled it in.
  private static long inYear(CaseRecord item) {
    long value = Texts.whole(item.text("declared")).orElse(0L);
    if (!item.get("basis").orElse("MONTHLY").equals("MONTHLY")) return value;
    return value * Math.min(MONTHS, Texts.whole(item.text("months")).orElse((long) MONTHS));
  }

  /// A member's declared income a month on average; empty when none is declared.
  static String monthly(CaseFile file, CaseRecord member) {
    List<CaseRecord> own =
        file.items("INCOME").stream()
            .filter(i -> i.ref("member").equals(Optional.of(member.id())))
            .filter(i -> Texts.whole(i.text("declared")).isPresent())
            .toList();
    if (own.isEmpty()) return "";
    long year = own.stream().mapToLong(Totals::inYear).sum();
    return fen(Ratio.of(year, MONTHS)).grouped();
  }
}
