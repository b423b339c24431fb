package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.StepClock;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.KeptList;
import cn.ruhu.desktop.work.LineIn;
import cn.ruhu.desktop.work.LineOut;
import cn.ruhu.store.CaseLines;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the screen of the steps after the visit has of each case, as the store keeps it.
/// Thread-safe.
final class HandlingList implements KeptList<HandlingList.Of> {
  private static final List<Stage> STAGES = List.of(Stage.values());
  private static final Set<Stage> OPEN = EnumSet.range(Stage.ACCEPTED, Stage.APPROVED);
  private static final List<Deed> DEEDS = List.of(Deed.values());
  private static final List<StepClock.Kind> LIMITS = List.of(StepClock.Kind.values());

  /// Another one whenever what is written here, or what it means, changes.
  private static final String SHAPE =
      "handling 1 "
          + Arrays.toString(Stage.values()).hashCode()
          + " "
          + Arrays.toString(Deed.values()).hashCode()
          + " "
          + Arrays.toString(StepClock.Kind.values()).hashCode();

  private final Desk desk;
  private final boolean draws;

  HandlingList(Desk desk) {
    this.desk = desk;
    this.draws = Rights.mayRecord(desk.actor().role(), GateKind.DRAW_DONE);
  }

  /// What it has of a case.
  ///
  /// @param row empty when nothing of it is this desk's business
  /// @param lot empty when it waits for no draw, or this person draws nothing
  record Of(Optional<HandlingRow> row, Optional<Lot> lot) {}

  @Override
  public CaseLines.Kind kind() {
    return CaseLines.Kind.HANDLING;
  }

  @Override
  public String shape() {
    return SHAPE + " " + desk.actor();
  }

  @Override
  public boolean mayList(CaseRecord application) {
    return HandlingRow.isListed(application) || (draws && Lot.mayBe(application));
  }

  @Override
  public boolean isFirst(CaseRecord application) {
    return Process.acts(application.text("stage"), desk.actor().role());
  }

  /// Notices end, limits begin and cases are called for by the day, as long as nothing is decided.
  /// Aid that was refused, is paid, suspended or over waits for somebody's word.
  @Override
  public boolean isDaily(CaseRecord application, boolean listed) {
    return listed || OPEN.stream().anyMatch(s -> s.name().equals(application.text("stage")));
  }

  @Override
  public boolean ofStandards() {
    return true;
  }

  @Override
  public Optional<Of> of(CaseFile file, CaseRecord application) {
    Optional<HandlingRow> row = HandlingRow.of(desk, file, application, false);
    Optional<Lot> lot = draws ? Lot.of(desk, file, application) : Optional.empty();
    return row.isEmpty() && lot.isEmpty() ? Optional.empty() : Optional.of(new Of(row, lot));
  }

  @Override
  public void write(Of made, LineOut out) {
    out.optional(made.row(), r -> write(r, out));
    out.optional(made.lot(), l -> l.write(out));
  }

  @Override
  public Of read(CaseRecord application, LineIn in) {
    return new Of(
        in.optional(() -> row(application, in)), in.optional(() -> Lot.read(application, in)));
  }

  private static void write(HandlingRow r, LineOut out) {
    out.text(r.applicant());
    out.list(r.schemes(), out::text);
    out.code(r.stage(), STAGES);
    out.optional(r.whole(), out::due);
    out.optional(
        r.step(),
        l -> {
          out.code(l.kind(), LIMITS);
          out.due(l.due());
          out.number(l.days());
        });
    out.flag(r.positive());
    out.list(r.letters(), l -> write(l, out));
    out.list(
        r.offers(),
        o -> {
          out.code(o.deed(), DEEDS);
          out.list(o.blocked(), out::hindrance);
        });
    out.list(r.facts(), out::record);
    out.number(r.prints());
    out.list(r.postings(), p -> write(p, out));
    out.list(r.against(), out::hindrance);
    out.flag(r.untaken());
  }

  private static HandlingRow row(CaseRecord a, LineIn in) {
    return new HandlingRow(
        a.id(),
        a.text("number"),
        in.text(),
        in.shared(in.list(in::text)),
        in.code(STAGES),
        in.shared(in.optional(in::due)),
        in.shared(in.optional(() -> new StepClock.Limit(in.code(LIMITS), in.due(), in.number()))),
        in.today(),
        in.flag(),
        in.list(() -> letter(in)),
        in.shared(in.list(() -> offer(in))),
        in.list(in::record),
        in.number(),
        in.list(() -> posting(in)),
        in.shared(in.list(in::hindrance)),
        in.flag());
  }

  private static Offer offer(LineIn in) {
    return in.shared(new Offer(in.code(DEEDS), in.shared(in.list(in::hindrance))));
  }

  private static void write(Letter l, LineOut out) {
    out.text(l.paper());
    out.text(l.scheme());
    out.record(l.decision());
    out.optional(l.issued(), out::record);
    out.optional(l.delivered(), out::record);
  }

  private static Letter letter(LineIn in) {
    return new Letter(
        in.text(), in.text(), in.record(), in.optional(in::record), in.optional(in::record));
  }

  private static void write(Posting p, LineOut out) {
    out.record(p.sent());
    out.record(p.notice());
    out.optional(p.recalled(), out::record);
    out.optional(p.posted(), out::record);
    out.list(p.photos(), out::record);
    out.list(p.objections(), out::record);
    out.optional(p.reminded(), out::record);
  }

  private static Posting posting(LineIn in) {
    return new Posting(
        in.record(),
        in.record(),
        in.optional(in::record),
        in.optional(in::record),
        in.list(in::record),
        in.list(in::record),
        in.optional(in::record));
  }
}
