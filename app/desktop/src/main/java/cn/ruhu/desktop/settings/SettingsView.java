package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Bar;
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
import javafx.scene.layout.VBox;

/// The machine's own choices. Each takes effect at once; nothing needs saving.
public final class SettingsView implements Screen {
  private final Kit kit;
  private final SettingsViewModel model;
  private final FolderCard folder;
  private final ScannerCard scanner;
  private final WordReading words;
  private final Lamps program = new Lamps();
  private final PlaceCard place;
  private final Page page;

  /// What is attached to this machine besides its card reader, and may be set here.
  ///
  /// @param words the program that reads what stands on pages
  public record Attached(Folders folders, Scanners scanners, Places places, WordReading words) {}

  /// @param language builds the window in this language
  /// @param keep remembers look, density and zoom for the next start
  public SettingsView(
      Kit kit,
      SettingsViewModel model,
      Attached attached,
      MachineFacts facts,
      Consumer<Locale> language,
      Runnable keep) {
    this.kit = kit;
    this.model = model;
    this.words = attached.words();
    this.folder = new FolderCard(kit, attached.folders());
    this.scanner =
        new ScannerCard(kit, new ScannersViewModel(attached.scanners(), kit.background()));
    this.place = new PlaceCard(kit, attached.places());
    page =
        new Page(kit.t("settings.title"))
            .subtitle(kit.t("settings.words"))
            .scrolled(
                58,
                looks(keep),
                languages(language),
                new ReaderCard(kit, model).node(),
                scanner.node(),
                folder.node(),
                words(),
                place.node(),
                gun(keep),
                machine(facts));
    page.setId("screen-settings");
  }

  /// Guns for codes, off until somebody has one: telling them from hands costs a moment a key.
  private VBox gun(Runnable keep) {
    var chips =
        choice(
            "settings-gun",
            List.of(false, true),
            on -> kit.t("settings.gun." + (on ? "on" : "off")),
            kit.wedge().inUse(),
            on -> {
              kit.wedge().use(on);
              keep.run();
            });
    var words = new Label(kit.t("settings.gun.words"));
    words.getStyleClass().add("hint");
    words.setWrapText(true);
    return Page.card(kit.t("settings.gun"), labelled("settings.gun.here", chips), words);
  }

  /// Words on pages, off until somebody wants pages to be found by them.
  private VBox words() {
    var chips =
        choice(
            "settings-text",
            List.of(false, true),
            on -> kit.t("settings.text." + (on ? "on" : "off")),
            words.on(),
            words::use);
    var hint = new Label(kit.t("settings.text.words"));
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    program.setId("settings-text-state");
    return Page.card(kit.t("settings.text"), labelled("settings.text.here", chips), program, hint);
  }

  private void lookForProgram() {
    kit.background()
        .run(
            words::state,
            s -> {
              program.clear();
              program.add(
                  kit.t("settings.text.state." + s),
                  switch (s) {
                    case READY -> Lamps.State.GOOD;
                    case NONE -> Lamps.State.OFF;
                    case NO_CHINESE -> Lamps.State.BAD;
                  },
                  "");
            },
            _ -> program.clear());
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
    var row = new Bar(12, label, node);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private <T> HBox choice(
      String id, List<T> values, Function<T, String> words, T now, Consumer<T> chosen) {
    var group = new ToggleGroup();
    var box = new Bar();
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
    scanner.open();
    lookForProgram();
    place.open();
  }

  @Override
  public void onHidden() {
    model.close();
    folder.close();
    place.close();
  }
}
