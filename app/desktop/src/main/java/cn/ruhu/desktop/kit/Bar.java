package cn.ruhu.desktop.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A row. Where the window is narrow for its text ([Room]) and what stands in it does not fit, the
/// row breaks into lines as words do: nothing is cut, nothing stands beyond the edge. Otherwise it
/// is a plain row. A table beside a panel becomes a table above a panel.
///
/// Children that grow ([HBox#setHgrow]) take what is left of their line. Window thread only.
public final class Bar extends HBox {
  /// What a label wants at least before a line is broken for it, in ems.
  private static final double WORDS = 9;

  /// What a part that grows wants at least, in ems.
  private static final double PART = 22;

  /// What a field wants at least, in ems, unless it is made for less.
  private static final double FIELD = 11;

  private record Placed(Node node, double width) {}

  public Bar(Node... children) {
    super(children);
    follow();
  }

  public Bar(double spacing, Node... children) {
    super(spacing, children);
    follow();
  }

  /// Sizes depend on the window, so they are asked for again when it changes.
  private void follow() {
    sceneProperty().flatMap(Scene::widthProperty).subscribe(_ -> requestLayout());
  }

  @Override
  public Orientation getContentBias() {
    return Room.narrow(this) ? Orientation.HORIZONTAL : super.getContentBias();
  }

  @Override
  protected double computeMinWidth(double height) {
    if (!Room.narrow(this)) return super.computeMinWidth(height);
    double widest = 0;
    for (Node n : getManagedChildren()) widest = Math.max(widest, n.minWidth(-1));
    return widest + aside();
  }

  @Override
  protected double computeMinHeight(double width) {
    return width >= 0 && breaks(width) ? computePrefHeight(width) : super.computeMinHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    if (width < 0 || !breaks(width)) return super.computePrefHeight(width);
    double height = getInsets().getTop() + getInsets().getBottom();
    List<List<Placed>> lines = lines(width - aside());
    for (List<Placed> line : lines) height += height(line);
    return height + gap() * (lines.size() - 1);
  }

  @Override
  protected void layoutChildren() {
    if (!breaks(getWidth())) {
      super.layoutChildren();
      return;
    }
    double inner = getWidth() - aside();
    List<List<Placed>> lines = lines(inner);
    double spare = Math.max(0, getHeight() - computePrefHeight(getWidth()));
    double y = getInsets().getTop();
    for (List<Placed> line : lines) {
      double high = height(line);
      if (spare > 0 && isFillHeight() && line.stream().anyMatch(p -> isPart(p.node()))) {
        high += spare;
        spare = 0;
      }
      place(line, y, inner, high);
      y += high + gap();
    }
  }

  private void place(List<Placed> line, double y, double inner, double high) {
    double used = getSpacing() * (line.size() - 1);
    for (Placed p : line) used += p.width();
    double x = getInsets().getLeft();
    HPos side = getAlignment().getHpos();
    if (side != HPos.LEFT) x += Math.max(0, inner - used) * (side == HPos.RIGHT ? 1 : 0.5);
    VPos level = getAlignment().getVpos();
    VPos at = level == VPos.BASELINE ? VPos.CENTER : level;
    if (line.size() == 1 && isSplit()) {
      line.getFirst().node().resizeRelocate(x, y, inner, high);
      return;
    }
    for (Placed p : line) {
      layoutInArea(
          p.node(), x, y, p.width(), high, 0, Insets.EMPTY, true, isFillHeight(), HPos.LEFT, at);
      x += p.width() + getSpacing();
    }
  }

  private double aside() {
    return getInsets().getLeft() + getInsets().getRight();
  }

  private double gap() {
    return Math.max(4, getSpacing() * 0.6);
  }

  private boolean breaks(double width) {
    if (!Room.narrow(this)) return false;
    double asked = aside();
    List<Node> all = getManagedChildren();
    for (Node n : all) asked += wanted(n);
    return asked + getSpacing() * Math.max(0, all.size() - 1) > width + 0.5;
  }

  private List<List<Placed>> lines(double inner) {
    var all = new ArrayList<List<Placed>>();
    var line = new ArrayList<Node>();
    double used = 0;
    for (Node n : getManagedChildren()) {
      double least = least(n, inner);
      if (!line.isEmpty() && used + getSpacing() + least > inner + 0.5) {
        all.add(spread(line, inner));
        line.clear();
        used = 0;
      }
      used += least + (line.isEmpty() ? 0 : getSpacing());
      line.add(n);
    }
    if (!line.isEmpty()) all.add(spread(line, inner));
    return all;
  }

  /// The width for which a line is broken.
  private double least(Node n, double inner) {
    double most = Double.MAX_VALUE;
    if (n instanceof Label) most = WORDS * Room.em(this);
    else if (grows(n)) most = PART * Room.em(this);
    return Math.min(inner, Math.max(n.minWidth(-1), Math.min(wanted(n), most)));
  }

  private double wanted(Node n) {
    double liked = Math.ceil(Math.min(n.prefWidth(-1), Math.max(n.minWidth(-1), n.maxWidth(-1))));
    return n instanceof Field
        ? Math.max(liked, Math.min(FIELD * Room.em(this), n.maxWidth(-1)))
        : liked;
  }

  /// What is left of a line: first whatever has not the width it would like, then what grows.
  private List<Placed> spread(List<Node> nodes, double inner) {
    if (nodes.size() == 1 && isSplit()) return List.of(new Placed(nodes.getFirst(), inner));
    double left = inner - getSpacing() * (nodes.size() - 1);
    var widths = new ArrayList<Double>();
    for (Node n : nodes) {
      widths.add(least(n, inner));
      left -= widths.getLast();
    }
    for (boolean growing : new boolean[] {false, true})
      for (int i = 0; i < nodes.size(); i++) {
        if (grows(nodes.get(i)) != growing) continue;
        double more = Math.clamp(wanted(nodes.get(i)) - widths.get(i), 0, Math.max(0, left));
        widths.set(i, widths.get(i) + more);
        left -= more;
      }
    long growers = nodes.stream().filter(Bar::grows).count();
    var placed = new ArrayList<Placed>();
    for (int i = 0; i < nodes.size(); i++) {
      Node n = nodes.get(i);
      double more = grows(n) ? Math.floor(Math.max(0, left) / growers) : 0;
      placed.add(
          new Placed(n, Math.min(widths.get(i) + more, Math.max(n.minWidth(-1), n.maxWidth(-1)))));
    }
    return placed;
  }

  /// A list and what stands beside it: alone on its line each takes all of it.
  private boolean isSplit() {
    return getStyleClass().contains("split");
  }

  private static boolean grows(Node n) {
    return HBox.getHgrow(n) == Priority.ALWAYS;
  }

  /// Takes height as well, as a table does.
  private static boolean isPart(Node n) {
    return n instanceof TableView<?>
        || n instanceof ListView<?>
        || n instanceof ScrollPane
        || (grows(n) && n.prefWidth(-1) > 0);
  }

  private static double height(List<Placed> line) {
    double high = 0;
    for (Placed p : line) {
      Node n = p.node();
      double wide = n.getContentBias() == Orientation.HORIZONTAL ? p.width() : -1;
      double asked = Math.min(n.prefHeight(wide), n.maxHeight(wide));
      high = Math.max(high, Math.max(n.minHeight(wide), asked));
    }
    return Math.ceil(high);
  }
}
