package cn.ruhu.desktop.questionnaires;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.ShakyBackground;
import cn.ruhu.survey.AnswerEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillingLogTest {
  private static final String KEY = "case-form:test";

  @TempDir private Path home;
  private final ShakyBackground background = new ShakyBackground();
  private TestDesk at;
  private FillingLog log;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    log = new FillingLog(at.store().drafts(), background, KEY);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void say(String value) {
    log.accept(
        new AnswerEvent(
            AnswerEvent.Act.ANSWER, "/village", value, at.desk().now(), TestDesk.CLERK));
  }

  private List<String> kept() throws Exception {
    var values = new ArrayList<String>();
    for (byte[] entry : at.store().drafts().entries(KEY))
      values.add(AnswerEvent.decode(entry).value());
    return values;
  }

  @Test
  void whatWasWrittenAfterItsTimeIsNotWrittenTwice() throws Exception {
    background.overdue = true;
    say("a");
    assertFalse(log.settled.get());
    assertFalse(log.trouble.get().isEmpty());
    background.overdue = false;
    say("b");
    assertTrue(log.settled.get());
    assertEquals(List.of("a", "b"), kept());
    assertEquals("", log.trouble.get());
  }

  @Test
  void whoWaitsForADiskThatFailsIsToldAndMayTryAgain() throws Exception {
    var told = new ArrayList<String>();
    background.refused = true;
    say("a");
    log.whenSettled(() -> told.add("settled"), () -> told.add("failed"));
    assertEquals(List.of("failed"), told);
    background.refused = false;
    log.whenSettled(() -> told.add("settled"), () -> told.add("failed"));
    assertEquals(List.of("failed", "settled"), told);
    assertEquals(List.of("a"), kept());
  }

  @Test
  void whatIsAnsweredWhileAFormIsFinishedWaitsForWhatBecomesOfIt() throws Exception {
    say("a");
    log.hold();
    say("b");
    assertEquals(List.of("a"), kept());
    log.release();
    assertEquals(List.of("a", "b"), kept());
    log.hold();
    say("c");
    log.close();
    say("d");
    assertEquals(List.of("a", "b"), kept());
    assertTrue(log.settled.get());
  }

  @Test
  void picturesTheFormDoesNotTakeYetLieWithTheDraft() throws Exception {
    var early = new TreeMap<>(Map.of("/front", List.of("x", "y"), "/back", List.<String>of()));
    log.pictures(early);
    at.restart();
    assertEquals(early, FillingLog.pictures(at.store().drafts(), KEY));
    assertEquals(new TreeMap<>(), FillingLog.pictures(at.store().drafts(), "case-form:other"));
  }
}
