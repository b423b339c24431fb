package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.visit.FieldCamera;
import cn.ruhu.device.camera.Shot;
import java.util.function.Consumer;

/// Photographs in a household with the camera in use, else with the first this machine has. It is
/// on only while somebody aims.
final class VisitCamera implements FieldCamera {
  private final CameraDesk cameras;
  private final Background background;

  VisitCamera(CameraDesk cameras, Background background) {
    this.cameras = cameras;
    this.background = background;
  }

  @Override
  public void here(Consumer<Boolean> told) {
    background.run(cameras::isHere, told, _ -> told.accept(false));
  }

  @Override
  public Eye open(Watcher watcher) {
    var frames =
        new LiveFrames<Pixels>(background, LiveFrames::picture, watcher::picture, watcher::stands);
    frames.begin(cameras);
    return new Eye() {
      @Override
      public void shoot(Consumer<Shot> then) {
        frames.shoot(then);
      }

      @Override
      public void end() {
        frames.end();
      }
    };
  }
}
