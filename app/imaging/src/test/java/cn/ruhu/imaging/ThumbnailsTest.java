package cn.ruhu.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.ImageProbe.Reason;
import cn.ruhu.imaging.Thumbnails.Thumbnail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThumbnailsTest {

  @ParameterizedTest
  @CsvSource({"jpeg, 1600, 1000, 160, 100", "png, 1000, 1600, 100, 160", "png, 40, 30, 40, 30"})
  void longestSideFitsAndTheShapeIsKept(String format, int w, int h, int width, int height)
      throws IOException {
    byte[] original = Pictures.file(format, w, h);
    byte[] before = original.clone();
    var made = assertInstanceOf(Thumbnail.Made.class, Thumbnails.of(original, 160));
    assertEquals(width, made.width());
    assertEquals(height, made.height());
    var image = ImageIO.read(new ByteArrayInputStream(made.jpeg()));
    assertEquals(width, image.getWidth());
    assertEquals(height, image.getHeight());
    assertArrayEquals(before, original);
  }

  @ParameterizedTest
  @CsvSource({
    "1, LU", "2, RU", "3, RL", "4, LL", "5, LU", "6, RU", "7, RL", "8, LL",
  })
  void pictureIsTurnedAsExifSays(int orientation, String redCorner) throws IOException {
    var made =
        assertInstanceOf(
            Thumbnail.Made.class,
            Thumbnails.of(Pictures.jpegTurned(400, 200, orientation, true), 100));
    assertEquals(orientation >= 5 ? 50 : 100, made.width());
    var image = ImageIO.read(new ByteArrayInputStream(made.jpeg()));
    int x = redCorner.startsWith("L") ? image.getWidth() / 4 : image.getWidth() * 3 / 4;
    int y = redCorner.endsWith("U") ? image.getHeight() / 4 : image.getHeight() * 3 / 4;
    int rgb = image.getRGB(x, y);
    assertTrue(((rgb >> 16) & 0xFF) > 200, Integer.toHexString(rgb));
  }

  @Test
  void brokenPictureGivesNoneAndItsProblem() {
    byte[] cut = Arrays.copyOf(Pictures.file("jpeg", 640, 480), 5_000);
    assertEquals(new Thumbnail.None(Reason.TRUNCATED), Thumbnails.of(cut, 100));
  }

  @Test
  void nonsenseBetweenSoundMarkersIsDamagedOrDrawnNeverThrown() {
    byte[] whole = Pictures.file("jpeg", 160, 120);
    for (int at = 20; at < whole.length - 2; at += 37) {
      byte[] bad = whole.clone();
      bad[at] ^= 0x55;
      var made = Thumbnails.of(bad, 64);
      assertTrue(made instanceof Thumbnail.Made || made instanceof Thumbnail.None);
    }
  }

  @Test
  void sideOutsideTheLimitsIsADefect() {
    byte[] file = Pictures.file("png", 20, 20);
    assertThrows(IllegalArgumentException.class, () -> Thumbnails.of(file, 15));
    assertThrows(IllegalArgumentException.class, () -> Thumbnails.of(file, 4097));
    assertInstanceOf(Thumbnail.Made.class, Thumbnails.of(file, 16));
    assertInstanceOf(Thumbnail.Made.class, Thumbnails.of(file, 4096));
  }
}
