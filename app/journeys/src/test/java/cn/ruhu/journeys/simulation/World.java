package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.merge.Held;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.Step;
import cn.ruhu.sync.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A district with two to six people, and everything that can go wrong between them, drawn from one
/// seed: requests and answers lost, answers late and doubled, programs killed between two steps,
/// old disk images, bundles on sticks and their late receipts, the server's database of yesterday
/// with or without saying so, accounts closed and reopened, cases given to another street, clocks
/// ten years off.
final class World implements AutoCloseable {
  /// @param taken the machine took it already
  private record Late(SimulatedMachine machine, Step.Send step, Answer answer, boolean taken) {}

  private static final Duration TOMBSTONES_KEPT = Duration.ofMinutes(3);

  final long seed;
  private final Disks disks;
  private final Optional<Mutant> mutant;
  final Random random;
  final SimulatedDistrict district;
  final List<SimulatedMachine> machines = new ArrayList<>();
  private final People people;
  private final Invariants invariants;
  private final List<SimulatedDistrict.Backup> backups = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();

  /// how likely each kind of bad luck is in this world: some worlds know little of one and much of
  /// another
  private final int lost;

  private final int answerLost;
  private final int faulty;

  /// every fourth world: backups come back and answers come twice all the time
  private final boolean wild;

  /// whether what the person sees is looked at after every answer
  private final boolean watchful;

  /// whether this world has sticks: some of the wild ones, some of the others
  private final boolean carries;

  private final Sticks sticks;
  private long now = 1_780_000_000_000L;
  int receipts;
  int restores;
  int kills;
  int images;
  int closings;
  int moves;
  int ops;

  /// tombstones and exits that left the feed
  int swept;

  World(long seed) throws Exception {
    this(seed, Optional.empty());
  }

  World(long seed, Optional<Mutant> mutant) throws Exception {
    this(seed, Disks.inMemory(mutant), mutant);
  }

  /// @param disks what everybody works on; closed with this world
  World(long seed, Disks disks, Optional<Mutant> mutant) throws Exception {
    this.seed = seed;
    this.disks = disks;
    this.mutant = mutant;
    random = new Random(seed * 0x9E3779B97F4A7C15L + 13);
    lost = random.nextInt(16);
    answerLost = random.nextInt(20);
    wild = seed % 4 == 3;
    faulty = wild ? 12 + random.nextInt(20) : 2 + random.nextInt(8);
    watchful = random.nextInt(4) == 0;
    int people = 2 + random.nextInt(5);
    district =
        new SimulatedDistrict(
            () -> java.time.Instant.ofEpochMilli(now), random, 3, disks.district(), mutant);
    add(Role.WINDOW_CLERK, SimulatedDistrict.HERE);
    add(Role.WINDOW_CLERK, SimulatedDistrict.HERE);
    if (people > 2) add(Role.STREET_REVIEWER, SimulatedDistrict.HERE);
    if (people > 3) add(Role.INVESTIGATOR, null);
    if (people > 4) add(Role.INVESTIGATOR, null);
    if (people > 5) add(Role.WINDOW_CLERK, SimulatedDistrict.THERE);
    var ids = Ids.seeded(() -> java.time.Instant.ofEpochMilli(now), random);
    List<SimulatedMachine> pair =
        machines.stream().filter(m -> m.role == Role.INVESTIGATOR).toList();
    this.people = new People(random, ids, pair);
    invariants = new Invariants(district);
    carries = seed % 4 == 1 || seed % 8 == 7;
    sticks = new Sticks(district, invariants, mutant, seed);
  }

  private void add(Role role, @Nullable String street) throws Exception {
    var machine = new SimulatedMachine(machines.size() + 1L, role, street, disks, random);
    machines.add(machine);
    district.account(machine.staff, role, street, true);
  }

  private SimulatedMachine anybody() {
    return machines.get(random.nextInt(machines.size()));
  }

  /// Bad days, then good ones until everything has come home, then the checks.
  World run() throws Exception {
    int steps = disks.days() + random.nextInt(disks.days() / 2 * machines.size());
    for (int i = 0; i < steps; i++) {
      int k = random.nextInt(100);
      SimulatedMachine m = anybody();
      now += random.nextInt(60_000);
      if (carries) sticks.move(machines);
      if (i % 8 == 0) swept += district.sweep(TOMBSTONES_KEPT);
      if (k < 22) {
        people.work(m, now);
        ops++;
      } else if (k < 94 - faulty) step(m, true);
      else if (k < 94 && !late.isEmpty()) {
        Late l = late.remove(random.nextInt(late.size()));
        late(l);
      } else fault(m);
    }
    heal();
    receipts = sticks.counted;
    invariants.atTheEnd(machines, "seed " + seed);
    return this;
  }

  private void late(Late l) throws Exception {
    boolean believed =
        mutant.equals(Optional.of(Mutant.ACCEPT_STALE_RESPONSE))
            || (l.taken && mutant.equals(Optional.of(Mutant.RESPONSE_TWICE)));
    if (believed) l.machine.believe(l.step, l.answer);
    else if (l.machine.core.on(l.step, l.answer, now))
      Broken.unless(
          false, Broken.Invariant.I5_ONE_HISTORY, "seed " + seed + ": a late answer was taken");
  }

  private void step(SimulatedMachine m, boolean faults) throws Exception {
    switch (m.core.next(now)) {
      case Step.Wait wait -> now = Math.max(now, wait.until());
      case Step.Done _ -> m.core.begin();
      case Step.Send s -> send(m, s, faults);
    }
  }

  private void send(SimulatedMachine m, Step.Send s, boolean faults) throws Exception {
    int luck = faults ? random.nextInt(100) : 100;
    if (luck < lost) {
      failed(m, s);
      return;
    }
    invariants.beforeAnswer(s);
    Answer answer = district.answer(m.staff, m.device, s);
    invariants.afterAnswer(s, answer, "seed " + seed);
    if (luck < lost + answerLost) {
      late.add(new Late(m, s, answer, false));
      failed(m, s);
      return;
    }
    if (m.core.on(s, answer, now)) m.taken(answer);
    if (watchful) invariants.ownWrites(m, "seed " + seed);
    if (luck < lost + answerLost + (wild ? 30 : 8))
      late.add(new Late(m, s, answer, true)); // and once more
  }

  private void failed(SimulatedMachine m, Step.Send s) throws Exception {
    m.core.on(s, new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, ""), 0), now);
  }

  private void fault(SimulatedMachine m) throws Exception {
    int k = random.nextInt(100);
    if (k < (wild ? 10 : 40)) {
      m.restart(random);
      kills++;
    } else if (k < (wild ? 35 : 58)) backUp();
    else if (k < 70 && !backups.isEmpty()) restore();
    else if (k < 80) {
      if (m.diskImage(random)) images++;
    } else if (k < 92) {
      m.active = !m.active;
      district.account(m.staff, m.role, m.street, m.active);
      closings++;
    } else if (k < 96) moveACase();
    else now += 86_400_000L * random.nextInt(40);
  }

  private void moveACase() throws Exception {
    List<Held> cases =
        district.disk().records().stream()
            .filter(r -> r.type().equals(RecordType.APPLICATION.name()))
            .sorted(Comparator.comparing(Held::id))
            .toList();
    if (cases.isEmpty()) return;
    boolean there = random.nextBoolean();
    district.move(
        cases.get(random.nextInt(cases.size())).id(),
        there ? SimulatedDistrict.THERE : SimulatedDistrict.HERE);
    moves++;
  }

  private void backUp() throws Exception {
    backups.add(district.backup());
    if (backups.size() > 2) backups.removeFirst();
    tellSafe();
  }

  /// Only what every backup that may still be restored holds is safe to forget.
  private void tellSafe() throws Exception {
    long safe = backups.size() < 2 ? 0 : backups.getFirst().seq();
    district.disk().safe(safe);
  }

  private void restore() throws Exception {
    int which = random.nextInt(backups.size());
    SimulatedDistrict.Backup old = backups.get(which);
    while (backups.size() > which + 1) backups.removeLast();
    district.restore(old, random.nextBoolean());
    // accounts are what they are, whatever the backup says
    for (SimulatedMachine m : machines) district.account(m.staff, m.role, m.street, m.active);
    tellSafe();
    invariants.restored();
    restores++;
  }

  private void heal() throws Exception {
    for (SimulatedMachine m : machines) {
      m.active = true;
      district.account(m.staff, m.role, m.street, true);
    }
    for (int round = 0; round < 4; round++) {
      for (SimulatedMachine m : machines) {
        m.core.begin();
        for (int i = 0; i < 600 && !(m.core.next(now) instanceof Step.Done); i++) step(m, false);
      }
    }
  }

  @Override
  public void close() throws StoreException, IOException {
    for (SimulatedMachine m : machines) m.disk.close();
    district.disk().close();
    disks.close();
  }
}
