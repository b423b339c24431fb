package cn.ruhu.server.backup;

import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a backup consists of: one line of JSON about the whole, one line `sha256 length path` for
/// each file, and a last line with the hash of all before it. Written last, so a folder with a
/// manifest that holds is a whole backup.
///
/// @param about the whole
/// @param files in the order of their paths
public record Manifest(About about, List<Entry> files) {
  /// Name of the manifest in its folder.
  public static final String NAME = "manifest";

  /// Form of the manifest this program writes and reads.
  static final int FORMAT = 1;

  private static final String END = "end ";

  public Manifest {
    files = List.copyOf(files);
  }

  /// The whole.
  ///
  /// @param name of the folder
  /// @param madeAt server clock, milliseconds since 1970
  /// @param epoch lineage, with `seq` and `hash` of its newest commit
  /// @param version newest step of the tables
  /// @param ceiling highest number block a machine may have got before the next backup
  /// @param keys whether the sealed keys are in it
  /// @param missing files the district knows and the server no longer had
  public record About(
      int format,
      String name,
      String instance,
      String district,
      long madeAt,
      String epoch,
      long seq,
      String hash,
      String version,
      long ceiling,
      boolean keys,
      List<String> missing) {
    public About {
      missing = List.copyOf(missing);
    }
  }

  /// A file of the backup.
  ///
  /// @param path inside the folder, with `/`
  public record Entry(String sha256, long length, String path) {
    static Entry of(Path folder, Path file) throws IOException {
      return new Entry(Disk.sha256(file), Files.size(file), inside(folder.relativize(file)));
    }

    String line() {
      return sha256 + " " + length + " " + path + "\n";
    }
  }

  /// A path inside the folder as it stands in a line.
  static String inside(Path path) {
    return path.toString().replace('\\', '/');
  }

  /// The manifest's bytes.
  byte[] bytes() {
    var text =
        new StringBuilder(new String(Messages.write(about), StandardCharsets.UTF_8)).append('\n');
    for (Entry entry : files) text.append(entry.line());
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] last = lastLine(body);
    byte[] all = Arrays.copyOf(body, body.length + last.length);
    System.arraycopy(last, 0, all, body.length, last.length);
    return all;
  }

  /// Over the bytes, not the text: a flipped bit may leave no text at all.
  private static byte[] lastLine(byte[] body) {
    return (END + Hashes.sha256Hex(body) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /// Reads the manifest of a folder, without looking at the files.
  ///
  /// @throws BackupException when it is not there, changed, or of a newer form
  public static Manifest read(Path folder) throws BackupException, IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) throw new BackupException("NO_MANIFEST", folder.toString());
    byte[] bytes = Files.readAllBytes(file);
    int end = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(END);
    if (end <= 0) throw new BackupException("MANIFEST_CHANGED", folder.toString());
    byte[] body = Arrays.copyOf(bytes, end);
    if (!Arrays.equals(lastLine(body), Arrays.copyOfRange(bytes, end, bytes.length)))
      throw new BackupException("MANIFEST_CHANGED", folder.toString());
    List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();
    try {
      About about = Messages.read(lines.getFirst().getBytes(StandardCharsets.UTF_8), About.class);
      if (about.format() != FORMAT)
        throw new BackupException("MANIFEST_FORMAT", Integer.toString(about.format()));
      var files = new ArrayList<Entry>();
      for (String line : lines.subList(1, lines.size())) {
        String[] words = line.split(" ", 3);
        files.add(new Entry(words[0], Long.parseLong(words[1]), words[2]));
      }
      return new Manifest(about, files);
    } catch (WireException e) {
      throw new BackupException("MANIFEST_CHANGED", folder.toString());
    }
  }

  /// What a backup says of itself; empty when it is damaged and so cannot be restored anyway.
  static Optional<About> about(Path folder) {
    try {
      return Optional.of(read(folder).about());
    } catch (BackupException | IOException e) {
      return Optional.empty();
    }
  }

  /// Compares every file with its line.
  ///
  /// @throws BackupException naming the first few that are missing or changed
  public void verify(Path folder) throws BackupException, IOException {
    verify(folder, files);
  }

  /// As [#verify(Path)], one file alone.
  void verify(Path folder, String path) throws BackupException, IOException {
    verify(folder, files.stream().filter(e -> e.path().equals(path)).toList());
  }

  /// As [#verify(Path)], these alone.
  static void verify(Path folder, List<Entry> entries) throws BackupException, IOException {
    var wrong = new ArrayList<String>();
    for (Entry entry : entries) {
      Path file = folder.resolve(entry.path()).normalize();
      if (!file.startsWith(folder.normalize())) throw new BackupException("PATH", entry.path());
      if (!Files.isRegularFile(file)) wrong.add(entry.path() + " is missing");
      else if (Files.size(file) != entry.length() || !Disk.sha256(file).equals(entry.sha256()))
        wrong.add(entry.path() + " is changed");
    }
    if (!wrong.isEmpty())
      throw new BackupException(
          "FILES_CHANGED",
          wrong.size() + ": " + String.join(", ", wrong.subList(0, Math.min(5, wrong.size()))));
  }
}
