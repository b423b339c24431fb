package cn.ruhu.server.backup;

import cn.ruhu.server.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder backups lie in, as one instance of a district sees it. What is its own is known by
/// the manifest, and by the name where the manifest is damaged or gone: whatever the district's
/// database remembers, no copy of the district outlives its term here.
///
/// @param instance whose backups
/// @param district code of its district
record Shelf(Path folder, String instance, String district) {
  /// End of the name of a backup that is not whole.
  static final String PART = ".part";

  /// End of the name of a backup that must not be restored any more.
  static final String ABANDONED = ".abandoned";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final Pattern NAME =
      Pattern.compile("(.+)-(\\d{8}-\\d{6})-\\d+(?:" + Pattern.quote(ABANDONED) + ")?");

  /// A backup that lies here.
  ///
  /// @param madeAt server clock, milliseconds since 1970
  record Lying(Path folder, long madeAt) {
    /// As the database knows it.
    String name() {
      String name = folder.getFileName().toString();
      return name.endsWith(ABANDONED)
          ? name.substring(0, name.length() - ABANDONED.length())
          : name;
    }

    boolean isWhole() {
      return Files.isRegularFile(folder.resolve(Manifest.NAME));
    }

    /// Makes it no backup any more; the rest of it may go after that.
    void breakUp() throws IOException {
      Files.deleteIfExists(folder.resolve(Manifest.NAME));
      Disk.force(folder);
    }
  }

  /// Name of a backup.
  static String name(String instance, Instant at, long seq) {
    return instance + "-" + STAMP.format(at) + "-" + seq;
  }

  /// Where a backup is put together.
  Path part(Instant at) {
    return folder.resolve(instance + "-" + STAMP.format(at) + PART);
  }

  /// Throws away backups that were cut, of whichever instance.
  void sweep() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.filter(p -> p.getFileName().toString().endsWith(PART)).toList())
        Disk.delete(path);
    }
  }

  /// The newest that is whole.
  Optional<Path> newest() throws IOException {
    return own().stream()
        .filter(Lying::isWhole)
        .max(Comparator.comparingLong(Lying::madeAt))
        .map(Lying::folder);
  }

  /// All of this instance, whole or not, given up or not, by name.
  List<Lying> own() throws IOException {
    var own = new ArrayList<Lying>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.filter(Files::isDirectory).sorted().toList())
        lying(path).ifPresent(own::add);
    }
    return own;
  }

  private Optional<Lying> lying(Path path) {
    Optional<Manifest.About> about = Manifest.about(path);
    if (about.isEmpty())
      return stamp(path.getFileName().toString()).map(at -> new Lying(path, at.toEpochMilli()));
    boolean mine =
        about.get().instance().equals(instance) && about.get().district().equals(district);
    return mine ? Optional.of(new Lying(path, about.get().madeAt())) : Optional.empty();
  }

  private Optional<Instant> stamp(String name) {
    Matcher m = NAME.matcher(name);
    if (!m.matches() || !m.group(1).equals(instance)) return Optional.empty();
    try {
      return Optional.of(STAMP.parse(m.group(2), Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
