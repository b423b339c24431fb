package cn.ruhu.device.camera.host;

import java.lang.foreign.MemorySegment;

/// The calls of the kernel that a camera needs. Results below zero are error numbers, negated.
interface VideoCalls {
  int INTERRUPTED = 4;
  int INPUT_OUTPUT = 5;
  int AGAIN = 11;
  int ACCESS = 13;
  int BUSY = 16;
  int NO_DEVICE = 19;

  /// Opens for reading and writing, without blocking. @return descriptor
  int open(String path);

  void close(int descriptor);

  /// @param request number, see [V4l2]
  int ioctl(int descriptor, long request, MemorySegment argument);

  /// A buffer of the driver in our memory. @return empty segment when it cannot be had
  MemorySegment map(int descriptor, long offset, long length);

  void unmap(MemorySegment mapped);

  /// Waits for a frame. @return above 0 when there is one, 0 when the time is over
  int poll(int descriptor, int timeoutMs);
}
