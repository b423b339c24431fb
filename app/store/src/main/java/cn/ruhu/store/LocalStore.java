package cn.ruhu.store;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.paper.DocumentNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Verdict;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything one signed-in person has on this machine. What a method says is saved is on the disk
/// when it returns. Thread-safe: one writer at a time, readers of the view never wait for the disk.
/// Opened by [Machine#signIn].
public final class LocalStore implements AutoCloseable {
  private static final String OPEN = "open";
  private static final Logger LOG = LoggerFactory.getLogger(LocalStore.class);

  private final Db db;
  private final Machine machine;
  private final Journal.Author author;
  private final SigningKey signingKey;
  private final Seals seals;
  private final View view = new View();
  private final Copies copies;
  private final CaseLines lines;
  private final Drafts drafts;
  private final StoredFiles files;
  private final Journal journal;
  private final SyncLedger sync;
  private final BundleReceipts receipts;
  private final WaitingWork waitingWork;
  private final RegistryCopy registry;
  private final List<Consumer<StoreChange>> listeners = new CopyOnWriteArrayList<>();
  private boolean closed;

  private LocalStore(Path folder, Db db, Keyring keys, Journal.Author author, Machine machine)
      throws StoreException {
    this.db = db;
    this.machine = machine;
    this.author = author;
    this.signingKey = keys.signingKey();
    this.seals = new Seals(machine.home(), author.options().disk());
    Steps.run(db);
    boolean unclean = db.read("reading how it was closed", c -> "1".equals(Db.meta(c, OPEN)));
    if (unclean) checkPages(db);
    db.act("opening", c -> Db.setMeta(c, OPEN, "1"));
    new SalvageCheck(folder, db, keys).run();
    for (Map.Entry<String, byte[]> e : scopeKeys(db).entrySet())
      keys.hold(e.getKey(), e.getValue());
    this.drafts = new Drafts(db, keys, author.clock());
    this.files =
        new StoredFiles(
            folder.resolve(Machine.FILES),
            db,
            keys,
            author.options().disk(),
            author.clock(),
            () -> tell(StoreChange.EVERYTHING));
    this.journal = new Journal(db, keys, view, files, author);
    this.waitingWork = new WaitingWork(journal, files);
    if (SalvageCheck.isToRestart(db)) {
      journal.restart();
      SalvageCheck.restarted(db);
    }
    this.copies = new Copies(db, keys, view, author.options().copiesHeldMax());
    this.sync =
        new SyncLedger(
            db,
            keys,
            new SyncLedger.Held(view, copies, journal, files),
            author.clock(),
            this::tell);
    this.lines = new CaseLines(db, keys, sync::locked, this::ownCases);
    this.receipts = new BundleReceipts(db, keys, author, sync, files);
    this.registry =
        new RegistryCopy(
            db,
            keys,
            author.clock(),
            sync::locked,
            () -> tell(new StoreChange(Set.of(), Set.of(), false)));
    this.sync.show(author.clock().instant());
  }

  private static void checkPages(Db db) throws StoreException {
    String found = db.integrity();
    if (!found.equals("ok"))
      throw new StoreException(StoreException.Code.CORRUPT, "integrity check: database pages");
  }

  private static Map<String, byte[]> scopeKeys(Db db) throws StoreException {
    return db.read(
        "reading scope keys",
        c -> {
          var out = new LinkedHashMap<String, byte[]>();
          try (PreparedStatement p = c.prepareStatement("SELECT scope, wrapped FROM scope_key");
              ResultSet r = p.executeQuery()) {
            while (r.next()) out.put(r.getString(1), r.getBytes(2));
          }
          return out;
        });
  }

  /// Opens a person's database. One whose pages are damaged is salvaged first: what can be read of
  /// the person's own goes into a fresh one, see [#salvages].
  static LocalStore open(Path folder, Keyring keys, Journal.Author author, Machine machine)
      throws StoreException {
    Disk disk = author.options().disk();
    settle(folder, disk, author.clock().millis());
    try {
      return attempt(folder, keys, author, machine);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CORRUPT) throw e;
    } catch (IllegalArgumentException _) {
      // an id, a state or a number that is none: only damage writes these
    }
    keys.scopes().forEach(keys::forget);
    Salvage.run(folder, disk, author.clock().millis());
    return attempt(folder, keys, author, machine);
  }

  /// What must be done before the database of a folder is opened by anybody.
  private static void settle(Path folder, Disk disk, long now) throws StoreException {
    Salvage.settle(folder, disk);
    if (Salvage.isEmptied(folder)) Salvage.run(folder, disk, now);
  }

  private static LocalStore attempt(
      Path folder, Keyring keys, Journal.Author author, Machine machine) throws StoreException {
    Db db =
        Db.open(
            folder.resolve(Machine.DATABASE),
            author.options().disk(),
            author.options().databasePagesMax());
    boolean done = false;
    try {
      LocalStore store = new LocalStore(folder, db, keys, author, machine);
      done = true;
      return store;
    } finally {
      if (!done) db.close();
    }
  }

  /// Drops what only the lost vault key could open: pulled copies and their keys. A damaged
  /// database is salvaged, which leaves them behind.
  ///
  /// @param now device clock, milliseconds since 1970
  static void dropCopies(Path folder, Disk disk, long now) throws StoreException {
    settle(folder, disk, now);
    Path file = folder.resolve(Machine.DATABASE);
    if (!Files.exists(file)) return;
    try (Db db = Db.open(file, 0)) {
      Steps.run(db);
      db.act("dropping pulled copies", LocalStore::dropCopies);
      return;
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CORRUPT) throw e;
    }
    Salvage.run(folder, disk, now);
  }

  /// Acts of a closed store that the server has not answered for.
  static long unacknowledged(Path folder) throws StoreException {
    Path file = folder.resolve(Machine.DATABASE);
    if (!Files.exists(file)) return 0;
    try (Db db = Db.open(file, 0)) {
      Steps.run(db);
      return db.read(
          "counting what was not sent",
          c -> Db.number(c, "SELECT count(*) FROM journal WHERE state = 'PENDING'"));
    }
  }

  private static void dropCopies(Connection c) throws java.sql.SQLException {
    CaseLines.leave(c, null);
    Db.run(c, "DELETE FROM file WHERE scope IS NOT NULL");
    Db.run(c, "DELETE FROM record");
    Db.run(c, "DELETE FROM cursor");
    Db.run(c, "DELETE FROM doubt");
    Db.run(c, "DELETE FROM scope_key");
    RegistryCopy.drop(c);
  }

  public UUID user() {
    return author.user();
  }

  public UUID device() {
    return author.device();
  }

  /// Signs as this person: who has the machine and not the password cannot.
  public SigningKey signingKey() {
    return signingKey;
  }

  /// Program and version that is at work here.
  public String software() {
    return author.options().app();
  }

  /// A cryptographic source, for what is made to leave this machine.
  public RandomGenerator random() {
    return machine.random();
  }

  /// What this machine sealed.
  public Seals seals() {
    return seals;
  }

  /// A record as this person sees it: the server's copy with every own act over it that the copy
  /// does not show yet. Empty when unknown or deleted.
  ///
  /// @throws UncheckedIOException when it lies on the disk of a large store and cannot be read
  public Optional<CaseRecord> record(UUID id) {
    return copies.record(id);
  }

  /// All records of a type, oldest first.
  public List<CaseRecord> all(RecordType type) {
    return copies.all(type);
  }

  /// All records of one application, oldest first.
  public List<CaseRecord> ofCase(UUID caseId) {
    return copies.ofCase(caseId);
  }

  /// Whether cases are read from the disk when they are asked for, because there are too many of
  /// them to be held: whoever goes through all of them takes minutes.
  public boolean isLarge() {
    return view.isLight();
  }

  /// Saves an act: journal line, file references and the end of its drafts in one transaction.
  ///
  /// @param finishedDrafts keys of drafts that became this act
  /// @throws StoreException and then nothing of it is saved; `NO_FILE` for a file that is not kept
  public Saved save(NewOp op, String... finishedDrafts) throws StoreException {
    JournalEntry e = saved(op, finishedDrafts);
    var records = new HashSet<UUID>();
    var cases = new HashSet<UUID>();
    op.changes()
        .forEach(c -> {
          records.add(c.id());
          if (c.caseId() != null) cases.add(c.caseId());
        });
    tell(new StoreChange(records, cases, false));
    return new Saved(e.opId(), e.op().jseq());
  }

  private JournalEntry saved(NewOp op, String... finishedDrafts) throws StoreException {
    synchronized (db) {
      copies.hold(
          op.changes().stream().map(RecordChange::caseId).filter(Objects::nonNull).toList());
      return journal.save(op, sync.serverTime(), drafts, List.of(finishedDrafts));
    }
  }

  /// How far a record's newest state has travelled. A record nobody here wrote is
  /// [Standing#IN_DISTRICT]; one that is not known at all is [Standing#LOCAL].
  public Standing standing(UUID recordId) {
    List<JournalEntry> ops = view.opsOf(recordId);
    if (ops.stream().anyMatch(e -> e.state() == JournalEntry.State.PENDING)) return Standing.LOCAL;
    if (openConflict(recordId)) return Standing.CONFLICT;
    if (ops.isEmpty())
      return copies.record(recordId).isPresent() ? Standing.IN_DISTRICT : Standing.LOCAL;
    JournalEntry newest = ops.getLast();
    Standing of = standing(newest);
    if (of != Standing.IN_DISTRICT) return of;
    boolean all = ops.stream().allMatch(e -> e.untaken() || arrived(e));
    return all ? Standing.IN_DISTRICT : Standing.SENT;
  }

  private Standing standing(JournalEntry e) {
    Verdict v = e.verdict();
    if (v == null) return Standing.LOCAL;
    return switch (v.verdict()) {
      case REJECTED, LATE -> Standing.REFUSED;
      case CONFLICT ->
          e.state() == JournalEntry.State.REFLECTED ? Standing.IN_DISTRICT : Standing.CONFLICT;
      case DEFERRED ->
          e.state() == JournalEntry.State.REFLECTED ? Standing.IN_DISTRICT : Standing.SENT;
      case APPLIED, MERGED -> arrived(e) ? Standing.IN_DISTRICT : Standing.SENT;
    };
  }

  private boolean arrived(JournalEntry e) {
    return files.allVerified(e.op().files());
  }

  private boolean openConflict(UUID recordId) {
    String id = recordId.toString();
    return copies.all(RecordType.CONFLICT).stream()
        .anyMatch(c -> id.equals(c.text("record")) && c.get("resolvedBy").isEmpty());
  }

  /// The way of a record, oldest act first: what was done here and what the district answered. Acts
  /// the district has long confirmed are no longer listed.
  public List<StoryLine> story(UUID recordId) {
    return view.opsOf(recordId).stream()
        .map(e ->
            new StoryLine(
                e.opId(),
                e.op().kind(),
                e.op().reason(),
                e.op().wall(),
                e.verdict(),
                files.countUnverified(e.op().files())))
        .toList();
  }

  /// What became of this person's work each time the database was found damaged, oldest first; none
  /// on a sound machine.
  public List<Salvaged> salvages() throws StoreException {
    return SalvageCheck.told(db);
  }

  /// The person's work key sealed to the server's recovery key, to be kept there; empty before the
  /// machine is enrolled.
  public Optional<byte[]> recoverySealed() throws StoreException {
    return machine.recoverySealed(author.user());
  }

  public Drafts drafts() {
    return drafts;
  }

  public StoredFiles files() {
    return files;
  }

  public Journal journal() {
    return journal;
  }

  public SyncLedger sync() {
    return sync;
  }

  /// A line of every case, for lists.
  public CaseLines lines() {
    return lines;
  }

  /// What the district knows by number, for windows.
  public RegistryCopy registry() {
    return registry;
  }

  /// Takes in what the district answered to a bundle of this person's, as the answer to a push is.
  ///
  /// @return what became of it; whatever it is, the receipt needs no second look
  public BundleReceipts.Outcome take(Bundles.SealedReceipt receipt) throws StoreException {
    Enrolment e = machine.enrolment().orElse(null);
    if (e == null) return BundleReceipts.Outcome.NOT_MINE;
    return receipts.take(receipt, e.serverKey());
  }

  /// Receipts that came to this machine for this person while nobody could open them.
  ///
  /// @return how many were taken in
  public int takeReceipts() throws StoreException {
    List<ReceiptBox.Kept> box = machine.receipts().of(author.user());
    Enrolment e = machine.enrolment().orElse(null);
    if (e == null || box.isEmpty()) return 0;
    int applied = 0;
    List<Bundles.SealedReceipt> all = box.stream().flatMap(k -> k.receipts().stream()).toList();
    for (Bundles.Receipt r : receipts.inOrder(all, e.serverKey()))
      if (receipts.take(r) == BundleReceipts.Outcome.APPLIED) applied++;
    for (ReceiptBox.Kept kept : box) kept.delete();
    return applied;
  }

  /// What has not reached the district yet.
  public Waiting waiting() throws StoreException {
    return waitingWork.waiting();
  }

  /// A fresh application number of this machine's block, on the disk before it is returned.
  ///
  /// @param street nine digits
  /// @throws StoreException `NOT_ENROLLED`, `NUMBERS_USED_UP`
  public ApplicationNumber nextApplicationNumber(String street, int year) throws StoreException {
    return machine.nextNumber(street, year, block -> highest(block, street, year));
  }

  /// An old disk image may have forgotten numbers; records that came back have not.
  private int highest(String block, String street, int year) {
    return copies.all(RecordType.APPLICATION).stream()
        .map(r -> ApplicationNumber.parse(r.text("number")).toOptional())
        .flatMap(Optional::stream)
        .filter(n -> n.block().equals(block) && n.year() == year)
        .filter(n -> n.street().filter(street::equals).isPresent())
        .mapToInt(ApplicationNumber::sequence)
        .max()
        .orElse(0);
  }

  /// A fresh number for the document register out of this machine's block, on the disk before it is
  /// returned: no machine and no person ever gets it again.
  ///
  /// @param word see [DocumentNumber#word]
  /// @throws StoreException `NOT_ENROLLED`, `NUMBERS_USED_UP`
  public DocumentNumber nextDocumentNumber(String word, int year) throws StoreException {
    return machine.nextDocument(word, year, block -> highestDocument(block, word, year));
  }

  private int highestDocument(String block, String word, int year) {
    Stream<String> papers =
        copies.all(RecordType.DOCUMENT).stream().map(r -> r.text("documentNumber"));
    Stream<String> leads = copies.all(RecordType.LEAD).stream().map(r -> r.text("number"));
    return Stream.concat(papers, leads)
        .flatMap(n -> DocumentNumber.parse(n).stream())
        .filter(n -> n.block().equals(block) && n.year() == year && n.word().equals(word))
        .mapToInt(DocumentNumber::sequence)
        .max()
        .orElse(0);
  }

  /// Tells `listener` after each change, on the thread that made it and outside the store's locks;
  /// it must return soon.
  ///
  /// @return run it to stop listening
  public Runnable onChange(Consumer<StoreChange> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// What happened has happened, whether a listener can read it or not.
  private void tell(StoreChange change) {
    for (Consumer<StoreChange> l : listeners) {
      try {
        l.accept(change);
      } catch (UncheckedIOException e) {
        LOG.warn("who listens cannot read what changed: {}", e.getMessage());
      }
    }
  }

  private Set<UUID> ownCases() {
    var cases = new HashSet<UUID>();
    for (JournalEntry e : journal.entries())
      for (var change : e.op().changes()) if (change.caseId() != null) cases.add(change.caseId());
    return cases;
  }

  /// Signs the person out: the database is tidied and marked as cleanly closed. Closing twice does
  /// nothing.
  @Override
  public void close() throws StoreException {
    try {
      shut();
    } finally {
      machine.closed(author.user(), this);
    }
  }

  /// Whoever holds the machine may wait for the database, so nobody waits the other way round.
  private void shut() throws StoreException {
    synchronized (db) {
      if (closed) return;
      closed = true;
      try {
        if (!db.isSuspect()) db.act("closing", c -> Db.setMeta(c, OPEN, "0"));
        db.checkpoint();
      } finally {
        db.close();
      }
    }
  }
}
