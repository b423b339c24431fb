package cn.ruhu.device.camera;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Cuts pictures out of a stream by their own structure, from start to end marker. What stands
/// between them is passed over unread: boundaries, part headers, padding. So it matters little what
/// a camera does to them — a boundary other than the one it announced, lengths that lie, chunks,
/// line ends of its own, pictures one after the other with nothing between. A picture that stops
/// too early is dropped where the next begins, wherever it stopped. Used by one thread.
final class JpegFrames {
  /// Largest picture taken, bytes (DEVICES 2.1).
  static final int BYTES_MAX = 32 << 20;

  private static final int FF = 0xFF;
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int FIRST_MARKER = 0xC0;
  private static final int SCAN = 0xDA;
  private static final int COMMENT = 0xFE;
  private static final int FIRST_ROOM = 1 << 16;

  /// Where in a picture the next byte belongs.
  private enum At {
    OUTSIDE,
    OUTSIDE_FF,
    BEFORE_MARKER,
    MARKER,
    LENGTH_HIGH,
    LENGTH_LOW,
    SEGMENT,
    PIXELS,
    PIXELS_FF
  }

  private final Consumer<byte[]> whole;
  private byte[] picture = new byte[FIRST_ROOM];
  private int length;
  private At at = At.OUTSIDE;
  private int marker;
  private int left;
  private int segmentAt;
  private boolean scanned;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();

  /// @param whole gets each picture, a copy of its own
  JpegFrames(Consumer<byte[]> whole) {
    this.whole = whole;
  }

  /// Pictures that began, whole or not.
  int begun() {
    return begun.get();
  }

  /// Pictures that began and did not end.
  int dropped() {
    return dropped.get();
  }

  /// The line broke: what came of a picture is dropped.
  void broken() {
    if (at != At.OUTSIDE && at != At.OUTSIDE_FF) drop();
    at = At.OUTSIDE;
  }

  /// Takes what came.
  void feed(byte[] chunk, int n) {
    int i = 0;
    while (i < n) {
      i =
          switch (at) {
            case OUTSIDE -> seek(chunk, i, n);
            case SEGMENT -> segment(chunk, i, n);
            case PIXELS -> pixels(chunk, i, n);
            default -> {
              one(chunk[i] & FF);
              yield i + 1;
            }
          };
    }
  }

  private int seek(byte[] chunk, int from, int n) {
    for (int i = from; i < n; i++)
      if (chunk[i] == (byte) FF) {
        at = At.OUTSIDE_FF;
        return i + 1;
      }
    return n;
  }

  private int segment(byte[] chunk, int from, int n) {
    int take = Math.min(left, n - from);
    if (!put(chunk, from, take)) return from + take;
    left -= take;
    if (left == 0) segmentEnds();
    return from + take;
  }

  private void segmentEnds() {
    if (holdsAnother()) {
      lookAgain();
      return;
    }
    at = marker == SCAN ? At.PIXELS : At.BEFORE_MARKER;
    scanned |= marker == SCAN;
  }

  /// Whether a picture begins inside a segment that holds none: a cut header claimed it. Notes of
  /// programs do hold small ones.
  private boolean holdsAnother() {
    if ((marker & 0xF0) == 0xE0 || marker == COMMENT) return false;
    for (int i = segmentAt; i + 1 < length; i++)
      if (picture[i] == (byte) FF
          && picture[i + 1] == (byte) START
          && (i + 2 == length || picture[i + 2] == (byte) FF)) return true;
    return false;
  }

  private int pixels(byte[] chunk, int from, int n) {
    int i = from;
    while (i < n && chunk[i] != (byte) FF) i++;
    if (i < n) i++;
    if (put(chunk, from, i - from) && chunk[i - 1] == (byte) FF) at = At.PIXELS_FF;
    return i;
  }

  private void one(int b) {
    switch (at) {
      case OUTSIDE_FF -> {
        if (b == START) begin();
        else if (b != FF) at = At.OUTSIDE;
      }
      case BEFORE_MARKER -> {
        if (b == FF) keep(b, At.MARKER);
        else misled(b);
      }
      case MARKER -> marker(b);
      case LENGTH_HIGH -> {
        left = b << 8;
        keep(b, At.LENGTH_LOW);
      }
      case LENGTH_LOW -> {
        left += b - 2;
        if (left < 0) misled(b);
        else if (keep(b, At.SEGMENT)) {
          segmentAt = length;
          if (left == 0) segmentEnds();
        }
      }
      case PIXELS_FF -> pixelMarker(b);
      case OUTSIDE, SEGMENT, PIXELS -> throw new IllegalStateException("taken in runs");
    }
  }

  private void marker(int b) {
    if (b == FF) keep(b, at); // fill before a marker means nothing
    else if (b == START) again();
    else if (b == END) end(b);
    else if (b == 0x01 || (b >= 0xD0 && b <= 0xD7)) keep(b, At.BEFORE_MARKER);
    else if (b < FIRST_MARKER && at == At.MARKER) misled(b);
    else if (b < FIRST_MARKER) drop();
    else {
      marker = b;
      keep(b, At.LENGTH_HIGH);
    }
  }

  private void pixelMarker(int b) {
    if (b == 0 || (b >= 0xD0 && b <= 0xD7)) keep(b, At.PIXELS);
    else marker(b);
  }

  private void begin() {
    begun.incrementAndGet();
    length = 0;
    segmentAt = 2;
    scanned = false;
    keep(FF, At.BEFORE_MARKER);
    keep(START, At.BEFORE_MARKER);
  }

  /// A picture begins inside another: that one was cut off.
  private void again() {
    dropped.incrementAndGet();
    begin();
  }

  private void end(int b) {
    if (!scanned) {
      misled(b);
      return;
    }
    if (keep(b, At.OUTSIDE)) whole.accept(Arrays.copyOf(picture, length));
  }

  private void drop() {
    dropped.incrementAndGet();
    at = At.OUTSIDE;
  }

  /// A byte that does not fit: what began was none, or was cut off inside a header.
  private void misled(int b) {
    if (keep(b, At.OUTSIDE)) lookAgain();
  }

  /// The length of a header that was cut off swallowed what came next: that is looked through once
  /// more.
  private void lookAgain() {
    byte[] swallowed = Arrays.copyOfRange(picture, segmentAt, length);
    drop();
    feed(swallowed, swallowed.length);
  }

  private boolean keep(int b, At next) {
    if (!room(1)) return false;
    picture[length++] = (byte) b;
    at = next;
    return true;
  }

  private boolean put(byte[] chunk, int from, int n) {
    if (!room(n)) return false;
    System.arraycopy(chunk, from, picture, length, n);
    length += n;
    return true;
  }

  private boolean room(int n) {
    if (length + n > BYTES_MAX) {
      drop();
      return false;
    }
    if (length + n > picture.length)
      picture = Arrays.copyOf(picture, Math.max(length + n, picture.length * 2));
    return true;
  }
}
