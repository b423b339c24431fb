package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private final ArrayList<Runnable> asked = new ArrayList<>();
  private final Rehearsal rehearsal = new Rehearsal(asked::add);

  @Test
  void isPlayedOnceFromBeginToEnd() {
    rehearsal.begin();
    rehearsal.begin();
    assertEquals(1, asked.size());
    asked.getFirst().run();
  }

  @Test
  void whoeverSignsInIsNotKeptWaitingForIt() {
    rehearsal.end();
    rehearsal.begin();
    assertEquals(0, asked.size());
    Rehearsal.none().begin();
  }
}
