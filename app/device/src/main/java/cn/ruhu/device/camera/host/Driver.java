package cn.ruhu.device.camera.host;

import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraState;
import java.util.Optional;

/// One camera as the process drives it. Used by one thread.
interface Driver extends AutoCloseable {
  /// How carefully it is driven.
  ///
  /// @param gentle pictures are no larger than the preview: it died of one
  /// @param small the preview is as small as there is one of use, at most [#SMALL_WIDTH]: it gave
  ///   no frame of a larger one
  record How(boolean gentle, boolean small) {
    static final How USUAL = new How(false, false);

    /// Widest frame to aim by, pixels.
    int previewWidth() {
      return small ? SMALL_WIDTH : PREVIEW_WIDTH;
    }
  }

  /// The camera cannot be used, or not any more.
  final class Gone extends Exception {
    private static final long serialVersionUID = 1L;
    private final CameraState state;

    Gone(CameraState state, String detail) {
      super(detail);
      this.state = state;
    }

    CameraState state() {
      return state;
    }
  }

  /// Opens it and begins its preview, at most [#PREVIEW_WIDTH] wide.
  CameraFacts open() throws Gone;

  /// The next frame; waits a second at most.
  ///
  /// @return empty when none came, or a damaged one
  Optional<byte[]> preview() throws Gone;

  /// One picture of the largest size it gives.
  ///
  /// @return empty when every one was damaged
  Optional<byte[]> still() throws Gone;

  /// What became known of the camera since it opened, told once.
  default Optional<CameraFacts> news() {
    return Optional.empty();
  }

  @Override
  void close();

  /// Widest frame to aim by: more is seen by nobody and costs the frames a second.
  int PREVIEW_WIDTH = 1280;

  /// Widest frame of a camera that gave none of larger ones: a hub of the first USB carries it.
  int SMALL_WIDTH = 640;
}
