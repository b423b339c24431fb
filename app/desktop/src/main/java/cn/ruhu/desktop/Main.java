package cn.ruhu.desktop;

import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Starts the client. On the class path the main class must not be the application itself.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Application.launch(Ruhu.class, args);
  }

  /// The toolkit's view of the program; made by the toolkit.
  public static final class Ruhu extends Application {
    private @Nullable Program program;

    @Override
    public void start(Stage stage) {
      program = new Program(stage, Wiring.real());
      program.start();
    }

    @Override
    public void stop() {
      if (program != null) program.close();
    }
  }
}
