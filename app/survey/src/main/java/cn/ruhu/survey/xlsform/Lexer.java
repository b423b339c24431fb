package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits an expression, or a text that may hold one, into tokens: enough to tell a value from an
/// expression and to find `instance(…)` paths in a label.
final class Lexer {
  /// A token's kind, in the order they are tried; the first that fits wins.
  enum Kind {
    DATETIME("-?\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\s+)?(([+-]\\d{2}:\\d{2})|Z)?"),
    DATE("-?\\d{4}-\\d{2}-\\d{2}"),
    TIME("\\d{2}:\\d{2}:\\d{2}(\\.\\s+)?(([+-]\\d{2}:\\d{2})|Z)?"),
    NUMBER("-?\\d+\\.\\d*|-?\\.\\d+|-?\\d+"),
    MATH("[*+-]| mod | div "),
    COMPARE("!=|<=|>=|[=<>]"),
    BOOL(" and | or "),
    UNION("\\|"),
    OPEN("\\("),
    CLOSE("\\)"),
    PARENT("\\.\\."),
    SELF("\\."),
    SLASH("/"),
    LITERAL("\"[^\"]*\"|'[^']*'"),
    COMMA(","),
    SPACE("\\s+"),
    REFERENCE("\\$\\{(last-saved#)?" + NAME_PATTERN + "\\}"),
    CALL(QNAME_PATTERN + "\\("),
    PREDICATE(QNAME_PATTERN + "\\["),
    PREDICATE_END("\\]"),
    SCHEME(QNAME_PATTERN + "://"),
    NAME(QNAME_PATTERN),
    OTHER("(?s).");

    private final Pattern pattern;

    Kind(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  /// A token and where it stands.
  record Token(Kind kind, String text, int start, int end) {}

  private static final String NAME_LETTERS =
      "A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
          + "\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
          + "\\x{10000}-\\x{EFFFF}";
  private static final String NAME_START = "[" + NAME_LETTERS + "]";

  /// One set of letters, as a choice between two would be tried once deeper for each letter.
  private static final String NAME_PART =
      "[" + NAME_LETTERS + ".0-9\u00B7\u0300-\u036F\u203F\u2040-]*";

  /// A name without a prefix, as an element of the form may have it.
  static final String NAME_PATTERN = NAME_START + NAME_PART;

  private static final String QNAME_PATTERN = NAME_PATTERN + "(?::" + NAME_PATTERN + ")?";
  private static final Pattern NCNAME = Pattern.compile(NAME_PATTERN);
  private static final Set<String> HYPHENATED =
      Set.of("date", "dateTime", "geopoint", "geotrace", "geoshape");

  private Lexer() {}

  static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Token token = next(text, at);
      tokens.add(token);
      at = token.end();
    }
    return tokens;
  }

  private static Token next(String text, int at) {
    for (Kind kind : Kind.values()) {
      Matcher match = kind.pattern.matcher(text).region(at, text.length());
      if (match.lookingAt()) return new Token(kind, match.group(), at, match.end());
    }
    throw new IllegalStateException("no token at " + at); // OTHER takes any character
  }

  /// Whether a name can be an element's: letters (of any script), digits, `_`, `-`, `.`, not
  /// beginning with a digit; no prefix.
  static boolean isName(String name) {
    return NCNAME.matcher(name).matches();
  }

  /// Whether a default is computed when the form is begun rather than put in as it stands. A hyphen
  /// in a date or a position is no minus.
  static boolean isDynamic(String text, String type) {
    for (Token token : tokens(text)) {
      switch (token.kind()) {
        case MATH -> {
          if (token.text().equals("-") && HYPHENATED.contains(type)) return false;
          return true;
        }
        case UNION, REFERENCE, CALL, PREDICATE -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }
}
