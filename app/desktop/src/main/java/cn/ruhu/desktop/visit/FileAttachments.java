package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.Attachments;
import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.kit.Sound;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.image.Image;

/// Pictures from the camera of this machine, else from the disk; signatures from the pad.
final class FileAttachments implements Attachments {
  private static final int THUMBNAIL = 240;

  private final Kit kit;
  private final VisitViewModel model;
  private final Node owner;
  private final ShotModel shots;
  private final Sound sound = Sound.machine();

  FileAttachments(Kit kit, VisitViewModel model, ShotModel shots, Node owner) {
    this.kit = kit;
    this.shots = shots;
    this.model = model;
    this.owner = owner;
  }

  @Override
  public void pick(String path) {
    if (shots.here.get()) {
      new ShotCard(kit, shots, () -> choose(path)).open(path);
      return;
    }
    choose(path);
  }

  @Override
  public String pickWords() {
    return shots.here.get() ? "visit.photo.take" : "forms.photo.add";
  }

  @Override
  public String pickHint() {
    return shots.here.get() ? "" : "visit.photo.files";
  }

  private void choose(String path) {
    List<Path> chosen =
        kit.pictures()
            .choose(
                kit.t("visit.photo.choose"),
                kit.t("visit.photo.kind"),
                owner.getScene().getWindow());
    if (!chosen.isEmpty()) model.files().photos(path, chosen);
  }

  @Override
  public void remove(String path, String address) {
    model.files().removePhoto(path, address);
  }

  @Override
  public List<String> pictures(String path) {
    return model.files().pictures(path);
  }

  @Override
  public void sign(String path, Strokes strokes, Consumer<String> kept) {
    model.files().sign(path, strokes, kept);
  }

  @Override
  public void attach(String path, String accepts) {
    List<Path> chosen =
        kit.pictures()
            .any(
                kit.t("visit.file.choose"),
                kit.t("visit.file.kind"),
                endings(accepts),
                owner.getScene().getWindow());
    if (!chosen.isEmpty()) model.files().file(path, chosen.getFirst());
  }

  /// Endings among the media types a form wants; types without an ending let any file be chosen.
  private static List<String> endings(String accepts) {
    return Arrays.stream(accepts.split(",", -1))
        .map(String::strip)
        .filter(a -> a.startsWith("."))
        .map(a -> a.substring(1))
        .toList();
  }

  @Override
  public void name(String address, Consumer<String> shown) {
    String name = model.files().fileName(address);
    if (!name.isEmpty()) shown.accept(name);
  }

  @Override
  public void thumbnail(String address, Consumer<Image> shown) {
    Optional<PageRecipe> recipe = model.files().recipe(address);
    if (recipe.isEmpty()) model.files().made(address, FileAttachments::small, shown);
    else
      model
          .files()
          .made(
              address,
              bytes -> ShotEye.drawn(bytes, recipe.get(), THUMBNAIL),
              small -> small.map(Pixels::image).ifPresent(shown));
  }

  /// A picture as small as it is shown.
  static Image small(byte[] bytes) {
    return new Image(new ByteArrayInputStream(bytes), THUMBNAIL, THUMBNAIL, true, true);
  }

  @Override
  public Sound sound() {
    return sound;
  }

  /// Who is sent into a home never records; what the household hands over is attached (DOMAIN C23).
  @Override
  public boolean records() {
    return false;
  }

  @Override
  public BiConsumer<byte[], String> recorder(String path) {
    throw new IllegalStateException("a visit records no sound: " + path);
  }

  @Override
  public void read(String address, Consumer<byte[]> bytes) {
    model.files().bytes(address, bytes);
  }
}
