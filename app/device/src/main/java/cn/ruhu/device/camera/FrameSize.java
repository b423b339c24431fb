package cn.ruhu.device.camera;

/// Width and height of a picture in pixels.
public record FrameSize(int width, int height) {
  /// Number of pixels.
  public long pixels() {
    return (long) width * height;
  }
}
