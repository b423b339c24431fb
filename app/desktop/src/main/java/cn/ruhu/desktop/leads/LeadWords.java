package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.errand.ErrandClock;
import cn.ruhu.casefile.errand.ErrandClock.Ageing;
import cn.ruhu.casefile.errand.ErrandClock.Next;
import cn.ruhu.casefile.errand.ErrandClock.Step;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Leads in the words of the window.
final class LeadWords {
  private final Kit kit;
  private final Desk desk;

  LeadWords(Kit kit, Desk desk) {
    this.kit = kit;
    this.desk = desk;
  }

  /// What is due and when; `""` for a lead that has ended. A day of a year whose calendar nobody
  /// published yet says so.
  String due(LeadRow row) {
    boolean sure = row.next().map(n -> WorkingDays.national().isPublished(n.due())).orElse(true);
    return sure ? day(row) : kit.t("leads.due.provisional", day(row));
  }

  private String day(LeadRow row) {
    if (row.next().isEmpty() || row.ageing().isEmpty()) return "";
    Next next = row.next().get();
    Ageing ageing = row.ageing().get();
    String step = kit.t("leads.step." + next.step().name());
    LocalDate day = next.due();
    return switch (ageing.age()) {
      case OVERDUE -> kit.t("leads.due.over", step, ageing.days());
      case TODAY -> today(row, next, step);
      case IN_TIME ->
          kit.t("leads.due.left", step, ageing.days(), day.getMonthValue(), day.getDayOfMonth());
    };
  }

  /// Of an urgent one the hour too, while it has not passed.
  private String today(LeadRow row, Next next, String step) {
    boolean urgent = next.step() == Step.CONTACT && row.lead().is("urgent");
    Optional<Instant> by =
        CaseFile.instant(row.lead(), "receivedAt")
            .map(at -> ErrandClock.urgentBy(at, desk.zone()))
            .filter(at -> Show.day(at).equals(desk.today()));
    if (!urgent || by.isEmpty()) return kit.t("leads.due.today", step);
    return by.get().isBefore(desk.now())
        ? kit.t("leads.due.hours", step, Show.clock(by.get()))
        : kit.t("leads.due.before", step, Show.clock(by.get()));
  }

  /// Whom it is about, or that nobody said.
  String who(CaseRecord lead) {
    return lead.get("personName").orElse(kit.t("leads.nameless"));
  }

  /// How it came; a department by its name.
  String channel(CaseRecord lead) {
    String words = label("leadChannel", lead.text("channel"));
    return lead.get("department").isPresent()
        ? kit.t("leads.channel.of", words, label("department", lead.text("department")))
        : words;
  }

  static String label(String table, String code) {
    return code.isEmpty() ? "" : CodeTables.label(table, code);
  }

  String labels(String table, String codes) {
    var all = new ArrayList<String>();
    if (!codes.isEmpty()) for (String c : codes.split(",", -1)) all.add(label(table, c));
    return String.join(kit.t("leads.and"), all);
  }

  /// Who did something and when, as far as a record says.
  String signed(CaseRecord record, String by, String at) {
    String name = record.ref(by).map(desk::staffName).orElse("");
    String minute = CaseFile.instant(record, at).map(Show::minute).orElse("");
    return kit.t("leads.signed", name, minute);
  }

  /// To whom a slip went.
  String receiver(CaseRecord slip) {
    Optional<String> colleague = slip.ref("toStaff").map(desk::staffName);
    if (colleague.isPresent()) return colleague.get();
    String department = slip.text("department");
    String name = slip.text("toName");
    if (department.isEmpty() || department.equals("99")) return name;
    String words = label("department", department);
    return name.isEmpty() ? words : kit.t("leads.channel.of", words, name);
  }

  /// Entries of a code table.
  static List<Choice> choices(String table) {
    return CodeTables.table(table).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  /// Streets of the district, the own one first.
  List<Choice> streets(boolean withOwn) {
    String own = desk.actor().street();
    String district = own.substring(0, Math.min(6, own.length()));
    var all = new ArrayList<Choice>();
    for (var e : CodeTables.table("street").entries()) {
      if (!e.code().startsWith(district)) continue;
      var choice = new Choice(e.code(), e.label(), e.initials());
      if (!e.code().equals(own)) all.add(choice);
      else if (withOwn) all.addFirst(choice);
    }
    return all;
  }
}
