package cn.ruhu.store;

import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.WireException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Takes in what a stick or a folder brings: bundles of other machines, to be handed in from here,
/// and receipts of this machine's own. Changes nothing in the folder. Thread-safe.
public final class Imports {
  /// files looked at in one folder
  private static final int FILES_MAX = 10_000;

  private final Machine machine;
  private final Carried carried;
  private final ReceiptBox box;

  Imports(Machine machine, Carried carried, ReceiptBox box) {
    this.machine = machine;
    this.carried = carried;
    this.box = box;
  }

  /// What a folder had.
  ///
  /// @param bundles taken now
  /// @param cut of these: not whole; what is whole goes, the rest must be exported again
  /// @param known were here before
  /// @param own made by this machine: they go from here by themselves
  /// @param foreign for another district
  /// @param unreadable altered, or of a newer program
  /// @param receipts files with receipts of this machine
  /// @param strange files with receipts of other machines
  public record Found(
      int bundles,
      int cut,
      int known,
      int own,
      int foreign,
      int unreadable,
      int receipts,
      int strange) {
    /// Nothing to take, and nothing that was taken before.
    public boolean isNothing() {
      return bundles + known + own + foreign + unreadable + receipts + strange == 0;
    }
  }

  /// What became of one bundle.
  public enum Came {
    /// taken now, to its end
    WHOLE,
    /// taken as far as it is whole
    CUT,
    /// here before
    KNOWN,
    /// made by this machine
    OWN,
    /// for another district
    FOREIGN,
    /// altered, of a newer program, or cut before anything of it was whole
    UNREADABLE
  }

  private static final class Counts {
    int bundles;
    int cut;
    int known;
    int own;
    int foreign;
    int unreadable;
    int receipts;
    int strange;
    final Set<UUID> told = new HashSet<>();

    Found found() {
      return new Found(bundles, cut, known, own, foreign, unreadable, receipts, strange);
    }
  }

  /// Looks through a folder; folders inside are not looked into. Receipts of somebody who is at
  /// work here count at once, others when their person signs in.
  ///
  /// @throws StoreException `NO_FILE` when the folder is not there, `IO` when it goes away midway
  ///   or one of its files cannot be read, `DISK_FULL` about this machine; what could be taken
  ///   stays
  public Found take(Path folder) throws StoreException {
    if (!Files.isDirectory(folder))
      throw new StoreException(StoreException.Code.NO_FILE, "no such folder");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> String.valueOf(f.getFileName()).endsWith(Bundles.ENDING))
              .filter(Files::isRegularFile)
              .sorted()
              .limit(FILES_MAX)
              .toList();
    } catch (IOException e) {
      throw StoreException.of("looking into the folder", e);
    }
    var counts = new Counts();
    Map<String, UUID> own = own();
    StoreException fault = null;
    try {
      for (Path file : files) {
        try {
          one(file, own, counts);
        } catch (StoreException e) {
          if (e.code() != StoreException.Code.IO) throw e;
          fault = e;
        }
      }
    } finally {
      tell(counts);
    }
    if (fault != null) throw fault;
    return counts.found();
  }

  private Map<String, UUID> own() throws StoreException {
    var out = new HashMap<String, UUID>();
    for (UUID user : machine.users()) out.put(Bundles.tag(machine.device(), user), user);
    return out;
  }

  private void one(Path file, Map<String, UUID> own, Counts counts) throws StoreException {
    try {
      List<Bundles.SealedReceipt> receipts = ReceiptBox.read(file);
      if (receipts.isEmpty()) bundle(file, own, counts);
      else receipts(receipts, own, counts);
    } catch (IOException e) {
      throw StoreException.of("reading from the folder", e);
    }
  }

  private void bundle(Path file, Map<String, UUID> own, Counts counts)
      throws StoreException, IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 256 << 10)) {
      Came came = bundle(in, Files.size(file), own);
      switch (came) {
        case WHOLE, CUT -> counts.bundles++;
        case KNOWN -> counts.known++;
        case OWN -> counts.own++;
        case FOREIGN -> counts.foreign++;
        case UNREADABLE -> counts.unreadable++;
      }
      if (came == Came.CUT) counts.cut++;
    }
  }

  private Came bundle(InputStream in, long bytes, Map<String, UUID> own)
      throws StoreException, IOException {
    try {
      var frames = new BundleFrames(in);
      String to = machine.enrolment().map(Enrolment::recoveryKey).orElse("");
      if (own.containsKey(frames.header().tag())) return Came.OWN;
      if (!frames.header().to().equals(to)) return Came.FOREIGN;
      return carried
          .take(frames, bytes)
          .map(whole -> whole ? Came.WHOLE : Came.CUT)
          .orElse(Came.KNOWN);
    } catch (WireException e) {
      return Came.UNREADABLE;
    }
  }

  /// Takes in a bundle as it comes from another machine, behind what is here of it; as far as it
  /// comes.
  ///
  /// @param id of the bundle
  /// @param from bytes that are here, as [Carried#has] said
  /// @param rest the bytes behind them; it ends where they are cut
  /// @param bytes the whole bundle has
  /// @throws StoreException about this machine's disk
  public Came take(String id, long from, InputStream rest, long bytes) throws StoreException {
    try (InputStream begun = from > 0 ? carried.begun(id) : InputStream.nullInputStream()) {
      var all = new SequenceInputStream(begun, rest);
      return bundle(new BufferedInputStream(all, 256 << 10), bytes, own());
    } catch (IOException e) {
      throw StoreException.of("taking a bundle", e);
    }
  }

  /// Names of this machine's people as bundles and receipts have them.
  public Set<String> tags() throws StoreException {
    return Set.copyOf(own().keySet());
  }

  /// Takes in receipts as they come from another machine.
  ///
  /// @param file a file of receipts
  /// @return how many bundles of this machine they are of
  public int takeReceipts(InputStream file) throws StoreException {
    var counts = new Counts();
    try {
      List<Bundles.SealedReceipt> all = ReceiptBox.read(file);
      Map<String, UUID> own = own();
      if (!all.isEmpty()) receipts(all, own, counts);
      return (int)
          all.stream()
              .filter(r -> own.containsKey(r.tag()))
              .map(Bundles.SealedReceipt::bundle)
              .distinct()
              .count();
    } catch (IOException e) {
      throw StoreException.of("taking receipts", e);
    } finally {
      tell(counts);
    }
  }

  private void tell(Counts counts) throws StoreException {
    for (UUID user : counts.told) {
      Optional<LocalStore> open = machine.atWork(user);
      if (open.isPresent()) open.get().takeReceipts();
    }
  }

  private void receipts(List<Bundles.SealedReceipt> receipts, Map<String, UUID> own, Counts counts)
      throws StoreException {
    var byUser = new HashMap<UUID, List<Bundles.SealedReceipt>>();
    for (Bundles.SealedReceipt r : receipts) {
      UUID user = own.get(r.tag());
      if (user != null) byUser.computeIfAbsent(user, _ -> new ArrayList<>()).add(r);
    }
    if (byUser.isEmpty()) counts.strange++;
    else counts.receipts++;
    for (var e : byUser.entrySet()) {
      box.keep(e.getKey(), e.getValue());
      counts.told.add(e.getKey());
    }
  }
}
