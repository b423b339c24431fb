package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A form made by chance, its next edition made from it by chance edits, and chance answers: what a
/// district might do to its questionnaire in a year. Everything follows from the random numbers
/// handed in.
final class RandomForm {
  private static final List<String> KINDS = List.of("string", "int", "date", "select1", "select");

  /// @param name lower case ones may stand for several questions
  /// @param words of the question
  /// @param section 0 or 1
  /// @param line whether it is asked for each line of the section's list
  /// @param on number of a choice question this hangs on, -1 for none
  private record Asked(
      String name,
      String words,
      String kind,
      int section,
      boolean line,
      int options,
      String optionWords,
      int on,
      boolean required,
      boolean bounded) {}

  private final List<Asked> questions = new ArrayList<>();
  private final Random random;
  private int version = 1;
  private int made;

  RandomForm(Random random) {
    this.random = random;
    int size = 4 + random.nextInt(8);
    for (int i = 0; i < size; i++) questions.add(fresh());
  }

  private Asked fresh() {
    made++;
    boolean fact = random.nextInt(4) > 0;
    String name = fact ? "Q%02d".formatted(made) : "note" + made % 3;
    return new Asked(
        name,
        "问" + made,
        KINDS.get(random.nextInt(KINDS.size())),
        random.nextInt(2),
        random.nextInt(3) == 0,
        2 + random.nextInt(4),
        "选",
        -1,
        random.nextBoolean(),
        random.nextInt(4) == 0);
  }

  /// One to four edits, and the next version.
  void edit() {
    version++;
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = questions.isEmpty() ? 0 : random.nextInt(questions.size());
      switch (random.nextInt(8)) {
        case 0 -> questions.add(at, fresh());
        case 1 -> {
          if (!questions.isEmpty()) questions.remove(at);
        }
        case 2 -> change(at, 2);
        case 3 -> change(at, 3);
        case 4 -> change(at, 4);
        case 5 -> change(at, 5);
        case 6 -> questions.addLast(questions.remove(at));
        default -> change(at, 6);
      }
      if (questions.isEmpty()) questions.add(fresh());
    }
  }

  private void change(int at, int what) {
    Asked q = questions.get(at);
    boolean renamed = what == 2;
    questions.set(
        at,
        new Asked(
            renamed ? fresh().name() : q.name(),
            q.words(),
            what == 3 ? KINDS.get(random.nextInt(KINDS.size())) : q.kind(),
            what == 4 ? 1 - q.section() : q.section(),
            what == 4 ? random.nextBoolean() : q.line(),
            what == 5 ? 1 + random.nextInt(4) : q.options(),
            what == 5 && random.nextBoolean() ? "新选" : q.optionWords(),
            what == 6 ? random.nextInt(questions.size()) : q.on(),
            q.required(),
            what == 6 ? !q.bounded() : q.bounded()));
  }

  FormPackage form() {
    return Forms.loaded(xml());
  }

  private String path(Asked q) {
    return "/data/S" + q.section() + (q.line() ? "/line/" : "/") + q.name();
  }

  private String xml() {
    StringBuilder data = new StringBuilder();
    StringBuilder binds = new StringBuilder();
    StringBuilder body = new StringBuilder();
    Set<String> paths = new HashSet<>();
    for (int s = 0; s < 2; s++) {
      StringBuilder lines = new StringBuilder();
      StringBuilder lineBody = new StringBuilder();
      data.append("<S").append(s).append('>');
      body.append("<group ref=\"/data/S").append(s).append("\"><label>节</label>");
      for (Asked q : questions) {
        if (q.section() != s || !paths.add(path(q))) continue;
        (q.line() ? lines : data).append('<').append(q.name()).append("/>");
        bind(binds, q);
        control(q.line() ? lineBody : body, q);
      }
      data.append("<line jr:template=\"\"><uuid/>").append(lines).append("</line></S" + s + ">");
      body.append("<group><label>行</label><repeat nodeset=\"/data/S" + s + "/line\">")
          .append(lineBody)
          .append("</repeat></group></group>");
    }
    return """
    <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa">
      <h:head><h:title>随机</h:title><model>
        <instance><data id="random" version="%d">%s</data></instance>%s
      </model></h:head>
      <h:body>%s</h:body>
    </h:html>
    """
        .formatted(version, data, binds, body);
  }

  private void bind(StringBuilder binds, Asked q) {
    binds.append("<bind nodeset=\"").append(path(q)).append("\" type=\"").append(q.kind());
    if (q.required()) binds.append("\" required=\"true()");
    if (q.bounded() && q.kind().equals("int")) binds.append("\" constraint=\". &lt; 5");
    Asked on = q.on() < 0 || q.on() >= questions.size() ? q : questions.get(q.on());
    boolean chain = on != q && !on.line() && on.on() < 0 && on.kind().equals("select1");
    if (chain) binds.append("\" relevant=\"").append(path(on)).append(" = '1'");
    binds.append("\"/>");
  }

  private void control(StringBuilder body, Asked q) {
    String tag = q.kind().startsWith("select") ? q.kind() : "input";
    body.append('<').append(tag).append(" ref=\"").append(path(q)).append("\"><label>");
    body.append(q.words()).append("</label>");
    for (int i = 1; tag.equals(q.kind()) && i <= q.options(); i++)
      body.append(
          "<item><label>" + q.optionWords() + i + "</label><value>" + i + "</value></item>");
    body.append("</").append(tag).append('>');
  }

  /// Answers about two thirds of what is asked, some of it twice, so that skips open and close.
  static void answer(SurveySession session, Random random) {
    for (int round = 0; round < 2; round++) {
      for (Section s : session.sections())
        for (Roster r : session.rosters(s.id()))
          if (random.nextInt(2) == 0) session.add(r.path(), java.util.Optional.empty());
      for (Section s : session.sections())
        for (Question q : session.questions(s.id()))
          if (random.nextInt(3) > 0) session.answer(q.path(), value(q, random));
    }
  }

  private static String value(Question q, Random random) {
    return switch (q.kind()) {
      case INT -> Integer.toString(random.nextInt(12));
      case DATE -> "2026-0" + (1 + random.nextInt(9)) + "-11";
      case SELECT_ONE -> Integer.toString(1 + random.nextInt(5));
      case SELECT_MULTI -> random.nextBoolean() ? "1 2" : "2";
      default -> random.nextInt(6) == 0 ? "3" : "话" + random.nextInt(1000) + " 〇";
    };
  }
}
