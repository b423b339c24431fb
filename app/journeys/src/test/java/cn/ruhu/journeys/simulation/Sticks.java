package cn.ruhu.journeys.simulation;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.Step;
import cn.ruhu.sync.SyncStore;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The second way to the district: bundles on sticks, taken out at some moment, handed in at any
/// later one, once or several times and in any order; and their receipts, which come home as late
/// and as often. Real are the inbox that takes them and the rule by which a receipt counts
/// ([Bundles.Receipt#fits]).
final class Sticks {
  private static final int MANY = 6;
  private static final String ID = "ab".repeat(16);

  private final SimulatedDistrict district;
  private final Invariants invariants;
  private final Optional<Mutant> mutant;
  private final String at;

  /// of its own: worlds without sticks stay as they were
  private final Random random;

  private final List<Bundle> bundles = new ArrayList<>();
  private final List<Back> receipts = new ArrayList<>();
  int counted;

  private record Bundle(
      SimulatedMachine machine,
      SyncStore.Batch batch,
      Witness witness,
      Map<String, Cursor> cursors,
      long resets) {}

  private record Back(SimulatedMachine machine, SyncStore.Batch batch, Bundles.Receipt receipt) {}

  Sticks(SimulatedDistrict district, Invariants invariants, Optional<Mutant> mutant, long seed) {
    this.district = district;
    this.invariants = invariants;
    this.mutant = mutant;
    this.at = "seed " + seed;
    this.random = new Random(seed * 31 + 7);
  }

  /// Perhaps something moves.
  void move(List<SimulatedMachine> machines) throws StorageException, StoreException {
    switch (random.nextInt(12)) {
      case 0 -> takeOut(machines.get(random.nextInt(machines.size())));
      case 1, 2 -> handIn();
      case 3, 4 -> bringHome();
      default -> {}
    }
  }

  private void takeOut(SimulatedMachine m) throws StoreException {
    Optional<SyncStore.Batch> batch = m.disk.store().pending(200, 1 << 20);
    if (batch.isEmpty()) return;
    SyncStore.Place place = m.disk.store().ask();
    keep(bundles, new Bundle(m, batch.get(), place.witness(), place.cursors(), m.resets));
  }

  private <T> void keep(List<T> all, T one) {
    if (all.size() == MANY) all.remove(random.nextInt(MANY));
    all.add(one);
  }

  private void handIn() throws StorageException {
    if (bundles.isEmpty()) return;
    Bundle b = bundles.get(random.nextInt(bundles.size()));
    boolean same = district.sameHistory(b.witness(), b.cursors());
    SyncStore.Batch lines = b.batch();
    PushBody body =
        PushBody.of(
            lines.journal(),
            lines.fromSeq(),
            lines.prevHash(),
            lines.lines(),
            same ? b.witness() : null,
            same ? b.cursors() : Map.of());
    if (mutant.equals(Optional.of(Mutant.BUNDLE_UNAPPLIED))) {
      keep(receipts, back(b, same, believed(lines)));
      return;
    }
    var push = new Step.Push(new SyncStore.Place(b.witness(), b.cursors(), 0), lines, body);
    invariants.beforeAnswer(push);
    Answer answer = district.answer(b.machine().staff, b.machine().device, push);
    invariants.afterAnswer(push, answer, at);
    if (answer instanceof Answer.Pushed(PushReply reply))
      keep(receipts, back(b, same, reply.verdicts()));
  }

  /// What a district would say that laid the bundle aside.
  private List<Verdict> believed(SyncStore.Batch lines) throws StorageException {
    long head = district.head();
    return lines.opIds().stream()
        .map(id -> new Verdict(id, Verdict.Kind.APPLIED, head, null, null, null, List.of()))
        .toList();
  }

  private Back back(Bundle b, boolean same, List<Verdict> verdicts) throws StorageException {
    var receipt =
        new Bundles.Receipt(
            ID,
            b.machine().device,
            b.machine().staff,
            b.resets(),
            b.witness(),
            same,
            district.witness(),
            0,
            district.before(),
            verdicts,
            List.of());
    return new Back(b.machine(), b.batch(), receipt);
  }

  private void bringHome() throws StoreException {
    if (receipts.isEmpty()) return;
    Back b = receipts.get(random.nextInt(receipts.size()));
    SimulatedMachine m = b.machine();
    SyncStore.Place place = m.disk.store().ask();
    Bundles.Receipt r = b.receipt();
    boolean fits = r.fits(m.resets, place.witness());
    if (!fits && !mutant.equals(Optional.of(Mutant.RECEIPT_OF_ANY_TIME))) return;
    var reply = new PushReply(r.verdicts(), 0, r.witness(), m.safe, 0, null);
    if (m.disk.store().acknowledge(place, b.batch(), reply)) counted++;
  }
}
