package cn.ruhu.imaging.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.Straightened;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// The quick order of bytes gives what the JDK's usual one gives.
final class RedFirstTest {
  private static BufferedImage picture(int type) {
    var image = new BufferedImage(61, 47, type);
    var random = new Random(3);
    for (int y = 0; y < 47; y++)
      for (int x = 0; x < 61; x++) image.setRGB(x, y, random.nextInt(0x1000000) & 0xC0F0F0);
    return image;
  }

  private static byte[] bytes(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  @Test
  void aJpegIsDecodedToTheSameBytes() throws IOException {
    byte[] file = Straightened.encode(picture(BufferedImage.TYPE_3BYTE_BGR), "jpeg");
    var pages = assertInstanceOf(PageFile.Pages.class, PageFile.open(file));
    var page = assertInstanceOf(PageImage.class, pages.page(0));
    assertEquals(BufferedImage.TYPE_3BYTE_BGR, page.colour().getType());
    BufferedImage usual = ImageIO.read(new ByteArrayInputStream(file));
    assertArrayEquals(bytes(usual), bytes(page.colour()));
  }

  @Test
  void pagesAreWrittenAsTheSameFiles() throws IOException {
    var packed = picture(BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"jpeg", "png"})
      assertArrayEquals(
          Straightened.encode(picture(BufferedImage.TYPE_3BYTE_BGR), format),
          Straightened.encode(ColourRaster.of(packed), format, 0),
          format);
  }

  @Test
  void aGreyPictureStaysGrey() throws IOException {
    var grey = new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_GRAY);
    byte[] file = Straightened.encode(grey, "jpeg");
    var pages = assertInstanceOf(PageFile.Pages.class, PageFile.open(file));
    var page = assertInstanceOf(PageImage.class, pages.page(0));
    assertEquals(BufferedImage.TYPE_BYTE_GRAY, page.colour().getType());
  }
}
