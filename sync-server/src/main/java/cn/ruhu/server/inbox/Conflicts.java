package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.JournalRows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Clash;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.merge.Merge;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Op;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes conflict records: both values of a dispute, with their authors, kept for ever and closed
/// only by an op (invariant I14). For each field `f` of the group they hold `base.f` (what the late
/// author saw), `kept.f` (what stands) and `offered.f` (what the late author wrote).
final class Conflicts {
  static final String BASE = "base.";
  static final String KEPT = "kept.";
  static final String OFFERED = "offered.";

  private final Ids ids;

  Conflicts(Ids ids) {
    this.ids = ids;
  }

  /// @param kind `FIELD`, `DELETED`, `ATOMIC`
  UUID open(Workspace work, Context context, Held record, Clash clash, String kind)
      throws StorageException {
    return open(work, context, record, clash, kind, null);
  }

  /// Keeps what came too late beside what stands.
  ///
  /// @param cause code of `lateCause`
  UUID openLate(Workspace work, Context context, Held record, Change change, String cause)
      throws StorageException {
    Clash clash = whole(work.find(change.id()).orElse(null), change);
    return open(work, context, record, clash, "LATE", cause);
  }

  private UUID open(
      Workspace work,
      Context context,
      Held record,
      Clash clash,
      String kind,
      @Nullable String cause)
      throws StorageException {
    Op op = context.op();
    Optional<JournalRows.Author> kept = keptBy(work, record, clash.group());
    var fields = new TreeMap<String, String>();
    if (record.caseId() != null) fields.put("application", record.caseId().toString());
    fields.put("record", record.id().toString());
    fields.put("recordType", record.type());
    put(fields, "group", clash.group());
    fields.put("kind", kind);
    fields.put("op", op.opId().toString());
    fields.put("author", op.user().toString());
    fields.put("authorDevice", op.device().toString());
    fields.put("authoredAt", context.at().toString());
    if (cause != null) {
      fields.put("late", cause);
      fields.put("receivedAt", context.now().toString());
    }
    kept.ifPresent(author -> {
      fields.put("keptAuthor", author.staff().toString());
      fields.put("keptAt", Instant.ofEpochMilli(author.at()).toString());
    });
    asked(work, context, record, kept, kind)
        .ifPresent(who -> fields.put("askedOf", who.toString()));
    fields.put("state", "OPEN");
    clash
        .values()
        .forEach((field, values) -> {
          put(fields, BASE + field, values.base());
          put(fields, KEPT + field, values.kept());
          put(fields, OFFERED + field, values.offered());
        });
    UUID id = ids.next();
    work.put(
        new Held(
            RecordType.CONFLICT.name(),
            id,
            record.scope(),
            record.caseId(),
            0,
            op.user(),
            context.journal(),
            false,
            fields));
    return id;
  }

  /// Everything a change offered, as one clash: for work that came too late or is parked whole.
  static Clash whole(@Nullable Held current, Change change) {
    var values = new TreeMap<String, Clash.Values>();
    change
        .set()
        .forEach((field, pair) ->
            values.put(
                field,
                new Clash.Values(
                    pair.get(0),
                    current == null ? null : current.fields().get(field),
                    pair.get(1))));
    if (change.delete()) values.put(Merge.DELETED, new Clash.Values(null, null, "true"));
    return new Clash(Clash.Kind.FIELD, "", values);
  }

  private static Optional<JournalRows.Author> keptBy(Workspace work, Held record, String group)
      throws StorageException {
    Optional<JournalRows.Author> author = work.rows().journals().authorOf(record.id(), group);
    for (JournalRows.Authorship a : work.authors()) {
      if (a.record().equals(record.id()) && a.group().equals(group))
        author = Optional.of(new JournalRows.Author(a.staff(), a.at()));
    }
    return author;
  }

  /// Who is asked: about late work whoever sent the pair out, else nobody in particular, which
  /// leaves it to the supervisors; else whoever wrote the value that stands, unless it is the
  /// agency's; else the clerk of the case.
  private static Optional<UUID> asked(
      Workspace work, Context context, Held record, Optional<JournalRows.Author> kept, String kind)
      throws StorageException {
    if (kind.equals("LATE")) {
      if (record.caseId() == null || context.caller().role() != Role.INVESTIGATOR)
        return Optional.empty();
      return work.ofCase(record.caseId()).stream()
          .filter(r -> r.type().equals(RecordType.ASSIGNMENT.name()))
          .flatMap(r -> r.caseRecord().flatMap(a -> a.ref("assignedBy")).stream())
          .reduce((first, second) -> second);
    }
    if (context.caller().role() != Role.INVESTIGATOR && kept.isPresent())
      return kept.map(JournalRows.Author::staff);
    UUID caseId = record.caseId();
    if (caseId == null) return kept.map(JournalRows.Author::staff);
    Optional<Held> application = work.find(caseId);
    if (application.isEmpty()) return kept.map(JournalRows.Author::staff);
    return application.get().caseRecord().flatMap(r -> r.ref("clerk"));
  }

  private static void put(SortedMap<String, String> fields, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) fields.put(key, value);
  }
}
