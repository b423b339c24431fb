package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Graphics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Starts the client. On the class path the main class must not be the application itself.
public final class Main {
  // the toolkit makes the application itself and hands it nothing
  private static @Nullable Ahead ahead;

  private Main() {}

  public static void main(String[] args) {
    Surroundings real = Wiring.real();
    ahead = Ahead.begun(real, Wiring.start());
    new Graphics(real.home()).begin(real.clock().instant());
    Application.launch(Ruhu.class, args);
  }

  /// The toolkit's view of the program; made by the toolkit.
  public static final class Ruhu extends Application {
    private @Nullable Program program;

    @Override
    public void start(Stage stage) {
      Ahead begun = ahead == null ? Ahead.whenAsked(Wiring.real()) : ahead;
      program = new Program(stage, begun);
      program.start();
      new Graphics(begun.surroundings().home()).keep();
      String ready = System.getProperty("ruhu.ready-file", "");
      if (!ready.isEmpty()) new Ready(Path.of(ready), stage).start();
    }

    @Override
    public void stop() {
      if (program != null) program.close();
    }
  }

  /// Tells whoever measures or waits that the first screen takes keys: two frames after it was
  /// shown.
  private static final class Ready extends AnimationTimer {
    private final Path file;
    private final Stage stage;
    private int frames;

    Ready(Path file, Stage stage) {
      this.file = file;
      this.stage = stage;
    }

    @Override
    public void handle(long now) {
      if (++frames < 2) return;
      stop();
      try {
        Files.writeString(file, "ready");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (Boolean.getBoolean("ruhu.leave-when-ready")) stage.close();
    }
  }
}
