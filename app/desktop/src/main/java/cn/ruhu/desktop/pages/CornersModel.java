package cn.ruhu.desktop.pages;

import cn.ruhu.imaging.page.Corners;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/// Four corners being set on a picture, as it is seen: dragged, or moved by the arrow keys, turned,
/// and each step taken back. Knows no toolkit. Window thread only.
public final class CornersModel {
  /// A step of an arrow key, as a share of the picture: two pixels of a large one.
  public static final double STEP = 0.001;

  /// A step with Shift.
  public static final double STRIDE = 0.01;

  private static final int UNDO_MAX = 200;

  /// A point of the picture as it is seen, 0 to 1 from the left and from the top.
  public record At(double x, double y) {
    public At {
      x = Math.clamp(x, 0, 1);
      y = Math.clamp(y, 0, 1);
    }
  }

  /// What is set so far.
  ///
  /// @param corners top left, top right, bottom right, bottom left, as seen
  /// @param turns quarter turns clockwise the stored picture lies turned
  public record Shape(List<At> corners, int turns) {
    public Shape {
      corners = List.copyOf(corners);
    }
  }

  private final ObjectProperty<Shape> shape;

  /// the corner that arrow keys move, from 0
  private final IntegerProperty picked = new SimpleIntegerProperty();

  private final Deque<Shape> undo = new ArrayDeque<>();

  /// @param corners as they are kept
  /// @param turns as it is kept
  public CornersModel(Corners corners, int turns) {
    shape = new SimpleObjectProperty<>(seen(corners, Math.floorMod(turns, 4)));
  }

  ObjectProperty<Shape> shape() {
    return shape;
  }

  IntegerProperty picked() {
    return picked;
  }

  void pick(int corner) {
    picked.set(Math.floorMod(corner, 4));
  }

  /// Moves the picked corner.
  ///
  /// @param dx share of the width, to the right
  /// @param dy share of the height, downwards
  void nudge(double dx, double dy) {
    At now = shape.get().corners().get(picked.get());
    remember();
    move(picked.get(), new At(now.x() + dx, now.y() + dy));
  }

  /// A drag begins: all of it is one step to take back.
  void grab(int corner) {
    pick(corner);
    remember();
  }

  /// The corner in hand goes there.
  void drag(At to) {
    move(picked.get(), to);
  }

  private void move(int corner, At to) {
    var all = new ArrayList<>(shape.get().corners());
    all.set(corner, to);
    shape.set(new Shape(all, shape.get().turns()));
  }

  /// A quarter clockwise: what is seen turns, and the corners with it.
  void turn() {
    remember();
    Corners now = corners();
    shape.set(seen(now, Math.floorMod(shape.get().turns() - 1, 4)));
    picked.set(Math.floorMod(picked.get() + 1, 4));
  }

  /// The whole picture again.
  void whole() {
    remember();
    shape.set(seen(Corners.WHOLE, shape.get().turns()));
  }

  private void remember() {
    undo.push(shape.get());
    while (undo.size() > UNDO_MAX) undo.removeLast();
  }

  boolean canUndo() {
    return !undo.isEmpty();
  }

  void undo() {
    if (!undo.isEmpty()) shape.set(undo.pop());
  }

  /// Whether the corners make a page: sides that cross cut nothing out.
  boolean isPage() {
    return corners().isPage();
  }

  /// As they are kept: on the stored picture.
  public Corners corners() {
    Shape s = shape.get();
    var stored = new ArrayList<Corners.Point>();
    for (At p : s.corners()) stored.add(stored(p, s.turns()));
    Collections.rotate(stored, s.turns());
    return Corners.of(stored);
  }

  /// Quarter turns clockwise the stored picture lies turned.
  public int turns() {
    return shape.get().turns();
  }

  private static Shape seen(Corners corners, int turns) {
    var round = new ArrayList<>(corners.round());
    Collections.rotate(round, -turns);
    return new Shape(round.stream().map(p -> seen(p, turns)).toList(), turns);
  }

  private static At seen(Corners.Point p, int turns) {
    double x = (double) p.x() / Corners.FULL;
    double y = (double) p.y() / Corners.FULL;
    return switch (turns) {
      case 1 -> new At(y, 1 - x);
      case 2 -> new At(1 - x, 1 - y);
      case 3 -> new At(1 - y, x);
      default -> new At(x, y);
    };
  }

  private static Corners.Point stored(At p, int turns) {
    return switch (turns) {
      case 1 -> point(1 - p.y(), p.x());
      case 2 -> point(1 - p.x(), 1 - p.y());
      case 3 -> point(p.y(), 1 - p.x());
      default -> point(p.x(), p.y());
    };
  }

  private static Corners.Point point(double x, double y) {
    return new Corners.Point(
        (int) Math.round(x * Corners.FULL), (int) Math.round(y * Corners.FULL));
  }
}
