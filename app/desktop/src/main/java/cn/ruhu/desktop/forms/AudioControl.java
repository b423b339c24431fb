package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Recording;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Sound;
import cn.ruhu.survey.Question;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A sound: recorded here, where that is allowed, or a file that was made elsewhere; listened to,
/// taken off again. A recording that is under way is kept when its question leaves the screen.
///
/// Ids for tests: `<id>-input` attaches a file, `<id>-record`, `<id>-stop`, `<id>-play`,
/// `<id>-off`, words in `<id>-sound`.
final class AudioControl implements AnswerControl {
  private static final Duration TICK = Duration.ofMillis(500);

  /// A recording ends by itself; a machine that slept meanwhile must not cost it.
  private static final Duration RECORDED = Duration.ofHours(24);

  /// longest sound that is played
  private static final Duration PLAYED = Duration.ofHours(6);

  private final Kit kit;
  private final SurveyModel model;
  private final Attachments attachments;
  private final String path;
  private final VBox box = new VBox();
  private final Label name = new Label();
  private final Label words = new Label();
  private final Button record;
  private final Button stop;
  private final Button play;
  private final Button file;
  private final Button off;
  private Optional<Recording> running = Optional.empty();
  private boolean recording;
  private String address = "";
  private boolean open;

  AudioControl(Kit kit, SurveyModel model, Question question, Attachments attachments, String id) {
    this.kit = kit;
    this.model = model;
    this.attachments = attachments;
    this.path = question.path();
    name.getStyleClass().add("question-value");
    words.setId(id + "-sound");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.getStyleClass().add("hint");
    record = button(Icon.MICROPHONE, id + "-record", "forms.sound.record", this::record);
    stop = button(Icon.STOP, id + "-stop", "forms.sound.stop", this::stop);
    play = button(Icon.PLAY, id + "-play", "forms.sound.play", this::play);
    file =
        button(
            Icon.ATTACH_FILE,
            id + "-input",
            "forms.file.audio",
            () -> attachments.attach(path, question.look().accepts()));
    off =
        Buttons.icon(
            id + "-off", Icon.CLOSE, kit.t("forms.file.remove"), () -> model.answer(path, ""));
    var row = new Bar(name, play, off, record, stop, file);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("row");
    box.getStyleClass().add("sound");
    box.getChildren().setAll(row, words);
    say("");
    box.sceneProperty()
        .subscribe((was, now) -> {
          if (was != null && now == null) stop();
        });
  }

  private Button button(Icon icon, String id, String words, Runnable act) {
    return Buttons.with(icon, Buttons.plain(id, kit.t(words), act));
  }

  private void say(String text) {
    words.setText(text);
    Nodes.shown(words, !text.isEmpty());
  }

  private void record() {
    if (running.isPresent()) return;
    Optional<Sound.Microphone> microphone = attachments.sound().microphone();
    if (microphone.isEmpty()) {
      say(kit.t("forms.sound.none"));
      file.requestFocus();
      return;
    }
    var now = new Recording();
    begin(now, true);
    Runnable ended = model.await();
    BiConsumer<byte[], String> kept = attachments.recorder(path);
    kit.background()
        .run(
            RECORDED,
            () -> now.record(microphone.get()),
            wav -> {
              ended.run();
              end();
              if (wav.isPresent())
                kept.accept(
                    wav.get(),
                    kit.t("forms.sound.name", Show.shortMinute(kit.now().instant()), time(now)));
              else say(kit.t("forms.sound.nothing"));
            },
            _ -> {
              ended.run();
              end();
              say(kit.t("forms.sound.nothing"));
            });
    tick(now);
    stop.requestFocus();
  }

  private void begin(Recording now, boolean records) {
    running = Optional.of(now);
    recording = records;
    buttons();
  }

  private void end() {
    running = Optional.empty();
    say("");
    buttons();
  }

  private static String time(Recording r) {
    return "%d:%02d".formatted(r.seconds() / 60, r.seconds() % 60);
  }

  private void tick(Recording now) {
    if (running.filter(now::equals).isEmpty()) return;
    say(kit.t("forms.sound.recording", time(now), Recording.SECONDS_MAX / 60));
    kit.background().after(TICK, () -> tick(now));
  }

  private void stop() {
    running.ifPresent(Recording::stop);
  }

  private void play() {
    if (running.isPresent() || address.isEmpty()) return;
    attachments.read(address, this::play);
  }

  /// A file that cannot be read never comes here: the buttons stay as they were.
  private void play(byte[] bytes) {
    if (running.isPresent()) return;
    var now = new Recording();
    begin(now, false);
    kit.background()
        .run(
            PLAYED,
            () -> now.play(attachments.sound(), bytes),
            played -> {
              end();
              if (played != Recording.Played.HEARD) say(kit.t("forms.sound." + played));
            },
            _ -> {
              end();
              say(kit.t("forms.sound.UNKNOWN"));
            });
  }

  private void buttons() {
    boolean there = !address.isEmpty();
    boolean busy = running.isPresent();
    Nodes.shown(name, there);
    Nodes.shown(play, there && !busy);
    Nodes.shown(stop, busy);
    Nodes.shown(off, there && open && !busy);
    Nodes.shown(record, open && !busy && !there && attachments.records());
    Nodes.shown(file, open && !(busy && recording));
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question now, boolean isOpen) {
    open = isOpen;
    boolean other = !now.value().equals(address);
    address = now.value();
    buttons();
    if (!other || address.isEmpty()) return;
    name.setText(kit.t("forms.file.there"));
    attachments.name(address, name::setText);
  }

  @Override
  public void focus() {
    for (Button b : new Button[] {record, play, stop, file})
      if (b.isVisible()) {
        b.requestFocus();
        return;
      }
  }
}
