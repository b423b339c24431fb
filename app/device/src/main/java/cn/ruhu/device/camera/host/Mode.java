package cn.ruhu.device.camera.host;

import cn.ruhu.device.camera.FrameSize;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A format and a size that a camera offers.
///
/// @param format four letters, see [V4l2]
record Mode(int format, FrameSize size) {
  private static final double SAME_SHAPE = 0.02;

  boolean jpeg() {
    return format == V4l2.MJPEG || format == V4l2.JPEG;
  }

  /// The largest; of two as large the camera's own JPEG.
  static Optional<Mode> still(List<Mode> offered) {
    return offered.stream()
        .max(Comparator.comparingLong((Mode m) -> m.size().pixels()).thenComparing(Mode::jpeg));
  }

  /// What to aim by: JPEG, since nothing else comes fast enough; of the same shape as the picture
  /// will have, so that what is seen is what is taken; the widest up to a limit.
  ///
  /// @param widest see [Driver.How#previewWidth], pixels
  static Optional<Mode> preview(List<Mode> offered, Mode still, int widest) {
    Comparator<Mode> order =
        Comparator.comparing((Mode m) -> m.size().width() <= widest)
            .thenComparing(Mode::jpeg)
            .thenComparing(m -> sameShape(m.size(), still.size()))
            .thenComparingInt(m -> fits(m.size().width(), widest));
    return offered.stream().max(order);
  }

  /// Wider is better up to the limit, and worse beyond it.
  private static int fits(int width, int widest) {
    return width <= widest ? width : -width;
  }

  private static boolean sameShape(FrameSize a, FrameSize b) {
    double one = (double) a.width() / a.height();
    double other = (double) b.width() / b.height();
    return Math.abs(one - other) <= SAME_SHAPE * other;
  }
}
