package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PushBodyTest {
  @Test
  void carriesTheExactBytesOfEveryLine() throws Exception {
    PushBody sent = Samples.body(5);
    PushBody got = read(sent.gzip());
    assertEquals(sent.header(), got.header());
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(sent.lines().get(i).bytes(), got.lines().get(i).bytes());
      assertEquals(Samples.op(i + 1), got.lines().get(i).op().orElseThrow());
      assertEquals(i + 1, got.lines().get(i).jseq());
    }
    assertEquals(sent.header().lastHash(), got.lines().get(4).hash());
    assertArrayEquals(sent.gzip(), Samples.body(5).gzip());
  }

  @Test
  void carriesNoLineAtAll() throws Exception {
    PushBody got = read(Samples.body(0).gzip());
    assertEquals(List.of(), got.lines());
    assertEquals(got.header().prevHash(), got.header().lastHash());
  }

  /// What is sent is packed before its header is known; who reads it sees one body.
  @Test
  void linesPackedAheadAreTheSameBodyUnderAnyHeader() throws Exception {
    PushBody first = Samples.body(40);
    var ready = PushLines.of(Samples.JOURNAL, 1, Chain.start(Samples.JOURNAL), Samples.lines(40));
    ready.pack();
    assertArrayEquals(first.gzip(), ready.gzip(first.header()));
    PushBody later = PushBody.of(ready, Samples.witness(9), Map.of());
    PushBody got = read(ready.gzip(later.header()));
    assertEquals(Samples.witness(9), got.header().witness());
    assertEquals(40, got.lines().size());
  }

  @Test
  void whoSendsALineKnowsItsIdWithoutReadingIt() throws Exception {
    byte[] unread = "no op at all".getBytes(StandardCharsets.UTF_8);
    var ready =
        PushLines.of(
            Samples.JOURNAL,
            1,
            Chain.start(Samples.JOURNAL),
            List.of(unread),
            List.of(Samples.opId(3)));
    assertEquals(Samples.opId(3), ready.lines().getFirst().opId());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            PushLines.of(
                Samples.JOURNAL,
                1,
                Chain.start(Samples.JOURNAL),
                List.of(unread, unread),
                List.of(Samples.opId(3))));
  }

  @Test
  void refusesABodyCutAnywhere() throws Exception {
    byte[] whole = Samples.body(4).gzip();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      int at = length;
      assertThrows(WireException.class, () -> read(cut), () -> "cut at " + at);
    }
    byte[] raw = unzip(whole);
    for (int length = 0; length < raw.length; length++) {
      byte[] cut = zip(Arrays.copyOf(raw, length));
      WireException e = assertThrows(WireException.class, () -> read(cut));
      assertEquals(WireException.Code.MALFORMED, e.code());
    }
  }

  @Test
  void aDamagedBodyGivesATypedRefusalOrTheSameOps() throws Exception {
    PushBody sent = Samples.body(6);
    byte[] packed = sent.gzip();
    byte[] raw = unzip(packed);
    var random = new Random(20260803);
    for (int round = 0; round < 4_000; round++) {
      boolean inside = random.nextBoolean();
      byte[] bytes = (inside ? raw : packed).clone();
      int flips = 1 + random.nextInt(3);
      for (int i = 0; i < flips; i++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(4) == 0) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      try {
        PushBody got = read(inside ? zip(bytes) : bytes);
        for (int i = 0; i < got.lines().size(); i++) {
          assertArrayEquals(sent.lines().get(i).bytes(), got.lines().get(i).bytes());
        }
        assertEquals(sent.lines().size(), got.lines().size());
      } catch (WireException e) {
        assertTrue(e.getMessage().length() < 200);
      } catch (RuntimeException e) {
        fail("round " + round, e);
      }
    }
  }

  @Test
  void noticesALineThatWasExchanged() throws Exception {
    byte[] raw = unzip(Samples.body(3).gzip());
    String text = new String(raw, StandardCharsets.UTF_8).replace("13800000000", "13900000000");
    assertEquals(
        WireException.Code.CHAIN,
        assertThrows(WireException.class, () -> read(zip(text.getBytes(StandardCharsets.UTF_8))))
            .code());
  }

  @Test
  void aPoisonLineKeepsItsPlaceAndHoldsUpNobody() throws Exception {
    var lines = Samples.lines(3);
    lines.set(1, "{\"opId\":\"not an id\"".getBytes(StandardCharsets.UTF_8));
    var body = PushBody.of(Samples.JOURNAL, 1, Chain.start(Samples.JOURNAL), lines, null, Map.of());
    PushBody got = read(body.gzip());
    assertEquals("MALFORMED", got.lines().get(1).problem().orElseThrow());
    assertEquals(PushBody.idOf(got.lines().get(1).hash()), got.lines().get(1).opId());
    assertTrue(got.lines().get(0).op().isPresent());
    assertTrue(got.lines().get(2).op().isPresent());
  }

  @Test
  void aLineThatNamesAnotherPlaceIsNotRead() throws Exception {
    var lines = Samples.lines(2);
    lines.set(0, OpCodec.write(Samples.op(9)));
    var body = PushBody.of(Samples.JOURNAL, 1, Chain.start(Samples.JOURNAL), lines, null, Map.of());
    assertEquals("JSEQ", read(body.gzip()).lines().get(0).problem().orElseThrow());
  }

  @Test
  void unpacksABombNoFurtherThanTheLimit() throws Exception {
    byte[] bomb = zip(new byte[200 << 20]);
    assertTrue(bomb.length < 1 << 20);
    assertEquals(
        WireException.Code.TOO_LARGE, assertThrows(WireException.class, () -> read(bomb)).code());
  }

  @Test
  void refusesMoreOpsThanTheLimit() throws Exception {
    byte[] body = Samples.body(3).gzip();
    var limits = new PushBody.Limits(2, 1 << 20);
    assertEquals(
        WireException.Code.TOO_LARGE,
        assertThrows(
                WireException.class, () -> PushBody.read(new ByteArrayInputStream(body), limits))
            .code());
  }

  @Test
  void refusesAnotherProtocolOrHash() throws Exception {
    String text = new String(unzip(Samples.body(1).gzip()), StandardCharsets.UTF_8);
    for (String other :
        List.of(
            text.replace("\"protocol\":1", "\"protocol\":2"),
            text.replace("\"alg\":\"sha256\"", "\"alg\":\"sm3\""))) {
      assertEquals(
          WireException.Code.VERSION,
          assertThrows(WireException.class, () -> read(zip(other.getBytes(StandardCharsets.UTF_8))))
              .code());
    }
  }

  @Test
  void journalsWithDifferentIdsNeverShareALink() throws Exception {
    byte[] line = OpCodec.write(Samples.op(1));
    String other = "f".repeat(32);
    assertTrue(
        !Chain.next(Chain.start(Samples.JOURNAL), line)
            .equals(Chain.next(Chain.start(other), line)));
  }

  private static PushBody read(byte[] gzip) throws WireException, IOException {
    return PushBody.read(new ByteArrayInputStream(gzip), PushBody.Limits.STANDARD);
  }

  private static byte[] zip(byte[] raw) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(raw);
    }
    return out.toByteArray();
  }

  private static byte[] unzip(byte[] packed) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }
}
