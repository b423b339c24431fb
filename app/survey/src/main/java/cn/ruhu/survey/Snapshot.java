package cn.ruhu.survey;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// A session at rest: lines of head and marks, an empty line, the instance XML.
record Snapshot(
    String identity,
    String language,
    Map<String, Question.Origin> origins,
    Map<String, String> aside,
    String instanceXml) {
  private static final String ASIDE = "ASIDE";
  private static final String FIRST = "ruhu-survey-1";

  static byte[] write(
      String identity,
      String language,
      Map<String, Question.Origin> origins,
      Map<String, String> aside,
      byte[] xml) {
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
    byte[] first = head.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(first, first.length + xml.length);
    System.arraycopy(xml, 0, all, first.length, xml.length);
    return all;
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
    for (int i = 3; i < head.length; i++) {
      int space = head[i].indexOf(' ');
      int tab = head[i].indexOf('\t');
      if (head[i].startsWith(ASIDE + " ") && tab > space) {
        aside.put(head[i].substring(space + 1, tab), Escapes.unescape(head[i].substring(tab + 1)));
        continue;
      }
      try {
        origins.put(
            head[i].substring(space + 1),
            Question.Origin.valueOf(head[i].substring(0, Math.max(0, space))));
      } catch (IllegalArgumentException _) {
        throw new SurveyException("survey.damaged", "mark " + i);
      }
    }
    String xml = text.substring(end + 2);
    if (!FormReader.safe(xml.getBytes(StandardCharsets.UTF_8)))
      throw new SurveyException("survey.damaged", "data");
    return new Snapshot(head[1], head[2], origins, aside, xml);
  }
}
