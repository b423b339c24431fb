package cn.ruhu.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cn.ruhu.imaging.ImageProbe.Picture;
import cn.ruhu.imaging.ImageProbe.Reason;
import cn.ruhu.imaging.ImageProbe.Refused;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageProbeTest {

  @Test
  void wholeFilesTellFormatAndSize() {
    assertEquals(
        new Picture("image/jpeg", 320, 200), ImageProbe.probe(Pictures.file("jpeg", 320, 200)));
    assertEquals(
        new Picture("image/png", 320, 200), ImageProbe.probe(Pictures.file("png", 320, 200)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void fileCutAnywhereIsNeverSound(String format) {
    byte[] whole = Pictures.file(format, 160, 120);
    for (int length = 0; length < whole.length; length += 1 + length / 50) {
      var probe = ImageProbe.probe(Arrays.copyOf(whole, length));
      assertInstanceOf(Refused.class, probe, "cut at " + length);
      if (length > 8) assertEquals(new Refused(Reason.TRUNCATED), probe, "cut at " + length);
    }
  }

  @Test
  void truncatedJpegOfARealPhotoIsNamedSo() {
    byte[] whole = Pictures.file("jpeg", 640, 480);
    assertEquals(
        new Refused(Reason.TRUNCATED),
        ImageProbe.probe(Arrays.copyOf(whole, whole.length * 2 / 3)));
    assertEquals(
        new Refused(Reason.TRUNCATED), ImageProbe.probe(Arrays.copyOf(whole, whole.length - 2)));
  }

  @Test
  void pdfRenamedToJpgIsNamedSo() {
    byte[] pdf = "%PDF-1.7\n%âãÏÓ\n1 0 obj".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(new Refused(Reason.PDF), ImageProbe.probe(pdf));
    assertEquals(
        new Refused(Reason.PDF),
        ImageProbe.probe("\n \n%PDF-1.4".getBytes(StandardCharsets.US_ASCII)));
  }

  @ParameterizedTest
  @CsvSource({
    "GIF89a......, NOT_A_PICTURE",
    "RIFF1234WEBP, NOT_A_PICTURE",
    "0000ftypheic, NOT_A_PICTURE",
    "BM.........., NOT_A_PICTURE",
    "hello, NOT_A_PICTURE",
    "PK.........., NOT_A_PICTURE"
  })
  void otherFilesAreNamed(String head, Reason reason) {
    assertEquals(new Refused(reason), ImageProbe.probe(head.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void aCameraSaysWhenItTookAPicture() {
    byte[] file = Pictures.jpegTaken(64, 48, "2018:04:06 09:30:15");
    assertEquals(Optional.of(LocalDateTime.of(2018, 4, 6, 9, 30, 15)), ImageProbe.taken(file));
    for (String odd : List.of("2018:02:30 09:30:15", "    :  :     :  :  ", "0000:00:00 00:00:00"))
      assertEquals(Optional.empty(), ImageProbe.taken(Pictures.jpegTaken(64, 48, odd)), odd);
    assertEquals(Optional.empty(), ImageProbe.taken(Pictures.file("jpeg", 64, 48)));
    assertEquals(Optional.empty(), ImageProbe.taken(Pictures.file("png", 64, 48)));
    for (int length = 0; length < 120; length++)
      ImageProbe.taken(Arrays.copyOf(file, length)); // never an exception
  }

  @Test
  void bytesAfterTheEndOfAPictureDoNotMatter() {
    byte[] whole = Pictures.file("jpeg", 64, 48);
    assertEquals(
        new Picture("image/jpeg", 64, 48),
        ImageProbe.probe(Arrays.copyOf(whole, whole.length + 5_000)));
  }

  @Test
  void emptyAndHugeFilesAreRefused() {
    assertEquals(new Refused(Reason.EMPTY), ImageProbe.probe(new byte[0]));
    assertEquals(
        new Refused(Reason.TOO_LARGE), ImageProbe.probe(new byte[ImageProbe.BYTES_MAX + 1]));
    byte[] huge = Pictures.file("jpeg", 64, 48);
    for (int at = 2; at < huge.length - 8; at++) {
      if (huge[at] == (byte) 0xFF && huge[at + 1] == (byte) 0xC0)
        Arrays.fill(huge, at + 5, at + 9, (byte) 0x7F);
    }
    assertEquals(new Refused(Reason.TOO_LARGE), ImageProbe.probe(huge));
  }

  @Test
  void flippedByteInAPngIsNoticed() {
    byte[] png = Pictures.file("png", 64, 64);
    png[60] ^= 1;
    assertEquals(new Refused(Reason.TRUNCATED), ImageProbe.probe(png));
  }

  @ParameterizedTest
  @CsvSource({"1, false", "3, true", "6, false", "6, true", "8, true"})
  void exifOrientationIsRead(int orientation, boolean bigEndian) {
    byte[] file = Pictures.jpegTurned(320, 200, orientation, bigEndian);
    assertEquals(new Picture("image/jpeg", 320, 200), ImageProbe.probe(file));
    assertEquals(orientation, ImageProbe.orientation(file));
    assertEquals(1, ImageProbe.orientation(Arrays.copyOf(file, 900)));
  }

  @Test
  void spoiledHeadersNeverThrow() {
    byte[] whole = Pictures.jpegTurned(64, 48, 6, true);
    for (int at = 0; at < Math.min(700, whole.length); at++) {
      for (int value : new int[] {0x00, 0x7F, 0xFF}) {
        byte[] bad = whole.clone();
        bad[at] = (byte) value;
        assertNotEquals(null, ImageProbe.probe(bad));
      }
    }
  }

  @Test
  void aDensityACameraStatesIsNoneOfTheSheet() {
    assertEquals(300, ImageProbe.dpi(Pictures.stating(Pictures.file("jpeg", 40, 30), 300)));
    assertEquals(0, ImageProbe.dpi(Pictures.jpegExposed(40, 30, 300)));
  }
}
