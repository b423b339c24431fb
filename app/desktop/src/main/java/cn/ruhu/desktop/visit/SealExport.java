package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.SealedEvidence;
import cn.ruhu.desktop.work.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Copies a sealed visit out of the machine: its evidence, and the bundles that bring the work to
/// the district by hand. Window thread only.
final class SealExport {
  private final Desk desk;
  private final FieldMachine machine;
  private final Background background;

  /// what came of it, in words; null before the first copy
  final ObjectProperty<@Nullable Message> said = new SimpleObjectProperty<>();

  final BooleanProperty busy = new SimpleBooleanProperty();

  SealExport(Desk desk, FieldMachine machine, Background background) {
    this.desk = desk;
    this.machine = machine;
    this.background = background;
  }

  /// Another visit was sealed.
  void clear() {
    said.set(null);
  }

  /// @param application case of the visit
  void to(Path folder, UUID application, UUID visit) {
    if (busy.get()) return;
    if (!Files.isDirectory(folder)) {
      said.set(Message.of("visit.sealed.folder"));
      return;
    }
    busy.set(true);
    said.set(Message.of("visit.sealed.exporting"));
    background.run(
        () -> {
          SealedEvidence.write(
              desk.store(), desk.caseFile(application), visit, machine.deviceKey(), folder);
          return machine.export(folder, desk.actor().staff());
        },
        done -> {
          busy.set(false);
          said.set(Message.of("visit.sealed.exported", done.bundles()));
        },
        cause -> {
          busy.set(false);
          said.set(Message.of("work.trouble." + Words.troubleCode(cause)));
        });
  }
}
