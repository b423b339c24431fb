package cn.ruhu.sync;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.Disk;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.NewOp;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.PasswordHash;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The real store on a real disk keeps the contract.
class StoreAdapterTest extends SyncStoreContract {
  private static final Accounts.Person CLERK =
      new Accounts.Person(new UUID(1, 1), "clerk", "Clerk", "CLERK", SCOPE);

  @TempDir Path folder;
  private Machine machine;
  private LocalStore local;
  private StoreAdapter adapter;

  @BeforeEach
  void open() throws StoreException {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-08-03T01:00:00Z"));
    machine =
        Machine.open(
            folder,
            clock,
            new Random(4),
            new StoreOptions("test", clock::millis, PasswordHash.Cost.TINY, Disk.real(), 0));
    local = machine.createVault(CLERK, "a password".toCharArray(), null);
    adapter = adapter(local);
  }

  StoreAdapter adapter(LocalStore store) {
    return new StoreAdapter(store);
  }

  LocalStore local() {
    return local;
  }

  @AfterEach
  void close() throws StoreException {
    local.close();
    machine.close();
  }

  @Override
  SyncStore store() {
    return adapter;
  }

  @Override
  UUID save(List<RecordChange> changes, boolean atomic, List<String> files) throws StoreException {
    return local.save(new NewOp("save", null, atomic, changes, files)).opId();
  }

  @Override
  Optional<CaseRecord> seen(UUID id) {
    return local.record(id);
  }

  @Override
  String put(byte[] content) throws StoreException {
    return local.files().put(content, CASE, "image/jpeg");
  }
}
