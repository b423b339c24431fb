package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageCommandTest {
  private static final String BILL = "https://pay.example/somebody";
  @TempDir private Path folder;

  private Path page(String name, String format) throws IOException {
    var image = new BufferedImage(827, 1170, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 827, 1170);
    g.setColor(Color.BLACK);
    g.rotate(Math.toRadians(3), 400, 600);
    for (int line = 0; line < 30; line++) g.fillRect(100, 400 + 20 * line, 600, 6);
    try {
      var qr = new QRCodeWriter().encode(BILL, BarcodeFormat.QR_CODE, 200, 200);
      for (int y = 0; y < 200; y++)
        for (int x = 0; x < 200; x++) if (qr.get(x, y)) g.fillRect(520 + x, 120 + y, 1, 1);
    } catch (WriterException e) {
      throw new IllegalStateException(e);
    }
    g.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  @Test
  void pageIsReadAndStraightened() throws IOException {
    Path in = page("scan.png", "png");
    byte[] before = Files.readAllBytes(in);
    Path out = folder.resolve("straight.jpg");
    var asked = Ask.of("page", in.toString(), "--out", out.toString());
    assertEquals(0, asked.code(), asked.out());
    var json = asked.json();
    assertEquals(1, json.get("pages").asInt());
    assertEquals(827, json.get("quad").get(2).get(0).asInt());
    assertEquals(0.0, json.get("confidence").asDouble());
    assertEquals(3.0, json.get("skewDegrees").asDouble(), 0.3);
    assertFalse(json.get("blank").asBoolean());
    assertEquals(100, json.get("dpi").asInt());
    assertTrue(json.get("sharpness").asDouble() > 0);
    assertTrue(json.get("error").isNull());
    assertTrue(json.get("millis").asLong() >= 0);
    assertEquals("*".repeat(BILL.length()), json.get("codes").get(0).get("text").asString());
    assertEquals("FOREIGN", json.get("codes").get(0).get("verdict").asString());
    var again = Ask.of("page", out.toString(), "--show");
    assertEquals(0.0, again.json().get("skewDegrees").asDouble(), 0.3);
    assertEquals(BILL, again.json().get("codes").get(0).get("text").asString());
    assertTrue(Arrays.equals(before, Files.readAllBytes(in)));
  }

  @Test
  void theRecipeMakesTheSamePageAgain() throws IOException {
    Path in = page("scan.png", "png");
    Path first = folder.resolve("first.png");
    Path again = folder.resolve("again.png");
    var asked = Ask.of("page", in.toString(), "--out", first.toString(), "--white");
    String recipe = asked.text("recipe");
    assertTrue(recipe.startsWith("r1;c=-;t=0;s=3"), recipe);
    assertTrue(recipe.endsWith("w=WHITENED"), recipe);
    assertEquals(64, asked.text("sha256").length());
    assertEquals("UNKNOWN", asked.text("upright"));
    assertEquals("FREE", asked.text("format"));
    assertFalse(asked.json().get("faint").asBoolean());
    assertTrue(asked.json().get("flaws").toString().contains("COARSE"), asked.out());
    var second = Ask.of("page", in.toString(), "--out", again.toString(), "--recipe", recipe);
    assertEquals(0, second.code(), second.out());
    assertTrue(Arrays.equals(Files.readAllBytes(first), Files.readAllBytes(again)));
    assertEquals(100, Ask.of("page", first.toString()).json().get("dpi").asInt());
    assertEquals("RECIPE", error("page", in.toString(), "--recipe", "r1;nonsense"));
  }

  @Test
  void troubleHasAName() throws IOException {
    Path in = page("scan.jpg", "jpeg");
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Path text = Files.writeString(folder.resolve("note.jpg"), "hello");
    assertEquals("NO_FILE", error("page", folder.resolve("none.jpg").toString()));
    assertEquals("EMPTY", error("page", empty.toString()));
    assertEquals("NOT_A_PAGE", error("page", text.toString()));
    assertEquals("NO_PAGE", error("page", in.toString(), "--page", "2"));
    assertEquals("OUT_FORMAT", error("page", in.toString(), "--out", folder + "/o.gif"));
    assertEquals("OUT_IS_IN", error("page", in.toString(), "--out", in.toString()));
    assertEquals("OUT_UNWRITABLE", error("page", in.toString(), "--out", folder + "/no/o.png"));
  }

  @Test
  void cutJpegIsReadAndToldDamaged() throws IOException {
    byte[] whole = Files.readAllBytes(page("scan.jpg", "jpeg"));
    Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));
    var asked = Ask.of("page", cut.toString());
    assertEquals(0, asked.code(), asked.out());
    assertTrue(asked.json().get("damaged").asBoolean());
  }

  private static String error(String... arguments) {
    var asked = Ask.of(arguments);
    assertEquals(1, asked.code(), asked.out());
    assertFalse(asked.json().get("ok").asBoolean());
    return asked.text("error");
  }
}
