package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Guards of the window: one applicant, papers, declaration, notices of acceptance and of missing
/// papers.
final class PaperGuards {
  private PaperGuards() {}

  static List<Hindrance> oneApplicant(Situation s) {
    List<CaseRecord> self =
        s.file().members().stream().filter(m -> m.text("relation").equals("01")).toList();
    String article = Guard.ONE_APPLICANT.article();
    if (self.size() > 1) return List.of(Hindrance.of("APPLICANT_SEVERAL", article, self.size()));
    Optional<UUID> named = s.application().ref("applicant");
    boolean fits = self.size() == 1 && self.getFirst().ref("person").equals(named);
    boolean known = named.flatMap(s.file()::person).isPresent();
    return fits && known ? List.of() : List.of(Hindrance.of("APPLICANT_MISSING", article));
  }

  /// Papers the profile of the case asks of everybody.
  static List<String> blocking(CaseFile file) {
    String profile = file.application().flatMap(a -> a.get("paperProfile")).orElse("BJ-2020");
    return PaperProfiles.blocking(profile);
  }

  static List<Hindrance> papersIn(Situation s) {
    var missing = new ArrayList<Hindrance>();
    for (String slot : blocking(s.file())) {
      if (!seen(s.file(), slot) && !s.has(GateKind.SHORTFALL_SHEET, slot, ""))
        missing.add(Hindrance.of("PAPER_MISSING", Guard.PAPERS_IN.article(), slot));
    }
    return missing;
  }

  /// A paper is there when a page of it is filed, when somebody saw it with a picture on file, or,
  /// for the identity card, when the applicant's chip was read.
  static boolean seen(CaseFile file, String slot) {
    if (file.pages().stream().anyMatch(p -> p.text("slot").equals(slot))) return true;
    for (CaseRecord f : file.gateFacts(GateKind.PAPERS_SEEN))
      if (f.text("subject").equals(slot) && f.ref("page").filter(file::holds).isPresent())
        return true;
    if (!slot.equals("D03")) return false;
    Optional<UUID> applicant = file.application().flatMap(a -> a.ref("applicant"));
    return file.all(RecordType.CARD_READING).stream()
        .anyMatch(c -> applicant.isPresent() && c.ref("person").equals(applicant));
  }

  static List<Hindrance> rulesKnown(Situation s) {
    return s.rules().isPresent()
        ? List.of()
        : List.of(Hindrance.of("RULE_SET_UNKNOWN", Guard.RULES_KNOWN.article(), s.today()));
  }

  static List<Hindrance> declarationSigned(Situation s) {
    String applicant = s.application().text("applicant");
    boolean signed =
        s.facts(GateKind.DECLARATION_SIGNED).stream()
            .anyMatch(f -> f.text("subject").isEmpty() || f.text("subject").equals(applicant));
    return signed
        ? List.of()
        : List.of(Hindrance.of("DECLARATION_UNSIGNED", Guard.DECLARATION_SIGNED.article()));
  }

  static List<Hindrance> n01Issued(Situation s) {
    boolean numbered =
        s.facts(GateKind.N01_ISSUED).stream().anyMatch(f -> !f.text("value").isBlank());
    return numbered ? List.of() : List.of(Hindrance.of("N01_MISSING", Guard.N01_ISSUED.article()));
  }

  static List<Hindrance> papersListed(Situation s) {
    String article = Guard.PAPERS_LISTED.article();
    Optional<CaseRecord> slip = lastN02(s);
    if (slip.isEmpty()) return List.of(Hindrance.of("N02_MISSING", article));
    var found = new ArrayList<Hindrance>();
    if (Texts.date(slip.get().text("value")).isEmpty())
      found.add(Hindrance.of("N02_WITHOUT_DATE", article));
    if (slip.get().text("reason").isBlank()) found.add(Hindrance.of("N02_WITHOUT_LIST", article));
    return found;
  }

  /// The newest N02 since the case was (re)submitted: an old slip does not serve a second time.
  private static Optional<CaseRecord> lastN02(Situation s) {
    return s.facts(GateKind.N02_ISSUED).stream()
        .filter(f -> !Situation.at(f).isBefore(s.entered(Stage.SUBMITTED)))
        .reduce((_, later) -> later);
  }

  static List<Hindrance> deadlinePassed(Situation s) {
    Optional<LocalDate> due = lastN02(s).flatMap(f -> Texts.date(f.text("value")));
    String article = Guard.DEADLINE_PASSED.article();
    if (due.isEmpty()) return List.of(Hindrance.of("N02_MISSING", article));
    return s.today().isAfter(due.get())
        ? List.of()
        : List.of(Hindrance.of("DEADLINE_NOT_PASSED", article, due.get()));
  }

  static List<Hindrance> withdrawalWritten(Situation s) {
    return s.has(GateKind.WITHDRAWAL_WRITTEN)
        ? List.of()
        : List.of(Hindrance.of("WITHDRAWAL_MISSING", Guard.WITHDRAWAL_WRITTEN.article()));
  }

  static List<Hindrance> reasonGiven(Situation s) {
    return s.input().reason().isBlank()
        ? List.of(Hindrance.of("REASON_MISSING", Guard.REASON_GIVEN.article()))
        : List.of();
  }

  static List<Hindrance> detailNamed(Situation s, Guard guard, String code) {
    return s.input().detail().isBlank() ? List.of(Hindrance.of(code, guard.article())) : List.of();
  }
}
