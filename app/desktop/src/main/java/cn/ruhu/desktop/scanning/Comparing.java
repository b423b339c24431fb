package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Compares sheets that were read with what lies elsewhere ([TwinLook]), one after the other and
/// while none waits to be read: a close look takes longer than reading does. What is filed before
/// it was compared here is compared then. Window thread only; the work itself is elsewhere.
final class Comparing {
  private final ScanningViewModel model;
  private final ScanTray tray;
  private final Background background;
  private final Set<UUID> done = new HashSet<>();
  private boolean busy;

  Comparing(ScanningViewModel model, ScanTray tray, Background background) {
    this.model = model;
    this.tray = tray;
    this.background = background;
  }

  /// Compares the first sheet that was not yet, and then the next.
  void go(List<ScanBatch> batches) {
    if (busy) return;
    Optional<ScanPage> next =
        batches.stream()
            .filter(ScanBatch::open)
            .flatMap(b -> b.pages().stream())
            .filter(p -> p.look().read() && p.look().legible() && !p.look().blank())
            .filter(p -> TwinLook.asks(p) && !done.contains(p.id()))
            .findFirst();
    if (next.isEmpty()) return;
    ScanPage page = next.get();
    busy = true;
    done.add(page.id());
    background.run(
        ScanningViewModel.READING,
        () -> {
          boolean alike = !new TwinLook(model.desk(), tray).among(List.of(page)).isEmpty();
          if (alike != page.look().alike()) tray.alike(page.id(), alike);
          return alike != page.look().alike();
        },
        news -> {
          busy = false;
          if (news) model.refresh();
          else go(batches);
        },
        e -> {
          busy = false;
          model.failed(e);
        });
  }
}
