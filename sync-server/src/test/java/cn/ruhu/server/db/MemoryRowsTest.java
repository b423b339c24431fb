package cn.ruhu.server.db;

import cn.ruhu.server.feed.Feed;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

class MemoryRowsTest extends RowsContract {
  private final MemoryLedger ledger = new MemoryLedger();

  @BeforeEach
  void begin() throws Exception {
    ledger.write(rows -> {
      Feed.begin(rows, "110108", "Haidian", new UUID(1, 2));
      return true;
    });
  }

  @Override
  protected Ledger ledger() {
    return ledger;
  }

  @Override
  protected void account(GrantRows.Person person) {
    ledger.tables().person(person);
  }
}
