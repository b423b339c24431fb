package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.wire.Badge;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// Where the second investigator signs in by his badge: its QR, read by a gun that types or by a
/// camera, and the PIN. Where the badge is locked on this machine, what is read to the helpdesk and
/// where its answer goes. The code is typed covered, like a password: whoever saw it had half of a
/// signature.
final class BadgeBox {
  /// wide enough to aim by
  private static final double PICTURE = 320;

  private final Kit kit;
  private final Partner partner;
  private final BadgeEye eye;
  private final VBox box = new VBox();
  private final Field code;
  private final Field pin;
  private final ImageView picture = new ImageView();
  private final Label seen = hint("");
  private Subscription listening = Subscription.EMPTY;
  private Runnable ending = () -> {};

  BadgeBox(Kit kit, Partner partner, BadgeEye eye) {
    this.kit = kit;
    this.partner = partner;
    this.eye = eye;
    var fields = new Fields(kit);
    code = fields.password("visit-badge-code", kit.t("visit.badge.code")).columns(30);
    code.hint(kit.t("visit.badge.code.hint"));
    pin = fields.password("visit-badge-pin", kit.t("visit.badge.pin")).columns(12);
    code.onEnter(pin::focus);
    picture.setId("visit-badge-picture");
    picture.setPreserveRatio(true);
    picture.setFitWidth(PICTURE);
    seen.setId("visit-badge-seen");
    lookAway();
    pin.onEnter(this::sign);
    box.getStyleClass().add("form");
    box.setId("visit-badge");
  }

  VBox node() {
    return box;
  }

  /// Shows what is due now; a lock is looked for.
  ///
  /// @return what ends listening
  Runnable show() {
    listening = partner.locked.subscribe(this::fill);
    partner.lookAtBadge();
    return () -> {
      listening.unsubscribe();
      clear();
    };
  }

  void focus() {
    code.focus();
  }

  private void clear() {
    lookAway();
    code.valueProperty().set("");
    pin.valueProperty().set("");
  }

  /// A gun that reads twice types the code where the PIN goes: it is put where it belongs.
  private void sign() {
    String said = pin.value();
    if (Badge.isMeant(said)) {
      pin.valueProperty().set("");
      code.valueProperty().set(said);
      return;
    }
    String scanned = code.value();
    char[] typed = said.toCharArray();
    pin.valueProperty().set("");
    partner.byBadge(scanned, typed);
  }

  private void fill(String challenge) {
    if (!challenge.isEmpty()) {
      clear();
      locked(challenge);
      return;
    }
    Button sign =
        Buttons.large(Buttons.main("visit-badge-sign", kit.t("visit.badge.sign"), this::sign));
    Button look =
        Buttons.large(Buttons.plain("visit-badge-look", kit.t("visit.badge.look"), this::look));
    var acts = new Bar(sign, look);
    acts.setAlignment(Pos.CENTER_LEFT);
    acts.getStyleClass().add("row");
    box.getChildren().setAll(code, picture, seen, pin, acts, hint(kit.t("visit.badge.hint")));
  }

  /// The QR is held before the camera; the first that is one of a badge ends it.
  private void look() {
    lookAway();
    say(kit.t("visit.badge.look.words"));
    ending =
        eye.watch(
            new BadgeEye.Watcher() {
              @Override
              public void picture(Pixels now) {
                picture.setImage(now.image());
                Nodes.shown(picture, true);
              }

              @Override
              public void code(String text) {
                if (!Badge.isMeant(text)) {
                  say(kit.t("visit.badge.look.other"));
                  return;
                }
                lookAway();
                code.valueProperty().set(text);
                pin.focus();
              }

              @Override
              public void blind() {
                picture.setImage(null);
                Nodes.shown(picture, false);
                say(kit.t("visit.badge.look.blind"));
              }
            });
  }

  private void say(String words) {
    seen.setText(words);
    Nodes.shown(seen, true);
  }

  private void lookAway() {
    ending.run();
    ending = () -> {};
    picture.setImage(null);
    Nodes.shown(picture, false);
    Nodes.shown(seen, false);
  }

  private void locked(String challenge) {
    var words = hint(kit.t("visit.badge.locked.words"));
    words.setGraphic(Icon.WARNING.node());
    var spoken = new Label(challenge);
    spoken.setId("visit-badge-challenge");
    spoken.getStyleClass().addAll("headline", "seal-number");
    Field answer =
        new Fields(kit).text("visit-badge-answer", kit.t("visit.badge.answer")).columns(14);
    Runnable unlock = () -> partner.unlock(answer.value());
    answer.onEnter(unlock);
    Button act =
        Buttons.large(Buttons.plain("visit-badge-unlock", kit.t("visit.badge.unlock"), unlock));
    var acts = new Bar(act);
    acts.setAlignment(Pos.CENTER_LEFT);
    acts.getStyleClass().add("row");
    box.getChildren().setAll(words, spoken, answer, acts);
  }

  private static Label hint(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add("hint");
    return label;
  }
}
