package cn.ruhu.desktop.scanning;

import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraOffer;
import cn.ruhu.imaging.sheet.Plate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A machine with one camera, which is in use and which nobody changes; it takes no pictures by
/// itself and knows no empty desk unless a test says so.
class OneCamera implements CameraSource {
  private final Camera camera;

  OneCamera(Camera camera) {
    this.camera = camera;
  }

  @Override
  public String address() {
    return "camera:0";
  }

  @Override
  public boolean accepts(String address) {
    return true;
  }

  @Override
  public void use(String address) {
    throw new AssertionError("nobody chose");
  }

  @Override
  public List<CameraOffer> here() {
    return List.of();
  }

  @Override
  public boolean isAuto() {
    return false;
  }

  @Override
  public void auto(boolean on) {
    throw new AssertionError("nobody wants that");
  }

  @Override
  public Optional<Plate> plate(int width, int height) {
    return Optional.empty();
  }

  @Override
  public void keep(List<Plate> plates) throws IOException {
    throw new AssertionError("nobody learns");
  }

  @Override
  public Optional<Camera> open() {
    return Optional.of(camera);
  }
}
