package cn.ruhu.papers;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.dossier.Story;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.papers.template.Fields;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Values of a dossier (一户一档): the story of a household in the words of the code tables.
final class StorySheet {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int SHOWN = 16;

  private StorySheet() {}

  private static String say(String key, Object... args) {
    return MessageFormat.format(Objects.requireNonNull(Form.WORDS.getProperty(key), key), args);
  }

  static Fields fields(CaseFile file, PaperFacts facts, Function<UUID, String> names) {
    Story story = Story.of(file);
    Fields fields = Form.common(file, facts);
    fields.put("stage", Form.label("stage", file.application().orElseThrow().text("stage")));
    fields.put("household", household(story)).put("benefits", benefits(story));
    fields.put("visits", visits(story, names)).put("moments", moments(story, names));
    return fields
        .put("pages", pages(story))
        .put("leftOut", story.leftOut() == 0 ? "" : Integer.toString(story.leftOut()));
  }

  private static List<Fields> household(Story story) {
    var rows = new ArrayList<Fields>();
    for (Story.Member m : story.people())
      rows.add(
          new Fields()
              .put("name", m.name())
              .put("relation", m.relation())
              .put("memberId", m.number())
              .put("born", Form.date(m.born()))
              .put("countedIn", m.counted()));
    return rows;
  }

  private static List<Fields> benefits(Story story) {
    var rows = new ArrayList<Fields>();
    for (Story.Benefit b : story.benefits())
      rows.add(
          new Fields()
              .put("schemeName", Form.label("scheme", b.scheme()))
              .put("outcome", Form.label("outcome", b.outcome()))
              .put("months", months(b))
              .put("sum", b.monthly().map(Fen::grouped).orElse(""))
              .put("documentNumber", b.number()));
    return rows;
  }

  private static String months(Story.Benefit b) {
    if (b.from().isEmpty()) return "";
    String from = b.from().get().toString();
    return b.until()
        .map(u -> say("dossier.until", from, u.toString()))
        .orElse(say("dossier.on", from));
  }

  private static List<Fields> visits(Story story, Function<UUID, String> names) {
    var rows = new ArrayList<Fields>();
    for (Story.Visit v : story.visits())
      rows.add(
          new Fields()
              .put("at", minute(v.at()))
              .put("purpose", Form.label("visitPurpose", v.purpose()))
              .put("disposition", Form.label("disposition", v.disposition()))
              .put("pair", v.pair().stream().map(names).collect(Collectors.joining(" ")))
              .put("sealed", v.sealed()));
    return rows;
  }

  private static List<Fields> moments(Story story, Function<UUID, String> names) {
    var rows = new ArrayList<Fields>();
    for (Story.Moment m : story.moments())
      rows.add(
          new Fields()
              .put("at", minute(m.at()))
              .put("who", m.by().map(names).orElse(""))
              .put("what", String.join(" \u00b7 ", m.parts())));
    return rows;
  }

  private static List<Fields> pages(Story story) {
    var rows = new ArrayList<Fields>();
    for (CaseRecord p : story.papers()) {
      String hash = p.text("file").replaceFirst("^sha256[-:]", "");
      rows.add(
          new Fields()
              .put("no", Integer.toString(rows.size() + 1))
              .put("what", Form.label("docType", p.text("slot")))
              .put("at", CaseFile.instant(p, "takenAt").map(StorySheet::minute).orElse(""))
              .put("hash", hash.substring(0, Math.min(SHOWN, hash.length()))));
    }
    return rows;
  }

  private static String minute(Instant at) {
    return MINUTE.format(at.atZone(Process.ZONE));
  }
}
