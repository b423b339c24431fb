package cn.ruhu.server;

import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.server.config.ServerConfig.DatabaseChoice;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.disk.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens the database a configuration names.
final class Databases {
  private Databases() {}

  static Database open(ServerConfig config, Vault vault) throws StorageException, IOException {
    return switch (config.database()) {
      case DatabaseChoice.Embedded(int readers) ->
          Database.sqlite(config.data().resolve(DataFolder.DATABASE), readers, vault);
      case DatabaseChoice.Postgres postgres ->
          Database.postgres(source(postgres), postgres.connections(), vault);
    };
  }

  private static DataSource source(DatabaseChoice.Postgres choice) throws IOException {
    var source = new PGSimpleDataSource();
    source.setUrl(choice.url());
    source.setUser(choice.user());
    source.setPassword(Files.readString(choice.passwordFile()).strip());
    return source;
  }

  /// Whether there are tables, as far as can be seen without opening a database.
  static boolean hasTables(ServerConfig config) {
    return config.database() instanceof DatabaseChoice.Postgres
        || Files.exists(config.data().resolve(DataFolder.DATABASE));
  }
}
