package cn.ruhu.server.district;

import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.merge.Held;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes decisions where the district's platform takes them from: the views `staging_decision` and
/// `staging_decision_standing`, a row for each decision under its id. Written again, a row that
/// says the same keeps its version; so the platform may read from any version on, and a run that
/// was cut off is simply run again. Thread-safe.
public final class DecisionStaging implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionStaging.class);
  private static final int PAGE = 2_000;
  private static final int CASES = 50;

  /// what a row is made of
  private static final Set<String> TYPES =
      Set.of(RecordType.DECISION.name(), RecordType.LINK.name(), RecordType.APPLICATION.name());

  private static final List<String> COLUMNS =
      List.of(
          "application",
          "number",
          "street",
          "scheme",
          "outcome",
          "reason_code",
          "monthly_fen",
          "start_month",
          "level",
          "document_number",
          "schedule",
          "paid_from",
          "decided_at",
          "superseded_by",
          "applicant",
          "household");

  private final Database database;
  private final InstantSource clock;

  public DecisionStaging(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// As [#write]; a fault is logged and the next hour tries again.
  @Override
  public void run() {
    try {
      int rows = write();
      if (rows > 0) LOG.info("decisions: {} rows written for the district's platform", rows);
    } catch (StorageException | RuntimeException e) {
      LOG.error("writing decisions for the district's platform failed", e);
    }
  }

  /// Writes what changed since the last time.
  ///
  /// @return rows that are new or say something else
  public int write() throws StorageException {
    long upTo = database.read(tx -> tx.number("SELECT seq AS n FROM feed"));
    long after = database.read(tx -> tx.number("SELECT seq AS n FROM staging_run"));
    if (upTo <= after) return 0;
    List<UUID> cases = List.copyOf(changed(after, upTo));
    int rows = 0;
    for (int i = 0; i < cases.size(); i += CASES) {
      List<UUID> some = cases.subList(i, Math.min(cases.size(), i + CASES));
      rows += database.write(tx -> some(tx, some));
    }
    database.write(tx ->
        tx.run(
            """
            INSERT INTO staging_run (one, seq) VALUES (1, ?)
            ON CONFLICT (one) DO UPDATE SET seq = excluded.seq
            """,
            upTo));
    return rows;
  }

  private Set<UUID> changed(long after, long upTo) throws StorageException {
    Set<UUID> cases = new TreeSet<>();
    for (String scope : database.read(tx -> tx.records().scopes())) {
      long from = after;
      int limit = PAGE;
      while (true) {
        long begin = from;
        int most = limit;
        List<Held> page = database.read(tx -> tx.records().inScope(scope, begin, upTo, most));
        boolean last = page.size() < most;
        long end = page.isEmpty() ? 0 : page.getLast().seq();
        // the commit at the page's end may go on behind it
        if (!last && page.getFirst().seq() == end) {
          limit *= 2;
          continue;
        }
        for (Held h : page) {
          UUID caseId = h.caseId();
          if (caseId != null && TYPES.contains(h.type())) cases.add(caseId);
        }
        if (last) break;
        from = end - 1;
      }
    }
    return cases;
  }

  private int some(Tx tx, List<UUID> cases) throws StorageException {
    tx.locked("SELECT seq FROM feed", row -> row.number("seq")); // versions in one order
    int written = 0;
    for (UUID caseId : cases) {
      var records = new ArrayList<CaseRecord>();
      for (Held h : tx.records().ofCase(caseId))
        if (!h.deleted()) h.caseRecord().ifPresent(records::add);
      written += rows(tx, CaseFile.of(records));
    }
    return written;
  }

  private int rows(Tx tx, CaseFile file) throws StorageException {
    Map<UUID, UUID> superseded = new HashMap<>();
    List<CaseRecord> all = file.all(RecordType.DECISION);
    for (CaseRecord d : all)
      d.ref("supersedes").ifPresent(earlier -> superseded.put(earlier, d.id()));
    int written = 0;
    for (CaseRecord d : all) if (row(tx, file, d, superseded.get(d.id()))) written++;
    return written;
  }

  private boolean row(Tx tx, CaseFile file, CaseRecord d, @Nullable UUID by)
      throws StorageException {
    Optional<CaseRecord> a = file.application();
    Optional<CaseRecord> link = file.applicant().flatMap(p -> Links.of(file, p.id()));
    List<@Nullable Object> values = new ArrayList<>();
    values.add(d.ref("application").map(UUID::toString).orElse(""));
    values.add(text(a, "number"));
    values.add(text(a, "street"));
    values.add(d.text("scheme"));
    values.add(d.text("outcome"));
    values.add(text(Optional.of(d), "reasonCode"));
    values.add(Texts.whole(d.text("monthlyFen")).orElse(null));
    values.add(text(Optional.of(d), "startMonth"));
    values.add(text(Optional.of(d), "level"));
    values.add(text(Optional.of(d), "documentNumber"));
    values.add(text(Optional.of(d), "schedule"));
    values.add(text(Optional.of(d), "paidFrom"));
    values.add(text(Optional.of(d), "at"));
    values.add(by == null ? null : by.toString());
    values.add(text(link, "registry"));
    values.add(text(link, "household"));
    String id = d.id().toString();
    Optional<List<String>> there =
        tx.one(
            "SELECT "
                + String.join(", ", COLUMNS)
                + " FROM staging_decision_row WHERE decision = ?",
            row -> {
              var out = new ArrayList<String>();
              for (String column : COLUMNS) out.add(row.maybeText(column).orElse(""));
              return List.copyOf(out);
            },
            id);
    List<String> said = values.stream().map(v -> v == null ? "" : v.toString()).toList();
    if (there.isPresent() && there.get().equals(said)) return false;
    put(tx, id, values);
    return true;
  }

  private static @Nullable String text(Optional<CaseRecord> record, String field) {
    return record.flatMap(r -> r.get(field)).orElse(null);
  }

  private void put(Tx tx, String id, List<@Nullable Object> values) throws StorageException {
    long version = tx.number("SELECT MAX(version) AS n FROM staging_decision_row") + 1;
    List<@Nullable Object> args = new ArrayList<>(List.of(id, version, clock.millis()));
    args.addAll(values);
    var marks = new StringBuilder("?, ?, ?");
    for (String column : COLUMNS)
      marks.append(column.equals("monthly_fen") ? ", CAST(? AS BIGINT)" : ", ?");
    var sets = new StringBuilder("version = excluded.version, written_at = excluded.written_at");
    for (String column : COLUMNS)
      sets.append(", ").append(column).append(" = excluded.").append(column);
    tx.run(
        "INSERT INTO staging_decision_row (decision, version, written_at, "
            + String.join(", ", COLUMNS)
            + ") VALUES ("
            + marks
            + ") ON CONFLICT (decision) DO UPDATE SET "
            + sets,
        args.toArray());
  }
}
