package cn.ruhu.survey;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
  private static final int PASSES = 4;
  private static final int WARNINGS_MAX = 200;

  private final FormPackage form;
  private final InstantSource clock;
  private final SurveySession session;
  private final List<String> warnings = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private FormCheck(FormPackage form, InstantSource clock) {
    this.form = form;
    this.clock = clock;
    Opening opening = Opening.of(List.of(SOMEBODY), List.of(SOMEBODY), java.util.Map.of());
    this.session = SurveySession.open(form, opening, SOMEBODY, clock, _ -> {});
  }

  /// Checks a package.
  ///
  /// @param walk whether to fill it in once: each roster gets an instance, each question the first
  ///   value it takes; then the answers are checked, written as XML and read back
  public static Result run(byte[] bytes, boolean walk, InstantSource clock) {
    return run(bytes, MediaSource.NONE, walk, clock);
  }

  /// Checks a package whose files may lie somewhere else.
  public static Result run(byte[] bytes, MediaSource elsewhere, boolean walk, InstantSource clock) {
    Instant start = clock.instant();
    return switch (FormPackage.load(bytes, elsewhere)) {
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
      case FormLoading.Loaded(FormPackage form) -> run(form, walk, "zh", clock, start);
    };
  }

  /// Checks a form that was loaded.
  ///
  /// @param language of what it says: `zh` or `en`
  public static Result run(FormPackage form, boolean walk, String language, InstantSource clock) {
    return run(form, walk, language, clock, clock.instant());
  }

  private static Result run(
      FormPackage form, boolean walk, String language, InstantSource clock, Instant start) {
    List<String> warnings = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    int questions = 0;
    int repeats = 0;
    for (FormProblem found : form.findings())
      if (found.severity() == FormProblem.Severity.WARNING) warnings.add(found.message(language));
    try {
      FormCheck check = new FormCheck(form, clock);
      check.rosters();
      check.texts();
      if (walk) check.walk();
      questions = check.questions().size();
      repeats = check.allRosters().size();
      warnings.addAll(check.warnings);
      errors.addAll(check.errors);
    } catch (RuntimeException | StackOverflowError e) {
      // the engine throws a dozen unchecked types for faults only a walk comes upon
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      errors.add(
          new FormProblem(FormProblem.Kind.LOGIC, form.id(), List.of(message.strip()))
              .message(language));
    }
    return new Result(
        errors.isEmpty(),
        form.id(),
        form.version(),
        form.hash(),
        questions,
        repeats,
        warnings.stream().distinct().limit(WARNINGS_MAX).toList(),
        errors,
        millis(start, clock));
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
    for (int pass = 0; pass < PASSES; pass++) {
      boolean added = false;
      for (Roster roster : allRosters())
        if (roster.canChange()
            && roster.owners() == Roster.Owners.LINES
            && roster.instances().isEmpty())
          added |= session.add(roster.path(), Optional.empty()) instanceof Answer.Answered;
      if (!added) return;
    }
  }

  private void texts() {
    for (Question question : questions()) {
      boolean wordless =
          (question.label() + question.hint()).isEmpty() && !question.look().media().present();
      boolean head = question.look().has(Look.LIST_NOLABEL) || question.look().has(Look.LABEL);
      if (wordless && !head) warnings.add(question.path() + ": no label");
      boolean choice =
          question.kind() == QuestionKind.SELECT_ONE
              || question.kind() == QuestionKind.SELECT_MULTI;
      for (Question.Option option : question.options())
        if (option.label().isEmpty() && !option.media().present())
          warnings.add(question.path() + ": no label for " + option.code());
      Slot slot = session.layout().slots.get(question.path());
      boolean later =
          slot != null
              && (Counts.filtered(slot)
                  || SearchCall.of(slot.question().getAppearanceAttr())
                      .isPresent()); // another answer opens its list
      boolean none = question.options().isEmpty() && !question.look().searched() && !later;
      if (choice && question.relevant() && none) warnings.add(question.path() + ": no choices");
    }
  }

  private void walk() {
    for (int pass = 0; pass < PASSES; pass++) {
      boolean moved = false;
      for (Question question : questions()) {
        Question now = session.question(question.path()).orElse(question);
        if (now.relevant() && !now.readOnly() && now.value().isEmpty()) moved |= tryValues(now);
      }
      rosters();
      if (!moved) break;
    }
    confirm();
    for (Question question : questions())
      if (question.relevant()
          && question.required()
          && !question.readOnly()
          && question.value().isEmpty()) warnings.add(question.path() + ": took no sample value");
    for (Problem problem : session.validate())
      if (!List.of("survey.required", "survey.roster.few").contains(problem.code()))
        warnings.add(problem.path() + ": " + problem.message());
    comesAndGoes();
    comesBack();
  }

  private void confirm() {
    for (Question question : questions())
      if (question.relevant() && question.origin() == Question.Origin.PREFILLED)
        if (session.confirm(question.path()) instanceof Answer.Rejected(String _, String why))
          warnings.add(question.path() + ": " + why);
  }

  private boolean tryValues(Question question) {
    List<String> tries = Samples.of(question, rule(question.path()));
    if (question.look().searched())
      tries = session.search(question.path(), "", 12).stream().map(Question.Option::code).toList();
    for (String value : tries)
      if (session.answer(question.path(), value) instanceof Answer.Answered) {
        String reason = "sample reason";
        if (session.question(question.path()).flatMap(q -> q.standing().doubt()).isPresent())
          return session.margin().reason(question.path(), reason) instanceof Answer.Answered;
        return true;
      }
    return false;
  }

  /// The form's rule for a question, as it stands in the form; empty for none.
  private String rule(String path) {
    Slot slot = session.layout().slots.get(path);
    return slot == null ? "" : slot.bind().constraint();
  }

  /// An instance added to each roster and taken away again leaves everything as it was.
  private void comesAndGoes() {
    for (Roster roster : allRosters()) {
      if (!roster.canChange() || roster.owners() != Roster.Owners.LINES || !roster.relevant())
        continue;
      int n = roster.instances().size() + 1;
      if (session.add(roster.path(), Optional.empty()) instanceof Answer.Answered
          && session.remove(roster.path() + "[" + n + "]")
              instanceof Answer.Rejected(String _, String why))
        errors.add(roster.path() + ": " + why);
    }
  }

  /// Whether two answers say the same: a number may be written in two ways.
  private static boolean same(String one, @Nullable String other) {
    if (one.equals(other)) return true;
    try {
      return other != null && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /// Everything written as XML and read back is the same.
  private void comesBack() {
    if (session.submission().length == 0) errors.add(form.id() + ": nothing to hand in");
    try {
      SurveySession back =
          SurveySession.restore(form, session.snapshot(), SOMEBODY, clock, _ -> {});
      var before = session.facts();
      var after = back.facts();
      for (String key : before.keySet())
        if (!same(before.get(key), after.get(key)) && !form.shape().changes(key))
          warnings.add(key + ": " + before.get(key) + " / " + after.get(key));
    } catch (SurveyException e) {
      errors.add(form.id() + ": " + e.getMessage());
    }
  }
}
