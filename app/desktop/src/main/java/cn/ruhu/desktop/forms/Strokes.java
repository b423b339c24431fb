package cn.ruhu.desktop.forms;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// A signature as it was drawn: lines of points with their times. Immutable.
///
/// @param width of the pad, pixels
/// @param height of the pad, pixels
/// @param lines each from touching down to lifting
public record Strokes(int width, int height, List<List<Point>> lines) {
  /// Keyword of the PNG text chunk that carries the strokes.
  public static final String CHUNK = "ruhu-strokes";

  private static final int TRAILER = 12;

  /// @param millis since the first touch
  public record Point(int x, int y, long millis) {}

  public Strokes {
    lines = lines.stream().map(List::copyOf).toList();
  }

  /// Nothing was drawn, or too little to be a name.
  public boolean isEmpty() {
    return lines.stream().mapToInt(List::size).sum() < 6;
  }

  /// A PNG of the drawing with the strokes and `about` in a text chunk: picture, pen and what was
  /// signed are one file with one hash.
  ///
  /// @param about ASCII lines: what was signed, by whom
  public byte[] png(String about) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setColor(Color.BLACK);
    g.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (List<Point> line : lines) g.draw(path(line));
    g.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return withText(out.toByteArray(), about + "\n" + text());
  }

  private static Path2D path(List<Point> line) {
    var path = new Path2D.Double();
    path.moveTo(line.getFirst().x(), line.getFirst().y());
    for (Point p : line) path.lineTo(p.x(), p.y());
    return path;
  }

  /// Lines of `x,y,millis`.
  String text() {
    var text = new StringBuilder();
    for (List<Point> line : lines) {
      for (Point p : line)
        text.append(p.x()).append(',').append(p.y()).append(',').append(p.millis()).append(' ');
      text.append('\n');
    }
    return text.toString();
  }

  private static byte[] withText(byte[] png, String text) {
    byte[] body = (CHUNK + "\0" + text).getBytes(StandardCharsets.ISO_8859_1);
    byte[] type = "tEXt".getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(type);
    crc.update(body);
    int head = png.length - TRAILER;
    return ByteBuffer.allocate(png.length + body.length + 12)
        .put(png, 0, head)
        .putInt(body.length)
        .put(type)
        .put(body)
        .putInt((int) crc.getValue())
        .put(png, head, TRAILER)
        .array();
  }
}
