package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// The empty desk under a camera that stays where it is, learned once (DEVICES 3.1): what a later
/// picture shows otherwise is what was laid there. It holds for pictures of one size, and is kept
/// so small that nothing could be read on it. Immutable and thread-safe.
public final class Plate {
  /// Longer side of the copy that is kept, pixels: what the finder looks for areas in.
  static final int SIDE = SheetFinder.SIDE / 2;

  /// A desk is a few hundred kilobytes at most.
  private static final int BYTES_MAX = 1_000_000;

  private static final Pattern HEAD = Pattern.compile("ruhu-plate 1 (\\d{1,5}) (\\d{1,5})\n");
  private static final int HEAD_MAX = 32;

  private final int width;
  private final int height;
  private final ColourRaster desk;

  private Plate(int width, int height, ColourRaster desk) {
    this.width = width;
    this.height = height;
    this.desk = desk;
  }

  /// Learns the desk.
  ///
  /// @param picture of the empty desk, as the camera gave it
  public static Plate of(BufferedImage picture) {
    var copy = ColourRaster.shrunk(picture, SheetFinder.SIDE);
    return of(picture.getWidth(), picture.getHeight(), copy);
  }

  /// As [#of(BufferedImage)], of a smaller copy.
  ///
  /// @param width of the picture as the camera gave it, pixels
  /// @param copy of the same shape, at least as long as the finder's
  public static Plate of(int width, int height, ColourRaster copy) {
    return new Plate(width, height, small(copy.smaller(SheetFinder.SIDE)));
  }

  private static ColourRaster small(ColourRaster searched) {
    return searched.smaller(SIDE);
  }

  /// Width of the pictures it holds for, pixels.
  public int width() {
    return width;
  }

  /// Height of the pictures it holds for, pixels.
  public int height() {
    return height;
  }

  /// Whether it holds for pictures of this size: another mode of the camera sees another part of
  /// the desk.
  public boolean isFor(int otherWidth, int otherHeight) {
    return width == otherWidth && height == otherHeight;
  }

  /// What a picture shows otherwise.
  ///
  /// @param searched the copy the finder searches, about [SheetFinder#SIDE] pixels long
  PlateLook look(ColourRaster searched) {
    return PlateLook.of(desk, small(searched));
  }

  /// As a file keeps it; [#read] takes it back.
  public byte[] bytes() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        "ruhu-plate 1 %d %d\n".formatted(width, height).getBytes(StandardCharsets.US_ASCII));
    try {
      if (!ImageIO.write(desk.image(), "png", out)) throw new IOException("no writer");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory
    }
    return out.toByteArray();
  }

  /// Reads what [#bytes] wrote; empty for anything else.
  public static Optional<Plate> read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) return Optional.empty();
    String begins =
        new String(bytes, 0, Math.min(bytes.length, HEAD_MAX), StandardCharsets.US_ASCII);
    Matcher head = HEAD.matcher(begins);
    if (!head.lookingAt()) return Optional.empty();
    try (var in = new ByteArrayInputStream(bytes, head.end(), bytes.length - head.end())) {
      BufferedImage desk = ImageIO.read(in);
      if (desk == null || Math.max(desk.getWidth(), desk.getHeight()) > SIDE)
        return Optional.empty();
      return Optional.of(
          new Plate(
              Integer.parseInt(head.group(1)),
              Integer.parseInt(head.group(2)),
              ColourRaster.of(desk)));
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // spoiled: learned anew by a key
    }
  }
}
