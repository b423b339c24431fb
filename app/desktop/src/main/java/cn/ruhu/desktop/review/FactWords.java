package cn.ruhu.desktop.review;

import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.spot.SpotComparison;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Text;
import java.util.stream.Collectors;

/// What a recorded fact is about, in words: its codes are for programs.
final class FactWords {
  private FactWords() {}

  /// Which paper was seen, which fact was ruled on; empty where the subject is an id or says
  /// nothing to a reader.
  static String subject(CaseRecord fact) {
    String subject = fact.text("subject");
    String question = subject.split("@", 2)[0];
    boolean ruling = GateKind.FACT_ADOPTED.name().equals(fact.text("kind"));
    if (ruling)
      return CodeTables.table("fact").has(question) ? CodeTables.label("fact", question) : question;
    boolean paper = GateKind.PAPERS_SEEN.name().equals(fact.text("kind"));
    return paper && CodeTables.table("docType").has(subject)
        ? CodeTables.label("docType", subject)
        : "";
  }

  /// The first line of what was found, the signs of an alert by their names; empty where it is an
  /// id or a code no table knows.
  static String value(Text text, CaseRecord fact) {
    String value = fact.text("value");
    if (GateKind.SECOND_SIGNED.name().equals(fact.text("kind"))) return ""; // for programs
    if (GateKind.FACT_ADOPTED.name().equals(fact.text("kind"))) return ""; // stands in its row
    if (SpotComparison.isRefused(fact)) return text.of("review.fact.refused");
    boolean check = GateKind.SPOT_CHECK_DONE.name().equals(fact.text("kind"));
    if (check && CodeTables.table("disposition").has(value))
      return CodeTables.label("disposition", value);
    if (GateKind.OBJECTION_SETTLED.name().equals(fact.text("kind")))
      return CodeTables.table("objectionResult").has(value)
          ? CodeTables.label("objectionResult", value)
          : "";
    if (Texts.uuid(value).isPresent()) return ""; // of another record: for programs
    if (!GateKind.SAME_DAY_ALERT.name().equals(fact.text("kind")))
      return value.lines().findFirst().orElse("");
    return VisitAlerts.read(value).stream()
        .map(sign -> text.of("work.alert." + sign.name()))
        .collect(Collectors.joining(text.of("review.comma")));
  }
}
