package cn.ruhu.survey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A part as people read it and sign over it.
public final class PartText {
  private final Part part;
  private final List<Line> lines;
  private final byte[] hashInput;

  PartText(Part part, List<Line> lines, byte[] hashInput) {
    this.part = part;
    this.lines = List.copyOf(lines);
    this.hashInput = hashInput.clone();
  }

  /// One line of the text.
  ///
  /// @param level 0 a section's title, 1 an instance's title, 2 an answer
  public record Line(int level, String label, String value) {}

  /// Which part.
  public Part part() {
    return part;
  }

  /// The lines in the form's order, always in the form's first language.
  public List<Line> lines() {
    return lines;
  }

  /// Form, answers and text as bytes (a copy); the same answers always give the same bytes.
  public byte[] hashInput() {
    return hashInput.clone();
  }

  /// SHA-256 of the hash input, hex: what signatures are bound to.
  public String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(hashInput));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  /// The lines as plain text.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines)
      text.append("  ".repeat(line.level()))
          .append(line.label())
          .append(line.value().isEmpty() ? "" : ":" + line.value())
          .append('\n');
    return text.toString();
  }

  static byte[] bytes(String form, String facts, List<Line> lines) {
    StringBuilder input = new StringBuilder("ruhu-part-1\n").append(form).append('\n');
    input.append(facts).append('\n');
    lines.forEach(l ->
        input
            .append(l.level())
            .append('\t')
            .append(Escapes.escape(l.label()))
            .append('\t')
            .append(Escapes.escape(l.value()))
            .append('\n'));
    return input.toString().getBytes(StandardCharsets.UTF_8);
  }
}
