package cn.ruhu.device.camera.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our numbers against the system's own headers, as its C compiler sees them, and the calls against
/// the system's own kernel as far as they go without a camera.
@Tag("devices")
final class V4l2HeadersTest {
  @TempDir private Path folder;

  private static Map<String, Long> ours() {
    var all = new LinkedHashMap<String, Long>();
    all.put("VIDIOC_QUERYCAP", V4l2.QUERYCAP);
    all.put("VIDIOC_ENUM_FMT", V4l2.ENUM_FMT);
    all.put("VIDIOC_S_FMT", V4l2.S_FMT);
    all.put("VIDIOC_REQBUFS", V4l2.REQBUFS);
    all.put("VIDIOC_QUERYBUF", V4l2.QUERYBUF);
    all.put("VIDIOC_QBUF", V4l2.QBUF);
    all.put("VIDIOC_DQBUF", V4l2.DQBUF);
    all.put("VIDIOC_STREAMON", V4l2.STREAMON);
    all.put("VIDIOC_STREAMOFF", V4l2.STREAMOFF);
    all.put("VIDIOC_S_CTRL", V4l2.S_CTRL);
    all.put("VIDIOC_ENUM_FRAMESIZES", V4l2.ENUM_FRAMESIZES);
    all.put("sizeof(struct v4l2_capability)", (long) V4l2.CAPABILITY);
    all.put("offsetof(struct v4l2_capability, card)", (long) V4l2.CAPABILITY_CARD);
    all.put("sizeof(((struct v4l2_capability *)0)->card)", (long) V4l2.CAPABILITY_CARD_LENGTH);
    all.put("offsetof(struct v4l2_capability, capabilities)", (long) V4l2.CAPABILITY_CAPABILITIES);
    all.put("offsetof(struct v4l2_capability, device_caps)", (long) V4l2.CAPABILITY_DEVICE_CAPS);
    all.put("sizeof(struct v4l2_fmtdesc)", (long) V4l2.FMTDESC);
    all.put("offsetof(struct v4l2_fmtdesc, index)", (long) V4l2.FMTDESC_INDEX);
    all.put("offsetof(struct v4l2_fmtdesc, type)", (long) V4l2.FMTDESC_TYPE);
    all.put("offsetof(struct v4l2_fmtdesc, pixelformat)", (long) V4l2.FMTDESC_PIXELFORMAT);
    all.put("sizeof(struct v4l2_frmsizeenum)", (long) V4l2.FRMSIZE);
    all.put("offsetof(struct v4l2_frmsizeenum, index)", (long) V4l2.FRMSIZE_INDEX);
    all.put("offsetof(struct v4l2_frmsizeenum, pixel_format)", (long) V4l2.FRMSIZE_PIXELFORMAT);
    all.put("offsetof(struct v4l2_frmsizeenum, type)", (long) V4l2.FRMSIZE_TYPE);
    all.put("offsetof(struct v4l2_frmsizeenum, discrete.width)", (long) V4l2.FRMSIZE_WIDTH);
    all.put("offsetof(struct v4l2_frmsizeenum, discrete.height)", (long) V4l2.FRMSIZE_HEIGHT);
    all.put("offsetof(struct v4l2_frmsizeenum, stepwise.max_width)", (long) V4l2.FRMSIZE_MAX_WIDTH);
    all.put(
        "offsetof(struct v4l2_frmsizeenum, stepwise.max_height)", (long) V4l2.FRMSIZE_MAX_HEIGHT);
    formats(all);
    buffers(all);
    values(all);
    return all;
  }

  private static void formats(Map<String, Long> all) {
    all.put("sizeof(struct v4l2_format)", (long) V4l2.FORMAT);
    all.put("offsetof(struct v4l2_format, type)", (long) V4l2.FORMAT_TYPE);
    all.put("offsetof(struct v4l2_format, fmt.pix.width)", (long) V4l2.FORMAT_WIDTH);
    all.put("offsetof(struct v4l2_format, fmt.pix.height)", (long) V4l2.FORMAT_HEIGHT);
    all.put("offsetof(struct v4l2_format, fmt.pix.pixelformat)", (long) V4l2.FORMAT_PIXELFORMAT);
    all.put("offsetof(struct v4l2_format, fmt.pix.field)", (long) V4l2.FORMAT_FIELD);
    all.put("offsetof(struct v4l2_format, fmt.pix.bytesperline)", (long) V4l2.FORMAT_BYTESPERLINE);
  }

  private static void buffers(Map<String, Long> all) {
    all.put("sizeof(struct v4l2_requestbuffers)", (long) V4l2.REQUESTBUFFERS);
    all.put("offsetof(struct v4l2_requestbuffers, count)", (long) V4l2.REQUESTBUFFERS_COUNT);
    all.put("offsetof(struct v4l2_requestbuffers, type)", (long) V4l2.REQUESTBUFFERS_TYPE);
    all.put("offsetof(struct v4l2_requestbuffers, memory)", (long) V4l2.REQUESTBUFFERS_MEMORY);
    all.put("sizeof(struct v4l2_buffer)", (long) V4l2.BUFFER);
    all.put("offsetof(struct v4l2_buffer, index)", (long) V4l2.BUFFER_INDEX);
    all.put("offsetof(struct v4l2_buffer, type)", (long) V4l2.BUFFER_TYPE);
    all.put("offsetof(struct v4l2_buffer, bytesused)", (long) V4l2.BUFFER_BYTESUSED);
    all.put("offsetof(struct v4l2_buffer, flags)", (long) V4l2.BUFFER_FLAGS);
    all.put("offsetof(struct v4l2_buffer, memory)", (long) V4l2.BUFFER_MEMORY);
    all.put("offsetof(struct v4l2_buffer, m.offset)", (long) V4l2.BUFFER_OFFSET);
    all.put("offsetof(struct v4l2_buffer, length)", (long) V4l2.BUFFER_LENGTH);
    all.put("sizeof(struct v4l2_control)", (long) V4l2.CONTROL);
    all.put("offsetof(struct v4l2_control, id)", (long) V4l2.CONTROL_ID);
    all.put("offsetof(struct v4l2_control, value)", (long) V4l2.CONTROL_VALUE);
  }

  private static void values(Map<String, Long> all) {
    all.put("V4L2_CAP_VIDEO_CAPTURE", unsigned(V4l2.CAP_VIDEO_CAPTURE));
    all.put("V4L2_CAP_STREAMING", unsigned(V4l2.CAP_STREAMING));
    all.put("V4L2_CAP_DEVICE_CAPS", unsigned(V4l2.CAP_DEVICE_CAPS));
    all.put("V4L2_BUF_TYPE_VIDEO_CAPTURE", unsigned(V4l2.TYPE_CAPTURE));
    all.put("V4L2_MEMORY_MMAP", unsigned(V4l2.MEMORY_MMAP));
    all.put("V4L2_FIELD_NONE", unsigned(V4l2.FIELD_NONE));
    all.put("V4L2_FRMSIZE_TYPE_DISCRETE", unsigned(V4l2.SIZE_DISCRETE));
    all.put("V4L2_BUF_FLAG_ERROR", unsigned(V4l2.BUF_FLAG_ERROR));
    all.put("V4L2_PIX_FMT_MJPEG", unsigned(V4l2.MJPEG));
    all.put("V4L2_PIX_FMT_JPEG", unsigned(V4l2.JPEG));
    all.put("V4L2_PIX_FMT_YUYV", unsigned(V4l2.YUYV));
    all.put("V4L2_CID_FOCUS_AUTO", unsigned(V4l2.CID_FOCUS_AUTO));
    all.put("V4L2_CID_POWER_LINE_FREQUENCY", unsigned(V4l2.CID_POWER_LINE_FREQUENCY));
    all.put("V4L2_CID_POWER_LINE_FREQUENCY_50HZ", unsigned(V4l2.POWER_LINE_50_HZ));
    all.put("EACCES", unsigned(VideoCalls.ACCESS));
    all.put("EAGAIN", unsigned(VideoCalls.AGAIN));
    all.put("EBUSY", unsigned(VideoCalls.BUSY));
    all.put("EINTR", unsigned(VideoCalls.INTERRUPTED));
    all.put("EIO", unsigned(VideoCalls.INPUT_OUTPUT));
    all.put("ENODEV", unsigned(VideoCalls.NO_DEVICE));
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }

  @Test
  void numbersAreThoseOfTheSystemsHeaders() throws Exception {
    Map<String, Long> ours = ours();
    var program = new StringBuilder();
    program.append("#include <stdio.h>\n#include <stddef.h>\n#include <errno.h>\n");
    program.append("#include <linux/videodev2.h>\nint main(void) {\n");
    for (String name : ours.keySet())
      program.append("  printf(\"%llu\\n\", (unsigned long long)(").append(name).append("));\n");
    program.append("  return 0;\n}\n");
    Path source = folder.resolve("numbers.c");
    Files.writeString(source, program);
    Path made = folder.resolve("numbers");
    run("cc", "-o", made.toString(), source.toString());
    String[] theirs = run(made.toString()).split("\n");
    var said = new LinkedHashMap<String, Long>();
    int i = 0;
    for (String name : ours.keySet()) said.put(name, Long.parseUnsignedLong(theirs[i++]));
    assertEquals(said, ours);
  }

  @Test
  void callsReachTheKernel() {
    var calls = new LinuxCalls();
    MemorySegment argument = Arena.ofAuto().allocate(V4l2.CAPABILITY);
    assertEquals(-2, calls.open("/dev/no-such-video"));
    int zero = calls.open("/dev/zero");
    assertTrue(zero >= 0);
    // ENOTTY: a request of cameras to what is none
    assertEquals(-25, calls.ioctl(zero, V4l2.QUERYCAP, argument));
    assertEquals(1, calls.poll(zero, 10));
    MemorySegment mapped = calls.map(zero, 0, 4_096);
    assertEquals(4_096, mapped.byteSize());
    calls.unmap(mapped);
    calls.close(zero);
    assertTrue(calls.ioctl(zero, V4l2.QUERYCAP, argument) < 0);
  }

  private String run(String... command) throws IOException, InterruptedException {
    Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, p.waitFor(), said);
    return said;
  }
}
