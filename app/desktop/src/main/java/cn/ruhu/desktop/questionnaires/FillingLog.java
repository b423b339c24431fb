package cn.ruhu.desktop.questionnaires;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.Drafts;
import cn.ruhu.survey.AnswerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Answers under way on the disk, each an entry that is appended in order, off the window's thread.
/// Window thread only.
final class FillingLog implements Consumer<AnswerEvent> {
  private final Drafts drafts;
  private final Background background;
  private final String key;
  private final List<byte[]> waiting = new ArrayList<>();
  private final List<Runnable> whenSettled = new ArrayList<>();
  private boolean writing;

  /// everything answered so far is on the disk
  final BooleanProperty settled = new SimpleBooleanProperty(true);

  /// code of a failure of the disk, empty for none; what was not written is tried again with the
  /// next answer
  final StringProperty trouble = new SimpleStringProperty("");

  FillingLog(Drafts drafts, Background background, String key) {
    this.drafts = drafts;
    this.background = background;
    this.key = key;
  }

  @Override
  public void accept(AnswerEvent event) {
    waiting.add(event.encode());
    settled.set(false);
    write();
  }

  /// Runs `act` once everything is on the disk.
  void whenSettled(Runnable act) {
    if (settled.get()) act.run();
    else {
      whenSettled.add(act);
      write();
    }
  }

  private void write() {
    if (writing) return;
    if (waiting.isEmpty()) {
      settled.set(true);
      var acts = List.copyOf(whenSettled);
      whenSettled.clear();
      acts.forEach(Runnable::run);
      return;
    }
    writing = true;
    var entries = List.copyOf(waiting);
    int[] done = {0};
    background.perform(
        () -> {
          for (byte[] entry : entries) {
            drafts.append(key, entry);
            done[0]++;
          }
        },
        () -> {
          writing = false;
          waiting.subList(0, done[0]).clear();
          trouble.set("");
          write();
        },
        cause -> {
          writing = false;
          waiting.subList(0, done[0]).clear();
          trouble.set(Words.troubleCode(cause));
        });
  }
}
