package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.scan.FoundSource;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The scanner: found or typed, what it answers, its certificate to be compared, a page to try.
final class ScannerCard {
  private final Kit kit;
  private final ScannersViewModel model;
  private final Field address;
  private final VBox found = new VBox(6);
  private final StepList steps;
  private final VBox trust = new VBox(8);
  private final ImageView picture = new ImageView();
  private final VBox node;

  ScannerCard(Kit kit, ScannersViewModel model) {
    this.kit = kit;
    this.model = model;
    steps = new StepList(kit, "settings-scanner-test");
    address = new Fields(kit).text("settings-scanner", kit.t("settings.scanner.address"));
    address.hint(kit.t("settings.scanner.hint"));
    address.valueProperty().bindBidirectional(model.address);
    address.onEnter(model::use);
    model.problem.subscribe(m -> address.problem(m == null ? null : kit.text().of(m)));
    HBox.setHgrow(address, Priority.ALWAYS);
    found.setId("settings-scanner-found");
    trust.setId("settings-scanner-trust");
    picture.setPreserveRatio(true);
    node =
        Page.card(
            kit.t("settings.scanner"), row(), searched(), found, steps, trust, trial(), picture);
    follow();
  }

  VBox node() {
    return node;
  }

  void open() {
    model.check();
  }

  private HBox row() {
    var use =
        Buttons.with(
            Icon.REFRESH,
            Buttons.plain("settings-scanner-use", kit.t("settings.scanner.use"), model::use));
    var search =
        Buttons.with(
            Icon.SEARCH,
            Buttons.plain(
                "settings-scanner-search", kit.t("settings.scanner.search"), model::search));
    search.disableProperty().bind(model.searching);
    for (Button b : new Button[] {use, search}) b.setMinWidth(Region.USE_PREF_SIZE);
    var row = new Bar(12, address, use, search);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Label searched() {
    var words = hint("");
    words.setId("settings-scanner-searched");
    Runnable tell =
        () -> {
          Message said = model.searched.get();
          if (model.searching.get()) words.setText(kit.t("settings.scanner.search.running"));
          else words.setText(said == null ? "" : kit.text().of(said));
          Nodes.shown(words, !words.getText().isEmpty());
        };
    model.searching.subscribe(tell);
    model.searched.subscribe(tell);
    tell.run();
    return words;
  }

  private HBox trial() {
    var go =
        Buttons.with(
            Icon.SCANNER,
            Buttons.main("settings-scanner-try", kit.t("settings.scanner.try"), model::tryPage));
    var words = hint(kit.t("settings.scanner.try.words"));
    var row = new Bar(12, go, words);
    row.setAlignment(Pos.CENTER_LEFT);
    Runnable may = () -> go.setDisable(!model.mayTry());
    model.busy.subscribe(may);
    model.test.subscribe(may);
    may.run();
    return row;
  }

  private void follow() {
    model.test.subscribe(() -> steps.show(model.test));
    model.found.subscribe(this::showFound);
    model.fingerprint.subscribe(this::showTrust);
    model.picture.subscribe(this::showPicture);
    steps.show(model.test);
    showFound();
  }

  private void showFound() {
    found.getChildren().clear();
    for (int i = 0; i < model.found.size(); i++) {
      FoundSource one = model.found.get(i);
      var name = new Label(one.note().isEmpty() ? one.model() : one.model() + " · " + one.note());
      name.setWrapText(true);
      var where = hint(one.address());
      var words = new VBox(2, name, where);
      HBox.setHgrow(words, Priority.ALWAYS);
      var use =
          Buttons.plain(
              "settings-scanner-found-" + i, kit.t("settings.search.use"), () -> model.use(one));
      use.setAccessibleText(kit.t("settings.search.use.this", one.model()));
      use.setMinWidth(Region.USE_PREF_SIZE);
      var row = new Bar(12, words, use);
      row.setAlignment(Pos.CENTER_LEFT);
      found.getChildren().add(row);
    }
    Nodes.shown(found, !model.found.isEmpty());
  }

  /// Two places must show the same digits; only a person can look at the second.
  private void showTrust(String print) {
    trust.getChildren().clear();
    if (!print.isEmpty()) {
      var digits = new Label(grouped(print));
      digits.setId("settings-scanner-fingerprint");
      digits.getStyleClass().add("code");
      digits.setWrapText(true);
      var agree =
          Buttons.plain("settings-scanner-agree", kit.t("settings.scanner.trust"), model::trust);
      trust.getChildren().setAll(hint(kit.t("settings.scanner.trust.words")), digits, agree);
    }
    Nodes.shown(trust, !print.isEmpty());
  }

  private static String grouped(String hex) {
    return hex.toUpperCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1 ");
  }

  private void showPicture(@Nullable Pixels pixels) {
    picture.setImage(pixels == null ? null : pixels.image());
    picture.setAccessibleText(kit.t("settings.scanner.picture"));
    Nodes.shown(picture, pixels != null);
  }

  private static Label hint(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinWidth(0);
    label.getStyleClass().add("hint");
    return label;
  }
}
