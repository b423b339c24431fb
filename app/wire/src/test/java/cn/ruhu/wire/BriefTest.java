package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BriefTest {
  private static final Witness AT = Samples.witness(9);
  private static final Cursor POINT = new Cursor(9, AT.hash());
  private static final Cursor OLDER = new Cursor(4, Samples.witness(4).hash());

  private static PullReply page(Witness at, Map<String, Cursor> cursors, List<String> scopes) {
    return new PullReply(
        List.of(),
        List.of(),
        cursors,
        scopes,
        List.of(),
        List.of(),
        at,
        3,
        1_760_000_000_000L,
        false,
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aRequestComesBackWholeFromEitherText() throws WireException {
    for (PullRequest request :
        List.of(
            new PullRequest(1, null, Map.of(), 10),
            new PullRequest(1, AT, Map.of("pub", POINT, "110108007", POINT), 2_000),
            new PullRequest(1, AT, Map.of("pub", POINT, "x", OLDER), 5, List.of(Samples.opId(1))),
            new PullRequest(1, null, Map.of("x", OLDER), 5))) {
      assertEquals(request, Brief.readRequest(Brief.write(request)));
      assertEquals(request, Brief.readRequest(Messages.write(request)));
    }
  }

  @Test
  void aPageWithNothingNewSaysOnlyWhatTimeItIs() throws WireException {
    var asked = new PullRequest(1, AT, Map.of("pub", POINT, "110108007", POINT), 2_000);
    PullReply page = page(AT, asked.cursors(), List.of("110108007", "pub"));
    byte[] brief = Brief.write(asked, page);
    assertEquals("{\"safeSeq\":3,\"serverTime\":1760000000000}", text(brief));
    assertEquals(page, Brief.readReply(asked, brief));
  }

  @Test
  void aPageComesBackWholeFromEitherText() throws WireException {
    var asked = new PullRequest(1, Samples.witness(4), Map.of("pub", OLDER), 2_000);
    var cursors = new TreeMap<>(Map.of("pub", POINT, "x", OLDER));
    for (PullReply page :
        List.of(
            page(AT, Map.of("pub", POINT), List.of("pub")),
            page(AT, cursors, List.of("pub", "x")),
            page(AT, Map.of(), List.of()),
            page(AT, Map.of(), List.of("pub")),
            page(AT, Map.of("x", POINT), List.of("pub")),
            new PullReply(
                List.of(
                    new WireRecord(
                        "PERSON", Samples.opId(7), "x", null, 9, true, Map.of("name", ""))),
                List.of(new PullReply.Exit("x", Samples.CASE, 8)),
                cursors,
                List.of("pub", "x"),
                List.of("a"),
                List.of("b"),
                AT,
                0,
                4,
                true,
                List.of(
                    new Verdict(Samples.opId(4), Verdict.Kind.LATE, 8, "r", "f", "d", List.of())),
                List.of("x"),
                Map.of("pub", "d"),
                List.of(
                    new LateNews(
                        Samples.opId(4), 0, 1, 0, 0, null, new LateNews.By("n", 7, "w")))))) {
      assertEquals(page, Brief.readReply(asked, Brief.write(asked, page)));
      assertEquals(page, Brief.readReply(asked, Messages.write(page)));
    }
  }

  @Test
  void verdictsOfLinesThatWereSimplyAppliedAreCounted() throws WireException {
    PushBody asked = Samples.body(5);
    var verdicts = new ArrayList<Verdict>();
    for (int i = 1; i <= 5; i++)
      verdicts.add(
          new Verdict(
              Samples.opId(i),
              i == 4 ? Verdict.Kind.CONFLICT : Verdict.Kind.APPLIED,
              i == 1 ? 7 : 9,
              i == 4 ? "FIELD_CONFLICT" : null,
              null,
              null,
              i == 4 ? List.of(Samples.CASE) : List.of()));
    var reply = new PushReply(verdicts, 5, AT, 3, 4, null);
    byte[] brief = Brief.write(asked, reply);
    assertTrue(text(brief).startsWith("{\"verdicts\":[{\"applied\":1,\"seq\":7},"), text(brief));
    assertEquals(reply, Brief.readReply(asked, brief));
    assertEquals(reply, Brief.readReply(asked, Messages.write(reply)));
  }

  @Test
  void whatDoesNotFitWhatWasAskedIsRefused() throws WireException {
    PushBody asked = Samples.body(2);
    for (String text :
        List.of(
            "{\"verdicts\":[{\"applied\":3,\"seq\":7}],\"journalLast\":2,\"safeSeq\":0}",
            "{\"verdicts\":[{\"seq\":7}],\"journalLast\":2,\"safeSeq\":0}"))
      assertThrows(
          WireException.class,
          () -> Brief.readReply(asked, text.getBytes(StandardCharsets.UTF_8)),
          text);
    var nobody = new PullRequest(1, null, Map.of(), 1);
    byte[] nothing = "{\"safeSeq\":0,\"serverTime\":1}".getBytes(StandardCharsets.UTF_8);
    assertThrows(WireException.class, () -> Brief.readReply(nobody, nothing));
    assertThrows(
        WireException.class,
        () -> Brief.readRequest("{\"protocol\":1,\"at\":[\"x\"],\"limit\":1}".getBytes()));
  }

  @Test
  void aShortSignatureIsAsGoodAsTheLongOne() {
    SigningKey key = SigningKey.fromBytes(new byte[32]);
    byte[] text = {1, 2, 3};
    String brief = key.signShort(text);
    assertEquals("ed25519:".length() + 86, brief.length());
    assertTrue(Signatures.verify(key.publicHex(), text, brief));
    assertTrue(!Signatures.verify(key.publicHex(), new byte[] {1}, brief));
    assertTrue(!Signatures.verify(key.publicHex(), text, brief.substring(0, 93) + "B"));
    assertTrue(!Signatures.verify(key.publicHex(), text, "ed25519:" + "=".repeat(86)));
  }
}
