package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.Attachments;
import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.desktop.kit.Kit;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
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
  public void thumbnail(String address, Consumer<Image> shown) {
    model.bytes(
        address,
        bytes ->
            shown.accept(
                new Image(new ByteArrayInputStream(bytes), THUMBNAIL, THUMBNAIL, true, true)));
  }
}
