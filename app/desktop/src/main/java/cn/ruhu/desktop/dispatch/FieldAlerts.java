package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Danger and need that pairs reported from the field, pairs the district has something against,
/// signatures it could not match to a key of their person, and second signatures that did not come
/// in time, which nobody of the street has answered yet. Touches the disk.
final class FieldAlerts {
  /// stages in which a visit may be of these days, and what is asked of its pair makes a difference
  private static final Set<Stage> STAGES =
      EnumSet.of(
          Stage.VERIFYING,
          Stage.VISITING,
          Stage.REVIEWING,
          Stage.APPRAISAL,
          Stage.INVESTIGATED,
          Stage.PRELIM);

  /// the beginning of what is said of signatures
  private static final String SECOND = "SECOND";

  private static final String SIGNATURE = "SIGNATURE";

  /// An alert that waits.
  ///
  /// @param id the fact, or the visit that waits for a signature
  /// @param doubt code of what stands against the two who made the visit, `SIGNATURE` for a
  ///   signature that is not its person's, `SECOND` or `SECOND_LATE` for one that is missing; empty
  ///   for a report from the field
  /// @param words whom the pair told, and what was said; empty when nobody was reached
  /// @param whom who reported, or whom the doubt is about; empty when unknown
  /// @param by their name
  /// @param at when it was reported, or until when the signature is waited for
  record Open(
      UUID id,
      UUID application,
      String applicant,
      String address,
      List<VisitAlerts.Sign> signs,
      String doubt,
      String words,
      Optional<UUID> whom,
      String by,
      Instant at) {
    Open {
      signs = List.copyOf(signs);
    }

    /// A signature is asked for once its time is over; all else at once. Asked where the list is
    /// shown: what is made of a case outlives the moment.
    boolean due(Instant now) {
      return !doubt.startsWith(SECOND) || now.isAfter(at);
    }
  }

  private FieldAlerts() {}

  /// A second signature that is waited for, or came after its time; what the street says then gives
  /// another day, or lets the late one count.
  private static Optional<Open> unsigned(CaseFile file, Desk desk) {
    Optional<CaseRecord> visit = file.finishedVisit();
    Optional<CaseRecord> app = file.application();
    if (visit.isEmpty() || app.isEmpty()) return Optional.empty();
    return SecondSignings.of(file, visit.get(), desk.now())
        .filter(s -> s.standing() != SecondSignings.Standing.SIGNED)
        .map(s ->
            new Open(
                visit.get().id(),
                app.get().id(),
                file.applicant().map(p -> p.text("name")).orElse(""),
                app.get().text("residenceAddress"),
                List.of(),
                s.signature().isPresent() ? "SECOND_LATE" : SECOND,
                "",
                visit.get().ref("investigatorB"),
                visit.get().ref("investigatorB").map(desk::staffName).orElse(""),
                s.until()));
  }

  /// Whether the stage says that something may be asked of a visit of these days.
  static boolean mayBe(CaseRecord application) {
    return STAGES.stream().anyMatch(s -> s.name().equals(application.text("stage")));
  }

  /// The alerts of a case, oldest first, those that fall due later among them. Danger and need wait
  /// for an answer whatever became of the case meanwhile, the rest while its visit is of these
  /// days.
  static List<Open> of(CaseFile file, Desk desk) {
    Optional<CaseRecord> app = file.application();
    if (app.isEmpty()) return List.of();
    boolean visited = mayBe(app.get());
    var answered = new ArrayList<String>();
    for (CaseRecord a : file.gateFacts(GateKind.ALERT_ANSWERED)) answered.add(a.text("subject"));
    Stream<Open> told =
        Stream.concat(
                file.gateFacts(GateKind.SAME_DAY_ALERT).stream(),
                Stream.concat(
                        file.gateFacts(GateKind.PAIR_DOUBTED).stream(),
                        file.gateFacts(GateKind.SIGNATURE_DOUBTED).stream())
                    .filter(_ -> visited))
            .filter(f -> !answered.contains(f.id().toString()))
            .map(f -> open(file, f, desk));
    return Stream.concat(told, unsigned(file, desk).stream().filter(_ -> visited))
        .sorted(Comparator.comparing(Open::at))
        .toList();
  }

  private static Open open(CaseFile file, CaseRecord fact, Desk desk) {
    CaseRecord app = file.application().orElseThrow();
    boolean signature = fact.text("kind").equals(GateKind.SIGNATURE_DOUBTED.name());
    boolean pair = signature || fact.text("kind").equals(GateKind.PAIR_DOUBTED.name());
    Optional<UUID> whom =
        signature
            ? Texts.uuid(fact.text("value"))
            : pair ? Texts.uuid(fact.text("reason")) : fact.ref("by");
    return new Open(
        fact.id(),
        app.id(),
        file.applicant().map(p -> p.text("name")).orElse(""),
        app.text("residenceAddress"),
        pair ? List.of() : VisitAlerts.read(fact.text("value")),
        signature ? SIGNATURE : pair ? fact.text("value") : "",
        pair ? "" : fact.text("reason"),
        whom,
        whom.map(desk::staffName).orElse(""),
        CaseFile.instant(fact, "at").orElse(Instant.EPOCH));
  }

  /// Writes that the street took note.
  ///
  /// @param words what is done about it
  static void answer(Desk desk, Open alert, String words) throws StoreException {
    CaseRecord app = desk.caseFile(alert.application()).application().orElseThrow();
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            app.scope(),
            app.id(),
            Map.of(
                "application", app.id().toString(),
                "kind", GateKind.ALERT_ANSWERED.name(),
                "subject", alert.id().toString(),
                "reason", words,
                "by", desk.actor().staff().toString(),
                "at", desk.now().toString()));
    desk.save("save", "", false, List.of(RecordChange.create(fact)));
  }
}
