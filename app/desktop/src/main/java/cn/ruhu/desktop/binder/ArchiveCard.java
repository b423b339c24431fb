package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// Says what goes into the archive of a dossier, and asks where to.
final class ArchiveCard {
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  private final Kit kit;
  private final BinderViewModel model;
  private final Archiving archiving;
  private final Node over;
  private boolean busy;

  /// @param over the screen it is asked from
  ArchiveCard(Kit kit, BinderViewModel model, Archiving archiving, Node over) {
    this.kit = kit;
    this.model = model;
    this.archiving = archiving;
    this.over = over;
  }

  void ask() {
    @Nullable CaseFile file = model.file.get();
    if (file == null || busy || file.application().isEmpty()) return;
    var hint = new Label(kit.t("binder.archive.hint"));
    hint.setWrapText(true);
    kit.dialogs()
        .show(
            kit.t("binder.archive.title"),
            hint,
            List.of(
                Dialogs.Act.tried(
                    kit.t("binder.archive.act"),
                    () -> {
                      Optional<Path> folder =
                          kit.pictures()
                              .folder(kit.t("binder.export.folder"), over.getScene().getWindow());
                      folder.ifPresent(f -> run(file, f));
                      return folder.isPresent();
                    })));
  }

  private void run(CaseFile file, Path folder) {
    busy = true;
    kit.notices().done(kit.t("binder.archive.busy"));
    kit.background()
        .run(
            AT_MOST,
            () -> archiving.write(file, folder),
            outcome -> {
              busy = false;
              told(outcome);
            },
            cause -> {
              busy = false;
              if (cause instanceof IOException) trouble("binder.archive.failed");
              else model.failed(cause);
            });
  }

  private void told(Archiving.Outcome outcome) {
    kit.notices().clear("ARCHIVE");
    switch (outcome) {
      case Archiving.Written(Path to, int files, long bytes, int absent) -> {
        String name = String.valueOf(to.getFileName());
        kit.notices().done(kit.t("binder.archive.done", files, Show.bytes(bytes), name));
        if (absent > 0) trouble("binder.archive.absent", absent);
      }
      case Archiving.NotHere(int pages) -> trouble("binder.archive.away", pages);
      case Archiving.Refused(String code) -> trouble("binder.archive.refused", code);
    }
  }

  private void trouble(String key, Object... args) {
    kit.notices().trouble("ARCHIVE", kit.t(key, args), Optional.empty());
  }
}
