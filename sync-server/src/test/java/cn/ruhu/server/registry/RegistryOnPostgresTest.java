package cn.ruhu.server.registry;

import cn.ruhu.server.db.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RegistryOnPostgresTest extends RegistryContract {
  private static EmbeddedPostgres postgres;
  private static int databases;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @Override
  Database open() throws Exception {
    String name = "d" + ++databases;
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return Database.postgres(postgres.getDatabase("postgres", name), 3, vault);
  }

  @Override
  void failAt(long row) throws Exception {
    database.write(tx ->
        tx.run(
            "ALTER TABLE registry_person_row ADD CONSTRAINT fault CHECK (row_no <> " + row + ")"));
  }
}
