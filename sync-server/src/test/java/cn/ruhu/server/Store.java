package cn.ruhu.server;

import cn.ruhu.server.config.ServerConfig.DatabaseChoice;
import org.jspecify.annotations.Nullable;

/// The databases a district may stand on.
enum Store {
  SQLITE,
  POSTGRES;

  /// JDBC URL of an empty database; null for the file in the data folder.
  @Nullable String empty() {
    return this == POSTGRES ? Postgres.empty() : null;
  }

  /// What a configuration says of it; null for the file in the data folder.
  static @Nullable DatabaseChoice choice(@Nullable String url) {
    return url == null ? null : Postgres.choice(url);
  }

  /// Takes a database away again.
  static void drop(@Nullable String url) {
    if (url != null) Postgres.drop(url);
  }
}
