package cn.ruhu.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.config.ConfigReader;
import cn.ruhu.server.keys.KeyFolder;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The operator's worst day, by the commands of the operator's page alone: installed, loaded,
/// backed up, loaded more, killed, its disk lost, restored, finished. No machine loses an op.
class RestoreProofTest {
  private static final String HANDED_OVER = "handed over once";

  @TempDir Path folder;
  private Path config;
  private int port;
  private Process process;

  @BeforeEach
  void install() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Files.writeString(folder.resolve("passphrase"), "correct horse battery staple\n");
    Files.setPosixFilePermissions(
        folder.resolve("passphrase"), PosixFilePermissions.fromString("rw-------"));
    config =
        Files.writeString(
            folder.resolve("server.conf"),
            String.join(
                "\n",
                "data = data",
                "port = " + port,
                "operator.port = off",
                "backup.folder = backups",
                "backup.passphrase-file = passphrase"));
    assertEquals(0, command("init").exit());
    person("clerk", District.HERE);
    person("clerk2", District.HERE);
    person("clerkThere", District.THERE);
    serve();
    for (String login : List.of("clerk", "clerk2", "clerkThere")) own(login);
  }

  /// Sets one's own password in place of the one that was handed over.
  private void own(String login) throws Exception {
    try (TestMachine machine = enrolled()) {
      machine.choose(login, HANDED_OVER, District.PASSWORD);
    }
  }

  @AfterEach
  void end() throws Exception {
    process.destroyForcibly().waitFor();
  }

  /// Somebody at a window.
  private void person(String login, String street) {
    var add = new ArrayList<>(List.of("person", "add", "--login", login, "--name", login));
    add.addAll(List.of("--role", "WINDOW_CLERK", "--street", street, "--password-stdin"));
    add.addAll(List.of("--config", config.toString()));
    ConfiguredServerTest.Ran ran =
        ConfiguredServerTest.told(HANDED_OVER, add.toArray(String[]::new));
    assertEquals(0, ran.exit(), ran.out());
  }

  private ConfiguredServerTest.Ran command(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", config.toString()));
    return ConfiguredServerTest.run(all.toArray(String[]::new));
  }

  private Wiring open() throws Exception {
    return Wiring.open(ConfigReader.read(config, Map.of()), ConfiguredServerTest.around());
  }

  private String code() throws Exception {
    ConfiguredServerTest.Ran ran = command("code");
    assertEquals(0, ran.exit(), ran.out());
    return (String) Messages.read(ran.out().getBytes(UTF_8), Map.class).get("code");
  }

  private void serve() throws Exception {
    process =
        ServerProcess.serving(
            folder.resolve("ready"), Redirect.DISCARD, "--config", config.toString());
  }

  private TestMachine machine(String login) throws Exception {
    TestMachine machine = enrolled();
    machine.login(login, District.PASSWORD);
    return machine;
  }

  private TestMachine enrolled() throws Exception {
    var keys = KeyFolder.open(folder.resolve("data").resolve("keys"));
    var machine = new TestMachine("https://127.0.0.1:" + port, keys.tls().certificate());
    machine.enrol(code());
    return machine;
  }

  private static FileAddress page(TestMachine clerk, UUID app, byte[] content) throws Exception {
    FileAddress address = named(clerk, app, content);
    send(clerk, app, content);
    return address;
  }

  /// A page whose file is still on its machine.
  private static FileAddress named(TestMachine clerk, UUID app, byte[] content) throws Exception {
    FileAddress address = FileAddress.of(content);
    clerk.save(
        RecordChange.create(
            CaseRecord.of(
                RecordType.PAGE,
                District.IDS.next(),
                District.HERE,
                app,
                Map.of("application", app.toString(), "slot", "D03", "file", address.text()))));
    return address;
  }

  private static void send(TestMachine clerk, UUID app, byte[] content) throws Exception {
    assertEquals(Protocol.FILE_VERIFIED, clerk.sendFile(app, content).status());
  }

  /// What a machine does when its server has another history: forgets its copies, sends all it
  /// retained again, pulls.
  private static List<Verdict> heal(TestMachine machine) throws Exception {
    TestMachine.Answer refused = machine.pullAnswer(10);
    assertEquals("LINEAGE", refused.refusal().code());
    machine.witness = null;
    machine.cursors = new TreeMap<>();
    machine.copies.clear();
    PushReply reply = machine.push(1, machine.lines.size());
    assertEquals(machine.lines.size(), reply.journalLast());
    machine.pull();
    return reply.verdicts();
  }

  private static Set<UUID> ops(TestMachine... machines) throws Exception {
    var all = new TreeSet<UUID>();
    for (TestMachine machine : machines)
      for (byte[] line : machine.lines) all.add(OpCodec.read(line).opId());
    return all;
  }

  @Test
  @Timeout(300)
  void noOpIsLostWhenTheServerIsKilledAndRestoredFromABackup() throws Exception {
    try (TestMachine early = machine("clerk");
        TestMachine there = machine("clerkThere")) {
      byte[] kept = TestMachine.bytes(20_000);
      byte[] lost = TestMachine.bytes(20_000);
      byte[] newer = TestMachine.bytes(20_000);
      byte[] between = TestMachine.bytes(20_000);
      CaseFile file = District.open(early, District.HERE, "王芳");
      UUID app = file.application().orElseThrow().id();
      page(early, app, kept);
      FileAddress gone = page(early, app, lost);
      FileAddress straddling = named(early, app, between);
      District.open(there, District.THERE, "赵强");
      there.pull();
      ConfiguredServerTest.Ran backup = command("backup");
      assertEquals(0, backup.exit(), backup.out());
      try (TestMachine late = machine("clerk2")) {
        District.open(early, District.HERE, "李强");
        page(early, app, newer);
        send(early, app, between);
        early.pull();
        CaseFile fresh = District.open(late, District.HERE, "刘洋");
        late.pull();
        process.destroyForcibly().waitFor();
        loseTheDisk();
        restore(Messages.read(backup.out().getBytes(UTF_8), Map.class));
        loseOneFile(gone);
        ConfiguredServerTest.Ran finish = command("restore-finish");
        assertTrue(finish.out().contains("\"missing\":2"), finish.out());
        serve();
        for (Verdict v : heal(early)) assertEquals(Verdict.Kind.APPLIED, v.verdict());
        heal(there);
        enrolledAnew(late);
        assertWanted(early, there, Set.of(gone.text(), straddling.text()));
        send(early, app, lost);
        send(early, app, between);
        assertEquals(List.of(), wanted(early));
        send(early, app, newer);
        early.pull();
        late.pull();
        assertEquals(early.copies.keySet(), late.copies.keySet(), "both see the same");
        assertTrue(early.copies.containsKey(fresh.application().orElseThrow().id()));
        for (byte[] content : List.of(kept, lost, newer, between))
          assertArrayEquals(content, late.file(FileAddress.of(content).text()));
        everythingOnce(early, late, there);
      }
    }
  }

  /// A machine the backup does not know keeps its identity and its journal; only its block is new,
  /// and nobody ever had it.
  private void enrolledAnew(TestMachine late) throws Exception {
    assertEquals("DEVICE", late.pullAnswer(10).refusal().code());
    String before = late.block;
    late.token = "";
    late.enrol(code());
    assertNotEquals(before, late.block);
    assertTrue(Integer.parseInt(late.block) > 100, late.block + " lies above all the lost ones");
    late.login("clerk2", District.PASSWORD);
    for (Verdict v : heal(late)) assertEquals(Verdict.Kind.APPLIED, v.verdict());
  }

  private static void assertWanted(TestMachine early, TestMachine there, Set<String> addresses)
      throws Exception {
    assertEquals(addresses, Set.copyOf(wanted(early)));
    assertEquals(List.of(), wanted(there), "who does not see the case is asked nothing");
    assertFalse(early.receipts.isEmpty());
  }

  private static List<String> wanted(TestMachine machine) throws Exception {
    return machine.pullAnswer(500).as(PullReply.class).wantFiles();
  }

  private void loseTheDisk() throws Exception {
    Files.move(folder.resolve("data"), folder.resolve("lost"));
  }

  private void restore(Map<?, ?> backup) throws Exception {
    ConfiguredServerTest.Ran restored = command("restore", "--from", (String) backup.get("backup"));
    assertEquals(0, restored.exit(), restored.out());
  }

  private void loseOneFile(FileAddress address) throws Exception {
    Path whole = folder.resolve("data").resolve("files").resolve("whole");
    Files.delete(whole.resolve(address.hex().substring(0, 2)).resolve(address.text()));
  }

  /// Every op any machine ever had acknowledged is in the server's history, once.
  private void everythingOnce(TestMachine... machines) throws Exception {
    process.destroy();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, command("verify-audit").exit());
    try (Wiring wiring = open()) {
      List<UUID> held =
          wiring.database.read(
              tx -> tx.all("SELECT op_id FROM op ORDER BY op_id", row -> row.id("op_id")));
      assertEquals(ops(machines), new TreeSet<>(held), "0 lost, 0 made up");
      assertEquals(held.size(), new TreeSet<>(held).size());
      long people = wiring.database.read(tx -> tx.records().ofType("PERSON")).size();
      assertEquals(4, people, "each household once");
    }
  }
}
