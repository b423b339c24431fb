package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphicsTest {
  private static final String ORDER = "prism.order";

  @TempDir Path home;
  private String before;
  private Graphics graphics;

  @BeforeEach
  void forget() {
    before = System.getProperty(ORDER);
    System.clearProperty(ORDER);
    graphics = new Graphics(home);
  }

  @AfterEach
  void asBefore() {
    if (before == null) System.clearProperty(ORDER);
    else System.setProperty(ORDER, before);
  }

  private Instant noted() throws Exception {
    return Files.getLastModifiedTime(home.resolve("drawn-by-software")).toInstant();
  }

  @Test
  void aMachineWithoutACardIsNotAskedAtEveryStart() throws Exception {
    graphics.begin(Instant.EPOCH);
    assertNull(System.getProperty(ORDER), "the first start asks");
    graphics.keep(false);
    graphics.begin(noted().plus(Duration.ofDays(13)));
    assertEquals("sw", System.getProperty(ORDER));
  }

  @Test
  void itIsAskedAgainAfterTwoWeeks() throws Exception {
    graphics.keep(false);
    Instant then = noted();
    graphics.begin(then.plus(Duration.ofDays(15)));
    assertNull(System.getProperty(ORDER));
  }

  @Test
  void aNoteFromTheFutureIsNotBelieved() throws Exception {
    graphics.keep(false);
    graphics.begin(noted().minus(Duration.ofHours(1)));
    assertNull(System.getProperty(ORDER));
  }

  @Test
  void aStartThatDidNotAskDoesNotPutTheNextQuestionOff() throws Exception {
    graphics.keep(false);
    Instant first = noted();
    graphics.begin(first);
    Files.setLastModifiedTime(
        home.resolve("drawn-by-software"),
        java.nio.file.attribute.FileTime.from(first.minusSeconds(100)));
    graphics.keep(false);
    assertTrue(noted().isBefore(first));
  }

  @Test
  void aCardThatCameIsUsedAndTheOwnersWordCounts() {
    graphics.keep(false);
    graphics.keep(true);
    assertFalse(Files.exists(home.resolve("drawn-by-software")));
    System.setProperty(ORDER, "es2");
    graphics.keep(false);
    graphics.begin(Instant.EPOCH);
    assertEquals("es2", System.getProperty(ORDER));
  }
}
