package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamFrameTest {

  @ParameterizedTest
  @CsvSource({
    "STATUS,  AAAAAA9669000311FFED",
    "RESET,   AAAAAA9669000310FFEC",
    "SAM_ID,  AAAAAA9669000312FFEE",
    "FIND,    AAAAAA96690003200122",
    "SELECT,  AAAAAA96690003200221",
    "READ,    AAAAAA96690003300132",
    "READ_ADDRESS, AAAAAA96690003300330"
  })
  void requestsEqualThePublishedFrames(SamCommand command, String frame) {
    assertEquals(frame, HexFormat.of().withUpperCase().formatHex(command.frame()));
  }

  @ParameterizedTest
  @CsvSource({
    "AAAAAA9669000800009F0000000097, 9F, 4",
    "AAAAAA9669000400008084, 80, 0",
    "AAAAAA9669000400004145, 41, 0",
    "AAAAAA9669000400009195, 91, 0",
    "AAAAAA9669000400001014, 10, 0",
  })
  void publishedRepliesDecode(String frame, String status, int dataLength) {
    var reply = SamReply.of(sound(Vectors.hex(frame))).orElseThrow();
    assertEquals(Integer.parseInt(status, 16), reply.sw3());
    assertEquals(dataLength, reply.data().length);
  }

  @Test
  void publishedReadRepliesCarryTheirChecksums() {
    assertEquals(0x7A, last(Vectors.readReply(Vectors.text('R'))));
    assertEquals(0x91, last(Vectors.readReply(Vectors.text('J'))));
    assertEquals(0x0D, last(Vectors.readReply(Vectors.text('I'))));
    assertEquals(0x7D, last(Vectors.readReply(Vectors.text('Y'))));
    byte[] sample = Vectors.readReply();
    assertEquals(1295, sample.length);
    assertEquals(0x03, last(sample));
    byte[] body = sound(sample);
    assertArrayEquals(sample, SamFrame.encode(body));
    assertArrayEquals(Vectors.text('R'), Arrays.copyOfRange(body, 7, 7 + 256));
  }

  @Test
  void flippedBitIsDamaged() {
    assertInstanceOf(
        SamFrame.Decoded.Damaged.class,
        decodeAll(Vectors.hex("AAAAAA9669000800009E0000000097"), 64).getFirst());
  }

  @Test
  void noiseBeforeAFrameIsDropped() {
    byte[] noisy = Vectors.hex("AAAA00 AAAAAA9669000800009F0000000097");
    for (int chunk = 1; chunk <= noisy.length; chunk++) {
      assertInstanceOf(SamFrame.Decoded.Sound.class, decodeAll(noisy, chunk).getFirst());
    }
  }

  @Test
  void extraPreambleBytesBeforeAFrameAreDropped() {
    byte[] noisy = Vectors.hex("AAAAAAAA96AA AAAAAAAAAA9669000400008084");
    assertInstanceOf(SamFrame.Decoded.Sound.class, decodeAll(noisy, 1).getFirst());
  }

  @Test
  void preambleInsideAPhotoIsNoNewFrame() {
    byte[] body = new byte[3 + 4 + 256 + 1024];
    body[2] = (byte) 0x90;
    System.arraycopy(Vectors.hex("AAAAAA9669000400008084"), 0, body, 700, 11);
    for (int chunk : new int[] {1, 7, 64, 4096}) {
      var decoded = decodeAll(SamFrame.encode(body), chunk);
      assertEquals(1, decoded.size());
      assertArrayEquals(body, ((SamFrame.Decoded.Sound) decoded.getFirst()).body());
    }
  }

  @Test
  void lengthsBeyondTheLimitAreSearchedOver() {
    byte[] good = Vectors.hex("AAAAAA9669000400008084");
    for (String length : new String[] {"0000", "0003", "1001", "FFFF"}) {
      byte[] bad = Vectors.hex("AAAAAA9669" + length);
      byte[] both = Arrays.copyOf(bad, bad.length + good.length);
      System.arraycopy(good, 0, both, bad.length, good.length);
      assertInstanceOf(SamFrame.Decoded.Sound.class, decodeAll(both, 3, 4).getFirst(), length);
    }
    assertEquals(7 + SamFrame.LENGTH_MAX, SamFrame.encode(new byte[4095]).length);
    assertEquals(1, decodeAll(SamFrame.encode(new byte[4095]), 100).size());
    assertThrows(IllegalArgumentException.class, () -> SamFrame.encode(new byte[4096]));
  }

  @Test
  void twoFramesInOneChunkComeOneAfterTheOther() {
    byte[] both = Vectors.hex("AAAAAA9669000400008084 AAAAAA9669000400004145");
    assertEquals(2, decodeAll(both, both.length).size());
  }

  @Test
  void anyNoiseOfAnyLengthNeverStopsTheNextFrame() {
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      byte[] frame = SamCommand.FIND.frame();
      byte[] all = Arrays.copyOf(noise, noise.length + frame.length);
      System.arraycopy(frame, 0, all, noise.length, frame.length);
      assertEquals(1, decodeAll(all, 1 + random.nextInt(20)).size());
    }
  }

  @Test
  void printedSerialNumberIsReadFromItsBytes() {
    byte[] body =
        sound(Vectors.hex("AAAAAA9669 0014 000090 05000100 3C9F3301 36FB4F00 D2029649 9C"));
    assertEquals(
        "05.01-20160316-0005241654-1234567890", SamId.text(SamReply.of(body).orElseThrow().data()));
  }

  @Test
  void statusBytesMeanWhatTheTableSays() {
    for (int answer : new int[] {0x90, 0x9F, 0x91, 0x80})
      assertTrue(ReaderError.ofStatus(answer).isEmpty());
    assertEquals(ReaderError.LINK, ReaderError.ofStatus(0x10).orElseThrow());
    assertEquals(ReaderError.LINK, ReaderError.ofStatus(0x11).orElseThrow());
    assertEquals(ReaderError.UNSUPPORTED, ReaderError.ofStatus(0x21).orElseThrow());
    assertEquals(ReaderError.SEQUENCE, ReaderError.ofStatus(0x23).orElseThrow());
    assertEquals(ReaderError.CARD_AUTH, ReaderError.ofStatus(0x32).orElseThrow());
    assertEquals(ReaderError.CARD_DATA, ReaderError.ofStatus(0x3F).orElseThrow());
    assertEquals(ReaderError.WRONG_CARD, ReaderError.ofStatus(0x40).orElseThrow());
    assertEquals(ReaderError.READ_FAILED, ReaderError.ofStatus(0x41).orElseThrow());
    assertEquals(ReaderError.DEVICE, ReaderError.ofStatus(0x47).orElseThrow());
    assertEquals(ReaderError.DEVICE_DEAD, ReaderError.ofStatus(0x60).orElseThrow());
    assertEquals(ReaderError.DEVICE_UNAUTH, ReaderError.ofStatus(0x66).orElseThrow());
    assertEquals(ReaderError.SELECT_FAILED, ReaderError.ofStatus(0x81).orElseThrow());
  }

  private static int last(byte[] frame) {
    return frame[frame.length - 1] & 0xFF;
  }

  private static byte[] sound(byte[] frame) {
    return ((SamFrame.Decoded.Sound) decodeAll(frame, 4096).getFirst()).body();
  }

  private static List<SamFrame.Decoded> decodeAll(byte[] bytes, int chunk) {
    return decodeAll(bytes, chunk, 3);
  }

  private static List<SamFrame.Decoded> decodeAll(byte[] bytes, int chunk, int lengthMin) {
    var decoder = new SamFrame.Decoder(lengthMin);
    var out = new ArrayList<SamFrame.Decoded>();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      decoder.feed(part, part.length);
      for (var d = decoder.next(); d.isPresent(); d = decoder.next()) out.add(d.get());
    }
    return out;
  }
}
