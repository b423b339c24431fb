package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.KeptList;
import cn.ruhu.desktop.work.LineIn;
import cn.ruhu.desktop.work.LineOut;
import cn.ruhu.store.CaseLines;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// What the dispatcher's screen has of each case, as the store keeps it. Thread-safe.
final class DispatchList implements KeptList<DispatchList.Of> {
  /// Another one whenever what is written here, or what it means, changes.
  private static final String SHAPE =
      "dispatch 1 " + Arrays.toString(VisitAlerts.Sign.values()).hashCode();

  private static final List<VisitAlerts.Sign> SIGNS = List.of(VisitAlerts.Sign.values());

  private final Desk desk;

  DispatchList(Desk desk) {
    this.desk = desk;
  }

  /// What it has of a case.
  ///
  /// @param waiting empty when it waits for no visit
  record Of(Optional<WaitingCase> waiting, List<FieldAlerts.Open> alerts) {
    Of {
      alerts = List.copyOf(alerts);
    }
  }

  @Override
  public CaseLines.Kind kind() {
    return CaseLines.Kind.DISPATCH;
  }

  @Override
  public String shape() {
    return SHAPE + " " + desk.actor();
  }

  /// Danger and need wait for an answer whatever became of the case.
  @Override
  public boolean mayList(CaseRecord application) {
    return true;
  }

  @Override
  public boolean isFirst(CaseRecord application) {
    return WaitingCase.isHere(application) || FieldAlerts.mayBe(application);
  }

  @Override
  public boolean isDaily(CaseRecord application, boolean listed) {
    return false;
  }

  @Override
  public boolean ofStandards() {
    return false;
  }

  @Override
  public Optional<Of> of(CaseFile file, CaseRecord application) {
    Optional<WaitingCase> waiting = WaitingCase.of(file, desk.today(), this::nameOf);
    List<FieldAlerts.Open> alerts = FieldAlerts.of(file, desk);
    return waiting.isEmpty() && alerts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Of(waiting, alerts));
  }

  private String nameOf(UUID id) {
    String staff = desk.staffName(id);
    return staff.isEmpty() ? desk.store().record(id).map(r -> r.text("name")).orElse("") : staff;
  }

  @Override
  public void write(Of made, LineOut out) {
    out.optional(made.waiting(), w -> write(w, out));
    out.list(made.alerts(), a -> write(a, out));
  }

  @Override
  public Of read(CaseRecord application, LineIn in) {
    return new Of(
        in.optional(() -> waiting(application, in)), in.list(() -> alert(application, in)));
  }

  private static void write(WaitingCase w, LineOut out) {
    out.text(w.applicant());
    out.optional(w.begun(), out::day);
    out.flag(w.asked());
    out.flag(w.answered());
    out.optional(w.agencyId(), out::id);
    out.list(w.sent(), out::id);
    out.list(new TreeSet<>(w.pairIds()), out::text);
    out.flag(w.doubted());
    out.flag(w.visited());
    out.optional(w.shownAfter(), out::instant);
    out.flag(w.apart());
    out.optional(
        w.inquiry(),
        i -> {
          out.record(i.asked());
          out.optional(i.reply(), out::record);
        });
    out.optional(w.lease(), out::instant);
  }

  private static WaitingCase waiting(CaseRecord a, LineIn in) {
    Stage stage = WaitingCase.stage(a);
    String applicant = in.text();
    Optional<LocalDate> begun = in.shared(in.optional(in::day));
    Due due = in.shared(WaitingCase.due(begun.orElse(in.today())));
    boolean asked = in.flag();
    boolean answered = in.flag();
    Optional<UUID> agency = in.shared(in.optional(in::person));
    List<UUID> sent = in.shared(in.list(in::person));
    Set<String> ids = in.shared(Set.copyOf(in.list(in::text)));
    return new WaitingCase(
        a.id(),
        a.text("number"),
        applicant,
        a.text("residenceAddress"),
        a.text("schemes"),
        stage,
        begun,
        due.date(),
        in.left(due),
        due.provisional(),
        asked,
        answered,
        agency.map(in::name).orElse(""),
        agency,
        in.shared(WaitingCase.pair(sent, in::name)),
        sent,
        ids,
        WaitingCase.isReview(stage),
        in.flag(),
        in.flag(),
        in.optional(in::instant),
        in.flag(),
        in.optional(() -> new Inquiry(in.record(), in.optional(in::record))),
        in.optional(in::instant));
  }

  private static void write(FieldAlerts.Open a, LineOut out) {
    out.id(a.id());
    out.text(a.applicant());
    out.list(a.signs(), s -> out.code(s, SIGNS));
    out.text(a.doubt());
    out.text(a.words());
    out.optional(a.whom(), out::id);
    out.instant(a.at());
  }

  private static FieldAlerts.Open alert(CaseRecord a, LineIn in) {
    UUID id = in.id();
    String applicant = in.text();
    List<VisitAlerts.Sign> signs = in.list(() -> in.code(SIGNS));
    String doubt = in.text();
    String words = in.text();
    Optional<UUID> whom = in.optional(in::person);
    Instant at = in.instant();
    return new FieldAlerts.Open(
        id,
        a.id(),
        applicant,
        a.text("residenceAddress"),
        signs,
        doubt,
        words,
        whom,
        whom.map(in::name).orElse(""),
        at);
  }
}
