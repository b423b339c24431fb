package cn.ruhu.server;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.RowsContract;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.feed.Feed;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class SqlRowsTest extends RowsContract {
  @Parameter Store store;
  @TempDir Path data;
  private Database database;
  private @Nullable String url;

  @BeforeEach
  void open() throws Exception {
    var vault = new Vault(new byte[32], new Random(1));
    url = store.empty();
    database =
        url == null
            ? Database.sqlite(data.resolve("rows.db"), 2, vault)
            : Database.postgres(Postgres.source(url), 4, vault);
    database.write(tx -> {
      Feed.begin(tx, "110108", "Haidian", new UUID(1, 2));
      return true;
    });
  }

  @AfterEach
  void close() {
    database.close();
    Store.drop(url);
  }

  @Override
  protected Ledger ledger() {
    return database.ledger();
  }

  @Override
  protected void account(GrantRows.Person person) throws StorageException {
    database.write(tx ->
        tx.run(
            """
            INSERT INTO staff (id, login, name, role, street, agency, active, password, failed,
              locked_until)
            VALUES (?, ?, '', ?, ?, ?, ?, '', 0, 0)
            """,
            person.id(),
            person.id(),
            person.role().name(),
            person.street(),
            person.agency(),
            person.active()));
  }
}
