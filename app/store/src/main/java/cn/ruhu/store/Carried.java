package cn.ruhu.store;

import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.WireException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bundles of others this machine carries, and the receipts that came for them. It reads neither.
/// Each lies in files of its own, wholly old or wholly new, so a kill at any moment loses nothing:
/// at worst a piece is handed in twice. Thread-safe; there is one for a data folder.
public final class Carried {
  private static final Logger LOG = LoggerFactory.getLogger(Carried.class);
  private static final String STATE = ".state";
  private static final String BACK = ".back";
  private static final String ALTERED = "ALTERED";

  /// bytes of receipts that go in one hand-over
  private static final long BACK_MAX = 8 << 20;

  /// receipts that were taken away stay so long, in case the stick is lost
  private static final Duration KEPT = Duration.ofDays(30);

  private final Path folder;
  private final Disk disk;
  private final InstantSource clock;
  private final AtomicInteger copies = new AtomicInteger();

  Carried(Path folder, Disk disk, InstantSource clock) {
    this.folder = folder;
    this.disk = disk;
    this.clock = clock;
  }

  /// What is known of a carried bundle; lies beside it.
  ///
  /// @param whole its end is there
  /// @param frames it has
  /// @param next number of the frame to hand in next
  /// @param at where to look for that frame, 0 for the beginning
  /// @param fileAt where the frame of the file lies that is open there, 0 for none
  /// @param refused why the district took none of it, null for nothing
  /// @param doneAt when everything was handed in, 0 for not yet
  /// @param backAt when its receipts were taken away, 0 for not yet
  record State(
      boolean whole,
      long bytes,
      int frames,
      int next,
      long at,
      long fileAt,
      Bundles.BundleCounts counts,
      @Nullable String refused,
      long cameAt,
      long doneAt,
      long backAt) {
    State handedIn(int newNext, long newAt, long newFileAt, Bundles.BundleCounts more) {
      return new State(
          whole, bytes, frames, newNext, newAt, newFileAt, counts.plus(more), null, cameAt, 0, 0);
    }

    State done(@Nullable String why, long now) {
      return new State(whole, bytes, frames, next, at, fileAt, counts, why, cameAt, now, backAt);
    }

    State taken(long now) {
      return new State(
          whole, bytes, frames, next, at, fileAt, counts, refused, cameAt, doneAt, now);
    }

    State again() {
      return new State(
          whole, bytes, frames, 1, 0, 0, Bundles.BundleCounts.NONE, null, cameAt, 0, backAt);
    }

    boolean isLeft() {
      return refused != null || !whole || counts.opsLeft() + counts.filesLeft() > 0;
    }
  }

  /// A bundle as a person sees it.
  ///
  /// @param id opaque
  /// @param whole false for one that was cut: what is whole in it goes all the same
  /// @param share of it that is handed in, 0 to 1
  /// @param counts what the district said of it
  /// @param refused why the district took none of it
  /// @param doneAt when everything was handed in
  /// @param receipts are here to be taken back
  /// @param again something of it was not taken; it may be handed in once more
  public record Item(
      String id,
      boolean whole,
      long bytes,
      double share,
      Bundles.BundleCounts counts,
      Optional<String> refused,
      Instant cameAt,
      Optional<Instant> doneAt,
      boolean receipts,
      boolean again) {}

  /// A piece to hand in.
  ///
  /// @param bundle whose
  @SuppressWarnings("ArrayRecordComponent") // made, sent once, never compared
  public record Piece(String bundle, byte[] bytes, int last, long at, long fileAt) {}

  private Path state(String id) {
    return folder.resolve(id + STATE);
  }

  private Path bundle(String id) {
    return folder.resolve(id + Bundles.ENDING);
  }

  private Path back(String id) {
    return folder.resolve(id + BACK);
  }

  /// Takes a copy of a bundle, as far as it is whole. One that is here already is taken again only
  /// when more of it is whole now, or when it was altered: the new copy begins from its beginning.
  /// While bytes come, from a slow stick or another machine, nothing else waits.
  ///
  /// @param frames behind its beginning
  /// @param bytes it has, for the room
  /// @return whether its end is there; empty when it was here
  /// @throws WireException `MALFORMED` when nothing of it is whole
  Optional<Boolean> take(BundleFrames frames, long bytes) throws StoreException, WireException {
    String id = frames.header().id();
    if (has(id).isEmpty()) return Optional.empty();
    Path half = folder.resolve(id + '-' + copies.incrementAndGet() + ".tmp");
    boolean done = false;
    try {
      Permissions.folder(folder);
      if (!hasRoom(bytes))
        throw new StoreException(StoreException.Code.DISK_FULL, "room for a bundle");
      State copied = copy(frames, half);
      if (copied.frames() < 2)
        throw new WireException(WireException.Code.MALFORMED, "nothing of a bundle is whole");
      done = adopt(id, half, copied);
      return done ? Optional.of(copied.whole()) : Optional.empty();
    } catch (IOException e) {
      throw StoreException.of("taking a bundle", e);
    } finally {
      if (!done) delete(half);
    }
  }

  /// Puts a copy in the place of what is here, when it has more.
  private synchronized boolean adopt(String id, Path half, State copied)
      throws StoreException, IOException {
    Optional<State> known = sound(id);
    boolean more =
        known.isEmpty() || (!known.get().whole() && known.get().frames() < copied.frames());
    if (!more) return false;
    disk.replace(half, bundle(id));
    SafeFile.write(disk, state(id), known.map(k -> continued(k, copied)).orElse(copied));
    return true;
  }

  /// Empty also for what rotted: see [#sweep].
  private Optional<State> read(String id) throws StoreException {
    try {
      return SafeFile.read(state(id), State.class);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.DAMAGED_FILE) throw e;
      LOG.warn("what is known of a carried bundle is damaged");
      return Optional.empty();
    }
  }

  /// What is known of it, unless it was altered: then it begins anew.
  private Optional<State> sound(String id) throws StoreException {
    return read(id).filter(s -> !ALTERED.equals(s.refused()));
  }

  /// How many bytes of a bundle are here to go on from; empty when nothing more of it is wanted.
  ///
  /// @param id as its header says
  public synchronized OptionalLong has(String id) throws StoreException {
    if (!Bundles.isId(id)) return OptionalLong.of(0);
    Optional<State> known = sound(id);
    if (known.isPresent() && known.get().whole()) return OptionalLong.empty();
    boolean here = known.isPresent() && bundle(id).toFile().length() == known.get().bytes();
    return OptionalLong.of(here ? known.get().bytes() : 0);
  }

  /// Those bytes.
  InputStream begun(String id) throws StoreException {
    try {
      return Files.newInputStream(bundle(id));
    } catch (IOException e) {
      throw StoreException.of("going on with a bundle", e);
    }
  }

  /// Whether so many bytes of bundles can be taken, as far as the disk says.
  public boolean hasRoom(long bytes) throws StoreException {
    try {
      Permissions.folder(folder);
      return Files.getFileStore(folder).getUsableSpace() >= bytes + bytes / 50;
    } catch (IOException e) {
      throw StoreException.of("asking for room", e);
    }
  }

  /// Frames have the same numbers and places in every copy of a bundle.
  private static State continued(State before, State now) {
    return new State(
        now.whole(),
        now.bytes(),
        now.frames(),
        before.next(),
        before.at(),
        before.fileAt(),
        before.counts(),
        null,
        before.cameAt(),
        0,
        0);
  }

  private State copy(BundleFrames frames, Path half) throws IOException {
    int n = 0;
    boolean whole = false;
    try (Disk.Output out = disk.create(half)) {
      var to = new Plain(out);
      to.write(BundleFrames.beginning(frames.header()));
      BundleFrames.Frame f = frames.next();
      while (f != null) {
        f.writeTo(to);
        n++;
        whole = f.kind() == BundleFrames.Kind.END;
        f = whole ? null : frames.next(); // what comes slowly is not waited for behind its end
      }
      out.force();
      return came(whole, to.bytes, n);
    }
  }

  private State came(boolean whole, long bytes, int frames) {
    var none = Bundles.BundleCounts.NONE;
    return new State(whole, bytes, frames, 1, 0, 0, none, null, clock.millis(), 0, 0);
  }

  private static final class Plain extends OutputStream {
    private final Disk.Output out;
    private long bytes;

    Plain(Disk.Output out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bytes += length;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a file of a carried bundle stays");
    }
  }

  private List<String> ids() throws StoreException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(f -> String.valueOf(f.getFileName()))
          .filter(n -> n.endsWith(STATE))
          .map(n -> n.substring(0, n.length() - STATE.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StoreException.of("looking for carried bundles", e);
    }
  }

  /// Everything carried, the newest first.
  public synchronized List<Item> items() throws StoreException {
    var out = new ArrayList<Item>();
    for (String id : ids()) {
      State s = read(id).orElse(null);
      if (s == null) continue;
      boolean done = s.doneAt() > 0;
      out.add(
          new Item(
              id,
              s.whole(),
              s.bytes(),
              done ? 1 : Math.min(1, (double) s.next() / Math.max(1, s.frames())),
              s.counts(),
              Optional.ofNullable(s.refused()),
              Instant.ofEpochMilli(s.cameAt()),
              done ? Optional.of(Instant.ofEpochMilli(s.doneAt())) : Optional.empty(),
              Files.exists(back(id)),
              done && s.isLeft() && Files.exists(bundle(id))));
    }
    out.sort(Comparator.comparing(Item::cameAt).reversed().thenComparing(Item::id));
    return out;
  }

  /// Bundles that are not wholly handed in.
  public synchronized int waiting() throws StoreException {
    int n = 0;
    for (String id : ids()) if (read(id).filter(s -> s.doneAt() == 0).isPresent()) n++;
    return n;
  }

  /// The next piece to hand in; empty when nothing waits.
  public synchronized Optional<Piece> next() throws StoreException {
    for (String id : ids()) {
      State s = read(id).orElse(null);
      if (s == null || s.doneAt() > 0) continue;
      try (var carried = new CarriedBundle(bundle(id))) {
        CarriedBundle.Piece p = carried.piece(s.next(), s.at(), s.fileAt());
        if (p != null) return Optional.of(new Piece(id, p.bytes(), p.last(), p.at(), p.fileAt()));
        finish(id, s, s.next() < s.frames() ? ALTERED : null); // or it rotted here
      } catch (WireException e) {
        finish(id, s, ALTERED);
      } catch (IOException e) {
        throw StoreException.of("reading a carried bundle", e);
      }
    }
    return Optional.empty();
  }

  /// What the district said to a piece. Its receipt is on the disk before the piece counts.
  public synchronized void handedIn(Piece piece, Bundles.BundleTaken taken) throws StoreException {
    String id = piece.bundle();
    State s = read(id).orElse(null);
    if (s == null) return;
    if (taken.refused() != null) {
      finish(id, s, taken.refused());
      return;
    }
    try {
      Bundles.SealedReceipt receipt = taken.receipt();
      if (receipt != null) {
        var all = new ArrayList<>(receipts(id));
        if (!all.contains(receipt)) all.add(receipt);
        ReceiptBox.write(disk, back(id), ReceiptBox.bytes(all));
      }
    } catch (IOException e) {
      throw StoreException.of("keeping a receipt", e);
    }
    int next = Math.max(taken.next(), piece.last() + 1);
    State now = s.handedIn(next, piece.at(), piece.fileAt(), taken.counts());
    SafeFile.write(disk, state(id), now);
    if (next >= now.frames()) finish(id, now, null);
  }

  private List<Bundles.SealedReceipt> receipts(String id) throws IOException {
    return Files.exists(back(id)) ? ReceiptBox.read(back(id)) : List.of();
  }

  /// What the district has whole is not kept any longer.
  private void finish(String id, State s, @Nullable String refused) throws StoreException {
    State done = s.done(refused, clock.millis());
    SafeFile.write(disk, state(id), done);
    if (!done.isLeft()) delete(bundle(id));
  }

  /// Hands a bundle in once more, from its beginning: what it waited for may have come.
  public synchronized void again(String id) throws StoreException {
    State s = read(id).orElse(null);
    if (s != null && Files.exists(bundle(id))) SafeFile.write(disk, state(id), s.again());
  }

  /// Writes the receipts that came into a folder, a file for each bundle, for its machine to take
  /// in.
  ///
  /// @return how many bundles have some
  public synchronized int giveBack(Path to) throws StoreException {
    var given = new ArrayList<String>();
    for (String id : ids()) {
      if (!Files.exists(back(id))) continue;
      try {
        byte[] bytes = ReceiptBox.bytes(receipts(id));
        ReceiptBox.write(disk, to.resolve(id + "-r" + Bundles.ENDING), bytes);
      } catch (IOException e) {
        throw StoreException.of("writing receipts", e);
      }
      given.add(id);
    }
    givenBack(given);
    return given.size();
  }

  /// Receipts for one machine, as a file of receipts.
  ///
  /// @param bundles whose they are
  @SuppressWarnings("ArrayRecordComponent") // made, handed over once, never compared
  public record Back(byte[] bytes, List<String> bundles) {
    public Back {
      bundles = List.copyOf(bundles);
    }
  }

  /// The receipts that came for the machine with these tags, as many as go in one hand-over, those
  /// first that were never taken back. [#givenBack] says that they arrived.
  public synchronized Back receiptsFor(Set<String> tags) throws StoreException {
    var found = new ArrayList<Bundles.SealedReceipt>();
    var bundles = new ArrayList<String>();
    long size = 0;
    for (String id : byBack()) {
      try {
        List<Bundles.SealedReceipt> mine =
            receipts(id).stream().filter(r -> tags.contains(r.tag())).toList();
        for (Bundles.SealedReceipt r : mine) size += r.sealed().length();
        if (size > BACK_MAX && !bundles.isEmpty()) break;
        found.addAll(mine);
        if (!mine.isEmpty()) bundles.add(id);
      } catch (IOException e) {
        throw StoreException.of("reading receipts", e);
      }
    }
    return new Back(ReceiptBox.bytes(found), bundles);
  }

  private List<String> byBack() throws StoreException {
    var at = new TreeMap<String, Long>();
    for (String id : ids()) at.put(id, read(id).map(State::backAt).orElse(0L));
    var out = new ArrayList<>(at.keySet());
    out.sort(Comparator.comparing(id -> at.getOrDefault(id, 0L)));
    return out;
  }

  /// The receipts of these bundles were taken back.
  public synchronized void givenBack(Collection<String> bundles) throws StoreException {
    for (String id : bundles) {
      State s = read(id).orElse(null);
      if (s != null && s.doneAt() > 0) SafeFile.write(disk, state(id), s.taken(clock.millis()));
    }
  }

  /// Lets go of what was taken back long ago; a bundle of which nobody knows any more how far it
  /// was handed in begins anew.
  public synchronized void sweep() throws StoreException {
    long before = clock.instant().minus(KEPT).toEpochMilli();
    for (String id : ids()) {
      State s = read(id).orElse(null);
      if (s == null) {
        anew(id);
        continue;
      }
      if (s.doneAt() > 0 && !s.isLeft()) delete(bundle(id)); // killed before it went
      boolean over = s.backAt() > 0 && s.backAt() < before && !Files.exists(bundle(id));
      if (over) delete(back(id));
      if (over) delete(state(id));
    }
  }

  private void anew(String id) throws StoreException {
    Path lies = bundle(id);
    if (!Files.exists(lies)) { // it went because the district has it whole
      SafeFile.write(disk, state(id), came(true, 0, 0).done(null, clock.millis()));
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(lies))) {
      take(new BundleFrames(in), Files.size(lies));
    } catch (WireException e) {
      LOG.warn("nothing of a carried bundle is whole");
    } catch (IOException e) {
      throw StoreException.of("reading a carried bundle", e);
    }
  }
}
