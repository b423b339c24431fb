package cn.ruhu.casefile.means;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.Tsv;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Standards by date: the built-in table, and what the district entered on top of it.
///
/// Immutable, thread-safe. A month for which nobody entered a figure gives [Figure.Unknown].
public final class Standards {
  /// [Standard#RIGID_RATIO] counts ten-thousandths of one.
  public static final int RATIO_UNITS = 10_000;

  private static final Standards BUILT_IN = new Standards(read());

  private final Map<Standard, NavigableMap<YearMonth, Row>> rows;

  private record Row(Optional<Fen> amount, String source, boolean confirmed, String mark) {}

  private Standards(Map<Standard, NavigableMap<YearMonth, Row>> rows) {
    this.rows = rows;
  }

  /// The table shipped with the program.
  public static Standards builtIn() {
    return BUILT_IN;
  }

  /// The built-in table as of a day.
  public static Day on(LocalDate date) {
    return BUILT_IN.at(date);
  }

  /// This table with the district's own entries (records of type STANDARD), which win from their
  /// month on. Entries that cannot be read are left out.
  public Standards with(Collection<CaseRecord> entered) {
    var map = new EnumMap<Standard, NavigableMap<YearMonth, Row>>(Standard.class);
    rows.forEach((k, v) -> map.put(k, new TreeMap<>(v)));
    for (CaseRecord r : entered) {
      if (r.type() != RecordType.STANDARD) continue;
      Optional<Standard> which = standard(r.text("name"));
      Optional<YearMonth> from = month(r.text("effective"));
      Optional<Long> fen = Texts.whole(r.text("valueFen"));
      if (which.isPresent() && from.isPresent() && fen.isPresent())
        map.computeIfAbsent(which.get(), _ -> new TreeMap<>())
            .put(
                from.get(),
                new Row(
                    Optional.of(new Fen(fen.get())),
                    r.text("source"),
                    r.is("confirmed"),
                    r.text("mark")));
    }
    return new Standards(map);
  }

  /// The figures as of a day.
  public Day at(LocalDate date) {
    return new Day(this, date);
  }

  private Figure figure(Standard which, YearMonth month, boolean exactYear) {
    NavigableMap<YearMonth, Row> of = rows.getOrDefault(which, new TreeMap<>());
    Map.Entry<YearMonth, Row> e = of.floorEntry(month);
    boolean there = e != null && (!exactYear || e.getKey().getYear() == month.getYear());
    if (!there) return new Figure.Unknown(which, month);
    Row row = e.getValue();
    return row.amount().isPresent()
        ? new Figure.Known(
            row.amount().get(), e.getKey(), row.source(), row.confirmed(), row.mark())
        : new Figure.Unknown(which, month);
  }

  private static Map<Standard, NavigableMap<YearMonth, Row>> read() {
    var map = new EnumMap<Standard, NavigableMap<YearMonth, Row>>(Standard.class);
    for (List<String> r : Tsv.rows(Standards.class, "standards.tsv")) {
      String yuan = r.get(2);
      Optional<Fen> amount =
          yuan.isEmpty() ? Optional.empty() : Optional.of(Fen.ofYuan(Long.parseLong(yuan)));
      map.computeIfAbsent(Standard.valueOf(r.get(0)), _ -> new TreeMap<>())
          .put(YearMonth.parse(r.get(1)), new Row(amount, r.get(4), r.get(3).equals("yes"), ""));
    }
    return map;
  }

  private static Optional<Standard> standard(String name) {
    for (Standard s : Standard.values()) if (s.name().equals(name)) return Optional.of(s);
    return Optional.empty();
  }

  private static Optional<YearMonth> month(String text) {
    try {
      return Optional.of(YearMonth.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The figures as of one day.
  ///
  /// @param table table asked
  /// @param date the day
  public record Day(Standards table, LocalDate date) {
    private Figure of(Standard which) {
      return table.figure(which, YearMonth.from(date), false);
    }

    /// The figure an applicant for a scheme is judged by; empty for schemes without one.
    public Optional<Figure> of(String scheme) {
      return switch (scheme) {
        case "DB", "TK", "SN" -> Optional.of(dibao());
        case "DS" -> Optional.of(lowIncome());
        default -> Optional.empty();
      };
    }

    /// 低保 standard, a person a month.
    public Figure dibao() {
      return of(Standard.DIBAO);
    }

    /// 低收入 line, a person a month.
    public Figure lowIncome() {
      return of(Standard.LOW_INCOME);
    }

    /// Minimum wage, a month.
    public Figure minWage() {
      return of(Standard.MIN_WAGE);
    }

    /// The most a street chief may sign before papers, once for a household.
    public Figure urgentCeiling() {
      return of(Standard.URGENT_CEILING);
    }

    /// What a household usually pays for electricity, a month; unknown unless the district entered
    /// it.
    public Figure electricity() {
      return of(Standard.ELECTRICITY);
    }

    /// Disposable income of a head in the last calendar year; unknown unless that very year was
    /// entered.
    public Figure disposableLastYear() {
      return table.figure(Standard.DISPOSABLE_INCOME, YearMonth.of(date.getYear() - 1, 12), true);
    }

    /// Share of the income that rigid expenditure has to exceed, exact.
    public Optional<Ratio> rigidRatio() {
      return of(Standard.RIGID_RATIO).amountIfKnown().map(r -> Ratio.of(r.value(), RATIO_UNITS));
    }

    /// Per-capita consumption of the last calendar year; unknown unless that very year was entered.
    public Figure consumptionLastYear() {
      return table.figure(Standard.CONSUMPTION, YearMonth.of(date.getYear() - 1, 12), true);
    }
  }
}
