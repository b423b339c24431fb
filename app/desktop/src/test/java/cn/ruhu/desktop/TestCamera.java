package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.visit.FieldCamera;
import cn.ruhu.device.DeviceTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// The camera of a machine as the program wires it, at the address a test names.
public final class TestCamera {
  private TestCamera() {}

  /// @param folder keeps the choice
  public static FieldCamera at(String address, Path folder, Background background)
      throws IOException {
    var desk =
        new CameraDesk(
            Choices.of(folder),
            new DeviceTime(InstantSource.system(), System::nanoTime),
            task -> Thread.ofPlatform().daemon().name("camera").start(task));
    desk.use(address);
    return new VisitCamera(desk, background);
  }
}
