package cn.ruhu.desktop.leads;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.store.Drafts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps one draft on the disk, one write at a time and never an older one over a newer. Window
/// thread only.
final class DraftSlot {
  private final Drafts drafts;
  private final Background background;
  private final String key;
  private final Consumer<Throwable> failed;
  private final List<Runnable> waiting = new ArrayList<>();
  private Background.@Nullable Act next;
  private boolean writing;

  DraftSlot(Drafts drafts, Background background, String key, Consumer<Throwable> failed) {
    this.drafts = drafts;
    this.background = background;
    this.key = key;
    this.failed = failed;
  }

  void keep(byte[] bytes) {
    run(() -> drafts.put(key, bytes));
  }

  void drop() {
    run(() -> drafts.remove(key));
  }

  private void run(Background.Act act) {
    if (writing) {
      next = act;
      return;
    }
    writing = true;
    background.perform(
        act,
        this::written,
        cause -> {
          failed.accept(cause);
          written();
        });
  }

  private void written() {
    writing = false;
    Background.Act newer = next;
    next = null;
    if (newer != null) {
      run(newer);
      return;
    }
    var due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  /// Runs when no write is on its way: saving must not be overtaken by an older draft.
  void whenQuiet(Runnable act) {
    if (writing) waiting.add(act);
    else act.run();
  }
}
