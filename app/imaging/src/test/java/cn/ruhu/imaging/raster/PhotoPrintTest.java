package cn.ruhu.imaging.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.page.Straightened;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A photo's print.
final class PhotoPrintTest {
  private static BufferedImage picture() {
    var image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 480; y++)
      for (int x = 0; x < 640; x++) image.setRGB(x, y, x / 80 * (y / 60) % 3 * 0x7f7f7f);
    return image;
  }

  @Test
  void nothingOfThePhotoIsLaidIntoAFile(@TempDir Path home) throws Exception {
    byte[] jpeg = Straightened.encode(picture(), "jpeg");
    Optional<String> print = PhotoPrint.of(jpeg);
    assertTrue(print.isPresent());
    Path gone = Files.createDirectory(home.resolve("gone"));
    File before = ImageIO.getCacheDirectory();
    ImageIO.setCacheDirectory(gone.toFile());
    try {
      Files.delete(gone); // whoever needs a file for the picture fails now
      assertEquals(print, PhotoPrint.of(jpeg));
    } finally {
      ImageIO.setCacheDirectory(before);
    }
  }

  @Test
  void whatIsNoPictureHasNoPrint() {
    assertEquals(Optional.empty(), PhotoPrint.of("公示栏".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.empty(), PhotoPrint.of(new byte[0]));
  }
}
