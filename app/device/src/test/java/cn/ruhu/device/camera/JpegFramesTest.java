package cn.ruhu.device.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import cn.ruhu.device.camera.emulator.MjpegEmulator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class JpegFramesTest {
  private final List<byte[]> found = new ArrayList<>();
  private final JpegFrames frames = new JpegFrames(found::add);

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] p : parts) out.writeBytes(p);
    return out.toByteArray();
  }

  private static byte[] words(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void feed(byte[] all) {
    frames.feed(all, all.length);
  }

  @Test
  void findsPicturesWhateverStandsBetween() {
    byte[] a = Sheets.jpeg(64, 48, 1);
    byte[] b = Sheets.jpeg(80, 60, 2);
    feed(join(words("--x\r\nContent-Length: 3\r\n\r\n"), a, words("\r\n--y\n\n"), b, b, a));
    assertEquals(4, found.size());
    assertArrayEquals(a, found.get(0));
    assertArrayEquals(b, found.get(1));
    assertArrayEquals(b, found.get(2));
    assertArrayEquals(a, found.get(3));
    assertEquals(0, frames.dropped());
  }

  @Test
  void cutsInAnyPlaceChangeNothing() {
    byte[] a = Sheets.jpeg(64, 48, 1);
    byte[] all = join(words("--x\r\n\r\n"), a, new byte[] {0, (byte) 0xFF}, a, words("\r\n--x"), a);
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      found.clear();
      for (int at = 0; at < all.length; ) {
        int n = Math.min(1 + random.nextInt(round < 10 ? 2 : 97), all.length - at);
        frames.feed(Arrays.copyOfRange(all, at, at + n), n);
        at += n;
      }
      assertEquals(3, found.size(), "round " + round);
      for (byte[] f : found) assertArrayEquals(a, f);
    }
  }

  @Test
  void pictureCutOffIsDroppedAndTheNextIsWhole() {
    byte[] a = Sheets.jpeg(64, 48, 1);
    for (int cut = 2; cut < a.length; cut += cut < 700 ? 1 : 13) {
      found.clear();
      byte[] half = Arrays.copyOf(a, cut);
      feed(join(half, words("\r\n--x\r\nContent-Type: image/jpeg\r\n\r\n"), a, a));
      // one cut inside a header may claim the pictures behind it until its length is over
      feed(new byte[1 << 16]);
      assertEquals(2, found.size(), "cut at " + cut);
      for (byte[] f : found) assertArrayEquals(a, f, "cut at " + cut);
    }
  }

  @Test
  void pictureInsideAPicturesHeaderDoesNotEndIt() {
    byte[] a = Sheets.jpeg(64, 48, 1);
    byte[] small = Sheets.jpeg(16, 16, 3);
    byte[] head = {
      (byte) 0xFF, (byte) 0xE1, (byte) ((small.length + 2) >> 8), (byte) (small.length + 2)
    };
    byte[] with = join(Arrays.copyOf(a, 2), head, small, Arrays.copyOfRange(a, 2, a.length));
    feed(join(with, a));
    assertArrayEquals(with, found.get(0));
    assertArrayEquals(a, found.get(1));
  }

  @Test
  void endlessPictureIsGivenUp() {
    byte[] a = Sheets.jpeg(64, 48, 1);
    feed(Arrays.copyOf(a, a.length - 2));
    byte[] more = new byte[1 << 20];
    for (int i = 0; i < 40; i++) feed(more);
    assertEquals(1, frames.dropped());
    feed(a);
    assertArrayEquals(a, found.getFirst());
  }

  @Test
  void tablesLeftOutArePutIn() throws Exception {
    byte[] a = Sheets.jpeg(64, 48, 1);
    byte[] bare = MjpegEmulator.withoutTables(a);
    assertSame(a, JpegTables.complete(a));
    assertNull(decoded(bare));
    BufferedImage same = decoded(JpegTables.complete(bare));
    assertNotNull(same);
    BufferedImage was = decoded(a);
    assertNotNull(was);
    assertArrayEquals(
        was.getRGB(0, 0, 64, 48, null, 0, 64), same.getRGB(0, 0, 64, 48, null, 0, 64));
  }

  private static BufferedImage decoded(byte[] jpeg) throws Exception {
    try {
      return ImageIO.read(new ByteArrayInputStream(jpeg));
    } catch (IIOException e) {
      return null;
    }
  }
}
