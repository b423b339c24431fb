package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.MemoryStore;
import cn.ruhu.sync.Step;
import cn.ruhu.sync.SyncCore;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One person's machine: the real core over a store in memory.
final class SimulatedMachine {
  final UUID staff;
  final UUID device;
  final Role role;
  final @Nullable String street;
  MemoryStore store;
  SyncCore core;

  /// what the person was told is saved, by op
  Map<UUID, Op> saved = new LinkedHashMap<>();

  @Nullable MemoryStore image;
  Map<UUID, Op> imageSaved = Map.of();
  boolean active = true;

  SimulatedMachine(long number, Role role, @Nullable String street, Random random) {
    this.staff = new UUID(0x5, number);
    this.device = new UUID(0xD, number);
    this.role = role;
    this.street = street;
    this.store = new MemoryStore(random.nextLong(), staff, device);
    this.core = new SyncCore(store, random);
  }

  /// Takes an answer without asking which request it belongs to.
  void believe(Step.Send step, Answer answer) throws StoreException {
    switch (answer) {
      case Answer.Pushed(PushReply reply) ->
          store.acknowledge(store.ask(), ((Step.Push) step).batch(), reply);
      case Answer.Pulled(PullReply reply) -> store.apply(store.ask(), reply);
      default -> {}
    }
  }

  /// The program is killed and begins again over what was saved.
  void restart(Random random) {
    store.killed();
    core = new SyncCore(store, random);
    core.begin();
  }

  /// Takes an image of the disk, or puts the old one back: what was saved in between on this disk
  /// alone goes with it, nothing else may.
  ///
  /// @return whether one was put back
  boolean diskImage(Random random) {
    MemoryStore old = image;
    if (old == null) {
      image = store.image();
      imageSaved = new LinkedHashMap<>(saved);
      return false;
    }
    store = old;
    saved = new LinkedHashMap<>(imageSaved);
    image = null;
    core = new SyncCore(store, random);
    return true;
  }
}
