package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.paper.Routing.Slot;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.ReceivedCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What each sheet of a batch is: the codes' proposal under what people said. Pure.
final class Sorting {
  /// Slot of the registration form, whose sheets people sign.
  static final String FORM = "D02";

  private Sorting() {}

  /// @param handed what is kept of a case that was handed over to another street
  /// @param role who works at the tray: only some may say that a sheet is signed
  static List<TrayRow> rows(
      ScanBatch batch,
      Routing routing,
      Function<UUID, CaseFile> cases,
      Function<UUID, Optional<ReceivedCase>> handed,
      Role role) {
    List<Routing.Proposal> proposals =
        routing.propose(batch.pages().stream().map(Sorting::sheet).toList());
    var rows = new ArrayList<TrayRow>();
    for (int i = 0; i < batch.pages().size(); i++)
      rows.add(row(i + 1, batch.pages().get(i), proposals.get(i), cases, handed, role));
    return List.copyOf(rows);
  }

  /// Whether every sheet of a batch found its end.
  static boolean settled(List<TrayRow> rows) {
    return rows.stream().allMatch(TrayRow::settled);
  }

  /// Settled, and somebody worked on it: a cover or a blank sheet alone is the begin of a stack.
  static boolean finished(List<TrayRow> rows) {
    return settled(rows)
        && rows.stream()
            .anyMatch(r -> r.state() == TrayRow.State.FILED || r.state() == TrayRow.State.ASIDE);
  }

  private static Routing.Sheet sheet(ScanPage p) {
    boolean aside = p.choice().mark() == ScanChoice.Mark.ASIDE;
    boolean blank = p.look().blank() && p.choice().mark() != ScanChoice.Mark.NOT_BLANK;
    return new Routing.Sheet(p.look().codes(), blank, p.look().legible(), aside);
  }

  private static TrayRow row(
      int number,
      ScanPage page,
      Routing.Proposal proposal,
      Function<UUID, CaseFile> cases,
      Function<UUID, Optional<ReceivedCase>> handed,
      Role role) {
    Optional<Slot> place = place(page, proposal);
    TrayRow.State state = state(page, proposal, role, place);
    boolean open = state == TrayRow.State.ASK || state == TrayRow.State.WAIT;
    return new TrayRow(
        number,
        page,
        state,
        place,
        open && proposal instanceof Routing.Asks a ? Optional.of(a.doubt()) : Optional.empty(),
        open && proposal instanceof Routing.Waits w ? Optional.of(w.why()) : Optional.empty(),
        proposal instanceof Routing.Asks a ? a.other() : Optional.empty(),
        place
            .map(s -> names(cases.apply(s.application()), s))
            .or(() -> led(proposal).map(a -> names(cases.apply(a))))
            .orElse(TrayRow.Names.NONE),
        led(proposal),
        open && proposal instanceof Routing.Waits w
            ? w.application().flatMap(handed)
            : Optional.empty());
  }

  private static Optional<UUID> led(Routing.Proposal proposal) {
    return proposal instanceof Routing.Leads(UUID application)
        ? Optional.of(application)
        : Optional.empty();
  }

  private static TrayRow.Names names(CaseFile file) {
    return new TrayRow.Names(
        file.applicant().map(p -> p.text("name")).orElse(""),
        "",
        file.application().map(a -> a.text("number")).orElse(""));
  }

  private static Optional<Slot> proposed(Routing.Proposal proposal) {
    return switch (proposal) {
      case Routing.Goes(Slot s) -> Optional.of(s);
      case Routing.Asks(Slot s, var _, var _) -> Optional.of(s);
      case Routing.Cover(UUID application, String docType) ->
          Optional.of(new Slot(application, docType, Optional.empty(), 0, 0, 0));
      case Routing.Waits _, Routing.Blank _, Routing.Leads _ -> Optional.empty();
    };
  }

  /// By hand where somebody chose; page numbers of the code stay when the choice agrees with it.
  private static Optional<Slot> place(ScanPage page, Routing.Proposal proposal) {
    ScanChoice c = page.choice();
    Optional<Slot> printed = proposed(proposal);
    if (!c.byHand()) return printed;
    UUID application = UUID.fromString(c.application());
    Optional<UUID> owner =
        c.owner().isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(c.owner()));
    Slot chosen = new Slot(application, c.slot(), owner, 0, 0, 0);
    return printed
        .filter(s -> s.application().equals(application) && s.docType().equals(c.slot()))
        .map(s -> new Slot(application, c.slot(), owner, s.page(), s.of(), s.edition()))
        .or(() -> Optional.of(chosen));
  }

  private static TrayRow.State state(
      ScanPage page, Routing.Proposal proposal, Role role, Optional<Slot> place) {
    ScanChoice c = page.choice();
    switch (c.mark()) {
      case FILED, CUT -> {
        return TrayRow.State.FILED;
      }
      case ASIDE -> {
        return TrayRow.State.ASIDE;
      }
      case BLANK -> {
        return TrayRow.State.BLANK;
      }
      case OPEN, NOT_BLANK -> {}
    }
    if (!page.look().read()) return TrayRow.State.READING;
    boolean twin = page.look().alike() && c.twin().isEmpty();
    if (c.byHand()) return goes(c, place, role, twin);
    return switch (proposal) {
      case Routing.Goes _ -> goes(c, place, role, twin);
      case Routing.Asks _ -> TrayRow.State.ASK;
      case Routing.Waits _ -> TrayRow.State.WAIT;
      case Routing.Blank _ -> TrayRow.State.BLANK;
      case Routing.Cover _ -> TrayRow.State.COVER;
      case Routing.Leads _ -> TrayRow.State.LEADS;
    };
  }

  /// @param twin the same sheet lies elsewhere, and nobody said anything of that
  private static TrayRow.State goes(ScanChoice c, Optional<Slot> place, Role role, boolean twin) {
    boolean asked = place.filter(s -> asksSignature(s, role)).isPresent();
    if (asked && c.signed() == ScanChoice.Signed.UNSEEN) return TrayRow.State.SIGN;
    return twin ? TrayRow.State.TWIN : TrayRow.State.READY;
  }

  /// A sheet of the form that was printed for one person is there to be signed by them.
  static boolean asksSignature(Slot place, Role role) {
    return place.docType().equals(FORM)
        && place.owner().isPresent()
        && Rights.mayRecord(role, GateKind.DECLARATION_SIGNED)
        && Rights.mayWrite(role, RecordType.MEMBER, "authorization");
  }

  private static TrayRow.Names names(CaseFile file, Slot place) {
    return new TrayRow.Names(
        applicant(file),
        place.owner().map(o -> name(file, o)).orElse(""),
        file.head().map(a -> a.text("number")).orElse(""));
  }

  /// Whose case it is, also when another street's.
  static String applicant(CaseFile file) {
    return file.applicant()
        .map(p -> p.text("name"))
        .or(() -> file.head().map(h -> h.text("personName")))
        .orElse("");
  }

  /// Name of the member or supporter with this record id.
  static String name(CaseFile file, UUID owner) {
    @Nullable CaseRecord r = file.record(owner).orElse(null);
    if (r == null) return "";
    return r.type() == RecordType.MEMBER
        ? file.personOf(r).map(p -> p.text("name")).orElse("")
        : r.text("name");
  }
}
