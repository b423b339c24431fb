package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Theme;
import java.awt.AlphaComposite;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of a window with its popups composed in, as PNG files under `target/screens`.
public final class Screenshots {
  private Screenshots() {}

  private static final Path TOLD = Path.of("target/screens/twice.txt");

  private record Size(int width, int height) {}

  private static final Size SMALL = new Size(1280, 800);
  private static final Size LARGE = new Size(1920, 1080);

  /// encoding takes longer than drawing, so it happens beside the test
  private static final ExecutorService WRITER =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("pictures").daemon().factory());

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Screenshots::written));
  }

  /// Small and light; with `-Druhu.pictures=all` both sizes in both looks, and the small one with
  /// the text twice as large (`twice`: that one alone besides). Whatever has its picture taken is
  /// looked over besides: everything that takes the keyboard has a name, and with the text twice as
  /// large no word is cut and nothing stands where nobody can scroll to. Leaves the window small
  /// and light.
  public static void both(Stage stage, Theme theme, String name) {
    looks(stage, theme, name);
    twice(stage, theme.zoom()::set, name);
  }

  /// What stands in the window now with the text twice as large: no word is cut and nothing stands
  /// where nobody can scroll to. Leaves the text as large as usual.
  public static void twice(Stage stage, Consumer<Theme.Zoom> zoom, String name) {
    String wish = System.getProperty("ruhu.pictures", "");
    fx(() -> zoom.accept(Theme.Zoom.Z200));
    if (List.of("all", "twice").contains(wish))
      take(stage, Path.of("target/screens", name + "-1280-twice.png"));
    List<String> found =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              var all = new ArrayList<>(CutWords.in(stage.getScene().getRoot()));
              all.addAll(Clipped.in(stage.getScene().getRoot()));
              return all;
            });
    fx(() -> zoom.accept(Theme.Zoom.Z100));
    if (found.isEmpty()) return;
    if (!wish.equals("twice"))
      throw new AssertionError(name + " with the text twice as large: " + found);
    tell(name, found);
  }

  /// With `-Druhu.pictures=twice` one run tells of every screen what is wrong with it.
  private static void tell(String name, List<String> found) {
    try {
      Files.createDirectories(TOLD.toAbsolutePath().getParent());
      Files.writeString(
          TOLD,
          "== " + name + "\n" + String.join("\n", found) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything on the window that takes the keyboard has a name a screen reader can say.
  private static void named(Stage stage, Path file) {
    List<String> nameless = AccessibleNames.missing(stage.getScene().getRoot());
    if (!nameless.isEmpty())
      throw new AssertionError(file.getFileName() + " has no name for: " + nameless);
  }

  private static void looks(Stage stage, Theme theme, String name) {
    boolean all = "all".equals(System.getProperty("ruhu.pictures"));
    for (var look : new Theme.Look[] {Theme.Look.LIGHT, Theme.Look.DARK})
      for (Size size : new Size[] {SMALL, LARGE}) {
        if (!all && (look != Theme.Look.LIGHT || !size.equals(SMALL))) continue;
        fx(() -> {
          theme.look().set(look);
          stage.setWidth(size.width());
          stage.setHeight(size.height());
        });
        String file =
            name + "-" + size.width() + "-" + look.name().toLowerCase(Locale.ROOT) + ".png";
        take(stage, Path.of("target/screens", file));
      }
    fx(() -> {
      theme.look().set(Theme.Look.LIGHT);
      stage.setWidth(SMALL.width());
      stage.setHeight(SMALL.height());
    });
  }

  /// One picture as it stands.
  public static void take(Stage stage, Path file) {
    settle();
    BufferedImage picture =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              named(stage, file);
              return compose(stage);
            });
    var _ = WRITER.submit(() -> write(picture, file));
  }

  /// Waits until every picture taken so far lies on the disk.
  public static void written() {
    try {
      WRITER.submit(() -> {}).get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the pictures were not written", e);
    }
  }

  private static void write(BufferedImage picture, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void settle() {
    Hands.drawn();
  }

  private static void fx(Runnable act) {
    WaitForAsyncUtils.waitForAsyncFx(30_000, act);
    settle();
  }

  /// Two words that look the same are boxes: the toolkit has lost the letters it draws with.
  private static void lettersAreThere() {
    for (FontWeight weight : new FontWeight[] {FontWeight.NORMAL, FontWeight.BOLD})
      if (Arrays.equals(drawn("户", weight), drawn("通", weight)))
        throw new AssertionError("boxes instead of letters: " + weight);
  }

  private static int[] drawn(String word, FontWeight weight) {
    var text = new Text(word);
    text.setFont(Font.font("Noto Sans SC", weight, 16));
    WritableImage image = text.snapshot(new SnapshotParameters(), null);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return pixels;
  }

  private static BufferedImage compose(Stage stage) {
    lettersAreThere();
    Scene scene = stage.getScene();
    var whole =
        new BufferedImage(
            (int) scene.getWidth(), (int) scene.getHeight(), BufferedImage.TYPE_INT_RGB);
    var g = whole.createGraphics();
    g.drawImage(image(scene), 0, 0, null);
    g.setComposite(AlphaComposite.SrcOver);
    for (Window w : Window.getWindows())
      if (w instanceof PopupWindow p && p.isShowing()) {
        p.getScene().setFill(javafx.scene.paint.Color.TRANSPARENT);
        g.drawImage(
            image(p.getScene()),
            (int) (p.getX() - stage.getX() - scene.getX()),
            (int) (p.getY() - stage.getY() - scene.getY()),
            null);
      }
    g.dispose();
    return whole;
  }

  private static BufferedImage image(Scene scene) {
    WritableImage image = scene.snapshot(null);
    return SwingFXUtils.fromFXImage(image, null);
  }
}
