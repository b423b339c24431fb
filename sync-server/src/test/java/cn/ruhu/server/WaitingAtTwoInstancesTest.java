package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import cn.ruhu.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Ops that wait for a record while two instances take pushes in: done whichever commits last.
class WaitingAtTwoInstancesTest extends TwoInstances {
  @Test
  void anEditThatCameBeforeItsRecordIsDoneWhicheverCommitsFirst() throws Exception {
    for (boolean editWaits : List.of(true, false)) {
      UUID id = District.IDS.next();
      journal(clerk, loose(id, true, null, "blue"));
      journal(clerk2, loose(id, false, "blue", "green"));
      Gate gate = Gate.before(district.server, LAST_LOCK);
      TestMachine first = editWaits ? clerk2 : clerk;
      TestMachine second = editWaits ? clerk : clerk2;
      meet(gate, last(inbox(district.server, gate), first), last(there(), second));
      clerk.pull();
      assertEquals("green", clerk.seen(id, "colour"), "edit waits: " + editWaits);
    }
  }

  /// Each push settles the op by half and does not see what the other brings.
  @Test
  void anEditThatWaitsForTwoRecordsIsDoneWhoeverBringsThem() throws Exception {
    UUID one = District.IDS.next();
    UUID two = District.IDS.next();
    try (TestMachine editor = newcomer()) {
      journal(editor, loose(one, false, "blue", "green"), loose(two, false, "blue", "green"));
      assertEquals(Verdict.Kind.DEFERRED, last(there(), editor).call().verdict());
      journal(clerk, loose(one, true, null, "blue"));
      journal(clerk2, loose(two, true, null, "blue"));
      Gate gate = Gate.before(district.server, LAST_LOCK);
      meet(gate, last(inbox(district.server, gate), clerk), last(there(), clerk2));
      assertEquals(Verdict.Kind.APPLIED, last(there(), editor).call().verdict());
    }
    clerk.pull();
    assertEquals("green", clerk.seen(one, "colour"));
    assertEquals("green", clerk.seen(two, "colour"));
  }

  @Test
  void anOpNobodyCanReadAnyMoreHoldsUpNoPush() throws Exception {
    UUID id = District.IDS.next();
    journal(clerk2, loose(id, false, "blue", "green"));
    assertEquals(Verdict.Kind.DEFERRED, last(there(), clerk2).call().verdict());
    unreadable(String.valueOf(clerk2.body(1, 1).lines().getFirst().opId()));
    journal(clerk, loose(id, true, null, "blue"));
    journal(clerk2, loose(District.IDS.next(), true, null, "blue"));
    Gate gate = Gate.before(district.server, LAST_LOCK);
    var counted = new Counted(gate);
    var both = meet(gate, last(inbox(district.server, counted), clerk), last(there(), clerk2));
    assertEquals(Verdict.Kind.APPLIED, both.first().verdict());
    assertEquals(Verdict.Kind.APPLIED, both.second().verdict());
    assertEquals(1, counted.tries.get(), "it was not done again");
  }

  /// Counts how often a transaction is begun.
  private record Counted(Ledger inner, AtomicInteger tries) implements Ledger {
    Counted(Ledger inner) {
      this(inner, new AtomicInteger());
    }

    @Override
    public <T> T write(Work<T> work) throws StorageException {
      return inner.write(rows -> {
        tries.incrementAndGet();
        return work.in(rows);
      });
    }

    @Override
    public <T> T read(Work<T> work) throws StorageException {
      return inner.read(work);
    }
  }

  /// Puts something else in the place of an op's body, as an op of another protocol would be.
  private static void unreadable(String opId) throws Exception {
    var vault = new Vault(district.server.wiring().keys.column(), TestMachine.RANDOM);
    byte[] body = vault.seal("op/" + opId, "{}".getBytes(StandardCharsets.UTF_8));
    district
        .server
        .wiring()
        .database
        .write(tx -> tx.run("UPDATE op SET body = ? WHERE op_id = ?", body, opId));
  }
}
