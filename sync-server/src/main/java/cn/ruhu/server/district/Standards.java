package cn.ruhu.server.district;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.means.Standard;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.FeedRows.Head;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.merge.Held;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The standards the district enters (DOMAIN §2.8): each a STANDARD record in the public scope, so
/// that every machine judges by the same figures. Nothing stands for a month nobody entered.
/// Thread-safe.
public final class Standards {
  private final Database database;
  private final Feed feed;
  private final Audit audit;
  private final Ids ids;

  public Standards(Database database, Feed feed, Audit audit, Ids ids) {
    this.database = database;
    this.feed = feed;
    this.audit = audit;
    this.ids = ids;
  }

  /// A figure from a month on.
  ///
  /// @param amount a month, a year for [Standard#CONSUMPTION]
  /// @param source where it was published
  /// @param confirmed false: shown with 待确认 wherever it is used
  /// @param mark short word that goes wherever the figure goes, e.g. of a demonstration; else empty
  public record Entry(
      Standard standard,
      YearMonth from,
      Fen amount,
      String source,
      boolean confirmed,
      String mark) {
    public Entry {
      if (amount.value() <= 0) throw new IllegalArgumentException("a standard is above zero");
      if (source.isBlank()) throw new IllegalArgumentException("a standard names its source");
    }
  }

  /// Publishes figures in one commit; one that was entered for the same month before takes the new
  /// value and keeps its record.
  public void enter(List<Entry> entries) throws StorageException {
    database.write(tx -> {
      Head head = feed.lock(tx); // what two instances are told at once becomes one record
      Map<UUID, Held> there = new LinkedHashMap<>();
      for (Held r : tx.records().ofType(RecordType.STANDARD.name())) there.put(r.id(), r);
      Map<UUID, Held> changed = new LinkedHashMap<>();
      for (Entry e : entries) {
        Held record = record(e, there.values());
        there.put(record.id(), record);
        changed.put(record.id(), record);
      }
      feed.publish(tx, head, changed.values());
      for (Entry e : entries) {
        String what = e.standard() + " " + e.from() + " " + e.amount().value();
        audit.add(tx, new Audit.Entry("STANDARD_ENTERED", "console", "", what, ""));
      }
      return true;
    });
  }

  private Held record(Entry entry, Collection<Held> there) {
    var fields = new TreeMap<String, String>();
    fields.put("name", entry.standard().name());
    fields.put("effective", entry.from().toString());
    fields.put("valueFen", Long.toString(entry.amount().value()));
    fields.put("source", entry.source());
    fields.put("confirmed", Boolean.toString(entry.confirmed()));
    if (!entry.mark().isEmpty()) fields.put("mark", entry.mark());
    return there.stream()
        .filter(r -> r.text("name").equals(entry.standard().name()))
        .filter(r -> r.text("effective").equals(entry.from().toString()))
        .findFirst()
        .map(r -> r.withFields(fields, false, ""))
        .orElseGet(() ->
            new Held(
                RecordType.STANDARD.name(),
                ids.next(),
                CaseRecord.PUBLIC,
                null,
                0,
                null,
                "",
                false,
                fields));
  }
}
