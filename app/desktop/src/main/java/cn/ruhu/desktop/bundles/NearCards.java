package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The two cards of a meeting with a machine beside this one: wait for a colleague's bundles, hand
/// own ones over. What a card does ends when the card is closed, or covered by the lock.
public final class NearCards {
  private final Kit kit;
  private final Nearby nearby;
  private final Exporting exporting;

  public NearCards(Kit kit, Nearby nearby, Exporting exporting) {
    this.kit = kit;
    this.nearby = nearby;
    this.exporting = exporting;
  }

  /// The button that opens the first card.
  ///
  /// @param after called when something came
  Button receive(Runnable after) {
    return Buttons.with(
        Icon.DEVICES,
        Buttons.plain("bundles-receive", kit.t("bundles.receive"), () -> waiting(after)));
  }

  /// The button that opens the second card.
  ///
  /// @param after called when something went, or receipts came
  Button handOver(Runnable after) {
    return Buttons.with(
        Icon.SEND,
        Buttons.plain("bundles-handover", kit.t("bundles.handover"), () -> handing(after)));
  }

  private void waiting(Runnable after) {
    var model = new ReceiveViewModel(nearby, kit.background(), kit.now(), after);
    var code = new Label();
    code.setId("receive-code");
    code.getStyleClass().addAll("near-code", "digits");
    model.code.subscribe(c -> {
      code.setText(c);
      code.setAccessibleText(kit.t("bundles.receive.code", String.join(" ", c.split(""))));
      Nodes.shown(code, !c.isEmpty());
    });
    var where = hint("bundles.receive.address");
    var addresses = new Label();
    addresses.setId("receive-addresses");
    addresses.getStyleClass().addAll("near-address", "digits");
    model.addresses.subscribe(addresses::setText);
    var place = new VBox(where, addresses);
    model.code.subscribe(c -> Nodes.shown(place, !c.isEmpty()));
    var again = Buttons.plain("receive-again", kit.t("bundles.receive.again"), model::again);
    model.shut.subscribe(yes -> {
      Nodes.shown(again, yes);
      if (yes) again.requestFocus();
    });
    var foot = new Bar(10, said("receive-left", model.left), again);
    foot.setAlignment(Pos.CENTER_LEFT);
    var bar = bar("receive-progress", model.progress);
    model.met.subscribe(yes -> Nodes.shown(bar, yes));
    var body =
        new VBox(
            words("bundles.receive.how"),
            code,
            place,
            said("receive-now", model.now),
            bar,
            ExportPane.line(kit, "receive-told", Icon.CHECK_CIRCLE, "inline-told", model.told),
            ExportPane.line(kit, "receive-problem", Icon.WARNING, "inline-trouble", model.problem),
            foot);
    body.setId("receive");
    card("bundles.receive.title", body, "bundles.receive.close", model::open, model::close);
  }

  /// What is done there begins and ends with the card's being seen.
  private void card(String title, VBox body, String leave, Runnable seen, Runnable gone) {
    body.getStyleClass().add("near");
    body.sceneProperty().subscribe(scene -> (scene == null ? gone : seen).run());
    kit.dialogs().read(kit.t(title), body, List.of(Dialogs.Act.plain(kit.t(leave), () -> {})));
  }

  private void handing(Runnable after) {
    var model = new HandOverViewModel(nearby, exporting, kit.background(), after);
    VBox typing = typing(model);
    VBox met = met(model);
    var stop = Buttons.plain("handover-stop", kit.t("bundles.handover.stop"), model::stop);
    var running = new Bar(10, bar("handover-progress", model.progress), stop);
    running.setAlignment(Pos.CENTER_LEFT);
    model.phase.subscribe(p -> {
      boolean there = typing.isFocusWithin();
      boolean back = running.isFocusWithin() || met.isFocusWithin();
      boolean runs = p == HandOverViewModel.Phase.CALLING || p == HandOverViewModel.Phase.SENDING;
      Nodes.shown(typing, p == HandOverViewModel.Phase.TYPING);
      Nodes.shown(met, p == HandOverViewModel.Phase.MET);
      Nodes.shown(running, runs);
      if (p == HandOverViewModel.Phase.MET) met.lookup("#handover-send").requestFocus();
      else if (runs && there) stop.requestFocus();
      else if (p == HandOverViewModel.Phase.TYPING && back)
        typing
            .lookup(model.addressNext ? "#handover-address-input" : "#handover-code-input")
            .requestFocus();
    });
    var body =
        new VBox(
            words("bundles.handover.how"),
            said("handover-waits", model.waits),
            typing,
            met,
            said("handover-now", model.now),
            running,
            ExportPane.line(kit, "handover-told", Icon.CHECK_CIRCLE, "inline-told", model.told),
            ExportPane.line(
                kit, "handover-problem", Icon.WARNING, "inline-trouble", model.problem));
    body.setId("handover");
    card("bundles.handover.title", body, "bundles.handover.close", model::open, model::close);
  }

  private VBox typing(HandOverViewModel model) {
    var fields = new Fields(kit);
    Field code = fields.text("handover-code", kit.t("bundles.handover.code"));
    code.onEnter(model::connect).valueProperty().bindBidirectional(model.code);
    model.codeProblem.subscribe(m -> code.problem(m == null ? null : kit.text().of(m)));
    Field address = fields.text("handover-address", kit.t("bundles.handover.address"));
    address.hint(kit.t("bundles.handover.address.hint"));
    address.onEnter(model::connect).valueProperty().bindBidirectional(model.address);
    model.addressProblem.subscribe(m -> address.problem(m == null ? null : kit.text().of(m)));
    var connect =
        Buttons.main("handover-connect", kit.t("bundles.handover.connect"), model::connect);
    return new VBox(14, code, address, connect);
  }

  private VBox met(HandOverViewModel model) {
    var send =
        Buttons.with(
            Icon.SEND, Buttons.main("handover-send", kit.t("bundles.handover.send"), model::send));
    var no = Buttons.plain("handover-no", kit.t("bundles.handover.no"), model::stop);
    var who = said("handover-who", model.who);
    who.getStyleClass().add("near-who");
    return new VBox(14, who, new Bar(10, send, no));
  }

  private Label words(String key) {
    var label = new Label(kit.t(key));
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private Label hint(String key) {
    var label = words(key);
    label.getStyleClass().add("hint");
    return label;
  }

  private Label said(String id, ObservableValue<@Nullable Message> message) {
    var label = new Label();
    label.setId(id);
    label.setWrapText(true);
    HBox.setHgrow(label, Priority.ALWAYS);
    message.subscribe(m -> {
      label.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(label, m != null);
    });
    return label;
  }

  private Node bar(String id, ObservableValue<Number> progress) {
    var bar = new ProgressBar();
    bar.setId(id);
    bar.setAccessibleText(kit.t("bundles.progress"));
    bar.progressProperty().bind(progress);
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    return bar;
  }
}
