package cn.ruhu.desktop.urgent;

import cn.ruhu.desktop.kit.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Puts what is typed into the forms on the disk, one write at a time and never an older one over a
/// newer. Window thread only.
final class DraftPen {
  private final UrgentWork work;
  private final Background background;
  private final Consumer<Throwable> failed;
  private final Map<String, Map<String, String>> next = new TreeMap<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean writing;

  DraftPen(UrgentWork work, Background background, Consumer<Throwable> failed) {
    this.work = work;
    this.background = background;
    this.failed = failed;
  }

  /// Reads what was kept under a key.
  void open(String key, Consumer<Map<String, String>> then) {
    quiet(() -> background.run(() -> work.draft(key), then, failed));
  }

  /// Makes this state durable, soon.
  void keep(String key, Map<String, String> typed) {
    next.put(key, Map.copyOf(typed));
    if (!writing) now();
  }

  /// Begins to write what waits.
  void now() {
    if (writing || next.isEmpty()) return;
    String key = next.keySet().iterator().next();
    Map<String, String> typed = next.remove(key);
    if (typed == null) return;
    writing = true;
    background.perform(
        () -> work.keep(key, typed),
        this::written,
        cause -> {
          failed.accept(cause);
          written();
        });
  }

  private void written() {
    writing = false;
    now();
    if (writing) return;
    var due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  /// The draft becomes a record: what waits of it is dropped, and the act runs when no write is on
  /// its way, so that no older draft comes back after it.
  void finished(String key, Runnable act) {
    next.remove(key);
    quiet(act);
  }

  private void quiet(Runnable act) {
    if (writing) waiting.add(act);
    else act.run();
  }
}
