package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database too large to be held open whole says the same as one that is.
final class LargeStoreTest {
  private static final int CASES = 12;

  @TempDir Path folder;

  private Home home;
  private Machine machine;
  private LocalStore store;
  private final List<CaseRecord> cases = new ArrayList<>();
  private final List<CaseRecord> people = new ArrayList<>();
  private CaseRecord staff;

  @BeforeEach
  void open() throws StoreException {
    home = new Home(folder.resolve("home"));
    machine = home.machine();
    store = home.first(machine);
    staff =
        CaseRecord.of(
            RecordType.STAFF, new UUID(5, 5), Home.STREET, null, Map.of("name", "N", "role", "X"));
    var page = new ArrayList<cn.ruhu.wire.WireRecord>();
    long seq = 1;
    page.add(Home.wire(staff, seq));
    for (int i = 0; i < CASES; i++) {
      CaseRecord a = Home.application(machine.ids().next(), Map.of("note", "n" + i));
      CaseRecord p = Home.person(machine.ids().next(), a.id(), "P" + i);
      cases.add(a);
      people.add(p);
      page.add(Home.wire(a, ++seq));
      page.add(Home.wire(p, ++seq));
    }
    Home.pull(store, Home.page(seq, page.toArray(cn.ruhu.wire.WireRecord[]::new)));
  }

  @AfterEach
  void close() throws StoreException {
    machine.close();
  }

  private void reopen(int heldMax) throws StoreException {
    machine.close();
    home.heldMax = heldMax;
    machine = home.machine();
    store = Home.again(machine);
  }

  /// Everything the store says of what there is.
  private Map<String, Object> said() {
    var all = new LinkedHashMap<String, Object>();
    for (RecordType type : RecordType.values()) all.put(type.name(), store.all(type));
    for (CaseRecord a : cases) {
      all.put("of " + a.id(), store.ofCase(a.id()));
      all.put("record " + a.id(), store.record(a.id()));
    }
    for (CaseRecord p : people) {
      all.put("record " + p.id(), store.record(p.id()));
      all.put("standing " + p.id(), store.standing(p.id()));
    }
    all.put("unknown", store.record(new UUID(9, 9)));
    return all;
  }

  private void sameWhenHeldWhole() throws StoreException {
    Map<String, Object> light = said();
    reopen(Copies.HELD_MAX);
    assertEquals(said(), light);
    reopen(3);
    assertEquals(light, said());
  }

  @Test
  void saysTheSameOfEveryRecord() throws Exception {
    reopen(3);
    assertEquals(CASES, store.all(RecordType.APPLICATION).size());
    assertEquals(Optional.of(staff), store.record(staff.id()));
    sameWhenHeldWhole();
  }

  @Test
  void ownWorkLiesOverWhatStaysOnTheDisk() throws Exception {
    store.save(Home.save(Home.set(cases.get(2), "note", "before")));
    reopen(3);
    assertEquals("before", store.record(cases.get(2).id()).orElseThrow().text("note"));
    store.save(Home.save(Home.set(people.get(4), "phone", "139")));
    assertEquals("139", store.record(people.get(4).id()).orElseThrow().text("phone"));
    assertEquals(2, store.ofCase(cases.get(4).id()).size());
    CaseRecord fresh = Home.application(machine.ids().next(), Map.of("note", "mine"));
    store.save(Home.save(RecordChange.create(fresh)));
    cases.add(fresh);
    assertEquals(List.of(fresh), store.ofCase(fresh.id()));
    assertEquals(CASES + 1, store.all(RecordType.APPLICATION).size());
    sameWhenHeldWhole();
  }

  @Test
  void whatIsPulledRefusedAndTakenAwayShows() throws Exception {
    reopen(3);
    store.save(Home.save(Home.set(people.get(4), "phone", "139")));
    Home.push(store, Verdict.Kind.REJECTED, 90);
    assertEquals("", store.record(people.get(4).id()).orElseThrow().text("phone"));
    CaseRecord newer = cases.get(7).with("note", "newer");
    Home.pull(
        store,
        Home.page(
            91,
            0,
            List.of(Home.STREET),
            List.of(new PullReply.Exit(Home.STREET, people.get(8).id(), 91)),
            List.of(Home.wire(newer, 91))));
    assertEquals(Optional.of(newer), store.record(newer.id()));
    assertEquals(Optional.empty(), store.record(people.get(8).id()));
    sameWhenHeldWhole();
  }

  /// A first load may bring a district to a machine that held a street.
  @Test
  void aViewThatGrowsTooLargeLetsGo() throws Exception {
    reopen(30);
    store.save(Home.save(Home.set(people.get(1), "phone", "139")));
    CaseRecord many = Home.application(machine.ids().next(), Map.of());
    cases.add(many);
    var page = new ArrayList<cn.ruhu.wire.WireRecord>();
    page.add(Home.wire(many, 100));
    for (int i = 0; i < 20; i++)
      page.add(Home.wire(Home.person(machine.ids().next(), many.id(), "Q" + i), 101 + i));
    Home.pull(store, Home.page(130, page.toArray(cn.ruhu.wire.WireRecord[]::new)));
    assertEquals(21, store.ofCase(many.id()).size());
    assertEquals("139", store.record(people.get(1).id()).orElseThrow().text("phone"));
    sameWhenHeldWhole();
  }

  @Test
  void aScopeThatIsRevokedIsGone() throws Exception {
    reopen(3);
    store.sync().granted(List.of("110108008"), 0, 1);
    assertTrue(store.all(RecordType.APPLICATION).isEmpty());
    assertTrue(store.ofCase(cases.getFirst().id()).isEmpty());
    assertFalse(store.record(people.getFirst().id()).isPresent());
  }
}
