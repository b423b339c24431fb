package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.Step;
import cn.ruhu.sync.SyncCore;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One person's machine: the real core over a disk.
final class SimulatedMachine {
  final UUID staff;
  final UUID device;
  final Role role;
  final @Nullable String street;
  MachineDisk disk;
  SyncCore core;

  /// what the person was told is saved, by op
  Map<UUID, Op> saved = new LinkedHashMap<>();

  /// how often the store began anew with the server, and the newest safe commit it was told
  long resets;

  long safe;
  private long imageResets;
  private long imageSafe;

  @Nullable Image<MachineDisk> image;
  Map<UUID, Op> imageSaved = Map.of();
  boolean active = true;

  SimulatedMachine(long number, Role role, @Nullable String street, Disks disks, Random random)
      throws Exception {
    this(
        new UUID(0x5, number),
        role,
        street,
        disks.machine(number, new UUID(0x5, number), random.nextLong()),
        random);
  }

  SimulatedMachine(
      UUID staff, Role role, @Nullable String street, MachineDisk disk, Random random) {
    this.staff = staff;
    this.role = role;
    this.street = street;
    this.disk = disk;
    this.device = disk.device();
    this.core = new SyncCore(disk.store(), random);
  }

  /// The person was told that an act is saved.
  void told(UUID id, String kind, long now, List<RecordChange> changes, boolean atomic) {
    List<Change> wire = changes.stream().map(OpCodec::change).toList();
    saved.put(
        id,
        new Op(id, 1, staff, device, "test", 1, kind, null, now, 0, 0, atomic, wire, List.of()));
  }

  /// Takes an answer without asking which request it belongs to.
  void believe(Step.Send step, Answer answer) throws StoreException {
    switch (answer) {
      case Answer.Pushed(PushReply reply) ->
          disk.store().acknowledge(disk.store().ask(), ((Step.Push) step).batch(), reply);
      case Answer.Pulled(PullReply reply) -> disk.store().apply(disk.store().ask(), reply);
      default -> {}
    }
  }

  /// What an answer that was taken leaves.
  void taken(Answer answer) {
    switch (answer) {
      case Answer.Pushed(PushReply reply) -> safe = reply.safeSeq();
      case Answer.Pulled(PullReply reply) -> safe = reply.safeSeq();
      case Answer.Refused(_, Refusal refusal) when refusal.code().equals("LINEAGE") -> {
        resets++;
        safe = 0;
      }
      default -> {}
    }
  }

  /// The program is killed and begins again over what was saved.
  void restart(Random random) throws Exception {
    disk.killed();
    core = new SyncCore(disk.store(), random);
    core.begin();
  }

  /// Takes an image of the disk, or puts the old one back: what was saved in between on this disk
  /// alone goes with it, nothing else may.
  ///
  /// @return whether one was put back
  boolean diskImage(Random random) throws Exception {
    Image<MachineDisk> old = image;
    if (old == null) {
      image = disk.image();
      imageSaved = new LinkedHashMap<>(saved);
      imageResets = resets;
      imageSafe = safe;
      return false;
    }
    disk.close();
    disk = old.back();
    saved = new LinkedHashMap<>(imageSaved);
    resets = imageResets;
    safe = imageSafe;
    image = null;
    core = new SyncCore(disk.store(), random);
    return true;
  }
}
