package cn.ruhu.papers;

import cn.ruhu.casefile.change.ChangeCourse;
import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.change.ChangeRules;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.papers.Rendered.Refused;
import cn.ruhu.papers.template.Fields;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// Values of the receipt of a report of change: its number, what was told, what happens next as it
/// was said that day. No account and no number of a person stands on it.
final class ChangeReceipt {
  private ChangeReceipt() {}

  /// The report a receipt is about.
  static Optional<CaseRecord> report(CaseFile file, PaperFacts.Subject subject) {
    return Texts.uuid(subject.note())
        .flatMap(file::record)
        .filter(r -> r.type() == RecordType.CHANGE_REPORT);
  }

  static Optional<Refused> refusal(CaseFile file, PaperFacts.Subject subject) {
    Optional<CaseRecord> report = report(file, subject);
    return report.isEmpty() || ChangeKind.of(report.get().text("kind")).isEmpty()
        ? Optional.of(new Refused("FIELD_MISSING", "kind"))
        : Optional.empty();
  }

  static void put(Fields fields, CaseFile file, PaperFacts facts) {
    Optional<CaseRecord> report = report(file, facts.subject());
    LocalDate said =
        report
            .flatMap(r -> Texts.instant(r.text("reportedAt")))
            .map(at -> at.atZone(Process.ZONE).toLocalDate())
            .orElse(facts.date());
    fields
        .put("changeKind", report.map(r -> Form.label("changeKind", r.text("kind"))).orElse(""))
        .put("reportedOn", Form.date(said))
        .put("reporter", report.map(r -> r.text("reporter")).orElse(""))
        .put("happens", report.map(r -> happens(file, r, said)).orElse(""));
  }

  /// What was said at the counter: by the stage the case was at then.
  private static String happens(CaseFile file, CaseRecord report, LocalDate said) {
    Optional<ChangeKind> kind = ChangeKind.of(report.text("kind"));
    if (kind.isEmpty()) return "";
    ChangeCourse.Next next = ChangeCourse.next(kind.get(), stageAt(file, report));
    YearMonth month = ChangeCourse.month(report, said, said);
    boolean paid = next == ChangeCourse.Next.REVIEW || next == ChangeCourse.Next.UNDER_REVIEW;
    String key = next.name();
    if (kind.get() == ChangeKind.DEATH && paid)
      key = ChangeRules.nobodyLeft(file, report) ? "DEATH_ALONE" : "DEATH";
    return MessageFormat.format(
        Objects.requireNonNull(Form.WORDS.getProperty("next." + key), key),
        Form.month(month.toString()));
  }

  private static Optional<Stage> stageAt(CaseFile file, CaseRecord report) {
    Instant told = Texts.instant(report.text("reportedAt")).orElse(Instant.MAX);
    Optional<Stage> then =
        file.events().stream()
            .filter(e -> CaseFile.instant(e, "at").filter(at -> !at.isAfter(told)).isPresent())
            .reduce((_, later) -> later)
            .flatMap(e ->
                Arrays.stream(Stage.values())
                    .filter(s -> s.name().equals(e.text("to")))
                    .findFirst());
    return then.or(() -> Process.stage(file));
  }
}
