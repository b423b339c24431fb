package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Pixels;

/// Finds the QR of a badge through the camera of this machine. Nothing that is seen is kept.
@FunctionalInterface
public interface BadgeEye {
  /// A machine without a camera.
  BadgeEye NONE =
      watcher -> {
        watcher.blind();
        return () -> {};
      };

  /// Hears what is seen, on the window's thread, until looking ends.
  interface Watcher {
    /// A picture to aim by.
    void picture(Pixels seen);

    /// A code was read, whatever it is of.
    void code(String text);

    /// There is no camera, or it gives no pictures now; it may come back by itself.
    void blind();
  }

  /// Begins to look. Window thread. Run the result to end it, once.
  Runnable watch(Watcher watcher);
}
