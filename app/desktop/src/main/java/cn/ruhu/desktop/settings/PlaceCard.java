package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.device.place.Place;
import cn.ruhu.device.place.PlaceReceiver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The receiver of positions: its address, and one try that says how good the place is.
final class PlaceCard {
  private static final Duration ROOM = Duration.ofSeconds(15);

  private final Kit kit;
  private final Places places;
  private final Field address;
  private final Label said = new Label();
  private final Button test;
  private final AtomicBoolean left = new AtomicBoolean();
  private final VBox node;

  PlaceCard(Kit kit, Places places) {
    this.kit = kit;
    this.places = places;
    address =
        new Fields(kit)
            .text("settings-place", kit.t("settings.place.address"))
            .hint(kit.t("settings.place.hint"))
            .onEnter(this::use);
    address.valueProperty().set(places.address());
    HBox.setHgrow(address, Priority.ALWAYS);
    Button use =
        Buttons.with(
            Icon.REFRESH,
            Buttons.plain("settings-place-use", kit.t("settings.place.use"), this::use));
    test =
        Buttons.with(
            Icon.LOCATION,
            Buttons.main("settings-place-try", kit.t("settings.place.try"), this::ask));
    said.setId("settings-place-said");
    said.setWrapText(true);
    said.setMinHeight(Region.USE_PREF_SIZE);
    Nodes.shown(said, false);
    var row = new Bar(12, address, use, test);
    row.setAlignment(Pos.CENTER_LEFT);
    node = Page.card(kit.t("settings.place"), row, said);
    test.setDisable(places.address().isEmpty());
  }

  VBox node() {
    return node;
  }

  void open() {
    left.set(false);
  }

  void close() {
    left.set(true);
  }

  private void use() {
    String typed = address.value().strip();
    boolean fits = places.accepts(typed);
    address.problem(fits ? null : kit.t("settings.place.wrong"));
    if (!fits) return;
    places.use(typed);
    test.setDisable(typed.isEmpty());
    say(kit.t(typed.isEmpty() ? "settings.place.none" : "settings.place.kept"));
  }

  private void ask() {
    test.setDisable(true);
    say(kit.t("settings.place.asking"));
    kit.background()
        .run(
            PlaceReceiver.LIMIT.plus(ROOM),
            () -> places.find(left::get),
            this::answered,
            _ -> {
              test.setDisable(false);
              say(kit.t("settings.place.error.NO_FIX"));
            });
  }

  private void answered(Place place) {
    test.setDisable(false);
    say(
        switch (place) {
          case Place.Found found ->
              kit.t(
                  found.coarse() ? "settings.place.coarse" : "settings.place.found",
                  found.fix().accuracyM());
          case Place.None(var why, _, _) -> kit.t("settings.place.error." + why.name());
          case Place.Trouble(var why) -> kit.t("settings.place.error." + why.name());
        });
  }

  private void say(String words) {
    said.setText(words);
    Nodes.shown(said, true);
  }
}
