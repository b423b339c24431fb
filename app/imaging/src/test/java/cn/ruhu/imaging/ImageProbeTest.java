package cn.ruhu.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.imaging.ImageProbe.Picture;
import cn.ruhu.imaging.ImageProbe.Reason;
import cn.ruhu.imaging.ImageProbe.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageProbeTest {
  private static byte[] picture(String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void seesAWholePictureAndItsSize(String format) throws IOException {
    var seen = assertInstanceOf(Picture.class, ImageProbe.probe(picture(format)));
    assertEquals(64, seen.width());
    assertEquals(48, seen.height());
    assertEquals(format.equals("jpg") ? "image/jpeg" : "image/png", seen.mime());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void refusesAPictureCutOffAnywhere(String format) throws IOException {
    byte[] whole = picture(format);
    for (int n = 12; n < whole.length - 2; n += 7)
      assertEquals(new Refused(Reason.TRUNCATED), ImageProbe.probe(Arrays.copyOf(whole, n)));
  }

  @Test
  void refusesADocumentCalledAPicture() {
    byte[] pdf = "%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.US_ASCII);
    assertEquals(new Refused(Reason.PDF), ImageProbe.probe(pdf));
  }

  @Test
  void refusesNothingAndNoise() {
    assertEquals(new Refused(Reason.EMPTY), ImageProbe.probe(new byte[0]));
    assertEquals(new Refused(Reason.NOT_A_PICTURE), ImageProbe.probe(new byte[500]));
  }
}
