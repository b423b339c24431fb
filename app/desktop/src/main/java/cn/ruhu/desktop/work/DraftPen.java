package cn.ruhu.desktop.work;

import cn.ruhu.desktop.kit.Background;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Puts what is typed on the disk, one write at a time: of each draft the newest state wins, and an
/// older one never comes after a newer. Window thread only.
public final class DraftPen {
  private final Background background;
  private final Consumer<Boolean> kept;
  private final Consumer<Throwable> failed;

  /// the newest state of each draft that waits for the write under way
  private final Map<String, Background.Act> next = new LinkedHashMap<>();

  private final List<Runnable> waiting = new ArrayList<>();
  private boolean writing;

  /// @param failed the disk refused; what is in the window stays there and is tried again with the
  ///   next field
  public DraftPen(Background background, Consumer<Throwable> failed) {
    this(background, _ -> {}, failed);
  }

  /// @param kept called with false when something is on its way, with true when all of it is on the
  ///   disk
  /// @param failed as above
  public DraftPen(Background background, Consumer<Boolean> kept, Consumer<Throwable> failed) {
    this.background = background;
    this.kept = kept;
    this.failed = failed;
  }

  /// Makes a state of a draft durable, soon, in place of any that waits under the same key.
  ///
  /// @param act writes it, or takes the draft away
  public void write(String key, Background.Act act) {
    kept.accept(false);
    if (writing) {
      next.put(key, act);
      return;
    }
    writing = true;
    background.perform(
        act,
        () -> written(true),
        cause -> {
          failed.accept(cause);
          written(false);
        });
  }

  private void written(boolean good) {
    writing = false;
    var newer = next.entrySet().iterator();
    if (newer.hasNext()) {
      Map.Entry<String, Background.Act> due = newer.next();
      String key = due.getKey();
      Background.Act act = due.getValue();
      newer.remove();
      write(key, act);
      return;
    }
    if (good) kept.accept(true);
    var due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  /// Runs when no write is on its way: saving must not be overtaken by an older draft.
  public void whenQuiet(Runnable act) {
    if (writing) waiting.add(act);
    else act.run();
  }

  /// The draft becomes a record, or is given up: what waits of it is dropped, and the act runs when
  /// no write is on its way, so that no older draft comes back after it.
  public void finished(String key, Runnable act) {
    next.remove(key);
    whenQuiet(act);
  }
}
