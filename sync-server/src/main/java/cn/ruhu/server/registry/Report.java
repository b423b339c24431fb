package cn.ruhu.server.registry;

import cn.ruhu.server.disk.Disk;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bad rows of a file, as a file a spreadsheet opens: row, column, reason. It holds no value of
/// any row. Appears whole or not at all; without bad rows there is none. Not thread-safe.
final class Report implements AutoCloseable {
  private static final String MARK = "\uFEFF";

  private final Path file;
  private final Path half;
  private @Nullable BufferedWriter out;

  Report(Path file) {
    this.file = file;
    this.half = file.resolveSibling(file.getFileName() + ".tmp");
  }

  void add(List<RowFlaw> flaws) throws IOException {
    for (RowFlaw flaw : flaws) {
      BufferedWriter writer = out == null ? begin() : out;
      writer.write(
          String.join(
              ",",
              Long.toString(flaw.row()),
              Cells.letters(flaw.column()),
              flaw.title(),
              flaw.flaw().name(),
              quoted(flaw.flaw().chinese(flaw.details())),
              quoted(flaw.flaw().english(flaw.details()))));
      writer.write("\r\n");
    }
  }

  private BufferedWriter begin() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) Files.createDirectories(folder);
    BufferedWriter writer = Files.newBufferedWriter(half, StandardCharsets.UTF_8);
    out = writer;
    Disk.ownFile(half);
    writer.write(MARK + Spellings.WORDS.text("report.head") + "\r\n");
    return writer;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /// Puts the report in its place.
  ///
  /// @return where, empty when every row was good
  Optional<Path> finish() throws IOException {
    if (out == null) {
      Files.deleteIfExists(file);
      return Optional.empty();
    }
    out.close();
    out = null;
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(file);
  }

  /// Leaves nothing of a report that was not finished.
  @Override
  public void close() throws IOException {
    if (out == null) return;
    out.close();
    Files.deleteIfExists(half);
  }
}
