package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;

/// Pictures of a question: small ones side by side, a button that adds, a cross that takes one off
/// the answer (its bytes stay until the visit is sealed).
final class PhotoControl implements AnswerControl {
  private static final int SIDE = 104;

  private final Kit kit;
  private final Attachments attachments;
  private final String path;
  private final FlowPane box = new FlowPane();
  private final Button add;
  private final Label hint = new Label();
  private List<String> addresses = List.of();
  private boolean isOpen;

  PhotoControl(Kit kit, Question question, Attachments attachments, String id) {
    this.kit = kit;
    this.attachments = attachments;
    this.path = question.path();
    box.getStyleClass().add("photos");
    add =
        Buttons.with(
            Icon.ADD_A_PHOTO,
            Buttons.plain(
                id + "-input", kit.t(attachments.pickWords()), () -> attachments.pick(path)));
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    box.getChildren().addAll(add, hint);
  }

  private Node picture(String address) {
    var view = new ImageView();
    view.setFitHeight(SIDE);
    view.setFitWidth(SIDE);
    view.setPreserveRatio(true);
    attachments.thumbnail(address, view::setImage);
    var frame = new StackPane(view);
    frame.getStyleClass().add("photo");
    frame.setMinSize(SIDE + 8, SIDE + 8);
    if (isOpen) {
      Button off =
          Buttons.icon(
              "", Icon.CLOSE, kit.t("forms.photo.remove"), () -> attachments.remove(path, address));
      off.getStyleClass().add("small");
      StackPane.setAlignment(off, Pos.TOP_RIGHT);
      frame.getChildren().add(off);
    }
    return frame;
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question now, boolean open) {
    List<String> fresh = attachments.pictures(path);
    Nodes.shown(add, open);
    String why = attachments.pickHint();
    add.setText(kit.t(attachments.pickWords()));
    hint.setText(why.isEmpty() ? "" : kit.t(why));
    Nodes.shown(hint, open && !why.isEmpty());
    if (fresh.equals(addresses) && open == isOpen) return;
    addresses = fresh;
    isOpen = open;
    boolean here = add.isFocused();
    var nodes = new ArrayList<Node>();
    for (String a : fresh) nodes.add(picture(a));
    nodes.addAll(List.of(add, hint));
    box.getChildren().setAll(nodes);
    if (here) add.requestFocus(); // a button that is put in anew lost the keyboard
  }

  @Override
  public void focus() {
    add.requestFocus();
  }
}
