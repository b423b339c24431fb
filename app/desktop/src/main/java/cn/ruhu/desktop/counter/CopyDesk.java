package cn.ruhu.desktop.counter;

import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.copying.CopyFault;
import cn.ruhu.casefile.copying.CopyLine;
import cn.ruhu.casefile.copying.CopyOrder.Reading;
import cn.ruhu.casefile.copying.CopyOrderReader;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Begins a run of the copy-helper: the saved case as this person may see it, in the office's
/// order, and the fact that it was read so. Touches the disk: work for `Background`.
final class CopyDesk {
  private final Desk desk;
  private final CopyShelf shelf;

  CopyDesk(Desk desk, CopyShelf shelf) {
    this.desk = desk;
    this.shelf = shelf;
  }

  /// What came of beginning.
  sealed interface Begun {
    /// @param number of the application
    /// @param own whether the order is the office's own
    record Ready(String number, List<CopyLine> lines, boolean own) implements Begun {}

    /// The case is not saved, or has nothing to copy.
    record Unsaved() implements Begun {}

    record Faulty(UUID application, List<CopyFault> faults) implements Begun {}
  }

  /// The order of fields that is built in.
  static byte[] builtIn() {
    try (InputStream in = Objects.requireNonNull(CopyDesk.class.getResourceAsStream("order.tsv"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// @param builtIn the built-in order, whatever the office has
  Begun begin(UUID application, boolean builtIn) throws IOException, StoreException {
    CaseFile file = desk.caseFile(application);
    Optional<CaseRecord> app = file.application();
    if (app.isEmpty()) return new Begun.Unsaved();
    Optional<byte[]> own = builtIn ? Optional.empty() : shelf.order();
    Reading reading = CopyOrderReader.read(own.orElseGet(CopyDesk::builtIn));
    return switch (reading) {
      case Reading.Wrong(var faults) -> new Begun.Faulty(application, faults);
      case Reading.Read(var order) -> {
        List<CopyLine> lines = order.of(seen(file));
        if (lines.isEmpty()) yield new Begun.Unsaved();
        note(app.get(), lines.size(), own.isPresent());
        yield new Begun.Ready(app.get().text("number"), lines, own.isPresent());
      }
    };
  }

  /// Nothing a machine holds beyond what its person may see goes out.
  private CaseFile seen(CaseFile file) {
    return CaseFile.of(
        file.records().stream()
            .flatMap(r -> ViewTable.project(r, desk.actor().role()).stream())
            .toList());
  }

  private void note(CaseRecord app, int lines, boolean own) throws StoreException {
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            app.scope(),
            app.id(),
            Map.of(
                "application", app.id().toString(),
                "kind", GateKind.COPIED_OUT.name(),
                "value", Integer.toString(lines),
                "reason", own ? "OFFICE" : "BUILT_IN",
                "by", desk.actor().staff().toString(),
                "at", desk.now().truncatedTo(ChronoUnit.MILLIS).toString()));
    desk.save("read.copied", "", true, List.of(RecordChange.create(fact)));
  }
}
