package cn.ruhu.server;

import cn.ruhu.server.backup.BackupException;
import cn.ruhu.server.backup.Backups;
import cn.ruhu.server.backup.Manifest;
import cn.ruhu.server.backup.Restores;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.server.s3.S3Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The commands around backups: `backup`, `verify-backup`, `restore`, `restore-finish`.
final class BackupMain {
  private BackupMain() {}

  /// The passphrase in a file, without its line end; empty when no file is named.
  private static char @Nullable [] passphrase(ServerConfig config, @Nullable Path file)
      throws IOException {
    Path from = file == null ? config.backup().passphraseFile().orElse(null) : file;
    return from == null ? null : Files.readString(from).strip().toCharArray();
  }

  @Command(name = "backup", description = "makes and proves a backup; the server may be running")
  static final class Backup implements Callable<Integer> {
    @Mixin Main.Where where = new Main.Where();

    @Option(names = "--to", description = "folder of backups, instead of the configuration's")
    @Nullable Path to;

    @Option(
        names = "--passphrase-file",
        description = "seals the keys, instead of the " + "configuration's")
    @Nullable Path passphraseFile;

    @Option(names = "--without-keys", description = "the keys are kept apart")
    boolean withoutKeys;

    @Option(
        names = "--forget",
        paramLabel = "NAME",
        description = "an old backup that is gone for good, told under elsewhere")
    List<String> forget = List.of();

    @Override
    public Integer call() throws Exception {
      ServerConfig config = where.config();
      Path target = to == null ? config.backup().folder().orElse(null) : to;
      if (target == null) throw new BackupException("NO_FOLDER", "");
      char[] passphrase = withoutKeys ? null : passphrase(config, passphraseFile);
      if (passphrase == null && !withoutKeys) throw new BackupException("NO_PASSPHRASE", "");
      Map<String, Object> line = new LinkedHashMap<>();
      try (Wiring wiring = where.open()) {
        Backups backups = wiring.backups();
        for (String name : forget) backups.forget(target.toAbsolutePath(), name);
        Backups.Made made = backups.make(target.toAbsolutePath(), passphrase);
        line.put("ok", true);
        line.put("backup", made.folder().toString());
        line.put("seq", made.seq());
        line.put("files", made.files());
        line.put("bytes", made.bytes());
        line.put("linked", made.linked());
        line.put("keys", passphrase != null);
        line.put("missing", made.missing());
        line.put("removed", made.removed());
        line.put("elsewhere", made.elsewhere());
        line.put("safeSeq", made.safeSeq());
      }
      Main.print(line);
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(name = "verify-backup", description = "compares a backup with its manifest")
  static final class Verify implements Callable<Integer> {
    @Option(names = "--from", required = true, description = "the backup")
    @Nullable Path from;

    @Override
    public Integer call() throws Exception {
      Path backup = Objects.requireNonNull(from).toAbsolutePath();
      Manifest manifest = Manifest.read(backup);
      manifest.verify(backup);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("ok", true);
      line.put("backup", manifest.about().name());
      line.put("seq", manifest.about().seq());
      line.put("files", manifest.files().size());
      Main.print(line);
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(name = "restore", description = "lays a backup out as a new data folder")
  static final class Restore implements Callable<Integer> {
    @Mixin Main.Where where = new Main.Where();

    @Option(names = "--from", required = true, description = "the backup")
    @Nullable Path from;

    @Option(names = "--passphrase-file", description = "opens the keys")
    @Nullable Path passphraseFile;

    @Option(names = "--keys", description = "key folder that was kept apart")
    @Nullable Path keys;

    @Option(names = "--old", description = "also when it is older than backups are kept")
    boolean old;

    @Override
    public Integer call() throws Exception {
      ServerConfig config = where.config();
      Account.refuseOther(config.data());
      Path backup = Objects.requireNonNull(from).toAbsolutePath();
      if (!old) Restores.refuseOld(backup, Instant.now().minus(config.retention().backups()));
      Restores.Restored restored = restore(config, backup);
      Manifest manifest = restored.manifest();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("ok", true);
      line.put("backup", manifest.about().name());
      line.put("seq", manifest.about().seq());
      line.put("unreadable", restored.unreadable());
      line.put("next", "restore-finish");
      Main.print(line);
      return CommandLine.ExitCode.OK;
    }

    private Restores.Restored restore(ServerConfig config, Path backup)
        throws BackupException, IOException {
      char[] passphrase = passphrase(config, passphraseFile);
      Optional<S3Files> s3 = Wiring.s3(config);
      if (s3.isEmpty()) return Restores.restore(backup, config.data(), passphrase, keys);
      try (S3Files at = s3.get()) {
        var laying = new Restores.Laying(Optional.of(at.stock()), Disk.Room.REAL);
        return Restores.restore(backup, config.data(), passphrase, keys, laying);
      }
    }
  }

  @Command(name = "restore-finish", description = "begins a new lineage; then the server may run")
  static final class Finish implements Callable<Integer> {
    @Mixin Main.Where where = new Main.Where();

    @Option(
        names = "--blocks-above",
        description =
            "highest number block printed anywhere: when newer backups are lost too, and always for"
                + " a database that was brought back by other means")
    @Nullable Integer blocksAbove;

    @Override
    public Integer call() throws Exception {
      if (blocksAbove == null && !Restores.isUnfinished(where.config().data()))
        throw new BackupException("BLOCKS_ABOVE", "");
      Map<String, Object> line = new LinkedHashMap<>();
      try (Wiring wiring = where.openRestored()) {
        Restores.Finished finished = wiring.finishRestore(blocksAbove == null ? 0 : blocksAbove);
        line.put("ok", true);
        line.put("epoch", finished.epoch());
        line.put("seq", finished.seq());
        line.put("files", finished.files());
        line.put("missing", finished.missing());
        line.put("blocksAbove", finished.floor());
        line.put("abandoned", finished.abandoned());
      }
      Main.print(line);
      return CommandLine.ExitCode.OK;
    }
  }
}
