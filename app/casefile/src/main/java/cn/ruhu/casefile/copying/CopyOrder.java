package cn.ruhu.casefile.copying;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.Sensitivity;
import java.util.ArrayList;
import java.util.List;

/// In which order the fields of a case are handed to another system, and in which form. Read from a
/// file an office edits ([CopyOrderReader]). Immutable, thread-safe.
public final class CopyOrder {
  private final List<Row> rows;

  /// @param length longest text in characters, 0 for any
  record Row(
      CopyBlock block, String label, String field, CopyFormat format, String given, int length) {}

  CopyOrder(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /// What came of reading a file.
  public sealed interface Reading {
    record Read(CopyOrder order) implements Reading {}

    /// @param faults every one of them, in the order of the file, at most [CopyOrderReader#FAULTS]
    record Wrong(List<CopyFault> faults) implements Reading {
      public Wrong {
        faults = List.copyOf(faults);
      }
    }
  }

  /// Number of rows.
  public int size() {
    return rows.size();
  }

  /// The lines of a case: rows of one part that stand together are one block, and a roster repeats
  /// its block for every entry.
  public List<CopyLine> of(CaseFile file) {
    var lines = new ArrayList<CopyLine>();
    for (int from = 0; from < rows.size(); ) {
      CopyBlock block = rows.get(from).block();
      int to = from;
      while (to < rows.size() && rows.get(to).block() == block) to++;
      List<List<CaseRecord>> entries = block.entries(file);
      for (int e = 0; e < entries.size(); e++)
        for (Row row : rows.subList(from, to))
          lines.add(line(row, entries.get(e), block.isRoster() ? e + 1 : 0, entries.size(), file));
      from = to;
    }
    return lines;
  }

  private static CopyLine line(
      Row row, List<CaseRecord> records, int entry, int entries, CaseFile file) {
    FieldSpec field = row.block().field(row.field()).orElseThrow();
    boolean secret = field.kind() == FieldKind.ID_NUMBER || field.sensitivity() == Sensitivity.S3;
    String value =
        records.stream()
            .filter(r -> r.type().field(row.field()).isPresent())
            .findFirst()
            .map(r -> row.format().write(field, r, row.given(), file))
            .orElse("");
    return new CopyLine(row.block(), entry, entries, row.label(), cut(value, row.length()), secret);
  }

  /// At most so many characters, none of them halved.
  private static String cut(String value, int length) {
    if (length == 0 || value.codePointCount(0, value.length()) <= length) return value;
    return value.substring(0, value.offsetByCodePoints(0, length));
  }
}
