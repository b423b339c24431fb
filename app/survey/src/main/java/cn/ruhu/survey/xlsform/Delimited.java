package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.List;

/// A text whose expressions stand between `{{` and `}}`, taken apart. `\{{` and `\}}` stand for the
/// braces themselves, in an expression too; braces that close nothing are text.
///
/// @param parts texts and expressions in turn; none when the text has neither an expression nor
///   escaped braces, or is faulty
/// @param fault whether an expression is not closed, lies in another, or is empty
record Delimited(List<Part> parts, boolean fault) {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final char ESCAPE = '\\';
  private static final Delimited NONE = new Delimited(List.of(), false);
  private static final Delimited FAULTY = new Delimited(List.of(), true);

  /// A piece of the text, its braces unescaped.
  record Part(String text, boolean expression) {}

  Delimited {
    parts = List.copyOf(parts);
  }

  /// Whether the text has an expression or braces to unescape.
  static boolean any(String text) {
    return !of(text).parts().isEmpty();
  }

  static Delimited of(String text) {
    boolean shorter = text.length() <= OPEN.length(); // braces alone are text
    if (shorter || (!text.contains(OPEN) && !text.contains(ESCAPE + CLOSE))) return NONE;
    return new Reader(text).read();
  }

  /// One reading of one text.
  private static final class Reader {
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private boolean inside;
    private boolean fault;

    Reader(String text) {
      this.text = text;
    }

    Delimited read() {
      boolean special = false;
      for (int at = 0; at < text.length(); ) {
        if (escaped(at)) {
          piece.append(text, at + 1, at + 3);
          at += 3;
        } else if (text.startsWith(OPEN, at)) {
          fault |= inside;
          end();
          inside = true;
          at += 2;
        } else if (inside && closes(at)) {
          fault |= piece.toString().isBlank();
          end();
          inside = false;
          at += 2;
        } else {
          piece.append(text.charAt(at));
          at++;
          continue;
        }
        special = true;
      }
      fault |= inside;
      end();
      if (fault) return FAULTY;
      return special ? new Delimited(parts, false) : NONE;
    }

    private boolean escaped(int at) {
      return text.charAt(at) == ESCAPE
          && (text.startsWith(OPEN, at + 1) || text.startsWith(CLOSE, at + 1));
    }

    /// Of three braces the last two close.
    private boolean closes(int at) {
      return text.startsWith(CLOSE, at) && !text.startsWith("}", at + 2);
    }

    private void end() {
      if (!piece.isEmpty()) parts.add(new Part(piece.toString(), inside));
      piece.setLength(0);
    }
  }
}
