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

  /// Lets the program of a machine do without a camera, whatever the machine of the test has.
  ///
  /// @param home of the program
  public static void off(Path home) {
    Choices.of(home).put("camera", CameraDesk.OFF);
  }

  /// @param folder keeps the choice
  public static FieldCamera at(String address, Path folder, Background background)
      throws IOException {
    var desk =
        new CameraDesk(
            Choices.of(folder),
            folder,
            new DeviceTime(InstantSource.system(), System::nanoTime),
            task -> Thread.ofPlatform().daemon().name("camera").start(task));
    desk.use(address);
    return new VisitCamera(desk, background);
  }
}
