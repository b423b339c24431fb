package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A page whose bytes on this machine are not what was kept: told, and in nobody's way.
class DamagedFileTest {
  private final MemoryStore memory = new MemoryStore(5);
  private final ModelServer server = new ModelServer();
  private final List<String> damaged = new ArrayList<>();
  private StoreException.Code how = StoreException.Code.CORRUPT;
  private final SyncStore store =
      new ForwardingStore(memory) {
        @Override
        public byte[] part(PendingFile file, long offset, int max) throws StoreException {
          if (damaged.contains(file.address())) throw new StoreException(how, "a page");
          return super.part(file, offset, max);
        }
      };
  private final SyncCore core = new SyncCore(store, new Random(6));

  private String page(int size) {
    UUID caseId = new UUID(3, 3);
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    String address = memory.put(content, caseId);
    var record =
        CaseRecord.of(RecordType.PAGE, new UUID(4, size), "A", caseId, Map.of("file", address));
    memory.save(List.of(RecordChange.create(record)), false, List.of(address));
    return address;
  }

  private void round() throws Exception {
    core.begin();
    long now = 1;
    for (int i = 0; i < 100; i++) {
      switch (core.next(now)) {
        case Step.Send send -> core.on(send, server.answer(send), now);
        case Step.Wait wait -> now = wait.until();
        case Step.Done _ -> {
          return;
        }
      }
    }
    throw new AssertionError("the round does not end");
  }

  @Test
  void aDamagedPageHoldsUpNoOtherAndIsTold() throws Exception {
    for (var code : List.of(StoreException.Code.CORRUPT, StoreException.Code.NO_FILE)) {
      how = code;
      damaged.clear();
      damaged.add(page(1_000 + damaged.size()));
      String sound = page(2_000);
      round();
      assertTrue(memory.received(sound), "the other page is there");
      assertEquals(new Trouble(Trouble.Kind.FILE, code.name()), core.trouble().orElseThrow());
      assertEquals(1, memory.pendingFiles().size(), "it is not forgotten");
    }
    damaged.clear();
    round();
    assertEquals(0, memory.pendingFiles().size(), "it goes when it can be read again");
    assertTrue(core.trouble().isEmpty());
  }

  @Test
  void aDiskThatFailsStopsTheRound() {
    how = StoreException.Code.IO;
    damaged.add(page(1_000));
    assertThrows(StoreException.class, this::round);
  }
}
