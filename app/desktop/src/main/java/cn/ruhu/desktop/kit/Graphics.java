package cn.ruhu.desktop.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers that a machine draws without a graphics card. Asking for one that is not there costs a
/// start 0.4 s; so it is asked again only after a while, or where the machine's owner says so
/// (`prism.order`).
public final class Graphics {
  /// A driver may have come meanwhile.
  static final Duration ASKED_AGAIN_AFTER = Duration.ofDays(14);

  private static final String ORDER = "prism.order";

  private final Path note;

  /// @param home data folder
  public Graphics(Path home) {
    this.note = home.resolve("drawn-by-software");
  }

  /// Before the toolkit wakes. A note from the future (a clock was set back) counts as old.
  public void begin(Instant now) {
    if (System.getProperty(ORDER) != null) return;
    try {
      if (Files.exists(note)) {
        Duration age = Duration.between(Files.getLastModifiedTime(note).toInstant(), now);
        boolean young = !age.isNegative() && age.compareTo(ASKED_AGAIN_AFTER) < 0;
        if (young) System.setProperty(ORDER, "sw");
      }
    } catch (IOException e) {
      log().warn("what draws here is not known: {}", e.getClass().getSimpleName());
    }
  }

  /// Made when something is to be said: a start before its toolkit waits for no log.
  private static Logger log() {
    return LoggerFactory.getLogger(Graphics.class);
  }

  /// Once a window stands: notes what draws it. Window thread only.
  public void keep() {
    keep(Platform.isSupported(ConditionalFeature.SCENE3D));
  }

  /// @param card whether a graphics card draws
  void keep(boolean card) {
    try {
      if (card) Files.deleteIfExists(note);
      else if (System.getProperty(ORDER) == null) Files.write(note, new byte[0]);
    } catch (IOException e) {
      log().warn("what draws here was not noted: {}", e.getClass().getSimpleName());
    }
  }
}
