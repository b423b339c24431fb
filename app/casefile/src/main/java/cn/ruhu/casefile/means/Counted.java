package cn.ruhu.casefile.means;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.util.List;
import java.util.Optional;

/// How an item counts in a column. The visit may find the same income counted otherwise than it was
/// declared (a month's wage that is a year's sum): then the verified value has a basis of its own
/// (`verifiedBasis`, `verifiedMonths`), because an amount divided to fit the declared one and
/// multiplied back is no longer the amount (DOMAIN §5.0). What the visit found to be exempt and
/// paid in contributions stands beside it and wins over what was declared.
///
/// Stateless and thread-safe.
public final class Counted {
  private static final int YEAR = 12;
  private static final String MONTHLY = "MONTHLY";

  private Counted() {}

  /// @param months how many months a `MONTHLY` value was paid, as stated, `""` when not
  private record Basis(String code, String months) {
    long times() {
      return code.equals(MONTHLY) ? Math.min(YEAR, Texts.whole(months).orElse((long) YEAR)) : 1;
    }
  }

  private record Figure(long value, Basis basis) {
    Ratio year() {
      return Ratio.of(value).times(basis.times());
    }
  }

  /// The value of an item in a column, in the basis of [#line]; for `ADOPTED` without a ruling that
  /// stands: the larger of verified and registry for income and assets, by the year, what was found
  /// of expenditure, else what was declared (DOMAIN §5.0).
  public static Optional<Long> value(CaseRecord item, Column column) {
    return figure(item, column).map(Figure::value);
  }

  /// The value of an item in a column as a year's sum, exact fen; empty when there is no readable
  /// one. Months beyond twelve are none.
  public static Optional<Ratio> year(CaseRecord item, Column column) {
    return figure(item, column).map(Figure::year);
  }

  private static Optional<Figure> figure(CaseRecord item, Column column) {
    if (column == Column.ADOPTED) return adopted(item);
    Basis basis = column == Column.VERIFIED ? verified(item) : own(item);
    return Texts.whole(item.text(column.field())).map(v -> new Figure(v, basis));
  }

  private static Optional<Figure> adopted(CaseRecord item) {
    Optional<Long> ruled = Rulings.value(item).flatMap(Texts::whole);
    if (ruled.isPresent()) return ruled.map(v -> ruled(item, v));
    boolean larger = item.text("kind").equals("INCOME") || item.text("kind").equals("ASSET");
    boolean seen = larger || item.text("kind").equals("EXPENSE");
    Optional<Figure> found = seen ? figure(item, Column.VERIFIED) : Optional.empty();
    Optional<Figure> registry = larger ? figure(item, Column.REGISTRY) : Optional.empty();
    if (found.isPresent() && registry.isPresent())
      return registry.get().year().compareTo(found.get().year()) > 0 ? registry : found;
    return found.or(() -> registry).or(() -> figure(item, Column.DECLARED));
  }

  /// What somebody ruled as a year's sum, whether the ruling stands or not.
  static Optional<Ratio> ruledYear(CaseRecord item) {
    return Texts.whole(item.text("adopted")).map(v -> ruled(item, v).year());
  }

  private static Figure ruled(CaseRecord item, long value) {
    return new Figure(
        value, item.get("adoptedBasis").map(b -> new Basis(b, "")).orElseGet(() -> own(item)));
  }

  private static Basis own(CaseRecord item) {
    return new Basis(item.get("basis").orElse(MONTHLY), item.text("months"));
  }

  private static Basis verified(CaseRecord item) {
    return item.get("verifiedBasis")
        .map(b -> new Basis(b, item.text("verifiedMonths")))
        .orElseGet(() -> own(item));
  }

  /// Whether the visit counted the item otherwise than it was declared: its columns can then only
  /// be held against each other by the year, and a ruling on it is one by the year.
  public static boolean otherwise(CaseRecord item) {
    return item.get("verifiedBasis").isPresent() && !own(item).equals(verified(item));
  }

  /// The item with every column as a year's sum, for those that are counted otherwise: so that like
  /// is held against like. A ruling is in it as it was made.
  public static CaseRecord byYear(CaseRecord item) {
    CaseRecord year = item;
    for (Column c : List.of(Column.DECLARED, Column.VERIFIED, Column.REGISTRY))
      year = year.with(c.field(), year(item, c).map(Counted::fen).orElse(null));
    Optional<Ratio> ruled = ruledYear(item);
    for (String f : List.of("months", "verifiedBasis", "verifiedMonths", "adoptedBasis"))
      year = year.with(f, null);
    return year.with("basis", "YEARLY").with("adopted", ruled.map(Counted::fen).orElse(null));
  }

  private static String fen(Ratio whole) {
    return whole.numerator().divide(whole.denominator()).toString();
  }

  /// An item of income as it counts in a column: its fields `basis`, `months`, `exemptCode`,
  /// `exemptFen` and `contributionFen` are those that go with the column's value.
  public static CaseRecord line(CaseRecord item, Column column) {
    boolean told =
        column != Column.DECLARED
            && (item.get("verifiedBasis").isPresent()
                || item.get("adoptedBasis").isPresent()
                || item.get("verifiedExemptFen").isPresent()
                || item.get("verifiedContributionFen").isPresent());
    Optional<Figure> figure = told ? figure(item, column) : Optional.empty();
    return figure.map(f -> line(item, column, f)).orElse(item);
  }

  private static CaseRecord line(CaseRecord item, Column column, Figure figure) {
    CaseRecord line =
        item.with(column.field(), Long.toString(figure.value()))
            .with("adoptedOn", null)
            .with("adoptedBasis", null)
            .with("basis", figure.basis().code())
            .with("months", figure.basis().months())
            .with("verifiedBasis", null);
    if (item.get("verifiedContributionFen").isPresent())
      line = line.with("contributionFen", item.text("verifiedContributionFen"));
    Optional<Long> free = Texts.whole(item.text("verifiedExemptFen"));
    return free.isEmpty() ? line : exempt(line, column, figure, item, free.get());
  }

  /// What is exempt was found for the year. A month's line takes its share where that is whole fen,
  /// else the line itself is the year's: nothing is divided.
  private static CaseRecord exempt(
      CaseRecord line, Column column, Figure figure, CaseRecord item, long year) {
    long times = figure.basis().times();
    CaseRecord free = line.with("exemptCode", item.text("verifiedExemptCode"));
    if (times > 0 && year % times == 0) return free.with("exemptFen", Long.toString(year / times));
    return free.with("basis", "YEARLY")
        .with(column.field(), Long.toString(Math.multiplyExact(figure.value(), times)))
        .with("exemptFen", Long.toString(year));
  }
}
