package cn.ruhu.casefile.copying;

import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The form a value takes in the other system. Names are codes of table `copyFormat`. Pure.
public enum CopyFormat {
  /// as people read it: codes as words, fen as yuan, dates as `2026-11-23`
  TEXT,
  /// a date by the pattern that is given (`yyyy/MM/dd`, `yyyyMMdd`…)
  DATE,
  /// fen as yuan with 0, 1 or 2 places, without thousands
  YUAN,
  /// the code as it is
  CODE,
  /// code by code into the other system's: `01=1;12=2;*=9`
  MAP,
  /// `1|0` for yes and no
  YESNO;

  private static final int PLACES = 2;
  private static final String OTHERWISE = "*";

  /// Whether a field of this kind can take this form.
  boolean fits(FieldSpec field) {
    return switch (this) {
      case TEXT -> field.kind() != FieldKind.FILE;
      case DATE -> field.kind() == FieldKind.DATE || field.kind() == FieldKind.INSTANT;
      case YUAN -> field.kind() == FieldKind.FEN || isColumn(field);
      case CODE, MAP -> field.kind() == FieldKind.CODE || field.kind() == FieldKind.CODES;
      case YESNO -> field.kind() == FieldKind.BOOL;
    };
  }

  /// The value columns of an item are text that holds fen.
  private static boolean isColumn(FieldSpec field) {
    return switch (field.name()) {
      case "declared", "verified", "registry", "adopted" -> true;
      default -> false;
    };
  }

  /// Whether what is given beside it makes sense; `""` always does.
  boolean takes(String given) {
    if (given.isEmpty()) return this != MAP;
    return switch (this) {
      case TEXT, CODE -> false;
      case DATE -> isPattern(given);
      case YUAN -> given.matches("[0-2]");
      case MAP -> map(given).isPresent();
      case YESNO -> given.split("\\|", -1).length == 2;
    };
  }

  private static boolean isPattern(String given) {
    try {
      var pattern = DateTimeFormatter.ofPattern(given, Locale.ROOT);
      return !LocalDate.of(2026, 11, 23).format(pattern).isEmpty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return false;
    }
  }

  /// Pairs of a map; empty when one of them is none or a code stands twice.
  private static Optional<Map<String, String>> map(String given) {
    var pairs = new LinkedHashMap<String, String>();
    for (String pair : given.split(";", -1)) {
      int at = pair.indexOf('=');
      if (pair.isBlank()) continue;
      if (at < 1
          || pairs.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip()) != null)
        return Optional.empty();
    }
    return pairs.isEmpty() ? Optional.empty() : Optional.of(pairs);
  }

  /// The value in this form; what cannot take it stays as it was stored.
  ///
  /// @param file where references lead
  String write(FieldSpec field, CaseRecord record, String given, CaseFile file) {
    String stored = record.text(field.name());
    if (stored.isEmpty()) return "";
    if (isColumn(field) && !isMoney(record)) return counted(record, stored);
    return switch (this) {
      case TEXT -> plain(field, stored, file);
      case DATE -> date(field, stored, given.isEmpty() ? "yyyy-MM-dd" : given);
      case YUAN -> yuan(stored, given.isEmpty() ? PLACES : Integer.parseInt(given));
      case CODE -> stored;
      case MAP -> mapped(stored, map(given).orElse(Map.of()));
      case YESNO -> yesNo(stored, given);
    };
  }

  private static boolean isMoney(CaseRecord item) {
    return switch (item.text("basis")) {
      case "CODE", "TEXT", "COUNT", "AREA" -> false;
      default -> true;
    };
  }

  /// What an item says where it is no money: a choice in words, a number, an area in square metres.
  private static String counted(CaseRecord item, String stored) {
    String table =
        switch (item.text("code")) {
          case "H04" -> "housingSource";
          case "H06" -> "housingKind";
          default -> "";
        };
    return switch (item.text("basis")) {
      case "CODE" -> table.isEmpty() ? stored : CodeTables.label(table, stored);
      case "AREA" ->
          Texts.whole(stored).map(v -> BigDecimal.valueOf(v, 1).toPlainString()).orElse(stored);
      default -> stored;
    };
  }

  private static String plain(FieldSpec field, String stored, CaseFile file) {
    if (isColumn(field)) return yuan(stored, PLACES);
    return switch (field.kind()) {
      case CODE -> CodeTables.label(field.table(), stored);
      case CODES ->
          List.of(stored.split(",", -1)).stream()
              .map(c -> CodeTables.label(field.table(), c))
              .collect(Collectors.joining("\u3001"));
      case FEN -> yuan(stored, PLACES);
      case INSTANT -> date(field, stored, "yyyy-MM-dd");
      case BOOL -> yesNo(stored, "");
      case REF -> name(stored, file);
      case TEXT, NAME, DATE, INT, PERCENT, ID_NUMBER, FILE -> stored;
    };
  }

  private static String yesNo(String stored, String given) {
    String[] words = given.isEmpty() ? new String[] {"\u662f", "\u5426"} : given.split("\\|", -1);
    return stored.equals("true") ? words[0] : words[1];
  }

  /// Whom a reference names: a person, a member's person, or whatever else has a name.
  private static String name(String stored, CaseFile file) {
    Optional<CaseRecord> to = Texts.uuid(stored).flatMap(file::record);
    return to.flatMap(r -> r.type() == RecordType.MEMBER ? file.personOf(r) : to)
        .map(r -> r.text("name"))
        .orElse("");
  }

  private static String date(FieldSpec field, String stored, String pattern) {
    Optional<LocalDate> day =
        field.kind() == FieldKind.INSTANT
            ? Texts.instant(stored).map(i -> i.atZone(Process.ZONE).toLocalDate())
            : Texts.date(stored);
    return day.map(d -> d.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT))).orElse(stored);
  }

  private static String yuan(String stored, int places) {
    return Texts.whole(stored)
        .map(f ->
            BigDecimal.valueOf(f, PLACES).setScale(places, RoundingMode.HALF_UP).toPlainString())
        .orElse(stored);
  }

  private static String mapped(String stored, Map<String, String> pairs) {
    return List.of(stored.split(",", -1)).stream()
        .map(c -> pairs.getOrDefault(c, pairs.getOrDefault(OTHERWISE, c)))
        .collect(Collectors.joining(","));
  }
}
