package cn.ruhu.casefile.record;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks one record by itself: required fields there, every text what its kind says. The window
/// asks it when a field is left, the server before it takes a record in.
///
/// Stateless and thread-safe.
public final class Schema {
  /// code points of a person's name
  public static final int NAME_MAX = 60;

  /// characters of a text field
  public static final int TEXT_MAX = 10_000;

  private static final Pattern FILE = Pattern.compile("sha256-[0-9a-f]{64}");
  private static final Pattern FIELD =
      Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,63}([@#:][A-Za-z0-9_.:-]{1,80})*");

  /// Days that lie in the past or are today.
  private static final Set<String> PAST =
      Set.of("birthDate", "validFrom", "submitDate", "acceptDate");

  private static final List<String> COLUMNS =
      List.of("declared", "verified", "registry", "adopted");

  private static final Set<String> FIGURES =
      Set.of("MONTHLY", "IRREGULAR", "YEARLY", "ONE_OFF", "AMOUNT", "COUNT", "AREA");

  private Schema() {}

  /// Everything wrong with a record; empty when it may be kept.
  ///
  /// @param today day against which births and receipts are judged
  public static List<Problem> check(CaseRecord record, LocalDate today) {
    var found = new ArrayList<Problem>();
    for (FieldSpec f : record.type().fields()) {
      Optional<String> text = record.get(f.name());
      if (text.isPresent()) found.addAll(value(record.type(), f, text.get(), today));
      else if (f.required()) found.add(problem(record.type(), f.name(), "REQUIRED"));
    }
    if (record.type() == RecordType.ITEM) found.addAll(figures(record));
    if (record.type() == RecordType.PERSON && missingIdentity(record))
      found.add(problem(record.type(), "idNumber", "ID_OR_PENDING"));
    record
        .fields()
        .forEach((name, text) -> {
          if (record.type().field(name).isEmpty()) found.addAll(unknown(record.type(), name, text));
        });
    return found;
  }

  /// A person without papers is taken in as 待补 with a note, never with an empty number (C9).
  private static boolean missingIdentity(CaseRecord person) {
    return person.get("idNumber").isEmpty()
        && person.get("idPending").isEmpty()
        && !person.text("idKind").equals("9");
  }

  /// The value columns of an item hold text, because an item may be a choice or words; where its
  /// basis counts money, pieces or area, they hold whole fen, a whole number, or tenths of a square
  /// metre.
  private static List<Problem> figures(CaseRecord item) {
    boolean counted = item.text("kind").equals("INCOME") || FIGURES.contains(item.text("basis"));
    var found = new ArrayList<Problem>();
    if (!counted) return found;
    for (String column : COLUMNS)
      item.get(column).ifPresent(v -> found.addAll(fen(RecordType.ITEM, column, v)));
    item.get("monthly").ifPresent(v -> found.addAll(months(v)));
    return found;
  }

  private static List<Problem> months(String text) {
    List<String> parts = Arrays.asList(text.split(",", -1));
    if (parts.size() != 12)
      return List.of(problem(RecordType.ITEM, "monthly", "MONTHS_NOT_TWELVE"));
    return parts.stream()
        .flatMap(p -> fen(RecordType.ITEM, "monthly", p).stream())
        .distinct()
        .toList();
  }

  private static List<Problem> unknown(RecordType type, String name, String text) {
    if (!FIELD.matcher(name).matches()) return List.of(problem(type, name, "FIELD_NAME"));
    List<Problem> found = text(type, name, text);
    if (!found.isEmpty() || type.open()) return found;
    return List.of(problem(type, name, Problem.KEPT));
  }

  /// What is wrong with one value; empty when nothing is.
  public static List<Problem> value(RecordType type, FieldSpec f, String text, LocalDate today) {
    return switch (f.kind()) {
      case TEXT ->
          f.name().equals("since")
              ? month(type, f.name(), text, today)
              : text(type, f.name(), text);
      case NAME -> name(type, f.name(), text);
      case CODE -> codes(type, f, List.of(text));
      case CODES -> codes(type, f, Arrays.asList(text.split(",", -1)));
      case DATE -> date(type, f.name(), text, today);
      case INSTANT -> unless(Texts.instant(text).isPresent(), type, f.name(), "INSTANT_WRONG");
      case FEN -> fen(type, f.name(), text);
      case INT ->
          f.name().equals("year") ? year(type, f.name(), text, today) : whole(type, f.name(), text);
      case PERCENT -> unless(Texts.percent(text).isPresent(), type, f.name(), "PERCENT_WRONG");
      case BOOL ->
          unless(text.equals("true") || text.equals("false"), type, f.name(), "BOOL_WRONG");
      case REF -> unless(Texts.uuid(text).isPresent(), type, f.name(), "REF_WRONG");
      case ID_NUMBER -> idNumber(type, f.name(), text, today);
      case FILE -> unless(FILE.matcher(text).matches(), type, f.name(), "FILE_WRONG");
    };
  }

  private static List<Problem> text(RecordType type, String field, String text) {
    if (text.length() > TEXT_MAX)
      return List.of(problem(type, field, "TEXT_TOO_LONG", Integer.toString(TEXT_MAX)));
    return unless(!unkeepable(text), type, field, "TEXT_CHARACTER");
  }

  /// A plain loop: every text of every record passes here, and a stream costs several times as
  /// much.
  private static boolean unkeepable(String text) {
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (unkeepable(c)) return true;
    }
    return false;
  }

  /// Control characters (line breaks and tabs excepted), halves of a surrogate pair,
  /// non-characters.
  private static boolean unkeepable(int c) {
    if ((c >= ' ' && c < 0x7F) || (c >= 0x4E00 && c < 0xA000)) return false; // nearly all
    boolean control = Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t';
    boolean half = Character.getType(c) == Character.SURROGATE;
    return control || half || (c & 0xFFFE) == 0xFFFE || c == 0xFFFD;
  }

  /// Rare characters are kept by code point, private-use ones too; what cannot be a name is
  /// refused: line breaks, tabs, the replacement character of a failed conversion, question marks
  /// in its place.
  private static List<Problem> name(RecordType type, String field, String text) {
    if (text.isBlank()) return List.of(problem(type, field, "NAME_EMPTY"));
    if (text.codePointCount(0, text.length()) > NAME_MAX)
      return List.of(problem(type, field, "NAME_TOO_LONG", Integer.toString(NAME_MAX)));
    boolean broken =
        unkeepable(text)
            || text.chars().anyMatch(c -> c == '\n' || c == '\t' || c == '?' || c == '\uFF1F');
    return unless(!broken, type, field, "NAME_CHARACTER");
  }

  private static List<Problem> codes(RecordType type, FieldSpec f, List<String> codes) {
    var found = new ArrayList<Problem>();
    for (String code : codes)
      if (!CodeTables.table(f.table()).has(code))
        found.add(problem(type, f.name(), "CODE_UNKNOWN", f.table()));
    if (codes.stream().distinct().count() != codes.size())
      found.add(problem(type, f.name(), "CODE_TWICE", f.table()));
    return found;
  }

  private static List<Problem> date(RecordType type, String field, String text, LocalDate today) {
    Optional<LocalDate> day = Texts.date(text);
    if (day.isEmpty()) return List.of(problem(type, field, "DATE_WRONG"));
    if (PAST.contains(field) && day.get().isAfter(today))
      return List.of(problem(type, field, "DATE_FUTURE"));
    return unless(day.get().getYear() >= 1850, type, field, "DATE_TOO_EARLY");
  }

  /// A month `2026-03`, not one to come.
  private static List<Problem> month(RecordType type, String field, String text, LocalDate today) {
    Optional<LocalDate> first = Texts.date(text + "-01");
    if (first.isEmpty()) return List.of(problem(type, field, "MONTH_WRONG"));
    return unless(!first.get().isAfter(today), type, field, "MONTH_FUTURE");
  }

  /// A year of four digits, not one to come.
  private static List<Problem> year(RecordType type, String field, String text, LocalDate today) {
    boolean good = text.matches("(19|20)[0-9]{2}") && Integer.parseInt(text) <= today.getYear();
    return unless(good, type, field, "YEAR_WRONG");
  }

  private static List<Problem> fen(RecordType type, String field, String text) {
    Optional<Long> fen = Texts.whole(text);
    if (fen.isEmpty()) return List.of(problem(type, field, "AMOUNT_NOT_DIGITS"));
    if (fen.get() < 0) return List.of(problem(type, field, "AMOUNT_NEGATIVE"));
    return unless(fen.get() <= Fen.ENTRY_MAX.value(), type, field, "AMOUNT_TOO_LARGE");
  }

  private static List<Problem> whole(RecordType type, String field, String text) {
    Optional<Long> n = Texts.whole(text);
    if (n.isEmpty() || Math.abs(n.get()) > Integer.MAX_VALUE)
      return List.of(problem(type, field, "INT_WRONG"));
    return unless(n.get() >= 0, type, field, "INT_NEGATIVE");
  }

  /// Kept only in its stored form, so that equal people have equal texts.
  private static List<Problem> idNumber(
      RecordType type, String field, String text, LocalDate today) {
    return switch (IdNumber.parse(text, today)) {
      case IdNumber.Invalid(var reasons) ->
          reasons.stream().map(r -> problem(type, field, r.code())).toList();
      case IdNumber.Valid(var number, var _) ->
          unless(number.text().equals(text), type, field, "ID_NOT_STORED_FORM");
    };
  }

  private static List<Problem> unless(boolean good, RecordType type, String field, String code) {
    return good ? List.of() : List.of(problem(type, field, code));
  }

  private static Problem problem(RecordType type, String field, String code, String... args) {
    return new Problem(type, field, code, List.of(args));
  }
}
