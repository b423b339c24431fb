package cn.ruhu.device.camera.host;

import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// An open video device of Linux: what it offers, and frames of one mode at a time through four
/// buffers that the driver fills in its own memory. Used by one thread.
final class V4l2Device implements AutoCloseable {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final int BUFFERS = 4;

  /// Formats or sizes asked for at most: a driver that never says "no more" ends there.
  private static final int OFFERED_MAX = 200;

  private final VideoCalls calls;
  private final int descriptor;
  private final List<MemorySegment> buffers = new ArrayList<>();
  private boolean streaming;

  /// A frame as the driver filled it.
  ///
  /// @param bytes so many as it used
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Filled(byte[] bytes) {}

  /// How the driver set itself, which need not be what was asked.
  record Given(Mode mode, int bytesPerLine) {}

  private V4l2Device(VideoCalls calls, int descriptor) {
    this.calls = calls;
    this.descriptor = descriptor;
  }

  static V4l2Device open(VideoCalls calls, String path) throws Driver.Gone {
    int descriptor = calls.open(path);
    if (descriptor < 0) throw gone(descriptor, "open");
    return new V4l2Device(calls, descriptor);
  }

  private static Driver.Gone gone(int result, String what) {
    CameraState state =
        switch (-result) {
          case VideoCalls.ACCESS, 1 -> CameraState.DENIED;
          case VideoCalls.BUSY -> CameraState.BUSY;
          default -> CameraState.AWAY;
        };
    return new Driver.Gone(state, what + " " + result);
  }

  private int call(long request, MemorySegment argument) {
    return calls.ioctl(descriptor, request, argument);
  }

  private void must(long request, MemorySegment argument, String what) throws Driver.Gone {
    int done = call(request, argument);
    if (done < 0) throw gone(done, what);
  }

  /// Its name.
  ///
  /// @throws Driver.Gone NO_PICTURES when it is no camera: some cameras list a second device for
  ///   notes about pictures
  String model() throws Driver.Gone {
    try (var arena = Arena.ofConfined()) {
      var capability = arena.allocate(V4l2.CAPABILITY, 8);
      must(V4l2.QUERYCAP, capability, "QUERYCAP");
      int all = capability.get(INT, V4l2.CAPABILITY_CAPABILITIES);
      int own =
          (all & V4l2.CAP_DEVICE_CAPS) != 0
              ? capability.get(INT, V4l2.CAPABILITY_DEVICE_CAPS)
              : all;
      int needed = V4l2.CAP_VIDEO_CAPTURE | V4l2.CAP_STREAMING;
      if ((own & needed) != needed) throw new Driver.Gone(CameraState.NO_PICTURES, "no capture");
      byte[] card =
          capability
              .asSlice(V4l2.CAPABILITY_CARD, V4l2.CAPABILITY_CARD_LENGTH)
              .toArray(ValueLayout.JAVA_BYTE);
      int end = 0;
      while (end < card.length && card[end] != 0) end++;
      return new String(card, 0, end, StandardCharsets.UTF_8);
    }
  }

  /// Every mode it offers in a format read here.
  List<Mode> modes() {
    var all = new LinkedHashSet<Mode>();
    try (var arena = Arena.ofConfined()) {
      for (int i = 0; i < OFFERED_MAX; i++) {
        var format = arena.allocate(V4l2.FMTDESC, 8);
        format.set(INT, V4l2.FMTDESC_INDEX, i);
        format.set(INT, V4l2.FMTDESC_TYPE, V4l2.TYPE_CAPTURE);
        if (call(V4l2.ENUM_FMT, format) < 0) break;
        int letters = format.get(INT, V4l2.FMTDESC_PIXELFORMAT);
        if (letters == V4l2.MJPEG || letters == V4l2.JPEG || letters == V4l2.YUYV)
          all.addAll(sizes(letters));
      }
    }
    return List.copyOf(all);
  }

  private List<Mode> sizes(int letters) {
    var all = new ArrayList<Mode>();
    try (var arena = Arena.ofConfined()) {
      for (int i = 0; i < OFFERED_MAX; i++) {
        var size = arena.allocate(V4l2.FRMSIZE, 8);
        size.set(INT, V4l2.FRMSIZE_INDEX, i);
        size.set(INT, V4l2.FRMSIZE_PIXELFORMAT, letters);
        if (call(V4l2.ENUM_FRAMESIZES, size) < 0) break;
        if (size.get(INT, V4l2.FRMSIZE_TYPE) == V4l2.SIZE_DISCRETE) {
          all.add(
              mode(letters, size.get(INT, V4l2.FRMSIZE_WIDTH), size.get(INT, V4l2.FRMSIZE_HEIGHT)));
          continue;
        }
        // any size up to the largest: that one, and one to aim by of the same shape
        int width = size.get(INT, V4l2.FRMSIZE_MAX_WIDTH);
        int height = size.get(INT, V4l2.FRMSIZE_MAX_HEIGHT);
        all.add(mode(letters, width, height));
        int narrow = Math.min(width, Driver.PREVIEW_WIDTH);
        all.add(mode(letters, narrow, (int) ((long) height * narrow / Math.max(1, width)) & ~7));
        break;
      }
    }
    return all;
  }

  private static Mode mode(int letters, int width, int height) {
    return new Mode(letters, new FrameSize(width, height));
  }

  /// Sets a control if the camera has it.
  void control(int id, int value) {
    try (var arena = Arena.ofConfined()) {
      var control = arena.allocate(V4l2.CONTROL, 8);
      control.set(INT, V4l2.CONTROL_ID, id);
      control.set(INT, V4l2.CONTROL_VALUE, value);
      call(V4l2.S_CTRL, control);
    }
  }

  /// Begins to stream in this mode; another one must have been stopped.
  ///
  /// @return what the driver set instead, as it may
  Given begin(Mode mode) throws Driver.Gone {
    Given given = set(mode);
    int count = request(BUFFERS);
    for (int i = 0; i < count; i++) {
      buffers.add(mapped(i));
      queue(i);
    }
    stream(V4l2.STREAMON, "STREAMON");
    streaming = true;
    return given;
  }

  private Given set(Mode mode) throws Driver.Gone {
    try (var arena = Arena.ofConfined()) {
      var format = arena.allocate(V4l2.FORMAT, 8);
      format.set(INT, V4l2.FORMAT_TYPE, V4l2.TYPE_CAPTURE);
      format.set(INT, V4l2.FORMAT_WIDTH, mode.size().width());
      format.set(INT, V4l2.FORMAT_HEIGHT, mode.size().height());
      format.set(INT, V4l2.FORMAT_PIXELFORMAT, mode.format());
      format.set(INT, V4l2.FORMAT_FIELD, V4l2.FIELD_NONE);
      must(V4l2.S_FMT, format, "S_FMT");
      return new Given(
          mode(
              format.get(INT, V4l2.FORMAT_PIXELFORMAT),
              format.get(INT, V4l2.FORMAT_WIDTH),
              format.get(INT, V4l2.FORMAT_HEIGHT)),
          format.get(INT, V4l2.FORMAT_BYTESPERLINE));
    }
  }

  /// @return how many it gives
  private int request(int count) throws Driver.Gone {
    try (var arena = Arena.ofConfined()) {
      var wanted = arena.allocate(V4l2.REQUESTBUFFERS, 8);
      wanted.set(INT, V4l2.REQUESTBUFFERS_COUNT, count);
      wanted.set(INT, V4l2.REQUESTBUFFERS_TYPE, V4l2.TYPE_CAPTURE);
      wanted.set(INT, V4l2.REQUESTBUFFERS_MEMORY, V4l2.MEMORY_MMAP);
      must(V4l2.REQBUFS, wanted, "REQBUFS");
      int given = wanted.get(INT, V4l2.REQUESTBUFFERS_COUNT);
      if (count > 0 && given < 1) throw new Driver.Gone(CameraState.BUSY, "no buffers");
      return given;
    }
  }

  private MemorySegment mapped(int index) throws Driver.Gone {
    try (var arena = Arena.ofConfined()) {
      var buffer = buffer(arena, index);
      must(V4l2.QUERYBUF, buffer, "QUERYBUF");
      long offset = Integer.toUnsignedLong(buffer.get(INT, V4l2.BUFFER_OFFSET));
      long length = Integer.toUnsignedLong(buffer.get(INT, V4l2.BUFFER_LENGTH));
      var mapped = calls.map(descriptor, offset, length);
      if (mapped.byteSize() == 0) throw new Driver.Gone(CameraState.NO_DRIVER, "mmap");
      return mapped;
    }
  }

  private static MemorySegment buffer(Arena arena, int index) {
    var buffer = arena.allocate(V4l2.BUFFER, 8);
    buffer.set(INT, V4l2.BUFFER_INDEX, index);
    buffer.set(INT, V4l2.BUFFER_TYPE, V4l2.TYPE_CAPTURE);
    buffer.set(INT, V4l2.BUFFER_MEMORY, V4l2.MEMORY_MMAP);
    return buffer;
  }

  private void queue(int index) throws Driver.Gone {
    try (var arena = Arena.ofConfined()) {
      must(V4l2.QBUF, buffer(arena, index), "QBUF");
    }
  }

  /// The next frame that was filled.
  ///
  /// @return empty when none came in time, or the driver says that it is damaged
  Optional<Filled> next(int timeoutMs) throws Driver.Gone {
    int ready = calls.poll(descriptor, timeoutMs);
    if (ready < 0) throw gone(ready, "poll");
    if (ready == 0) return Optional.empty();
    try (var arena = Arena.ofConfined()) {
      var buffer = buffer(arena, 0);
      int done = call(V4l2.DQBUF, buffer);
      if (done == -VideoCalls.AGAIN) return Optional.empty();
      // a damaged frame on the wire; the stream goes on
      if (done == -VideoCalls.INPUT_OUTPUT) return Optional.empty();
      if (done < 0) throw gone(done, "DQBUF");
      int index = buffer.get(INT, V4l2.BUFFER_INDEX);
      if (index < 0 || index >= buffers.size())
        throw new Driver.Gone(CameraState.AWAY, "no such buffer");
      var mapped = buffers.get(index);
      long used = Integer.toUnsignedLong(buffer.get(INT, V4l2.BUFFER_BYTESUSED));
      boolean sound =
          (buffer.get(INT, V4l2.BUFFER_FLAGS) & V4l2.BUF_FLAG_ERROR) == 0
              && used > 0
              && used <= mapped.byteSize();
      byte[] bytes = sound ? mapped.asSlice(0, used).toArray(ValueLayout.JAVA_BYTE) : new byte[0];
      queue(index);
      return sound ? Optional.of(new Filled(bytes)) : Optional.empty();
    }
  }

  /// Stops the stream and gives its buffers back.
  void stop() {
    if (streaming) {
      streaming = false;
      try {
        stream(V4l2.STREAMOFF, "STREAMOFF");
      } catch (Driver.Gone _) {
        // gone already; the buffers go all the same
      }
    }
    for (MemorySegment b : buffers) calls.unmap(b);
    boolean held = !buffers.isEmpty();
    buffers.clear();
    if (!held) return;
    try {
      request(0);
    } catch (Driver.Gone _) {
      // the kernel frees them with the descriptor
    }
  }

  private void stream(long request, String what) throws Driver.Gone {
    try (var arena = Arena.ofConfined()) {
      must(request, arena.allocateFrom(INT, V4l2.TYPE_CAPTURE), what);
    }
  }

  @Override
  public void close() {
    stop();
    calls.close(descriptor);
  }
}
