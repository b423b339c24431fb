package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.survey.Question;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a supervisor asked about the visit in hand and said beside its answers, and what the pair
/// answers to that. Window thread only.
final class Asking {
  private final Supplier<@Nullable Visit> visit;

  /// @param visit the one in hand, null for none
  Asking(Supplier<@Nullable Visit> visit) {
    this.visit = visit;
  }

  /// What is asked again, where its words stand over this question.
  List<CaseRecord> asked(Question question) {
    @Nullable Visit now = visit.get();
    return now == null ? List.of() : now.back.about(now.survey.key(question), question);
  }

  /// What is asked again and stands over no question of the form as it is now.
  List<CaseRecord> elsewhere() {
    @Nullable Visit now = visit.get();
    return now == null ? List.of() : now.back.elsewhere(now.survey);
  }

  /// What was asked about a question before and was answered, the last asked last.
  List<CaseRecord> past(Question question) {
    @Nullable Visit now = visit.get();
    return now == null ? List.of() : now.back.past(now.survey.key(question), question);
  }

  /// What was said beside the answer of a visit before, or by a supervisor.
  List<CaseRecord> remarks(Question question) {
    @Nullable Visit now = visit.get();
    return now == null ? List.of() : Remarks.about(now.file, now.survey.key(question));
  }

  /// The pair's words to a question that was asked, empty while there are none.
  String reply(UUID asked) {
    @Nullable Visit now = visit.get();
    return now == null ? "" : now.draft.note(Visit.REPLY + asked);
  }

  void reply(UUID asked, String words) {
    @Nullable Visit now = visit.get();
    if (now != null) now.draft.note(Visit.REPLY + asked, words.strip());
  }
}
