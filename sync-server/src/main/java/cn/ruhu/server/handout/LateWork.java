package cn.ruhu.server.handout;

import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.server.db.JournalRows;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells the author of work that came too late what became of it: who took the case over, when and
/// why, and how a supervisor decided. Of the case itself nothing is told. Belongs to its
/// transaction.
final class LateWork {
  private final Rows rows;
  private final UUID author;

  /// what is known of a case, oldest first; much late work is of the same few
  private final Map<UUID, List<CaseRecord>> cases = new HashMap<>();

  LateWork(Rows rows, UUID author) {
    this.rows = rows;
    this.author = author;
  }

  /// News of those that are late.
  ///
  /// @param ops the author's own
  List<LateNews> of(List<JournalRows.Known> ops) throws StorageException {
    var news = new ArrayList<LateNews>();
    for (JournalRows.Known op : ops)
      if (op.verdictKind().equals(Verdict.Kind.LATE.name())) news.add(news(Handouts.verdict(op)));
    return news;
  }

  private LateNews news(Verdict verdict) throws StorageException {
    int open = 0;
    int taken = 0;
    int partly = 0;
    int kept = 0;
    Optional<CaseRecord> any = Optional.empty();
    Optional<CaseRecord> last = Optional.empty();
    for (Held held : rows.records().find(Set.copyOf(verdict.conflicts())).values()) {
      Optional<CaseRecord> conflict = held.caseRecord();
      if (conflict.isEmpty()) continue;
      any = conflict;
      if (!conflict.get().text("state").equals("RESOLVED")) {
        open++;
        continue;
      }
      switch (conflict.get().text("choice")) {
        case "KEEP" -> kept++;
        case ConflictHistory.PART -> partly++;
        default -> taken++;
      }
      String at = conflict.get().text("resolvedAt");
      if (last.isEmpty() || last.get().text("resolvedAt").compareTo(at) <= 0) last = conflict;
    }
    Optional<UUID> caseId = any.map(CaseRecord::caseId);
    return new LateNews(
        verdict.opId(),
        open,
        taken,
        partly,
        kept,
        caseId.isEmpty() ? null : over(caseId.get(), verdict),
        last.isEmpty()
            ? null
            : by(last.get(), "resolvedBy", "resolvedAt", "resolveReason").orElse(null));
  }

  /// Who has the case now, where it went to somebody else.
  private LateNews.@Nullable By over(UUID caseId, Verdict verdict) throws StorageException {
    List<CaseRecord> records = ofCase(caseId);
    Optional<CaseRecord> fact = Takeovers.from(records, author).map(t -> t.fact());
    if (fact.isPresent()) return by(fact.get(), "by", "at", "reason").orElse(null);
    if (!"GRANT_OVER".equals(verdict.reason())) return null;
    Optional<CaseRecord> sent =
        records.stream()
            .filter(r -> r.type() == RecordType.ASSIGNMENT)
            .reduce((first, second) -> second);
    if (sent.isEmpty()) return null;
    return by(sent.get(), "assignedBy", "assignedAt", "note").orElse(null);
  }

  private List<CaseRecord> ofCase(UUID caseId) throws StorageException {
    List<CaseRecord> known = cases.get(caseId);
    if (known != null) return known;
    List<CaseRecord> records =
        rows.records().ofCase(caseId).stream()
            .filter(h -> !h.deleted())
            .sorted(Comparator.comparingLong(Held::seq))
            .flatMap(h -> h.caseRecord().stream())
            .toList();
    cases.put(caseId, records);
    return records;
  }

  private Optional<LateNews.By> by(CaseRecord record, String who, String when, String why)
      throws StorageException {
    Optional<UUID> person = record.ref(who);
    if (person.isEmpty()) return Optional.empty();
    String name = rows.records().find(person.get()).map(h -> h.text("name")).orElse("");
    long at = Texts.instant(record.text(when)).map(Instant::toEpochMilli).orElse(0L);
    return Optional.of(new LateNews.By(name, at, record.text(why)));
  }
}
