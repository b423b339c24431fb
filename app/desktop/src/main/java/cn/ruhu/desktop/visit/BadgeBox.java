package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// Where the second investigator signs in by his badge: its QR, read by a gun that types or by a
/// camera, and the PIN. Where the badge is locked on this machine, what is read to the helpdesk and
/// where its answer goes. The code is typed covered, like a password: whoever saw it had half of a
/// signature.
final class BadgeBox {
  private final Kit kit;
  private final Partner partner;
  private final VBox box = new VBox();
  private final Field code;
  private final Field pin;
  private Subscription listening = Subscription.EMPTY;

  BadgeBox(Kit kit, Partner partner) {
    this.kit = kit;
    this.partner = partner;
    var fields = new Fields(kit);
    code = fields.password("visit-badge-code", kit.t("visit.badge.code")).columns(30);
    code.hint(kit.t("visit.badge.code.hint"));
    pin = fields.password("visit-badge-pin", kit.t("visit.badge.pin")).columns(12);
    code.onEnter(pin::focus);
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
    code.valueProperty().set("");
    pin.valueProperty().set("");
  }

  private void sign() {
    String scanned = code.value();
    char[] typed = pin.value().toCharArray();
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
    var acts = new Bar(sign);
    acts.setAlignment(Pos.CENTER_LEFT);
    box.getChildren().setAll(code, pin, acts, hint(kit.t("visit.badge.hint")));
  }

  private void locked(String challenge) {
    var words = hint(kit.t("visit.badge.locked.words"));
    words.setGraphic(Icon.WARNING.node());
    var spoken = new Label(challenge);
    spoken.setId("visit-badge-challenge");
    spoken.getStyleClass().add("seal-number");
    Field answer =
        new Fields(kit).text("visit-badge-answer", kit.t("visit.badge.answer")).columns(14);
    Runnable unlock = () -> partner.unlock(answer.value());
    answer.onEnter(unlock);
    Button act =
        Buttons.large(Buttons.plain("visit-badge-unlock", kit.t("visit.badge.unlock"), unlock));
    var acts = new Bar(act);
    acts.setAlignment(Pos.CENTER_LEFT);
    box.getChildren().setAll(words, spoken, answer, acts);
  }

  private static Label hint(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add("hint");
    return label;
  }
}
