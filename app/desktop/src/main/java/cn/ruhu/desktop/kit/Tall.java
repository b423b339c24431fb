package cn.ruhu.desktop.kit;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// A screen that fills the height it gets, and is scrolled as a whole where that is too low for its
/// text ([Room]): then every part of it is as high as it wants to be. What takes the keyboard comes
/// into sight. Unlike a scroll pane it takes neither the keyboard nor its keys: a screen that fits
/// is as if this were not there. Window thread only.
public final class Tall extends Region {
  /// pixels kept in sight around what has the keyboard
  private static final double AROUND = 24;

  /// part of what is seen that a press beside the thumb moves by
  private static final double LEAF = 0.9;

  private static final double STEP = 40;

  /// part of the window that acts at the foot may take before they are scrolled along
  private static final double FOOT = 0.24;

  private final Region screen;
  private final Region foot;
  private final ScrollBar bar = new ScrollBar();
  private final Rectangle frame = new Rectangle();
  private boolean along;

  public Tall(Region screen) {
    this(screen, new Region());
  }

  /// @param foot stays in sight below the screen, unless it takes too much of a low window
  public Tall(Region screen, Region foot) {
    this.screen = screen;
    this.foot = foot;
    getStyleClass().add("tall");
    bar.setOrientation(Orientation.VERTICAL);
    bar.setFocusTraversable(false);
    bar.setManaged(false);
    bar.setVisible(false);
    bar.setUnitIncrement(STEP);
    bar.valueProperty().subscribe(_ -> requestLayout());
    getChildren().addAll(screen, foot, bar);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::intoSight);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return Math.max(screen.minWidth(-1), foot.minWidth(-1));
  }

  @Override
  protected double computePrefWidth(double height) {
    return Math.max(screen.prefWidth(-1), foot.prefWidth(-1));
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    return screen.prefHeight(width) + feet(width);
  }

  private double feet(double width) {
    return foot.isManaged() ? foot.prefHeight(width) : 0;
  }

  @Override
  protected void layoutChildren() {
    double feet = feet(getWidth());
    along = Room.low(this, getHeight()) && feet > FOOT * getHeight();
    double seen = seen();
    double wide = getWidth();
    double high = high(wide, seen);
    boolean over = high + (along ? feet : 0) > seen + 1;
    if (over) {
      wide -= bar.prefWidth(-1);
      high = high(wide, seen);
    }
    double all = along ? high + feet(wide) : high;
    double spare = over ? Math.max(0, all - seen) : 0;
    bar.setVisible(over);
    bar.setMax(spare);
    bar.setVisibleAmount(over ? spare * seen / all : 0);
    bar.setBlockIncrement(seen * LEAF);
    if (bar.getValue() > spare) bar.setValue(spare);
    bar.resizeRelocate(wide, 0, bar.prefWidth(-1), seen);
    frame.setWidth(getWidth());
    frame.setHeight(getHeight());
    setClip(over ? frame : null);
    double top = -snapPositionY(bar.getValue());
    screen.resizeRelocate(0, top, wide, high);
    if (along) foot.resizeRelocate(0, top + high, wide, feet(wide));
    else foot.resizeRelocate(0, seen, getWidth(), feet);
  }

  /// Height in which the screen is seen.
  private double seen() {
    return along ? getHeight() : Math.max(0, getHeight() - feet(getWidth()));
  }

  /// As high as the window where that is enough.
  private double high(double width, double seen) {
    boolean low = Room.low(this, getHeight());
    double asked = snapSizeY(low ? screen.prefHeight(width) : screen.minHeight(width));
    return Math.max(along ? seen - feet(width) : seen, asked);
  }

  private void scrolled(ScrollEvent event) {
    if (!bar.isVisible() || event.getDeltaY() == 0) return;
    if (to(bar.getValue() - event.getDeltaY())) event.consume();
  }

  private boolean to(double value) {
    double was = bar.getValue();
    bar.setValue(Math.clamp(value, 0, bar.getMax()));
    return bar.getValue() != was;
  }

  private void intoSight(@Nullable Node owner) {
    if (owner == null || !bar.isVisible()) return;
    if (!Nodes.within(screen, owner) && !(along && Nodes.within(foot, owner))) return;
    var at = screen.sceneToLocal(owner.localToScene(owner.getBoundsInLocal()));
    double top = at.getMinY() - AROUND;
    double bottom = at.getMaxY() + AROUND;
    double from = bar.getValue();
    double seen = seen();
    if (top < from || bottom - top > seen) to(top);
    else if (bottom > from + seen) to(bottom - seen);
  }
}
