package cn.ruhu.casefile.change;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// What a report writes into the file, always by the window: members and how the household is
/// reached are its section, whoever judged the report (decision 0021). Income, property and illness
/// write nothing: what was declared then stays declared then, the review finds what is true now.
/// Stateless.
public final class ChangeEntry {
  private ChangeEntry() {}

  /// Whether the report is written into the file in the same step it is taken in.
  public static boolean atOnce(ChangeKind kind, Optional<Stage> stage) {
    return kind.contact() || (kind.membership() && ChangeCourse.declaring(stage));
  }

  /// Whether the street has taken the report in and the window has not written it yet.
  public static boolean awaited(CaseRecord report) {
    boolean writes = ChangeKind.of(report.text("kind")).filter(ChangeKind::membership).isPresent();
    boolean taken =
        ChangeState.of(report)
            .filter(s -> s == ChangeState.NOTED || s == ChangeState.REVIEW)
            .isPresent();
    return writes && taken && report.get("recordedAt").isEmpty();
  }

  /// The changes, the report's own mark last. A report that stands in the file is changed, a new
  /// one is made.
  ///
  /// @param report as it is or will be
  /// @param ids makes ids of new records
  /// @param by who writes
  public static List<RecordChange> changes(
      CaseFile file, CaseRecord report, Supplier<UUID> ids, UUID by, Instant at) {
    var all = new ArrayList<RecordChange>();
    ChangeKind kind = ChangeKind.of(report.text("kind")).orElseThrow();
    CaseRecord marked =
        report
            .with("recordedAt", at.truncatedTo(ChronoUnit.MILLIS).toString())
            .with("recordedBy", by.toString());
    switch (kind) {
      case BIRTH, MARRIED_IN -> {
        CaseRecord person = person(file, report, ids.get());
        CaseRecord member = member(file, report, person, ids.get());
        all.add(RecordChange.create(person));
        all.add(RecordChange.create(member));
        size(file, 1).ifPresent(all::add);
        marked = marked.with("entered", member.id().toString());
      }
      case DEATH -> leave(file, report, People.DEAD, all);
      case MOVED_OUT -> leave(file, report, People.ELSEWHERE, all);
      case HEAD -> head(file, report).ifPresent(all::add);
      case PHONE, ADDRESS, BANK -> contact(file, report, kind).ifPresent(all::add);
      case INCOME, PROPERTY, HEALTH, STREET, EXIT, OTHER -> {}
    }
    Optional<CaseRecord> was = file.record(report.id());
    if (was.isEmpty()) all.add(RecordChange.create(marked));
    else RecordChange.between(was.get(), marked).ifPresent(all::add);
    return all;
  }

  private static CaseRecord person(CaseFile file, CaseRecord report, UUID id) {
    CaseRecord app = file.application().orElseThrow();
    String number = report.text("personNumber");
    LocalDate born = Texts.date(report.text("happenedOn")).orElse(LocalDate.EPOCH);
    Optional<IdNumber> read =
        number.isEmpty()
            ? Optional.empty()
            : IdNumber.parse(number, LocalDate.of(9999, 12, 31)).toOptional();
    boolean newborn = report.text("kind").equals(ChangeKind.BIRTH.name());
    String birth = read.map(n -> n.birthDate().toString()).orElse(newborn ? born.toString() : "");
    return CaseRecord.of(RecordType.PERSON, id, app.scope(), app.id(), Map.of())
        .with("name", report.text("personName"))
        .with("idNumber", number)
        .with("idKind", read.map(n -> n.kind().code()).orElse("9"))
        .with("idPending", number.isEmpty() ? report.text("number") : "")
        .with("sex", report.text("personSex"))
        .with("birthDate", birth)
        .with("sources", "report=" + report.id());
  }

  private static CaseRecord member(CaseFile file, CaseRecord report, CaseRecord person, UUID id) {
    CaseRecord app = file.application().orElseThrow();
    long last =
        file.members().stream()
            .flatMap(m -> Texts.whole(m.text("order")).stream())
            .mapToLong(Long::longValue)
            .max()
            .orElse(file.members().size());
    return CaseRecord.of(RecordType.MEMBER, id, app.scope(), app.id(), Map.of())
        .with("application", app.id().toString())
        .with("person", person.id().toString())
        .with("relation", report.text("relation"))
        .with("livingTogether", "1")
        .with("order", Long.toString(last + 1));
  }

  private static void leave(CaseFile file, CaseRecord report, String how, List<RecordChange> all) {
    Optional<CaseRecord> member = People.member(file, report.text("member"));
    if (member.isEmpty()) return;
    boolean was = People.present(member.get());
    RecordChange.between(member.get(), member.get().with("livingTogether", how))
        .ifPresent(all::add);
    if (was) size(file, -1).ifPresent(all::add);
  }

  private static Optional<RecordChange> size(CaseFile file, int more) {
    CaseRecord app = file.application().orElseThrow();
    return Texts.whole(app.text("familySize"))
        .map(n -> Math.max(0, n + more))
        .flatMap(n -> RecordChange.between(app, app.with("familySize", Long.toString(n))));
  }

  private static Optional<RecordChange> head(CaseFile file, CaseRecord report) {
    Optional<String> person =
        People.member(file, report.text("successor")).flatMap(m -> m.get("person"));
    Optional<CaseRecord> household = file.household();
    if (person.isEmpty() || household.isEmpty()) return Optional.empty();
    return RecordChange.between(household.get(), household.get().with("head", person.get()));
  }

  private static Optional<RecordChange> contact(CaseFile file, CaseRecord report, ChangeKind kind) {
    CaseRecord app = file.application().orElseThrow();
    CaseRecord now =
        switch (kind) {
          case PHONE -> app.with("phone", report.text("newText"));
          case BANK ->
              app.with("bankName", report.text("bankName"))
                  .with("bankHolder", report.text("bankHolder"))
                  .with("bankAccount", report.text("bankAccount"));
          default -> {
            CaseRecord moved = app;
            if (report.get("newText").isPresent())
              moved = moved.with("residenceAddress", report.text("newText"));
            if (report.get("newStreet").isPresent())
              moved =
                  moved
                      .with("residenceStreet", report.text("newStreet"))
                      .with("residenceCommunity", report.text("newCommunity"))
                      .with("residenceOutside", null);
            yield report.get("newDelivery").isPresent()
                ? moved.with("deliveryAddress", report.text("newDelivery"))
                : moved;
          }
        };
    return RecordChange.between(app, now);
  }
}
