package cn.ruhu.server;

import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.server.config.ServerConfig.DatabaseChoice;
import cn.ruhu.server.config.ServerConfig.FilesChoice;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.CertificatePin;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a finished `init` or `restore-finish` leaves in the data folder: which kind of database
/// holds the district, and where its files lie, so that a command without its configuration never
/// begins a second one beside it. No secrets.
final class Mark {
  static final String NAME = "server.json";

  private static final String DATABASE = "database";
  private static final String FILES = "files";

  private Mark() {}

  private static String kind(ServerConfig config) {
    return switch (config.database()) {
      case DatabaseChoice.Embedded _ -> "embedded";
      case DatabaseChoice.Postgres _ -> "postgresql";
    };
  }

  private static String files(ServerConfig config) {
    return switch (config.files()) {
      case FilesChoice.Folder _ -> "folder";
      case FilesChoice.S3 s3 -> "s3 " + s3.bucket() + "/" + s3.prefix();
    };
  }

  static void write(ServerConfig config, CertificatePin pin, boolean demo) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("ok", true);
    line.put("pin", pin.text());
    line.put("demo", demo);
    line.put(DATABASE, kind(config));
    line.put(FILES, files(config));
    Disk.replace(config.data().resolve(NAME), Messages.write(line));
  }

  private static Map<?, ?> read(Path data) throws IOException {
    Path file = data.resolve(NAME);
    if (!Files.exists(file)) return Map.of();
    try {
      return Messages.read(Files.readAllBytes(file), Map.class);
    } catch (WireException e) {
      return Map.of(); // it guards, it holds nothing
    }
  }

  static boolean isThere(Path data) {
    return Files.exists(data.resolve(NAME));
  }

  /// Whether the district is a demonstration, whose passwords everybody may know.
  static boolean isDemo(Path data) throws IOException {
    return Boolean.TRUE.equals(read(data).get("demo"));
  }

  /// Refuses a configuration that names another kind of database than the district has, or another
  /// place of its files: every file would count as lost there.
  ///
  /// @throws Refused `DATABASE_OTHER`, `FILES_OTHER`
  static void refuseOther(ServerConfig config) throws IOException {
    Map<?, ?> mark = read(config.data());
    Object held = mark.get(DATABASE);
    if (held != null && !held.equals(kind(config)))
      throw new Refused("DATABASE_OTHER", held.toString());
    Object place = mark.get(FILES);
    if (place != null && !place.equals(files(config)))
      throw new Refused("FILES_OTHER", place.toString());
  }
}
