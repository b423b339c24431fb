package cn.ruhu.desktop.questionnaires;

import cn.ruhu.desktop.forms.Attachments;
import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Sound;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.survey.Answer;
import cn.ruhu.wire.Protocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.image.Image;

/// Pictures, files, recordings and signatures of a questionnaire beside a case. Each is on the disk
/// before it is an answer. Window thread only.
final class FillingFiles implements Attachments {
  private static final int THUMBNAIL = 240;

  private final Kit kit;
  private final Desk desk;
  private final Filling filling;
  private final Node owner;
  private final Consumer<Throwable> failed;
  private final Sound sound = Sound.machine();

  /// names of files chosen since this was opened
  private final Map<String, String> names = new HashMap<>();

  /// @param failed hears what could not be read or kept
  FillingFiles(Kit kit, Desk desk, Filling filling, Node owner, Consumer<Throwable> failed) {
    this.kit = kit;
    this.desk = desk;
    this.filling = filling;
    this.owner = owner;
    this.failed = failed;
  }

  @Override
  public void pick(String path) {
    List<Path> chosen =
        kit.pictures()
            .choose(
                kit.t("questionnaires.photo.choose"),
                kit.t("questionnaires.photo.kind"),
                owner.getScene().getWindow());
    for (Path file : chosen)
      keep(
          () -> picture(file),
          address -> {
            var all = new ArrayList<>(pictures(path));
            if (!all.contains(address)) all.add(address);
            pictures(path, all);
          });
  }

  private String picture(Path file) throws Exception {
    if (Files.size(file) > ImageProbe.BYTES_MAX) throw new IOException("too large");
    byte[] bytes = Files.readAllBytes(file);
    return switch (ImageProbe.probe(bytes)) {
      case ImageProbe.Picture p -> desk.store().files().put(bytes, filling.application(), p.mime());
      case ImageProbe.Refused(ImageProbe.Reason why) -> throw new IOException("no picture " + why);
    };
  }

  private void pictures(String path, List<String> all) {
    boolean before = filling.early.put(path, all) != null;
    boolean taken = filling.survey.answer(path, String.join(" ", all)) instanceof Answer.Answered;
    if (taken) filling.early.remove(path);
    if (before || !taken) filling.log.pictures(filling.early);
  }

  /// Brings a file to the disk; until it is there its answer is still to come.
  private void keep(Callable<String> work, Consumer<String> then) {
    Runnable ended = filling.survey.await();
    kit.background()
        .run(
            work,
            address -> {
              ended.run();
              then.accept(address);
            },
            cause -> {
              ended.run();
              failed.accept(cause);
            });
  }

  @Override
  public void remove(String path, String address) {
    pictures(path, pictures(path).stream().filter(a -> !a.equals(address)).toList());
  }

  @Override
  public List<String> pictures(String path) {
    List<String> waits = filling.early.get(path);
    if (waits != null) return waits;
    String value = filling.session().question(path).map(q -> q.value()).orElse("");
    return value.isEmpty() ? List.of() : Arrays.asList(value.split(" ", -1));
  }

  @Override
  public void sign(String path, Strokes strokes, Consumer<String> kept) {
    String about = String.join("\n", "ruhu-signature-1", filling.key, path, desk.now().toString());
    keep(
        () -> desk.store().files().put(strokes.png(about), filling.application(), "image/png"),
        kept);
  }

  @Override
  public void attach(String path, String accepts) {
    List<Path> chosen =
        kit.pictures()
            .any(
                kit.t("questionnaires.file.choose"),
                kit.t("questionnaires.file.kind"),
                List.of(),
                owner.getScene().getWindow());
    if (chosen.isEmpty()) return;
    Path file = chosen.getFirst();
    keep(
        () -> {
          if (Files.size(file) > Protocol.FILE_BYTES_MAX) throw new IOException("too large");
          String found = Files.probeContentType(file);
          String mime = found == null ? "application/octet-stream" : found;
          return desk.store().files().put(Files.readAllBytes(file), filling.application(), mime);
        },
        address -> named(path, address, String.valueOf(file.getFileName())));
  }

  private void named(String path, String address, String name) {
    names.put(address, name);
    filling.survey.answer(path, address);
  }

  @Override
  public void name(String address, Consumer<String> shown) {
    String name = names.get(address);
    if (name != null) shown.accept(name);
  }

  @Override
  public void thumbnail(String address, Consumer<Image> shown) {
    read(
        address,
        bytes ->
            shown.accept(
                new Image(new ByteArrayInputStream(bytes), THUMBNAIL, THUMBNAIL, true, true)));
  }

  @Override
  public Sound sound() {
    return sound;
  }

  @Override
  public BiConsumer<byte[], String> recorder(String path) {
    return (wav, name) ->
        keep(
            () -> desk.store().files().put(wav, filling.application(), "audio/wav"),
            address -> named(path, address, name));
  }

  @Override
  public void read(String address, Consumer<byte[]> bytes) {
    kit.background().run(() -> desk.store().files().bytes(address), bytes, failed);
  }
}
