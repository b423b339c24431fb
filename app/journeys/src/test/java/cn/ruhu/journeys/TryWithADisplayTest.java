package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `installer/try` as a person starts it: on an X server of its own (Xvfb, openbox, wmctrl), with
/// JavaFX's own GTK window instead of Monocle's.
@Tag("devices")
class TryWithADisplayTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path CACHE = ROOT.resolve("app/desktop/target/client.aot");
  private static final String TITLE = "入户通";

  @TempDir private Path home;
  private Process screen;
  private Process windows;
  private String display;

  @BeforeEach
  void aScreen() throws IOException {
    screen =
        new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said =
        new BufferedReader(
            new InputStreamReader(screen.getInputStream(), StandardCharsets.US_ASCII));
    display = ":" + said.readLine().strip();
    windows = started("openbox").start();
    until("the window manager", () -> words("wmctrl", "-m").contains("Openbox"));
  }

  @AfterEach
  void dark() {
    windows.destroy();
    screen.destroy();
  }

  @Test
  void endsWithItsWindowLeavesNothingRunningAndKeepsItsData() throws Exception {
    String first = opened("--fresh");
    String second = opened();
    assertEquals(first, second, "the second start found the district of the first");
    assertTrue(Files.exists(CACHE), "the next one is fast");
    assertNotEquals(first, opened("--fresh"), "--fresh forgets it");
  }

  /// What such a start would leave breaks the virtual machine of every later one.
  @Test
  void aStartWithoutAScreenSaysSoAndLeavesTheNextOneWhole() throws Exception {
    Files.deleteIfExists(CACHE);
    String real = display;
    display = ":7707";
    Process blind = begun("--fresh");
    assertTrue(blind.waitFor(180, TimeUnit.SECONDS), "ends by itself");
    assertEquals(1, blind.exitValue());
    assertEquals("client", field(Files.readAllLines(said()).getLast(), "error"));
    assertTrue(Files.notExists(CACHE), "nothing for the next start");
    display = real;
    opened();
    assertTrue(Files.exists(CACHE), "a window that was closed leaves it");
  }

  /// Starts, waits for the window, closes it; the district's certificate pin.
  private String opened(String... arguments) throws Exception {
    Process run = begun(arguments);
    Path errors = errors();
    try {
      until("the window", () -> words("wmctrl", "-l").contains(TITLE) || !run.isAlive());
      assertTrue(run.isAlive(), () -> text(errors));
      String pin = field(Files.readString(home.resolve("try/server.ready")), "pin");
      List<ProcessHandle> children = run.descendants().toList();
      words("wmctrl", "-c", TITLE);
      assertTrue(run.waitFor(90, TimeUnit.SECONDS), "ends with its window");
      assertEquals(0, run.exitValue(), () -> text(errors));
      String last = Files.readAllLines(said()).getLast();
      assertEquals("true", field(last, "ok"), last);
      until("nothing runs on", () -> children.stream().noneMatch(ProcessHandle::isAlive));
      return pin;
    } finally {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      run.destroyForcibly();
    }
  }

  private Path said() {
    return home.resolve("said.txt");
  }

  private Path errors() {
    return home.resolve("errors.txt");
  }

  private Process begun(String... arguments) throws IOException {
    var command = new java.util.ArrayList<>(List.of(ROOT.resolve("installer/try").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = started(command.toArray(String[]::new));
    builder.environment().put("RUHU_TRY_HOME", home.resolve("try").toString());
    return builder
        .redirectOutput(said().toFile())
        .redirectError(errors().toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  private static String field(String json, String name) {
    var found =
        java.util.regex.Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]+)").matcher(json);
    assertTrue(found.find(), name + " in " + json);
    return found.group(1);
  }

  private ProcessBuilder started(String... command) {
    var builder = new ProcessBuilder(command);
    builder.environment().put("DISPLAY", display);
    builder.environment().remove("WAYLAND_DISPLAY");
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private String words(String... command) {
    try {
      Process asked = started(command).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("this test needs Xvfb, openbox and wmctrl", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "waited two minutes for: " + what);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
