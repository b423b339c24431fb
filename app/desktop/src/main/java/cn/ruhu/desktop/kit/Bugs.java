package cn.ruhu.desktop.kit;

import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.VBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Errors of ours that nothing caught: a card with a code and details that can be copied. Details
/// are types and lines only, never messages: those may hold what a person typed.
public final class Bugs {
  private static final Logger LOG = LoggerFactory.getLogger(Bugs.class);
  private static final int FRAMES_MAX = 40;

  private Bugs() {}

  /// From now on uncaught errors of every thread are shown in this window.
  public static void show(Kit kit) {
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      LOG.error("uncaught on {}: {}\n{}", thread.getName(), code(error), details(error));
      if (Platform.isFxApplicationThread()) card(kit, error);
      else Platform.runLater(() -> card(kit, error));
    });
  }

  private static void card(Kit kit, Throwable error) {
    if (kit.layers().hasCard() && kit.layers().lookup("#bug-details") != null) return;
    String details = details(error);
    var words = new Label(kit.t("kit.bug.words", code(error)));
    words.setWrapText(true);
    words.getStyleClass().add("dialog-words");
    var area = new TextArea(details);
    area.setId("bug-details");
    area.setEditable(false);
    area.setPrefRowCount(8);
    area.setAccessibleText(kit.t("kit.bug.details"));
    kit.dialogs()
        .read(
            kit.t("kit.bug.title"),
            new VBox(12, words, area),
            List.of(
                Dialogs.Act.main(
                    kit.t("kit.bug.copy"),
                    () ->
                        Clipboard.getSystemClipboard()
                            .setContent(java.util.Map.of(DataFormat.PLAIN_TEXT, details)))));
  }

  /// The same place in the program has the same code.
  static String code(Throwable error) {
    var crc = new CRC32();
    Throwable root = root(error);
    String place = root.getStackTrace().length == 0 ? "" : root.getStackTrace()[0].toString();
    crc.update(
        (root.getClass().getName() + place).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "B-%06X", crc.getValue() & 0xffffff);
  }

  private static Throwable root(Throwable error) {
    Throwable at = error;
    for (int i = 0; i < 20 && at.getCause() != null; i++) at = at.getCause();
    return at;
  }

  /// Types and lines, causes included, no messages.
  static String details(Throwable error) {
    var out = new StringBuilder();
    Throwable at = error;
    for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
      out.append(at.getClass().getName()).append('\n');
      StackTraceElement[] frames = at.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES_MAX, frames.length); i++)
        out.append("  ").append(frames[i]).append('\n');
    }
    return out.toString();
  }
}
