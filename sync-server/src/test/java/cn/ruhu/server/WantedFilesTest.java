package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.PullReply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedFilesTest {
  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));

  @Test
  void filesNobodyCanSendAnyMoreKeepNoOtherFromBeingAskedFor() throws Exception {
    var config = EmbeddedServer.Config.forTests().withClock(clock::get);
    try (District district = new District(data, config);
        TestMachine clerk = district.machine("clerk")) {
      UUID app = District.open(clerk, District.HERE, "王芳").application().orElseThrow().id();
      Set<String> lost = lost(district, app, 450);
      var asked = new HashSet<String>();
      for (int page = 0; page < 60; page++) {
        clock.updateAndGet(t -> t.plusSeconds(1));
        List<String> now = clerk.pullAnswer(500).as(PullReply.class).wantFiles();
        assertEquals(200, now.size());
        asked.addAll(now);
      }
      assertEquals(lost, asked);
      assertTrue(asked.size() > 200);
    }
  }

  /// Pages whose files were lost, and which nobody sends.
  private static Set<String> lost(District district, UUID app, int pages) throws Exception {
    long seq = district.server.seq();
    var lost = new HashSet<String>();
    district
        .server
        .wiring()
        .database
        .write(tx -> {
          for (int i = 0; i < pages; i++) {
            String address = FileAddress.of(new byte[] {(byte) i, (byte) (i >> 8)}).text();
            var fields = new TreeMap<>(Map.of("slot", "D03", "file", address));
            fields.put("application", app.toString());
            UUID id = District.IDS.next();
            tx.records()
                .put(new Held("PAGE", id, District.HERE, app, 0, id, "j", false, fields), seq);
            lost.add(address);
          }
          tx.files().askForTheRest();
          return true;
        });
    return lost;
  }
}
