package cn.ruhu.papers;

import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;

/// The upright lines of the tables on a page, in points from the top left.
final class Rules extends PDFGraphicsStreamEngine {
  private final List<Rectangle2D> found = new ArrayList<>();
  private final GeneralPath path = new GeneralPath();

  private Rules(PDPage page) {
    super(page);
  }

  static List<Rectangle2D> of(PDPage page) throws IOException {
    var rules = new Rules(page);
    rules.processPage(page);
    return rules.found;
  }

  private void end() {
    Rectangle2D box = path.getBounds2D();
    if (box.getWidth() < 1.5 && box.getHeight() > 8)
      found.add(
          new Rectangle2D.Double(
              box.getX(),
              getPage().getMediaBox().getHeight() - box.getMaxY(),
              Math.max(0.2, box.getWidth()),
              box.getHeight()));
    path.reset();
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    moveTo((float) p0.getX(), (float) p0.getY());
    for (Point2D p : List.of(p1, p2, p3)) lineTo((float) p.getX(), (float) p.getY());
    path.closePath();
  }

  @Override
  public void drawImage(PDImage image) {}

  @Override
  public void clip(int windingRule) {}

  @Override
  public void moveTo(float x, float y) {
    path.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    path.lineTo(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    path.curveTo(x1, y1, x2, y2, x3, y3);
  }

  @Override
  public Point2D getCurrentPoint() {
    Point2D at = path.getCurrentPoint();
    return at == null ? new Point2D.Double() : at;
  }

  @Override
  public void closePath() {
    if (path.getCurrentPoint() != null) path.closePath();
  }

  @Override
  public void endPath() {
    path.reset();
  }

  @Override
  public void strokePath() {
    end();
  }

  @Override
  public void fillPath(int windingRule) {
    end();
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    end();
  }

  @Override
  public void shadingFill(COSName name) {}
}
