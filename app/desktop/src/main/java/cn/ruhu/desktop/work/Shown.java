package cn.ruhu.desktop.work;

import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Field values as people read them: codes as words, fen as yuan, times at the office.
public final class Shown {
  private final Desk desk;
  private final Text text;

  public Shown(Desk desk, Text text) {
    this.desk = desk;
    this.text = text;
  }

  /// Name of a field in words.
  public String label(String field) {
    String key = "work.field." + field;
    return text.has(key) ? text.of(key) : field;
  }

  /// The value in words; an absent one says so.
  ///
  /// @param stored the record's text, `""` for none
  public String value(RecordType type, String field, String stored) {
    if (stored.isEmpty()) return text.of("work.value.none");
    Optional<FieldSpec> spec = type.field(field);
    if (spec.isEmpty()) return stored;
    return switch (spec.get().kind()) {
      case FEN -> money(stored);
      case CODE -> CodeTables.table(spec.get().table()).label(stored);
      case CODES ->
          Arrays.stream(stored.split(",", -1))
              .map(c -> CodeTables.table(spec.get().table()).label(c))
              .collect(Collectors.joining(text.of("work.value.comma")));
      case BOOL -> text.of(stored.equals("true") ? "work.value.yes" : "work.value.no");
      case INSTANT -> Show.minute(Instant.parse(stored));
      case REF -> reference(stored);
      case TEXT, NAME, DATE, INT, PERCENT, ID_NUMBER, FILE ->
          type == RecordType.ITEM && FieldKind.TEXT == spec.get().kind() && column(field)
              ? money(stored)
              : stored;
    };
  }

  private static boolean column(String field) {
    return switch (field) {
      case "declared", "verified", "registry", "adopted" -> true;
      default -> false;
    };
  }

  /// Fen as yuan with the unit; other text as it is.
  public String money(String stored) {
    return stored.matches("-?\\d{1,18}") ? text.of("work.value.yuan", Show.money(stored)) : stored;
  }

  private String reference(String stored) {
    String name = desk.staffName(UUID.fromString(stored));
    if (!name.isEmpty()) return name;
    return desk.store()
        .record(UUID.fromString(stored))
        .flatMap(r -> r.get("name"))
        .orElse(text.of("work.value.elsewhere"));
  }
}
