package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Theme;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The machine's own choices. Each takes effect at once; nothing needs saving.
public final class SettingsView implements Screen {
  private final Kit kit;
  private final SettingsViewModel model;
  private final FolderCard folder;
  private final Page page;

  /// @param language builds the window in this language
  /// @param keep remembers look, density and zoom for the next start
  public SettingsView(
      Kit kit,
      SettingsViewModel model,
      Folders folders,
      MachineFacts facts,
      Consumer<Locale> language,
      Runnable keep) {
    this.kit = kit;
    this.model = model;
    this.folder = new FolderCard(kit, folders);
    page =
        new Page(kit.t("settings.title"))
            .subtitle(kit.t("settings.words"))
            .scrolled(
                58, reader(), folder.node(), looks(keep), languages(language), machine(facts));
    page.setId("screen-settings");
  }

  private VBox reader() {
    var address = new Fields(kit).text("settings-reader", kit.t("settings.reader.address"));
    address.hint(kit.t("settings.reader.hint"));
    address.valueProperty().bindBidirectional(model.address);
    address.onEnter(model::use);
    model.problem.subscribe(m -> address.problem(m == null ? null : kit.text().of(m)));
    HBox.setHgrow(address, Priority.ALWAYS);
    var use =
        Buttons.with(
            Icon.REFRESH,
            Buttons.plain("settings-reader-use", kit.t("settings.reader.use"), model::use));
    var row = new HBox(12, address, use);
    row.setAlignment(Pos.CENTER_LEFT);
    var lamps = new Lamps();
    lamps.setId("settings-reader-test");
    var advice = new Label();
    advice.setId("settings-reader-advice");
    advice.setWrapText(true);
    advice.getStyleClass().add("hint");
    model.test.subscribe(t -> {
      lamps.clear();
      lamps.add(kit.t("settings.test.port." + t.port()), lamp(t.port()), "");
      lamps.add(kit.t("settings.test.module." + t.module()), lamp(t.module()), t.serial());
      lamps.add(kit.t("settings.test.card." + t.card()), lamp(t.card()), "");
      advice.setText(t.advice() == null ? "" : kit.text().of(t.advice()));
    });
    return Page.card(kit.t("settings.reader"), row, lamps, advice);
  }

  private static Lamps.State lamp(SettingsViewModel.Step step) {
    return switch (step) {
      case OPEN -> Lamps.State.OFF;
      case RUNNING -> Lamps.State.OPEN;
      case GOOD -> Lamps.State.GOOD;
      case BAD -> Lamps.State.BAD;
    };
  }

  private VBox looks(Runnable keep) {
    var theme = kit.theme();
    var look =
        choice(
            "settings-look",
            List.of(Theme.Look.values()),
            l -> kit.t("settings.look." + l),
            theme.look().get(),
            l -> {
              theme.look().set(l);
              keep.run();
            });
    var density =
        choice(
            "settings-density",
            List.of(Theme.Density.values()),
            d -> kit.t("settings.density." + d),
            theme.density().get(),
            d -> {
              theme.density().set(d);
              keep.run();
            });
    var zoom =
        choice(
            "settings-zoom",
            List.of(Theme.Zoom.values()),
            z -> z.name().substring(1) + "%",
            theme.zoom().get(),
            z -> {
              theme.zoom().set(z);
              keep.run();
            });
    return Page.card(
        kit.t("settings.looks"),
        labelled("settings.look", look),
        labelled("settings.density", density),
        labelled("settings.zoom", zoom));
  }

  private HBox labelled(String key, Node node) {
    var label = new Label(kit.t(key));
    label.getStyleClass().addAll("field-label", "settings-label");
    var row = new HBox(12, label, node);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private <T> HBox choice(
      String id, List<T> values, Function<T, String> words, T now, Consumer<T> chosen) {
    var group = new ToggleGroup();
    var box = new HBox();
    box.getStyleClass().add("chips");
    for (T value : values) {
      var chip = new ToggleButton(words.apply(value));
      chip.setId(id + "-" + value);
      chip.getStyleClass().add("chip");
      chip.setMinWidth(ToggleButton.USE_PREF_SIZE);
      chip.setToggleGroup(group);
      chip.setSelected(value.equals(now));
      chip.setOnAction(_ -> {
        chip.setSelected(true);
        chosen.accept(value);
      });
      box.getChildren().add(chip);
    }
    return box;
  }

  private VBox languages(Consumer<Locale> language) {
    var chips =
        choice(
            "settings-language",
            List.of("zh", "en"),
            l -> kit.t("settings.language." + l),
            kit.text().locale().getLanguage(),
            l -> language.accept(l.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH));
    return Page.card(kit.t("settings.languages"), labelled("settings.language", chips));
  }

  private VBox machine(MachineFacts facts) {
    var grid = new GridPane();
    grid.getStyleClass().add("facts");
    var rows =
        List.of(
            List.of("settings.machine.district", facts.district()),
            List.of("settings.machine.server", facts.server()),
            List.of("settings.machine.device", facts.device()),
            List.of("settings.machine.block", facts.block()),
            List.of("settings.machine.folder", facts.folder()),
            List.of("settings.machine.version", facts.version()));
    for (int i = 0; i < rows.size(); i++) {
      var label = new Label(kit.t(rows.get(i).getFirst()));
      label.getStyleClass().addAll("field-label", "settings-label");
      var value = new Label(rows.get(i).getLast());
      value.setWrapText(true);
      grid.addRow(i, label, value);
    }
    return Page.card(kit.t("settings.machine"), grid);
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public void onShown(String argument) {
    model.open();
    folder.open();
  }

  @Override
  public void onHidden() {
    model.close();
    folder.close();
  }
}
