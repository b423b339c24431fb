package cn.ruhu.server;

import cn.ruhu.server.backup.BackupException;
import cn.ruhu.server.config.ConfigRefused;
import cn.ruhu.server.config.Problem;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.files.StoreAway;
import cn.ruhu.server.keys.KeyFolder;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/// What a command says when it does not do what it was asked: one line of JSON with a code, the
/// reason and the next step. A fault goes to the log as well, with where it came from.
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static int told(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    Main.print(line(e));
    return Main.FAILED;
  }

  private static Map<String, Object> line(Exception e) {
    return switch (e) {
      case ConfigRefused refused -> config(refused);
      case BackupException no -> refusal(no.code(), no.detail(), no.chinese(), no.english());
      case Refused no -> refusal(no);
      default -> {
        LOG.error("a command failed", e);
        yield refusal(fault(e));
      }
    };
  }

  /// What of the world was at fault. Names files, kinds and states, never what a library says: that
  /// may repeat a value.
  private static Refused fault(Exception e) {
    if (caused(e, BindException.class).isPresent()) return new Refused("PORT", "");
    Optional<StorageException> database = caused(e, StorageException.class);
    if (database.isPresent()) return new Refused("DATABASE", database.get().told());
    Optional<KeyFolder.Damaged> keys = caused(e, KeyFolder.Damaged.class);
    if (keys.isPresent()) return new Refused("KEYS", keys.get().file());
    Optional<StoreAway> store = caused(e, StoreAway.class);
    if (store.isPresent())
      return new Refused("STORE", Objects.requireNonNullElse(store.get().getMessage(), ""));
    Optional<FileSystemException> file = caused(e, FileSystemException.class);
    if (file.isPresent()) {
      String name = Objects.requireNonNullElse(file.get().getFile(), "");
      return switch (file.get()) {
        case NoSuchFileException _ -> new Refused("FILE_MISSING", name);
        case AccessDeniedException _ -> new Refused("FILE_CLOSED", name);
        default ->
            new Refused(
                "DISK", name + ": " + Objects.requireNonNullElse(file.get().getReason(), "?"));
      };
    }
    if (caused(e, GeneralSecurityException.class).isPresent())
      return new Refused("KEYS", e.getClass().getSimpleName());
    if (caused(e, IOException.class).isPresent())
      return new Refused("DISK", e.getClass().getSimpleName());
    return new Refused("FAULT", e.getClass().getSimpleName());
  }

  private static <T extends Throwable> Optional<T> caused(Throwable e, Class<T> kind) {
    for (Throwable cause = e; cause != null; cause = cause.getCause())
      if (kind.isInstance(cause)) return Optional.of(kind.cast(cause));
    return Optional.empty();
  }

  static Map<String, Object> refusal(Refused no) {
    return refusal(no.code(), no.detail(), no.chinese(), no.english());
  }

  private static Map<String, Object> refusal(
      String code, String detail, String chinese, String english) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("ok", false);
    line.put("error", code);
    line.put("detail", detail);
    line.put("zh", chinese);
    line.put("en", english);
    return line;
  }

  /// Each problem with its place, and its words in both languages.
  private static Map<String, Object> config(ConfigRefused refused) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("ok", false);
    line.put("error", "CONFIG");
    line.put("problems", refused.problems().stream().map(Failures::problem).toList());
    return line;
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("line", problem.line());
    told.put("key", problem.key());
    told.put("code", problem.code().name());
    told.put("zh", problem.chinese());
    told.put("en", problem.english());
    return told;
  }
}
