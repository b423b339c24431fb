package cn.ruhu.journeys.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.Soak;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The simulator's worlds over the program's own stores: the client's vault with its sealed rows,
/// the server's embedded database. A failing seed stands in the message.
class RealWorldsTest {
  private static final int WORLDS = Integer.getInteger("ruhu.realWorlds", 300);

  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger restores = new AtomicInteger();
  private final AtomicInteger images = new AtomicInteger();

  @Test
  void nothingIsLostInTheRealStores() {
    live(0, WORLDS);
  }

  @Test
  @Tag("soak")
  void nothingIsLostInTheRealStoresOverTenThousandWorlds() {
    int worlds = Integer.getInteger("ruhu.realWorlds", 10_000);
    live(100_000, worlds);
    Soak.atLeast("worlds over the real stores in which nothing is lost", worlds, "worlds", 10_000);
    Soak.probe("worlds over the real stores: kills", kills.get(), "kills");
    Soak.probe("worlds over the real stores: restores of the district", restores.get(), "restores");
  }

  private void live(long from, long count) {
    LongStream.range(from, from + count)
        .parallel()
        .forEach(seed -> {
          try (World world = new World(seed, new RealDisks(), Optional.empty()).run()) {
            kills.addAndGet(world.kills);
            restores.addAndGet(world.restores);
            images.addAndGet(world.images);
          } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
          }
        });
    System.out.println(
        count
            + " worlds, "
            + kills
            + " kills, "
            + restores
            + " restores, "
            + images
            + " old disks");
    assertTrue(kills.get() > count / 2 && restores.get() > count / 20, "bad luck happened");
  }
}
