package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/// A desk as somebody sees it who is about to take a photo: surface, things that lie about, the
/// sheet that is meant, a finger on it. Painted from above in millimetres, each thing with the
/// shadow its height throws; [DeskCamera] then looks at it. Everything follows from the seed.
///
/// @param image as the camera gave it
/// @param truth the sheet's corners in the picture, outside of it where they are cut off
/// @param kind what the sheet is
/// @param surface what it lies on
/// @param cut whether a corner lies outside the picture
record DeskScene(
    BufferedImage image, Quad truth, DeskPaper.Kind kind, DeskSurface surface, boolean cut) {
  /// One photo.
  static DeskScene of(long seed) {
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    var paper = DeskPaper.of(random, seed);
    var surface = DeskSurface.values()[random.nextInt(DeskSurface.values().length)];
    var camera = DeskCamera.over(paper, random);
    var desk = new Desk(camera.canvas(), camera.perMm(), random);
    surface.paint(desk.canvas, desk.perMm, random);
    desk.strewn(paper);
    desk.lay(paper);
    desk.held(paper);
    var image = camera.photo(desk.canvas, random);
    Quad truth = camera.seen(paper.widthMm(), paper.heightMm());
    boolean cut =
        truth.corners().stream()
            .anyMatch(p ->
                p.x() < 0 || p.y() < 0 || p.x() > image.getWidth() || p.y() > image.getHeight());
    return new DeskScene(image, truth, paper.kind(), surface, cut);
  }

  /// What of the sheet the picture shows: the truth cut by the picture's border, as a share that a
  /// found quad has of it.
  double overlap(Quad found) {
    return overlap(image.getWidth(), image.getHeight(), truth, found);
  }

  /// The same in a picture of some size.
  static double overlap(int width, int height, Quad truth, Quad found) {
    return Quads.overlapWithin(Quad.frame(width, height), truth, found);
  }

  /// The desk from above. The middle of the canvas is the middle of the sheet.
  private static final class Desk {
    private final BufferedImage canvas;
    private final double perMm;
    private final Random random;
    private final double shadowX;
    private final double shadowY;
    private final double soft;
    private final double deep;

    Desk(BufferedImage canvas, double perMm, Random random) {
      this.canvas = canvas;
      this.perMm = perMm;
      this.random = random;
      double from = random.nextDouble() * 2 * Math.PI;
      // a lamp overhead throws short shadows, a window long ones
      double slope = 0.2 + 1.2 * random.nextDouble();
      shadowX = slope * Math.cos(from);
      shadowY = slope * Math.sin(from);
      soft = 0.15 + 0.5 * random.nextDouble();
      deep = 0.2 + 0.5 * random.nextDouble();
    }

    private double between(double low, double high) {
      return low + random.nextDouble() * (high - low);
    }

    private Graphics2D graphics() {
      Graphics2D g = canvas.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      g.translate(canvas.getWidth() / 2.0, canvas.getHeight() / 2.0);
      g.scale(perMm, perMm);
      return g;
    }

    /// A shadow as the light throws it: away from the lamp by the thing's height, softer the higher
    /// it stands; and the dark line where it meets the desk.
    private void shadow(Shape outline, double heightMm) {
      Graphics2D g = graphics();
      double spread = Math.max(0.15, soft * heightMm);
      int steps = (int) Math.clamp(Math.ceil(2 * spread * perMm), 3, 14);
      double keep = Math.pow(1 - deep, 1.0 / (steps + 1));
      for (int i = 0; i <= steps; i++) {
        double off = spread * (2.0 * i / steps - 1);
        var moved =
            AffineTransform.getTranslateInstance(shadowX * heightMm, shadowY * heightMm)
                .createTransformedShape(outline);
        g.setColor(new Color(0f, 0f, 0f, (float) (1 - keep)));
        g.fill(grown(moved, off));
      }
      g.setColor(new Color(0f, 0f, 0f, (float) (0.25 * deep)));
      g.fill(grown(outline, Math.min(0.3, 0.25 * heightMm)));
      g.dispose();
    }

    private static Shape grown(Shape shape, double by) {
      var b = shape.getBounds2D();
      double fx = Math.max(0.01, (b.getWidth() + 2 * by) / b.getWidth());
      double fy = Math.max(0.01, (b.getHeight() + 2 * by) / b.getHeight());
      var t = AffineTransform.getTranslateInstance(b.getCenterX(), b.getCenterY());
      t.scale(fx, fy);
      t.translate(-b.getCenterX(), -b.getCenterY());
      return t.createTransformedShape(shape);
    }

    /// Other sheets, books, cards, a pen, a cup, a telephone: around the sheet and partly under it.
    private void strewn(DeskPaper paper) {
      if (random.nextInt(4) == 0) return;
      int things = 1 + random.nextInt(5);
      double reach = 0.5 * Math.hypot(paper.widthMm(), paper.heightMm());
      for (int i = 0; i < things; i++) {
        double way = random.nextDouble() * 2 * Math.PI;
        double far = reach * between(0.75, 1.7);
        var at = AffineTransform.getTranslateInstance(far * Math.cos(way), far * Math.sin(way));
        at.rotate(random.nextInt(3) == 0 ? 0 : between(-1.6, 1.6));
        switch (random.nextInt(7)) {
          case 0, 1 -> other(at);
          case 2, 3 -> book(at);
          case 4 -> thing(at, new RoundRectangle2D.Double(-37, -76, 74, 152, 16, 16), 8, 0x17171A);
          case 5 -> thing(at, new RoundRectangle2D.Double(-70, -4, 140, 8, 8, 8), 8, 0x1E2A74);
          default -> thing(at, new java.awt.geom.Ellipse2D.Double(-40, -40, 80, 80), 30, 0xD9D4CC);
        }
      }
    }

    private void other(AffineTransform at) {
      var sheet = DeskPaper.of(new Random(random.nextLong()), random.nextInt(1000));
      Shape outline = at.createTransformedShape(rectangle(sheet.widthMm(), sheet.heightMm()));
      shadow(outline, sheet.thickMm());
      drawn(sheet, at);
    }

    private void book(AffineTransform at) {
      double w = between(120, 190);
      double h = w * between(1.3, 1.45);
      var outline = rectangle(w, h);
      var ground =
          Color.getHSBColor(
              random.nextFloat(), (float) between(0.1, 0.8), (float) between(0.2, 0.9));
      thing(at, outline, between(4, 30), ground.getRGB() & 0xFFFFFF);
      Graphics2D g = graphics();
      g.transform(at);
      g.setColor(new Color(240, 236, 226));
      g.fill(new Rectangle2D.Double(-w * 0.3, -h * 0.3, w * 0.6, h * 0.12));
      g.dispose();
    }

    private void thing(AffineTransform at, Shape shape, double heightMm, int rgb) {
      Shape outline = at.createTransformedShape(shape);
      shadow(outline, heightMm);
      Graphics2D g = graphics();
      g.setColor(new Color(rgb));
      g.fill(outline);
      g.dispose();
    }

    private static Rectangle2D rectangle(double w, double h) {
      return new Rectangle2D.Double(-w / 2, -h / 2, w, h);
    }

    private void drawn(DeskPaper paper, AffineTransform at) {
      Graphics2D g = graphics();
      g.transform(at);
      var face = AffineTransform.getTranslateInstance(-paper.widthMm() / 2, -paper.heightMm() / 2);
      face.scale(
          paper.widthMm() / paper.face().getWidth(), paper.heightMm() / paper.face().getHeight());
      g.drawImage(paper.face(), face, null);
      g.dispose();
    }

    private void lay(DeskPaper paper) {
      boolean round = paper.kind() == DeskPaper.Kind.CARD;
      double w = paper.widthMm();
      double h = paper.heightMm();
      shadow(
          round ? new RoundRectangle2D.Double(-w / 2, -h / 2, w, h, 6.4, 6.4) : rectangle(w, h),
          paper.thickMm());
      drawn(paper, new AffineTransform());
      if (paper.thickMm() > 0.4 && !round) curled(w, h);
    }

    /// An edge that stands up a little catches more light, or less.
    private void curled(double w, double h) {
      Graphics2D g = graphics();
      g.setClip(rectangle(w, h));
      for (int side = 0; side < 2; side++) {
        int tone = random.nextBoolean() ? 0 : 255;
        for (int i = 0; i < 10; i++) {
          g.setColor(new Color(tone, tone, tone, 5));
          double band = 18.0 - 1.7 * i;
          g.fill(
              side == 0
                  ? new Rectangle2D.Double(-w / 2, -h / 2, w, band)
                  : new Rectangle2D.Double(w / 2 - band, -h / 2, band, h));
        }
      }
      g.dispose();
    }

    /// A thumb that holds the sheet, or a pen or clip that lies on its edge.
    private void held(DeskPaper paper) {
      int what = random.nextInt(10);
      if (what > 3) return;
      double w = paper.widthMm();
      double h = paper.heightMm();
      boolean across = random.nextBoolean();
      double side = random.nextBoolean() ? 1 : -1;
      double along = between(-0.3, 0.3);
      var at =
          AffineTransform.getTranslateInstance(
              across ? along * w : side * w / 2, across ? side * h / 2 : along * h);
      at.rotate(across ? (side > 0 ? Math.PI : 0) : side > 0 ? Math.PI / 2 : -Math.PI / 2);
      at.rotate(between(-0.5, 0.5));
      if (what == 3) {
        at.rotate(between(0.2, 1.2));
        thing(at, new RoundRectangle2D.Double(-65, -4, 130, 8, 8, 8), 8, 0x20242C);
        return;
      }
      double wide = between(17, 23);
      double deepMm = Math.min(0.2 * Math.min(w, h), between(8, 22));
      var finger = new Path2D.Double();
      finger.moveTo(-wide / 2, -160);
      finger.lineTo(-wide / 2, deepMm - wide / 2);
      finger.curveTo(-wide / 2, deepMm + 2, wide / 2, deepMm + 2, wide / 2, deepMm - wide / 2);
      finger.lineTo(wide / 2 + 14, -160);
      finger.closePath();
      int dark = random.nextInt(60);
      int skin = (216 - dark) << 16 | (164 - dark) << 8 | (136 - dark);
      thing(at, finger, 12, skin);
    }
  }

  /// Shapes within a frame.
  private static final class Quads {
    /// Common part of both within the frame, by what either covers there.
    static double overlapWithin(Quad frame, Quad truth, Quad found) {
      var a = within(frame, truth);
      var b = within(frame, found);
      a.intersect(b);
      double both = area(a);
      return both / (area(within(frame, truth)) + area(b) - both);
    }

    private static java.awt.geom.Area within(Quad frame, Quad quad) {
      var area = new java.awt.geom.Area(path(quad.corners()));
      area.intersect(new java.awt.geom.Area(path(frame.corners())));
      return area;
    }

    private static Path2D path(List<Point> corners) {
      var path = new Path2D.Double();
      path.moveTo(corners.getFirst().x(), corners.getFirst().y());
      for (Point p : corners.subList(1, corners.size())) path.lineTo(p.x(), p.y());
      path.closePath();
      return path;
    }

    private static double area(java.awt.geom.Area shape) {
      double twice = 0;
      double[] at = new double[6];
      double x0 = 0;
      double y0 = 0;
      double x = 0;
      double y = 0;
      for (var i = shape.getPathIterator(null, 1); !i.isDone(); i.next()) {
        int kind = i.currentSegment(at);
        boolean closes = kind == java.awt.geom.PathIterator.SEG_CLOSE;
        double nx = closes ? x0 : at[0];
        double ny = closes ? y0 : at[1];
        if (kind == java.awt.geom.PathIterator.SEG_MOVETO) {
          x0 = nx;
          y0 = ny;
        } else twice += x * ny - nx * y;
        x = nx;
        y = ny;
      }
      return Math.abs(twice) / 2;
    }
  }
}
