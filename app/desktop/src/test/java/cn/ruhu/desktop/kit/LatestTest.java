package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LatestTest {
  /// Work ends when the test says so, in whatever order.
  private static final class Slow implements Background {
    final List<Runnable> ends = new ArrayList<>();

    @Override
    public <T> Job run(
        Duration deadline,
        Callable<T> work,
        Consumer<? super T> then,
        Consumer<? super Throwable> failed) {
      ends.add(() -> {
        try {
          then.accept(work.call());
        } catch (Exception e) {
          failed.accept(e);
        }
      });
      return () -> {};
    }

    @Override
    public Job after(Duration delay, Runnable act) {
      return () -> {};
    }

    @Override
    public Job every(Duration period, Runnable act) {
      return () -> {};
    }

    @Override
    public void window(Runnable act) {
      act.run();
    }
  }

  private final Slow background = new Slow();
  private final Latest latest = new Latest(background);
  private final List<String> shown = new ArrayList<>();

  private void ask(String answer) {
    latest.read(() -> answer, shown::add, e -> shown.add(String.valueOf(e.getMessage())));
  }

  @Test
  void anAnswerAskedForEarlierNeverReplacesALaterOne() {
    ask("before the case came");
    ask("with the case");
    background.ends.get(1).run();
    background.ends.get(0).run();
    assertEquals(List.of("with the case"), shown);
  }

  @Test
  void answersInTheirOrderAreAllShown() {
    ask("one");
    ask("two");
    background.ends.forEach(Runnable::run);
    assertEquals(List.of("one", "two"), shown);
  }

  @Test
  void aFailureOfAnEarlierReadIsNotToldAfterALaterAnswer() {
    latest.read(
        () -> {
          throw new IllegalStateException("late");
        },
        _ -> shown.add("never"),
        e -> shown.add(String.valueOf(e.getMessage())));
    ask("fine");
    background.ends.get(1).run();
    background.ends.get(0).run();
    assertEquals(List.of("fine"), shown);
  }
}
