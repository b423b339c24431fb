package cn.ruhu.server.forms;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.By;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.FeedRows.Head;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.merge.Held;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Publishes questionnaires: the package is a file, the FORM record in the public scope names it
/// under the server's signature, and every machine fetches it. Several versions live side by side;
/// the same version is never published with other bytes. One taken out of use stays readable: no
/// visit begins with it, and begun ones may end with it. Thread-safe.
public final class Forms {
  private static final String STATE = "state";
  private static final String ALIVE = "PUBLISHED";
  private static final String RETIRED = "RETIRED";
  private static final String STATE_SEAL = "stateSeal";

  private final Database database;
  private final Feed feed;
  private final Audit audit;
  private final SigningKey key;
  private final FileDesk files;
  private final Ids ids;
  private final InstantSource clock;

  /// What publishing works with.
  ///
  /// @param key the server's own
  public record Parts(
      Database database, Feed feed, Audit audit, SigningKey key, Ids ids, InstantSource clock) {}

  /// Who publishes or retires, and why.
  ///
  /// @param staff id of the person; empty at the console
  /// @param still whether they may still, asked in the transaction that writes
  record Who(By by, String staff, String reason, Still still) {
    static final Who CONSOLE = new Who(By.CONSOLE, "", "", _ -> true);
  }

  /// See [Who].
  @FunctionalInterface
  interface Still {
    boolean may(Tx tx) throws StorageException;
  }

  /// What came of taking a form out of use.
  enum Retirement {
    DONE,
    /// there is no such form
    UNKNOWN,
    /// whoever asked may not any more
    NOT_ALLOWED
  }

  public Forms(Parts parts, FileDesk files) {
    this.database = parts.database();
    this.feed = parts.feed();
    this.audit = parts.audit();
    this.key = parts.key();
    this.ids = parts.ids();
    this.clock = parts.clock();
    this.files = files;
  }

  Instant now() {
    return clock.instant();
  }

  /// Publishes a form package after proving that it can be opened: what a machine in the field gets
  /// works there. Id, version and title are the package's own.
  ///
  /// @param formPackage a zip archive, or the bare XForm
  public Publication publish(byte[] formPackage) throws StorageException, IOException {
    return switch (FormPackage.load(formPackage)) {
      case FormLoading.Broken(List<FormProblem> problems) -> new Publication.Unusable(problems);
      case FormLoading.Loaded(FormPackage form) -> publish(formPackage, form, Who.CONSOLE);
    };
  }

  /// As above, for a form that was proved. The same bytes bring one back that was out of use.
  Publication publish(byte[] bytes, FormPackage form, Who who)
      throws StorageException, IOException {
    // A form may be opened without a version; several of them alive at once need one each.
    if (form.version().isEmpty())
      return new Publication.Unusable(
          List.of(new FormProblem(FormProblem.Kind.INCOMPLETE, "instance", List.of("version"))));
    String address = files.add(bytes).text();
    return database.write(tx -> {
      Head head = feed.lock(tx); // what two instances are asked at once becomes one version
      if (!who.still().may(tx)) return new Publication.NotAllowed();
      Optional<Held> there =
          tx.records().ofType(RecordType.FORM.name()).stream()
              .filter(f -> f.text("formId").equals(form.id()))
              .filter(f -> f.text("version").equals(form.version()))
              .findFirst();
      boolean other = there.filter(f -> !f.text("file").equals(address)).isPresent();
      if (other) return new Publication.VersionTaken(there.orElseThrow().id());
      boolean alive = there.filter(f -> f.text(STATE).equals(ALIVE)).isPresent();
      if (alive) return new Publication.Published(there.orElseThrow().id(), form);
      SortedMap<String, String> fields = fields(form, address, who);
      Held record =
          there
              .map(f -> f.withFields(fields, false, ""))
              .orElseGet(() ->
                  new Held(
                      RecordType.FORM.name(),
                      ids.next(),
                      CaseRecord.PUBLIC,
                      null,
                      0,
                      null,
                      "",
                      false,
                      fields));
      feed.publish(tx, head, List.of(record));
      audit.add(tx, who.by().did("FORM_PUBLISHED", form.id() + " " + form.version()));
      return new Publication.Published(record.id(), form);
    });
  }

  private SortedMap<String, String> fields(FormPackage form, String address, Who who) {
    String at = clock.instant().toString();
    byte[] text = Signatures.formText(form.id(), form.version(), form.hash(), address, at);
    String seal = key.sign(text);
    var fields =
        new TreeMap<>(
            Map.of(
                "formId",
                form.id(),
                "version",
                form.version(),
                "title",
                form.title(),
                "file",
                address,
                STATE,
                ALIVE,
                "publishedAt",
                at,
                "hash",
                form.hash(),
                "seal",
                seal));
    fields.put(STATE_SEAL, key.sign(Signatures.formStateText(seal, ALIVE, at)));
    if (!who.staff().isEmpty()) fields.put("by", who.staff());
    if (!who.reason().isEmpty()) fields.put("reason", who.reason());
    return fields;
  }

  /// Takes a published form out of use.
  Retirement retire(UUID record, Who who) throws StorageException {
    return database.write(tx -> {
      Head head = feed.lock(tx);
      if (!who.still().may(tx)) return Retirement.NOT_ALLOWED;
      Optional<Held> there =
          tx.records().ofType(RecordType.FORM.name()).stream()
              .filter(f -> f.id().equals(record))
              .findFirst();
      if (there.isEmpty()) return Retirement.UNKNOWN;
      Held form = there.get();
      if (form.text(STATE).equals(RETIRED)) return Retirement.DONE;
      var fields = new TreeMap<>(form.fields());
      fields.put(STATE, RETIRED);
      String at = clock.instant().toString();
      fields.put("retiredAt", at);
      fields.put(STATE_SEAL, key.sign(Signatures.formStateText(form.text("seal"), RETIRED, at)));
      if (!who.staff().isEmpty()) fields.put("retiredBy", who.staff());
      if (!who.reason().isEmpty()) fields.put("retiredWhy", who.reason());
      feed.publish(tx, head, List.of(form.withFields(fields, false, "")));
      audit.add(tx, who.by().did("FORM_RETIRED", form.text("formId") + " " + form.text("version")));
      return Retirement.DONE;
    });
  }
}
