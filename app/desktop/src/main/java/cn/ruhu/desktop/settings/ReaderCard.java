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
import cn.ruhu.desktop.kit.Show;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The card reader: its address, what was found, how it stands, and a try with a real card that
/// says each step in words.
final class ReaderCard {
  private final Kit kit;
  private final SettingsViewModel model;
  private final Field address;
  private final VBox found = new VBox(6);
  private final GridPane facts = new GridPane();
  private final StepList steps;
  private final VBox node;

  ReaderCard(Kit kit, SettingsViewModel model) {
    this.kit = kit;
    this.model = model;
    steps = new StepList(kit, "settings-reader-test");
    address = new Fields(kit).text("settings-reader", kit.t("settings.reader.address"));
    address.hint(kit.t("settings.reader.hint"));
    address.valueProperty().bindBidirectional(model.address);
    address.onEnter(model::use);
    model.problem.subscribe(m -> address.problem(m == null ? null : kit.text().of(m)));
    HBox.setHgrow(address, Priority.ALWAYS);
    facts.getStyleClass().add("facts");
    facts.setId("settings-reader-facts");
    found.setId("settings-reader-found");
    node = Page.card(kit.t("settings.reader"), row(), searched(), found, facts, steps, trial());
    follow();
  }

  VBox node() {
    return node;
  }

  private HBox row() {
    var use =
        Buttons.with(
            Icon.REFRESH,
            Buttons.plain("settings-reader-use", kit.t("settings.reader.use"), model::use));
    var search =
        Buttons.with(
            Icon.SEARCH,
            Buttons.plain("settings-reader-search", kit.t("settings.search"), model::search));
    search.disableProperty().bind(model.searching);
    for (Button b : new Button[] {use, search}) b.setMinWidth(Region.USE_PREF_SIZE);
    var row = new Bar(12, address, use, search);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Label searched() {
    var words = new Label();
    words.setId("settings-reader-searched");
    words.setWrapText(true);
    words.getStyleClass().add("hint");
    Runnable tell =
        () -> {
          Message said = model.searched.get();
          if (model.searching.get()) words.setText(kit.t("settings.search.running"));
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
            Icon.CARD, Buttons.main("settings-reader-try", kit.t("settings.try"), model::tryCard));
    var words = new Label(kit.t("settings.try.words"));
    words.getStyleClass().add("hint");
    words.setWrapText(true);
    var row = new Bar(12, go, words);
    row.setAlignment(Pos.CENTER_LEFT);
    Runnable may =
        () -> {
          boolean works =
              switch (model.state.get().phase()) {
                case "NONE", "OPENING", "CLOSED", "OFFLINE" -> false;
                default -> true;
              };
          go.setDisable(!works || model.trying.get());
        };
    model.state.subscribe(may);
    model.trying.subscribe(may);
    may.run();
    return row;
  }

  private void follow() {
    model.test.subscribe(() -> steps.show(model.test));
    model.found.subscribe(this::showFound);
    model.state.subscribe(this::showFacts);
    steps.show(model.test);
    showFound();
  }

  private void showFound() {
    found.getChildren().clear();
    for (int i = 0; i < model.found.size(); i++) {
      Readers.Found one = model.found.get(i);
      var words = new Label(name(one));
      words.setMinWidth(0);
      words.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(words, Priority.ALWAYS);
      var use =
          Buttons.plain(
              "settings-reader-found-" + i, kit.t("settings.search.use"), () -> model.use(one));
      use.setAccessibleText(kit.t("settings.search.use.this", one.address()));
      use.setMinWidth(Region.USE_PREF_SIZE);
      var row = new Bar(12, words, use);
      row.setAlignment(Pos.CENTER_LEFT);
      found.getChildren().add(row);
    }
    Nodes.shown(found, !model.found.isEmpty());
  }

  private String name(Readers.Found one) {
    String known = "settings.search.kind." + one.name();
    String name = kit.text().has(known) ? kit.t(known) : one.name();
    return name.isEmpty() ? one.address() : name + "    " + one.address();
  }

  private void showFacts(Readers.State now) {
    facts.getChildren().clear();
    if (now.phase().equals("NONE")) {
      Nodes.shown(facts, false);
      return;
    }
    fact("settings.reader.line", model.inUse());
    if (now.baud() > 0)
      fact("settings.reader.speed", kit.t("settings.reader.baud", "" + now.baud()));
    if (!now.module().isEmpty()) fact("settings.reader.module", now.module());
    fact(
        "settings.reader.last",
        now.lastRead().map(Show::minute).orElse(kit.t("settings.reader.last.never")));
    Nodes.shown(facts, true);
  }

  private void fact(String key, String words) {
    var label = new Label(kit.t(key));
    label.getStyleClass().addAll("field-label", "settings-label");
    var value = new Label(words);
    value.setWrapText(true);
    facts.addRow(facts.getRowCount(), label, value);
  }
}
