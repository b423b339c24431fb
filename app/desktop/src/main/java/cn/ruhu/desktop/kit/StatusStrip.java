package cn.ruhu.desktop.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The strip at the foot: who works here, whether the district is reachable, what still waits on
/// this machine, the devices, the lock. Offline is a state here, never a dialog.
public final class StatusStrip extends HBox {
  private final MenuButton person = new MenuButton();
  private final Button network;
  private final Button outbox;
  private final HBox devices = new HBox();
  private final HBox tools = new HBox();
  private final Map<String, Label> lamps = new LinkedHashMap<>();

  /// @param openJournal what a press on network or outbox does
  public StatusStrip(Runnable openJournal) {
    setId("status-strip");
    getStyleClass().add("status-strip");
    setAlignment(Pos.CENTER_LEFT);
    person.setId("status-person");
    person.setGraphic(Icon.PERSON.node());
    person.setMinWidth(Label.USE_PREF_SIZE);
    person.setPopupSide(Side.TOP);
    person.getStyleClass().addAll("flat", "small");
    network = Buttons.quiet("status-network", "", openJournal);
    outbox = Buttons.quiet("status-outbox", "", openJournal);
    network.getStyleClass().add("small");
    outbox.getStyleClass().add("small");
    devices.getStyleClass().add("status-devices");
    devices.setAlignment(Pos.CENTER_LEFT);
    tools.setAlignment(Pos.CENTER_RIGHT);
    var facts = new FlowPane(person, rule(), network, rule(), outbox, rule(), devices);
    facts.getStyleClass().add("status-facts");
    facts.setAlignment(Pos.CENTER_LEFT);
    facts.setMinWidth(0);
    facts.prefWrapLengthProperty().bind(facts.widthProperty());
    HBox.setHgrow(facts, Priority.ALWAYS);
    tools.setMinWidth(HBox.USE_PREF_SIZE);
    getChildren().addAll(facts, tools);
  }

  private static Separator rule() {
    return new Separator(Orientation.VERTICAL);
  }

  public void person(String words) {
    person.setText(words);
  }

  /// What the person may do with their own account: opened by a press on their name.
  public void menu(MenuItem... entries) {
    person.getItems().setAll(entries);
  }

  /// @param online whether the district answers
  public void network(String words, boolean online) {
    network.setText(words);
    network.setGraphic((online ? Icon.WIFI : Icon.WIFI_OFF).node());
    network.getStyleClass().removeAll("is-offline");
    if (!online) network.getStyleClass().add("is-offline");
  }

  public void outbox(String words, boolean empty) {
    outbox.setText(words);
    outbox.setGraphic((empty ? Icon.CLOUD_DONE : Icon.CLOUD_UPLOAD).node());
  }

  /// Shows or changes the lamp of a device.
  public void device(String id, String words, Lamps.State state, String why) {
    var lamp =
        lamps.computeIfAbsent(
            id,
            k -> {
              var made = Lamps.lamp(words, state, why);
              made.setId("status-device-" + k);
              devices.getChildren().add(made);
              return made;
            });
    Lamps.set(lamp, words, state, why);
  }

  /// Small acts at the right.
  public void tools(Node... nodes) {
    tools.getChildren().setAll(nodes);
  }
}
