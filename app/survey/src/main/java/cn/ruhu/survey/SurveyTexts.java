package cn.ruhu.survey;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The engine's own sentences (a form carries its own). Chinese is the base, English the second.
/// Stateless; safe for any thread.
public final class SurveyTexts {
  private SurveyTexts() {}

  /// The sentence of a key in `zh` (default) or `en`, its `{0}`, `{1}` … filled. A key without a
  /// sentence answers itself, so that a newer code never hides a problem.
  public static String of(String language, String code, Object... args) {
    Locale locale = language.startsWith("en") ? Locale.ENGLISH : Locale.CHINESE;
    try {
      ResourceBundle bundle =
          ResourceBundle.getBundle(
              "cn.ruhu.survey.messages",
              locale,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
      return new MessageFormat(bundle.getString(code), locale).format(args);
    } catch (MissingResourceException _) {
      return code;
    }
  }
}
