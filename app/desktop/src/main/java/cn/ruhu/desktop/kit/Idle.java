package cn.ruhu.desktop.kit;

import java.time.Duration;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;

/// Tells when nobody touched a window for a while: no key, no mouse, no finger. Counts looks and
/// never asks a clock, which may be set back or forth in the field; while the machine sleeps
/// nothing is counted. Window thread only.
public final class Idle {
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final long most;
  private final Runnable act;
  private long looks;

  /// @param limit after which it is told, to half a minute
  /// @param act told once, and again only after somebody touched the window
  public Idle(Duration limit, Runnable act) {
    this.most = Math.max(1, limit.dividedBy(LOOK));
    this.act = act;
  }

  /// Watches a window from now on.
  ///
  /// @return run it to stop
  public Runnable watch(Scene scene, Background background) {
    EventHandler<InputEvent> seen = _ -> touched();
    scene.addEventFilter(InputEvent.ANY, seen);
    Background.Job job = background.every(LOOK, this::look);
    return () -> {
      job.cancel();
      scene.removeEventFilter(InputEvent.ANY, seen);
    };
  }

  /// Somebody is here.
  public void touched() {
    looks = 0;
  }

  /// One look went by.
  public void look() {
    if (++looks == most) act.run();
  }
}
