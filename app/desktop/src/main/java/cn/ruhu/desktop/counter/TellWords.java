package cn.ruhu.desktop.counter;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.CaseClock;
import cn.ruhu.casefile.process.Explanation;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.papers.Office;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes plain words of an [Explanation]: short sentences in the words of the counter, everything
/// an applicant may know and nothing else. Pure: no clock, no store.
final class TellWords {
  private final Text text;
  private final LocalDate today;

  TellWords(Text text, LocalDate today) {
    this.text = text;
    this.today = today;
  }

  /// The case in words; empty for a file without an application.
  ///
  /// @param office whose phones are told; empty: only the way to ask at the counter
  Optional<Told> of(CaseFile file, Optional<Office> office) {
    Optional<Explanation> told = Explanation.of(file, today);
    if (told.isEmpty()) return Optional.empty();
    Explanation e = told.get();
    CaseRecord app = file.application().orElseThrow();
    var parts = new ArrayList<Told.Part>();
    part(parts, "now", now(e, file));
    part(parts, "waits", List.of(text.of("counter.waits." + e.waits().name())));
    part(parts, "due", due(e));
    part(parts, "missing", missing(e));
    part(parts, "rights", rights(e, office));
    part(parts, "phone", phone(office));
    return Optional.of(
        new Told(
            Show.caseNumber(app.text("number")),
            file.applicant().map(p -> p.text("name")).orElse(""),
            text.of("counter.stage." + e.stage().name()),
            parts));
  }

  private void part(List<Told.Part> parts, String id, List<String> lines) {
    if (!lines.isEmpty()) parts.add(new Told.Part(id, text.of("counter.part." + id), lines));
  }

  private List<String> now(Explanation e, CaseFile file) {
    var lines = new ArrayList<String>();
    String schemes =
        file.judgedSchemes().stream()
            .map(s -> CodeTables.label("scheme", s))
            .collect(Collectors.joining(text.of("work.value.comma")));
    if (!schemes.isEmpty()) lines.add(text.of("counter.now.schemes", schemes));
    for (Explanation.Result r : e.results()) {
      String scheme = CodeTables.label("scheme", r.scheme());
      if (!r.approved()) lines.add(text.of("counter.now.refused", scheme));
      else if (r.monthlyFen().isEmpty()) lines.add(text.of("counter.now.granted", scheme));
      else
        lines.add(
            text.of(
                r.startMonth().isEmpty() ? "counter.now.amount" : "counter.now.amount.from",
                scheme,
                Show.money(r.monthlyFen().get()),
                month(r.startMonth())));
    }
    return lines;
  }

  private String month(String month) {
    return month.matches("\\d{4}-\\d\\d")
        ? text.of(
            "counter.month",
            month.substring(0, 4),
            String.valueOf(Integer.parseInt(month, 5, 7, 10)))
        : month;
  }

  private List<String> due(Explanation e) {
    var lines = new ArrayList<String>();
    e.notice().ifPresent(d -> lines.add(text.of("counter.due.notice", day(d))));
    if (e.due().isPresent()) lines.add(last(e.due().get()));
    else if (e.rights().contains(Explanation.Right.WITHDRAW))
      lines.add(text.of("counter.due.later", CaseClock.WHOLE_DAYS));
    e.pause()
        .ifPresent(p ->
            lines.add(
                text.of(
                    "counter.pause.now",
                    day(p.since()),
                    text.of("counter.pause." + p.cause().name()))));
    if (e.due().isPresent() && e.pausedDays() > 0)
      lines.add(text.of("counter.pause.before", e.pausedDays()));
    return lines;
  }

  private String last(Due due) {
    int left = WorkingDays.remaining(due, today);
    String key = left < 0 ? "over" : left == 0 ? "today" : "left";
    String words = text.of("counter.due." + key, day(due.date()), Math.abs(left));
    return due.provisional() ? words + text.of("counter.due.provisional") : words;
  }

  private String day(LocalDate day) {
    return text.of(
        "counter.day",
        String.valueOf(day.getYear()),
        String.valueOf(day.getMonthValue()),
        String.valueOf(day.getDayOfMonth()));
  }

  private List<String> missing(Explanation e) {
    var lines = new ArrayList<String>();
    e.missing().forEach(slot -> lines.add("\u2022 " + CodeTables.label("docType", slot)));
    if (lines.isEmpty() && !e.missingWords().isBlank()) lines.add("\u2022 " + e.missingWords());
    if (!lines.isEmpty())
      e.until().ifPresent(d -> lines.add(text.of("counter.missing.until", day(d))));
    return lines;
  }

  private List<String> rights(Explanation e, Optional<Office> office) {
    var lines = new ArrayList<String>();
    for (Explanation.Right r : e.rights())
      if (r != Explanation.Right.APPEAL)
        lines.add("\u2022 " + text.of("counter.right." + r.name()));
      else if (office.isPresent())
        lines.add(
            "\u2022 "
                + text.of(
                    "counter.right.APPEAL", office.get().reviewOrgan(), office.get().court()));
    return lines;
  }

  private List<String> phone(Optional<Office> office) {
    var lines = new ArrayList<String>();
    if (office.isEmpty()) return List.of(text.of("counter.phone.counter"));
    Office o = office.get();
    lines.add(
        o.phone().isEmpty()
            ? text.of("counter.phone.office.none", o.name())
            : text.of("counter.phone.office", o.name(), o.phone()));
    if (!o.complaintPhone().isEmpty())
      lines.add(text.of("counter.phone.complaint", o.complaintPhone()));
    return lines;
  }
}
