package cn.ruhu.store;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A data folder in a test, with a clock that is set by hand, and short words for what tests do.
final class Home implements InstantSource {
  static final String STREET = "110108007";
  static final String EPOCH = "e1";
  static final char[] PASSWORD = "correct horse".toCharArray();
  static final Accounts.Person CLERK =
      new Accounts.Person(new UUID(1, 1), "clerk", "C", "WINDOW", STREET);
  static final Accounts.Person OTHER =
      new Accounts.Person(new UUID(1, 2), "other", "O", "WINDOW", STREET);
  static final byte[] RECOVERY_SECRET = new byte[32];

  final Path path;
  long wall = 1_700_000_000_000L;
  long mono;
  Disk disk = Disk.real();
  long pages;
  int heldMax = Copies.HELD_MAX;

  Home(Path path) {
    this.path = path;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(wall);
  }

  StoreOptions options() {
    return new StoreOptions("test", () -> mono, PasswordHash.Cost.TINY, disk, pages, heldMax);
  }

  Machine machine() throws StoreException {
    return Machine.open(path, this, new SecureRandom(), options());
  }

  static Enrolment enrolment(String block) {
    return new Enrolment(
        "https://127.0.0.1:1",
        "pin",
        "haidian",
        "Haidian",
        "00".repeat(32),
        SealedBox.publicHex(RECOVERY_SECRET),
        block,
        List.of(CLERK, OTHER));
  }

  /// An enrolled machine with the clerk signed in for the first time.
  LocalStore first(Machine machine) throws StoreException {
    machine.enrolled(enrolment("001"));
    return machine.createVault(CLERK, PASSWORD, null);
  }

  static LocalStore again(Machine machine) throws StoreException {
    SignIn s = machine.signIn("clerk", PASSWORD);
    if (s instanceof SignIn.Opened(LocalStore store)) return store;
    throw new AssertionError("not opened: " + s);
  }

  static CaseRecord application(UUID id, Map<String, String> fields) {
    var all = new TreeMap<>(fields);
    all.putIfAbsent("street", STREET);
    return CaseRecord.of(RecordType.APPLICATION, id, STREET, id, all);
  }

  static CaseRecord person(UUID id, UUID caseId, String name) {
    return CaseRecord.of(RecordType.PERSON, id, STREET, caseId, Map.of("name", name));
  }

  static NewOp save(RecordChange... changes) {
    return new NewOp("save", null, false, List.of(changes), List.of());
  }

  static NewOp saveWithFiles(List<String> files, RecordChange... changes) {
    return new NewOp("save", null, false, List.of(changes), files);
  }

  static RecordChange set(CaseRecord before, String field, String value) {
    return RecordChange.between(before, before.with(field, value)).orElseThrow();
  }

  static Witness at(long seq) {
    return new Witness(EPOCH, seq, "%064x".formatted(seq));
  }

  static Cursor cursor(long seq) {
    return new Cursor(seq, "%064x".formatted(seq));
  }

  static WireRecord wire(CaseRecord r, long seq) {
    return new WireRecord(r.type().name(), r.id(), r.scope(), r.caseId(), seq, false, r.fields());
  }

  /// A page that grants the street and brings these records, cursor at `seq`.
  static PullReply page(long seq, WireRecord... records) {
    return page(seq, 0, List.of(STREET), List.of(), List.of(records));
  }

  static PullReply page(
      long seq,
      long safe,
      List<String> scopes,
      List<PullReply.Exit> exits,
      List<WireRecord> records) {
    var cursors = new TreeMap<String, Cursor>();
    scopes.forEach(s -> cursors.put(s, cursor(seq)));
    return new PullReply(
        records, exits, cursors, scopes, List.of(), List.of(), at(seq), safe, 5_000, false,
        List.of(), List.of(), Map.of(), List.of());
  }

  static PullReply receipts(long seq, long safe, List<String> receipts, List<String> wanted) {
    return new PullReply(
        List.of(),
        List.of(),
        Map.of(STREET, cursor(seq)),
        List.of(STREET),
        receipts,
        wanted,
        at(seq),
        safe,
        5_000,
        false,
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  static SyncLedger.Outcome pull(LocalStore store, PullReply page) throws StoreException {
    return store.sync().pulled(store.sync().ticket(), page);
  }

  /// The server takes everything that waits, with one kind of verdict, from commit `seq` on.
  static void push(LocalStore store, Verdict.Kind kind, long seq) throws StoreException {
    var verdicts = new ArrayList<Verdict>();
    Batch batch = store.journal().pending(200, 1 << 20).orElseThrow();
    long at = seq;
    for (UUID id : batch.opIds())
      verdicts.add(new Verdict(id, kind, at++, null, null, null, List.of()));
    long head = at - 1;
    store
        .sync()
        .pushed(
            store.sync().ticket(),
            new PushReply(
                verdicts, batch.fromSeq() + verdicts.size() - 1, at(head), 0, 5_000, null));
  }

  /// Copies a folder as a power cut leaves it: what SQLite keeps in shared memory is not on a disk.
  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            if (!file.toString().endsWith("-shm"))
              Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
