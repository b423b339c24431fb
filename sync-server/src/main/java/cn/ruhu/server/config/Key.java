package cn.ruhu.server.config;

import java.util.Arrays;
import java.util.Optional;

/// Every name that may stand in the configuration, with what holds when it is left out. The sample
/// file explains each; a test holds the two together.
enum Key {
  INSTANCE("instance", "ruhu"),
  HOST("host", "127.0.0.1"),
  PORT("port", "8443", 0, 65_535),
  OPERATOR_HOST("operator.host", "127.0.0.1"),
  OPERATOR_PORT("operator.port", "8444", 0, 65_535),
  DATA("data", ""),
  DATABASE("database", "embedded"),
  DATABASE_USER("database.user", ""),
  DATABASE_PASSWORD_FILE("database.password-file", ""),
  DATABASE_CONNECTIONS("database.connections", "16", 2, 200),
  DATABASE_READERS("database.readers", "4", 1, 64),
  FILES("files", "folder"),
  FILES_ENDPOINT("files.endpoint", ""),
  FILES_REGION("files.region", "us-east-1"),
  FILES_BUCKET("files.bucket", ""),
  FILES_BUCKET_IN_HOST("files.bucket-in-host", "no"),
  FILES_PREFIX("files.prefix", ""),
  FILES_ACCESS_KEY("files.access-key", ""),
  FILES_SECRET_FILE("files.secret-file", ""),
  LIMIT_SIGN_INS("limit.sign-ins-per-second", "5", 1, 1_000),
  LIMIT_ENROLMENTS("limit.enrolments-per-address", "50", 1, 1_000),
  LIMIT_PUSHES("limit.pushes-in-flight", "2", 1, 8),
  LIMIT_FILES("limit.files-in-flight", "2", 1, 16),
  LIMIT_IDLE("limit.idle-seconds", "30", 5, 600),
  LIMIT_BODY("limit.body-seconds", "120", 10, 3_600),
  LIMIT_BUSY_RETRY("limit.busy-retry-seconds", "5", 1, 600),
  LIMIT_ATTEMPTS("limit.password-attempts", "5", 3, 20),
  LIMIT_LOCK_OUT("limit.lock-out-minutes", "15", 1, 1_440),
  LIMIT_CODE("limit.code-minutes", "15", 1, 1_440),
  LIMIT_TOKEN("limit.token-hours", "12", 1, 23),
  LIMIT_GRANT("limit.grant-days", "35", 1, 366),
  LIMIT_BLOCKS("limit.blocks-between-backups", "100", 1, 500),
  RETENTION_PARTS("retention.parts-days", "14", 1, 3_650),
  RETENTION_CODES("retention.codes-days", "30", 1, 3_650),
  RETENTION_AUDIT("retention.audit-days", "7300", 183, 36_500),
  RETENTION_BACKUPS("retention.backups-days", "30", 1, 3_650),
  RETENTION_TOMBSTONES("retention.tombstones-days", "180", 180, 3_650),
  BACKUP_FOLDER("backup.folder", ""),
  BACKUP_PASSPHRASE_FILE("backup.passphrase-file", ""),
  SCRUB_DAYS("scrub.days", "30", 1, 365),
  DISK_FREE("disk.free-mib", "512", 1, 1 << 30),
  SHUTDOWN("shutdown.seconds", "20", 0, 600);

  private final String text;
  private final String standard;
  private final long min;
  private final long max;

  Key(String text, String standard) {
    this(text, standard, 0, 0);
  }

  Key(String text, String standard, long min, long max) {
    this.text = text;
    this.standard = standard;
    this.min = min;
    this.max = max;
  }

  /// As it stands in the file.
  String text() {
    return text;
  }

  /// Value when it is left out; empty for none.
  String standard() {
    return standard;
  }

  long min() {
    return min;
  }

  long max() {
    return max;
  }

  static Optional<Key> of(String text) {
    return Arrays.stream(values()).filter(k -> k.text.equals(text)).findFirst();
  }

  /// The name somebody most likely meant.
  static Key nearest(String text) {
    Key best = INSTANCE;
    int least = Integer.MAX_VALUE;
    for (Key key : values()) {
      int distance = distance(key.text, text);
      if (distance < least) {
        least = distance;
        best = key;
      }
    }
    return best;
  }

  /// Letters to change, add or drop between two words.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
