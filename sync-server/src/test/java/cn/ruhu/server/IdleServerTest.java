package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class IdleServerTest {
  @TempDir Path data;

  /// The pool asks its writing connection whether it lives; the question must not leave the
  /// database locked for `code`, `password` and `backup` of another process.
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void aServerThatDoesNothingLocksNobodyOut() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(data, EmbeddedServer.Config.forTests())) {
      for (int i = 0; i < 2; i++)
        assertEquals(0, ConfiguredServerTest.run("code", "--data", data.toString()).exit());
      server.issueCode();
      assertEquals(0, ConfiguredServerTest.run("code", "--data", data.toString()).exit());
    }
  }
}
