package cn.ruhu.device.camera;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps what a camera said until somebody asks.
final class CameraHeard implements CameraListener {
  final BlockingQueue<CameraFrame> frames = new LinkedBlockingQueue<>();
  final BlockingQueue<CameraState> states = new LinkedBlockingQueue<>();
  final BlockingQueue<CameraFacts> facts = new LinkedBlockingQueue<>();

  @Override
  public void frame(CameraFrame frame) {
    frames.add(frame);
  }

  @Override
  public void changed(CameraState state) {
    states.add(state);
  }

  @Override
  public void opened(CameraFacts given) {
    facts.add(given);
  }

  CameraFrame next() throws InterruptedException {
    return some(frames.poll(20, TimeUnit.SECONDS));
  }

  private static <T> T some(T value) {
    assertNotNull(value);
    return value;
  }

  void until(CameraState wanted) throws InterruptedException {
    while (true) if (some(states.poll(20, TimeUnit.SECONDS)) == wanted) return;
  }

  static Shot shoot(Camera camera) throws Exception {
    var done = new CompletableFuture<Shot>();
    camera.shoot(done::complete);
    return done.get(20, TimeUnit.SECONDS);
  }

  static CameraFrame taken(Camera camera) throws Exception {
    return assertInstanceOf(Shot.Taken.class, shoot(camera)).frame();
  }
}
