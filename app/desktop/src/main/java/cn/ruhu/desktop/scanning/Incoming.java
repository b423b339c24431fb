package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScanTrouble;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.device.scan.ScannerState;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
  /// @param again bytes that came again: they may be taken all the same
  record Refusal(String name, String why, Optional<Message> where, Optional<Again> again) {
    @Override
    public String toString() {
      return "Refusal[" + why + "]";
    }
  }

  /// Bytes that were taken before.
  ///
  /// @param source code of table `pageSource`
  record Again(Path path, String sha256, String source) {
    @Override
    public String toString() {
      return "Again[" + sha256 + "]";
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
        refused(path, "AGAIN", where, Optional.of(new Again(path, sha256, source)));
        background.window(model::refresh);
      }

      @Override
      public void trouble(ScanTrouble trouble) {
        refused(trouble.path(), trouble.kind().name(), Optional.empty(), Optional.empty());
      }

      @Override
      public void changed(ScannerState state) {}
    };
  }

  /// Takes bytes that came before once more, as a sheet of its own: a paper of a second household,
  /// or of the next application. From where they lie here, else from their file.
  void anyway(Refusal refusal) {
    if (refusal.again().isEmpty()) return;
    Again a = refusal.again().get();
    model.begun();
    background.run(
        ScanningViewModel.READING,
        () -> {
          Optional<byte[]> kept = tray.kept(a.sha256());
          if (kept.isPresent()) tray.anew(file(a, kept.get()), a.source());
          else model.source().drop(List.of(a.path()), once(a), _ -> false);
          return Boolean.TRUE;
        },
        _ -> {
          model.refusals.remove(refusal);
          model.refresh();
        },
        model::failed);
  }

  private ScannedFile file(Again a, byte[] bytes) {
    Instant now = model.desk().now();
    return new ScannedFile(a.path(), bytes, a.sha256(), now, now, PageFile.isWhole(bytes));
  }

  /// The file itself, whatever it holds by now; what else is told of it is told as ever.
  private ScanListener once(Again a) {
    ScanListener usual = from(a.source());
    return new ScanListener() {
      @Override
      public void came(ScannedFile file) {
        try {
          tray.anew(file, a.source());
        } catch (StoreException e) {
          background.window(() -> model.failed(e));
        }
      }

      @Override
      public void again(Path path, String sha256) {
        usual.again(path, sha256);
      }

      @Override
      public void trouble(ScanTrouble trouble) {
        usual.trouble(trouble);
      }

      @Override
      public void changed(ScannerState state) {}
    };
  }

  /// A picture without a file that is larger than is taken.
  void tooLarge(String size) {
    refused(Path.of(size), "PICTURE", Optional.empty(), Optional.empty());
  }

  private void refused(Path path, String why, Optional<Message> where, Optional<Again> again) {
    String name = String.valueOf(path.getFileName());
    background.window(() -> {
      model.refusals.addFirst(new Refusal(name, why, where, again));
      while (model.refusals.size() > REFUSALS_MAX) model.refusals.removeLast();
    });
  }
}
