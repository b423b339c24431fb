package cn.ruhu.desktop;

import cn.ruhu.desktop.scanning.CameraSource;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraAddress;
import cn.ruhu.device.camera.CameraOffer;
import cn.ruhu.device.camera.Cameras;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// The camera of this machine: its address is a choice of the machine, and it is on only while
/// somebody looks at it.
final class CameraDesk implements CameraSource {
  private static final String CHOICE = "camera";

  /// chosen where no camera is to be used, whatever the machine has
  static final String OFF = "off";

  private final Choices choices;
  private final DeviceTime time;
  private final Executor threads;

  /// @param threads runs a camera's loop; one task each
  CameraDesk(Choices choices, DeviceTime time, Executor threads) {
    this.choices = choices;
    this.time = time;
    this.threads = threads;
  }

  @Override
  public String address() {
    return isOff() ? "" : choices.get(CHOICE, "");
  }

  private boolean isOff() {
    return choices.get(CHOICE, "").equals(OFF);
  }

  @Override
  public boolean accepts(String address) {
    return CameraAddress.parse(address).isPresent();
  }

  @Override
  public void use(String address) {
    choices.put(CHOICE, address);
  }

  @Override
  public List<CameraOffer> here() {
    return Cameras.here();
  }

  /// The camera in use, else the first this machine seems to have; not started. Looks at the disk.
  Optional<Camera> any() {
    if (isOff()) return Optional.empty();
    if (!address().isEmpty()) return open();
    return here().stream().findFirst().flatMap(o -> Cameras.open(o.address(), time, threads));
  }

  /// Whether there is one to be used, as far as can be told without opening it. Looks at the disk.
  boolean isHere() {
    return !isOff() && (!address().isEmpty() || !here().isEmpty());
  }

  @Override
  public Optional<Camera> open() {
    return Cameras.open(address(), time, threads);
  }
}
