package cn.ruhu.device.place;

import java.util.List;
import java.util.Optional;

/// A line of NMEA 0183 that arrived whole: `$`, talker, type, fields, `*`, and the exclusive or of
/// every byte between as two hexadecimal digits. A line without a checksum is not believed.
///
/// @param talker two letters: `GP`, `GN`, `BD`, `GB`, `GL`…
/// @param type three letters: `GGA`, `RMC`, `GSA`…
/// @param fields what stands between the commas after the address, empty ones included
record Sentence(String talker, String type, List<String> fields) {
  /// the standard allows 82; receivers with many satellites go beyond
  static final int LENGTH_MAX = 120;

  private static final int ADDRESS = 5;

  /// Reads a line without its end; empty when anything of it is not as it must be.
  static Optional<Sentence> parse(String line) {
    int star = line.length() - 3;
    boolean shaped =
        line.length() <= LENGTH_MAX
            && star > ADDRESS
            && line.charAt(0) == '$'
            && line.charAt(star) == '*';
    if (!shaped) return Optional.empty();
    String body = line.substring(1, star);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c < ' ' || c > '~' || c == '$' || c == '*') return Optional.empty();
      sum ^= c;
    }
    int high = Character.digit(line.charAt(star + 1), 16);
    int low = Character.digit(line.charAt(star + 2), 16);
    if (high < 0 || low < 0 || sum != high * 16 + low) return Optional.empty();
    String[] parts = body.split(",", -1);
    if (parts[0].length() != ADDRESS) return Optional.empty();
    return Optional.of(
        new Sentence(
            parts[0].substring(0, 2),
            parts[0].substring(2),
            List.of(parts).subList(1, parts.length)));
  }

  /// A field by its place from 0; empty when the line is shorter.
  String field(int n) {
    return n < fields.size() ? fields.get(n) : "";
  }
}
