package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.CodeLadder;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.survey.Question;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javax.imageio.ImageIO;

/// A code: typed, or typed by a gun for codes, or a QR code read from a picture of it.
final class CodeControl implements AnswerControl {
  private final Kit kit;
  private final SurveyModel model;
  private final String path;
  private final TypedControl typed;
  private final Bar box;
  private final Button picture;
  private final Label problem = new Label();

  CodeControl(Kit kit, SurveyModel model, Question question, String id) {
    this.kit = kit;
    this.model = model;
    this.path = question.path();
    typed = new TypedControl(kit, model, question, id);
    picture =
        Buttons.with(
            Icon.QR_CODE, Buttons.plain(id + "-picture", kit.t("forms.code.read"), this::choose));
    problem.getStyleClass().add("field-problem");
    problem.setWrapText(true);
    Nodes.shown(problem, false);
    box = new Bar(typed.node(), picture, problem);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("row");
  }

  private void choose() {
    List<Path> chosen =
        kit.pictures()
            .choose(
                kit.t("forms.code.choose"), kit.t("forms.code.kind"), box.getScene().getWindow());
    if (chosen.isEmpty()) return;
    Path file = chosen.getFirst();
    Nodes.shown(problem, false);
    Runnable ended = model.await();
    kit.background()
        .run(
            () -> read(file),
            code -> {
              ended.run();
              found(code);
            },
            _ -> {
              ended.run();
              failed("forms.code.unreadable");
            });
  }

  private static Optional<String> read(Path file) throws IOException {
    if (Files.size(file) > ImageProbe.BYTES_MAX) return Optional.empty();
    byte[] bytes = Files.readAllBytes(file);
    if (!(ImageProbe.probe(bytes) instanceof ImageProbe.Picture)) return Optional.empty();
    var image = ImageIO.read(new ByteArrayInputStream(bytes));
    if (image == null) return Optional.empty();
    return CodeLadder.climb(GrayRaster.of(image), _ -> CodeCheck.Verdict.OURS).stream()
        .map(FoundCode::text)
        .findFirst();
  }

  private void found(Optional<String> code) {
    if (code.isEmpty()) failed("forms.code.none");
    else model.answer(path, code.get().strip());
  }

  private void failed(String key) {
    problem.setText(kit.t(key));
    Nodes.shown(problem, true);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question now, boolean open) {
    typed.show(now, open);
    Nodes.shown(picture, open);
  }

  @Override
  public void focus() {
    typed.focus();
  }
}
