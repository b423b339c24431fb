package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;

class FxBackgroundTest extends DesktopTest {
  private final Background background = Background.virtualThreads();
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  @Override
  protected Parent open(Kit kit) {
    return new Pane();
  }

  @Test
  void workLeavesTheWindowAndItsAnswerComesBack() {
    background.run(
        Platform::isFxApplicationThread,
        inWindow -> heard.addAll(List.of(inWindow, Platform.isFxApplicationThread())),
        heard::add);
    until("answer", () -> heard.size() == 2);
    assertEquals(List.of(false, true), List.copyOf(heard));
  }

  @Test
  void workBeyondItsDeadlineIsInterruptedAndFails() {
    var interrupted = new AtomicBoolean();
    background.run(
        Duration.ofMillis(50),
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
          }
          return "late";
        },
        heard::add,
        heard::add);
    until("failure", () -> heard.size() == 1);
    assertInstanceOf(TimeoutException.class, heard.getFirst());
    until("interrupted", interrupted::get);
    assertEquals(1, heard.size());
  }

  @Test
  void cancelledWorkIsHeardOfNoMore() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var job =
        background.run(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                ended.countDown();
              }
              return "x";
            },
            heard::add,
            heard::add);
    begun.await();
    job.cancel();
    ended.await();
    fx(() -> {});
    assertEquals(List.of(), List.copyOf(heard));
  }

  @Test
  void windowRunsAtOnceWhenAlreadyThere() {
    var now = new AtomicBoolean();
    fx(() -> {
      background.window(() -> now.set(true));
      assertTrue(now.get());
    });
    now.set(false);
    background.window(() -> now.set(Platform.isFxApplicationThread()));
    until("later", now::get);
    assertFalse(Platform.isFxApplicationThread());
  }
}
