package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.server.files.FolderStock;
import cn.ruhu.server.keys.KeyFolder;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// kill −9 of a real server process while a machine pushes: what was acknowledged is there after
/// the restart, the same verdicts come back, and no op took effect twice.
class KillTest {
  private static final int KILLS = 4;
  private static final int OPS = 40;

  @TempDir Path data;

  @Test
  @Timeout(value = 240, unit = TimeUnit.SECONDS)
  void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
    int port = freePort();
    String code;
    var config = EmbeddedServer.Config.forTests();
    try (EmbeddedServer first = EmbeddedServer.start(data, config)) {
      first.addPerson("clerk", District.PASSWORD, "clerk", Role.WINDOW_CLERK, District.HERE, null);
      code = first.issueCode();
    }
    Process server = start(port);
    try (TestMachine clerk = machine(port)) {
      clerk.enrol(code);
      clerk.login("clerk", District.PASSWORD);
      CaseRecord app = District.open(clerk, District.HERE, "王芳").application().orElseThrow();
      int acknowledged = 1;
      var verdicts = new ArrayList<Verdict>();
      for (int kill = 1; kill <= KILLS; kill++) {
        addOps(clerk, app);
        Process victim = server;
        long wait = 15L * kill;
        Thread killer = killer(victim, wait);
        int before = acknowledged;
        acknowledged = pushUntilCut(clerk, acknowledged, verdicts);
        killer.join();
        server.waitFor();
        server = start(port);
        checkAcknowledged(clerk, before, acknowledged, verdicts);
        acknowledged = finish(clerk, acknowledged, verdicts);
      }
      clerk.pull();
      assertEquals(
          Integer.toString(KILLS * OPS), clerk.seen(app.id(), "note"), "each op exactly once");
      assertTrue(verdicts.stream().allMatch(v -> v.verdict() == Verdict.Kind.APPLIED));
    } finally {
      server.destroyForcibly().waitFor();
    }
    try (EmbeddedServer after = EmbeddedServer.start(data, config)) {
      assertTrue(after.chainsHold());
    }
  }

  private static Thread killer(Process victim, long waitMs) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            victim.waitFor(waitMs, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          victim.destroyForcibly();
        });
  }

  /// A receipt is given only for what lies on the disk with its row, however many files came in one
  /// request.
  @Test
  @Timeout(value = 240, unit = TimeUnit.SECONDS)
  void filesThatHaveAReceiptSurviveEveryKill() throws Exception {
    int port = freePort();
    String code;
    try (EmbeddedServer first = EmbeddedServer.start(data, EmbeddedServer.Config.forTests())) {
      first.addPerson("clerk", District.PASSWORD, "clerk", Role.WINDOW_CLERK, District.HERE, null);
      code = first.issueCode();
    }
    Process server = start(port);
    var kept = new TreeMap<String, byte[]>();
    try (TestMachine clerk = machine(port)) {
      clerk.enrol(code);
      clerk.login("clerk", District.PASSWORD);
      UUID app = District.open(clerk, District.HERE, "王芳").application().orElseThrow().id();
      sendParcel(clerk, app, TestMachine.bytes(20_000), kept);
      assertFalse(kept.isEmpty(), "however soon it is killed");
      for (int kill = 1; kill <= KILLS; kill++) {
        Thread killer = killer(server, 40L * kill);
        sendUntilCut(clerk, app, kept);
        killer.join();
        server.waitFor();
        server = start(port);
        for (var one : kept.entrySet()) {
          TestMachine.Answer standing =
              clerk.send(
                  "HEAD",
                  Protocol.FILES + one.getKey(),
                  new byte[0],
                  Map.of(Protocol.FILE_CASE, app.toString()));
          assertEquals(Protocol.FILE_VERIFIED, standing.status());
          Path there =
              data.resolve("files").resolve(FolderStock.inside(new FileAddress(one.getKey())));
          assertArrayEquals(one.getValue(), Files.readAllBytes(there));
        }
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  /// Sends parcels, each with the last file of the one before, until the server is gone.
  private static void sendUntilCut(TestMachine clerk, UUID app, Map<String, byte[]> kept) {
    byte[] again = TestMachine.bytes(20_000);
    try {
      while (true) again = sendParcel(clerk, app, again, kept);
    } catch (Exception e) {
      return; // it was killed
    }
  }

  /// @return the last file
  private static byte[] sendParcel(
      TestMachine clerk, UUID app, byte[] first, Map<String, byte[]> kept) throws Exception {
    var contents = new ArrayList<>(List.of(first));
    for (int i = 1; i < 8; i++) contents.add(TestMachine.bytes(15_000 + i));
    var parcel =
        new Parcel(
            contents.stream()
                .map(c -> new Parcel.Item(FileAddress.of(c).text(), app, c.length))
                .toList());
    List<Parcel.Stands> stands = clerk.sendParcel(parcel, contents).as(Parcel.Taken.class).files();
    for (int i = 0; i < stands.size(); i++)
      if (stands.get(i).verified()) kept.put(parcel.files().get(i).address(), contents.get(i));
    return contents.getLast();
  }

  private static void addOps(TestMachine clerk, CaseRecord app) throws Exception {
    for (int i = 0; i < OPS; i++) {
      int n = clerk.lines.size();
      var set = new TreeMap<String, FieldChange>();
      set.put(
          "note", new FieldChange(n == 1 ? null : Integer.toString(n - 1), Integer.toString(n)));
      clerk.add(
          clerk.op(
              "save",
              false,
              TestMachine.wire(
                  new RecordChange(
                      app.type(), app.id(), app.scope(), app.caseId(), set, false, false))));
    }
  }

  /// Pushes small batches until the server is gone.
  private static int pushUntilCut(TestMachine clerk, int from, List<Verdict> verdicts) {
    int acknowledged = from;
    try {
      while (acknowledged < clerk.lines.size()) {
        int to = Math.min(acknowledged + 3, clerk.lines.size());
        verdicts.addAll(clerk.push(acknowledged + 1, to).verdicts());
        acknowledged = to;
      }
    } catch (Exception e) {
      return acknowledged;
    }
    return acknowledged;
  }

  private static void checkAcknowledged(
      TestMachine clerk, int before, int acknowledged, List<Verdict> verdicts) throws Exception {
    if (acknowledged == before) return;
    PushReply again = clerk.push(before + 1, acknowledged);
    assertArrayEquals(
        Messages.write(verdicts.subList(before - 1, acknowledged - 1)),
        Messages.write(again.verdicts()));
    assertTrue(again.journalLast() >= acknowledged);
  }

  private static int finish(TestMachine clerk, int from, List<Verdict> verdicts) throws Exception {
    int to = clerk.lines.size();
    if (from < to) verdicts.addAll(clerk.push(from + 1, to).verdicts());
    return to;
  }

  private TestMachine machine(int port) throws Exception {
    var keys = KeyFolder.open(data.resolve("keys"));
    return new TestMachine("https://127.0.0.1:" + port, keys.tls().certificate());
  }

  private Process start(int port) throws Exception {
    return ServerProcess.serving(
        data.resolveSibling(data.getFileName() + ".ready"),
        Redirect.DISCARD,
        "--data",
        data.toString(),
        "--port",
        Integer.toString(port),
        "--operator-port",
        "off");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
