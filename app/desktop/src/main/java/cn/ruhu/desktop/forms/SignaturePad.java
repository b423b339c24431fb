package cn.ruhu.desktop.forms;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

/// A white field to sign on by pen, finger or mouse. Always black on white, in every theme: it is
/// paper.
public final class SignaturePad extends StackPane {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 220;

  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
  private final InstantSource clock;
  private final List<List<Strokes.Point>> lines = new ArrayList<>();
  private final ReadOnlyBooleanWrapper signed = new ReadOnlyBooleanWrapper();
  private long first;

  public SignaturePad(String id, String words, InstantSource clock) {
    this.clock = clock;
    setId(id);
    setAccessibleText(words);
    getStyleClass().add("signature-pad");
    setMaxSize(WIDTH, HEIGHT);
    getChildren().add(canvas);
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::down);
    canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::move);
    clear();
  }

  private void down(MouseEvent e) {
    if (lines.isEmpty()) first = clock.millis();
    lines.add(new ArrayList<>());
    add(e);
    e.consume();
  }

  private void move(MouseEvent e) {
    if (lines.isEmpty()) return;
    var last = lines.getLast().getLast();
    add(e);
    canvas.getGraphicsContext2D().strokeLine(last.x(), last.y(), e.getX(), e.getY());
    e.consume();
  }

  private void add(MouseEvent e) {
    int x = Math.clamp(Math.round(e.getX()), 0, WIDTH);
    int y = Math.clamp(Math.round(e.getY()), 0, HEIGHT);
    lines.getLast().add(new Strokes.Point(x, y, clock.millis() - first));
    signed.set(!strokes().isEmpty());
  }

  /// What was drawn so far.
  public Strokes strokes() {
    return new Strokes(WIDTH, HEIGHT, List.copyOf(lines));
  }

  /// Whether enough was drawn to be a name.
  public ReadOnlyBooleanProperty signedProperty() {
    return signed.getReadOnlyProperty();
  }

  /// An empty field again.
  public void clear() {
    lines.clear();
    var g = canvas.getGraphicsContext2D();
    g.setFill(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setStroke(Color.LIGHTGRAY);
    g.setLineWidth(1);
    g.strokeLine(24, HEIGHT - 48, WIDTH - 24, HEIGHT - 48);
    g.setStroke(Color.BLACK);
    g.setLineWidth(2.6);
    g.setLineCap(StrokeLineCap.ROUND);
    signed.set(false);
  }
}
