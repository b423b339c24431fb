package cn.ruhu.server.registry;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Sex;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.server.registry.Column.Need;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads rows by a layout and says what is wrong with them. Immutable, thread-safe.
final class RowCheck {
  static final int TEXT_CHARS_MAX = 200;
  static final int NAME_CHARS_MAX = 60;
  static final int KEY_CHARS_MAX = 40;

  private static final int FIRST_YEAR = 1900;
  private static final int YEARS_AHEAD_MAX = 20;
  private static final Pattern FIGURE = Pattern.compile("[0-9.]+E\\+?[0-9]+");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]?");

  /// the entry of the table that says there is no benefit
  private static final String NO_BENEFIT = "00";

  private static final Map<String, String> BENEFITS = benefits();
  private static final Map<String, String> STREETS = Map.copyOf(codes("street"));

  private final Layout layout;
  private final LocalDate today;

  /// @param today what days of birth and death are judged against
  RowCheck(Layout layout, LocalDate today) {
    this.layout = layout;
    this.today = today;
  }

  /// One row while it is read.
  private static final class Reading {
    final List<RowFlaw> flaws = new ArrayList<>();
    final Map<Column, String> values = new HashMap<>();
    final Map<Column.Type, String> compared = new HashMap<>();
    @Nullable IdNumber id;
  }

  /// Whether the file breaks off in this row.
  boolean torn(SourceRow row) {
    return row.open() && row.cells().size() < layout.width();
  }

  CheckedRow check(SourceRow row) {
    var reading = new Reading();
    for (Column column : layout.kind().columns()) {
      Integer at = layout.at().get(column);
      if (at == null) continue;
      String raw = row.cell(at);
      Optional<Flaw> flaw = Optional.empty();
      if (!Cells.clean(raw).isEmpty()) flaw = read(column, raw, reading);
      else if (column.need() == Need.VALUE) flaw = Optional.of(Flaw.EMPTY);
      flaw.ifPresent(f -> reading.flaws.add(new RowFlaw(row.number(), at, column.title(), f)));
    }
    compare(row, reading);
    for (int i = 0; i < row.cells().size(); i++) {
      boolean named = layout.at().containsValue(i) || layout.spare().contains(i);
      if (!named && !Cells.clean(row.cell(i)).isEmpty()) {
        reading.flaws.add(new RowFlaw(row.number(), i, "", Flaw.CELLS));
        break;
      }
    }
    return new CheckedRow(row.number(), reading.id, reading.values, reading.flaws);
  }

  private Optional<Flaw> read(Column column, String raw, Reading into) {
    return switch (column.type()) {
      case ID -> id(raw, into);
      case NAME -> name(column, raw, into);
      case HOME -> home(column, raw, into);
      case TEXT -> words(column, raw, into);
      case DATE -> date(column, raw, today.plusYears(YEARS_AHEAD_MAX), into);
      case PAST, BIRTH -> date(column, raw, today, into);
      case COUNT -> keep(column, Cells.narrow(raw), COUNT, Flaw.WHOLE, into);
      case MONEY -> money(column, raw, into);
      case BENEFIT -> benefit(column, raw, into);
      case STREET -> coded(column, Cells.narrow(raw), STREETS, Flaw.STREET, into);
      case SEX -> sex(raw, into);
    };
  }

  private Optional<Flaw> id(String raw, Reading into) {
    String text = Cells.narrow(raw);
    if (text.contains("*")) return Optional.of(Flaw.ID_MASKED);
    if (FIGURE.matcher(text).matches()) return Optional.of(Flaw.ID_LOST);
    return switch (IdNumber.parse(text, today)) {
      case IdNumber.Valid valid -> {
        into.id = valid.number();
        yield Optional.empty();
      }
      case IdNumber.Invalid invalid -> Optional.of(Flaw.of(invalid.reasons().getFirst()));
    };
  }

  private static Optional<Flaw> name(Column column, String raw, Reading into) {
    String name = Cells.text(raw);
    if (Cells.broken(name)) return Optional.of(Flaw.BROKEN_CHARACTER);
    if (Cells.holdsNumber(name)) return Optional.of(Flaw.NUMBER_INSIDE);
    boolean likely =
        name.codePoints().noneMatch(c -> Character.isDigit(c) || "#*/\\=<>@".indexOf(c) >= 0)
            && name.codePoints()
                .anyMatch(
                    c -> Character.isLetter(c) || Character.getType(c) == Character.PRIVATE_USE);
    return likely ? keep(column, name, NAME_CHARS_MAX, into) : Optional.of(Flaw.NAME);
  }

  private static Optional<Flaw> home(Column column, String raw, Reading into) {
    String key = Cells.narrow(raw);
    if (Cells.broken(key)) return Optional.of(Flaw.BROKEN_CHARACTER);
    if (FIGURE.matcher(key).matches()) return Optional.of(Flaw.ID_LOST);
    return keep(column, key, KEY_CHARS_MAX, into);
  }

  private static Optional<Flaw> words(Column column, String raw, Reading into) {
    String text = Cells.text(raw);
    if (Cells.broken(text)) return Optional.of(Flaw.BROKEN_CHARACTER);
    if (Cells.holdsNumber(text)) return Optional.of(Flaw.NUMBER_INSIDE);
    return keep(column, text, TEXT_CHARS_MAX, into);
  }

  private static Optional<Flaw> keep(Column column, String text, int charsMax, Reading into) {
    if (text.length() > charsMax) return Optional.of(Flaw.TOO_LONG);
    into.values.put(column, text);
    return Optional.empty();
  }

  private static Optional<Flaw> keep(
      Column column, String text, Pattern form, Flaw otherwise, Reading into) {
    if (!form.matcher(text).matches()) return Optional.of(otherwise);
    into.values.put(column, text);
    return Optional.empty();
  }

  private static Optional<Flaw> date(Column column, String raw, LocalDate last, Reading into) {
    Optional<LocalDate> date = Cells.date(raw);
    if (date.isEmpty()) return Optional.of(Flaw.DATE);
    if (date.get().getYear() < FIRST_YEAR || date.get().isAfter(last))
      return Optional.of(Flaw.DATE_RANGE);
    if (column.kept().isEmpty()) into.compared.put(column.type(), date.get().toString());
    else into.values.put(column, date.get().toString());
    return Optional.empty();
  }

  private static Optional<Flaw> money(Column column, String raw, Reading into) {
    Optional<Fen> amount = Fen.parse(Cells.clean(raw)).toOptional();
    if (amount.isEmpty()) return Optional.of(Flaw.MONEY);
    into.values.put(column, amount.get().text());
    return Optional.empty();
  }

  private static Optional<Flaw> benefit(Column column, String raw, Reading into) {
    String text = Cells.narrow(raw);
    return coded(column, text.matches("[0-9]") ? "0" + text : text, BENEFITS, Flaw.CODE, into);
  }

  private static Optional<Flaw> coded(
      Column column, String text, Map<String, String> codes, Flaw otherwise, Reading into) {
    String code = codes.get(text);
    if (code == null) return Optional.of(otherwise);
    into.values.put(column, code);
    return Optional.empty();
  }

  /// Codes and labels of a table, each with its code.
  private static Map<String, String> codes(String table) {
    Map<String, String> codes = new HashMap<>();
    for (CodeEntry entry : CodeTables.table(table).entries()) {
      codes.put(entry.code(), entry.code());
      codes.put(entry.label(), entry.code());
    }
    return codes;
  }

  /// Other names too; that there is no benefit is none.
  private static Map<String, String> benefits() {
    Map<String, String> codes = codes("benefit");
    codes.values().removeIf(NO_BENEFIT::equals);
    for (String code : Set.copyOf(codes.values()))
      for (String spelling : Spellings.of("benefit." + code)) codes.put(spelling, code);
    return Map.copyOf(codes);
  }

  private static Optional<Flaw> sex(String raw, Reading into) {
    String text = Cells.narrow(raw);
    for (Sex sex : List.of(Sex.MALE, Sex.FEMALE)) {
      if (!Spellings.of("sex." + sex.code()).contains(text)) continue;
      into.compared.put(Column.Type.SEX, sex.code());
      return Optional.empty();
    }
    return Optional.of(Flaw.SEX);
  }

  /// What two cells say together.
  private void compare(SourceRow row, Reading reading) {
    IdNumber id = reading.id;
    String birth = reading.compared.get(Column.Type.BIRTH);
    if (id != null && birth != null && !id.birthDate().toString().equals(birth))
      add(row, Column.Type.BIRTH, Flaw.BIRTH_DIFFERS, reading);
    String sex = reading.compared.get(Column.Type.SEX);
    if (id != null && sex != null && id.sex() != Sex.UNSTATED && !id.sex().code().equals(sex))
      add(row, Column.Type.SEX, Flaw.SEX_DIFFERS, reading);
    if (layout.kind() != Kind.BENEFIT) return;
    String since = null;
    for (Column column : layout.kind().columns()) {
      String day = column.type() == Column.Type.DATE ? reading.values.get(column) : null;
      if (day == null) continue;
      if (since == null) since = day;
      else if (day.compareTo(since) < 0) flaw(row, column, Flaw.DATE_ORDER, reading);
    }
  }

  private void add(SourceRow row, Column.Type type, Flaw flaw, Reading reading) {
    flaw(row, layout.kind().column(type), flaw, reading);
  }

  private void flaw(SourceRow row, Column column, Flaw flaw, Reading reading) {
    int at = layout.at().getOrDefault(column, 0);
    reading.flaws.add(new RowFlaw(row.number(), at, column.title(), flaw));
  }

  /// A row of which an earlier one told.
  RowFlaw doubled(Staging.Doubled row) {
    Column column =
        layout.kind().column(layout.kind() == Kind.HOUSEHOLD ? Column.Type.HOME : Column.Type.ID);
    int at = layout.at().getOrDefault(column, 0);
    Flaw flaw = row.same() ? Flaw.DUPLICATE : Flaw.CONTRADICTS;
    return new RowFlaw(row.row(), at, column.title(), flaw, List.of(Long.toString(row.earlier())));
  }
}
