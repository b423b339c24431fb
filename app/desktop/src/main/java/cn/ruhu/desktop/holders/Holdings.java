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
import cn.ruhu.desktop.work.KeptList;
import cn.ruhu.desktop.work.KeptRows;
import cn.ruhu.desktop.work.LineIn;
import cn.ruhu.desktop.work.LineOut;
import cn.ruhu.store.CaseLines;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads who works on each case this person may see: of a large district from what was kept. Work
/// for the background; thread-safe.
final class Holdings implements KeptList<Holding> {
  /// Another one whenever what is written here, or what it means, changes.
  private static final String SHAPE = "holders 1";

  /// Those that were taken from this person first, then by number.
  private static final Comparator<Holding> ORDER =
      Comparator.comparing((Holding h) -> !h.lost())
          .thenComparing(Holding::code)
          .thenComparing(Holding::application);

  /// Cases nobody works on any more.
  private static final Set<String> OVER =
      Set.of("REJECTED", "TERMINATED", "WITHDRAWN", "ABORTED", "TRANSFERRED");

  private static final int TAIL = 4;

  private final Desk desk;
  private final Text text;
  private final KeptRows<Holding> kept;
  private List<Holding> unordered = List.of();
  private List<Holding> ordered = List.of();

  Holdings(Desk desk, Text text) {
    this.desk = desk;
    this.text = text;
    this.kept = new KeptRows<>(desk, this);
  }

  /// Those that were taken from this person first, then by number; the same list as long as none is
  /// another.
  ///
  /// @param sofar told what is known while many cases are still to be opened
  List<Holding> all(Consumer<List<Holding>> sofar) throws StoreException {
    return ordered(kept.all(until -> sofar.accept(ordered(until))));
  }

  @SuppressWarnings("ReferenceEquality") // the same list says the same
  private synchronized List<Holding> ordered(List<Holding> all) {
    if (all == unordered) return ordered;
    List<Holding> now = all.stream().sorted(ORDER).toList();
    if (!now.equals(ordered)) ordered = now;
    unordered = all;
    return ordered;
  }

  @Override
  public CaseLines.Kind kind() {
    return CaseLines.Kind.HOLDERS;
  }

  @Override
  public String shape() {
    return SHAPE + " " + desk.actor();
  }

  @Override
  public boolean mayList(CaseRecord application) {
    return !OVER.contains(application.text("stage"));
  }

  @Override
  public boolean isFirst(CaseRecord application) {
    return application.ref("clerk").filter(desk.actor().staff()::equals).isPresent();
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
  public Optional<Holding> of(CaseFile file, CaseRecord application) {
    return Optional.of(holding(file, application));
  }

  @Override
  public void write(Holding h, LineOut out) {
    out.text(h.applicant());
    out.optional(h.window(), w -> write(w, out));
    out.list(h.visitors(), out::id);
    out.optional(h.pair(), w -> write(w, out));
    out.optional(
        h.handed(),
        t -> {
          out.id(t.by());
          out.id(t.former());
          out.id(t.holder());
          out.optional(t.at(), out::instant);
          out.text(t.reason());
        });
    out.flag(h.mine());
  }

  private static void write(Holding.Worker w, LineOut out) {
    out.id(w.id());
    out.optional(w.since(), out::instant);
    out.optional(w.seen(), out::instant);
    out.text(w.machine());
  }

  @Override
  public Holding read(CaseRecord a, LineIn in) {
    String applicant = in.text();
    Optional<Holding.Worker> window = in.optional(() -> worker(in)).map(w -> named(w, in::name));
    List<UUID> visitors = in.shared(in.list(in::person));
    String names = pair(visitors, in::name);
    Optional<Holding.Worker> pair = in.optional(() -> worker(in)).map(w -> named(w, _ -> names));
    Optional<Holding.Handed> handed = in.optional(() -> handed(in));
    return of(a, applicant, window, pair, visitors, handed, in.flag(), in::name);
  }

  private static Holding.Worker worker(LineIn in) {
    return new Holding.Worker(
        in.person(), "", in.optional(in::instant), in.optional(in::instant), in.text());
  }

  private static Holding.Handed handed(LineIn in) {
    return new Holding.Handed(
        in.person(), in.person(), in.person(), in.optional(in::instant), in.text());
  }

  private static Holding.Worker named(Holding.Worker w, Function<UUID, String> names) {
    return new Holding.Worker(w.id(), names.apply(w.id()), w.since(), w.seen(), w.machine());
  }

  private Holding holding(CaseFile file, CaseRecord a) {
    Optional<Takeovers.Takeover> last =
        file.all(RecordType.GATE_FACT).stream()
            .flatMap(f -> Takeovers.of(f).stream())
            .max(Comparator.comparing(t -> t.fact().text("at")));
    Optional<UUID> holder = last.map(Takeovers.Takeover::holder).or(() -> a.ref("clerk"));
    UUID me = desk.actor().staff();
    Optional<Holding.Worker> window = holder.map(id -> worker(file, id, since(file, last), ""));
    Optional<CaseRecord> sent =
        file.assignments().stream()
            .filter(s -> Assignments.inForce(s.text("state")))
            .reduce((first, second) -> second);
    List<UUID> visitors = sent.map(Holdings::visitors).orElse(List.of());
    boolean visits =
        file.assignments().stream()
            .filter(s -> Assignments.inForce(s.text("state")))
            .anyMatch(s -> visitors(s).contains(me));
    return of(
        a,
        file.applicant().map(p -> p.text("name")).orElse(""),
        window,
        sent.flatMap(s -> pair(file, s)),
        visitors,
        last.map(Holdings::handed),
        visits || holder.filter(me::equals).isPresent(),
        desk::staffName);
  }

  private Holding of(
      CaseRecord a,
      String applicant,
      Optional<Holding.Worker> window,
      Optional<Holding.Worker> pair,
      List<UUID> visitors,
      Optional<Holding.Handed> handed,
      boolean mine,
      Function<UUID, String> names) {
    return new Holding(
        a.id(),
        a.text("number"),
        applicant,
        a.text("stage"),
        window,
        pair,
        visitors,
        handed,
        handed.map(t -> words(t, names)).orElse(""),
        mine,
        handed.filter(t -> t.former().equals(desk.actor().staff())).isPresent(),
        may(a, window.map(Holding.Worker::id)));
  }

  private static List<UUID> visitors(CaseRecord assignment) {
    return Stream.of("investigatorA", "investigatorB")
        .flatMap(f -> assignment.ref(f).stream())
        .toList();
  }

  private String pair(List<UUID> visitors, Function<UUID, String> names) {
    return visitors.stream()
        .map(names)
        .filter(n -> !n.isEmpty())
        .reduce((x, y) -> text.of("holders.and", x, y))
        .orElse("");
  }

  private static Holding.Handed handed(Takeovers.Takeover t) {
    return new Holding.Handed(
        t.by(),
        t.former(),
        t.holder(),
        Texts.instant(t.fact().text("at")),
        t.fact().text("reason"));
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
    String names = pair(visitors(assignment), desk::staffName);
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

  private String words(Holding.Handed t, Function<UUID, String> names) {
    String key = t.by().equals(t.holder()) ? "holders.took" : "holders.gave";
    return text.of(
        key,
        names.apply(t.by()),
        t.at().map(Show::minute).orElse(""),
        names.apply(t.former()),
        t.reason(),
        names.apply(t.holder()));
  }

  /// Clerks of the street who may get a case.
  List<CaseRecord> clerks() {
    return desk.staff(Role.WINDOW_CLERK).stream()
        .filter(s -> Objects.equals(s.text("street"), desk.actor().street()))
        .toList();
  }
}
