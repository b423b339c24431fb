package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.page.Corpus;
import cn.ruhu.imaging.page.SyntheticPage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// What people bring, drawn flat: its face, its size, how far it stands off the desk.
///
/// @param face picture of its upper side; transparent where it has no paper (rounded corners)
/// @param widthMm of the face
/// @param heightMm of the face
/// @param thickMm of paper and its curl together: how long its shadow is
record DeskPaper(Kind kind, BufferedImage face, double widthMm, double heightMm, double thickMm) {
  /// What it is.
  enum Kind {
    FORM,
    GRID,
    LETTER,
    NOTE,
    CARD,
    COVER,
    SPREAD,
    RECEIPT,
    CERTIFICATE,
    KRAFT
  }

  /// Pixels a millimetre of the face.
  private static final double PER_MM = 6;

  static DeskPaper of(Random random, long seed) {
    // forms and letters are half of what comes
    Kind kind =
        switch (random.nextInt(16)) {
          case 0, 1, 2, 3 -> Kind.FORM;
          case 4, 5 -> Kind.GRID;
          case 6, 7 -> Kind.LETTER;
          case 8 -> Kind.NOTE;
          case 9, 10 -> Kind.CARD;
          case 11 -> Kind.COVER;
          case 12 -> Kind.SPREAD;
          case 13 -> Kind.RECEIPT;
          case 14 -> Kind.CERTIFICATE;
          default -> Kind.KRAFT;
        };
    double thin = 0.15 + 1.2 * random.nextDouble() * random.nextDouble();
    if (kind == Kind.FORM) {
      var face = SyntheticPage.clean(Corpus.code(seed).write(Corpus.KEY), 150).image();
      return new DeskPaper(kind, face, 210, 297, thin);
    }
    boolean small = random.nextInt(3) == 0;
    double[] size =
        switch (kind) {
          case FORM, GRID, LETTER -> small ? new double[] {148, 210} : new double[] {210, 297};
          case NOTE -> new double[] {148, 210};
          case CARD -> new double[] {85.6, 54};
          case COVER -> new double[] {105, 143};
          case SPREAD -> new double[] {210, 143};
          case RECEIPT -> new double[] {small ? 57 : 80, 120 + random.nextInt(180)};
          case CERTIFICATE -> new double[] {184, 130};
          case KRAFT -> new double[] {162, 229};
        };
    var paper = new Drawing(size[0], size[1], random);
    paper.draw(kind);
    double thick = kind == Kind.COVER || kind == Kind.SPREAD ? 2.2 : kind == Kind.CARD ? 0.9 : thin;
    return new DeskPaper(kind, paper.image, size[0], size[1], thick);
  }

  /// One face, in millimetres.
  private static final class Drawing {
    private final BufferedImage image;
    private final Graphics2D g;
    private final double w;
    private final double h;
    private final Random random;

    Drawing(double w, double h, Random random) {
      this.w = w;
      this.h = h;
      this.random = random;
      image =
          new BufferedImage(
              (int) Math.round(w * PER_MM),
              (int) Math.round(h * PER_MM),
              BufferedImage.TYPE_INT_ARGB);
      g = image.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.scale(PER_MM, PER_MM);
    }

    void draw(Kind kind) {
      switch (kind) {
        case GRID -> grid();
        case LETTER, FORM -> letter();
        case NOTE -> note();
        case CARD -> card();
        case COVER -> cover();
        case SPREAD -> spread();
        case RECEIPT -> receipt();
        case CERTIFICATE -> certificate();
        case KRAFT -> kraft();
      }
      g.dispose();
    }

    private void ground(Color colour) {
      g.setColor(colour);
      g.fill(new Rectangle2D.Double(0, 0, w, h));
    }

    private void bar(double x, double y, double wide, double tall) {
      g.fill(new Rectangle2D.Double(x, y, wide, tall));
    }

    private void line(double x0, double y0, double x1, double y1, double mm) {
      g.setStroke(new BasicStroke((float) mm));
      g.draw(new Line2D.Double(x0, y0, x1, y1));
    }

    /// Characters as a camera sees them from afar: small dark pieces with gaps.
    private void words(double x, double y, double wide, double tall) {
      for (double at = x; at < x + wide - tall; at += tall * 1.08) {
        if (random.nextInt(9) == 0) continue;
        bar(at, y, tall * 0.85, tall * 0.16);
        bar(at + tall * 0.36 * random.nextDouble(), y, tall * 0.14, tall);
        bar(at, y + tall * (0.4 + 0.3 * random.nextDouble()), tall * 0.85, tall * 0.14);
      }
    }

    private Color paper() {
      int v = 238 + random.nextInt(14);
      return new Color(v, v - random.nextInt(4), v - random.nextInt(9));
    }

    /// A table whose frame runs along the sheet's edge.
    private void grid() {
      ground(paper());
      double margin = 8 + random.nextDouble() * 14;
      double head = margin + 8 + random.nextDouble() * 24;
      g.setColor(new Color(30, 30, 34));
      words(w * 0.3, margin, w * 0.4, 6);
      int rows = 8 + random.nextInt(16);
      int columns = 3 + random.nextInt(6);
      double mm = 0.25 + random.nextDouble() * 0.9;
      for (int i = 0; i <= rows; i++) {
        double y = head + (h - margin - head) * i / rows;
        line(margin, y, w - margin, y, i == 0 || i == rows ? mm * 1.6 : mm);
      }
      for (int i = 0; i <= columns; i++) {
        double x = margin + (w - 2 * margin) * i / columns;
        line(x, head, x, h - margin, i == 0 || i == columns ? mm * 1.6 : mm);
      }
      boolean shaded = random.nextBoolean();
      for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) {
          double x = margin + (w - 2 * margin) * c / columns;
          double y = head + (h - margin - head) * r / rows;
          double tall = (h - margin - head) / rows;
          if (shaded && r == 0) {
            g.setColor(new Color(205, 210, 216));
            bar(x + mm, y + mm, (w - 2 * margin) / columns - 2 * mm, tall - 2 * mm);
          }
          g.setColor(new Color(35, 35, 40));
          if (random.nextInt(4) > 0)
            words(x + 2, y + tall * 0.3, (w - 2 * margin) / columns * 0.7, Math.min(3, tall * 0.5));
        }
    }

    private void letter() {
      ground(paper());
      g.setColor(new Color(40, 40, 50));
      int lines = 4 + random.nextInt(24);
      for (int i = 0; i < lines && 40 + i * 8 < h - 20; i++)
        words(22, 36 + i * 8, (w - 44) * (random.nextInt(5) == 0 ? 0.5 : 1), 3.4);
      if (random.nextBoolean()) {
        g.setColor(new Color(196, 40, 40, 190));
        g.setStroke(new BasicStroke(1.2f));
        g.draw(new java.awt.geom.Ellipse2D.Double(w - 75, h - 75, 40, 40));
      }
      // the folds of a letter that came in an envelope
      if (random.nextBoolean())
        for (int i = 1; i <= 2; i++) {
          g.setColor(new Color(0, 0, 0, 26));
          bar(0, h * i / 3 - 0.5, w, 0.5);
          g.setColor(new Color(255, 255, 255, 90));
          bar(0, h * i / 3, w, 0.6);
        }
    }

    private void note() {
      ground(new Color(246, 243, 228));
      g.setColor(new Color(150, 175, 205));
      for (double y = 20; y < h - 10; y += 8) line(6, y, w - 6, y, 0.2);
      g.setColor(new Color(35, 45, 110));
      for (int i = 0; i < 10; i++) words(14, 22 + i * 16, (w - 40) * random.nextDouble() + 12, 5);
    }

    private void card() {
      g.setColor(random.nextBoolean() ? new Color(206, 218, 224) : new Color(226, 219, 214));
      g.fill(new RoundRectangle2D.Double(0, 0, w, h, 6.4, 6.4));
      if (random.nextBoolean()) {
        g.setColor(new Color(60, 60, 70));
        for (int i = 0; i < 4; i++) words(8, 7 + 7 * i, 18 + random.nextInt(22), 3);
        words(28, 45, 46, 3);
        g.setColor(new Color(233, 234, 236));
        bar(57, 7, 23, 32);
        g.setColor(new Color(40, 34, 34));
        g.fillOval(60, 8, 17, 18);
        g.setColor(new Color(176, 136, 112));
        g.fillOval(62, 13, 13, 15);
        g.setColor(new Color(44, 48, 74));
        bar(58, 29, 21, 10);
      } else {
        g.setColor(new Color(190, 44, 40));
        g.fillOval(6, 5, 15, 17);
        g.setColor(new Color(60, 60, 66));
        words(26, 8, 50, 5);
        words(28, 19, 46, 6);
        words(20, 39, 52, 2.6);
        words(20, 46, 46, 2.6);
      }
    }

    /// A register's cover: dark, with gold.
    private void cover() {
      int[][] tones = {{104, 28, 26}, {88, 40, 28}, {26, 52, 96}, {18, 84, 58}};
      int[] t = tones[random.nextInt(tones.length)];
      g.setColor(new Color(t[0], t[1], t[2]));
      g.fill(new RoundRectangle2D.Double(0, 0, w, h, 4, 4));
      g.setColor(new Color(208, 172, 92));
      g.fillOval((int) (w / 2 - 13), 26, 26, 28);
      words(w / 2 - 28, 72, 58, 11);
      words(w / 2 - 22, h - 26, 46, 5);
    }

    private void spread() {
      ground(new Color(232, 219, 190));
      for (int half = 0; half < 2; half++) {
        double x0 = half * w / 2 + 7;
        double x1 = (half + 1) * w / 2 - 7;
        g.setColor(new Color(126, 74, 54));
        for (int i = 0; i <= 10; i++) line(x0, 14 + 12 * i, x1, 14 + 12 * i, 0.35);
        for (int i = 0; i <= 4; i++)
          line(x0 + (x1 - x0) * i / 4, 14, x0 + (x1 - x0) * i / 4, 134, 0.35);
        g.setColor(new Color(30, 28, 28));
        for (int i = 0; i < 10; i++) words(x0 + 2, 18 + 12 * i, 30 + random.nextInt(40), 3);
      }
      for (int i = 0; i < 14; i++) {
        g.setColor(new Color(40, 24, 10, 7));
        bar(w / 2 - 7 + i * 0.5, 0, 14 - i, h);
      }
    }

    private void receipt() {
      int v = 228 + random.nextInt(18);
      ground(new Color(v, v, v + 3));
      g.setColor(new Color(70, 70, 82));
      words(w * 0.2, 6, w * 0.6, 4.5);
      for (double y = 16; y < h - 14; y += 5) {
        if (random.nextInt(7) == 0) {
          for (double x = 4; x < w - 4; x += 2.4) bar(x, y, 1.3, 0.4);
          continue;
        }
        words(4, y, w * 0.3 + random.nextInt(12), 2.6);
        words(w - 20, y, 16, 2.6);
      }
    }

    /// A coloured border up to near the edge.
    private void certificate() {
      boolean pink = random.nextBoolean();
      ground(pink ? new Color(246, 228, 226) : new Color(228, 240, 228));
      g.setColor(pink ? new Color(196, 92, 96) : new Color(88, 146, 104));
      for (int i = 0; i < 3; i++) {
        g.setStroke(new BasicStroke(0.8f));
        double m = 5 + 2 * i;
        g.draw(new Rectangle2D.Double(m, m, w - 2 * m, h - 2 * m));
      }
      g.setColor(new Color(44, 40, 40));
      words(w * 0.3, 20, w * 0.42, 8);
      for (int i = 0; i < 8; i++) words(22, 42 + 9 * i, (w - 50) * 0.9, 3.4);
      g.setColor(new Color(200, 30, 34, 200));
      g.setStroke(new BasicStroke(1.4f));
      g.draw(new java.awt.geom.Ellipse2D.Double(w - 62, h - 58, 42, 42));
    }

    private void kraft() {
      ground(new Color(178 + random.nextInt(20), 140, 94));
      g.setColor(new Color(60, 44, 34));
      words(20, 40, w - 60, 7);
      for (int i = 0; i < 5; i++) line(20, 80 + 14 * i, w - 20, 80 + 14 * i, 0.4);
    }
  }
}
