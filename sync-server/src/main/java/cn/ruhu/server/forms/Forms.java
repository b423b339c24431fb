package cn.ruhu.server.forms;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.FeedRows.Head;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.merge.Held;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Publishes questionnaires: the package is a file, the FORM record in the public scope names it
/// and every machine fetches it. Several versions live side by side; the same version is never
/// published with other bytes. Thread-safe.
public final class Forms {
  private final Database database;
  private final Feed feed;
  private final FileDesk files;
  private final Ids ids;
  private final InstantSource clock;

  /// What publishing works with.
  public record Parts(Database database, Feed feed, Ids ids, InstantSource clock) {}

  public Forms(Parts parts, FileDesk files) {
    this.database = parts.database();
    this.feed = parts.feed();
    this.ids = parts.ids();
    this.clock = parts.clock();
    this.files = files;
  }

  /// Publishes a form package after proving that it can be opened: what a machine in the field gets
  /// works there. Id, version and title are the package's own.
  ///
  /// @param formPackage a zip archive, or the bare XForm
  public Publication publish(byte[] formPackage) throws StorageException, IOException {
    return switch (FormPackage.load(formPackage)) {
      case FormLoading.Broken(List<FormProblem> problems) -> new Publication.Unusable(problems);
      // A form may be opened without a version; several of them alive at once need one each.
      case FormLoading.Loaded(FormPackage form) when form.version().isEmpty() ->
          new Publication.Unusable(
              List.of(
                  new FormProblem(FormProblem.Kind.INCOMPLETE, "instance", List.of("version"))));
      case FormLoading.Loaded(FormPackage form) -> publish(formPackage, form);
    };
  }

  private Publication publish(byte[] bytes, FormPackage form) throws StorageException, IOException {
    String address = files.add(bytes).text();
    return database.write(tx -> {
      Head head = feed.lock(tx); // what two instances are asked at once becomes one version
      Optional<Held> there =
          tx.records().ofType(RecordType.FORM.name()).stream()
              .filter(f -> f.text("formId").equals(form.id()))
              .filter(f -> f.text("version").equals(form.version()))
              .findFirst();
      if (there.isPresent())
        return there.get().text("file").equals(address)
            ? new Publication.Published(there.get().id(), form)
            : new Publication.VersionTaken(there.get().id());
      Held record = record(form, address);
      feed.publish(tx, head, List.of(record));
      return new Publication.Published(record.id(), form);
    });
  }

  private Held record(FormPackage form, String address) {
    var fields =
        new TreeMap<>(
            Map.of(
                "formId", form.id(),
                "version", form.version(),
                "title", form.title(),
                "file", address,
                "state", "PUBLISHED",
                "publishedAt", clock.instant().toString()));
    return new Held(
        RecordType.FORM.name(), ids.next(), CaseRecord.PUBLIC, null, 0, null, "", false, fields);
  }
}
