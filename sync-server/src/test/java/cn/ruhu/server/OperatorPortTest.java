package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.wire.Protocol;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorPortTest {
  @TempDir Path folder;

  @Test
  void readinessNamesWhatIsMissingAndComesBack() throws Exception {
    try (Watched watched = new Watched(folder)) {
      assertEquals(
          new Watched.Said(
              200,
              "{\"ready\":true,\"checks\":{\"serving\":\"ok\",\"database\":\"ok\","
                  + "\"tables\":\"ok\",\"disk\":\"ok\"}}"),
          watched.ask("/ready"));
      assertEquals(1.0, watched.figure("ruhu_ready"));
      watched
          .server
          .wiring()
          .database
          .write(tx -> tx.run("UPDATE flyway_schema_history SET success = 0 WHERE version = '2'"));
      Watched.Said old = watched.ask("/ready");
      assertEquals(503, old.status());
      assertTrue(old.body().contains("\"tables\":\"OUTDATED\""), old.body());
      assertEquals(0.0, watched.figure("ruhu_ready"));
      watched
          .server
          .wiring()
          .database
          .write(tx -> tx.run("UPDATE flyway_schema_history SET success = 1 WHERE version = '2'"));
      assertEquals(200, watched.ask("/ready").status());
      assertEquals(200, watched.ask("/health").status());
      assertEquals(
          404, watched.ask("/v1/hello").status(), "nothing of the district is served here");
    }
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNotReadyButTheFiguresOfTheProcessStillCome() throws Exception {
    try (Watched watched = new Watched(folder)) {
      watched.server.wiring().database.close();
      Watched.Said said = watched.ask("/ready");
      assertEquals(503, said.status());
      assertTrue(said.body().contains("\"database\":\"SILENT\""), said.body());
      assertEquals(1.0, watched.figure("ruhu_database_silent"));
      assertTrue(watched.figure("jvm_memory_used_bytes{area=\"heap\"}") > 1e6);
    }
  }

  /// The pool lets a caller wait for half a minute; who watches would long have given up.
  @Test
  void readinessAndFiguresComeWhileEveryConnectionIsHeld() throws Exception {
    var held = new CountDownLatch(4);
    var answered = new CountDownLatch(1);
    try (Watched watched = new Watched(folder);
        var holders = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++)
        holders.submit(() ->
            watched
                .server
                .wiring()
                .database
                .read(tx -> {
                  held.countDown();
                  return await(answered);
                }));
      assertTrue(await(held));
      try {
        Watched.Said said = watched.ask("/ready");
        assertEquals(503, said.status());
        assertTrue(said.body().contains("\"database\":\"SILENT\""), said.body());
        assertEquals(1.0, watched.figure("ruhu_database_silent"));
      } finally {
        answered.countDown();
      }
      holders.shutdown();
      assertTrue(holders.awaitTermination(1, TimeUnit.MINUTES));
      assertEquals(200, watched.ask("/ready").status(), "and comes back");
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDiskWithoutTheRoomThatWasAskedForIsNotReady() throws Exception {
    String moreThanAnyDiskHas = "disk.free-mib = " + (1 << 30);
    try (Watched watched = new Watched(folder, moreThanAnyDiskHas)) {
      Watched.Said said = watched.ask("/ready");
      assertEquals(503, said.status());
      assertTrue(said.body().contains("\"disk\":\"FULL\""), said.body());
    }
  }

  @Test
  void figuresCountRequestsVerdictsRefusalsAndWhatTheDistrictHolds() throws Exception {
    try (Watched watched = new Watched(folder)) {
      watched.server.addPerson(
          "clerk", District.PASSWORD, "clerk", Role.WINDOW_CLERK, District.HERE, null);
      try (TestMachine clerk = TestMachine.of(watched.server, "clerk", District.PASSWORD)) {
        District.open(clerk, District.HERE, "王芳");
        clerk.pull();
        clerk.push(1, 1);
        clerk.send("GET", "/v1/nowhere/" + clerk.device, new byte[0], Map.of());
        clerk.send("GET", Protocol.FILES + "x", new byte[0], Map.of());
      }
      String push = "ruhu_http_requests_total{method=\"POST\",route=\"/v1/push\",status=\"200\"}";
      assertEquals(2.0, watched.figure(push));
      assertEquals(2.0, watched.figure("ruhu_push_ops_total{verdict=\"applied\"}"));
      assertEquals(1.0, watched.figure("ruhu_http_refusals_total{code=\"PATH\"}"));
      assertEquals(
          1.0,
          watched.figure(
              "ruhu_http_requests_total{method=\"GET\",route=\"/v1/files/{address}\",status=\"404\"}"));
      assertEquals(
          2.0, watched.figure("ruhu_http_request_seconds_bucket{route=\"/v1/push\",le=\"+Inf\"}"));
      assertEquals(watched.server.seq(), watched.figure("ruhu_feed_seq"));
      assertEquals(1.0, watched.figure("ruhu_machines"));
      assertEquals(0.0, watched.figure("ruhu_http_running"));
      assertEquals(
          4.0, watched.figure("ruhu_database_connections{pool=\"ruhu-reader\",state=\"max\"}"));
    }
  }

  /// Every line is a comment or `name{label="value",…} number`, and every name was announced.
  @Test
  void figuresAreInTheFormatPrometheusReads() throws Exception {
    Pattern line =
        Pattern.compile(
            "([a-z_]+)(\\{[a-z]+=\"[^\"\\n\\\\]*\"(,[a-z]+=\"[^\"\\n\\\\]*\")*})? -?[0-9.E+-]+");
    try (Watched watched = new Watched(folder)) {
      Set<String> announced = new java.util.HashSet<>();
      for (String text : watched.ask("/metrics").body().split("\n")) {
        if (text.startsWith("# TYPE ")) announced.add(text.split(" ")[2]);
        if (text.startsWith("#")) continue;
        var m = line.matcher(text);
        assertTrue(m.matches(), text);
        String name = m.group(1).replaceAll("_(bucket|sum|count)$", "");
        assertTrue(announced.contains(m.group(1)) || announced.contains(name), text);
      }
      assertTrue(announced.size() > 12, announced.toString());
    }
  }

  @Test
  void theOperatorsPortListensOnThisMachineAlone() throws Exception {
    try (Watched watched = new Watched(folder)) {
      int port = watched.server.operatorPort().orElseThrow();
      var others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
              .toList();
      for (InetAddress other : others)
        assertThrows(ConnectException.class, () -> new Socket(other, port).close());
      assertFalse(watched.ask("/health").body().isEmpty());
    }
  }
}
