package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a large store what matters is looked at first, and stands there while the rest is looked at.
class FirstLookTest {
  private static final int CASES = FirstLook.STRETCH * 2 + 20;
  private static final int MINE = 30;

  @TempDir Path home;
  private TestDesk at;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    var all = new ArrayList<CaseRecord>();
    for (int i = 0; i < CASES; i++) {
      UUID id = new UUID(5, i);
      String stage = i >= CASES - MINE ? "INVESTIGATED" : "IN_BENEFIT";
      all.add(
          CaseRecord.of(
              RecordType.APPLICATION,
              id,
              TestDesk.STREET,
              id,
              Map.of("street", TestDesk.STREET, "stage", stage)));
    }
    at.receive(all.toArray(CaseRecord[]::new));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static boolean mine(CaseRecord a) {
    return a.text("stage").equals("INVESTIGATED");
  }

  private List<UUID> looks(FirstLook look, List<UUID> looked, List<List<UUID>> told) {
    return look.all(
        FirstLookTest::mine,
        a -> {
          looked.add(a.id());
          return mine(a) ? Stream.of(a.id()) : Stream.empty();
        },
        told::add);
  }

  @Test
  void whatMattersStandsThereBeforeTheRestIsLookedAt() throws Exception {
    at.restartLarge();
    var looked = new ArrayList<UUID>();
    var told = new ArrayList<List<UUID>>();
    var look = new FirstLook(at.desk());
    List<UUID> found = looks(look, looked, told);
    assertEquals(MINE, found.size());
    assertEquals(new HashSet<>(found), new HashSet<>(looked.subList(0, MINE)));
    assertEquals(CASES, new HashSet<>(looked).size(), "each once");
    assertEquals(List.of(found), told, "told after the first stretch, and no more when none came");
    told.clear();
    assertEquals(MINE, looks(look, looked, told).size());
    assertTrue(told.isEmpty(), "later looks are quick");
  }

  @Test
  void aSmallStoreIsLookedAtInItsOrder() {
    var looked = new ArrayList<UUID>();
    var told = new ArrayList<List<UUID>>();
    assertEquals(MINE, looks(new FirstLook(at.desk()), looked, told).size());
    assertEquals(at.desk().applications().stream().map(CaseRecord::id).toList(), looked);
    assertTrue(told.isEmpty());
  }
}
