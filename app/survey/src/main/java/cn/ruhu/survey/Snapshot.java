package cn.ruhu.survey;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A session at rest: lines of head and marks, an empty line, the instance XML.
///
/// @param beside lines of {@link Marginalia}
/// @param lastSaved the answers the form read of the visit before, empty for none
record Snapshot(
    String identity,
    String language,
    Map<String, Question.Origin> origins,
    Map<String, String> aside,
    List<String> beside,
    String lastSaved,
    String instanceXml) {
  private static final String ASIDE = "ASIDE";
  private static final String BESIDE = "BESIDE";
  private static final String LAST_SAVED = "LASTSAVED";
  private static final String FIRST = "ruhu-survey-1";

  byte[] write() {
    StringBuilder head =
        new StringBuilder(FIRST + "\n").append(identity).append('\n').append(language).append('\n');
    origins.forEach((path, origin) -> head.append(origin).append(' ').append(path).append('\n'));
    aside.forEach((key, value) ->
        head.append(ASIDE)
            .append(' ')
            .append(key)
            .append('\t')
            .append(Escapes.escape(value))
            .append('\n'));
    beside.forEach(line -> head.append(BESIDE).append(' ').append(line).append('\n'));
    if (!lastSaved.isEmpty())
      head.append(LAST_SAVED).append(' ').append(Escapes.escape(lastSaved)).append('\n');
    return head.append('\n').append(instanceXml).toString().getBytes(StandardCharsets.UTF_8);
  }

  static Snapshot read(byte[] bytes) throws SurveyException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    if (end < 0) throw new SurveyException("survey.damaged", "no head");
    String[] head = text.substring(0, end).split("\n", -1);
    if (head.length < 3 || !head[0].equals(FIRST))
      throw new SurveyException("survey.damaged", "head");
    Map<String, Question.Origin> origins = new TreeMap<>();
    Map<String, String> aside = new TreeMap<>();
    List<String> beside = new ArrayList<>();
    String lastSaved = "";
    for (int i = 3; i < head.length; i++) {
      int space = head[i].indexOf(' ');
      int tab = head[i].indexOf('\t');
      String word = head[i].substring(0, Math.max(0, space));
      String rest = head[i].substring(space + 1);
      if (word.equals(BESIDE)) {
        beside.add(rest);
      } else if (word.equals(LAST_SAVED)) {
        lastSaved = Escapes.unescape(rest);
      } else if (word.equals(ASIDE) && tab > space) {
        aside.put(head[i].substring(space + 1, tab), Escapes.unescape(head[i].substring(tab + 1)));
      } else {
        origins.put(rest, origin(word, i));
      }
    }
    String xml = text.substring(end + 2);
    boolean safe = FormReader.safe(xml.getBytes(StandardCharsets.UTF_8));
    boolean safeBefore =
        lastSaved.isEmpty() || FormReader.safe(lastSaved.getBytes(StandardCharsets.UTF_8));
    if (!safe || !safeBefore) throw new SurveyException("survey.damaged", "data");
    return new Snapshot(head[1], head[2], origins, aside, beside, lastSaved, xml);
  }

  private static Question.Origin origin(String word, int line) throws SurveyException {
    try {
      return Question.Origin.valueOf(word);
    } catch (IllegalArgumentException _) {
      throw new SurveyException("survey.damaged", "mark " + line);
    }
  }
}
