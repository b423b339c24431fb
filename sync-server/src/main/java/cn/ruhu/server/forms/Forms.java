package cn.ruhu.server.forms;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.feed.RecordRows;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.FileAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Publishes questionnaires: the package is a file, the FORM record in the public scope names it.
/// Several versions live side by side; the same version is never published with other bytes.
/// Thread-safe.
public final class Forms {
  private final Database database;
  private final RecordRows records;
  private final Feed feed;
  private final FileDesk files;
  private final Ids ids;
  private final InstantSource clock;

  /// What publishing works with.
  public record Parts(
      Database database, RecordRows records, Feed feed, Ids ids, InstantSource clock) {}

  public Forms(Parts parts, FileDesk files) {
    this.database = parts.database();
    this.records = parts.records();
    this.feed = parts.feed();
    this.ids = parts.ids();
    this.clock = parts.clock();
    this.files = files;
  }

  /// @param formId stable name of the form
  /// @param version version within it
  /// @param title words for the screen
  public record Edition(String formId, String version, String title) {}

  /// Publishes a form package.
  ///
  /// @return the FORM record's id; empty when this version was published with other bytes
  public Optional<UUID> publish(byte[] formPackage, Edition edition)
      throws StorageException, IOException {
    String address = FileAddress.of(formPackage).text();
    Optional<Held> there =
        database.read(tx ->
            records.ofType(tx, RecordType.FORM.name()).stream()
                .filter(f -> f.text("formId").equals(edition.formId()))
                .filter(f -> f.text("version").equals(edition.version()))
                .findFirst());
    if (there.isPresent()) return there.filter(f -> f.text("file").equals(address)).map(Held::id);
    UUID id = ids.next();
    Held form =
        new Held(
            RecordType.FORM.name(),
            id,
            CaseRecord.PUBLIC,
            null,
            0,
            null,
            "",
            false,
            new TreeMap<>(
                Map.of(
                    "formId", edition.formId(),
                    "version", edition.version(),
                    "title", edition.title(),
                    "file", address,
                    "state", "PUBLISHED",
                    "publishedAt", clock.instant().toString())));
    database.write(tx -> feed.publish(tx, List.of(form)));
    files.add(formPackage);
    return Optional.of(id);
  }
}
