package cn.ruhu.server;

import cn.ruhu.server.words.Words;
import java.io.IOException;
import java.util.List;

/// A command that does not do what it was asked, and what to do instead.
final class Refused extends IOException {
  private static final long serialVersionUID = 1;

  private static final Words WORDS = Words.of(Refused.class, "refusals.properties");

  private final String code;
  private final String detail;

  /// @param code stable; its words stand in a resource file
  /// @param detail names and figures, no personal data
  Refused(String code, String detail) {
    super(code + ": " + WORDS.english(code, List.of(detail)));
    this.code = code;
    this.detail = detail;
  }

  String code() {
    return code;
  }

  String detail() {
    return detail;
  }

  /// Reason and next step in Chinese.
  String chinese() {
    return WORDS.chinese(code, List.of(detail));
  }

  /// Reason and next step in English.
  String english() {
    return WORDS.english(code, List.of(detail));
  }
}
