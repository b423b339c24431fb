package cn.ruhu.device.camera;

import cn.ruhu.device.DeviceTime;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Opens any camera, and says what cameras this machine seems to have.
public final class Cameras {
  private static final Path DEVICES = Path.of("/dev");
  private static final int OFFERED_MAX = 8;

  private Cameras() {}

  /// Opens a camera; nothing is asked of it before [Camera#start].
  ///
  /// @param thread runs one task for it
  /// @return empty when the address is none
  public static Optional<Camera> open(String address, DeviceTime time, Executor thread) {
    return CameraAddress.parse(address)
        .map(a ->
            switch (a) {
              case CameraAddress.Stream s ->
                  new MjpegCamera(s, time, MjpegCamera.Patience.USUAL, thread);
              case CameraAddress.Video _, CameraAddress.Webcam _, CameraAddress.Files _ ->
                  new HelperCamera(a, time, HelperCamera.Patience.USUAL, thread);
            });
  }

  /// Addresses to choose from: what Linux lists below `/dev`; elsewhere the first camera. Looks at
  /// the disk, so in the background.
  public static List<String> here() {
    if (!Files.isDirectory(DEVICES)) return List.of("camera:0");
    var found = new ArrayList<String>();
    try (var all = Files.newDirectoryStream(DEVICES, "video*")) {
      for (Path p : all) if (found.size() < OFFERED_MAX) found.add("v4l2:" + p);
    } catch (IOException | DirectoryIteratorException _) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
