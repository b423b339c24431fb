package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import org.jspecify.annotations.Nullable;

/// How the batch in sight ends: its sheets are filed, and the last one settled closes it. Window
/// thread only; the disk is elsewhere.
final class Ending {
  private final ScanningViewModel model;
  private final ScanTray tray;
  private final Background background;

  Ending(ScanningViewModel model, ScanTray tray, Background background) {
    this.model = model;
    this.tray = tray;
    this.background = background;
  }

  /// Files every sheet that is ready.
  void file() {
    @Nullable ScanBatch batch = model.shown.get();
    if (batch == null || model.busy.get() || model.ledger.get().ready() == 0) return;
    model.begun();
    model.busy.set(true);
    background.run(
        ScanningViewModel.READING,
        () -> tray.file(batch.id()),
        filed -> {
          model.busy.set(false);
          model.done.set(done(filed));
          model.refresh();
        },
        e -> {
          model.busy.set(false);
          model.failed(e);
          model.refresh();
        });
  }

  private static Message done(TrayFiling.Filed filed) {
    if (filed.stuck() > 0) return Message.of("scanning.done.stuck", filed.pages(), filed.stuck());
    return filed.alike() > 0
        ? Message.of("scanning.done.alike", filed.pages(), filed.alike())
        : Message.of("scanning.done.filed", filed.pages(), filed.cases());
  }

  /// Ends the batch shown; its sheets are all settled.
  void close() {
    @Nullable ScanBatch batch = model.shown.get();
    if (batch == null || !model.ledger.get().settled()) return;
    model.begun();
    background.run(
        () -> tray.close(batch.id()),
        ended -> {
          if (ended) model.done.set(Message.of("scanning.done.closed", model.ledger.get().fed()));
          model.refresh();
        },
        model::failed);
  }
}
