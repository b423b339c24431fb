package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.NewOp;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.Step;
import cn.ruhu.sync.SyncCore;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.WireRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Two clerks and their district on real disks, at a moment when everything is on its way: the
/// first clerk has unsent work, some of it against what the second one sent meanwhile. Either end
/// can be stopped at a statement.
final class Stopped implements AutoCloseable {
  private static final long NOW = 1_780_000_000_000L;
  private static final int ROUND_MAX = 200;

  /// The disks at that moment.
  record Start(Path first, Path second, Path district, Map<UUID, Op> saved, UUID application) {}

  final Cut client = new Cut();
  final Cut server = new Cut();
  private final RealDisks disks;
  private final Random random = new Random(5);
  private final Ids ids = Ids.seeded(() -> Instant.ofEpochMilli(NOW), random);
  final SimulatedMachine first;
  final SimulatedMachine second;
  final SimulatedDistrict district;
  private final Invariants invariants;
  private Path file;

  private Stopped(RealDisks disks, Path first, Path second, Path file) throws Exception {
    this.disks = disks;
    this.file = file;
    this.first = machine(1, first, true);
    this.second = machine(2, second, false);
    this.district =
        new SimulatedDistrict(
            () -> Instant.ofEpochMilli(NOW),
            random,
            3,
            disks.district(file, server.source()),
            Optional.empty());
    this.invariants = new Invariants(district);
    invariants.restored();
  }

  private SimulatedMachine machine(long number, Path home, boolean cut) throws Exception {
    var staff = new UUID(0x5, number);
    var disk =
        new RealMachineDisk(
            disks,
            staff,
            new Random(number),
            home,
            cut ? client.disk() : cn.ruhu.store.Disk.real());
    return new SimulatedMachine(staff, Role.WINDOW_CLERK, SimulatedDistrict.HERE, disk, random);
  }

  /// Brings everything to that moment.
  static Start prepare(RealDisks disks) throws Exception {
    Path home1 = disks.enrolledCopy(new UUID(0x5, 1));
    Path home2 = disks.enrolledCopy(new UUID(0x5, 2));
    Path file = disks.fresh("district");
    try (var all = new Stopped(disks, home1, home2, file)) {
      for (SimulatedMachine m : List.of(all.first, all.second))
        all.district.account(m.staff, m.role, m.street, true);
      UUID application = all.ids.next();
      CaseRecord app =
          CaseRecord.of(
              RecordType.APPLICATION,
              application,
              SimulatedDistrict.HERE,
              application,
              Map.of("street", SimulatedDistrict.HERE, "schemes", "DB", "phone", "13800010000"));
      all.save(all.first, List.of(RecordChange.create(app)));
      for (int i = 0; i < 4; i++)
        all.save(all.first, List.of(RecordChange.create(all.item(app, i))));
      all.round(all.first);
      all.round(all.second);
      all.edit(all.second, application, "phone", "13800020000");
      List<WireRecord> items =
          all.second.disk.held().stream().filter(r -> r.type().equals("ITEM")).toList();
      all.save(
          all.second,
          List.of(RecordChange.delete(all.second.disk.seen(items.get(0).id()).orElseThrow())));
      all.edit(all.second, items.get(1).id(), "declared", "77");
      all.round(all.second);
      all.edit(all.first, application, "phone", "13800030000");
      all.edit(all.first, items.get(2).id(), "declared", "78");
      all.save(all.first, List.of(RecordChange.create(all.item(app, 9))));
      var start =
          new Start(
              disks.fresh("start"),
              disks.fresh("start"),
              disks.fresh("start"),
              Map.copyOf(all.first.saved),
              application);
      RealDisks.copy(home1, start.first());
      RealDisks.copy(home2, start.second());
      RealDisks.copyDatabase(file, start.district());
      return start;
    }
  }

  /// Begins at that moment.
  static Stopped at(RealDisks disks, Start start) throws Exception {
    Path home1 = disks.fresh("machine");
    Path home2 = disks.fresh("machine");
    Path file = disks.fresh("district");
    RealDisks.copy(start.first(), home1);
    RealDisks.copy(start.second(), home2);
    RealDisks.copyDatabase(start.district(), file);
    var all = new Stopped(disks, home1, home2, file);
    all.first.saved.putAll(start.saved());
    return all;
  }

  private CaseRecord item(CaseRecord app, int amount) {
    return CaseRecord.of(
        RecordType.ITEM,
        ids.next(),
        app.scope(),
        app.id(),
        Map.of(
            "application", app.id().toString(),
            "kind", "INCOME",
            "code", "101",
            "basis", "MONTHLY",
            "declared", Integer.toString(amount)));
  }

  private void edit(SimulatedMachine m, UUID id, String field, String value) throws Exception {
    CaseRecord before = m.disk.seen(id).orElseThrow();
    save(m, List.of(RecordChange.between(before, before.with(field, value)).orElseThrow()));
  }

  private void save(SimulatedMachine m, List<RecordChange> changes) throws Exception {
    UUID id = m.disk.save("save", NOW, changes, false);
    m.told(id, "save", NOW, changes, false);
  }

  /// Saves one more act of the first clerk, which ends a draft and names a page.
  void saveOneMore(Start start) throws Exception {
    var local = ((RealMachineDisk) first.disk).local();
    CaseRecord app = first.disk.seen(start.application()).orElseThrow();
    List<RecordChange> changes = List.of(RecordChange.create(item(app, 10)));
    var op = new NewOp("save", null, false, changes, List.of());
    UUID id = local.save(op, "draft").opId();
    first.told(id, "save", NOW, changes, false);
  }

  /// What the first clerk's machine wants to send now.
  Step.Send next() throws Exception {
    first.core.begin();
    if (first.core.next(NOW) instanceof Step.Send send) return send;
    throw new AssertionError("nothing to send");
  }

  Answer answered(SimulatedMachine m, Step.Send step) throws Exception {
    if (step instanceof Step.FileHead || step instanceof Step.FilePatch)
      return new Answer.Refused(404, Refusal.of("FILE", ""));
    invariants.beforeAnswer(step);
    Answer answer = district.answer(m.staff, m.device, step);
    invariants.afterAnswer(step, answer, "stopped");
    return answer;
  }

  void took(Step.Send step, Answer answer) throws Exception {
    first.core.on(step, answer, NOW);
  }

  private void round(SimulatedMachine m) throws Exception {
    m.core.begin();
    long now = NOW;
    for (int i = 0; i < ROUND_MAX; i++) {
      switch (m.core.next(now)) {
        case Step.Send send -> m.core.on(send, answered(m, send), now);
        case Step.Wait wait -> now = wait.until();
        case Step.Done _ -> {
          return;
        }
      }
    }
    throw new AssertionError("a round does not end");
  }

  /// The client's program is gone; another begins over what lies on the disk.
  void clientBeginsAgain() throws Exception {
    var disk = (RealMachineDisk) first.disk;
    Path left = disks.fresh("machine");
    RealDisks.copy(disk.home(), left);
    client.bury();
    disk.abandon();
    first.disk = new RealMachineDisk(disks, first.staff, random, left, client.disk());
    first.core = new SyncCore(first.disk.store(), random);
  }

  /// The server's program is gone; another begins over what lies on the disk.
  void serverBeginsAgain() throws Exception {
    Path left = disks.fresh("district");
    RealDisks.copyDatabase(file, left);
    server.bury();
    file = left;
    district.over(disks.district(left, server.source()));
  }

  /// Good days: everything comes home, then everything must hold.
  void heal(String at) throws Exception {
    for (int i = 0; i < 2; i++) {
      round(first);
      round(second);
    }
    var all = new ArrayList<>(List.of(first, second));
    invariants.atTheEnd(all, at);
    Broken.unless(
        ((RealMachineDisk) first.disk).local().journal().verify().isEmpty(),
        Broken.Invariant.I5_ONE_HISTORY,
        at + ": the journal's chain");
  }

  /// The draft the act ended.
  boolean hasDraft() throws Exception {
    return ((RealMachineDisk) first.disk).local().drafts().keys().contains("draft");
  }

  void draft() throws Exception {
    ((RealMachineDisk) first.disk)
        .local()
        .drafts()
        .put("draft", "words".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws StoreException, SQLException {
    first.disk.close();
    second.disk.close();
    district.disk().close();
    client.bury();
    server.bury();
  }
}
