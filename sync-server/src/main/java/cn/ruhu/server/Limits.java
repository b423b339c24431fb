package cn.ruhu.server;

import cn.ruhu.server.accounts.Rules;
import cn.ruhu.server.config.ServerConfig.ChosenLimits;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.files.Pause;
import cn.ruhu.server.http.Web;
import cn.ruhu.server.jobs.Scrub;
import cn.ruhu.server.registry.Bounds;
import cn.ruhu.server.registry.RegistryImport;
import cn.ruhu.server.registry.Snapshots;
import cn.ruhu.server.s3.S3Uploads;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.RegistryTable;
import java.time.Duration;

/// Every figure that bounds what the outside may ask of this server, in one place: sizes both ends
/// agree on, and what an operator chose of the rest.
public final class Limits {
  private static final int PASSWORD_MIN = 8;
  private static final int PASSWORD_MAX = 128;

  /// handed over on a Friday, used after a week away
  private static final Duration ONE_TIME_LIFE = Duration.ofDays(10);

  /// longer than any token lives
  public static final Duration NONCE_LIFE = Duration.ofHours(24);

  /// longest wait of the operator's port for the database; watchers give up after some ten seconds
  public static final Duration LOOK = Duration.ofSeconds(2);

  /// longest wait for an hourly job when the server closes
  public static final Duration JOB_END = Duration.ofSeconds(5);

  private static final int MESSAGE_BYTES_MAX = 256 << 10;
  private static final int FILE_WAIT_MS = 15_000;

  /// some wait for the disk while others reckon
  private static final int TURNS_A_CORE = 4;

  private static final int TURNS_MIN = 8;

  private static final int PARTS_SHARE = 4;
  private static final int PARTS_MAX = 1_024;

  private static final int REGISTRY_BATCH_ROWS = 1_000;
  private static final int REGISTRY_SWEEP_ROWS = 5_000;
  private static final int REGISTRY_KEPT_PERCENT_MIN = 80;
  private static final int REGISTRY_BAD_PERCENT_MAX = 50;
  private static final long REGISTRY_FILE_BYTES_MAX = 1L << 30;

  /// of the memory there is, a third may hold the texts of a workbook
  private static final int REGISTRY_TEXT_SHARE = 3;

  private static final int REGISTRY_CELL_CHARS_MAX = 4_000;
  private static final int REGISTRY_COLUMNS_MAX = 500;

  /// longer than SQLite sleeps before it asks again for the writer's lock (100 ms)
  public static final int REGISTRY_PAUSE_MS = 150;

  /// numbers of the registry are hashed anew with another salt
  private static final Duration REGISTRY_SALT_LIFE = Duration.ofDays(90);

  /// so that each morning has the evening's cases
  private static final Duration REGISTRY_CASES_EVERY = Duration.ofHours(20);

  /// after so many bytes an hourly run over the files ends; the next one catches up
  private static final long SCRUB_RUN_BYTES = 8L << 30;

  /// after each block of 1 MiB, so that a run reads at most 20 MiB a second
  public static final int SCRUB_PAUSE_MS = 50;

  private Limits() {}

  /// Sign-in and enrolment.
  public static Rules accounts(PasswordHash.Cost cost, ChosenLimits chosen) {
    return new Rules(
        chosen.codeLife(),
        chosen.tokenLife(),
        chosen.grantLife(),
        chosen.attempts(),
        chosen.lockOut(),
        PASSWORD_MIN,
        PASSWORD_MAX,
        ONE_TIME_LIFE,
        NONCE_LIFE,
        cost);
  }

  /// The HTTPS port.
  public static Web.Rules web(ChosenLimits chosen) {
    return new Web.Rules(
        chosen.idle(),
        chosen.bodyTime(),
        Protocol.PUSH_BYTES_MAX,
        MESSAGE_BYTES_MAX,
        chosen.signInsPerSecond(),
        chosen.enrolmentsPerAddress(),
        chosen.pushesInFlight(),
        chosen.filesInFlight(),
        chosen.busyRetry(),
        Math.max(TURNS_MIN, Runtime.getRuntime().availableProcessors() * TURNS_A_CORE));
  }

  /// Files and their parts.
  public static FileDesk.Rules files() {
    return new FileDesk.Rules(Protocol.FILE_BYTES_MAX, Protocol.FILE_PART_MAX, FILE_WAIT_MS);
  }

  /// Parts of files that may lie in memory at a time, where they do: a quarter of it.
  static S3Uploads.Room partsInMemory() {
    long quarter = Runtime.getRuntime().maxMemory() / PARTS_SHARE;
    int atOnce = Math.clamp(quarter / Protocol.FILE_PART_MAX, 2, PARTS_MAX);
    return new S3Uploads.Room(Protocol.FILE_PART_MAX, atOnce);
  }

  /// The hourly run over the files.
  ///
  /// @param period in which every file is read once
  public static Scrub.Rules scrub(Duration period, Pause pause) {
    return new Scrub.Rules(period, SCRUB_RUN_BYTES, pause);
  }

  /// Snapshots of what the district knows by number.
  ///
  /// @param password what a password costs here: tests' cost counts for numbers too
  public static Snapshots.Rules snapshots(PasswordHash.Cost password) {
    boolean real = password.equals(PasswordHash.Cost.STANDARD);
    return new Snapshots.Rules(
        real ? RegistryTable.COST : password, REGISTRY_SALT_LIFE, REGISTRY_CASES_EVERY);
  }

  /// Lists of the district's registry.
  public static RegistryImport.Rules registry() {
    return new RegistryImport.Rules(
        REGISTRY_BATCH_ROWS,
        REGISTRY_SWEEP_ROWS,
        REGISTRY_KEPT_PERCENT_MIN,
        REGISTRY_BAD_PERCENT_MAX,
        new Bounds(
            REGISTRY_FILE_BYTES_MAX,
            Runtime.getRuntime().maxMemory() / REGISTRY_TEXT_SHARE,
            REGISTRY_CELL_CHARS_MAX,
            REGISTRY_COLUMNS_MAX));
  }
}
