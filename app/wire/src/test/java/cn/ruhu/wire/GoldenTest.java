package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The bytes of every message, as files: a changed byte is a changed protocol.
/// `-Druhu.golden=write` rewrites them.
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @TestFactory
  Stream<DynamicTest> writesTheBytesThatStandInTheFile() throws WireException {
    return messages().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> compare(e.getKey(), e.getValue())));
  }

  private static void compare(String name, Object message) throws IOException, WireException {
    Path file = FOLDER.resolve(name + ".json");
    String bytes = new String(Messages.write(message), StandardCharsets.UTF_8);
    if ("write".equals(System.getProperty("ruhu.golden"))) Files.writeString(file, bytes + "\n");
    String golden = Files.readString(file).strip();
    assertEquals(golden, bytes);
    assertEquals(
        message, Messages.read(golden.getBytes(StandardCharsets.UTF_8), message.getClass()));
  }

  /// A program of before asks for no waiting ops, and a server of before tells of none.
  @Test
  void aPullOfBeforeIsReadAsOneThatAsksAndTellsNothing() throws WireException {
    String request = "{\"protocol\":1,\"cursors\":{},\"limit\":10}";
    assertEquals(
        new PullRequest(1, null, Map.of(), 10),
        Messages.read(request.getBytes(StandardCharsets.UTF_8), PullRequest.class));
    Witness w = Samples.witness(9);
    var page =
        new PullReply(
            List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), w, 3, 4, false,
            List.of(), List.of(), Map.of(), List.of());
    String reply =
        new String(Messages.write(page), StandardCharsets.UTF_8)
            .replaceFirst(",\"told\":.*\"late\":\\[]", "");
    assertFalse(reply.contains("told") || reply.contains("late"));
    assertEquals(page, Messages.read(reply.getBytes(StandardCharsets.UTF_8), PullReply.class));
  }

  private static Map<String, Object> messages() throws WireException {
    Witness w = Samples.witness(9);
    var cursor = Map.of("110108007", new Cursor(9, w.hash()), "pub", new Cursor(2, w.hash()));
    var person = new Accounts.Person(Samples.USER, "lijing", "李静", "STREET_CLERK", "110108007");
    String key = "ab".repeat(32);
    String address = FileAddress.of(new byte[] {1}).text();
    var all = new LinkedHashMap<String, Object>();
    all.put("op", Samples.op(1));
    Badge.Made badge =
        Badge.make(new UUID(9, 4), "493817".toCharArray(), PasswordHash.Cost.TINY, new Random(7));
    all.put("new-badge", new Accounts.NewBadge(badge.sealed(), badge.proof()));
    all.put("push-header", Samples.body(2).header());
    all.put(
        "push-reply",
        new PushReply(
            List.of(
                new Verdict(Samples.opId(1), Verdict.Kind.APPLIED, 9, null, null, null, List.of()),
                new Verdict(
                    Samples.opId(2),
                    Verdict.Kind.REJECTED,
                    9,
                    "GATE_VISIT_MISSING",
                    "EVENT.act",
                    "art. 14",
                    List.of(Samples.CASE))),
            2,
            w,
            3,
            1_760_000_000_000L,
            5_000L));
    all.put("pull-request", new PullRequest(1, w, cursor, 500, List.of(Samples.opId(4))));
    all.put(
        "pull-reply",
        new PullReply(
            List.of(
                new WireRecord(
                    "PERSON",
                    Samples.opId(7),
                    "110108007",
                    Samples.CASE,
                    9,
                    false,
                    Map.of("name", "张三"))),
            List.of(new PullReply.Exit("110108007", Samples.CASE, 8)),
            cursor,
            List.of("110108007", "pub"),
            List.of(address),
            List.of(),
            w,
            3,
            1_760_000_000_000L,
            false,
            List.of(
                new Verdict(Samples.opId(4), Verdict.Kind.MERGED, 8, null, null, null, List.of())),
            List.of(),
            Map.of(),
            List.of()));
    all.put("refusal", new Refusal("LINEAGE", "epoch", w, Map.of(Samples.JOURNAL, 4L), 9L, null));
    all.put("hello", new Accounts.Hello(1, "110108", w.epoch(), key, key, 1_760_000_000_000L));
    all.put("enrol", new Accounts.Enrol("ABCD-1234", Samples.DEVICE, key, "window 3"));
    all.put("enrolled", new Accounts.Enrolled("110108", "海淀区", "A01", key, key, List.of(person)));
    all.put("login", new Accounts.Login("lijing", "secret", Samples.DEVICE));
    all.put(
        "logged-in",
        new Accounts.LoggedIn(
            person, "token", 1, List.of("110108007"), 2, 1_760_000_000_000L, null));
    return all;
  }
}
