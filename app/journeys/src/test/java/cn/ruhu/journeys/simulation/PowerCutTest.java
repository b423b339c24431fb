package cn.ruhu.journeys.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.MemoryLedger;
import cn.ruhu.store.Disk;
import cn.ruhu.sync.MemoryStore;
import cn.ruhu.sync.Step;
import cn.ruhu.wire.Op;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The power fails: of the write-ahead log only a beginning is on the disk, cut at every frame, in
/// the middle of every frame, and followed by what lay on the disk before. Whatever was told before
/// the cut is there; whatever lies behind it comes again.
class PowerCutTest {
  private static final int HEAD = 32;
  private static final int FRAME = 24 + 4096;
  private static final long NOW = 1_780_000_000_000L;

  private final Random random = new Random(11);
  private final Ids ids = Ids.seeded(() -> Instant.ofEpochMilli(NOW), random);
  private RealDisks disks;

  /// What somebody was told when the log was this long.
  private record Told(long bytes, List<UUID> ops) {}

  /// How the log ends.
  private enum End {
    AT_A_FRAME,
    IN_A_FRAME,
    OLD_BYTES
  }

  @BeforeEach
  void open() throws IOException {
    disks = new RealDisks();
  }

  @AfterEach
  void close() throws IOException {
    disks.close();
  }

  private SimulatedDistrict district(DistrictDisk disk) throws Exception {
    var district =
        new SimulatedDistrict(() -> Instant.ofEpochMilli(NOW), random, 3, disk, Optional.empty());
    district.account(new UUID(0x5, 1), Role.WINDOW_CLERK, SimulatedDistrict.HERE, true);
    return district;
  }

  private static SimulatedMachine clerk(MachineDisk disk, Random random) {
    return new SimulatedMachine(
        new UUID(0x5, 1), Role.WINDOW_CLERK, SimulatedDistrict.HERE, disk, random);
  }

  private UUID save(SimulatedMachine m) throws Exception {
    UUID id = ids.next();
    var fields = Map.of("street", SimulatedDistrict.HERE, "schemes", "DB", "phone", "13800010000");
    var app = CaseRecord.of(RecordType.APPLICATION, id, SimulatedDistrict.HERE, id, fields);
    List<RecordChange> changes = List.of(RecordChange.create(app));
    UUID op = m.disk.save("save", NOW, changes, false);
    m.told(op, "save", NOW, changes, false);
    return op;
  }

  private static void round(SimulatedMachine m, SimulatedDistrict district) throws Exception {
    m.core.begin();
    while (m.core.next(NOW) instanceof Step.Send send)
      m.core.on(send, district.answer(m.staff, m.device, send), NOW);
  }

  /// The log of `from` up to a frame, beside a copy of the database.
  private static void cut(Path from, Path to, long frame, End end) throws IOException {
    Files.copy(from, to);
    Path log = Path.of(to + "-wal");
    Files.copy(Path.of(from + "-wal"), log);
    long whole = HEAD + frame * FRAME;
    try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(end == End.AT_A_FRAME ? whole : whole + FRAME / 2);
      if (end == End.OLD_BYTES) {
        byte[] old = new byte[2 * FRAME];
        new Random(frame).nextBytes(old);
        channel.write(ByteBuffer.wrap(old), whole);
      }
    }
  }

  private static long frames(Path file) throws IOException {
    return (Files.size(Path.of(file + "-wal")) - HEAD) / FRAME;
  }

  @Test
  void theServerHasWhatItAcknowledgedWhereverItsLogIsCut() throws Exception {
    Path file = disks.fresh("district");
    Path image = disks.fresh("image");
    var told = new ArrayList<Told>();
    SimulatedMachine clerk =
        clerk(
            new MemoryMachineDisk(
                new UUID(1, 2), new MemoryStore(3, new UUID(0x5, 1), new UUID(1, 2))),
            random);
    DistrictDisk disk = disks.district(file, UnaryOperator.identity());
    SimulatedDistrict district = district(disk);
    for (int push = 0; push < 4; push++) {
      var ops = new ArrayList<UUID>();
      for (int i = 0; i <= push; i++) ops.add(save(clerk));
      round(clerk, district);
      told.add(new Told(Files.size(Path.of(file + "-wal")), ops));
    }
    RealDisks.copyDatabase(file, image);
    disk.close();
    long frames = frames(image);
    assertTrue(frames > 40);
    for (long frame = 0; frame < frames; frame++)
      for (End end : End.values()) serverCut(image, frame, end, told);
  }

  private void serverCut(Path image, long frame, End end, List<Told> told) throws Exception {
    String at = "frame " + frame + " " + end;
    Path file = disks.fresh("cut");
    cut(image, file, frame, end);
    DistrictDisk disk = disks.district(file, UnaryOperator.identity());
    long left = HEAD + frame * FRAME;
    for (Told t : told) {
      long answered = 0;
      for (UUID op : t.ops()) if (disk.answered(op)) answered++;
      if (t.bytes() <= left) assertEquals(t.ops().size(), answered, at + ": acknowledged");
      else assertTrue(answered == 0 || answered == t.ops().size(), at + ": a push by halves");
    }
    var again =
        new SimulatedDistrict(() -> Instant.ofEpochMilli(NOW), random, 3, disk, Optional.empty());
    assertTrue(again.chainHolds(), at);
    disk.close();
  }

  @Test
  void theClientHasWhatItToldWhereverItsLogIsCutAndAllOfItComesHome() throws Exception {
    Path home = disks.enrolledCopy(new UUID(0x5, 1));
    var disk = new RealMachineDisk(disks, new UUID(0x5, 1), random, home, Disk.real());
    SimulatedMachine clerk = clerk(disk, random);
    SimulatedDistrict district = district(new MemoryDistrictDisk(new MemoryLedger()));
    Path log = Path.of(disk.database() + "-wal");
    var told = new ArrayList<Told>();
    for (int day = 0; day < 3; day++) {
      for (int i = 0; i < 2; i++) {
        UUID op = save(clerk);
        told.add(new Told(Files.size(log), List.of(op)));
      }
      if (day < 2) round(clerk, district); // verdicts and pulled copies lie in the log too
    }
    Path image = disks.fresh("image");
    RealDisks.copy(home, image);
    clerk.disk.close();
    Image<DistrictDisk> then = district.backup().image();
    Path inside = home.relativize(disk.database());
    long frames = frames(image.resolve(inside));
    assertTrue(frames > 40);
    for (long frame = 0; frame < frames; frame++)
      for (End end : End.values()) clientCut(image, inside, frame, end, told, clerk.saved, then);
  }

  private void clientCut(
      Path image,
      Path inside,
      long frame,
      End end,
      List<Told> told,
      Map<UUID, Op> saved,
      Image<DistrictDisk> then)
      throws Exception {
    String at = "frame " + frame + " " + end;
    Path home = disks.fresh("cut");
    RealDisks.copy(image, home);
    Files.delete(home.resolve(inside));
    Files.delete(Path.of(home.resolve(inside) + "-wal"));
    cut(image.resolve(inside), home.resolve(inside), frame, end);
    var disk = new RealMachineDisk(disks, new UUID(0x5, 1), random, home, Disk.real());
    long left = HEAD + frame * FRAME;
    var kept = new ArrayList<UUID>();
    disk.local().journal().entries().forEach(e -> kept.add(e.opId()));
    for (Told t : told)
      if (t.bytes() <= left) assertTrue(kept.containsAll(t.ops()), at + ": told saved");
    assertEquals(List.of(), disk.local().journal().verify(), at);
    if (end == End.AT_A_FRAME) {
      SimulatedMachine clerk = clerk(disk, random);
      kept.forEach(op -> clerk.saved.put(op, Objects.requireNonNull(saved.get(op))));
      SimulatedDistrict district = district(then.back());
      round(clerk, district);
      round(clerk, district);
      new Invariants(district).atTheEnd(List.of(clerk), at);
    }
    disk.close();
  }
}
