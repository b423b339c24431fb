package cn.ruhu.papers;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.paper.DocSources;
import cn.ruhu.casefile.paper.DoorSlip;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.paper.RefusalArticles;
import cn.ruhu.casefile.paper.Shielding;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.papers.Rendered.Refused;
import cn.ruhu.papers.template.Fields;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values of notices and letters (DOMAIN §2.5, §6.5), and what each must not go without.
final class Letters {
  private static final Pattern ENDED = Pattern.compile("[\u3002\uff01\uff1f\uff1b.!?;]$");

  private static final long SLIPS_MAX = 9;

  private Letters() {}

  static Optional<Refused> refusal(Paper kind, CaseFile file, PaperFacts facts) {
    String scheme = facts.subject().scheme();
    boolean numbered =
        switch (kind) {
          case N01, N02, N03, N04, N04B, N05, N06, N07, CHANGE -> true;
          default -> false;
        };
    if (numbered && facts.number().isBlank()) return refuse("NUMBER_MISSING", kind.name());
    Optional<String> missing = missing(kind, file, scheme);
    if (missing.isPresent()) return refuse("FIELD_MISSING", missing.get());
    return switch (kind) {
      case N03 ->
          Judging.findings(file).isEmpty() ? refuse("FINDINGS_MISSING", "") : Optional.empty();
      case N02, RECEIPT, COVER, PROMISE ->
          facts.subject().slots().isEmpty() ? refuse("SLOTS_MISSING", "") : Optional.empty();
      case VOUCH ->
          PendingIdentity.of(file).isEmpty() ? refuse("PENDING_MISSING", "") : Optional.empty();
      case N12 ->
          file.all(RecordType.RELATIVE).isEmpty()
              ? refuse("RELATIVES_MISSING", "")
              : Optional.empty();
      case N05 -> decided(file, facts, "APPROVED");
      case N06 -> decided(file, facts, "REJECTED");
      case N07 -> Changing.refusal(file, facts.subject());
      case CHANGE -> ChangeReceipt.refusal(file, facts.subject());
      case MEANS -> Computing.refusal(file, facts);
      case N04, N04B ->
          file.opinion(scheme).filter(o -> o.is("positive")).isEmpty()
              ? refuse("DECISION_MISSING", scheme)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// The first field without which this paper says nothing lawful (DOMAIN §2.5).
  private static Optional<String> missing(Paper kind, CaseFile file, String scheme) {
    if (text(file.application(), "number").isEmpty()) return Optional.of("number");
    if (text(file.applicant(), "name").isEmpty()) return Optional.of("name");
    return switch (kind) {
      case N04, N04B -> lacking(file.application(), "community");
      case F01 -> lacking(file.application(), "schemes");
      case N05 ->
          file.decision(scheme)
              .filter(d -> d.text("outcome").equals("APPROVED"))
              .flatMap(d -> lacking(Optional.of(d), "startMonth"));
      case N06 ->
          file.decision(scheme)
              .filter(d -> d.text("outcome").equals("REJECTED"))
              .flatMap(d -> lacking(Optional.of(d), "reasonText"));
      default -> Optional.empty();
    };
  }

  private static Optional<String> lacking(Optional<CaseRecord> record, String field) {
    return text(record, field).isBlank() ? Optional.of(field) : Optional.empty();
  }

  private static Optional<Refused> refuse(String code, String detail) {
    return Optional.of(new Refused(code, detail));
  }

  private static Optional<Refused> decided(CaseFile file, PaperFacts facts, String outcome) {
    String scheme = facts.subject().scheme();
    if (file.decision(scheme).filter(d -> d.text("outcome").equals(outcome)).isEmpty())
      return refuse("DECISION_MISSING", scheme);
    return standard(file, facts)
        .filter(Figure.Unknown.class::isInstance)
        .map(f -> (Figure.Unknown) f)
        .map(u -> new Refused("STANDARD_UNKNOWN", u.standard() + " " + u.asked()));
  }

  /// The figure a scheme is judged by, as of the case's reference day; empty for schemes without.
  private static Optional<Figure> standard(CaseFile file, PaperFacts facts) {
    LocalDate first = RuleSets.referenceDay(file).orElse(facts.date());
    LocalDate day =
        file.decision(facts.subject().scheme())
            .filter(d -> Letter.before(file, d).isPresent()) // a review is judged by its own day
            .flatMap(d -> CaseFile.instant(d, "at"))
            .map(at -> at.atZone(Process.ZONE).toLocalDate())
            .orElse(first);
    return facts.standards().at(day).of(facts.subject().scheme());
  }

  /// Words of a person as a sentence: what follows begins a new one.
  private static String sentence(String words) {
    String whole = words.strip();
    return whole.isEmpty() || ENDED.matcher(whole).find() ? whole : whole + "\u3002";
  }

  static Fields fields(Paper kind, CaseFile file, PaperFacts facts) {
    var subject = facts.subject();
    Fields fields = Form.common(file, facts);
    fields.put("scheme", Form.label("scheme", subject.scheme()));
    if (kind == Paper.N04 || kind == Paper.N04B) fields.put("community", board(file));
    fields.put("away", Posting.away(file).isPresent()); // who puts it up names the day
    fields.put("due", Form.date(subject.due())).put("note", subject.note());
    var slots = new ArrayList<Fields>();
    for (String s : subject.slots())
      slots.add(
          new Fields()
              .put("no", Integer.toString(slots.size() + 1))
              .put("slot", s)
              .put("later", !slots.isEmpty())
              .put("source", DocSources.of(s))
              .put("slotName", Form.label("docType", s)));
    fields.put("pending", Form.pending(file)).put("relatives", Declared.relativeRows(file));
    fields.put("reason", text(file.application(), "reason"));
    fields.put("slips", slips(kind, file, subject.note()));
    fields.put("sheetNumber", DoorSlip.number(text(file.application(), "number"), 0));
    fields.put("lacking", !slots.isEmpty());
    fields.put("slots", slots).put("slotCount", Integer.toString(slots.size()));
    Optional<CaseRecord> paper =
        switch (kind) {
          case N04, N04B -> file.opinion(subject.scheme());
          case N07 -> Changing.decision(file, subject);
          default -> file.decision(subject.scheme());
        };
    fields.put("reasonCode", text(paper, "reasonCode"));
    fields.put("reasonName", Form.label("reject", text(paper, "reasonCode")));
    fields.put("reasonText", sentence(text(paper, "reasonText")));
    LocalDate judged = RuleSets.referenceDay(file).orElse(facts.date());
    fields.put("article", RefusalArticles.of(text(paper, "reasonCode"), judged).orElse(""));
    fields.put("startMonth", Form.month(text(paper, "startMonth")));
    Optional<Fen> monthly = Texts.whole(text(paper, "monthlyFen")).map(Fen::new);
    fields.put("amount", monthly.map(Fen::grouped).orElse(""));
    fields.put("amountWords", monthly.map(Fen::capital).orElse(""));
    Optional<Fen> computed = Texts.whole(text(paper, "computedFen")).map(Fen::new);
    fields.put("computed", computed.map(Fen::grouped).orElse(""));
    fields.put("amountReason", sentence(text(paper, "amountReason")));
    fields.put("standard", standard(file, facts).flatMap(Letters::known).orElse(""));
    int days = RuleSets.forCase(file).publicityDays();
    fields.put("days", Integer.toString(days));
    fields.put("noticeEnds", Form.date(WorkingDays.publicityEnds(facts.date(), days)));
    if (kind == Paper.N01 && file.application().orElseThrow().text("acceptDate").isEmpty())
      fields.put("acceptDate", Form.date(facts.date())); // issued before the act of acceptance
    LocalDate day = RuleSets.judgedOn(file, facts.date());
    int counted = Membership.count(file, RuleSets.forCase(file), Column.ADOPTED, day).people();
    fields.put("counted", Integer.toString(counted));
    fields.put("relative", file.application().filter(a -> a.is("relativeOfOfficial")).isPresent());
    Changing.put(fields, file, paper);
    ChangeReceipt.put(fields, file, facts);
    return fields.put("publicName", publicName(file, facts));
  }

  /// The community at whose board a notice hangs: the one of the residence, with its street where
  /// that is another.
  private static String board(CaseFile file) {
    CaseRecord app = file.application().orElseThrow();
    String street = Posting.away(app).map(s -> Form.label("street", s)).orElse("");
    String community = app.get("residenceCommunity").orElse(app.text("community"));
    return street.isEmpty() ? community : street + community;
  }

  /// Numbered slips for a door: the end of the application number and the slip's own.
  private static List<Fields> slips(Paper kind, CaseFile file, String count) {
    var rows = new ArrayList<Fields>();
    if (kind != Paper.N08) return rows;
    String number = text(file.application(), "number");
    long slips = Math.clamp(Texts.whole(count).orElse(1L), 1, SLIPS_MAX);
    for (int i = 1; i <= slips; i++)
      rows.add(new Fields().put("slipNumber", DoorSlip.number(number, i)).put("later", i > 1));
    return rows;
  }

  private static Optional<String> known(Figure figure) {
    return figure instanceof Figure.Known k ? Optional.of(k.amount().grouped()) : Optional.empty();
  }

  private static String text(Optional<CaseRecord> record, String field) {
    return record.map(r -> r.text(field)).orElse("");
  }

  private static String publicName(CaseFile file, PaperFacts facts) {
    CaseRecord applicant = file.applicant().orElseThrow();
    boolean shielded = Shielding.applies(file, facts.subject().scheme(), facts.date());
    return facts.subject().mask().name(applicant.text("name"), shielded);
  }
}
