package cn.ruhu.imaging.sheet;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// Papers of a traced desk, other ones than [DeskPaper] has: statements printed to the margin,
/// copies of cards with the copier's black rim, invoices, letters on ruled paper, registers with a
/// patterned ground, medical sheets with dark pictures, cards, kraft envelopes, blank backs.
/// Characters are strokes of a pen in a square.
final class DeskFace {
  private static final double PER_MM = 4;

  private final String words;
  private final double widthMm;
  private final double heightMm;
  private final boolean stiff;
  private final int pw;
  private final int ph;
  private final float[][] light;
  private final double[] tone;

  private DeskFace(
      String words, BufferedImage image, double widthMm, double heightMm, boolean stiff) {
    this.words = words;
    this.widthMm = widthMm;
    this.heightMm = heightMm;
    this.stiff = stiff;
    pw = image.getWidth();
    ph = image.getHeight();
    light = DeskStage.linear(image);
    // no paper gives back everything, and few are neutral
    for (float[] plane : light) for (int i = 0; i < plane.length; i++) plane[i] *= 0.88f;
    tone = new double[] {light[0][pw + 1], light[1][pw + 1], light[2][pw + 1]};
  }

  String words() {
    return words;
  }

  double widthMm() {
    return widthMm;
  }

  double heightMm() {
    return heightMm;
  }

  boolean isStiff() {
    return stiff;
  }

  double thick() {
    return stiff ? 0.8 : 0;
  }

  /// Linear colour of the paper itself.
  double[] tone() {
    return tone;
  }

  /// Distance from its edge, inside below 0; its middle is 0, 0.
  double edge(double x, double y) {
    double round = stiff ? 3.2 : 0;
    double u = Math.abs(x) - widthMm / 2 + round;
    double v = Math.abs(y) - heightMm / 2 + round;
    return Math.hypot(Math.max(u, 0), Math.max(v, 0)) + Math.min(Math.max(u, v), 0) - round;
  }

  /// Linear colour at a place of it.
  void colour(double x, double y, double[] into) {
    double px = Math.clamp((x / widthMm + 0.5) * pw - 0.5, 0, pw - 1.001);
    double py = Math.clamp((y / heightMm + 0.5) * ph - 0.5, 0, ph - 1.001);
    int i = (int) py * pw + (int) px;
    double fx = px - (int) px;
    double fy = py - (int) py;
    int right = (int) px + 1 < pw ? 1 : 0;
    int down = (int) py + 1 < ph ? pw : 0;
    for (int c = 0; c < 3; c++) {
      float[] p = light[c];
      double top = p[i] + fx * (p[i + right] - p[i]);
      double low = p[i + down] + fx * (p[i + down + right] - p[i + down]);
      into[c] = top + fy * (low - top);
    }
  }

  static DeskFace any(Random random) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> new Drawing(random, 210, 297).statement();
      case 2 -> new Drawing(random, 210, 297).copiedCard();
      case 3 -> new Drawing(random, 210, 140).invoice();
      case 4 -> new Drawing(random, 190, 265).ruledLetter();
      case 5 -> new Drawing(random, 105, 143).register();
      case 6 -> new Drawing(random, 210, 297).medical();
      case 7, 8 -> new Drawing(random, 85.6, 54).card();
      case 9 -> new Drawing(random, 220, 110).envelope();
      case 10 -> new Drawing(random, 210, 297).blank();
      case 11 -> new Drawing(random, 148, 210).proof();
      default -> new Drawing(random, 210, 297).text();
    };
  }

  private static final class Drawing {
    private final Random random;
    private final double w;
    private final double h;
    private final BufferedImage image;
    private final Graphics2D g;

    Drawing(Random random, double w, double h) {
      this.random = random;
      this.w = w;
      this.h = h;
      image =
          new BufferedImage(
              (int) Math.round(w * PER_MM),
              (int) Math.round(h * PER_MM),
              BufferedImage.TYPE_INT_RGB);
      g = image.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.scale(PER_MM, PER_MM);
    }

    private DeskFace done(String words, boolean stiff) {
      g.dispose();
      return new DeskFace(words, image, w, h, stiff);
    }

    private double between(double low, double high) {
      return low + random.nextDouble() * (high - low);
    }

    private void ground(int red, int green, int blue) {
      g.setColor(new Color(red, green, blue));
      g.fill(new Rectangle2D.Double(0, 0, w, h));
    }

    private void paper() {
      int v = 244 + random.nextInt(12);
      ground(v, v, v - random.nextInt(12));
    }

    private void line(double x0, double y0, double x1, double y1, double mm) {
      g.setStroke(new BasicStroke((float) mm));
      g.draw(new Line2D.Double(x0, y0, x1, y1));
    }

    private void box(double x, double y, double wide, double tall) {
      g.fill(new Rectangle2D.Double(x, y, wide, tall));
    }

    /// A row of characters: each a few strokes, lying, standing and slanting.
    private void write(double x, double y, double wide, double tall) {
      g.setStroke(
          new BasicStroke((float) (tall * 0.11), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      for (double at = x; at + tall < x + wide; at += tall * 1.1) {
        if (random.nextInt(12) == 0) continue;
        int strokes = 3 + random.nextInt(5);
        for (int i = 0; i < strokes; i++) {
          double a = at + tall * random.nextDouble() * 0.5;
          double b = y + tall * random.nextDouble() * 0.8;
          double size = tall * between(0.25, 0.55);
          switch (random.nextInt(3)) {
            case 0 -> g.draw(new Line2D.Double(a, b, a + size, b - 0.04 * tall));
            case 1 -> g.draw(new Line2D.Double(a, b, a, Math.min(y + tall, b + size)));
            default -> {
              var p = new Path2D.Double();
              p.moveTo(a + size * 0.5, b);
              p.quadTo(
                  a + size * 0.4, b + size * 0.5, a - size * 0.3, Math.min(y + tall, b + size));
              g.draw(p);
            }
          }
        }
      }
    }

    private void seal(double x, double y, double r) {
      g.setColor(new Color(206, 32, 36, 200));
      g.setStroke(new BasicStroke(1.1f));
      g.draw(new java.awt.geom.Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
      write(x - r * 0.7, y + r * 0.2, r * 1.4, r * 0.25);
    }

    DeskFace text() {
      paper();
      g.setColor(new Color(24, 24, 28));
      double tall = between(2.6, 5);
      double margin = between(14, 30);
      write(w * 0.3, margin, w * 0.4, tall * 1.7);
      int lines = 3 + random.nextInt(34);
      for (int i = 0; i < lines; i++) {
        double y = margin + 16 + i * tall * 1.8;
        if (y > h - margin) break;
        write(margin, y, (w - 2 * margin) * (random.nextInt(4) == 0 ? 0.6 : 1), tall);
      }
      if (random.nextBoolean()) seal(w - 60, h - 70, 20);
      if (random.nextInt(3) == 0) crease();
      return done("TEXT", false);
    }

    /// Folded in three or four and opened again: bright on one side of a crease, dark on the other.
    private void crease() {
      int ways = 1 + random.nextInt(3);
      for (int i = 1; i <= ways; i++) {
        double y = h * i / (ways + 1);
        for (int k = 0; k < 8; k++) {
          g.setColor(new Color(0, 0, 0, 7));
          box(0, y - 0.25 * k * k, w, 0.25 * k * k);
        }
        g.setColor(new Color(255, 255, 255, 140));
        box(0, y, w, 0.5);
      }
    }

    /// Rows of figures up to near the edge, as banks print them.
    DeskFace statement() {
      paper();
      double margin = between(4, 12);
      double row = between(4.5, 8);
      int columns = 4 + random.nextInt(6);
      g.setColor(new Color(30, 30, 36));
      write(margin, margin, w * 0.5, 4);
      boolean ruled = random.nextBoolean();
      boolean banded = random.nextBoolean();
      double head = margin + 10;
      for (double y = head; y + row < h - margin; y += row) {
        if (banded && Math.floorMod((int) ((y - head) / row), 2) == 0) {
          g.setColor(new Color(214, 222, 232));
          box(margin, y, w - 2 * margin, row);
        }
        g.setColor(new Color(30, 30, 36));
        if (ruled) line(margin, y, w - margin, y, 0.25);
        for (int c = 0; c < columns; c++)
          write(
              margin + 1 + (w - 2 * margin) * c / columns,
              y + row * 0.2,
              (w - 2 * margin) / columns * between(0.4, 0.9),
              row * 0.5);
      }
      if (ruled)
        for (int c = 0; c <= columns; c++) {
          double x = margin + (w - 2 * margin) * c / columns;
          line(x, head, x, h - margin, c == 0 || c == columns ? 0.6 : 0.25);
        }
      return done("STATEMENT", false);
    }

    /// Both sides of a card copied onto a page; the copier's lid stood open.
    DeskFace copiedCard() {
      paper();
      for (int i = 0; i < 2; i++) {
        double x = w / 2 - 43 + between(-8, 8);
        double y = 40 + 95 * i + between(-8, 8);
        int grey = 150 + random.nextInt(70);
        g.setColor(new Color(grey, grey, grey));
        box(x, y, 85.6, 54);
        g.setColor(new Color(40, 40, 40));
        for (int k = 0; k < 4; k++) write(x + 6, y + 7 + 9 * k, 40, 3.4);
        box(x + 58, y + 9, 22, 28);
      }
      int rim = random.nextInt(3);
      g.setColor(new Color(28, 28, 28));
      if (rim == 1) box(w - between(1, 6), 0, 6, h);
      if (rim == 2) box(0, 0, w, between(1, 5));
      return done("COPY", false);
    }

    DeskFace invoice() {
      boolean pink = random.nextBoolean();
      ground(250, pink ? 232 : 248, pink ? 230 : 236);
      g.setColor(new Color(150, 92, 60));
      double m = between(6, 14);
      g.setStroke(new BasicStroke(0.5f));
      g.draw(new Rectangle2D.Double(m, 28, w - 2 * m, h - 28 - m));
      for (double y : new double[] {50, 58, 95, 104}) if (y < h - m) line(m, y, w - m, y, 0.4);
      for (double x : new double[] {0.3, 0.5, 0.62, 0.8}) line(w * x, 50, w * x, 95, 0.3);
      write(w * 0.33, 8, w * 0.36, 7);
      g.setColor(new Color(40, 44, 90));
      for (int i = 0; i < 5; i++) write(m + 4, 62 + 6 * i, w * 0.5, 3);
      seal(w / 2, 16, 11);
      return done("INVOICE", false);
    }

    /// Red rules and a frame, written by hand in blue.
    DeskFace ruledLetter() {
      paper();
      g.setColor(new Color(204, 70, 70));
      double m = between(10, 20);
      for (double y = 34; y < h - 16; y += 9) line(m, y, w - m, y, 0.3);
      if (random.nextBoolean()) {
        g.setStroke(new BasicStroke(0.6f));
        g.draw(new Rectangle2D.Double(m, 24, w - 2 * m, h - 42));
      }
      g.setColor(new Color(30, 40, 120));
      for (double y = 36; y < h * between(0.3, 0.95) - 20; y += 9)
        write(m + 2, y, (w - 2 * m) * between(0.5, 1), 6);
      return done("RULED", false);
    }

    DeskFace register() {
      ground(226, 236, 222);
      g.setColor(new Color(150, 186, 160));
      for (double y = 0; y < h; y += 2.4) {
        var p = new Path2D.Double();
        p.moveTo(0, y);
        for (double x = 0; x <= w; x += 2) p.lineTo(x, y + 0.7 * Math.sin(x * 0.7 + y));
        g.setStroke(new BasicStroke(0.15f));
        g.draw(p);
      }
      g.setColor(new Color(60, 90, 70));
      double m = between(5, 9);
      for (int i = 0; i <= 9; i++)
        line(m, 18 + i * (h - 30) / 9, w - m, 18 + i * (h - 30) / 9, 0.3);
      for (int i = 0; i <= 4; i++)
        line(m + (w - 2 * m) * i / 4, 18, m + (w - 2 * m) * i / 4, h - 12, 0.3);
      g.setColor(new Color(20, 20, 24));
      for (int i = 0; i < 9; i++) write(m + 2, 21 + i * (h - 30) / 9, w * 0.6, 3.2);
      seal(w - 34, h - 34, 14);
      return done("REGISTER", false);
    }

    DeskFace medical() {
      paper();
      g.setColor(new Color(20, 24, 40));
      write(w * 0.3, 14, w * 0.45, 7);
      line(12, 28, w - 12, 28, 0.5);
      int pictures = 1 + random.nextInt(3);
      for (int i = 0; i < pictures; i++) {
        double x = 14 + i * 64;
        g.setColor(new Color(12, 12, 14));
        box(x, 40, 60, 48);
        g.setColor(new Color(120, 120, 124));
        g.fillOval((int) x + 14, 52, 30, 22);
      }
      g.setColor(new Color(24, 24, 30));
      for (int i = 0; i < 14; i++) write(14, 98 + 9 * i, (w - 28) * between(0.4, 1), 3.6);
      return done("MEDICAL", false);
    }

    DeskFace card() {
      boolean bank = random.nextInt(3) == 0;
      var one = Color.getHSBColor(random.nextFloat(), bank ? 0.7f : 0.16f, bank ? 0.5f : 0.9f);
      var two = Color.getHSBColor(random.nextFloat(), bank ? 0.5f : 0.2f, bank ? 0.7f : 0.95f);
      g.setPaint(new java.awt.GradientPaint(0, 0, one, (float) w, (float) h, two));
      box(0, 0, w, h);
      g.setColor(bank ? new Color(236, 236, 230) : new Color(30, 30, 36));
      for (int i = 0; i < 4; i++) write(7, 7 + 8 * i, between(20, 46), 3.4);
      write(24, 44, 54, 4);
      if (bank) {
        g.setColor(new Color(206, 176, 96));
        box(9, 18, 12, 9);
      } else {
        g.setColor(new Color(226, 226, 230));
        box(57, 8, 22, 30);
        g.setColor(new Color(60, 46, 40));
        g.fillOval(61, 11, 14, 17);
      }
      return done(bank ? "BANKCARD" : "CARD", true);
    }

    DeskFace envelope() {
      ground(186 + random.nextInt(24), 146, 100);
      g.setColor(new Color(150, 112, 74));
      line(0, 0, w / 2, h * 0.6, 0.5);
      line(w, 0, w / 2, h * 0.6, 0.5);
      g.setColor(new Color(40, 34, 30));
      for (int i = 0; i < 3; i++) write(60, 50 + 12 * i, 90, 6);
      return done("ENVELOPE", false);
    }

    DeskFace blank() {
      paper();
      if (random.nextBoolean()) {
        // print of the other side shows through
        g.setColor(new Color(0, 0, 0, 14));
        for (int i = 0; i < 20; i++) write(20, 30 + 11 * i, w - 40, 4);
      }
      return done("BLANK", false);
    }

    /// A certificate with a border of woven lines close to the edge.
    DeskFace proof() {
      ground(252, 248, 236);
      g.setColor(random.nextBoolean() ? new Color(180, 60, 50) : new Color(60, 90, 150));
      double m = between(3, 9);
      double deep = between(4, 8);
      for (int k = 0; k < 3; k++) {
        var p = new Path2D.Double();
        for (int i = 0; i <= 800; i++) {
          double t = i / 800.0;
          double off = m + deep / 2 * (1 + Math.sin(t * 2 * Math.PI * 60 + k * 2.1));
          double s = t * 4;
          double x = s < 1 ? s * w : s < 2 ? w - off : s < 3 ? (3 - s) * w : off;
          double y = s < 1 ? off : s < 2 ? (s - 1) * h : s < 3 ? h - off : (4 - s) * h;
          if (i == 0) p.moveTo(x, y);
          else p.lineTo(Math.clamp(x, m, w - m), Math.clamp(y, m, h - m));
        }
        g.setStroke(new BasicStroke(0.35f));
        g.draw(p);
      }
      g.setStroke(new BasicStroke(0.8f));
      g.draw(
          new Rectangle2D.Double(
              m + deep + 1, m + deep + 1, w - 2 * (m + deep + 1), h - 2 * (m + deep + 1)));
      g.setColor(new Color(30, 26, 24));
      write(w * 0.3, h * 0.16, w * 0.42, 9);
      for (int i = 0; i < 7; i++) write(w * 0.16, h * 0.34 + 10 * i, w * 0.66, 4.4);
      seal(w * 0.7, h * 0.8, 17);
      return done("PROOF", false);
    }
  }
}
