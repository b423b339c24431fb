package cn.ruhu.journeys.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Ids;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.Step;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.Refusal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each transaction of both ends, stopped behind each of its statements and begun again from the
/// disk; and each with each statement failing once, the program going on. Everything that was told
/// saved or acknowledged comes home, once.
class CrashPointsTest {
  private RealDisks disks;
  private Stopped.Start start;

  /// Transactions of the client.
  enum Client {
    SAVE,
    VERDICTS,
    PULL,
    LINEAGE,
    FORK
  }

  @BeforeEach
  void prepare() throws Exception {
    disks = new RealDisks();
    start = Stopped.prepare(disks);
  }

  @AfterEach
  void sweep() throws Exception {
    disks.close();
  }

  @ParameterizedTest
  @EnumSource
  void theClientMayStopBehindAnyStatement(Client what) throws Exception {
    System.out.println(what + ": " + everyPoint(what, Cut.How.DEAD) + " points");
  }

  @ParameterizedTest
  @EnumSource
  void anyStatementOfTheClientMayFail(Client what) throws Exception {
    System.out.println(what + ": " + everyPoint(what, Cut.How.FAILED) + " points");
  }

  private int everyPoint(Client what, Cut.How how) throws Exception {
    for (int point = 1; ; point++) {
      String at = what + " " + how + " at " + point;
      try (Stopped all = Stopped.at(disks, start)) {
        if (what == Client.SAVE) all.draft();
        Step.Send step = what == Client.SAVE ? null : step(all, what);
        Answer answer = step == null ? null : answer(all, what, step);
        Map<UUID, Op> before = Map.copyOf(all.first.saved);
        all.client.arm(point, how);
        boolean told = false;
        try {
          if (step == null) all.saveOneMore(start);
          else all.took(step, answer);
          told = true;
        } catch (StoreException e) {
          assertTrue(all.client.struck(), at + ": " + e);
        }
        all.client.disarm();
        boolean struck = all.client.struck();
        if (how == Cut.How.DEAD && struck) all.clientBeginsAgain();
        if (what == Client.SAVE) saved(all, told, before, at);
        all.heal(at);
        if (!struck) return point - 1;
      }
    }
  }

  /// An act is there and its draft is not, or the other way round.
  private static void saved(Stopped all, boolean told, Map<UUID, Op> before, String at)
      throws Exception {
    int kept = ((RealMachineDisk) all.first.disk).local().journal().entries().size();
    boolean there = kept > before.size();
    assertEquals(there, !all.hasDraft(), at + ": the act, or its draft");
    if (told) assertTrue(there, at + ": told saved");
  }

  private static Step.Send step(Stopped all, Client what) throws Exception {
    Step.Send push = all.next();
    if (what != Client.PULL) return push;
    all.took(push, all.answered(all.first, push));
    return all.next();
  }

  private static Answer answer(Stopped all, Client what, Step.Send step) throws Exception {
    if (what == Client.FORK) return new Answer.Refused(409, Refusal.of("FORK", ""));
    if (what == Client.LINEAGE)
      all.district
          .disk()
          .epoch(Ids.seeded(() -> java.time.Instant.EPOCH, new java.util.Random(3)).next());
    return all.answered(all.first, step);
  }

  @ParameterizedTest
  @EnumSource
  void theServerMayStopBehindOrAtAnyStatementOfAPush(Cut.How how) throws Exception {
    int points = 0;
    for (int point = 1; ; point++) {
      String at = "push " + how + " at " + point;
      try (Stopped all = Stopped.at(disks, start)) {
        Step.Send push = all.next();
        all.server.arm(point, how);
        try {
          all.took(push, all.answered(all.first, push));
        } catch (StorageException e) {
          assertTrue(all.server.struck(), at + ": " + e);
        }
        all.server.disarm();
        boolean struck = all.server.struck();
        if (how == Cut.How.DEAD && struck) all.serverBeginsAgain();
        all.heal(at);
        if (!struck) break;
        points++;
      }
    }
    System.out.println("push, " + how + ": " + points + " points");
    assertTrue(points > 20);
  }
}
