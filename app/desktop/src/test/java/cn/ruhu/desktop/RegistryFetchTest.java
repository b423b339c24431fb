package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFetchTest {
  @TempDir Path home;

  @Test
  void whatFailedOnTheWayIsAskedAgainWhenItIsTime() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      var fetch = new RegistryFetch(at.store().registry(), at.clock(), Runnable::run, true);
      assertTrue(fetch.due(false));
      assertFalse(fetch.due(false), "one request at a time");
      assertThrows(
          IllegalStateException.class,
          () ->
              fetch.step(
                  _ -> {
                    throw new IllegalStateException("set by hand");
                  },
                  false));
      assertFalse(fetch.due(false), "not at once");
      at.pass(Duration.ofMinutes(10));
      assertTrue(fetch.due(false));
    }
  }
}
