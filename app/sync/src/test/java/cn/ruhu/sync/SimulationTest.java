package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real core against the model server under seeded faults: requests and answers lost, answers
/// late and doubled, the client killed between any two steps, an old disk image, a server restored
/// from a backup with or without saying so, a clerk who changes the same records. After the faults
/// heal: every op is at the server once, and every client holds what the server holds.
class SimulationTest {
  private static final UUID CASE = new UUID(3, 3);

  private record Late(Client client, Step.Send step, Answer answer) {}

  private static final class Client {
    MemoryStore store;
    SyncCore core;
    Set<UUID> ops = new HashSet<>();
    @Nullable MemoryStore image;
    Set<UUID> imageOps = Set.of();

    Client(MemoryStore store, Random random) {
      this.store = store;
      this.core = new SyncCore(store, random);
    }
  }

  private static final class World {
    final Random random;
    final List<Client> clients = new ArrayList<>();
    final List<ModelServer> backups = new ArrayList<>();
    final List<Late> late = new ArrayList<>();
    ModelServer server = new ModelServer();
    long now = 1;
    long nextEpoch = 2;
    int restores;
    int crashes;
    int images;

    World(long seed) {
      random = new Random(seed * 0x9E3779B97F4A7C15L + 13);
      for (int i = 0; i < 2; i++)
        clients.add(new Client(new MemoryStore(random.nextLong()), random));
    }
  }

  private static void edit(World w, Client c) {
    var shown = new ArrayList<>(c.store.copies().keySet());
    RecordChange change;
    if (shown.isEmpty() || w.random.nextInt(4) == 0) {
      UUID id = new UUID(w.random.nextLong(), w.random.nextLong());
      change =
          RecordChange.create(CaseRecord.of(RecordType.PERSON, id, "A", CASE, Map.of("name", "n")));
    } else {
      UUID id = shown.get(w.random.nextInt(shown.size()));
      var was = c.store.seen(id);
      if (was.isEmpty()) return;
      String field = w.random.nextBoolean() ? "name" : "phone";
      var is = was.get().with(field, "v" + w.random.nextInt(1000));
      var made = RecordChange.between(was.get(), is);
      if (made.isEmpty()) return;
      change = made.get();
    }
    c.ops.add(c.store.save(List.of(change), false, List.of()));
  }

  private static void step(World w, Client c, boolean faults) throws Exception {
    switch (c.core.next(w.now)) {
      case Step.Wait wait -> w.now = wait.until();
      case Step.Done _ -> c.core.begin();
      case Step.Send s -> {
        int luck = faults ? w.random.nextInt(100) : 99;
        if (luck < 10) fail(w, c, s); // the request was lost
        else {
          Answer a = w.server.answer(s);
          if (luck < 22) {
            w.late.add(new Late(c, s, a)); // the answer was lost, or comes late
            fail(w, c, s);
          } else {
            c.core.on(s, a, w.now);
            if (luck < 30) w.late.add(new Late(c, s, a)); // and once more
          }
        }
      }
    }
  }

  private static void fail(World w, Client c, Step.Send s) throws Exception {
    c.core.on(s, new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, ""), 0), w.now);
  }

  private static void fault(World w) {
    Client c = w.clients.get(w.random.nextInt(w.clients.size()));
    int k = w.random.nextInt(100);
    if (k < 40) {
      c.core = new SyncCore(c.store, w.random); // killed between two steps
      c.core.begin();
      w.crashes++;
    } else if (k < 60) {
      w.backups.add(w.server.backup());
      if (w.backups.size() > 2) w.backups.removeFirst();
      w.server.safeSeq = w.backups.size() < 2 ? 0 : w.backups.getFirst().head();
    } else if (k < 75 && !w.backups.isEmpty()) restore(w);
    else if (k < 83) diskImage(w, c);
    else if (!w.server.records.isEmpty()) {
      var ids = new ArrayList<>(w.server.records.keySet());
      w.server.clerk(ids.get(w.random.nextInt(ids.size())), "phone", "c" + w.random.nextInt(1000));
    }
  }

  /// Takes an image of the client's disk, or puts the old one back: what was saved in between on
  /// this disk alone is lost by the image, nothing else may be.
  private static void diskImage(World w, Client c) {
    if (c.image == null) {
      c.image = c.store.image();
      c.imageOps = new HashSet<>(c.ops);
      return;
    }
    c.store = c.image;
    c.ops = c.imageOps;
    c.image = null;
    c.core = new SyncCore(c.store, w.random);
    w.images++;
  }

  private static void restore(World w) {
    int which = w.random.nextInt(w.backups.size());
    ModelServer old = w.backups.get(which).backup();
    while (w.backups.size() > which + 1) w.backups.removeLast();
    old.safeSeq = w.backups.size() < 2 ? 0 : w.backups.getFirst().head();
    if (w.random.nextBoolean()) old.epoch = new UUID(0xE, w.nextEpoch++).toString();
    w.server = old;
    w.restores++;
  }

  private static World run(long seed, int steps) throws Exception {
    var w = new World(seed);
    for (int i = 0; i < steps; i++) {
      Client c = w.clients.get(w.random.nextInt(w.clients.size()));
      int k = w.random.nextInt(100);
      if (k < 22) edit(w, c);
      else if (k < 88) step(w, c, true);
      else if (k < 94 && !w.late.isEmpty()) {
        Late l = w.late.remove(w.random.nextInt(w.late.size()));
        assertFalse(l.client.core.on(l.step, l.answer, w.now), "late answers are dropped");
      } else fault(w);
    }
    for (int round = 0; round < 6; round++) {
      for (Client c : w.clients) {
        c.core.begin();
        for (int i = 0; i < 400; i++) {
          if (c.core.next(w.now) instanceof Step.Done) break;
          step(w, c, false);
        }
      }
    }
    return w;
  }

  private static void check(World w, long seed) {
    String at = "seed " + seed;
    var truth = new TreeMap<UUID, Map<String, String>>();
    w.server.records.forEach((k, r) -> {
      if (!r.deleted()) truth.put(k, r.fields());
    });
    assertEquals(
        w.server.applied.size(), new HashSet<>(w.server.applied).size(), at + ": applied twice");
    for (Client c : w.clients) {
      assertEquals(0, c.store.waiting().ops(), at + ": something waits for ever");
      for (UUID op : c.ops) assertTrue(w.server.verdicts.containsKey(op), at + ": an op is lost");
      assertEquals(truth, c.store.copies(), at + ": copies differ");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 77, 4711})
  void nothingIsLostDoubledOrLeftBehind(long from) throws Exception {
    int restores = 0;
    int crashes = 0;
    int images = 0;
    for (long seed = from * 1_000; seed < from * 1_000 + 150; seed++) {
      World w = run(seed, 250);
      check(w, seed);
      restores += w.restores;
      crashes += w.crashes;
      images += w.images;
    }
    assertTrue(restores > 100 && crashes > 100 && images > 20, "faults did happen");
  }

  @Test
  @Tag("soak")
  void twentyThousandWorlds() throws Exception {
    for (long seed = 0; seed < 20_000; seed++) check(run(seed, 250), seed);
  }
}
