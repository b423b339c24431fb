package cn.ruhu.server.registry;

import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Row;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.RegistryTable;
import cn.ruhu.wire.RegistryTable.Fact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What the district knows by number: its registry as the views show it, and its own open cases.
/// Reads some thousand rows at a time, so that nobody waits for it. Used once.
final class SnapshotFacts {
  private static final int PAGE = 2_000;
  private static final int NUMBER = 18;
  private static final int CHECKS = 11;
  private static final Set<String> OVER =
      Set.of(
          Stage.REJECTED.name(),
          Stage.TERMINATED.name(),
          Stage.WITHDRAWN.name(),
          Stage.ABORTED.name(),
          Stage.TRANSFERRED.name());

  /// A fact of a number, the number packed: a million of them are to fit in memory.
  private record Line(long number, Fact fact) {}

  private record Case(String stage, String street, int month, boolean relative) {}

  private record Someone(long number, UUID of) {}

  private final Database database;
  private final Vault vault;
  private final String today;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> placeList = new ArrayList<>();
  private final List<String> codeList = new ArrayList<>();
  private final Map<String, Integer> homes = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();

  SnapshotFacts(Database database, Vault vault, Instant now) {
    this.database = database;
    this.vault = vault;
    this.today = LocalDate.ofInstant(now, Process.ZONE).toString();
  }

  List<String> places() {
    return List.copyOf(placeList);
  }

  List<String> codes() {
    return List.copyOf(codeList);
  }

  /// Takes the people of one number.
  @FunctionalInterface
  interface Taker {
    /// @param facts weightiest first
    void take(String number, List<Fact> facts) throws StorageException, InterruptedException;
  }

  /// Reads everything, cases as they stand by then.
  void read() throws StorageException {
    registry(
        "SELECT row_no, household, street FROM registry_household",
        row -> homes.put(row.text("household"), street(row)));
    registry(
        "SELECT import_id, row_no, household, street, died, id_sealed FROM registry_person",
        this::person);
    registry(
        "SELECT import_id, row_no, benefit, since, until, household, id_sealed FROM"
            + " registry_benefit",
        this::benefit);
    registry(
        "SELECT import_id, row_no, street, id_sealed FROM registry_official",
        row -> add(number(Kind.OFFICIAL, row), RegistryTable.Kind.OFFICIAL, -1, street(row), 0));
    cases();
    lines.sort(Comparator.comparingLong(Line::number).thenComparing(l -> l.fact().kind()));
  }

  /// Hands out each number once.
  void each(Taker taker) throws StorageException, InterruptedException {
    for (int i = 0; i < lines.size(); ) {
      long number = lines.get(i).number();
      var facts = new ArrayList<Fact>();
      while (i < lines.size() && lines.get(i).number() == number) facts.add(lines.get(i++).fact());
      taker.take(text(number), placed(facts.stream().distinct().toList()));
    }
  }

  /// A benefit whose row names no street is given where the household lives.
  private static List<Fact> placed(List<Fact> facts) {
    int home =
        facts.stream()
            .filter(f -> f.kind() == RegistryTable.Kind.HOUSEHOLD)
            .mapToInt(Fact::place)
            .findFirst()
            .orElse(-1);
    return facts.stream()
        .map(f ->
            f.place() >= 0 || f.kind() == RegistryTable.Kind.OFFICIAL
                ? f
                : new Fact(f.kind(), f.code(), home, f.value()))
        .toList();
  }

  @FunctionalInterface
  private interface Reading {
    void of(Row row) throws StorageException;
  }

  /// Every row of a view.
  private void registry(String sql, Reading reading) throws StorageException {
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

  private long number(Kind kind, Row row) throws StorageException {
    String place = Staging.place(kind, row.number("import_id"), row.number("row_no"));
    byte[] open = vault.open(place, row.bytes("id_sealed"));
    return packed(new String(open, StandardCharsets.UTF_8));
  }

  private int street(Row row) throws StorageException {
    return place(row.maybeText("street").orElse(""));
  }

  private void person(Row row) throws StorageException {
    long number = number(Kind.PERSON, row);
    String household = row.maybeText("household").orElse("");
    int place = street(row);
    if (place < 0) place = homes.getOrDefault(household, -1);
    String died = row.maybeText("died").orElse("");
    if (!died.isEmpty()) add(number, RegistryTable.Kind.DIED, -1, place, month(died));
    add(number, RegistryTable.Kind.HOUSEHOLD, -1, place, tag(household));
  }

  private void benefit(Row row) throws StorageException {
    long number = number(Kind.BENEFIT, row);
    int code = code("benefit." + row.text("benefit"));
    int place = homes.getOrDefault(row.maybeText("household").orElse(""), -1);
    String until = row.maybeText("until").orElse("");
    if (until.isEmpty() || until.compareTo(today) >= 0)
      add(number, RegistryTable.Kind.BENEFIT, code, place, month(row.text("since")));
    else add(number, RegistryTable.Kind.ENDED, code, place, month(until));
  }

  /// What is written meanwhile goes to the end of its scope, so it is met, perhaps twice: the later
  /// one counts.
  private void cases() throws StorageException {
    List<String> scopes = database.read(tx -> tx.records().scopes());
    Map<UUID, Case> open = new HashMap<>();
    Map<UUID, Someone> people = new HashMap<>();
    for (String scope : scopes) {
      long after = 0;
      int limit = PAGE;
      while (true) {
        long from = after;
        int most = limit;
        List<Held> page =
            database.read(tx -> tx.records().inScope(scope, from, Long.MAX_VALUE, most));
        boolean last = page.size() < most;
        long end = page.isEmpty() ? 0 : page.getLast().seq();
        // the commit at the page's end may go on behind it
        List<Held> whole = last ? page : page.stream().filter(h -> h.seq() < end).toList();
        if (!last && whole.isEmpty()) {
          limit *= 2;
          continue;
        }
        for (Held h : whole) held(h, open, people);
        if (last) break;
        after = whole.getLast().seq();
      }
    }
    for (Someone p : people.values()) {
      Case c = open.get(p.of());
      if (c == null) continue;
      int place = place(c.street());
      add(p.number(), RegistryTable.Kind.CASE, code("stage." + c.stage()), place, c.month());
      if (c.relative()) add(p.number(), RegistryTable.Kind.RELATIVE, -1, place, 0);
    }
  }

  private static void held(Held h, Map<UUID, Case> open, Map<UUID, Someone> people) {
    UUID of = h.caseId();
    if (of == null) return;
    if (h.type().equals("APPLICATION")) {
      if (h.deleted() || OVER.contains(h.text("stage"))) open.remove(of);
      else
        open.put(
            of,
            new Case(
                h.text("stage"),
                h.text("street"),
                month(h.text("applyDate")),
                h.text("relativeOfOfficial").equals("true")));
    }
    if (h.type().equals("PERSON")) {
      if (h.deleted()) people.remove(h.id());
      else people.put(h.id(), new Someone(packed(h.text("idNumber")), of));
    }
  }

  private void add(long number, RegistryTable.Kind kind, int code, int place, int value) {
    if (number >= 0) lines.add(new Line(number, new Fact(kind, code, place, value)));
  }

  private int place(String street) {
    return street.isEmpty() ? -1 : position(street, places, placeList, 0xFFFE);
  }

  private int code(String code) {
    return position(code, codes, codeList, 0xFE);
  }

  private static int position(String code, Map<String, Integer> known, List<String> list, int max) {
    Integer at = known.get(code);
    if (at != null) return at;
    if (list.size() > max) return -1;
    known.put(code, list.size());
    list.add(code);
    return list.size() - 1;
  }

  /// The same small number for all members of a household; 0 for none.
  private static int tag(String household) {
    if (household.isEmpty()) return 0;
    byte[] hash = Hashes.sha256(household.getBytes(StandardCharsets.UTF_8));
    return Math.max(1, ByteBuffer.wrap(hash).getShort() & 0xFFFF);
  }

  /// Months since January 1970, 0 for what is no day.
  private static int month(String day) {
    if (!day.matches("\\d{4}-\\d{2}.*")) return 0;
    int months =
        (Integer.parseInt(day.substring(0, 4)) - 1970) * 12
            + Integer.parseInt(day.substring(5, 7))
            - 1;
    return Math.clamp(months, 0, 0xFFFF);
  }

  /// A number of 18 places as 17 digits and a check; -1 for any other.
  private static long packed(String number) {
    if (number.length() != NUMBER || !number.matches("\\d{17}[0-9X]")) return -1;
    char check = number.charAt(NUMBER - 1);
    return Long.parseLong(number.substring(0, NUMBER - 1)) * CHECKS
        + (check == 'X' ? CHECKS - 1 : check - '0');
  }

  private static String text(long packed) {
    long check = packed % CHECKS;
    return String.format(java.util.Locale.ROOT, "%017d", packed / CHECKS)
        + (check == CHECKS - 1 ? "X" : Long.toString(check));
  }
}
