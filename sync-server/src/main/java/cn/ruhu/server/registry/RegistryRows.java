package cn.ruhu.server.registry;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Row;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The registry as its views show it, some thousand rows at a time, so that nobody waits for it.
/// Thread-safe.
public final class RegistryRows {
  private static final int PAGE = 2_000;

  /// numbers were checked when they came in: no birth lies behind this day
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  private static final String PEOPLE =
      "SELECT import_id, row_no, mac, id_sealed, name, household, relation, street, address, died"
          + " FROM registry_person";

  private final Database database;
  private final Vault vault;

  public RegistryRows(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /// Somebody of the registry.
  ///
  /// @param mark keyed look-up value of the number
  /// @param died day, `""` while alive
  public record Person(
      String mark,
      Optional<IdNumber> number,
      String name,
      String household,
      String relation,
      String street,
      String address,
      String died) {
    @Override
    public String toString() {
      return "Person[" + mark + "]";
    }
  }

  /// A household and where it lives.
  public record Home(String street, String address) {
    static final Home UNKNOWN = new Home("", "");
  }

  /// A benefit somebody has.
  public record Benefit(String code, String since, String until, String monthlyFen) {}

  /// Which lists the views show: number of the newest import of people, households and benefits.
  public String imports() throws StorageException {
    return database.read(tx -> {
      var out = new StringBuilder();
      for (Kind kind : List.of(Kind.PERSON, Kind.HOUSEHOLD, Kind.BENEFIT))
        out.append(newest(tx, kind).map(Newest::id).orElse(0L)).append('.');
      return out.toString();
    });
  }

  private record Newest(long id, long at) {}

  private static Optional<Newest> newest(Tx tx, Kind kind) throws StorageException {
    return tx.one(
        """
        SELECT id, finished_at FROM registry_import
        WHERE kind = ? AND state = 'COMPLETE' ORDER BY id DESC LIMIT 1
        """,
        row -> new Newest(row.number("id"), row.number("finished_at")),
        kind.name());
  }

  /// Day on which the list of people was taken in; empty when there never was one.
  public Optional<LocalDate> importedOn() throws StorageException {
    return database
        .read(tx -> newest(tx, Kind.PERSON))
        .map(n -> LocalDate.ofInstant(Instant.ofEpochMilli(n.at()), Process.ZONE));
  }

  /// Where each household of the registry lives.
  public Map<String, Home> homes() throws StorageException {
    var homes = new HashMap<String, Home>();
    pages(
        "SELECT row_no, household, street, address FROM registry_household",
        row ->
            homes.put(
                row.text("household"),
                new Home(row.maybeText("street").orElse(""), row.maybeText("address").orElse(""))));
    return homes;
  }

  /// Hands out everybody, a page at a time.
  public void people(Map<String, Home> homes, Consumer<List<Person>> taker)
      throws StorageException {
    long after = -1;
    while (true) {
      long from = after;
      record Numbered(long row, Person person) {}
      List<Numbered> page =
          database.read(tx ->
              tx.all(
                  PEOPLE + " WHERE row_no > ? ORDER BY row_no LIMIT ?",
                  row -> new Numbered(row.number("row_no"), person(row, homes)),
                  from,
                  PAGE));
      taker.accept(page.stream().map(Numbered::person).toList());
      if (page.size() < PAGE) return;
      after = page.getLast().row();
    }
  }

  /// Everybody of some households.
  public void ofHouseholds(
      Collection<String> households, Map<String, Home> homes, Consumer<List<Person>> taker)
      throws StorageException {
    var page = new ArrayList<Person>();
    for (List<String> some : parts(households)) {
      page.clear();
      page.addAll(
          database.read(tx -> {
            var out = new ArrayList<Person>();
            for (String household : some)
              out.addAll(
                  tx.all(PEOPLE + " WHERE household = ?", row -> person(row, homes), household));
            return out;
          }));
      taker.accept(List.copyOf(page));
    }
  }

  /// Those of the registry with these marks, by mark.
  public Map<String, Person> byMark(Collection<String> marks, Map<String, Home> homes)
      throws StorageException {
    var found = new HashMap<String, Person>();
    for (List<String> some : parts(marks))
      database.read(tx -> {
        for (String mark : some)
          tx.one(PEOPLE + " WHERE mac = ?", row -> person(row, homes), mark)
              .ifPresent(p -> found.put(mark, p));
        return true;
      });
    return found;
  }

  /// What people with these marks have, those without anything left out.
  public Map<String, List<Benefit>> benefits(Collection<String> marks) throws StorageException {
    var found = new HashMap<String, List<Benefit>>();
    for (List<String> some : parts(marks))
      database.read(tx -> {
        for (String mark : some) {
          List<Benefit> own =
              tx.all(
                  """
                  SELECT benefit, since, until, monthly_fen FROM registry_benefit
                  WHERE mac = ? ORDER BY since, benefit
                  """,
                  row ->
                      new Benefit(
                          row.text("benefit"),
                          row.text("since"),
                          row.maybeText("until").orElse(""),
                          row.maybeText("monthly_fen").orElse("")),
                  mark);
          if (!own.isEmpty()) found.put(mark, own);
        }
        return true;
      });
    return found;
  }

  private static List<List<String>> parts(Collection<String> all) {
    var out = new ArrayList<List<String>>();
    var list = List.copyOf(all);
    for (int i = 0; i < list.size(); i += PAGE)
      out.add(list.subList(i, Math.min(list.size(), i + PAGE)));
    return out;
  }

  @FunctionalInterface
  private interface Reading {
    void of(Row row) throws StorageException;
  }

  private void pages(String sql, Reading reading) throws StorageException {
    long after = -1;
    while (true) {
      long from = after;
      List<Long> rows =
          database.read(tx ->
              tx.all(
                  sql + " WHERE row_no > ? ORDER BY row_no LIMIT ?",
                  row -> {
                    reading.of(row);
                    return row.number("row_no");
                  },
                  from,
                  PAGE));
      if (rows.size() < PAGE) return;
      after = rows.getLast();
    }
  }

  private Person person(Row row, Map<String, Home> homes) throws StorageException {
    String place = Staging.place(Kind.PERSON, row.number("import_id"), row.number("row_no"));
    String number = new String(vault.open(place, row.bytes("id_sealed")), StandardCharsets.UTF_8);
    String household = row.maybeText("household").orElse("");
    Home home = homes.getOrDefault(household, Home.UNKNOWN);
    return new Person(
        row.text("mac"),
        IdNumber.parse(number, LATEST).toOptional(),
        row.text("name"),
        household,
        row.maybeText("relation").orElse(""),
        row.maybeText("street").orElse(home.street()),
        row.maybeText("address").orElse(home.address()),
        row.maybeText("died").orElse(""));
  }
}
