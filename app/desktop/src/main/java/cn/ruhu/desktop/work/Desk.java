package cn.ruhu.desktop.work;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.store.KeptFile;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.NewOp;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// The desk of one signed-in person on this machine: every feature reads cases and does acts
/// through it, so that the rules of `casefile` stand before every save and each save is one durable
/// op.
///
/// Thread-safe as the store is. Calls that write return after the words are on the disk; hand them
/// to `Background` from a view model.
public final class Desk {
  private static final Duration SETTLED = Duration.ofMillis(120);
  private static final Duration CALM = Duration.ofSeconds(4);

  /// about as long as a piece takes
  private static final long BREATH_NANOS = 400_000;

  /// how often work is put off that waits for the first screen
  private static final int PUT_OFF_MAX = 6;

  private final LocalStore store;
  private final Actor actor;
  private final String displayName;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Ids ids;
  private final Runnable syncSoon;
  private final People people;
  private final FiledPages pages;
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();
  private final AtomicInteger awaited = new AtomicInteger();
  private final Semaphore turns = new Semaphore(1, true);
  private final KeptLists lists = new KeptLists();
  private volatile boolean left;

  /// @param syncSoon called after each save; the sync loop decides when to send
  /// @param people of this store
  public Desk(
      LocalStore store,
      Actor actor,
      String displayName,
      InstantSource clock,
      ZoneId zone,
      Ids ids,
      Runnable syncSoon,
      People people) {
    this.store = store;
    this.actor = actor;
    this.displayName = displayName;
    this.clock = clock;
    this.zone = zone;
    this.ids = ids;
    this.syncSoon = syncSoon;
    this.people = people;
    this.pages = new FiledPages(store);
  }

  public Actor actor() {
    return actor;
  }

  /// Name of the signed-in person, as shown to colleagues.
  public String displayName() {
    return displayName;
  }

  public Instant now() {
    return clock.instant();
  }

  /// The day at the office (Asia/Shanghai), which deadlines and ages are counted by.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  public ZoneId zone() {
    return zone;
  }

  public UUID newId() {
    return ids.next();
  }

  /// Drafts, files, journal and standings; features read, and write drafts and files.
  public LocalStore store() {
    return store;
  }

  /// Finds people of every case on this machine. Not for the window's thread.
  public People people() {
    return people;
  }

  /// Finds pages of every case on this machine by their file. Not for the window's thread.
  public FiledPages pages() {
    return pages;
  }

  /// One case as this machine knows it now: the district's copy under the person's own unsent acts,
  /// and the district's standards, by which the rules judge it. A case taken in for another street
  /// is known from the window's own work ([HeldCase]).
  public CaseFile caseFile(UUID application) {
    var records = new ArrayList<>(store.ofCase(application));
    if (mayHold(application)) {
      List<CaseRecord> held = HeldCase.saved(store, application, actor.street());
      if (!held.isEmpty()) records = new ArrayList<>(held);
    }
    records.addAll(store.all(RecordType.STANDARD));
    return CaseFile.of(records);
  }

  /// Cases this window took in for another street and has not handed over yet.
  public List<CaseFile> heldCases() {
    if (actor.role() != Role.WINDOW_CLERK) return List.of();
    return HeldCase.applications(store, actor.street()).stream()
        .map(this::caseFile)
        .filter(f -> f.application().isPresent())
        .toList();
  }

  /// Whether nothing here says that the case is the window's own street's.
  private boolean mayHold(UUID application) {
    return actor.role() == Role.WINDOW_CLERK
        && store.record(application).filter(a -> a.text("street").equals(actor.street())).isEmpty();
  }

  /// The district's page keys, newest first: new pages are printed under the first, pages of all
  /// are read. Empty for those who get none, and before the first pull.
  public List<PageKey> pageKeys() {
    return PageKey.all(store.all(RecordType.PAGE_KEY));
  }

  /// A name of what the standards say that [#caseFile] judges by: the same one on every machine and
  /// at every sign-in as long as none of them is another.
  public String standards() {
    var all = new LineOut();
    all.list(
        store.all(RecordType.STANDARD).stream()
            .sorted(Comparator.comparing(CaseRecord::id))
            .toList(),
        all::record);
    return Hashes.sha256Hex(all.bytes());
  }

  /// Every application this person may see here.
  public List<CaseRecord> applications() {
    return store.all(RecordType.APPLICATION);
  }

  /// A colleague by id.
  public Optional<CaseRecord> staff(UUID id) {
    return store.record(id).filter(r -> r.type() == RecordType.STAFF);
  }

  /// Active colleagues of one role.
  public List<CaseRecord> staff(Role role) {
    return store.all(RecordType.STAFF).stream()
        .filter(s -> s.text("role").equals(role.name()) && !s.text("active").equals("false"))
        .toList();
  }

  /// A colleague's name, or the empty string when this machine never heard of them.
  public String staffName(UUID id) {
    return id.equals(actor.staff()) ? displayName : staff(id).map(s -> s.text("name")).orElse("");
  }

  /// Names of every colleague and agency this machine heard of, by id: for whoever reads many rows
  /// where nothing may be asked of the store.
  public Map<UUID, String> names() {
    var names = new HashMap<UUID, String>();
    for (RecordType type : List.of(RecordType.STAFF, RecordType.AGENCY))
      for (CaseRecord r : store.all(type)) names.put(r.id(), r.text("name"));
    names.put(actor.staff(), displayName);
    return names;
  }

  /// What stands in the way of an act; nothing is written.
  public Ruling check(UUID application, Act act, ActInput input) {
    CaseFile file = caseFile(application);
    return Process.check(file, act, actor, withFiles(file, input), today());
  }

  /// Does an act on a case: the rules first, then one atomic op with everything it carries.
  ///
  /// @param finishedDrafts keys of drafts that became this act: gone with it, or kept with it
  /// @return what was written, or every hindrance
  /// @throws StoreException the disk; nothing was written
  public Outcome act(UUID application, Act act, ActInput input, String... finishedDrafts)
      throws StoreException {
    return act(caseFile(application), act, actor, input, finishedDrafts);
  }

  /// As [#act(UUID, Act, ActInput, String...)] by the program itself, where only recorded facts
  /// decide.
  public Outcome systemAct(UUID application, Act act, ActInput input) throws StoreException {
    return act(
        caseFile(application), act, new Actor(actor.staff(), Role.SYSTEM, actor.street()), input);
  }

  private Outcome act(CaseFile file, Act act, Actor by, ActInput input, String... finishedDrafts)
      throws StoreException {
    Outcome outcome = Process.perform(file, act, by, withFiles(file, input), now(), ids);
    if (outcome instanceof Performed done) {
      store.save(
          new NewOp(
              "act." + act.name(),
              input.reason().isEmpty() ? null : input.reason(),
              true,
              done.changes(),
              newFiles(done.changes())),
          finishedDrafts);
      syncSoon.run();
    }
    return outcome;
  }

  /// Whether the district holds a file, verified, wherever it was made.
  public boolean inDistrict(String address) {
    return store.sync().arrived(address)
        || store.files().file(address).map(f -> f.state() != KeptFile.State.KEPT).orElse(false);
  }

  /// Files the district is known to hold, among those the case names.
  private ActInput withFiles(CaseFile file, ActInput input) {
    var there = new java.util.HashSet<>(input.filesThere());
    for (String address : addresses(file.records())) if (inDistrict(address)) there.add(address);
    return input.withFiles(there);
  }

  /// Saves edits outside an act: only the fields that changed, each with the value seen before.
  ///
  /// @param kind e.g. `save`, `visit.finish`, `resolve`
  /// @param finishedDrafts keys of drafts that became these changes
  /// @throws StoreException the disk; nothing was written
  public void save(
      String kind,
      String reason,
      boolean atomic,
      List<RecordChange> changes,
      String... finishedDrafts)
      throws StoreException {
    if (changes.isEmpty()) return;
    store.save(
        new NewOp(kind, reason.isEmpty() ? null : reason, atomic, changes, newFiles(changes)),
        finishedDrafts);
    syncSoon.run();
  }

  /// Saves one edited record; false when nothing differed.
  public boolean edit(CaseRecord before, CaseRecord after) throws StoreException {
    Optional<RecordChange> change = RecordChange.between(before, after);
    if (change.isEmpty()) return false;
    save("save", "", false, List.of(change.get()));
    return true;
  }

  /// Addresses that changed file fields name and that are kept on this machine.
  private List<String> newFiles(List<RecordChange> changes) {
    var out = new ArrayList<String>();
    for (RecordChange c : changes)
      c.fields()
          .forEach((name, value) -> {
            boolean file = c.type().field(name).map(f -> f.kind() == FieldKind.FILE).orElse(false);
            String address = value.after();
            if (file && address != null && store.files().file(address).isPresent())
              out.add(address);
          });
    return out.stream().distinct().toList();
  }

  private static List<String> addresses(Collection<CaseRecord> records) {
    var out = new ArrayList<String>();
    for (CaseRecord r : records)
      for (var f : r.type().fields())
        if (f.kind() == FieldKind.FILE) r.get(f.name()).ifPresent(out::add);
    return out;
  }

  /// Runs `work` on the window's thread: at once, or in a large store a few seconds after the
  /// sign-in, when the screen that person sees first has its rows (see [#awaited]); half a minute
  /// after it at the latest.
  public void whenCalm(Background background, Runnable work) {
    if (store.isLarge()) background.window(() -> whenCalm(background, work, PUT_OFF_MAX));
    else work.run();
  }

  private void whenCalm(Background background, Runnable work, int times) {
    background.after(
        CALM,
        () -> {
          if (awaited.get() > 0 && times > 0) whenCalm(background, work, times - 1);
          else work.run();
        });
  }

  /// One piece of work that goes through very many cases: of all who have such work one piece is
  /// done at a time, each in its turn and with a breath behind it, so that whatever somebody waits
  /// for finds a core. Blocks; never on the window's thread.
  public <T> T inTurn(Supplier<T> piece) {
    turns.acquireUninterruptibly();
    try {
      return piece.get();
    } finally {
      LockSupport.parkNanos(BREATH_NANOS);
      turns.release();
    }
  }

  /// Whether its screens went: nothing more is to be gone through for them.
  public boolean isLeft() {
    return left;
  }

  /// Lists at this desk that keep lines.
  KeptLists lists() {
    return lists;
  }

  /// Somebody waits for the rows of a screen; what can wait gives way.
  ///
  /// @return run it when they stand there, or will not come
  public Runnable awaited() {
    var there = new AtomicBoolean();
    awaited.incrementAndGet();
    return () -> {
      if (there.compareAndSet(false, true)) awaited.decrementAndGet();
    };
  }

  /// Calls `refresh` on the window's thread a moment after the store changed, once for many
  /// changes: what others did comes into sight without anybody asking. Ends with [#leave].
  ///
  /// @return run it to stop earlier
  public Runnable follow(Background background, Runnable refresh) {
    var waiting = new AtomicBoolean();
    Runnable stop =
        store.onChange(_ -> {
          if (waiting.getAndSet(true)) return;
          background.window(() ->
              background.after(
                  SETTLED,
                  () -> {
                    waiting.set(false);
                    refresh.run();
                  }));
        });
    followers.add(stop);
    return stop;
  }

  /// The screens at this desk go: nothing follows the store for them any more, and what goes
  /// through very many cases for them stops where it is.
  public void leave() {
    left = true;
    followers.forEach(Runnable::run);
    followers.clear();
  }
}
