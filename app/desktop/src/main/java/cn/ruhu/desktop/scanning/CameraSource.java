package cn.ruhu.desktop.scanning;

import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraOffer;
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

  /// The camera in use, not started; whoever opens it closes it. Empty when none is chosen.
  Optional<Camera> open();
}
