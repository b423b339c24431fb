package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.Shot;
import java.util.function.Consumer;

/// The camera of this machine while a paper or a room is photographed. Window thread only.
public interface FieldCamera {
  /// A machine without a camera.
  FieldCamera NONE =
      new FieldCamera() {
        @Override
        public void here(Consumer<Boolean> told) {
          told.accept(false);
        }

        @Override
        public Eye open(Watcher watcher) {
          watcher.stands(CameraState.NO_DRIVER);
          return new Eye() {
            @Override
            public void shoot(Consumer<Shot> then) {
              then.accept(new Shot.Missed(Shot.Why.NOT_READY));
            }

            @Override
            public void end() {}
          };
        }
      };

  /// Whether this machine has one, as far as can be told without switching it on.
  ///
  /// @param told on the window's thread, soon or at once
  void here(Consumer<Boolean> told);

  /// Switches it on.
  Eye open(Watcher watcher);

  /// Hears on the window's thread, until it is ended.
  interface Watcher {
    /// A picture to aim by.
    void picture(Pixels seen);

    /// How the camera stands; `NO_DRIVER` where there is none. One that went away comes back by
    /// itself.
    void stands(CameraState now);
  }

  /// A camera that is on.
  interface Eye {
    /// Takes one picture as the camera makes it, as large as it can.
    ///
    /// @param then on the window's thread, once
    void shoot(Consumer<Shot> then);

    /// Switches it off; a shot under way is missed.
    void end();
  }
}
