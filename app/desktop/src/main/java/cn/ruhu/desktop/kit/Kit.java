package cn.ruhu.desktop.kit;

import java.time.InstantSource;
import java.util.function.UnaryOperator;
import javafx.scene.Scene;

/// What a view is handed: everything of the window, nothing of the business. View models get only
/// the parts they need ([Background], the clock), so that their tests need no toolkit.
///
/// @param wedge guns that type what they scan
/// @param now the clock of the program; never ask the system yourself
/// @param pictures how files are chosen
public record Kit(
    Text text,
    Background background,
    Theme theme,
    Names names,
    Layers layers,
    Dialogs dialogs,
    Notices notices,
    Shortcuts shortcuts,
    Wedge wedge,
    InstantSource now,
    Pictures pictures) {

  /// A kit for one window and one language.
  public static Kit of(
      Text text, Background background, Theme theme, Fonts fonts, InstantSource now) {
    var wedge = new Wedge(background);
    return on(new Layers(), wedge, text, background, theme, fonts, now, Pictures.dialog());
  }

  /// The same window in another language: same layers and theme, new words.
  public Kit speaking(Text other, Fonts fonts) {
    return on(layers, wedge, other, background, theme, fonts, now, pictures);
  }

  /// The same window with another way to choose files.
  public Kit choosing(Pictures other) {
    return new Kit(
        text, background, theme, names, layers, dialogs, notices, shortcuts, wedge, now, other);
  }

  private static Kit on(
      Layers layers,
      Wedge wedge,
      Text text,
      Background background,
      Theme theme,
      Fonts fonts,
      InstantSource now,
      Pictures pictures) {
    var dialogs = new Dialogs(layers, text);
    return new Kit(
        text,
        background,
        theme,
        new Names(fonts, text),
        layers,
        dialogs,
        new Notices(layers, text, background),
        new Shortcuts(layers, text, dialogs),
        wedge,
        now,
        pictures);
  }

  /// A dressed scene around the layers.
  public Scene scene(double width, double height) {
    var scene = new Scene(layers, width, height);
    theme.install(scene);
    return scene;
  }

  /// Words of this window.
  public String t(String key, Object... args) {
    return text.of(key, args);
  }

  /// `UnaryOperator` form for code tables in bundles: `kit.words("kit.role.")`.
  public UnaryOperator<String> words(String prefix) {
    return code -> text.has(prefix + code) ? text.of(prefix + code) : code;
  }
}
