package cn.ruhu.papers;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.urgent.UrgentRules;
import cn.ruhu.casefile.urgent.UrgentState;
import cn.ruhu.papers.Rendered.Refused;
import cn.ruhu.papers.template.Fields;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Values of the sheet of aid before papers (先行救助审批及领取单): what happened, the chief's word, the
/// receipt. Lines nobody has filled yet stay for the pen.
final class UrgentSheet {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private UrgentSheet() {}

  /// The aid a file is about; empty for every other file.
  static Optional<CaseRecord> aid(CaseFile file) {
    return file.all(RecordType.URGENT_AID).stream().findFirst();
  }

  /// Without the chief's word there is no sheet: nothing may be handed out on it.
  static Optional<Refused> refusal(Optional<CaseRecord> aid, PaperFacts facts) {
    if (facts.number().isBlank()) return Optional.of(new Refused("NUMBER_MISSING", "U01"));
    Optional<UrgentState> state = aid.flatMap(UrgentState::of);
    boolean signed =
        state
            .map(s -> s == UrgentState.SIGNED || s == UrgentState.GIVEN || s == UrgentState.FILED)
            .orElse(false);
    return signed ? Optional.empty() : Optional.of(new Refused("URGENT_UNSIGNED", ""));
  }

  static Fields fields(CaseFile file, PaperFacts facts) {
    CaseRecord aid = aid(file).orElseThrow();
    var office = facts.office();
    var fields = new Fields().put("date", Form.date(facts.date())).put("number", facts.number());
    fields.put("office", office.name()).put("district", office.district());
    fields.put("officePhone", office.phone()).put("clerk", facts.clerk());
    fields.put("complaintPhone", office.complaintPhone());
    fields.put("person", person(aid)).put("idNumber", aid.text("personNumber"));
    fields.put("phone", aid.text("personPhone")).put("address", aid.text("address"));
    fields.put("people", aid.text("householdSize"));
    fields.put("cause", Form.label("urgentCause", aid.text("cause")));
    fields.put("facts", aid.text("facts"));
    fields.put("registeredAt", minute(aid, "registeredAt"));
    amount(fields, "proposed", aid);
    fields.put("proposedKind", Form.label("urgentKind", aid.text("proposedKind")));
    amount(fields, "approved", aid);
    amount(fields, "ceiling", aid);
    fields.put("ceilingMark", mark(aid, facts));
    fields.put("approver", facts.subject().note()).put("approvedAt", minute(aid, "approvedAt"));
    fields.put("approveReason", aid.text("approveReason"));
    amount(fields, "given", aid);
    fields.put("givenKind", Form.label("urgentKind", aid.text("givenKind")));
    fields.put("givenAt", minute(aid, "givenAt")).put("receiver", aid.text("receiver"));
    fields.put("papersDays", Integer.toString(UrgentRules.PAPERS_DAYS));
    return fields.put("papersDue", Form.date(aid.text("papersDue")));
  }

  private static String person(CaseRecord aid) {
    String name = aid.text("personName");
    return name.isBlank()
        ? MessageFormat.format(Form.WORDS.getProperty("nameUnknown"), aid.text("personNote"))
        : name;
  }

  /// The word that goes wherever a figure goes which is no published one.
  private static String mark(CaseRecord aid, PaperFacts facts) {
    LocalDate day = UrgentRules.day(aid, "approvedAt").orElse(facts.date());
    if (!(facts.standards().at(day).urgentCeiling() instanceof Figure.Known k)) return "";
    if (!k.mark().isEmpty()) return k.mark();
    return k.confirmed() ? "" : Form.WORDS.getProperty("unconfirmed");
  }

  private static void amount(Fields fields, String of, CaseRecord aid) {
    Optional<Fen> fen = Texts.whole(aid.text(of + "Fen")).map(Fen::new);
    fields.put(of, fen.map(Fen::grouped).orElse(""));
    fields.put(of + "Words", fen.map(Fen::capital).orElse(""));
  }

  private static String minute(CaseRecord aid, String field) {
    return CaseFile.instant(aid, field)
        .map(at -> at.atZone(Process.ZONE))
        .map(at -> Form.date(LocalDate.from(at)) + " " + CLOCK.format(at))
        .orElse("");
  }
}
