package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Role;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path data;

  @Test
  void everythingItAsksOfTheServerIsDone() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(data, EmbeddedServer.Config.forTests())) {
      Rehearsal.play(server, InstantSource.system(), new Rehearsal.Size(2, 3, 4));
      server.addPerson("after", PASSWORD, "after", Role.WINDOW_CLERK, "110108007", null);
      try (TestMachine machine = TestMachine.of(server, "after", PASSWORD)) {
        machine.pull();
        long pages = machine.copies.values().stream().filter(r -> r.type().equals("PAGE")).count();
        assertEquals(3, pages);
        assertEquals(401, machine.seen("APPLICATION").size());
        assertEquals(3, machine.receipts.size());
      }
    }
  }
}
