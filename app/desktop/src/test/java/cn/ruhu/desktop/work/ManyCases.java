package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// Cases at every stage with whatever machines may send of them, changed again and again by a seed:
/// what a list kept of them in a large store is what it makes of them anew.
public final class ManyCases {
  private static final int CASES = 60;
  private static final int ROUNDS = 6;
  private static final int CHANGES = 25;
  private static final UUID[] PEOPLE = {
    TestDesk.CLERK, TestDesk.REVIEWER, TestDesk.FIRST, TestDesk.SECOND, new UUID(9, 99)
  };
  private static final List<String> ACTS =
      List.of("OPEN", "DECIDE", "OBJECT", "RETURN", "RETURN_TO_STREET", "REVIEW");

  private final TestDesk at;
  private final Random random;
  private long records;

  private ManyCases(TestDesk at, long seed) {
    this.at = at;
    this.random = new Random(seed);
  }

  /// Changes cases at random, signs out and in, lets days pass, and holds what the list says each
  /// time against what it makes of every case.
  ///
  /// @param list at a desk
  public static <T> void check(TestDesk at, long seed, Function<Desk, KeptList<T>> list)
      throws Exception {
    var cases = new ManyCases(at, seed);
    for (int i = 0; i < CASES; i++) cases.household(i);
    at.restartLarge();
    var rows = new KeptRows<>(at.desk(), list.apply(at.desk()));
    cases.holds(rows, list, "at first");
    for (int round = 0; round < ROUNDS; round++) {
      String when = "seed " + seed + " round " + round;
      for (int i = 0; i < CHANGES; i++) cases.change();
      cases.holds(rows, list, when + " changed");
      if (round % 2 == 1) cases.rename();
      cases.holds(rows, list, when + " renamed");
      at.restart();
      rows = new KeptRows<>(at.desk(), list.apply(at.desk()));
      cases.holds(rows, list, when + " signed in again");
      assertEquals(0, rows.opened(), when + ": nothing is opened that was kept");
      if (round % 3 != 2) continue;
      at.pass(Duration.ofDays(1 + cases.random.nextInt(3)));
      cases.holds(rows, list, when + " another day");
    }
  }

  private <T> void holds(KeptRows<T> rows, Function<Desk, KeptList<T>> list, String when)
      throws Exception {
    Desk desk = at.desk();
    KeptList<T> kept = list.apply(desk);
    var anew = new ArrayList<T>();
    for (CaseRecord a : desk.applications()) {
      CaseFile file = desk.caseFile(a.id());
      if (kept.mayList(a)) kept.of(file, a).ifPresent(anew::add);
    }
    var found = new ArrayList<>(rows.all(_ -> {}));
    for (T one : List.copyOf(found)) if (anew.remove(one)) found.remove(one);
    assertEquals(anew.toString(), found.toString(), when);
  }

  private static UUID id(int i) {
    return new UUID(50, i);
  }

  private UUID anybody() {
    return PEOPLE[random.nextInt(PEOPLE.length)];
  }

  private <E> E any(List<E> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String time() {
    return at.clock().instant().minus(Duration.ofHours(random.nextInt(24 * 70))).toString();
  }

  private String day() {
    return LocalDate.of(2026, 11, 1).plusDays(random.nextInt(40)).toString();
  }

  private void household(int i) throws Exception {
    at.receive(
        application(i),
        of(RecordType.PERSON, new UUID(51, i), i, Map.of("name", any(List.of("王芳", "李秀英")) + i)));
    for (int n = 0; n < 6; n++) change(i);
  }

  private CaseRecord application(int i) {
    var f = new TreeMap<String, String>();
    f.put("number", "110108007202600%06d".formatted(i));
    f.put("street", TestDesk.STREET);
    f.put("applicant", new UUID(51, i).toString());
    f.put("schemes", "DB");
    f.put("residenceAddress", "大慧寺路%d号".formatted(i));
    f.put("stage", any(List.of(Stage.values())).name());
    f.put("stageSince", time());
    f.put("clerk", anybody().toString());
    if (random.nextBoolean()) f.put("acceptDate", day());
    if (random.nextInt(4) == 0) f.put("residenceStreet", "110108009");
    return of(RecordType.APPLICATION, id(i), i, f);
  }

  private CaseRecord of(RecordType type, UUID id, int i, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, id(i), fields)
        .with("application", type == RecordType.APPLICATION ? null : id(i).toString());
  }

  private void change() throws Exception {
    int i = random.nextInt(CASES);
    if (random.nextInt(20) == 0) at.leaves(id(i));
    else change(i);
  }

  private void change(int i) throws Exception {
    UUID id = new UUID(52, records++);
    at.receive(
        switch (random.nextInt(8)) {
          case 0 -> application(i);
          case 1 -> of(RecordType.ASSIGNMENT, id, i, assignment());
          case 2 -> of(RecordType.VISIT, id, i, visit());
          case 3 -> of(RecordType.EVENT, id, i, event());
          case 4 -> of(RecordType.DECISION, id, i, decision());
          case 5 -> of(RecordType.OPINION, id, i, opinion());
          default -> of(RecordType.GATE_FACT, id, i, fact());
        });
  }

  private Map<String, String> assignment() {
    var f = new TreeMap<String, String>();
    f.put("agency", TestDesk.AGENCY.toString());
    f.put("state", any(List.of("ASSIGNED", "CHECKED_OUT", "WITHDRAWN", "DONE")));
    f.put("assignedAt", time());
    if (random.nextInt(4) > 0) f.put("investigatorA", anybody().toString());
    if (random.nextInt(4) > 0) f.put("investigatorB", anybody().toString());
    if (random.nextBoolean()) f.put("leaseUntil", time());
    if (random.nextBoolean()) f.put("leaseDevice", UUID.nameUUIDFromBytes(new byte[1]).toString());
    return f;
  }

  private Map<String, String> visit() {
    var f = new TreeMap<String, String>();
    f.put("disposition", any(List.of("10", "20", "42", "60")));
    f.put("startedAt", time());
    f.put("finishedAt", time());
    f.put("investigatorA", anybody().toString());
    f.put("investigatorB", anybody().toString());
    return f;
  }

  private Map<String, String> event() {
    return Map.of("act", any(ACTS), "by", anybody().toString(), "at", time());
  }

  private Map<String, String> decision() {
    return Map.of(
        "scheme", "DB",
        "outcome", any(List.of("APPROVED", "REJECTED")),
        "level", any(List.of("STREET", "DISTRICT")),
        "monthlyFen", Integer.toString(50_000 + random.nextInt(3)),
        "by", anybody().toString(),
        "at", time());
  }

  private Map<String, String> opinion() {
    return Map.of(
        "scheme", "DB",
        "positive", Boolean.toString(random.nextBoolean()),
        "by", anybody().toString(),
        "at", time());
  }

  private Map<String, String> fact() {
    GateKind kind = any(List.of(GateKind.values()));
    UUID by = anybody();
    var f = new TreeMap<String, String>();
    f.put("kind", kind.name());
    f.put("by", by.toString());
    f.put("at", time());
    f.put("reason", any(List.of("DB", "\u8bb8\u9759\u75c5\u5047", anybody().toString())));
    switch (kind) {
      case TAKEN_OVER -> {
        f.put("subject", Takeovers.subject(anybody(), by));
        f.put("value", anybody().toString());
      }
      case LETTER_ISSUED, DELIVERED -> {
        f.put("subject", any(List.of("N05", "N06", "N07")));
        f.put("value", "2026-" + records);
      }
      case SAME_DAY_ALERT -> f.put("value", any(List.of("NO_CARE", "ABUSE", "FIRE")));
      case PAIR_DOUBTED -> f.put("value", "PAIR_RELATIVE");
      default -> f.put("value", any(List.of("110108009", anybody().toString(), day())));
    }
    return f;
  }

  /// Somebody marries, somebody new comes.
  private void rename() throws Exception {
    Set<UUID> known = new HashSet<>(List.of(TestDesk.FIRST, PEOPLE[4]));
    for (UUID id : known)
      at.receive(
          TestDesk.staff(
              id,
              any(List.of("林晓东", "孟玉兰", "许静")) + random.nextInt(9),
              cn.ruhu.casefile.process.Role.INVESTIGATOR));
  }
}
