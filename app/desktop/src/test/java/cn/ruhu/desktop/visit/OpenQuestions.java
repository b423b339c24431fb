package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Answers whatever of a visit is still open, as long as something is: what stands there is said to
/// be so, the rest is the plainest thing there is to say.
final class OpenQuestions {
  private static final int LIMIT = 600;
  private static final String WORDS = "到访时全家在场，住房为公租房，陈设简单，收入为打零工所得，与邻居所说一致，没有见到车辆。";

  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("V09D", "1"),
          Map.entry("V14", "true"),
          Map.entry("V15M", Household.member(1).toString()),
          Map.entry("H07", "45.5"),
          Map.entry("H09", "4"),
          Map.entry("I07", "5"),
          Map.entry("P08", "0"),
          Map.entry("F05", "3"),
          Map.entry("F09", "1"),
          Map.entry("D13", "1 2 3 4 5 6"),
          Map.entry("S01", "2"),
          Map.entry("J01", "2"),
          Map.entry("N09S", "3"),
          Map.entry("N05", "1"),
          Map.entry("N06", "3"));

  private final VisitViewModel model;
  private final Teller tell;
  private final Map<String, String> answers;

  /// @param answers by fact or question, before what is plain
  OpenQuestions(VisitViewModel model, Teller tell, Map<String, String> answers) {
    this.model = model;
    this.tell = tell;
    this.answers = answers;
  }

  private Visit visit() {
    return java.util.Objects.requireNonNull(model.visit.get());
  }

  /// Answers everything but the pair's own signatures.
  void answer() throws IOException {
    for (int i = 0; i < LIMIT; i++) {
      List<Problem> left =
          visit().problems().stream()
              .filter(p -> !p.path().endsWith("/R09") && !p.path().endsWith("/R10"))
              .toList();
      if (left.isEmpty()) return;
      one(left.getFirst());
    }
    throw new AssertionError("still open: " + visit().problems());
  }

  private void one(Problem problem) throws IOException {
    String path = problem.path();
    for (UUID who : List.of(TestDesk.SECOND, TestDesk.FIRST)) {
      model.observeAs(who);
      if (visit().session().has(path)) break;
    }
    Optional<Question> found = visit().session().question(path);
    if (found.isEmpty()) {
      assertInstanceOf(Answer.Answered.class, visit().survey.add(path, Optional.empty()), path);
      return;
    }
    Question q = found.get();
    String key = visit().survey.key(q);
    if (problem.code().equals("survey.reason")) {
      visit().survey.reason(path, WORDS);
      return;
    }
    Optional<String> told =
        Optional.ofNullable(
            answers.getOrDefault(key, answers.getOrDefault(q.id(), PLAIN.get(q.id()))));
    switch (q.kind()) {
      case PHOTO -> tell.photo(key);
      case SIGNATURE -> tell.sign(key);
      default -> {
        if (told.isEmpty() && q.origin() == Question.Origin.PREFILLED) tell.confirm(key);
        else tell.answer(key, told.orElseGet(() -> plain(q)));
      }
    }
  }

  private static String plain(Question q) {
    List<String> codes = q.options().stream().map(Question.Option::code).toList();
    if (!codes.isEmpty())
      return codes.contains("false") ? "false" : codes.contains("0") ? "0" : codes.getFirst();
    return switch (q.kind()) {
      case TEXT, MULTILINE -> WORDS;
      default -> "0";
    };
  }
}
