package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.store.Drafts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// Puts the newest state of a working copy on the disk, one write at a time and never an older one
/// over a newer. Window thread only.
final class DraftKeeper {
  private final Drafts drafts;
  private final Background background;
  private final Consumer<Boolean> kept;
  private final Consumer<Throwable> failed;
  private final List<Runnable> waiting = new ArrayList<>();

  /// the newest state of each application that waits for the write under way
  private final Map<UUID, IntakeDraft> next = new LinkedHashMap<>();

  private boolean writing;

  /// @param kept called with false when something is on its way, with true when all of it is on the
  ///   disk
  /// @param failed the disk refused; what is in the window stays there and is tried again with the
  ///   next field
  DraftKeeper(
      Drafts drafts, Background background, Consumer<Boolean> kept, Consumer<Throwable> failed) {
    this.drafts = drafts;
    this.background = background;
    this.kept = kept;
    this.failed = failed;
  }

  /// Makes this state durable, soon.
  void keep(IntakeDraft draft) {
    kept.accept(false);
    if (writing) {
      next.put(draft.application(), draft);
      return;
    }
    writing = true;
    background.perform(
        () -> drafts.put(IntakeDraft.key(draft.application()), draft.toBytes()),
        () -> written(true),
        cause -> {
          failed.accept(cause);
          written(false);
        });
  }

  private void written(boolean good) {
    writing = false;
    Iterator<IntakeDraft> newer = next.values().iterator();
    if (newer.hasNext()) {
      IntakeDraft due = newer.next();
      newer.remove();
      keep(due);
      return;
    }
    if (good) kept.accept(true);
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
