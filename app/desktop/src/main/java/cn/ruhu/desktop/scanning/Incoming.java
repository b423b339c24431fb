package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScanTrouble;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.device.scan.ScannerState;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.util.Optional;

/// Hears the sources on their threads: a file is on the disk before its source hears that it was
/// taken; the window is told afterwards.
final class Incoming {
  private static final int REFUSALS_MAX = 20;

  private final ScanningViewModel model;
  private final ScanTray tray;
  private final Background background;

  /// A file that could not be taken, or came twice. Its name is for the screen alone.
  ///
  /// @param why name of [ScanTrouble.Kind], or `AGAIN`
  /// @param where of bytes that came again: the page they were filed as, if they were
  record Refusal(String name, String why, Optional<Message> where) {
    @Override
    public String toString() {
      return "Refusal[" + why + "]";
    }
  }

  Incoming(ScanningViewModel model, ScanTray tray, Background background) {
    this.model = model;
    this.tray = tray;
    this.background = background;
  }

  /// @param source code of table `pageSource`
  ScanListener from(String source) {
    return new ScanListener() {
      @Override
      public void came(ScannedFile file) {
        try {
          tray.took(file, source);
          background.window(model::refresh);
        } catch (StoreException e) {
          background.window(() -> model.stuck(e));
        }
      }

      @Override
      public void again(Path path, String sha256) {
        try {
          tray.again();
        } catch (StoreException e) {
          background.window(() -> model.stuck(e));
        }
        Optional<Message> where =
            Twins.filed(model.desk(), sha256)
                .map(p ->
                    Message.of(
                        "scanning.file.where",
                        Twins.whose(model.desk(), p),
                        CodeTables.label("docType", p.text("slot"))));
        refused(path, "AGAIN", where);
        background.window(model::refresh);
      }

      @Override
      public void trouble(ScanTrouble trouble) {
        refused(trouble.path(), trouble.kind().name(), Optional.empty());
      }

      @Override
      public void changed(ScannerState state) {}
    };
  }

  private void refused(Path path, String why, Optional<Message> where) {
    String name = String.valueOf(path.getFileName());
    background.window(() -> {
      model.refusals.addFirst(new Refusal(name, why, where));
      while (model.refusals.size() > REFUSALS_MAX) model.refusals.removeLast();
    });
  }
}
