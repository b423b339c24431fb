package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Files on their way into the answers of a visit: pictures, recordings, signatures, anything
/// attached. Each is on the disk before it is an answer. Window thread only.
final class VisitAttachments {
  private final Desk desk;
  private final Background background;
  private final Supplier<@Nullable Visit> visit;
  private final BooleanSupplier proven;
  private final ObservableList<Message> hindrances;
  private final Consumer<Throwable> failed;
  private final Consumer<Visit> arrived;
  private final Fresh fresh = new Fresh();

  /// @param visit the one in hand, null for none
  /// @param proven whether the second investigator is here
  /// @param hindrances what stands in the way is said there
  /// @param failed hears what the machine could not do
  /// @param arrived hears of whose visit a file came to its end, also one that was put aside
  VisitAttachments(
      Desk desk,
      Background background,
      Supplier<@Nullable Visit> visit,
      BooleanSupplier proven,
      ObservableList<Message> hindrances,
      Consumer<Throwable> failed,
      Consumer<Visit> arrived) {
    this.desk = desk;
    this.background = background;
    this.visit = visit;
    this.proven = proven;
    this.hindrances = hindrances;
    this.failed = failed;
    this.arrived = arrived;
  }

  /// Keeps pictures chosen from disk and adds them to the answer of a question; what is no picture
  /// is refused in words.
  void photos(String path, List<Path> chosen) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    keep(now, () -> all(now, chosen), many -> added(now, path, many), "");
  }

  /// Several pictures on their way to the disk, in the order they were chosen.
  ///
  /// @param kept one a picture, until the disk failed; empty for a file that cannot be read
  /// @param failed what the disk could not do; empty for nothing
  private record Many(List<Optional<VisitFiles.Kept>> kept, Optional<StoreException> failed) {}

  private Many all(Visit now, List<Path> chosen) {
    var kept = new ArrayList<Optional<VisitFiles.Kept>>();
    for (Path file : chosen)
      try {
        kept.add(Optional.of(VisitFiles.photo(desk.store(), now.application(), file, fresh::keep)));
      } catch (IOException _) {
        kept.add(Optional.empty());
      } catch (StoreException e) {
        return new Many(kept, Optional.of(e));
      }
    return new Many(kept, Optional.empty());
  }

  private void added(Visit now, String path, Many many) {
    var photos = new ArrayList<VisitFiles.Kept.Photo>();
    for (Optional<VisitFiles.Kept> one : many.kept())
      switch (one.orElse(null)) {
        case null -> hindrances.setAll(Message.of("visit.photo.UNREADABLE"));
        case VisitFiles.Kept.Photo photo -> photos.add(photo);
        case VisitFiles.Kept.Not(ImageProbe.Reason why) ->
            hindrances.setAll(Message.of("visit.photo." + why.name()));
      }
    List<String> to = Views.spread(now, path, photos.size());
    for (int i = 0; i < photos.size(); i++)
      now.addPhoto(to.get(i), photos.get(i).address(), photos.get(i).print());
    many.failed().ifPresent(failed);
  }

  /// Keeps a photo of the camera, its bytes as they came, and adds it to the answer of a question
  /// with how it is shown.
  ///
  /// @param kept it is on the disk
  /// @param lost it is not, and why: the photo is still in hand
  void shot(String path, ShotEye.Taken photo, Runnable kept, Consumer<Message> lost) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    Runnable ended = now.survey.await();
    background.run(
        () -> VisitFiles.photo(desk.store(), now.application(), photo.jpeg(), fresh::keep),
        made -> {
          ended.run();
          switch (made) {
            case VisitFiles.Kept.Photo(var address, var print) -> {
              now.shown(address, photo);
              now.addPhoto(path, address, print);
              kept.run();
            }
            case VisitFiles.Kept.Not(ImageProbe.Reason why) ->
                lost.accept(Message.of("visit.photo." + why.name()));
          }
          arrived.accept(now);
        },
        cause -> {
          ended.run();
          arrived.accept(now);
          lost.accept(
              Message.of(
                  "visit.camera.failed", Message.of("work.trouble." + Words.troubleCode(cause))));
        });
  }

  /// How a kept photo is shown; empty for one that is shown as it came.
  Optional<PageRecipe> recipe(String address) {
    @Nullable Visit now = visit.get();
    return now == null
        ? Optional.empty()
        : VisitFiles.recipe(now.draft.note(VisitFiles.RECIPE + address), now.file, address);
  }

  /// Keeps a file chosen from disk and makes it the answer of a question.
  void file(String path, Path chosen) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    keep(
        now,
        () -> VisitFiles.keep(desk.store(), now.application(), chosen),
        kept -> {
          if (kept.isEmpty()) hindrances.setAll(Message.of("visit.file.large"));
          else named(now, path, kept.get(), String.valueOf(chosen.getFileName()));
        },
        "visit.file.unreadable");
  }

  private static void named(Visit now, String path, String address, String name) {
    now.draft.note(VisitFiles.NAME + address, name);
    now.survey.answer(path, address);
  }

  /// Brings a file to the disk; until it is there its answer is still to come.
  ///
  /// @param unread what is said when the file cannot be read; empty for what has no file to read
  private <T> void keep(Visit now, Callable<T> work, Consumer<T> then, String unread) {
    Runnable ended = now.survey.await();
    background.run(
        work,
        made -> {
          ended.run();
          then.accept(made);
          arrived.accept(now);
        },
        cause -> {
          ended.run();
          arrived.accept(now);
          if (cause instanceof IOException && !unread.isEmpty())
            hindrances.setAll(Message.of(unread));
          else failed.accept(cause);
        });
  }

  /// What a kept file was called; empty when nobody knows.
  String fileName(String address) {
    @Nullable Visit now = visit.get();
    return now == null ? "" : now.draft.note(VisitFiles.NAME + address);
  }

  void removePhoto(String path, String address) {
    @Nullable Visit now = visit.get();
    if (now != null) now.removePhoto(path, address);
  }

  List<String> pictures(String path) {
    @Nullable Visit now = visit.get();
    return now == null ? List.of() : now.pictures(path);
  }

  /// The bytes of a kept file.
  void bytes(String address, Consumer<byte[]> read) {
    background.run(() -> desk.store().files().bytes(address), read, failed);
  }

  /// What is made of the bytes of a kept file; a photo of a camera is made small beside the window,
  /// which would stand still for it.
  ///
  /// @param make not on the window's thread
  <T> void made(String address, Function<byte[], T> make, Consumer<T> then) {
    background.run(
        () -> {
          byte[] here = fresh.take(address);
          return make.apply(here.length > 0 ? here : desk.store().files().bytes(address));
        },
        then,
        failed);
  }

  /// Photos that were kept a moment ago and are about to be shown small: deciphering a photo again
  /// takes as long as keeping it. Each is handed out once; at most a few lie in memory.
  /// Thread-safe.
  private static final class Fresh {
    private static final int PHOTOS_MAX = 4;
    private static final int BYTES_MAX = 12 << 20;
    private static final byte[] NOTHING = {};
    private final LinkedHashMap<String, byte[]> photos = new LinkedHashMap<>();

    synchronized void keep(String address, byte[] bytes) {
      if (bytes.length > BYTES_MAX) return;
      photos.put(address, bytes);
      while (photos.size() > PHOTOS_MAX) photos.remove(photos.firstEntry().getKey());
    }

    /// @return empty when it is not at hand
    synchronized byte[] take(String address) {
      byte[] bytes = photos.remove(address);
      return bytes == null ? NOTHING : bytes;
    }
  }

  /// A signature over the text that is shown now.
  void sign(String path, Strokes strokes, Consumer<String> kept) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    Question q = now.session().question(path).orElseThrow();
    if (q.id().equals("R10") && !proven.getAsBoolean()) {
      hindrances.setAll(Message.of("visit.second.first", now.pair.nameB()));
      return;
    }
    String hash = now.textHash(q);
    String about =
        String.join(
            "\n",
            "ruhu-signature-1",
            now.id().toString(),
            now.survey.key(q),
            hash,
            desk.now().toString());
    keep(
        now,
        () -> desk.store().files().put(strokes.png(about), now.application(), "image/png"),
        address -> {
          now.signed(q, hash, desk.now());
          kept.accept(address);
        },
        "");
  }
}
