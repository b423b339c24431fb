package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestTest {
  private final LateBackground background = new LateBackground();
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
