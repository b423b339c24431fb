package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Fonts;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.kit.Theme;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.robot.Motion;
import org.testfx.service.query.PointQuery;
import org.testfx.util.WaitForAsyncUtils;

/// A window of 1280×800 on Monocle with the real kit, fonts and themes. Subclasses hand in what
/// stands in it; tests speak through page objects and wait for conditions, never for time.
public abstract class DesktopTest extends ApplicationTest {
  private static final Fonts FONTS = Fonts.bundled();

  /// The day on every screen test: a Monday morning before the deadlines of the month.
  public static final Instant NOW = Instant.parse("2017-11-20T01:30:00Z");

  protected Stage stage;
  protected Kit kit;

  /// The content of the window; called on the window's thread.
  protected abstract Parent open(Kit kit) throws Exception;

  /// A screen that fills the window.
  protected static Parent filling(Node screen) {
    VBox.setVgrow(screen, Priority.ALWAYS);
    return new VBox(screen);
  }

  /// The language of the window.
  protected Text text() {
    return Text.chinese();
  }

  /// A kit as the program makes it, but with a clock that stands.
  public static Kit kit(Text text) {
    return Kit.of(text, Background.virtualThreads(), new Theme(), FONTS, InstantSource.fixed(NOW));
  }

  @Override
  public void start(Stage stage) throws Exception {
    this.stage = stage;
    kit = kit(text());
    kit.layers().show(open(kit));
    Scene scene = kit.scene(1280, 800);
    kit.shortcuts().install(scene);
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.show();
    stage.requestFocus();
  }

  @Override
  public void stop() throws TimeoutException {
    FxToolkit.hideStage();
  }

  /// Waits until the condition holds (asked on the window's thread), at most a minute: what does
  /// come is never waited for longer, and a busy machine is no fault of the window.
  public static void until(String what, Callable<Boolean> condition) {
    until(what, 60, condition);
  }

  /// As [#until(String, Callable)] for what takes longer, a stack being scanned.
  public static void until(String what, int seconds, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> holds(condition));
    } catch (TimeoutException e) {
      throw new AssertionError("waited " + seconds + " seconds for: " + what, e);
    }
    Hands.settled();
  }

  /// A window that is too busy to answer says no, for now.
  private static boolean holds(Callable<Boolean> condition) {
    try {
      return WaitForAsyncUtils.waitForAsyncFx(5_000, condition);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof TimeoutException) return false;
      throw e;
    }
  }

  /// Whether a node can be seen: it and everything around it.
  public static boolean inSight(Node node) {
    for (Node at = node; at != null; at = at.getParent()) if (!at.isVisible()) return false;
    return node.getScene() != null;
  }

  /// Runs on the window's thread and waits for the end.
  public static void fx(Runnable act) {
    WaitForAsyncUtils.waitForAsyncFx(30_000, act);
    Hands.settled();
  }

  /// Asks on the window's thread.
  public static <T> T ask(Callable<T> question) {
    return WaitForAsyncUtils.waitForAsyncFx(30_000, question);
  }

  @Override
  public FxRobot clickOn(PointQuery query, Motion motion, MouseButton... buttons) {
    Hands.click(robotContext(), query, buttons);
    return this;
  }

  @Override
  public FxRobot clickOn(String selector, Motion motion, MouseButton... buttons) {
    Hands.seen(robotContext(), selector);
    return super.clickOn(selector, motion, buttons);
  }

  @Override
  public FxRobot push(KeyCode... keys) {
    Hands.push(robotContext(), keys);
    return this;
  }

  @Override
  public FxRobot push(KeyCodeCombination keys) {
    Hands.push(robotContext(), keys);
    return this;
  }

  @Override
  public FxRobot write(String words) {
    Hands.write(robotContext(), words);
    return this;
  }

  /// Pictures of what is shown now, both sizes, light and dark, under `target/screens`.
  protected void pictures(String name) {
    Screenshots.both(stage, kit.theme(), name);
  }

  /// What is cut off with the text twice as large in a window of 1920×1080; the picture stays as
  /// `NAME-200.png` beside the others. Leaves the window small again.
  protected List<String> cutAtTwice(String name) {
    fx(() -> kit.theme().zoom().set(Theme.Zoom.Z200));
    fx(() -> stage.setWidth(1920));
    fx(() -> stage.setHeight(1080));
    Screenshots.take(stage, Path.of("target/screens", name + "-200.png"));
    List<String> cut = ask(() -> CutWords.in(stage.getScene().getRoot()));
    fx(() -> kit.theme().zoom().set(Theme.Zoom.Z100));
    fx(() -> stage.setWidth(1280));
    fx(() -> stage.setHeight(800));
    return cut;
  }
}
