package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.change.ChangeCourse;
import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.paper.DocumentNumber;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.GradualExit;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.Stops;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.ExitWords;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Suspends, fades out or stops aid that is paid: what is asked, and the decisions that carry it,
/// one a scheme, each with the number of its notice. Stateless.
final class Stopping {
  private static final String NOTICE = "N07";

  /// Stands in place of the number while it is only asked whether the act may be done.
  private static final String LATER = "-";

  /// Months after the first lawful one that can be named.
  private static final int AHEAD = 3;

  private Stopping() {}

  /// What is asked; what a judged report says already stands there.
  static List<Ask> asks(CaseFile file, LocalDate today) {
    Optional<Stage> stage = Process.stage(file);
    Optional<CaseRecord> report = ChangeCourse.stopCalledBy(file);
    String code = report.flatMap(r -> ChangeCourse.stops(file, r)).orElse("");
    var asks = new ArrayList<Ask>();
    List<Choice> targets =
        entries("outcome", Stops.targets(stage).stream().map(Stage::name).toList());
    asks.add(Ask.choice("how", targets).preset(report.isPresent() ? Stage.TERMINATED.name() : ""));
    boolean fading = stage.filter(s -> s == Stage.GRADUAL_EXIT).isPresent();
    List<Choice> grounds =
        CodeTables.table("stop").entries().stream()
            .filter(e -> fading || Stops.BY_PAPER.contains(e.code()))
            .map(Stopping::choice)
            .toList();
    asks.add(Ask.choice("code", grounds).preset(code));
    asks.add(Ask.choice("month", months(report, today)).preset(month(report, today)));
    asks.add(Ask.words("reason").preset(report.map(r -> r.text("ruling")).orElse("")));
    return asks;
  }

  private static Choice choice(CodeEntry e) {
    return new Choice(e.code(), e.label(), e.initials());
  }

  private static List<Choice> entries(String table, List<String> codes) {
    return CodeTables.table(table).entries().stream()
        .filter(e -> codes.contains(e.code()))
        .map(Stopping::choice)
        .toList();
  }

  private static List<Choice> months(Optional<CaseRecord> report, LocalDate today) {
    YearMonth next = YearMonth.from(today).plusMonths(1);
    YearMonth named = Texts.month(month(report, today)).orElse(next);
    YearMonth first = named.isBefore(next) ? named : next;
    return Stream.iterate(first, m -> !m.isAfter(next.plusMonths(AHEAD)), m -> m.plusMonths(1))
        .map(m -> new Choice(m.toString(), m.toString(), m.toString().replace("-", "")))
        .toList();
  }

  /// The month the report works from, never one a decision of today could not name any more; the
  /// next one without a report.
  private static String month(Optional<CaseRecord> report, LocalDate today) {
    YearMonth next = YearMonth.from(today).plusMonths(1);
    return report
        .flatMap(r -> Texts.month(r.text("effectiveMonth")))
        .map(m -> {
          String code =
              report
                  .flatMap(r -> ChangeKind.of(r.text("kind")))
                  .flatMap(ChangeKind::stopCode)
                  .orElse("");
          YearMonth first = Stops.earliest(code, today);
          return m.isBefore(first) ? first : m;
        })
        .orElse(next)
        .toString();
  }

  /// Does the act: asked first without a number, so that what is refused draws none.
  static Outcome act(Desk desk, CaseFile file, Map<String, String> values) throws StoreException {
    CaseRecord a = file.application().orElseThrow();
    List<CaseRecord> decisions = decisions(desk, file, a, values);
    ActInput input = input(values, decisions);
    if (desk.check(a.id(), Act.STOP, input) instanceof Ruling.Refused refused) return refused;
    var numbered = new ArrayList<CaseRecord>();
    for (CaseRecord d : decisions) numbered.add(d.with("documentNumber", number(desk, a)));
    return desk.act(a.id(), Act.STOP, input(values, numbered));
  }

  private static ActInput input(Map<String, String> values, List<CaseRecord> decisions) {
    ActInput input =
        ActInput.because(values.getOrDefault("reason", ""))
            .withDetail(values.getOrDefault("code", ""))
            .carrying(decisions);
    return target(values).map(input::to).orElse(input);
  }

  private static Optional<Stage> target(Map<String, String> values) {
    return Stream.of(Stage.SUSPENDED, Stage.GRADUAL_EXIT, Stage.TERMINATED)
        .filter(s -> s.name().equals(values.get("how")))
        .findFirst();
  }

  private static boolean district(Desk desk) {
    return desk.actor().role() == Role.DISTRICT_REVIEWER;
  }

  private static String number(Desk desk, CaseRecord a) throws StoreException {
    String office = district(desk) ? "" : a.text("street");
    return desk.store()
        .nextDocumentNumber(DocumentNumber.wordFor(office, NOTICE), desk.today().getYear())
        .text();
  }

  /// What is paid month by month while the aid fades out, a line a scheme; where it cannot fade
  /// out, why.
  ///
  /// @param values as typed so far
  static List<Message> exit(CaseFile file, Map<String, String> values, LocalDate today) {
    Optional<YearMonth> from = Texts.month(values.getOrDefault("month", ""));
    if (target(values).filter(s -> s == Stage.GRADUAL_EXIT).isEmpty() || from.isEmpty())
      return List.of();
    String code = values.getOrDefault("code", "");
    if (!code.isEmpty() && !GradualExit.GROUNDS.contains(code))
      return List.of(Words.of(new Hindrance("GRADUAL_NOT_FOR", "", List.of(code))));
    var lines = new ArrayList<Message>();
    for (String scheme : Stops.paid(file).stream().filter(MonthlyAmounts::pays).toList())
      lines.add(
          GradualExit.of(file, scheme, from.get(), today)
              .map(e -> ExitWords.plan(scheme, e))
              .orElseGet(
                  () -> Words.of(new Hindrance("GRADUAL_AMOUNT_MISSING", "", List.of(scheme)))));
    return lines;
  }

  private static List<CaseRecord> decisions(
      Desk desk, CaseFile file, CaseRecord a, Map<String, String> values) {
    boolean fades = target(values).filter(s -> s == Stage.GRADUAL_EXIT).isPresent();
    return Stops.paid(file).stream()
        .map(scheme ->
            CaseRecord.of(
                    RecordType.DECISION,
                    desk.newId(),
                    a.scope(),
                    a.id(),
                    Map.of(
                        "application", a.id().toString(),
                        "scheme", scheme,
                        "by", desk.actor().staff().toString(),
                        "at", desk.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                        "documentNumber", LATER))
                .with("outcome", values.getOrDefault("how", ""))
                .with("reasonCode", values.getOrDefault("code", ""))
                .with("reasonText", values.getOrDefault("reason", ""))
                .with("startMonth", values.getOrDefault("month", ""))
                .with("level", district(desk) ? "DISTRICT" : "STREET"))
        .map(d -> fades ? fading(file, d, desk.today()) : d)
        .toList();
  }

  /// With the months of the exit, by the rules of the day; without where no amount is known, which
  /// the guards say.
  private static CaseRecord fading(CaseFile file, CaseRecord decision, LocalDate today) {
    return Texts.month(decision.text("startMonth"))
        .flatMap(from -> GradualExit.of(file, decision.text("scheme"), from, today))
        .map(e -> decision.with("monthlyFen", e.first().text()).with("schedule", e.text()))
        .orElse(decision);
  }

  /// The judged report a stop follows from: when, in whose words.
  ///
  /// @return arguments of its words, empty without a report
  static Optional<Object[]> called(Desk desk, CaseFile file) {
    return ChangeCourse.stopCalledBy(file)
        .map(r ->
            new Object[] {
              CodeTables.label("changeKind", r.text("kind")),
              r.text("number"),
              r.ref("ruledBy").map(desk::staffName).orElse(""),
              Texts.instant(r.text("ruledAt")).map(Show::shortMinute).orElse(""),
              r.text("ruling")
            });
  }
}
