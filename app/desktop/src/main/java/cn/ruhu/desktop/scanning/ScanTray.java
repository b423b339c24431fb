package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.FormEditions;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.device.scan.ScannedPage;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tray on the disk, one for everything a person does from sign-in to sign-out: what was
/// scanned is there before the scanner hears that it was taken, and stays until every sheet is
/// accounted for. A batch whose sheets are all settled ends when the next file comes; its originals
/// stay for [#KEPT] in case somebody looked too hastily, and one that was pulled apart for two
/// families stays for good: no case has it as it came.
///
/// Every call touches the disk. Thread-safe: the scanner's thread brings files while a person
/// decides.
public final class ScanTray {
  /// How long the originals of a finished batch stay on this machine.
  static final Duration KEPT = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(ScanTray.class);
  private static final String SCANNER = "SCANNER";

  private final Desk desk;
  private final KnownScans known;
  private final List<ScanBatch> batches = new ArrayList<>();
  private final Prints prints;
  private final FolderMarks marks;
  private final TwinMemory apart = new TwinMemory();
  private boolean opened;

  ScanTray(Desk desk) {
    this.desk = desk;
    this.prints = new Prints(desk);
    this.known = new KnownScans(desk);
    this.marks = new FolderMarks(desk, this::isNew);
  }

  /// From when on what lies in a scan folder is this person's.
  ScanWatch.Marks marks() {
    return marks;
  }

  /// Sheets that are not one.
  TwinMemory apart() {
    return apart;
  }

  /// Fingerprints of pages this machine looked at.
  public Prints prints() {
    return prints;
  }

  /// Batches that are open or were finished lately, oldest first.
  synchronized List<ScanBatch> batches() throws StoreException {
    open();
    return List.copyOf(batches);
  }

  private void open() throws StoreException {
    if (opened) return;
    var drafts = desk.store().drafts();
    var found = new ArrayList<ScanBatch>();
    for (String key : drafts.keys()) {
      if (!ScanBatch.isKey(key)) continue;
      Optional<byte[]> bytes = drafts.get(key);
      if (bytes.isEmpty()) continue;
      try {
        found.add(ScanBatch.read(bytes.get()));
      } catch (WireException e) {
        // kept as it is: a later version may read it
        LOG.error("a batch of scans cannot be read: {}", e.code());
      }
    }
    found.sort(Comparator.comparingLong(ScanBatch::startedAt));
    known.open(found);
    batches.addAll(found);
    opened = true;
    List<CaseFile> held = found.isEmpty() ? List.of() : desk.heldCases();
    for (ScanBatch b : found) settleFiled(brokenOff(b), held);
    sweep();
  }

  /// A job that was running when the program ended: how much went through nobody knows.
  private ScanBatch brokenOff(ScanBatch b) throws StoreException {
    ScanBatch now = b;
    for (FedJob j : b.jobs()) if (j.running()) now = now.with(j.brokenOff());
    if (!now.equals(b)) keep(now);
    return now;
  }

  private void settleFiled(ScanBatch b, List<CaseFile> held) throws StoreException {
    ScanBatch now = noted(b, held);
    if (!now.equals(b)) keep(now);
  }

  /// A page whose record is there was filed, whatever the batch remembers.
  private ScanBatch noted(ScanBatch b) {
    return noted(b, List.of());
  }

  /// @param held cases whose records leave the view when they were sent
  private ScanBatch noted(ScanBatch b, List<CaseFile> held) {
    return b.with(
        b.pages().stream()
            .map(p -> filed(p, held).map(m -> p.with(p.choice().with(m))).orElse(p))
            .toList());
  }

  private Optional<ScanChoice.Mark> filed(ScanPage p, List<CaseFile> held) {
    if (p.choice().filed()) return Optional.empty();
    return desk.store()
        .record(p.id())
        .or(() -> held.stream().flatMap(f -> f.record(p.id()).stream()).findFirst())
        .map(TrayFiling::mark);
  }

  private void sweep() throws StoreException {
    long old = desk.now().minus(KEPT).toEpochMilli();
    for (ScanBatch b : List.copyOf(batches)) {
      if (b.open() || b.closedAt() > old) continue;
      Set<String> named = originals(b);
      for (ScanPage p : b.pages()) {
        if (named.contains(p.file())) continue;
        desk.store().files().discard(p.file(), b.id());
        known.forget(p.file());
      }
      desk.store().drafts().remove(b.key());
      batches.remove(b);
    }
  }

  /// Files that pages of cases name as what they were cut from: no case has the bytes as they came.
  private static Set<String> originals(ScanBatch b) {
    var files = new HashSet<String>();
    for (ScanPage p : b.pages()) if (p.choice().mark() == ScanChoice.Mark.CUT) files.add(p.file());
    return files;
  }

  private void keep(ScanBatch now) throws StoreException {
    desk.store().drafts().put(now.key(), now.toBytes());
    for (int i = 0; i < batches.size(); i++)
      if (batches.get(i).id().equals(now.id())) {
        batches.set(i, now);
        return;
      }
    batches.add(now);
  }

  /// Whether this person never took a scan.
  private synchronized boolean isNew() {
    try {
      open();
    } catch (StoreException e) {
      LOG.warn("known scans are not to be read: {}", e.code());
      return false; // what lies there is taken rather than lost
    }
    return known.isEmpty();
  }

  /// Whether these bytes were taken before and lie here, or in a case, still.
  ///
  /// @param sha256 64 hex digits
  synchronized boolean knows(String sha256) {
    try {
      open();
    } catch (StoreException e) {
      // taken once more rather than lost; the store finds the same bytes by their hash
      LOG.warn("known scans are not to be read: {}", e.code());
    }
    return known.has(sha256);
  }

  /// Keeps a file: its bytes, then its place in the batch. One that two folders offered at the same
  /// moment is counted the second time.
  ///
  /// @param source code of table `pageSource`
  synchronized void took(ScannedFile file, String source) throws StoreException {
    took(file, source, ScanChoice.NONE);
  }

  /// As [#took(ScannedFile, String)], with what is known of it already, in one step.
  synchronized void took(ScannedFile file, String source, ScanChoice said) throws StoreException {
    open();
    if (known.has(file.sha256())) {
      again();
      return;
    }
    keep(file.bytes(), file.sha256(), page(file.taken(), source, said), current());
  }

  /// Keeps a page of a scanner's job as [#took(ScannedFile, String)] keeps a file: page and count
  /// of the job in one step. Pages of one job lie in one batch.
  ///
  /// @param job made up by whoever runs it
  synchronized void took(ScannedPage page, UUID job) throws StoreException {
    open();
    ScanBatch batch = batchOfJob(job).orElse(null);
    if (batch == null) batch = current();
    ScanBatch counted = batch.with(batch.job(job).orElseGet(() -> FedJob.begun(job)).took());
    if (known.has(page.sha256())) keep(counted.withAgain());
    else keep(page.bytes(), page.sha256(), page(page.taken(), SCANNER, ScanChoice.NONE), counted);
  }

  /// A job ended. One that brought nothing and lost nothing leaves no trace. When the rest of an
  /// earlier one came and nothing is missing, that one is done with too, see [FedJob#completes].
  ///
  /// @param input where the paper lay
  synchronized void ended(UUID job, ScanEnd end, ScanInput input) throws StoreException {
    open();
    Optional<ScanBatch> of = batchOfJob(job);
    if (of.isEmpty() && !FedJob.leavesTrace(end, input)) return;
    ScanBatch batch = of.isPresent() ? of.get() : current();
    FedJob now = batch.job(job).orElseGet(() -> FedJob.begun(job)).ended(end, input);
    ScanBatch with = batch.with(now);
    for (FedJob before : batch.jobs()) if (now.completes(before)) with = with.with(before.seen());
    keep(with);
  }

  private Optional<ScanBatch> batchOfJob(UUID job) {
    return batches.stream().filter(b -> b.job(job).isPresent()).findFirst();
  }

  /// Somebody compared what came with the paper: nothing is missing any more.
  synchronized void checked(UUID batchId) throws StoreException {
    open();
    for (ScanBatch b : List.copyOf(batches)) if (b.id().equals(batchId)) keep(b.checked());
  }

  /// A sheet whose bytes are not kept yet.
  private ScanPage page(Instant taken, String source, ScanChoice said) {
    return new ScanPage(
        desk.newId(),
        "",
        "",
        0,
        0,
        taken.toEpochMilli(),
        source,
        ScanLook.NONE,
        said,
        ScanMake.NONE);
  }

  private void keep(byte[] bytes, String sha256, ScanPage page, ScanBatch batch)
      throws StoreException {
    String mime =
        PageFile.format(bytes).map(PageFile.Format::mime).orElse("application/octet-stream");
    String address = desk.store().files().put(bytes, batch.id(), mime);
    var pages = new ArrayList<>(batch.pages());
    pages.add(page.of(address, mime, bytes.length));
    keep(batch.with(pages));
    known.took(sha256);
  }

  /// Takes a file once more, by somebody's word, though its bytes were taken before: a sheet of its
  /// own, that may go elsewhere. In a batch that does not hold the file already.
  ///
  /// @param source code of table `pageSource`
  synchronized void anew(ScannedFile file, String source) throws StoreException {
    open();
    ScanBatch batch = current();
    boolean there =
        batch.pages().stream()
            .flatMap(p -> FileAddress.parse(p.file()).stream())
            .anyMatch(a -> a.hex().equals(file.sha256()));
    ScanPage page = page(file.taken(), source, ScanChoice.NONE);
    keep(file.bytes(), file.sha256(), page, there ? fresh() : batch);
  }

  /// Bytes with this hash as they lie here; empty when they do not.
  ///
  /// @param sha256 64 hex digits
  Optional<byte[]> kept(String sha256) throws StoreException {
    String address = FileAddress.ofDigest(HexFormat.of().parseHex(sha256)).text();
    var files = desk.store().files();
    return files.file(address).isEmpty() ? Optional.empty() : Optional.of(files.bytes(address));
  }

  /// The same bytes came again: counted in the newest batch.
  synchronized void again() throws StoreException {
    open();
    keep((batches.isEmpty() ? fresh() : batches.getLast()).withAgain());
  }

  /// The newest batch, if it is open. Those whose sheets are all settled end here, and a new one
  /// begins.
  private ScanBatch current() throws StoreException {
    for (ScanBatch b : List.copyOf(batches))
      if (b.open() && !b.feeding() && Sorting.finished(rows(b)))
        keep(noted(b).closed(desk.now().toEpochMilli()));
    return batches.isEmpty() || !batches.getLast().open() ? fresh() : batches.getLast();
  }

  private ScanBatch fresh() {
    return new ScanBatch(desk.newId(), desk.now().toEpochMilli());
  }

  /// What each sheet of a batch is, as the cases of this machine stand now.
  synchronized List<TrayRow> rows(ScanBatch batch) {
    var read = new HashMap<UUID, CaseFile>();
    Function<UUID, CaseFile> cases = id -> read.computeIfAbsent(id, desk::caseFile);
    var routing = new Routing(desk.pageKeys(), new FormEditions(), cases);
    return Sorting.rows(noted(batch), routing, cases, this::handed, desk.actor().role());
  }

  private Optional<ReceivedCase> handed(UUID application) {
    try {
      return ReceivedCase.of(desk.store(), application);
    } catch (StoreException | WireException e) {
      LOG.warn("what was handed over is not to be read: {}", e.getClass().getName());
      return Optional.empty(); // the sheet waits all the same
    }
  }

  /// The sheets of a file, each with its place behind the first; those not known yet are added.
  ///
  /// @param page any page of the file
  /// @param count how many sheets the file has
  synchronized List<ScanPage> sheets(ScanPage page, int count) throws StoreException {
    ScanBatch batch = batchOf(page.id());
    List<ScanPage> there = of(batch, page.file());
    var pages = new ArrayList<>(batch.pages());
    int at = pages.indexOf(there.getLast()) + 1;
    for (int i = 0; i < count; i++) {
      int sheet = i;
      if (there.stream().noneMatch(p -> p.sheet() == sheet))
        pages.add(at++, page.sibling(desk.newId(), sheet));
    }
    if (pages.size() == batch.pages().size()) return there;
    ScanBatch now = batch.with(pages);
    keep(now);
    return of(now, page.file());
  }

  private static List<ScanPage> of(ScanBatch batch, String file) {
    return batch.pages().stream().filter(p -> p.file().equals(file)).toList();
  }

  private ScanBatch batchOf(UUID page) {
    return batches.stream()
        .filter(b -> b.pages().stream().anyMatch(p -> p.id().equals(page)))
        .findFirst()
        .orElseThrow();
  }

  /// What reading told, by page.
  synchronized void looked(Map<UUID, ScanLook> looks) throws StoreException {
    edit(looks.keySet(), p -> p.with(looks.getOrDefault(p.id(), p.look())));
  }

  /// Whether the same sheet lies elsewhere too.
  synchronized void alike(UUID page, boolean now) throws StoreException {
    edit(Set.of(page), p -> p.with(p.look().alike(now)));
  }

  /// What a person said of one or several pages, durable when this returns. A batch that had ended
  /// is open again when a sheet of it is not settled any more.
  synchronized void say(Map<UUID, UnaryOperator<ScanChoice>> said) throws StoreException {
    edit(said.keySet(), p -> p.with(said.getOrDefault(p.id(), c -> c).apply(p.choice())));
    for (ScanBatch b : List.copyOf(batches))
      if (!b.open()
          && b.pages().stream().anyMatch(p -> said.containsKey(p.id()))
          && !Sorting.settled(rows(b))) keep(b.closed(0));
  }

  /// Changes pages, each batch in one step.
  synchronized void edit(Set<UUID> which, UnaryOperator<ScanPage> change) throws StoreException {
    for (ScanBatch b : List.copyOf(batches)) {
      List<ScanPage> pages =
          b.pages().stream().map(p -> which.contains(p.id()) ? change.apply(p) : p).toList();
      if (!pages.equals(b.pages())) keep(b.with(pages));
    }
  }

  /// What a person made of a page: its picture, its stamp.
  synchronized void make(UUID page, UnaryOperator<ScanMake> made) throws StoreException {
    edit(Set.of(page), p -> p.choice().filed() ? p : p.with(made.apply(p.make())));
  }

  /// The picture of a page is made otherwise.
  ///
  /// @param to of the page as it is by then: two acts in a row both count
  synchronized void shape(UUID page, Function<ScanPage, PageRecipe> to) throws StoreException {
    edit(Set.of(page), p -> p.choice().filed() ? p : p.with(p.make().shaped(to.apply(p))));
  }

  /// Splits the picture of an open booklet: the page keeps the half that is read first, a new one
  /// behind it gets the other. One durable step.
  ///
  /// @return id of the new page; empty when the page was filed meanwhile
  synchronized Optional<UUID> split(UUID page, Corners first, Corners second)
      throws StoreException {
    return split(page, p -> p.make().halved(p.half(first)), p -> p.make().halved(p.half(second)));
  }

  /// As [#split(UUID, Corners, Corners)], for whatever two pages a picture shows.
  ///
  /// @param first what is made of the page itself
  /// @param second what is made of the new one
  synchronized Optional<UUID> split(
      UUID page, Function<ScanPage, ScanMake> first, Function<ScanPage, ScanMake> second)
      throws StoreException {
    ScanBatch batch = batchOf(page);
    var pages = new ArrayList<>(batch.pages());
    for (int i = 0; i < pages.size(); i++) {
      ScanPage p = pages.get(i);
      if (!p.id().equals(page)) continue;
      if (p.choice().filed()) return Optional.empty();
      UUID other = desk.newId();
      pages.set(i, p.with(first.apply(p)));
      pages.add(i + 1, p.other(other, second.apply(p)));
      keep(batch.with(pages));
      return Optional.of(other);
    }
    return Optional.empty();
  }

  /// Puts pages back as they were, and takes away the halves that a split had made; what was filed
  /// since stays.
  ///
  /// @param placed back to the place they had; else to what was made of them
  synchronized void back(List<ScanPage> before, boolean placed, Set<UUID> made)
      throws StoreException {
    var old = new HashMap<UUID, ScanPage>();
    before.forEach(p -> old.put(p.id(), p));
    for (ScanBatch b : List.copyOf(batches)) {
      var pages = new ArrayList<ScanPage>();
      for (ScanPage p : b.pages()) {
        Optional<ScanPage> was = Optional.ofNullable(old.get(p.id()));
        if (p.choice().filed()) pages.add(p);
        else if (was.isPresent())
          pages.add(
              placed
                  ? p.with(was.get().choice())
                  : p.with(was.get().look()).with(was.get().make()));
        else if (!made.contains(p.id())) pages.add(p);
      }
      if (!pages.equals(b.pages())) keep(b.with(pages));
    }
  }

  /// Bytes of a page's file as they came.
  byte[] bytes(ScanPage page) throws StoreException {
    return desk.store().files().bytes(page.file());
  }

  /// Files every page of a batch that is ready, see [TrayFiling]; sheets that come meanwhile wait
  /// for its writing only, not for its looking.
  TrayFiling.Filed file(UUID batchId) throws StoreException {
    return new TrayFiling(desk, this).file(batchId);
  }

  /// A batch that is here.
  synchronized ScanBatch batch(UUID id) {
    return batches.stream().filter(b -> b.id().equals(id)).findFirst().orElseThrow();
  }

  /// Ends a batch whose sheets are all settled.
  ///
  /// @return false, and nothing happens, while one is not
  synchronized boolean close(UUID batchId) throws StoreException {
    for (ScanBatch b : List.copyOf(batches))
      if (b.id().equals(batchId)) {
        if (b.feeding() || !Sorting.settled(rows(b))) return false;
        keep(noted(b).closed(desk.now().toEpochMilli()));
        return true;
      }
    return false;
  }
}
