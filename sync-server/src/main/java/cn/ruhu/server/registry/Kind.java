package cn.ruhu.server.registry;

import static cn.ruhu.server.registry.Column.Need.HEADING;
import static cn.ruhu.server.registry.Column.Need.NOTHING;
import static cn.ruhu.server.registry.Column.Need.VALUE;

import java.util.List;

/// What a file tells of. Each kind has its table, its view and its columns.
public enum Kind {
  /// people of the registry, with the household each belongs to
  PERSON(
      "registry_person_row",
      List.of("mac"),
      List.of(
          new Column("NAME", "name", Column.Type.NAME, VALUE),
          new Column("ID", "", Column.Type.ID, VALUE),
          new Column("HOME", "household", Column.Type.HOME, HEADING),
          new Column("RELATION", "relation", Column.Type.TEXT, NOTHING),
          new Column("STREET", "street", Column.Type.STREET, NOTHING),
          new Column("ADDRESS", "address", Column.Type.TEXT, NOTHING),
          new Column("DIED", "died", Column.Type.PAST, NOTHING),
          new Column("BIRTH", "", Column.Type.BIRTH, NOTHING),
          new Column("SEX", "", Column.Type.SEX, NOTHING))),
  /// households and their heads
  HOUSEHOLD(
      "registry_household_row",
      List.of("household"),
      List.of(
          new Column("HOME", "household", Column.Type.HOME, VALUE),
          new Column("HOUSEHOLD.NAME", "name", Column.Type.NAME, VALUE),
          new Column("HOUSEHOLD.ID", "", Column.Type.ID, VALUE),
          new Column("MEMBERS", "members", Column.Type.COUNT, VALUE),
          new Column("STREET", "street", Column.Type.STREET, NOTHING),
          new Column("ADDRESS", "address", Column.Type.TEXT, NOTHING))),
  /// benefits already granted, one row each
  BENEFIT(
      "registry_benefit_row",
      List.of("mac", "benefit", "since"),
      List.of(
          new Column("NAME", "name", Column.Type.NAME, VALUE),
          new Column("ID", "", Column.Type.ID, VALUE),
          new Column("BENEFIT", "benefit", Column.Type.BENEFIT, VALUE),
          new Column("SINCE", "since", Column.Type.DATE, VALUE),
          new Column("UNTIL", "until", Column.Type.DATE, NOTHING),
          new Column("MONTHLY", "monthly_fen", Column.Type.MONEY, NOTHING),
          new Column("HOME", "household", Column.Type.HOME, NOTHING))),
  /// who handles cases, for the filing of near relatives (DOMAIN §6)
  OFFICIAL(
      "registry_official_row",
      List.of("mac", "unit", "post"),
      List.of(
          new Column("NAME", "name", Column.Type.NAME, VALUE),
          new Column("ID", "", Column.Type.ID, VALUE),
          new Column("UNIT", "unit", Column.Type.TEXT, VALUE),
          new Column("POST", "post", Column.Type.TEXT, VALUE),
          new Column("STREET", "street", Column.Type.STREET, NOTHING)));

  private final String table;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> once;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Column> columns;

  Kind(String table, List<String> once, List<Column> columns) {
    this.table = table;
    this.once = once;
    this.columns = columns;
  }

  String table() {
    return table;
  }

  /// Columns of the table that say the same in no two rows of an import.
  List<String> once() {
    return once;
  }

  List<Column> columns() {
    return columns;
  }

  /// The first column read so.
  Column column(Column.Type type) {
    return columns.stream().filter(c -> c.type() == type).findFirst().orElseThrow();
  }
}
