package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.Attachments;
import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.desktop.kit.Kit;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.image.Image;

/// Pictures from the disk, signatures from the pad.
final class FileAttachments implements Attachments {
  private static final int THUMBNAIL = 240;

  private final Kit kit;
  private final VisitViewModel model;
  private final Node owner;

  FileAttachments(Kit kit, VisitViewModel model, Node owner) {
    this.kit = kit;
    this.model = model;
    this.owner = owner;
  }

  @Override
  public void pick(String path) {
    List<Path> chosen =
        kit.pictures()
            .choose(
                kit.t("visit.photo.choose"),
                kit.t("visit.photo.kind"),
                owner.getScene().getWindow());
    if (!chosen.isEmpty()) model.photos(path, chosen);
  }

  @Override
  public void remove(String path, String address) {
    model.removePhoto(path, address);
  }

  @Override
  public List<String> pictures(String path) {
    return model.pictures(path);
  }

  @Override
  public void sign(String path, Strokes strokes, Consumer<String> kept) {
    model.sign(path, strokes, kept);
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
    if (!chosen.isEmpty()) model.file(path, chosen.getFirst());
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
    String name = model.fileName(address);
    if (!name.isEmpty()) shown.accept(name);
  }

  @Override
  public void thumbnail(String address, Consumer<Image> shown) {
    model.bytes(
        address,
        bytes ->
            shown.accept(
                new Image(new ByteArrayInputStream(bytes), THUMBNAIL, THUMBNAIL, true, true)));
  }
}
