package cn.ruhu.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Everything an operator may set; what is not here is fixed by the protocol or by the rules of the
/// district. Holds no secret, only where secrets lie. Immutable.
///
/// @param instance name in logs, metrics and backups
/// @param clients where machines of the district come in
/// @param operator where health and figures are read; empty to open no such port
/// @param data folder of keys, files and the embedded database
/// @param scrub in how long every file is read again and compared with its address
/// @param diskFree bytes that must be free for the server to be ready
/// @param shutdown how long running requests may take to end
public record ServerConfig(
    String instance,
    Address clients,
    Optional<Address> operator,
    Path data,
    DatabaseChoice database,
    FilesChoice files,
    ChosenLimits limits,
    Retention retention,
    BackupChoice backup,
    Duration scrub,
    long diskFree,
    Duration shutdown) {

  /// @param port 0 for any free one
  public record Address(String host, int port) {}

  /// Which database holds the district.
  public sealed interface DatabaseChoice {
    /// One SQLite file in the data folder.
    ///
    /// @param readers connections that read side by side
    record Embedded(int readers) implements DatabaseChoice {}

    /// A PostgreSQL server, or one that speaks like it.
    ///
    /// @param url `jdbc:postgresql:…`, without user and password
    /// @param connections kept open
    record Postgres(String url, String user, Path passwordFile, int connections)
        implements DatabaseChoice {}
  }

  /// Where files of cases lie.
  public sealed interface FilesChoice {
    /// A folder in the data folder, which several instances may share.
    record Folder() implements FilesChoice {}

    /// A bucket of a store that speaks S3.
    ///
    /// @param endpoint `https://host:port`; plain HTTP only to this machine itself
    /// @param bucketInHost whether the bucket is the first label of the host, else of the path
    /// @param prefix of every object, empty or ending in `/`
    record S3(
        URI endpoint,
        String region,
        String bucket,
        boolean bucketInHost,
        String prefix,
        String accessKey,
        Path secretFile)
        implements FilesChoice {}
  }

  /// Limits that may be changed. Sizes are not among them: both ends must agree on those.
  ///
  /// @param signInsPerSecond of one machine
  /// @param enrolmentsPerAddress a second, of one network address
  /// @param pushesInFlight of one machine
  /// @param filesInFlight of one machine
  /// @param idle longest silence inside a request
  /// @param bodyTime longest time for one body
  /// @param busyRetry when a machine that was turned away may come back
  /// @param attempts wrong passwords before the lock-out
  /// @param lockOut how long it lasts
  /// @param codeLife how long an enrolment code may be used
  /// @param tokenLife how long a sign-in lasts
  /// @param grantLife how long pulled copies stay open without contact
  /// @param blocks number blocks handed out between two backups: so many stay unused by a restore
  public record ChosenLimits(
      int signInsPerSecond,
      int enrolmentsPerAddress,
      int pushesInFlight,
      int filesInFlight,
      Duration idle,
      Duration bodyTime,
      Duration busyRetry,
      int attempts,
      Duration lockOut,
      Duration codeLife,
      Duration tokenLife,
      Duration grantLife,
      int blocks) {}

  /// What is thrown away, and when.
  ///
  /// @param parts uploads nobody went on with
  /// @param codes enrolment codes that are over
  /// @param backups backups older than this are removed, except the newest
  /// @param audit rows of the audit log, up to a signed checkpoint
  /// @param tombstones how long a machine that was away is told what was deleted
  public record Retention(
      Duration parts, Duration codes, Duration backups, Duration audit, Duration tombstones) {}

  /// @param folder where backups go when the command names no other
  /// @param passphraseFile seals the keys in a backup
  public record BackupChoice(Optional<Path> folder, Optional<Path> passphraseFile) {}

  /// Everything left out, on this data folder.
  public static ServerConfig standard(Path data) {
    return ConfigReader.standard(data);
  }

  public ServerConfig withClients(Address other) {
    return new ServerConfig(
        instance, other, operator, data, database, files, limits, retention, backup, scrub,
        diskFree, shutdown);
  }

  public ServerConfig withOperator(Optional<Address> other) {
    return new ServerConfig(
        instance, clients, other, data, database, files, limits, retention, backup, scrub, diskFree,
        shutdown);
  }

  public ServerConfig withDatabase(DatabaseChoice other) {
    return new ServerConfig(
        instance, clients, operator, data, other, files, limits, retention, backup, scrub, diskFree,
        shutdown);
  }

  public ServerConfig withFiles(FilesChoice other) {
    return new ServerConfig(
        instance, clients, operator, data, database, other, limits, retention, backup, scrub,
        diskFree, shutdown);
  }
}
