package cn.ruhu.survey;

import java.util.UUID;

/// Tabs, line ends and backslashes written so that one record stays one line.
final class Escapes {
  private Escapes() {}

  static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  static String unescape(String text) throws SurveyException {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      out.append(
          switch (i < text.length() ? text.charAt(i++) : ' ') {
            case '\\' -> '\\';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> throw new SurveyException("survey.damaged", "escape");
          });
    }
    return out.toString();
  }

  static UUID uuid(String text) throws SurveyException {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new SurveyException("survey.damaged", "id");
    }
  }
}
