package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.Witness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Every text of every message of the port, and of an op, is replaced in turn by SQL, by what no
/// database holds, by another kind of value: an answer comes, never a fault, and nothing breaks.
@OnEachStore
class HostileWordsTest {
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|(?<=:)-?[0-9]+");

  private static final List<String> WORDS =
      List.of(
          "\"'; DROP TABLE record; --\"",
          "\"x' OR '1'='1\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"%_\\\\\"",
          "\"\"",
          "null",
          "{}",
          "-9223372036854775808",
          "9223372036854775808");

  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;

  @BeforeEach
  void start() throws Exception {
    var clock = new java.util.concurrent.atomic.AtomicLong(System.currentTimeMillis());
    // a second goes by with every look: nothing is turned away for coming too often
    district =
        new District(
            data,
            store,
            EmbeddedServer.Config.forTests()
                .withClock(() -> java.time.Instant.ofEpochMilli(clock.addAndGet(200))));
    clerk = district.machine("clerk");
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  /// The message with each of its texts and numbers, names of fields too, replaced by each word.
  private static Set<String> spoilt(String message) {
    var all = new LinkedHashSet<String>();
    Matcher m = TEXT.matcher(message);
    while (m.find())
      for (String word : WORDS)
        all.add(message.substring(0, m.start()) + word + message.substring(m.end()));
    return all;
  }

  private static String text(Object message) {
    return new String(Messages.write(message), StandardCharsets.UTF_8);
  }

  private long rows(String table) throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx -> tx.number("SELECT count(*) AS n FROM " + table));
  }

  @Test
  void noWordInAnyFieldOfAnyMessageBreaksAnything() throws Exception {
    District.open(clerk, District.HERE, "王芳");
    clerk.pull();
    String token = clerk.token;
    long seq = district.server.seq();
    long staff = rows("staff");
    long devices = rows("device");
    var witness = new Witness("e", 1, "a".repeat(64));
    var cursors = Map.of(District.HERE, new Cursor(1, "a".repeat(64)));
    var messages = new TreeMap<String, String>();
    messages.put(Protocol.PULL, text(new PullRequest(1, witness, cursors, 10)));
    messages.put(
        Protocol.ENROL,
        text(new Accounts.Enrol("AAAAAAAAAA", clerk.device, clerk.key.publicHex(), "m")));
    messages.put(Protocol.LOGIN, text(new Accounts.Login("nobody", "secret", clerk.device)));
    messages.put(
        Protocol.RECOVER,
        text(new Accounts.Recover("nobody", "secret", clerk.device, "a".repeat(64))));
    messages.put(Protocol.WORK_KEY, text(new Accounts.WorkKey("ab")));
    for (var message : messages.entrySet())
      for (String body : spoilt(message.getValue())) {
        boolean signsIn = !Set.of(Protocol.PULL, Protocol.WORK_KEY).contains(message.getKey());
        clerk.token = signsIn ? "" : token;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        TestMachine.Answer answer = clerk.send("POST", message.getKey(), bytes, Map.of());
        String said = message.getKey() + " " + body + " " + answer.status();
        assertTrue(answer.status() < 500, said);
        if (answer.status() != 200) assertNotEquals("INTERNAL", answer.refusal().code(), said);
      }
    clerk.token = token;
    assertEquals(seq, district.server.seq());
    assertEquals(staff, rows("staff"));
    assertEquals(devices, rows("device"));
    clerk.pull();
  }

  @Test
  void noWordInAnyFieldOfAnOpBreaksAnything() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    CaseRecord app = file.application().orElseThrow();
    String line =
        new String(
            OpCodec.write(
                clerk.op("save", false, TestMachine.wire(District.edit(app, "note", null, "一句话")))),
            StandardCharsets.UTF_8);
    for (String bad : spoilt(line)) clerk.lines.add(bad.getBytes(StandardCharsets.UTF_8));
    long records = rows("record");
    for (int from = 2; from <= clerk.lines.size(); from += Protocol.PUSH_OPS_MAX) {
      int to = Math.min(clerk.lines.size(), from + Protocol.PUSH_OPS_MAX - 1);
      for (Verdict verdict : clerk.push(from, to).verdicts())
        assertNotEquals("internal", verdict.reason(), verdict.toString());
    }
    assertEquals(records, rows("record") - rows("record", "CONFLICT"));
    String sql = "'; DROP TABLE record; --";
    clerk.pull();
    String now = clerk.seen(app.id(), "note");
    assertEquals(Verdict.Kind.APPLIED, clerk.save(District.edit(app, "note", now, sql)).verdict());
    clerk.pull();
    assertEquals(sql, clerk.seen(app.id(), "note"), "a word is a word");
    assertTrue(district.server.chainsHold());
  }

  /// The mark of who made a record is the server's own.
  @Test
  void noFieldIsNamedLikeTheMarkOfWhoMadeARecord() throws Exception {
    CaseRecord app = District.open(clerk, District.HERE, "王芳").application().orElseThrow();
    Verdict verdict = clerk.save(District.edit(app, "*", null, "x"));
    assertEquals(Verdict.Kind.REJECTED, verdict.verdict());
    assertEquals("FIELD_NAME", verdict.reason());
  }

  private long rows(String table, String type) throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx -> tx.number("SELECT count(*) AS n FROM " + table + " WHERE type = ?", type));
  }
}
