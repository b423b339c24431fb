package cn.ruhu.desktop.scanning;

import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraOffer;
import cn.ruhu.imaging.sheet.Plate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The camera of this machine, as the tray needs it.
public interface CameraSource {
  /// Address in use, `""` for none; see [cn.ruhu.device.camera.CameraAddress].
  String address();

  /// Whether the text is an address of a camera.
  boolean accepts(String address);

  /// Uses another one from now on and keeps the choice.
  void use(String address);

  /// Cameras this machine seems to have. Looks at the disk or waits: in the background.
  List<CameraOffer> here();

  /// Whether pictures are taken by themselves once a sheet lies still; a choice of the machine, no
  /// by default.
  boolean isAuto();

  /// Takes them so from now on, or not, and keeps the choice.
  void auto(boolean on);

  /// What is known of the empty desk under the camera in use, for pictures of this size, pixels;
  /// empty where nobody learned it. Looks at the disk the first time; from any thread.
  Optional<Plate> plate(int width, int height);

  /// Keeps what was learned of the empty desk in place of what was known, each for its size.
  ///
  /// @throws IOException when the disk does not take it; what was known stays
  void keep(List<Plate> plates) throws IOException;

  /// The camera in use, not started; whoever opens it closes it. Empty when none is chosen.
  Optional<Camera> open();
}
