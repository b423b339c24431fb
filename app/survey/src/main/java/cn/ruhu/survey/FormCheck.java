package cn.ruhu.survey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Checks a form package as `doctor form FILE` shows it: load, count, and on request walk through
/// it once as a person would, answering what can be answered.
public final class FormCheck {
  /// What was found.
  ///
  /// @param ok whether the package can be used
  /// @param questions questions to fill in, notes and computed ones included
  /// @param repeats rosters
  /// @param warnings what a form's author should look at
  /// @param errors why it cannot be used, place included
  /// @param millis how long it took
  public record Result(
      boolean ok,
      String id,
      String version,
      String hash,
      int questions,
      int repeats,
      List<String> warnings,
      List<String> errors,
      long millis) {
    /// Copies the lists.
    public Result {
      warnings = List.copyOf(warnings);
      errors = List.copyOf(errors);
    }
  }

  private static final UUID SOMEBODY = new UUID(0, 1);
  private static final int PASSES = 3;

  private final SurveySession session;
  private final List<String> warnings = new ArrayList<>();

  private FormCheck(SurveySession session) {
    this.session = session;
  }

  /// Checks a package.
  ///
  /// @param walk whether to fill it in once: each roster gets an instance, each question the first
  ///   value it takes
  public static Result run(byte[] bytes, boolean walk, InstantSource clock) {
    Instant start = clock.instant();
    return switch (FormPackage.load(bytes)) {
      case FormLoading.Broken(List<FormProblem> problems) ->
          new Result(
              false,
              "",
              "",
              "",
              0,
              0,
              List.of(),
              problems.stream().map(p -> p.message("zh")).toList(),
              millis(start, clock));
      case FormLoading.Loaded(FormPackage form) -> {
        Opening opening = Opening.of(List.of(SOMEBODY), List.of(SOMEBODY), java.util.Map.of());
        FormCheck check =
            new FormCheck(SurveySession.open(form, opening, SOMEBODY, clock, _ -> {}));
        check.rosters();
        check.texts();
        if (walk) check.walk();
        yield new Result(
            true,
            form.id(),
            form.version(),
            form.hash(),
            check.questions().size(),
            check.allRosters().size(),
            check.warnings,
            List.of(),
            millis(start, clock));
      }
    };
  }

  private static long millis(Instant start, InstantSource clock) {
    return Duration.between(start, clock.instant()).toMillis();
  }

  private List<Question> questions() {
    return session.sections().stream().flatMap(s -> session.questions(s.id()).stream()).toList();
  }

  private List<Roster> allRosters() {
    return session.sections().stream().flatMap(s -> session.rosters(s.id()).stream()).toList();
  }

  /// One instance in every roster that has none, so that its questions can be seen.
  private void rosters() {
    for (int pass = 0; pass < PASSES; pass++)
      for (Roster roster : allRosters())
        if (roster.owners() == Roster.Owners.LINES && roster.instances().isEmpty())
          session.add(roster.path(), Optional.empty());
  }

  private void texts() {
    for (Question question : questions()) {
      if (question.label().isEmpty()) warnings.add(question.path() + ": no label");
      boolean choice =
          question.kind() == QuestionKind.SELECT_ONE
              || question.kind() == QuestionKind.SELECT_MULTI;
      for (Question.Option option : question.options())
        if (option.label().isEmpty())
          warnings.add(question.path() + ": no label for " + option.code());
      if (choice && question.relevant() && question.options().isEmpty())
        warnings.add(question.path() + ": no choices");
    }
  }

  private void walk() {
    for (int pass = 0; pass < PASSES; pass++) {
      for (Question question : questions()) {
        Question now = session.question(question.path()).orElse(question);
        if (now.relevant() && !now.readOnly() && now.value().isEmpty()) tryValues(now);
      }
      rosters();
    }
    for (Question question : questions())
      if (question.relevant()
          && question.required()
          && !question.readOnly()
          && question.value().isEmpty()) warnings.add(question.path() + ": took no sample value");
  }

  private void tryValues(Question question) {
    for (String value : samples(question))
      if (session.answer(question.path(), value) instanceof Answer.Answered) return;
  }

  private static List<String> samples(Question question) {
    return switch (question.kind()) {
      case SELECT_ONE, SELECT_MULTI, BOOL ->
          question.options().stream().map(Question.Option::code).toList();
      case INT, DECIMAL -> List.of("1", "0", "12", "2000", "100");
      case MONEY -> List.of("100", "0");
      case TEXT, MULTILINE, BARCODE ->
          List.of("N08-0001", "sample text that is long enough for most rules");
      case DATE -> List.of("2026-01-01", "1980-01-01");
      case DATETIME -> List.of("2099-01-01T09:00:00+08:00", "2026-01-01T09:00:00+08:00");
      case GEO -> List.of("39.99 116.31 50 8");
      case PHOTO, SIGNATURE -> List.of("sha256-00", "sha256-00 sha256-01");
      case NOTE, CALCULATE -> List.of();
    };
  }
}
