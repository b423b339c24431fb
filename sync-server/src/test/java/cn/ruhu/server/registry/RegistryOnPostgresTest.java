package cn.ruhu.server.registry;

import cn.ruhu.server.db.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

class RegistryOnPostgresTest extends RegistryContract {
  private static EmbeddedPostgres postgres;
  private static int databases;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
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
    // the driver then does not say which inserts of a batch were left out
    var source = (PGSimpleDataSource) postgres.getDatabase("postgres", name);
    source.setReWriteBatchedInserts(true);
    return Database.postgres(source, 3, vault);
  }

  @Override
  void failAt(long row) throws Exception {
    database.write(tx ->
        tx.run(
            "ALTER TABLE registry_person_row ADD CONSTRAINT fault CHECK (row_no <> " + row + ")"));
  }

  @Override
  void failSweeps() throws Exception {
    database.write(tx -> {
      tx.run(
          "CREATE OR REPLACE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql"
              + " AS 'BEGIN RAISE EXCEPTION ''disk''; END'");
      return tx.run(
          "CREATE TRIGGER kept BEFORE DELETE ON registry_person_row"
              + " FOR EACH ROW EXECUTE FUNCTION kept()");
    });
  }

  @Override
  void healSweeps() throws Exception {
    database.write(tx -> tx.run("DROP TRIGGER kept ON registry_person_row"));
  }
}
