package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;

/// A signature: the pad opens on a press, what was signed is shown small.
final class SignatureControl implements AnswerControl {
  private static final int HEIGHT = 72;

  private final Kit kit;
  private final SurveyModel model;
  private final Attachments attachments;
  private final String path;
  private final VBox box = new VBox();
  private final ImageView picture = new ImageView();
  private final Button sign;
  private final String id;
  private String address = "";

  SignatureControl(
      Kit kit, SurveyModel model, Question question, Attachments attachments, String id) {
    this.kit = kit;
    this.model = model;
    this.attachments = attachments;
    this.path = question.path();
    this.id = id;
    box.getStyleClass().add("signature");
    picture.setFitHeight(HEIGHT);
    picture.setPreserveRatio(true);
    sign =
        Buttons.with(
            Icon.SIGNATURE, Buttons.plain(id + "-input", kit.t("forms.sign.open"), this::open));
    box.getChildren().addAll(picture, sign);
  }

  private void open() {
    var pad = new SignaturePad(id + "-pad", kit.t("forms.sign.pad"), kit.now());
    Button keep =
        Buttons.large(
            Buttons.main(
                id + "-keep",
                kit.t("forms.sign.keep"),
                () -> attachments.sign(path, pad.strokes(), this::kept)));
    keep.disableProperty().bind(pad.signedProperty().not());
    Button again =
        Buttons.large(Buttons.plain(id + "-again", kit.t("forms.sign.again"), pad::clear));
    Button close =
        Buttons.large(Buttons.quiet(id + "-close", kit.t("forms.sign.close"), this::shut));
    var acts = new Bar(keep, again, close);
    acts.getStyleClass().add("row");
    pad.signedProperty()
        .subscribe(signed -> {
          if (signed) keep.requestFocus();
        });
    box.getChildren().setAll(pad, acts);
    close.requestFocus();
  }

  private void kept(String fresh) {
    model.answer(path, fresh);
    shut();
  }

  private void shut() {
    box.getChildren().setAll(picture, sign);
    sign.requestFocus();
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question now, boolean open) {
    Nodes.shown(sign, open);
    sign.setText(kit.t(now.value().isEmpty() ? "forms.sign.open" : "forms.sign.anew"));
    boolean there = !now.value().isEmpty();
    Nodes.shown(picture, there);
    if (there && !now.value().equals(address)) {
      address = now.value();
      attachments.thumbnail(address, picture::setImage);
    }
  }

  @Override
  public void focus() {
    sign.requestFocus();
  }
}
