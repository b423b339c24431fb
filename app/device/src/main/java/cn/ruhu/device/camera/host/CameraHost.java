package cn.ruhu.device.camera.host;

import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.HostWire;
import cn.ruhu.device.camera.HostWire.Kind;
import cn.ruhu.device.camera.Shot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// Shows what a driver gives and takes a picture when told to, until the camera goes away or nobody
/// listens any more.
final class CameraHost {
  /// Seconds without a frame until the camera counts as gone.
  private static final int EMPTY_MAX = 4;

  private final Driver driver;
  private final InputStream orders;
  private final OutputStream out;

  CameraHost(Driver driver, InputStream orders, OutputStream out) {
    this.driver = driver;
    this.orders = orders;
    this.out = out;
  }

  void run() throws IOException {
    try {
      say(HostWire.encode(Kind.READY, HostWire.facts(driver.open())));
      int empty = 0;
      while (empty < EMPTY_MAX) {
        if (orders.available() > 0) order(orders.read());
        Optional<byte[]> frame = driver.preview();
        empty = frame.isPresent() ? 0 : empty + 1;
        if (frame.isPresent()) say(HostWire.encode(Kind.PREVIEW, frame.get()));
      }
      say(HostWire.encode(Kind.TROUBLE, "AWAY"));
    } catch (Driver.Gone e) {
      say(HostWire.encode(Kind.TROUBLE, e.state().name()));
    } finally {
      driver.close();
    }
  }

  private void order(int letter) throws IOException, Driver.Gone {
    if (letter != HostWire.SHOOT) return;
    Optional<byte[]> still = driver.still();
    say(
        still.isPresent()
            ? HostWire.encode(Kind.STILL, still.get())
            : HostWire.encode(Kind.MISSED, Shot.Why.SPOILED.name()));
    Optional<CameraFacts> news = driver.news();
    if (news.isPresent()) say(HostWire.encode(Kind.READY, HostWire.facts(news.get())));
  }

  private void say(byte[] message) throws IOException {
    out.write(message);
    out.flush();
  }
}
