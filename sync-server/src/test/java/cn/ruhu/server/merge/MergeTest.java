package cn.ruhu.server.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.wire.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final UUID ID = new UUID(1, 2);

  private static Held held(Map<String, String> fields) {
    return new Held("PERSON", ID, "110108007", null, 5, null, "a", false, new TreeMap<>(fields));
  }

  private static Change change(String... fieldOldNew) {
    var set = new TreeMap<String, List<String>>();
    for (int i = 0; i < fieldOldNew.length; i += 3)
      set.put(fieldOldNew[i], Arrays.asList(fieldOldNew[i + 1], fieldOldNew[i + 2]));
    return new Change("PERSON", ID, "110108007", null, new TreeMap<>(set), false, false);
  }

  private static Change delete() {
    return new Change("PERSON", ID, "110108007", null, Map.of(), false, true);
  }

  private static Merged merge(Held held, Change change) {
    return Merge.onto(held, change, Merge.Unseen.NOTHING, "b");
  }

  @Test
  void aValueIsWrittenOverTheOneItsAuthorSaw() {
    Merged merged = merge(held(Map.of("phone", "1")), change("phone", "1", "2"));
    assertEquals("2", merged.result().text("phone"));
    assertTrue(merged.changed());
    assertFalse(merged.stale());
  }

  @Test
  void aGroupIsTakenOrDisputedWhole() {
    Merged merged =
        merge(
            held(Map.of("name", "王芳", "sex", "2", "phone", "1")),
            change("name", "王方", "王放", "sex", "2", "1", "phone", "1", "2"));
    assertEquals("2", merged.result().text("sex"), "sex goes with the disputed name");
    assertEquals("2", merged.result().text("phone"), "the phone is its own group");
    assertEquals(1, merged.clashes().size());
    assertEquals(Set.of("name", "sex"), merged.clashes().getFirst().values().keySet());
  }

  @Test
  void halfOfAGroupWrittenByAnotherInTheMeantimeIsADispute() {
    Held now = held(Map.of("name", "王芳", "sex", "2"));
    Merged merged =
        Merge.onto(now, change("sex", "2", "1"), new Merge.Unseen(true, Set.of("identity")), "b");
    assertEquals(1, merged.clashes().size());
    assertFalse(merged.changed());
  }

  @Test
  void deletingWhatAnotherChangedIsADispute() {
    Held now = held(Map.of("phone", "1"));
    Merged merged = Merge.onto(now, delete(), new Merge.Unseen(true, Set.of("phone")), "b");
    assertFalse(merged.result().deleted());
    assertEquals(Clash.Kind.DELETED, merged.clashes().getFirst().kind());
    assertTrue(merge(now, delete()).result().deleted());
  }

  /// Disjoint groups commute, and the same change twice is the same as once (seeded).
  @Test
  void disjointChangesCommuteAndRepeatingChangesNothing() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      String was = random.nextBoolean() ? null : "p" + random.nextInt(3);
      String addr = random.nextBoolean() ? null : "a" + random.nextInt(3);
      var fields = new TreeMap<String, String>();
      if (was != null) fields.put("phone", was);
      if (addr != null) fields.put("registeredAddress", addr);
      Held start = held(fields);
      Change one = change("phone", was, random.nextBoolean() ? null : "p9");
      Change two = change("registeredAddress", addr, "a9");
      assertEquals(
          merge(merge(start, one).result(), two).result().fields(),
          merge(merge(start, two).result(), one).result().fields(),
          "seed " + seed);
      Held once = merge(start, one).result();
      assertEquals(once.fields(), merge(once, one).result().fields(), "seed " + seed);
      assertTrue(merge(once, one).clashes().isEmpty(), "seed " + seed);
    }
  }

  /// No write ever destroys a value its author had not seen (I4), whatever the order (seeded).
  @Test
  void everyValueEndsInTheRecordOrInADispute() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      Held now = held(Map.of("phone", "0"));
      for (int i = 1; i <= 6; i++) {
        String saw = Integer.toString(random.nextInt(3));
        String before = now.text("phone");
        Merged merged = merge(now, change("phone", saw, Integer.toString(i + 10)));
        boolean blind = !before.equals(saw) && merged.changed();
        assertFalse(blind, "seed " + seed);
        if (!merged.changed())
          assertEquals(
              Integer.toString(i + 10),
              merged.clashes().getFirst().values().get("phone").offered());
        now = merged.result();
      }
    }
  }
}
