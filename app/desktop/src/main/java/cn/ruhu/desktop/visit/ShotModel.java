package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.pages.CornersModel;
import cn.ruhu.desktop.visit.ShotEye.Edges;
import cn.ruhu.desktop.visit.ShotEye.Taken;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.Shot;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.survey.Question;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Photographing for a question of the visit: aim, take, look at it, keep it or take it again. What
/// is kept are the camera's own bytes; how a paper is shown is a recipe beside them (decision
/// 0029). A photo in hand stays there until it is on the disk. Window thread only; camera, reading
/// and disk are elsewhere.
final class ShotModel {
  private final Background background;
  private final VisitViewModel visits;
  private final FieldCamera camera;

  /// this machine has a camera
  final BooleanProperty here = new SimpleBooleanProperty();

  /// the question photographed for, `""` while nobody photographs
  final StringProperty path = new SimpleStringProperty("");

  /// what is aimed at; null while nothing is seen
  final ObjectProperty<@Nullable Pixels> live = new SimpleObjectProperty<>();

  final ObjectProperty<CameraState> stands = new SimpleObjectProperty<>(CameraState.CLOSED);

  /// the photo in hand, null while aiming
  final ObjectProperty<@Nullable Taken> taken = new SimpleObjectProperty<>();

  /// taken, read or written just now
  final BooleanProperty busy = new SimpleBooleanProperty();

  /// what became of the last press, null for nothing to say
  final ObjectProperty<@Nullable Message> said = new SimpleObjectProperty<>();

  private FieldCamera.@Nullable Eye eye;

  /// it showed something since it was switched on
  private boolean saw;

  ShotModel(Background background, VisitViewModel visits, FieldCamera camera) {
    this.background = background;
    this.visits = visits;
    this.camera = camera;
  }

  /// Looks whether this machine has a camera now.
  void look() {
    camera.here(here::set);
  }

  /// Words of the question photographed for.
  String question() {
    return asked().map(Question::label).orElse("");
  }

  private Optional<Question> asked() {
    @Nullable Visit now = visits.visit.get();
    return now == null ? Optional.empty() : now.session().question(path.get());
  }

  /// Begins to photograph for a question.
  void begin(String question) {
    if (!path.get().isEmpty() || visits.visit.get() == null) return;
    said.set(null);
    saw = false;
    path.set(question);
    eye = camera.open(watcher());
  }

  private FieldCamera.Watcher watcher() {
    return new FieldCamera.Watcher() {
      @Override
      public void picture(Pixels seen) {
        if (stands.get() == CameraState.READY) live.set(seen);
      }

      @Override
      public void stands(CameraState now) {
        stands.set(now);
        saw |= now == CameraState.READY;
        if (now != CameraState.READY) live.set(null);
      }
    };
  }

  /// Off while nothing may be seen, on again after it; a photo in hand or on its way stays.
  void rest(boolean veiled) {
    if (path.get().isEmpty()) return;
    FieldCamera.@Nullable Eye now = eye;
    if (!veiled && now == null) eye = camera.open(watcher());
    if (!veiled || now == null || taken.get() != null || busy.get()) return;
    eye = null;
    now.end();
    live.set(null);
    stands.set(CameraState.CLOSED);
  }

  /// Puts the camera away; a photo in hand is left. One that never showed anything is none until
  /// somebody looks again.
  void end() {
    FieldCamera.@Nullable Eye was = eye;
    eye = null;
    if (was != null) was.end();
    boolean none = stands.get() != CameraState.OPENING && stands.get() != CameraState.CLOSED;
    if (was != null && !saw && none) here.set(false);
    path.set("");
    live.set(null);
    taken.set(null);
    busy.set(false);
    stands.set(CameraState.CLOSED);
  }

  private boolean isPaper() {
    return asked().map(q -> VisitPaper.isPaper(q.id())).orElse(false);
  }

  /// Takes one photo; with one in hand, keeps that and goes on for another of the same question.
  void shoot() {
    FieldCamera.@Nullable Eye now = eye;
    if (now == null || busy.get()) return;
    if (taken.get() != null) {
      keep(true);
      return;
    }
    busy.set(true);
    said.set(null);
    boolean paper = isPaper();
    now.shoot(shot -> {
      if (!now.equals(eye)) return; // put away meanwhile
      switch (shot) {
        case Shot.Missed(var why) -> {
          busy.set(false);
          said.set(Message.of("visit.camera.missed." + why));
        }
        case Shot.Taken(var frame) -> read(now, frame.jpeg(), paper);
      }
    });
  }

  private void read(FieldCamera.Eye mine, byte[] jpeg, boolean paper) {
    background.run(
        () -> ShotEye.look(jpeg, paper),
        seen -> {
          if (!mine.equals(eye)) return;
          busy.set(false);
          taken.set(seen.orElse(null));
          if (seen.isEmpty()) said.set(Message.of("visit.camera.missed.SPOILED"));
        },
        cause -> {
          if (mine.equals(eye)) failed(cause);
        });
  }

  /// Takes the photo in hand for no good: aims again.
  void again() {
    if (busy.get() || taken.get() == null) return;
    taken.set(null);
    said.set(null);
  }

  /// Keeps the photo in hand and closes, or goes on to the next view of the home.
  void keep() {
    keep(false);
  }

  private void keep(boolean more) {
    @Nullable Taken photo = taken.get();
    FieldCamera.@Nullable Eye mine = eye;
    if (photo == null || mine == null || busy.get()) return;
    busy.set(true);
    said.set(null);
    String question = path.get();
    visits
        .files()
        .shot(
            question,
            photo,
            () -> {
              if (mine.equals(eye)) kept(question, more);
            },
            why -> {
              if (!mine.equals(eye)) return;
              busy.set(false);
              said.set(why);
            });
  }

  private void kept(String question, boolean more) {
    busy.set(false);
    taken.set(null);
    @Nullable Visit now = visits.visit.get();
    Optional<Question> next = now == null ? Optional.empty() : Views.next(now, question);
    if (now != null && isBeyond(now, question)) end(); // the reason stands beside the question
    else if (more) said.set(Message.of("visit.camera.kept"));
    else if (next.isPresent()) {
      path.set(next.get().path());
      said.set(Message.of("visit.camera.kept"));
    } else end();
  }

  /// The answer has as many photos as the form takes; the last one waits beside it.
  private static boolean isBeyond(Visit now, String question) {
    boolean full = now.session().question(question).filter(q -> !q.value().isEmpty()).isPresent();
    return full && now.survey.refusal(question).isPresent();
  }

  // ---- how a paper is shown

  /// Between the edges that were found, or as the photo came.
  void edges() {
    @Nullable Taken photo = taken.get();
    if (photo == null || !photo.paper()) return;
    boolean plain = photo.recipe().corners().isEmpty();
    if (photo.found().corners().isEmpty()) return;
    PageRecipe to = plain ? photo.found() : photo.recipe().withFrame();
    show(photo, () -> to, plain ? Edges.FOUND : Edges.NONE);
  }

  /// A quarter clockwise.
  void turn() {
    @Nullable Taken photo = taken.get();
    if (photo == null || !photo.paper()) return;
    show(photo, () -> photo.recipe().turnedBy(1), photo.edges());
  }

  /// Corners a person set.
  void corners(CornersModel set) {
    @Nullable Taken photo = taken.get();
    if (photo == null || !photo.paper()) return;
    Corners to = set.corners();
    show(photo, () -> ShotEye.cut(photo, to, set.turns()), Edges.HAND);
  }

  /// The whole photo, to set corners on.
  Callable<Optional<Pixels>> whole(Taken photo, int turns) {
    return () -> ShotEye.whole(photo.jpeg(), turns);
  }

  private void show(Taken photo, Callable<PageRecipe> recipe, Edges edges) {
    FieldCamera.@Nullable Eye mine = eye;
    if (mine == null || busy.get()) return;
    busy.set(true);
    background.run(
        () -> {
          PageRecipe to = recipe.call();
          return ShotEye.drawn(photo.jpeg(), to).map(p -> photo.as(to, edges, p));
        },
        drawn -> {
          if (!mine.equals(eye)) return;
          busy.set(false);
          if (photo.equals(taken.get())) drawn.ifPresent(taken::set);
        },
        cause -> {
          if (mine.equals(eye)) failed(cause);
        });
  }

  private void failed(Throwable cause) {
    busy.set(false);
    said.set(
        Message.of("visit.camera.failed", Message.of("work.trouble." + Words.troubleCode(cause))));
  }
}
