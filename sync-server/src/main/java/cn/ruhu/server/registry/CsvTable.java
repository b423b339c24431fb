package cn.ruhu.server.registry;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rows of a file of commas (RFC 4180): cells in quotation marks may hold commas, line ends and
/// doubled quotation marks. Line ends of every system. Bounded: a quotation mark that is never
/// closed refuses the file with its row, and does not swallow the rest of it.
final class CsvTable implements SourceTable {
  private final PushbackReader in;
  private final Bounds bounds;
  private long number;

  CsvTable(Reader in, Bounds bounds) {
    this.in = new PushbackReader(in);
    this.bounds = bounds;
  }

  @Override
  public Optional<SourceRow> next() throws IOException, FileRefused {
    int c = in.read();
    if (c < 0) return Optional.empty();
    number++;
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    if (c == '"') c = quoted(cell);
    while (!(c < 0 || c == '\n' || c == '\r')) {
      if (c == ',') {
        end(cell, cells);
        c = in.read();
        if (c == '"') c = quoted(cell);
      } else {
        append(cell, c);
        c = in.read();
      }
    }
    end(cell, cells);
    if (c == '\r') skipLineFeed();
    return Optional.of(new SourceRow(number, cells, c < 0));
  }

  /// Reads up to the closing mark.
  ///
  /// @return what follows it: a comma, a line end or the end
  private int quoted(StringBuilder cell) throws IOException, FileRefused {
    while (true) {
      int c = in.read();
      if (c < 0) throw refused();
      if (c != '"') {
        append(cell, c);
        continue;
      }
      int after = in.read();
      if (after == '"') append(cell, '"');
      else if (after < 0 || after == ',' || after == '\n' || after == '\r') return after;
      else throw refused();
    }
  }

  private void append(StringBuilder cell, int c) throws FileRefused {
    if (cell.length() == bounds.cellChars()) throw refused();
    cell.append((char) c);
  }

  private void end(StringBuilder cell, List<String> cells) throws FileRefused {
    if (cells.size() == bounds.columns()) throw refused();
    cells.add(cell.toString());
    cell.setLength(0);
  }

  private void skipLineFeed() throws IOException {
    int c = in.read();
    if (c >= 0 && c != '\n') in.unread(c);
  }

  private FileRefused refused() {
    return FileRefused.because(Refusal.Code.QUOTES, number);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
