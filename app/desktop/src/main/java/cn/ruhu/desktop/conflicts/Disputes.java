package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the conflicts this person may see as questions. Work for the background.
final class Disputes {
  /// of the settled ones the list shows at most
  private static final int SETTLED_MAX = 200;

  private final Desk desk;
  private final Text text;
  private final Shown shown;
  private final Evidences evidences;
  private final Courses courses;

  Disputes(Desk desk, Text text) {
    this.desk = desk;
    this.text = text;
    this.shown = new Shown(desk, text);
    this.evidences = new Evidences(desk, text);
    this.courses = new Courses(desk, text);
  }

  /// What waits, the oldest first.
  List<Dispute> open() {
    return desk.store().all(RecordType.CONFLICT).stream()
        .filter(c -> !settled(c))
        .sorted(
            Comparator.comparing((CaseRecord c) -> c.text("authoredAt"))
                .thenComparing(CaseRecord::id))
        .map(this::dispute)
        .toList();
  }

  /// What was settled, the newest first.
  List<Dispute> settled() {
    return desk.store().all(RecordType.CONFLICT).stream()
        .filter(Disputes::settled)
        .sorted(
            Comparator.comparing((CaseRecord c) -> c.text("resolvedAt"))
                .reversed()
                .thenComparing(CaseRecord::id))
        .limit(SETTLED_MAX)
        .map(this::dispute)
        .toList();
  }

  private static boolean settled(CaseRecord c) {
    return c.text("state").equals("RESOLVED");
  }

  private Dispute dispute(CaseRecord c) {
    UUID application = c.ref("application").orElse(c.id());
    CaseFile file = desk.caseFile(application);
    Optional<CaseRecord> standing = c.ref("record").flatMap(desk.store()::record);
    Evidences.InWords words = (f, v) -> value(ConflictFields.type(c), standing, f, v);
    String since = standing.map(s -> since(c, s)).orElse("");
    boolean changed = !since.isEmpty() || ConflictFields.gone(c, standing);
    return new Dispute(
        c.id(),
        application,
        subject(file, c),
        file.head().map(a -> a.text("number")).orElse(""),
        lines(file, c, standing),
        name(c, "keptAuthor"),
        at(c, "keptAt"),
        name(c, "author"),
        at(c, "authoredAt"),
        c.ref("askedOf").map(desk.actor().staff()::equals).orElse(false),
        Rights.mayResolve(desk.actor(), c),
        noTake(c, changed),
        third(file, c, standing, changed),
        since,
        evidences.of(file, c, words),
        courses.asking(file, c),
        courses.course(c, standing, words),
        ConflictFields.late(c)
            ? Optional.of(late(file, c, standing, changed, words))
            : Optional.empty());
  }

  private LateWork late(
      CaseFile file,
      CaseRecord c,
      Optional<CaseRecord> standing,
      boolean changed,
      Evidences.InWords words) {
    String device = c.text("authorDevice");
    String cause = c.text("late");
    String origin =
        text.of(
            "conflicts.late.origin",
            cause.isEmpty()
                ? text.of("conflicts.late.unknown")
                : CodeTables.label("lateCause", cause),
            device.substring(Math.max(0, device.length() - 4)),
            at(c, "authoredAt"),
            at(c, "receivedAt"));
    boolean sealed = standing.filter(s -> s.type().appendOnly()).isPresent();
    String blocked = noTake(c, changed);
    if (blocked.isEmpty() && sealed) blocked = "conflicts.late.sealed";
    if (blocked.isEmpty() && ConflictFields.wholeRecord(c)) blocked = "conflicts.part.whole";
    return new LateWork(
        origin,
        blocked,
        LateWork.parts(
            c, f -> of(file, c) + shown.label(f), words::of, text.of("work.value.comma")));
  }

  private static String noTake(CaseRecord c, boolean changed) {
    if (ConflictFields.wholeAct(c))
      return ConflictFields.late(c) ? "conflicts.take.lateAct" : "conflicts.take.whole";
    return changed ? "conflicts.take.stale" : "";
  }

  private Asked third(CaseFile file, CaseRecord c, Optional<CaseRecord> standing, boolean changed) {
    if (ConflictFields.wholeAct(c)) return Asked.blocked("conflicts.take.whole");
    if (changed) return Asked.blocked("conflicts.take.stale");
    return ThirdValue.asked(
        desk.actor(), c, standing, ConflictFields.names(c), f -> of(file, c) + shown.label(f));
  }

  /// What stands now in words, when somebody changed it after the question came up.
  private String since(CaseRecord c, CaseRecord standing) {
    if (ConflictFields.wholeRecord(c) || ConflictFields.wholeAct(c) || settled(c)) return "";
    if (ConflictFields.holds(standing, ConflictFields.side(c, ConflictFields.KEPT))) return "";
    return ConflictFields.names(c).stream()
        .map(f -> value(standing.type(), Optional.of(standing), f, standing.text(f)))
        .collect(Collectors.joining(text.of("work.value.comma")));
  }

  private List<Dispute.Line> lines(CaseFile file, CaseRecord c, Optional<CaseRecord> standing) {
    RecordType type = ConflictFields.type(c);
    var lines = new ArrayList<Dispute.Line>();
    for (String f : ConflictFields.names(c))
      lines.add(
          f.equals(ConflictFields.DELETED)
              ? record(c)
              : new Dispute.Line(
                  of(file, c) + shown.label(f),
                  value(type, standing, f, c.text(ConflictFields.BASE + f)),
                  value(type, standing, f, c.text(ConflictFields.KEPT + f)),
                  value(type, standing, f, c.text(ConflictFields.OFFERED + f))));
    return lines;
  }

  /// The line of a record one side took away.
  private Dispute.Line record(CaseRecord c) {
    return new Dispute.Line(
        text.of("conflicts.record"),
        text.of("conflicts.record.there"),
        Courses.record(text, c, ConflictFields.KEPT),
        Courses.record(text, c, ConflictFields.OFFERED));
  }

  private String value(RecordType type, Optional<CaseRecord> record, String field, String stored) {
    if (stored.isEmpty()) return shown.value(type, field, stored);
    boolean visit =
        type.field(field).filter(f -> f.kind() == FieldKind.REF).isPresent()
            && field.endsWith("Visit");
    if (visit)
      return Texts.uuid(stored)
          .flatMap(desk.store()::record)
          .flatMap(v -> CaseFile.instant(v, "finishedAt"))
          .map(Show::minute)
          .orElseGet(() -> shown.value(type, field, stored));
    boolean counted =
        type == RecordType.ITEM
            && record.filter(r -> !ThirdValue.money(r, field)).isPresent()
            && type.field(field).filter(f -> f.kind() == FieldKind.TEXT).isPresent();
    return counted ? stored : shown.value(type, field, stored);
  }

  /// Whose value it is: the person, the member's person, the item's label, or the applicant.
  private static String subject(CaseFile file, CaseRecord conflict) {
    Optional<CaseRecord> record = conflict.ref("record").flatMap(file::record);
    Optional<CaseRecord> person =
        record.flatMap(r ->
            switch (r.type()) {
              case PERSON -> Optional.of(r);
              case MEMBER -> file.personOf(r);
              case ITEM -> r.ref("member").flatMap(file::record).flatMap(file::personOf);
              default -> Optional.empty();
            });
    return person
        .or(file::applicant)
        .map(p -> p.text("name"))
        .or(() -> file.head().flatMap(h -> h.get("personName")))
        .orElse("");
  }

  /// Which of a member's incomes or belongings it is, before the name of its field.
  private static String of(CaseFile file, CaseRecord conflict) {
    return conflict
        .ref("record")
        .flatMap(file::record)
        .filter(r -> r.type() == RecordType.ITEM)
        .flatMap(i ->
            Stream.of("income", "asset")
                .filter(t -> CodeTables.table(t).has(i.text("code")))
                .map(t -> CodeTables.label(t, i.text("code")) + " \u00b7 ")
                .findFirst())
        .orElse("");
  }

  private String name(CaseRecord c, String field) {
    return c.ref(field).map(desk::staffName).orElse("");
  }

  private static String at(CaseRecord c, String field) {
    return c.get(field).map(t -> Show.minute(Instant.parse(t))).orElse("");
  }
}
