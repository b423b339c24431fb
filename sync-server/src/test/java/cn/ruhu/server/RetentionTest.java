package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.jobs.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));

  @Test
  void whatIsOverGoesAndWhatIsNotStays() throws Exception {
    var config = EmbeddedServer.Config.forTests().withClock(clock::get);
    try (District district = new District(data, config);
        TestMachine clerk = district.machine("clerk")) {
      clerk.pull();
      district.server.issueCode();
      Retention retention = district.server.wiring().retention();
      Path parts = data.resolve("files").resolve("part");
      Path old = Files.createFile(parts.resolve("old"));
      Path fresh = Files.createFile(parts.resolve("fresh"));
      Files.setLastModifiedTime(old, FileTime.from(clock.get().minus(Duration.ofDays(15))));
      Files.setLastModifiedTime(fresh, FileTime.from(clock.get().minus(Duration.ofDays(11))));
      assertEquals(new Retention.Swept(0, 0, 0, 0, 1), retention.sweep());
      assertTrue(Files.exists(fresh));
      assertFalse(Files.exists(old));
      long seq = district.server.seq();
      long audit = rows(district, "audit");
      clock.updateAndGet(t -> t.plus(Duration.ofHours(13)));
      assertEquals(new Retention.Swept(0, 1, 0, 0, 0), retention.sweep(), "the sign-in is over");
      clock.updateAndGet(t -> t.plus(Duration.ofHours(12)));
      assertEquals(new Retention.Swept(1, 0, 0, 0, 0), retention.sweep(), "the pull's nonce");
      assertEquals(1, rows(district, "nonce"), "a sign-in can never be replayed");
      clock.updateAndGet(t -> t.plus(Duration.ofDays(31)));
      assertEquals(new Retention.Swept(0, 0, 2, 0, 1), retention.sweep());
      assertEquals(0, rows(district, "enrol_code"));
      assertEquals(seq, district.server.seq());
      assertEquals(audit, rows(district, "audit"), "the audit log is never swept");
    }
  }

  @Test
  void signingInThrowsNothingAwayAndATokenThatIsOverOpensNothing() throws Exception {
    var config = EmbeddedServer.Config.forTests().withClock(clock::get);
    try (District district = new District(data, config);
        TestMachine clerk = district.machine("clerk")) {
      clerk.pull();
      long nonces = rows(district, "nonce");
      clock.updateAndGet(t -> t.plus(Duration.ofDays(2)));
      assertEquals("TOKEN", clerk.pullAnswer(10).refusal().code());
      clerk.login("clerk", District.PASSWORD);
      assertEquals(2, rows(district, "token"), "the hourly sweep is for that");
      assertTrue(rows(district, "nonce") > nonces);
    }
  }

  @Test
  void neitherAnUploadThatCameThroughMeanwhileNorADiskKeepsTheRowsFromBeingSwept()
      throws Exception {
    var config = EmbeddedServer.Config.forTests().withClock(clock::get);
    try (District district = new District(data, config);
        TestMachine clerk = district.machine("clerk")) {
      clerk.pull();
      clock.updateAndGet(t -> t.plus(Duration.ofDays(40)));
      Retention retention = district.server.wiring().retention();
      Path parts = data.resolve("files").resolve("part");
      Files.createSymbolicLink(parts.resolve("gone"), parts.resolve("whole"));
      Path old = Files.createFile(parts.resolve("old"));
      Files.setLastModifiedTime(old, FileTime.from(clock.get().minus(Duration.ofDays(15))));
      assertEquals(1, retention.sweep().parts());
      assertEquals(0, rows(district, "token"));
      clerk.login("clerk", District.PASSWORD);
      assertEquals(1, rows(district, "token"));
      clock.updateAndGet(t -> t.plus(Duration.ofDays(1)));
      Files.move(parts, data.resolve("elsewhere"));
      assertThrows(IOException.class, retention::sweep);
      assertEquals(0, rows(district, "token"));
    }
  }

  private static long rows(District district, String table) throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx -> tx.number("SELECT count(*) AS n FROM " + table));
  }
}
