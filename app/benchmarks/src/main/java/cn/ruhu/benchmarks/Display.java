package cn.ruhu.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where the client's window goes: an X server without a screen when the machine has `Xvfb`, so
/// that GTK and the window system are in the figure; else Monocle, which has neither.
///
/// With X the client runs as it is delivered: JavaFX on the module path, the rest on the class
/// path. Monocle reaches into JavaFX, so there everything lies on the class path.
sealed interface Display extends AutoCloseable {
  /// Opens the better of the two.
  static Display open() throws IOException {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
      if (Files.isExecutable(Path.of(folder, "Xvfb"))) return Xvfb.start(Path.of(folder, "Xvfb"));
    return new Monocle();
  }

  /// Words for [Figure#machine()].
  String words();

  /// Class path and module path of the client.
  List<String> paths();

  List<String> flags();

  Map<String, String> environment();

  @Override
  void close();

  /// An X server of our own.
  record Xvfb(Process server, String number) implements Display {
    static Xvfb start(Path program) throws IOException {
      Process server =
          new ProcessBuilder(
                  program.toString(),
                  "-displayfd",
                  "1",
                  "-screen",
                  "0",
                  "1920x1080x24",
                  "-nolisten",
                  "tcp")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var lines =
          new BufferedReader(
              new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
      String number = lines.readLine();
      if (number == null) throw new IOException("Xvfb ended at once");
      return new Xvfb(server, number.strip());
    }

    @Override
    public String words() {
      return "windows on Xvfb 1920x1080";
    }

    @Override
    public List<String> paths() {
      return List.of(
          "--module-path",
          System.getProperty("ruhu.client.module-path", ""),
          "-cp",
          System.getProperty("ruhu.client.class-path", ""));
    }

    @Override
    public List<String> flags() {
      return List.of(System.getProperty("ruhu.client.fx", "").split(" "));
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("DISPLAY", ":" + number);
    }

    @Override
    public void close() {
      server.destroy();
    }
  }

  /// No window system at all.
  record Monocle() implements Display {
    @Override
    public String words() {
      return "windows on Monocle 1920x1080";
    }

    @Override
    public List<String> paths() {
      List<String> all = new ArrayList<>();
      all.add(System.getProperty("ruhu.client.class-path", ""));
      all.add(System.getProperty("ruhu.client.module-path", ""));
      for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        if (entry.contains("openjfx-monocle")) all.add(entry);
      return List.of("-cp", String.join(File.pathSeparator, all));
    }

    @Override
    public List<String> flags() {
      return List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-Dglass.platform=Monocle",
          "-Dmonocle.platform=Headless",
          "-Dprism.order=sw",
          "-Dheadless.geometry=1920x1080-32",
          "-Djava.awt.headless=true");
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
