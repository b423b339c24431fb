package cn.ruhu.desktop.scanning;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraAddress;
import cn.ruhu.device.camera.CameraOffer;
import cn.ruhu.device.camera.Cameras;
import cn.ruhu.imaging.sheet.Plate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A machine with the camera a test names.
final class HandCamera implements CameraSource {
  private final Map<String, Plate> plates = new ConcurrentHashMap<>();
  private String address;
  private boolean auto;

  HandCamera(String address) {
    this.address = address;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public boolean accepts(String text) {
    return CameraAddress.parse(text).isPresent();
  }

  @Override
  public void use(String text) {
    address = text;
  }

  @Override
  public List<CameraOffer> here() {
    return List.of(
        new CameraOffer("v4l2:/dev/video0", "Document Camera X1"),
        new CameraOffer("v4l2:/dev/video2", ""));
  }

  @Override
  public boolean isAuto() {
    return auto;
  }

  @Override
  public void auto(boolean on) {
    auto = on;
  }

  @Override
  public Optional<Plate> plate(int width, int height) {
    return Optional.ofNullable(plates.get(width + "x" + height));
  }

  @Override
  public void keep(List<Plate> learned) {
    for (Plate p : learned) plates.put(p.width() + "x" + p.height(), p);
  }

  @Override
  public Optional<Camera> open() {
    return Cameras.open(
        address,
        new DeviceTime(InstantSource.system(), System::nanoTime),
        task -> Thread.ofPlatform().daemon().name("test-camera").start(task));
  }
}
