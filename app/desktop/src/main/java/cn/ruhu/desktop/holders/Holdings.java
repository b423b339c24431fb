package cn.ruhu.desktop.holders;

import cn.ruhu.casefile.process.Assignments;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.PerCase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Reads who works on each case this person may see. Work for the background.
final class Holdings {
  /// Cases nobody works on any more.
  private static final Set<String> OVER =
      Set.of("REJECTED", "TERMINATED", "WITHDRAWN", "ABORTED", "TRANSFERRED");

  private static final int TAIL = 4;

  private final Desk desk;
  private final Text text;
  private final PerCase<Holding> made;

  Holdings(Desk desk, Text text) {
    this.desk = desk;
    this.text = text;
    this.made = new PerCase<>(desk);
  }

  /// Those that were taken from this person first, then by number.
  List<Holding> all() {
    return desk.applications().stream()
        .filter(a -> !OVER.contains(a.text("stage")))
        .flatMap(a -> made.of(a.id(), () -> holding(a.id())).stream())
        .sorted(
            Comparator.comparing((Holding h) -> !h.lost())
                .thenComparing(Holding::number)
                .thenComparing(Holding::application))
        .toList();
  }

  private Optional<Holding> holding(UUID application) {
    CaseFile file = desk.caseFile(application);
    return file.application().map(a -> holding(file, a));
  }

  private Holding holding(CaseFile file, CaseRecord a) {
    Optional<Takeovers.Takeover> last =
        file.all(RecordType.GATE_FACT).stream()
            .flatMap(f -> Takeovers.of(f).stream())
            .max(Comparator.comparing(t -> t.fact().text("at")));
    Optional<UUID> holder = last.map(Takeovers.Takeover::holder).or(() -> a.ref("clerk"));
    UUID me = desk.actor().staff();
    Optional<Holding.Worker> window = holder.map(id -> worker(file, id, since(file, last), ""));
    Optional<Holding.Worker> pair =
        file.assignments().stream()
            .filter(s -> Assignments.inForce(s.text("state")))
            .reduce((first, second) -> second)
            .flatMap(s -> pair(file, s));
    boolean visits =
        file.assignments().stream()
            .filter(s -> Assignments.inForce(s.text("state")))
            .anyMatch(s ->
                Stream.of("investigatorA", "investigatorB")
                    .anyMatch(f -> s.ref(f).filter(me::equals).isPresent()));
    return new Holding(
        a.id(),
        Show.caseNumber(a.text("number")),
        file.applicant().map(p -> p.text("name")).orElse(""),
        a.text("stage"),
        window,
        pair,
        last.map(this::words).orElse(""),
        visits || holder.filter(me::equals).isPresent(),
        last.filter(t -> t.former().equals(me)).isPresent(),
        may(a, holder));
  }

  /// A clerk takes over for themselves, the street's reviewer gives to a clerk.
  private boolean may(CaseRecord a, Optional<UUID> holder) {
    if (holder.isEmpty() || !a.scope().equals(desk.actor().street())) return false;
    return switch (desk.actor().role()) {
      case WINDOW_CLERK -> !holder.get().equals(desk.actor().staff());
      case STREET_REVIEWER -> true;
      default -> false;
    };
  }

  private static Optional<Instant> since(CaseFile file, Optional<Takeovers.Takeover> last) {
    if (last.isPresent()) return Texts.instant(last.get().fact().text("at"));
    return file.all(RecordType.EVENT).stream()
        .flatMap(e -> Texts.instant(e.text("at")).stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<Holding.Worker> pair(CaseFile file, CaseRecord assignment) {
    Optional<UUID> first = assignment.ref("investigatorA");
    if (first.isEmpty()) return Optional.empty();
    String names =
        Stream.of("investigatorA", "investigatorB")
            .flatMap(f -> assignment.ref(f).stream())
            .map(desk::staffName)
            .filter(n -> !n.isEmpty())
            .reduce((x, y) -> text.of("holders.and", x, y))
            .orElse("");
    boolean anew = assignment.text("state").equals("ASSIGNED"); // the lease is the pair's before
    String device = anew ? "" : assignment.text("leaseDevice");
    var one =
        worker(
            file,
            first.get(),
            Texts.instant(assignment.text("assignedAt")),
            device.substring(Math.max(0, device.length() - TAIL)));
    return Optional.of(new Holding.Worker(one.id(), names, one.since(), one.seen(), one.machine()));
  }

  private Holding.Worker worker(CaseFile file, UUID id, Optional<Instant> since, String machine) {
    Optional<Instant> seen =
        file.records().stream()
            .filter(
                r -> r.ref("by").or(() -> r.ref("investigatorA")).filter(id::equals).isPresent())
            .flatMap(r ->
                Stream.of("at", "takenAt", "finishedAt")
                    .flatMap(f -> Texts.instant(r.text(f)).stream()))
            .max(Comparator.naturalOrder());
    return new Holding.Worker(id, desk.staffName(id), since, seen, machine);
  }

  private String words(Takeovers.Takeover t) {
    String at = Texts.instant(t.fact().text("at")).map(Show::minute).orElse("");
    String key = t.by().equals(t.holder()) ? "holders.took" : "holders.gave";
    return text.of(
        key,
        desk.staffName(t.by()),
        at,
        desk.staffName(t.former()),
        t.fact().text("reason"),
        desk.staffName(t.holder()));
  }

  /// Clerks of the street who may get a case.
  List<CaseRecord> clerks() {
    return desk.staff(Role.WINDOW_CLERK).stream()
        .filter(s -> Objects.equals(s.text("street"), desk.actor().street()))
        .toList();
  }
}
