package cn.ruhu.server.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.PushBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is there already is never written over or beside by who did not see it.
public abstract class TakenRowsContract extends AuthorRowsContract {
  @Test
  void aRecordIsNeverCoveredByAWriteThatDidNotSeeIt() throws Exception {
    Held first = kept(held("HOLOGRAM", IDS.next(), null, "colour", "blue"), 1);
    Held second = kept(first.withFields(new TreeMap<>(Map.of("colour", "red")), false, "k"), 2);
    Held stale = first.withFields(new TreeMap<>(Map.of("colour", "green")), false, "k");
    Held twin = held("HOLOGRAM", first.id(), null, "colour", "grey");
    for (Held late : List.of(stale, twin)) {
      var refusal = assertThrows(StorageException.class, () -> kept(late, 3));
      assertEquals(StorageException.Kind.AGAIN, refusal.kind());
    }
    Held now = ledger().read(rows -> rows.records().find(first.id()).orElseThrow());
    assertEquals(second, now);
  }

  /// One of many that is taken is noticed among the others: nothing of the work stays.
  @Test
  void oneRecordOfManyThatIsTakenStopsThemAll() throws Exception {
    Held first = kept(held("HOLOGRAM", IDS.next(), null, "colour", "blue"), 1);
    Held before = held("HOLOGRAM", IDS.next(), null, "colour", "red");
    Held twin = held("HOLOGRAM", first.id(), null, "colour", "grey");
    Held after = held("HOLOGRAM", IDS.next(), null, "colour", "green");
    var refusal =
        assertThrows(
            StorageException.class,
            () -> ledger().write(rows -> rows.records().put(List.of(before, twin, after), 2)));
    assertEquals(StorageException.Kind.AGAIN, refusal.kind());
    assertEquals(List.of(first), ledger().read(rows -> rows.records().ofType("HOLOGRAM")));
  }

  @Test
  void anOpIsKeptOnce() throws Exception {
    var op = new JournalRows.Answered(IDS.next(), IDS.next(), IDS.next(), "save", "APPLIED", "v");
    for (boolean second : List.of(false, true)) {
      Ledger.Work<Boolean> keep =
          rows -> {
            rows.journals().keepOp(op, 1, new JournalRows.Times(1, 1), new byte[] {1});
            return true;
          };
      if (!second) ledger().write(keep);
      else
        assertEquals(
            StorageException.Kind.AGAIN,
            assertThrows(StorageException.class, () -> ledger().write(keep)).kind());
    }
  }

  @Test
  void oneOpOfManyThatIsTakenStopsThemAll() throws Exception {
    var taken = new JournalRows.Answered(IDS.next(), IDS.next(), IDS.next(), "save", "APPLIED", "");
    var free = new JournalRows.Answered(IDS.next(), IDS.next(), IDS.next(), "save", "APPLIED", "");
    var times = new JournalRows.Times(1, 1);
    PushBody.Line line = RowsContract.body("ab".repeat(16), "one").lines().getFirst();
    for (List<JournalRows.Answered> ops : List.of(List.of(taken), List.of(free, taken))) {
      Ledger.Work<Boolean> keep =
          rows -> {
            rows.journals()
                .keepOps(
                    ops.stream().map(o -> new JournalRows.NewOp(o, times, line, 0)).toList(), 1);
            return true;
          };
      if (ops.size() == 1) ledger().write(keep);
      else
        assertEquals(
            StorageException.Kind.AGAIN,
            assertThrows(StorageException.class, () -> ledger().write(keep)).kind());
    }
    assertEquals(Optional.empty(), ledger().read(rows -> rows.journals().op(free.opId())));
  }
}
