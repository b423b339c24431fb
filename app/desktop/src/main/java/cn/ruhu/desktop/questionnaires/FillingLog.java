package cn.ruhu.desktop.questionnaires;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.AnswerEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Answers under way on the disk, each an entry that is appended in order, off the window's thread;
/// beside them the pictures the form does not take yet. Window thread only, except what is static.
final class FillingLog implements Consumer<AnswerEvent> {
  private final Drafts drafts;
  private final Background background;
  private final String key;
  private final List<byte[]> waiting = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();

  /// pictures that are not on the disk yet, null for none
  private byte @Nullable [] pictures;

  /// number of the first entry that waits
  private long first;

  private boolean writing;
  private boolean held;
  private boolean closed;

  /// one write at a time: one that was given up may still run when the next is asked for
  private final ReentrantLock disk = new ReentrantLock();

  /// number of entries on the disk; under [#disk]
  private long written;

  /// everything answered so far is on the disk
  final BooleanProperty settled = new SimpleBooleanProperty(true);

  /// code of a failure of the disk, empty for none; what was not written is tried again with the
  /// next answer, or when somebody waits for it
  final StringProperty trouble = new SimpleStringProperty("");

  private record Waiter(Runnable act, Runnable failed) {}

  FillingLog(Drafts drafts, Background background, String key) {
    this.drafts = drafts;
    this.background = background;
    this.key = key;
  }

  @Override
  public void accept(AnswerEvent event) {
    if (closed) return;
    waiting.add(event.encode());
    write();
  }

  /// Keeps pictures by the path of their question, in place of those kept before.
  void pictures(SortedMap<String, List<String>> early) {
    if (closed) return;
    pictures =
        early.entrySet().stream()
            .map(e -> e.getKey() + "\t" + String.join(" ", e.getValue()))
            .collect(Collectors.joining("\n"))
            .getBytes(UTF_8);
    write();
  }

  /// Where the pictures of a draft lie; goes when the draft does.
  static String picturesKey(String key) {
    return key + "/photos";
  }

  /// Pictures by the path of their question, as [#pictures(SortedMap)] kept them. Touches the disk.
  static SortedMap<String, List<String>> pictures(Drafts drafts, String key) throws StoreException {
    var early = new TreeMap<String, List<String>>();
    String kept = drafts.get(picturesKey(key)).map(b -> new String(b, UTF_8)).orElse("");
    for (String line : kept.split("\n", -1)) {
      String[] parts = line.split("\t", -1);
      if (parts.length != 2) continue;
      early.put(parts[0], parts[1].isEmpty() ? List.of() : Arrays.asList(parts[1].split(" ", -1)));
    }
    return early;
  }

  /// Runs `act` once everything is on the disk, or `failed` when the disk does not take it.
  void whenSettled(Runnable act, Runnable failed) {
    if (settled.get()) act.run();
    else {
      waiters.add(new Waiter(act, failed));
      write();
    }
  }

  // ---- while it is finished

  /// The draft stays as it is on the disk: it is being finished. What is answered meanwhile waits.
  void hold() {
    held = true;
  }

  /// It was not finished; what was answered meanwhile is written.
  void release() {
    held = false;
    write();
  }

  /// It was finished and is gone from the disk; nothing is written to it any more.
  void close() {
    closed = true;
    waiting.clear();
    pictures = null;
    settled.set(true);
  }

  private void write() {
    if (writing || held) {
      settled.set(false);
      return;
    }
    if (waiting.isEmpty() && pictures == null) {
      settled.set(true);
      taken().forEach(w -> w.act().run());
      return;
    }
    settled.set(false);
    writing = true;
    long from = first;
    var entries = List.copyOf(waiting);
    byte @Nullable [] beside = pictures;
    pictures = null;
    background.perform(
        () -> append(from, entries, beside),
        () -> {
          writing = false;
          waiting.subList(0, entries.size()).clear();
          first = from + entries.size();
          trouble.set("");
          write();
        },
        cause -> {
          writing = false;
          if (pictures == null) pictures = beside;
          trouble.set(""); // said again though it is the same
          trouble.set(Words.troubleCode(cause));
          taken().forEach(w -> w.failed().run());
        });
  }

  private List<Waiter> taken() {
    var all = List.copyOf(waiters);
    waiters.clear();
    return all;
  }

  /// Writes what of these entries is not on the disk: a write before this one may have brought some
  /// there and failed at a later one, or after its time was over.
  private void append(long from, List<byte[]> entries, byte @Nullable [] beside)
      throws StoreException, InterruptedException {
    disk.lockInterruptibly();
    try {
      for (int i = (int) Math.max(0, written - from); i < entries.size(); i++) {
        drafts.append(key, entries.get(i));
        written = from + i + 1;
      }
      if (beside != null) drafts.put(picturesKey(key), beside);
    } finally {
      disk.unlock();
    }
  }
}
