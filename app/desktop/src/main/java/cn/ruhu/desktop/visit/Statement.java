package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.Answers;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.survey.Question;
import cn.ruhu.wire.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pair's statement (R05) drafted from what was answered: only what stands in the form, in
/// sentences. People read it, change it, sign it; that it was drafted goes with the visit, so that
/// the same sentences in many visits are not held against a pair.
final class Statement {
  /// The question it answers.
  static final String QUESTION = "R05";

  /// The program's words, nobody touched them.
  static final String DRAFTED = "DRAFTED";

  /// The program's words, changed by a person.
  static final String EDITED = "EDITED";

  /// A person's own words.
  static final String OWN = "OWN";

  private static final String NOTE = "statement.drafted";
  private static final List<String> DECLARED =
      List.of("C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08");

  private final Visit visit;
  private final Text text;

  private Statement(Visit visit, Text text) {
    this.visit = visit;
    this.text = text;
  }

  /// The statement as the answers stand; a sentence without its answers is left out.
  static String draft(Visit visit, Text text) {
    var s = new Statement(visit, text);
    return Stream.of(
            s.opening(), s.people(), s.home(), s.money(), s.declared(), s.neighbours(), s.doubts())
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining());
  }

  /// Puts a draft into the form, and notes that it is one.
  static void fill(Visit visit, Text text) {
    String words = draft(visit, text);
    visit.draft.note(NOTE, hash(words));
    visit.session().pathOf(QUESTION).ifPresent(path -> visit.survey.answer(path, words));
  }

  /// Whose words the statement is: [#DRAFTED], [#EDITED], [#OWN]; empty when there is none.
  static String origin(Visit visit) {
    String words = visit.value(QUESTION);
    if (words.isEmpty()) return "";
    String drafted = visit.draft.note(NOTE);
    if (drafted.isEmpty()) return OWN;
    return drafted.equals(hash(words)) ? DRAFTED : EDITED;
  }

  private static String hash(String words) {
    return Hashes.sha256Hex(words.strip().getBytes(StandardCharsets.UTF_8));
  }

  private String opening() {
    String who = visit.file.applicant().map(p -> p.text("name")).orElse("");
    return text.of(
        "visit.statement.opening",
        Show.minute(visit.startedAt()),
        visit.pair.nameA(),
        visit.pair.nameB(),
        who);
  }

  private Map<String, String> facts() {
    return visit.session().facts();
  }

  private long count(String question, String value) {
    return facts().entrySet().stream()
        .filter(e -> e.getKey().startsWith(question + "@") || e.getKey().startsWith(question + "#"))
        .filter(e -> value.isEmpty() || e.getValue().equals(value))
        .count();
  }

  private String people() {
    long asked = count("M12", "");
    return asked == 0 ? "" : text.of("visit.statement.people", asked, count("M12", "1"));
  }

  private String home() {
    String kind = words("H04");
    String area = visit.value("H07");
    return kind.isEmpty() || area.isEmpty() ? "" : text.of("visit.statement.home", kind, area);
  }

  private String money() {
    var parts = new ArrayList<String>();
    part(parts, "visit.statement.income", "I12");
    part(parts, "visit.statement.assets", "P14");
    part(parts, "visit.statement.spending", "E15");
    if (parts.isEmpty()) return "";
    return text.of("visit.statement.money", String.join(text.of("visit.statement.comma"), parts));
  }

  private void part(List<String> parts, String key, String question) {
    String fen = visit.value(question);
    if (fen.matches("\\d{1,13}")) parts.add(text.of(key, Show.money(fen)));
  }

  private String declared() {
    List<Question> asked = questions(DECLARED);
    if (asked.isEmpty()) return "";
    List<Question> unlike = asked.stream().filter(q -> q.value().equals("2")).toList();
    String names = labels(unlike);
    return unlike.isEmpty()
        ? text.of("visit.statement.same")
        : text.of("visit.statement.differs", names);
  }

  private String neighbours() {
    long asked = count("N04", "");
    if (asked == 0) return "";
    long unlike =
        facts().entrySet().stream()
            .filter(e -> e.getKey().matches("N0[456]#\\d+") && e.getValue().equals("2"))
            .map(e -> e.getKey().substring(4))
            .distinct()
            .count();
    return text.of("visit.statement.neighbours", asked, unlike);
  }

  /// Differences the form found, each with what the pair made of it.
  private String doubts() {
    List<String> found =
        doubtsOf(visit).stream()
            .map(q -> text.of("visit.statement.doubt", q.label(), Answers.words(text, q)))
            .toList();
    return found.isEmpty()
        ? ""
        : text.of(
            "visit.statement.doubts", String.join(text.of("visit.statement.semicolon"), found));
  }

  /// Differences the form found, disposed or not.
  static List<Question> doubtsOf(Visit visit) {
    var out = new ArrayList<Question>();
    for (var section : visit.session().sections())
      for (Question q : visit.session().questions(section.id()))
        if (q.relevant() && q.id().startsWith("C10X")) out.add(q);
    return out;
  }

  private List<Question> questions(List<String> ids) {
    return ids.stream()
        .flatMap(id -> visit.session().pathOf(id).stream())
        .flatMap(path -> visit.session().question(path).stream())
        .filter(q -> q.relevant() && !q.value().isEmpty())
        .toList();
  }

  private String words(String question) {
    return questions(List.of(question)).stream()
        .map(q -> Answers.words(text, q))
        .findFirst()
        .orElse("");
  }

  private String labels(List<Question> questions) {
    return questions.stream()
        .map(Question::label)
        .collect(Collectors.joining(text.of("visit.comma")));
  }
}
