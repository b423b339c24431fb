package cn.ruhu.desktop.postings;

import cn.ruhu.casefile.process.PostingDuty.Task;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Notices of other streets at this street's board, and what is recorded of each. Window thread
/// only.
final class PostingsViewModel {
  /// for a morning's photographs: reading the codes of one takes about a second
  private static final Duration BATCH = Duration.ofMinutes(10);

  private final PostingWork work;
  private final Background background;
  private final Latest latest;

  final ObservableList<PostingRow> rows = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable PostingRow> selected = new SimpleObjectProperty<>();

  /// how many wait for somebody to do something
  final IntegerProperty open = new SimpleIntegerProperty();

  final BooleanProperty busy = new SimpleBooleanProperty();

  /// what was done last
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  /// photographs that did not find their place, each with the reason
  final ObjectProperty<List<Message>> left = new SimpleObjectProperty<>(List.of());

  final StringProperty trouble = new SimpleStringProperty("");

  PostingsViewModel(Desk desk, Background background) {
    this.work = new PostingWork(desk);
    this.background = background;
    this.latest = new Latest(background);
  }

  Desk desk() {
    return work.desk();
  }

  /// Whether an objection at this notice can be recorded now and by this person.
  boolean hears(PostingRow row) {
    boolean up = row.task() == Task.HANGS || row.task() == Task.TAKE_DOWN;
    return up && work.hearsObjections();
  }

  void refresh() {
    latest.read(
        work::rows,
        found -> {
          @Nullable PostingRow was = selected.get();
          if (!rows.equals(found)) rows.setAll(found);
          open.set((int) found.stream().filter(r -> r.task().isOpen()).count());
          selected.set(
              found.stream()
                  .filter(r -> was != null && r.id().equals(was.id()))
                  .findFirst()
                  .orElse(found.isEmpty() ? null : found.getFirst()));
        },
        this::failed);
  }

  void choose(@Nullable PostingRow row) {
    selected.set(row);
  }

  /// It hangs.
  ///
  /// @param byHand somebody says that the photo shows this notice, where no code was read
  /// @param refused told what stands in the way; nothing typed is lost by that
  void posted(UUID id, String place, Path photo, boolean byHand, Asker refused) {
    perform(() -> work.posted(id, place, photo, byHand), refused);
  }

  /// It came down.
  void removed(UUID id, Path photo, boolean byHand, Asker refused) {
    perform(() -> work.removed(id, photo, byHand), refused);
  }

  /// Somebody objects.
  void objected(UUID id, String who, String words, Optional<Path> paper, Asker refused) {
    perform(() -> work.objected(id, who, words, paper), refused);
  }

  /// The card a deed was asked from.
  ///
  /// @param refused what stands in the way; the card stays open
  /// @param closed the deed is done
  record Asker(Consumer<List<Message>> refused, Runnable closed) {}

  private void perform(Callable<PostingWork.Result> deed, Asker asker) {
    if (busy.get()) return;
    busy.set(true);
    trouble.set("");
    background.run(
        deed,
        result -> {
          busy.set(false);
          switch (result) {
            case PostingWork.Result.Done(Message words) -> {
              asker.closed().run();
              done.set(words);
              refresh();
            }
            case PostingWork.Result.Refused(List<Message> why) -> asker.refused().accept(why);
          }
        },
        this::failed);
  }

  /// Photographs file themselves by the code on the notice; those that cannot are named.
  void take(List<Path> photos) {
    if (busy.get() || photos.isEmpty()) return;
    busy.set(true);
    trouble.set("");
    background.run(
        BATCH,
        () -> work.take(photos),
        results -> {
          busy.set(false);
          var why = new ArrayList<Message>();
          int filed = 0;
          for (PostingWork.Result r : results) {
            if (r instanceof PostingWork.Result.Refused(List<Message> reasons)) why.addAll(reasons);
            else filed++;
          }
          left.set(List.copyOf(why));
          if (filed > 0) done.set(Message.of("postings.done.taken", filed));
          refresh();
        },
        cause -> {
          failed(cause);
          refresh(); // those filed before it broke off
        });
  }

  void failed(Throwable cause) {
    busy.set(false);
    trouble.set(Words.troubleCode(cause));
  }
}
