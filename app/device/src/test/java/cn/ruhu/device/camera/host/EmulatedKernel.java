package cn.ruhu.device.camera.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.camera.FrameSize;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/// The kernel's side of a camera: checks every structure it is given and fills it as uvcvideo does.
/// It refuses what the kernel refuses: a new mode while buffers are held, a stream without buffers.
final class EmulatedKernel implements VideoCalls {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final int DESCRIPTOR = 17;
  private static final int INVALID = -22;
  private static final int ROOM = 1 << 20;

  final List<Mode> modes = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  final List<Integer> controls = new ArrayList<>();

  /// what the sensor sees in a mode; called for each frame
  Function<Mode, byte[]> sensor = _ -> new byte[0];

  int openFails;
  int capabilities = V4l2.CAP_VIDEO_CAPTURE | V4l2.CAP_STREAMING;
  int flags;
  boolean unplugged;
  boolean dark;

  /// what the driver makes of any size asked for; null to obey
  FrameSize stubborn;

  private final Arena memory = Arena.ofAuto();
  private final List<MemorySegment> buffers = new ArrayList<>();
  private final Deque<Integer> queued = new ArrayDeque<>();
  private Mode mode;
  private boolean streaming;
  private int mapped;

  boolean allGivenBack() {
    return mapped == 0 && buffers.isEmpty() && !streaming;
  }

  @Override
  public int open(String path) {
    return openFails != 0 ? -openFails : DESCRIPTOR;
  }

  @Override
  public void close(int descriptor) {
    assertEquals(DESCRIPTOR, descriptor);
    log.add("close");
  }

  @Override
  public int ioctl(int descriptor, long request, MemorySegment a) {
    assertEquals(DESCRIPTOR, descriptor);
    if (unplugged) return -NO_DEVICE;
    long size = (request >> 16) & 0x3FFF;
    assertTrue(a.byteSize() >= size, "structure of " + a.byteSize());
    if (request == 0x80685600L) return queryCap(a);
    if (request == 0xC0405602L) return format(a);
    if (request == 0xC02C564AL) return frameSize(a);
    if (request == 0xC008561CL) return control(a);
    if (request == 0xC0D05605L) return setFormat(a);
    if (request == 0xC0145608L) return buffers(a);
    if (request == 0xC0585609L) return query(a);
    if (request == 0xC058560FL) return queue(a);
    if (request == 0xC0585611L) return dequeue(a);
    if (request == 0x40045612L) return stream(a, true);
    if (request == 0x40045613L) return stream(a, false);
    throw new AssertionError("request " + Long.toHexString(request));
  }

  private int queryCap(MemorySegment a) {
    byte[] card = "Document Camera\0".getBytes(StandardCharsets.US_ASCII);
    MemorySegment.copy(card, 0, a, ValueLayout.JAVA_BYTE, 16, card.length);
    a.set(INT, 84, 0x80000000 | 0x84A00001);
    a.set(INT, 88, capabilities);
    return 0;
  }

  private List<Integer> formats() {
    return modes.stream().map(Mode::format).distinct().toList();
  }

  private int format(MemorySegment a) {
    assertEquals(1, a.get(INT, 4));
    int index = a.get(INT, 0);
    if (index >= formats().size()) return INVALID;
    a.set(INT, 44, formats().get(index));
    return 0;
  }

  private int frameSize(MemorySegment a) {
    int letters = a.get(INT, 4);
    var sizes = modes.stream().filter(m -> m.format() == letters).map(Mode::size).toList();
    int index = a.get(INT, 0);
    if (index >= sizes.size()) return INVALID;
    a.set(INT, 8, 1);
    a.set(INT, 12, sizes.get(index).width());
    a.set(INT, 16, sizes.get(index).height());
    return 0;
  }

  private int control(MemorySegment a) {
    controls.add(a.get(INT, 0));
    return a.get(INT, 0) == 0x00980918 ? INVALID : 0;
  }

  private int setFormat(MemorySegment a) {
    assertEquals(1, a.get(INT, 0));
    if (!buffers.isEmpty()) return -BUSY;
    FrameSize asked = new FrameSize(a.get(INT, 8), a.get(INT, 12));
    FrameSize given = stubborn == null ? asked : stubborn;
    a.set(INT, 8, given.width());
    a.set(INT, 12, given.height());
    a.set(INT, 24, a.get(INT, 16) == V4l2.YUYV ? given.width() * 2 : 0);
    mode = new Mode(a.get(INT, 16), given);
    log.add("mode " + given.width() + "x" + given.height());
    return 0;
  }

  private int buffers(MemorySegment a) {
    assertEquals(1, a.get(INT, 4));
    assertEquals(1, a.get(INT, 8));
    int count = a.get(INT, 0);
    if (count == 0) {
      if (mapped > 0) return -BUSY;
      buffers.clear();
      queued.clear();
      return 0;
    }
    // uvcvideo may give fewer than asked
    for (int i = 0; i < Math.min(count, 3); i++) buffers.add(memory.allocate(ROOM));
    a.set(INT, 0, buffers.size());
    return 0;
  }

  private int query(MemorySegment a) {
    int index = a.get(INT, 0);
    assertEquals(1, a.get(INT, 4));
    if (index >= buffers.size()) return INVALID;
    a.set(INT, 64, index * ROOM);
    a.set(INT, 72, ROOM);
    return 0;
  }

  private int queue(MemorySegment a) {
    assertEquals(1, a.get(INT, 4));
    assertEquals(1, a.get(INT, 60));
    int index = a.get(INT, 0);
    if (index >= buffers.size() || queued.contains(index)) return INVALID;
    queued.add(index);
    return 0;
  }

  private int dequeue(MemorySegment a) {
    if (!streaming) return INVALID;
    Integer index = queued.poll();
    if (index == null) return -AGAIN;
    byte[] seen = sensor.apply(mode);
    MemorySegment.copy(seen, 0, buffers.get(index), ValueLayout.JAVA_BYTE, 0, seen.length);
    a.set(INT, 0, index);
    a.set(INT, 8, seen.length);
    a.set(INT, 12, flags);
    return 0;
  }

  private int stream(MemorySegment a, boolean on) {
    assertEquals(1, a.get(INT, 0));
    if (on && buffers.isEmpty()) return INVALID;
    streaming = on;
    log.add(on ? "on" : "off");
    if (!on) queued.clear();
    return 0;
  }

  @Override
  public MemorySegment map(int descriptor, long offset, long length) {
    assertEquals(ROOM, length);
    mapped++;
    return buffers.get((int) (offset / ROOM));
  }

  @Override
  public void unmap(MemorySegment segment) {
    mapped--;
  }

  @Override
  public int poll(int descriptor, int timeoutMs) {
    if (unplugged) return -NO_DEVICE;
    return streaming && !dark && !queued.isEmpty() ? 1 : 0;
  }
}
