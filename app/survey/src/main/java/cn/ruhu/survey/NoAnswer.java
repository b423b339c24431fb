package cn.ruhu.survey;

import java.util.EnumSet;
import java.util.Set;

/// Why there is no answer, where a form allows saying so (`ruhu:no-answer` on its bind). It is
/// itself a finding: it stands instead of a value and fulfils what is required.
public enum NoAnswer {
  /// The person does not know.
  DONT_KNOW("dont-know"),
  /// The person does not want to say.
  REFUSED("refused"),
  /// It was said, and could not be verified.
  UNVERIFIED("unverified");

  private final String word;

  NoAnswer(String word) {
    this.word = word;
  }

  /// The word in a form.
  public String word() {
    return word;
  }

  /// The ones a form names, separated by spaces; unknown words are left out.
  static Set<NoAnswer> of(String words) {
    Set<NoAnswer> all = EnumSet.noneOf(NoAnswer.class);
    for (String one : words.strip().split("\\s+", -1))
      for (NoAnswer reason : values()) if (reason.word.equals(one)) all.add(reason);
    return all;
  }
}
