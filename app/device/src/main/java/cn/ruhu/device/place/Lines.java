package cn.ruhu.device.place;

import java.util.ArrayList;
import java.util.List;

/// Bytes of a receiver cut into lines, whatever pieces they come in. A line longer than allowed is
/// dropped as a whole. Not thread-safe.
final class Lines {
  private final int lengthMax;
  private final StringBuilder line = new StringBuilder();
  private boolean tooLong;

  Lines(int lengthMax) {
    this.lengthMax = lengthMax;
  }

  /// The lines that ended within these bytes, without their ends; empty ones left out. A byte is a
  /// character: what is no ASCII fails the checksum later.
  List<String> take(byte[] bytes, int count) {
    var found = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      char c = (char) (bytes[i] & 0xFF);
      if (c == '\r' || c == '\n') {
        if (!tooLong && !line.isEmpty()) found.add(line.toString());
        clear();
      } else if (line.length() >= lengthMax) {
        tooLong = true;
      } else {
        line.append(c);
      }
    }
    return found;
  }

  /// Forgets the line that has begun.
  void clear() {
    line.setLength(0);
    tooLong = false;
  }
}
