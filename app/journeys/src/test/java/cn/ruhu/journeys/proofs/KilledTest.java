package cn.ruhu.journeys.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.Soak;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.wire.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill −9 of real programs while they work: clients that save and send, pages too, and the server
/// they send to. What was told saved is at the district at the end, whole and once.
class KilledTest {
  private static final List<String> CLERKS = List.of("zhou", "wu");
  private static final String ACTS_OF_A_PROGRAM = "60";

  @TempDir Path folder;

  private final List<Process> running = new ArrayList<>();
  private final Map<String, Process> clients = new HashMap<>();
  private final List<Thread> listeners = new ArrayList<>();
  private final Map<UUID, RealClient.Saved> told = new ConcurrentHashMap<>();
  private int port;
  private String pin = "";

  @Test
  void nothingIsLostOrDoubledOverThirtyKills() throws Exception {
    killed(30);
  }

  @Test
  @Tag("soak")
  void nothingIsLostOrDoubledOverAThousandKills() throws Exception {
    Killed killed = killed(Integer.getInteger("ruhu.kills", 1_000));
    Soak.atLeast(
        "kills -9 of client and server, nothing lost or doubled", killed.all(), "kills", 1_000);
    Soak.probe("kills: of the server", killed.servers(), "kills");
    Soak.probe("kills: acts told saved, all at the district once", killed.told(), "acts");
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : running) process.destroyForcibly().waitFor();
  }

  /// @param servers of them of the server
  /// @param told acts that were told saved
  private record Killed(int all, int servers, int told) {}

  private Killed killed(int kills) throws Exception {
    long seed = Long.getLong("ruhu.seed", 20171117L);
    var random = new Random(seed);
    setUp();
    int done = 0;
    int sends = 0;
    Process server = server();
    for (String clerk : CLERKS) clients.put(clerk, client(clerk));
    int before = 0;
    while (done < kills) {
      for (int i = 0; i < 6_000 && told.size() < before + 10; i++) TimeUnit.MILLISECONDS.sleep(20);
      assertTrue(told.size() > before, "clients work, seed " + seed + ": " + errors());
      TimeUnit.MILLISECONDS.sleep(random.nextInt(250));
      boolean theServer = random.nextBoolean();
      if (theServer) {
        kill(server);
        done++;
        sends++;
      }
      before = told.size(); // the next programs may be done before the server is there again
      // one may live on without its server
      boolean spares = theServer && random.nextBoolean();
      String spared = spares ? CLERKS.get(random.nextInt(CLERKS.size())) : "";
      for (String clerk : CLERKS) {
        if (clerk.equals(spared)) continue;
        kill(clients.get(clerk));
        done++;
        clients.put(clerk, client(clerk));
      }
      if (theServer) server = server();
    }
    for (Process client : clients.values()) kill(client);
    for (Thread listener : listeners) listener.join();
    var killed = new Killed(done, sends, told.size());
    System.out.println(killed);
    check(server);
    return killed;
  }

  /// What the programs said of what went wrong.
  private String errors() {
    try {
      return Files.readString(folder.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void setUp() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var config = EmbeddedServer.Config.forTests().withPort(port);
    try (EmbeddedServer first = EmbeddedServer.start(folder.resolve("server"), config)) {
      pin = first.pin().text();
      for (String clerk : CLERKS) {
        first.addPerson(
            clerk, RealClient.PASSWORD, clerk, Role.WINDOW_CLERK, RealClient.STREET, null);
        RealClient.enrol(folder.resolve(clerk), url(), pin, first.issueCode(), clerk);
      }
    }
  }

  private String url() {
    return "https://127.0.0.1:" + port;
  }

  private void kill(Process process) throws Exception {
    assertTrue(process.isAlive(), "it was alive until it was killed");
    process.destroyForcibly().waitFor();
    running.remove(process);
  }

  private Process java(List<String> words) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote", // the build's own classes, started thirty times
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(words);
    Process process =
        new ProcessBuilder(command)
            .redirectError(Redirect.appendTo(folder.resolve("errors").toFile()))
            .start();
    running.add(process);
    return process;
  }

  private Process server() throws Exception {
    Path ready = folder.resolve("ready");
    Files.deleteIfExists(ready);
    Process process =
        java(
            List.of(
                "cn.ruhu.server.Main",
                "run",
                "--ready-file",
                ready.toString(),
                "--data",
                folder.resolve("server").toString(),
                "--port",
                Integer.toString(port),
                "--operator-port",
                "off"));
    while (!Files.exists(ready))
      if (process.waitFor(20, TimeUnit.MILLISECONDS))
        throw new AssertionError("the server does not begin again: " + process.exitValue());
    return process;
  }

  private Process client(String clerk) throws IOException {
    Process process =
        java(
            List.of(
                "cn.ruhu.journeys.proofs.RealClientMain",
                folder.resolve(clerk).toString(),
                clerk,
                url(),
                ACTS_OF_A_PROGRAM));
    listeners.add(Thread.ofPlatform().start(() -> listen(process)));
    return process;
  }

  private void listen(Process process) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) continue; // cut by the kill
        UUID op = UUID.fromString(words[0]);
        told.put(op, new RealClient.Saved(op, UUID.fromString(words[1]), words[2]));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void check(Process server) throws Exception {
    var applications = new HashSet<UUID>();
    var pages = new HashSet<String>();
    for (String clerk : CLERKS) {
      try (RealClient client =
          RealClient.open(folder.resolve(clerk), clerk, url(), RealClient.SHORT)) {
        client.online();
        client.drain();
        assertEquals(List.of(), client.store.journal().verify());
        for (JournalEntry e : client.store.journal().entries()) {
          assertEquals(Verdict.Kind.APPLIED, e.verdict().verdict(), "taken as it was");
          assertTrue(applications.add(e.op().changes().getFirst().id()), "made once");
          pages.addAll(e.op().files());
          told.remove(e.opId());
        }
      }
    }
    assertEquals(Set.of(), told.keySet(), "told saved, and not in any journal");
    kill(server);
    var config = EmbeddedServer.Config.forTests().withPort(port);
    try (EmbeddedServer after = EmbeddedServer.start(folder.resolve("server"), config)) {
      assertTrue(after.chainsHold());
      district(after, applications, pages);
    }
  }

  /// What somebody who never worked here is handed is what the machines made, and no more.
  private void district(EmbeddedServer server, Set<UUID> applications, Set<String> pages)
      throws Exception {
    server.addPerson(
        "reader", RealClient.PASSWORD, "reader", Role.STREET_REVIEWER, RealClient.STREET, null);
    Path home = folder.resolve("reader");
    RealClient.enrol(home, url(), pin, server.issueCode(), "reader");
    try (RealClient reader = RealClient.open(home, "reader", url(), RealClient.SHORT)) {
      reader.online();
      reader.drain();
      var seen = new HashSet<UUID>();
      reader.store.all(RecordType.APPLICATION).forEach(r -> seen.add(r.id()));
      assertEquals(applications, seen, "what the district holds");
      var named = new HashSet<String>();
      reader.store.all(RecordType.PAGE).forEach(r -> named.add(r.text("file")));
      assertEquals(pages, named);
      for (String page : pages)
        assertTrue(reader.store.sync().arrived(page), "the district holds every page");
    }
  }
}
