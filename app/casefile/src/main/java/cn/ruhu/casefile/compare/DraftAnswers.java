package cn.ruhu.casefile.compare;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.ArrayList;
import java.util.List;

/// What a handed-over draft of a visit says, line by line, beside what was sealed later: for who
/// judges the two without the form. Stateless, thread-safe.
public final class DraftAnswers {
  private static final String TEXT = "text.";
  private static final int WORDS = 5;

  private DraftAnswers() {}

  /// How an answer stands to the sealed one.
  public enum Against {
    /// nothing was sealed yet
    ALONE,
    SAME,
    OTHER,
    /// the sealed visit has no such answer
    NOT_ASKED
  }

  /// @param fact its path, as facts name it
  /// @param whose member or line it is about, empty for the household
  /// @param question as it was asked
  /// @param words the answer as it is read
  /// @param sealed the sealed value where it reads as it stands (amounts, numbers, text); empty for
  ///   a choice, or where there is none
  public record Line(
      String fact, String whose, String question, String words, Against against, String sealed) {}

  /// An answer as a line of a draft has it: what parts lines and words is a blank there.
  public static String plain(String words) {
    return words.replace('\t', ' ').replace('\n', ' ');
  }

  /// The answers of a VISIT_DRAFT, those that differ from the sealed ones first; a line that is not
  /// understood is left out.
  ///
  /// @param draft VISIT_DRAFT
  /// @param sealed answers of the finished visit, [Answers#NONE] while there is none
  public static List<Line> of(CaseRecord draft, Answers sealed) {
    var apart = new ArrayList<Line>();
    var rest = new ArrayList<Line>();
    var text = new StringBuilder();
    for (int n = 0; draft.get(TEXT + n).isPresent(); n++) text.append(draft.text(TEXT + n));
    for (String one : text.toString().split("\n", -1)) {
      String[] word = one.split("\t", -1);
      if (word.length != WORDS) continue;
      String value = sealed.byPath().getOrDefault(word[0], "");
      Against against =
          sealed.byPath().isEmpty()
              ? Against.ALONE
              : value.isEmpty()
                  ? Against.NOT_ASKED
                  : plain(value).equals(word[3]) ? Against.SAME : Against.OTHER;
      boolean coded = !word[3].equals(word[4]); // a code says nothing without the form
      var line = new Line(word[0], word[1], word[2], word[4], against, coded ? "" : value);
      (against == Against.OTHER || against == Against.NOT_ASKED ? apart : rest).add(line);
    }
    apart.addAll(rest);
    return List.copyOf(apart);
  }
}
