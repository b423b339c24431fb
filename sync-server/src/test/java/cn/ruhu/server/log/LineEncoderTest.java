package cn.ruhu.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineEncoderTest {
  private static String line(String text, @Nullable Throwable fault) {
    var logger = new LoggerContext().getLogger("cn.ruhu.server.Test");
    var event = new LoggingEvent("", logger, Level.ERROR, text, fault, null);
    return new String(new LineEncoder().encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void anEventIsOneLineOfJsonWhateverItSays() throws Exception {
    String line = line("two\nlines \"quoted\"\u2028", null);
    assertTrue(line.endsWith("}\n"));
    assertEquals(line.length() - 1, line.indexOf('\n'));
    Map<?, ?> read = Messages.read(line.getBytes(StandardCharsets.UTF_8), Map.class);
    assertEquals(List.of("at", "level", "logger", "text"), List.copyOf(read.keySet()));
    assertEquals("two\nlines \"quoted\"\u2028", read.get("text"));
  }

  @Test
  void aFaultIsNamedWithItsFramesButALibrarysWordsAreLeftOut() {
    var driver = new IllegalStateException("value 110199195203070013 of 王芳 is too long");
    String line = line("push failed", new StorageException("transaction", driver));
    assertTrue(line.contains("cn.ruhu.server.db.StorageException: transaction"));
    assertTrue(line.contains("\"java.lang.IllegalStateException\""));
    assertTrue(line.contains("at cn.ruhu.server.log.LineEncoderTest.aFaultIsNamed"));
    assertFalse(line.contains("110199195203070013") || line.contains("王芳"));
    assertEquals(line.length() - 1, line.indexOf('\n'));
  }
}
