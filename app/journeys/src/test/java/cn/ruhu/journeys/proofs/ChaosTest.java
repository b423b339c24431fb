package cn.ruhu.journeys.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.Soak;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real client and the real server over TLS, along a line that does whatever lines do: each
/// toxic in each direction while acts and a page are on their way. When the line is honest again
/// everything is at the district, whole and once.
class ChaosTest {
  private static final Timeouts IMPATIENT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofSeconds(5));

  /// some end a connection in the middle of its handshake, some in the middle of a page
  private static final List<Toxic> TOXICS =
      List.of(
          new Toxic.Latency(40),
          new Toxic.Down(),
          new Toxic.Bandwidth(100_000),
          new Toxic.SlowClose(100),
          new Toxic.Timeout(100),
          new Toxic.ResetPeer(30),
          new Toxic.Slicer(700, 50),
          new Toxic.LimitData(900),
          new Toxic.LimitData(6_000),
          new Toxic.LimitData(60_000));

  @TempDir Path folder;
  private EmbeddedServer server;
  private ChaosProxy line;
  private RealClient client;
  private final HashSet<UUID> made = new HashSet<>();
  private final List<String> pages = new ArrayList<>();
  private final Random random = new Random(3);

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests());
    line = new ChaosProxy(server.port());
    client = at("zhou", Role.WINDOW_CLERK);
  }

  private RealClient at(String login, Role role) throws Exception {
    server.addPerson(login, RealClient.PASSWORD, login, role, RealClient.STREET, null);
    Path home = folder.resolve(login);
    String url = "https://127.0.0.1:" + line.port();
    RealClient.enrol(home, url, server.pin().text(), server.issueCode(), login);
    RealClient opened = RealClient.open(home, login, url, IMPATIENT);
    opened.online();
    return opened;
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    line.close();
    server.close();
  }

  @Test
  void whateverALineDoesEverythingComesHomeOnce() throws Exception {
    for (Toxic toxic : TOXICS)
      for (ChaosProxy.Way way : ChaosProxy.Way.values()) live(toxic, way, 150);
    check();
  }

  @Test
  @Tag("soak")
  void whateverALineDoesForHoursEverythingComesHomeOnce() throws Exception {
    int turns = Integer.getInteger("ruhu.chaosTurns", 1_000);
    for (int i = 0; i < turns; i++) {
      Toxic toxic = TOXICS.get(random.nextInt(TOXICS.size()));
      var way = random.nextBoolean() ? ChaosProxy.Way.UPSTREAM : ChaosProxy.Way.DOWNSTREAM;
      live(toxic, way, random.nextInt(600));
    }
    check();
    Soak.atLeast(
        "times a line was spoilt while work was on its way, nothing lost", turns, "times", 1_000);
    Soak.probe("spoilt lines: acts that came home once", made.size(), "acts");
    Soak.probe("spoilt lines: pages that came home whole", pages.size(), "pages");
  }

  private void live(Toxic toxic, ChaosProxy.Way way, int ms) throws Exception {
    for (int i = 0; i < 3; i++) {
      RealClient.Saved saved = client.save(i == 1, random);
      made.add(saved.application());
      if (!saved.page().isEmpty()) pages.add(saved.page());
    }
    line.spoil(way, toxic);
    client.loop.syncNow();
    TimeUnit.MILLISECONDS.sleep(ms);
    line.heal();
    client.drain();
  }

  private void check() throws Exception {
    assertEquals(List.of(), client.store.journal().verify());
    for (JournalEntry e : client.store.journal().entries())
      assertEquals(Verdict.Kind.APPLIED, e.verdict().verdict());
    assertTrue(server.chainsHold());
    try (RealClient reader = at("he", Role.STREET_REVIEWER)) {
      reader.drain();
      var seen = new HashSet<UUID>();
      reader.store.all(RecordType.APPLICATION).forEach(r -> seen.add(r.id()));
      assertEquals(made, seen);
      for (String page : pages) assertTrue(reader.store.sync().arrived(page), "the page is there");
    }
  }
}
