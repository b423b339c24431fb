package cn.ruhu.benchmarks;

import cn.ruhu.desktop.Program;
import cn.ruhu.desktop.Surroundings;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.PasswordHash;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;

/// The whole program in a window of this process, signed in as the window clerk of a machine whose
/// district does not answer, with a reader at an address. Used as a person uses it: by what has an
/// id on the screen. All methods are called from another thread than the window's.
final class Window implements AutoCloseable {
  private static final int SECONDS = 20;
  private static final int DRAWN_SECONDS = 120;
  private static final CompletableFuture<Stage> STAGE = new CompletableFuture<>();
  private static final AtomicBoolean LAUNCHED = new AtomicBoolean();

  private final Background background = Background.virtualThreads();
  private final Stage stage;
  private final Program program;

  /// Made by the toolkit, once in a process.
  public static final class Toolkit extends Application {
    @Override
    public void start(Stage stage) {
      STAGE.complete(stage);
    }
  }

  private Window(Stage stage, Path home) throws IOException, InterruptedException {
    this.stage = stage;
    var surroundings =
        new Surroundings(
            home,
            Optional.empty(),
            InstantSource.system(),
            System::nanoTime,
            new SecureRandom(),
            PasswordHash.Cost.STANDARD);
    program = ask(() -> Program.begun(stage, surroundings));
    fx(() -> {
      program.start();
      stage.setWidth(1280);
      stage.setHeight(800);
    });
  }

  /// Starts the toolkit and the program, and signs in. One at a time.
  ///
  /// @param home an empty folder
  /// @param reader address of the card reader
  static Window signedIn(Path home, String reader)
      throws IOException, InterruptedException, StoreException {
    return signedIn(home, Map.of("reader", reader));
  }

  /// As [#signedIn(Path, String)], on a machine with these choices.
  static Window signedIn(Path home, Map<String, String> choices)
      throws IOException, InterruptedException, StoreException {
    return signedIn(home, choices, Homes.PERSON, _ -> {});
  }

  /// What lies on a machine before anybody sits down at it.
  interface Filling {
    void into(LocalStore store) throws StoreException;
  }

  /// As [#signedIn(Path, Map)], somebody else's machine with something on it.
  ///
  /// @param who one of those enrolled
  static Window signedIn(
      Path home, Map<String, String> choices, Accounts.Person who, Filling filling)
      throws IOException, InterruptedException, StoreException {
    try (var machine = Homes.enrolled(home);
        var store = machine.createVault(who, Homes.password(), null)) {
      filling.into(store);
    }
    Window window = opened(home, who, choices);
    window.signIn(who);
    window.until("the window", () -> window.find("#shell").isPresent());
    return window;
  }

  /// Starts the toolkit and the program on a machine where this person has a vault, up to the
  /// sign-in. One at a time.
  static Window opened(Path home, Accounts.Person person, Map<String, String> choices)
      throws IOException, InterruptedException {
    var all = new Properties();
    all.putAll(choices);
    all.setProperty("recent", person.id().toString());
    try (var out =
        Files.newBufferedWriter(home.resolve("desktop.properties"), StandardCharsets.UTF_8)) {
      all.store(out, null);
    }
    if (LAUNCHED.compareAndSet(false, true)) {
      Platform.setImplicitExit(false); // another window may follow
      Thread.ofPlatform().name("toolkit").daemon().start(() -> Application.launch(Toolkit.class));
    }
    var window = new Window(given(STAGE), home);
    window.until("sign-in", () -> window.find("#login").isPresent());
    return window;
  }

  /// Types the password and presses the act; the program goes on by itself.
  void signIn(Accounts.Person person) throws IOException, InterruptedException {
    press("#login-person-" + person.name());
    type("#login-password-input", new String(Homes.password()));
    press("#login-act");
  }

  /// CPU the window's thread has used so far, nanoseconds: what a busy machine cannot make longer.
  long cpu() throws IOException, InterruptedException {
    return ask(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  /// Does something on the window's thread and tells how long it took until a frame in which the
  /// condition holds was drawn, which is known when the next one begins.
  ///
  /// @return nanoseconds
  long drawn(Runnable act, Callable<Boolean> holds) throws IOException, InterruptedException {
    var shown = new CompletableFuture<Long>();
    var begun = new long[1];
    var watch =
        new AnimationTimer() {
          private boolean inLastFrame;

          @Override
          public void handle(long now) {
            if (inLastFrame) {
              stop();
              shown.complete(System.nanoTime());
              return;
            }
            try {
              inLastFrame = holds.call();
            } catch (Exception e) {
              stop();
              shown.completeExceptionally(e);
            }
          }
        };
    fx(() -> {
      begun[0] = System.nanoTime();
      act.run();
      watch.start();
    });
    return given(shown, DRAWN_SECONDS) - begun[0];
  }

  /// Asks on the window's thread.
  <T> T ask(Callable<T> question) throws IOException, InterruptedException {
    var answer = new CompletableFuture<T>();
    background.window(() -> {
      try {
        answer.complete(question.call());
      } catch (Exception e) {
        answer.completeExceptionally(e);
      }
    });
    return given(answer);
  }

  /// Does something on the window's thread and waits for the end of it.
  void fx(Runnable act) throws IOException, InterruptedException {
    var _ =
        ask(() -> {
          act.run();
          return Boolean.TRUE;
        });
  }

  /// What an asynchronous step gives, within twenty seconds.
  static <T> T given(CompletableFuture<T> answer) throws IOException, InterruptedException {
    return given(answer, SECONDS);
  }

  private static <T> T given(CompletableFuture<T> answer, int seconds)
      throws IOException, InterruptedException {
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the window did not do what was asked", e);
    }
  }

  /// Waits until the condition, asked on the window's thread, holds.
  void until(String what, Callable<Boolean> condition) throws IOException, InterruptedException {
    until(what, SECONDS, 2, condition);
  }

  /// As [#until(String, Callable)], for what takes longer and is asked for less often.
  void until(String what, int seconds, long pauseMs, Callable<Boolean> condition)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!ask(condition)) {
      if (System.nanoTime() > end) throw new IOException("waited for " + what);
      Thread.sleep(pauseMs);
    }
  }

  /// A visible node; on the window's thread.
  Optional<Node> find(String selector) {
    return Optional.ofNullable(scene().lookup(selector)).filter(Node::isVisible);
  }

  /// Text of a field that is on the screen, `""` when it is not; on the window's thread.
  String text(String selector) {
    return find(selector)
        .filter(TextInputControl.class::isInstance)
        .map(n -> ((TextInputControl) n).getText())
        .orElse("");
  }

  /// The scene; on the window's thread.
  Scene scene() {
    return Objects.requireNonNull(stage.getScene());
  }

  void press(String selector) throws IOException, InterruptedException {
    fx(() -> {
      if (find(selector).orElseThrow() instanceof ButtonBase button) button.fire();
      else throw new IllegalStateException(selector + " is no button");
    });
  }

  void type(String selector, String words) throws IOException, InterruptedException {
    fx(() -> {
      if (find(selector).orElseThrow() instanceof TextInputControl field) field.setText(words);
      else throw new IllegalStateException(selector + " takes no words");
    });
  }

  @Override
  public void close() throws IOException {
    try {
      fx(program::close);
      fx(stage::hide);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while closing", e);
    }
  }
}
