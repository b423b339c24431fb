package cn.ruhu.device.idcard;

import cn.ruhu.imaging.ImageProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A vendor's decoder as a program: the coded bytes on its standard input, a picture on its
/// standard output, within five seconds. Any architecture, no file of ours on the disk; a crash, a
/// hang or a lie gives no portrait and nothing else. Thread-safe.
public final class PortraitProgram implements PortraitDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(PortraitProgram.class);
  private static final long LIMIT_NANOS = 5_000_000_000L;
  private static final long LOOK_NANOS = 5_000_000;
  private static final int PICTURE_MAX = 200_000;
  private static final int SIDE_MAX = 1_000;

  /// A portrait has 102 × 126 points.
  private static final int WIDTH = 102;

  private static final int HEIGHT = 126;
  private static final int BMP_WIDTH_AT = 18;
  private static final int BMP_HEAD = 54;

  private final List<String> command;

  /// @param command program and arguments
  public PortraitProgram(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public Optional<RawBlock> decode(RawBlock coded) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      LOG.warn("the decoder of portraits does not start");
      return Optional.empty();
    }
    try {
      try (var in = process.getOutputStream()) {
        in.write(coded.toArray());
      }
      byte[] picture = picture(process);
      if (portrait(picture)) return Optional.of(RawBlock.of(picture));
      LOG.info("the decoder of portraits gave {} bytes that are none", picture.length);
    } catch (IOException e) {
      LOG.info("the decoder of portraits ended early");
    } finally {
      process.destroyForcibly();
    }
    return Optional.empty();
  }

  private static byte[] picture(Process process) throws IOException {
    var all = new ByteArrayOutputStream();
    byte[] chunk = new byte[8_192];
    var out = process.getInputStream();
    for (long waited = 0; waited < LIMIT_NANOS; waited += LOOK_NANOS) {
      while (out.available() > 0 && all.size() <= PICTURE_MAX) {
        int n = out.read(chunk);
        if (n > 0) all.write(chunk, 0, n);
      }
      if (all.size() > PICTURE_MAX) break;
      if (!process.isAlive() && out.available() == 0) return all.toByteArray();
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return new byte[0];
  }

  private static boolean portrait(byte[] bytes) {
    if (bytes.length > BMP_HEAD && bytes[0] == 'B' && bytes[1] == 'M') {
      var head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int width = head.getInt(BMP_WIDTH_AT);
      int height = Math.abs(head.getInt(BMP_WIDTH_AT + 4));
      return width == WIDTH && height == HEIGHT && bytes.length >= BMP_HEAD + WIDTH * HEIGHT * 3;
    }
    return ImageProbe.probe(bytes) instanceof ImageProbe.Picture(var _, int width, int height)
        && width <= SIDE_MAX
        && height <= SIDE_MAX;
  }
}
