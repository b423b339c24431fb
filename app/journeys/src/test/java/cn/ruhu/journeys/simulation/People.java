package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.WireRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What the people of the simulated district do at their machines, each within their rights.
final class People {
  private static final Map<RecordType, List<String>> WINDOW =
      Map.of(
          RecordType.APPLICATION, List.of("phone", "residenceAddress"),
          RecordType.PERSON, List.of("name", "ethnicity"),
          RecordType.MEMBER, List.of("disease"),
          RecordType.ITEM, List.of("declared", "declaredNote"));

  private static final String OFFERED = "offered.";

  /// fields whose words mean nothing
  private static final Set<String> FREE =
      Set.of(
          "phone",
          "residenceAddress",
          "name",
          "disease",
          "declared",
          "declaredNote",
          "verified",
          "verifiedNote",
          "adopted",
          "adoptReason");

  private final Random random;
  private final Ids ids;
  private final List<SimulatedMachine> pair;

  People(Random random, Ids ids, List<SimulatedMachine> pair) {
    this.random = random;
    this.ids = ids;
    this.pair = pair;
  }

  /// One thing somebody does; nothing when there is nothing to do.
  void work(SimulatedMachine m, long now) throws StoreException {
    if (random.nextInt(6) == 0 && settle(m, now)) return;
    switch (m.role) {
      case WINDOW_CLERK -> window(m, now);
      case STREET_REVIEWER -> street(m, now);
      default -> visitor(m, now);
    }
  }

  private void window(SimulatedMachine m, long now) throws StoreException {
    int k = random.nextInt(100);
    List<WireRecord> applications = of(m, RecordType.APPLICATION);
    if (applications.isEmpty() || k < 8) open(m, now);
    else if (k < 22) addItem(m, pick(applications), "declared", now);
    else if (k < 28) deleteItem(m, now);
    else if (k < 36) twoAtOnce(m, now);
    else edit(m, WINDOW, now);
  }

  private void street(SimulatedMachine m, long now) throws StoreException {
    if (random.nextInt(3) == 0) {
      edit(m, Map.of(RecordType.ITEM, List.of("adopted", "adoptReason")), now);
      return;
    }
    List<WireRecord> assignments = of(m, RecordType.ASSIGNMENT);
    if (!assignments.isEmpty() && random.nextBoolean()) {
      // called back, or sent out again
      Optional<CaseRecord> a = seen(m, pick(assignments));
      if (a.isEmpty()) return;
      String state = a.get().text("state").equals("ASSIGNED") ? "WITHDRAWN" : "ASSIGNED";
      change(m, a.get(), a.get().with("state", state), false, now);
      return;
    }
    List<WireRecord> applications = of(m, RecordType.APPLICATION);
    if (applications.isEmpty() || pair.isEmpty()) return;
    WireRecord app = pick(applications);
    CaseRecord made =
        CaseRecord.of(
            RecordType.ASSIGNMENT,
            ids.next(),
            app.scope(),
            app.id(),
            Map.of(
                "application", app.id().toString(),
                "agency", SimulatedDistrict.AGENCY.toString(),
                "investigatorA", pair.getFirst().staff.toString(),
                "investigatorB", pair.getLast().staff.toString(),
                "state", "ASSIGNED",
                "visitMode", "HOME",
                "assignedBy", m.staff.toString()));
    save(m, "save", List.of(RecordChange.create(made)), false, now);
  }

  private void visitor(SimulatedMachine m, long now) throws StoreException {
    List<WireRecord> applications = of(m, RecordType.APPLICATION);
    if (!applications.isEmpty() && random.nextInt(5) == 0) {
      addItem(m, pick(applications), "verified", now); // what nobody declared
      return;
    }
    edit(m, Map.of(RecordType.ITEM, List.of("verified", "verifiedNote")), now);
  }

  /// Closes a question this person may close, in one of the three ways.
  ///
  /// @return false when there is none
  private boolean settle(SimulatedMachine m, long now) throws StoreException {
    var actor = new Actor(m.staff, m.role, m.street == null ? "" : m.street);
    List<CaseRecord> open =
        of(m, RecordType.CONFLICT).stream()
            .flatMap(r -> seen(m, r).stream())
            .filter(c -> c.text("state").equals("OPEN") && Rights.mayResolve(actor, c))
            .toList();
    if (open.isEmpty()) return false;
    CaseRecord question = pick(open);
    Optional<RecordChange> third = random.nextInt(3) == 0 ? third(m, question) : Optional.empty();
    boolean other = third.filter(c -> Rights.mayApply(actor, c, m.disk.seen(c.id()))).isPresent();
    String choice = other ? "OTHER" : random.nextBoolean() ? "TAKE" : "KEEP";
    CaseRecord closed =
        question
            .with("state", "RESOLVED")
            .with("choice", choice)
            .with("resolvedBy", m.staff.toString())
            .with("resolvedAt", Instant.ofEpochMilli(now).toString());
    var changes = new ArrayList<>(RecordChange.between(question, closed).stream().toList());
    if (other) third.ifPresent(changes::add);
    save(m, "resolve", changes, true, now);
    return true;
  }

  /// A value of the disputed record that is neither the one that stands nor the one offered.
  private Optional<RecordChange> third(SimulatedMachine m, CaseRecord question) {
    var offered = new TreeMap<String, String>();
    question
        .fields()
        .forEach((name, value) -> {
          if (name.startsWith(OFFERED)) offered.put(name.substring(OFFERED.length()), value);
        });
    offered.keySet().removeIf(field -> !FREE.contains(field));
    Optional<UUID> id = question.ref("record");
    if (offered.isEmpty() || id.isEmpty()) return Optional.empty();
    String field = offered.firstKey();
    return m.disk.seen(id.get()).flatMap(r -> RecordChange.between(r, r.with(field, value(field))));
  }

  private void open(SimulatedMachine m, long now) throws StoreException {
    String home = java.util.Objects.requireNonNull(m.street);
    // received for another street, where this person reads nothing
    boolean elsewhere = random.nextInt(6) == 0;
    String other =
        home.equals(SimulatedDistrict.HERE) ? SimulatedDistrict.THERE : SimulatedDistrict.HERE;
    String street = elsewhere ? other : home;
    UUID app = ids.next();
    UUID person = ids.next();
    var drafted =
        List.of(
            CaseRecord.of(
                RecordType.APPLICATION,
                app,
                street,
                app,
                Map.of(
                    "street",
                    street,
                    "schemes",
                    "DB",
                    "applicant",
                    person.toString(),
                    "clerk",
                    m.staff.toString(),
                    "receivedFor",
                    street,
                    "residenceAddress",
                    "a" + random.nextInt(100),
                    "phone",
                    "13800000001",
                    "familySize",
                    "1")),
            CaseRecord.of(
                RecordType.PERSON,
                person,
                street,
                app,
                Map.of(
                    "name", "n" + random.nextInt(100),
                    "idNumber", "110199195203070013",
                    "sex", "1",
                    "birthDate", "1952-03-07")),
            CaseRecord.of(
                RecordType.MEMBER,
                ids.next(),
                street,
                app,
                Map.of(
                    "application", app.toString(),
                    "person", person.toString(),
                    "relation", "01",
                    "livingTogether", "1",
                    "authorization", "SIGNED")));
    var outcome =
        Process.perform(
            CaseFile.of(List.of()),
            Act.OPEN,
            new Actor(m.staff, Role.WINDOW_CLERK, home),
            ActInput.NONE.carrying(drafted),
            Instant.ofEpochMilli(now),
            ids);
    if (!(outcome instanceof Performed(List<RecordChange> changes)))
      throw new AssertionError(outcome.toString());
    save(m, "act.OPEN", changes, true, now);
  }

  private void addItem(SimulatedMachine m, WireRecord app, String amount, long now)
      throws StoreException {
    CaseRecord made =
        CaseRecord.of(
            RecordType.ITEM,
            ids.next(),
            app.scope(),
            app.id(),
            Map.of(
                "application",
                app.id().toString(),
                "kind",
                "INCOME",
                "code",
                "101",
                "basis",
                "MONTHLY",
                amount,
                Integer.toString(random.nextInt(1000))));
    save(m, "save", List.of(RecordChange.create(made)), false, now);
  }

  private void deleteItem(SimulatedMachine m, long now) throws StoreException {
    List<WireRecord> items = of(m, RecordType.ITEM);
    if (items.isEmpty()) return;
    Optional<CaseRecord> item = seen(m, pick(items));
    if (item.isPresent()) save(m, "save", List.of(RecordChange.delete(item.get())), false, now);
  }

  /// One op over two records, whole or not at all.
  private void twoAtOnce(SimulatedMachine m, long now) throws StoreException {
    var changes = new ArrayList<RecordChange>();
    for (int i = 0; i < 2; i++) next(m, WINDOW).ifPresent(changes::add);
    if (changes.size() == 2 && !changes.get(0).id().equals(changes.get(1).id()))
      save(m, "save", changes, random.nextBoolean(), now);
  }

  private void edit(SimulatedMachine m, Map<RecordType, List<String>> fields, long now)
      throws StoreException {
    Optional<RecordChange> change = next(m, fields);
    if (change.isPresent()) save(m, "save", List.of(change.get()), false, now);
  }

  private Optional<RecordChange> next(SimulatedMachine m, Map<RecordType, List<String>> fields) {
    List<WireRecord> mine =
        m.disk.held().stream()
            .filter(r -> OpCodec.type(r.type()).filter(fields::containsKey).isPresent())
            .toList();
    if (mine.isEmpty()) return Optional.empty();
    WireRecord record = pick(mine);
    List<String> names = fields.getOrDefault(OpCodec.type(record.type()).orElseThrow(), List.of());
    String field = names.get(random.nextInt(names.size()));
    String value = value(field);
    return seen(m, record).flatMap(r -> RecordChange.between(r, r.with(field, value)));
  }

  private String value(String field) {
    return switch (field) {
      case "phone" -> "138000" + (10_000 + random.nextInt(90_000));
      case "ethnicity" -> String.format(java.util.Locale.ROOT, "%02d", 1 + random.nextInt(9));
      case "declared", "verified", "adopted" -> Integer.toString(random.nextInt(1000));
      default -> "v" + random.nextInt(1000);
    };
  }

  private void change(
      SimulatedMachine m, CaseRecord before, CaseRecord after, boolean atomic, long now)
      throws StoreException {
    Optional<RecordChange> change = RecordChange.between(before, after);
    if (change.isPresent()) save(m, "save", List.of(change.get()), atomic, now);
  }

  private void save(
      SimulatedMachine m, String kind, List<RecordChange> changes, boolean atomic, long now)
      throws StoreException {
    long skew = random.nextInt(20) == 0 ? (random.nextBoolean() ? 1 : -1) * TEN_YEARS : 0;
    UUID id = m.disk.save(kind, now + skew, changes, atomic);
    m.told(id, kind, now, changes, atomic);
  }

  private static final long TEN_YEARS = 10L * 365 * 86_400_000;

  private static Optional<CaseRecord> seen(SimulatedMachine m, WireRecord record) {
    return m.disk.seen(record.id());
  }

  private static List<WireRecord> of(SimulatedMachine m, RecordType type) {
    return m.disk.held().stream().filter(r -> r.type().equals(type.name())).toList();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
