package cn.ruhu.device.vendor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.ruhu.device.idcard.SamFrame;
import cn.ruhu.device.idcard.Vectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The host's translation, against functions of C shape: every reply is the published vector.
final class VendorHostTest {
  private final StubSdt library = new StubSdt(Vectors.text('R'));
  private final VendorHost host = new VendorHost(new SdtLibrary(library.lookup(), 1_001));

  private byte[] frame(int command, int parameter) {
    return SamFrame.encode(host.answer(new byte[] {(byte) command, (byte) parameter}));
  }

  @Test
  void repliesAreThoseOfAModuleByteForByte() {
    assertArrayEquals(Vectors.hex("AAAAAA96690008 00009F 00000000 97"), frame(0x20, 0x01));
    assertArrayEquals(
        Vectors.hex("AAAAAA96690014 000090 05000100 3C9F3301 36FB4F00 D2029649 9C"),
        frame(0x12, 0xFF));
    byte[] read = frame(0x30, 0x01);
    assertEquals(1_295, read.length);
    assertEquals(0x7A, read[1_294] & 0xFF, "the published checksum of a portrait of zeros");
    assertArrayEquals(Vectors.hex("AAAAAA96690004 000091 95"), frame(0x30, 0x03));
    assertArrayEquals(Vectors.hex("AAAAAA96690004 000021 25"), frame(0x30, 0x10));
  }

  @Test
  void whatTheLibraryRefusesIsPassedOn() {
    library.readCode = 0x41;
    assertArrayEquals(Vectors.hex("AAAAAA96690004 000041 45"), frame(0x30, 0x01));
    var elsewhere = new VendorHost(new SdtLibrary(library.lookup(), 1));
    byte[] status = elsewhere.answer(new byte[] {0x11, (byte) 0xFF});
    assertEquals(0x05, status[2], "the port of the computer");
  }

  @Test
  void lengthThatCannotBeIsNoTextAndNothingIsReadBeyondTheRoom() {
    for (int lie : new int[] {-1, 4_097, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      library.textLength = lie;
      byte[] body = host.answer(new byte[] {0x30, 0x01});
      assertEquals(0, (body[3] << 8) | body[4], "claimed " + lie);
    }
    library.textLength = 4_000;
    assertEquals(0x3F, host.answer(new byte[] {0x30, 0x01})[2]);
  }

  @Test
  void servesUntilItsInputEndsAndAnswersADamagedRequestWithTen() throws Exception {
    byte[] find = SamFrame.encode((byte) 0x20, (byte) 0x01);
    byte[] damaged = find.clone();
    damaged[8] ^= 1;
    byte[] both = Arrays.copyOf(damaged, 2 * find.length);
    System.arraycopy(find, 0, both, find.length, find.length);
    var out = new ByteArrayOutputStream();
    host.serve(new ByteArrayInputStream(both), out);
    assertArrayEquals(
        Vectors.hex("AAAAAA96690004 000010 14 AAAAAA96690008 00009F 00000000 97"),
        out.toByteArray());
  }

  @Test
  void libraryWithoutAFunctionIsRefusedBeforeAnythingIsCalled() {
    assertThrows(
        IllegalArgumentException.class, () -> new SdtLibrary(_ -> Optional.empty(), 1_001));
  }
}
