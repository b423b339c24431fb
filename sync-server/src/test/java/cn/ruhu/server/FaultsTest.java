package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Faults of machines that no other test of the server meets.
@OnEachStore
class FaultsTest {
  private static final long TEN_YEARS = 10L * 365 * 24 * 3_600 * 1_000;
  private static final int MACHINES = 12;

  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  @Test
  void aMachinesClockTenYearsOffChangesNoVerdict() throws Exception {
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    CaseRecord app = file.application().orElseThrow();
    String old = null;
    for (long skew : new long[] {-TEN_YEARS, TEN_YEARS, -System.currentTimeMillis(), 0}) {
      String note = "钟差 " + skew;
      List<Change> changes = TestMachine.wire(District.edit(app, "note", old, note));
      assertEquals(Verdict.Kind.APPLIED, clerk.take(at(skew, changes)).verdict(), note);
      old = note;
    }
    clerk.pull();
    assertEquals(old, clerk.seen(app.id(), "note"), "the order is the journal's");
  }

  private Op at(long skew, List<Change> changes) {
    Op op = clerk.op("save", false, changes);
    return new Op(
        op.opId(),
        op.jseq(),
        op.user(),
        op.device(),
        op.app(),
        op.schema(),
        op.kind(),
        op.reason(),
        op.wall() + skew,
        op.mono(),
        op.lastServerTime(),
        op.atomic(),
        op.changes(),
        op.files());
  }

  /// A morning in small: each machine brings the work of a day, all at one moment.
  @Test
  void everyMachineThatComesAtOnceIsServedOrToldWhenToComeAgain() throws Exception {
    var machines = new ArrayList<TestMachine>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MACHINES; i++) machines.add(district.machine("clerk"));
      List<Callable<Integer>> mornings = machines.stream().map(FaultsTest::morning).toList();
      for (Future<Integer> morning : threads.invokeAll(mornings))
        assertTrue(morning.get() >= 1, "came through");
      for (TestMachine machine : machines) {
        machine.pull();
        assertEquals(MACHINES, machine.seen("APPLICATION").size());
      }
      assertTrue(district.server.chainsHold());
    } finally {
      machines.forEach(TestMachine::close);
    }
  }

  /// @return tries until the work was taken
  private static Callable<Integer> morning(TestMachine machine) {
    return () -> {
      var household = District.household(District.HERE, machine.staff(), "王芳");
      machine.add(
          machine.op(
              "act.OPEN",
              true,
              TestMachine.wire(
                  District.opening(machine, household)
                      .toArray(new cn.ruhu.casefile.record.RecordChange[0]))));
      PushBody body = machine.body(1, 1);
      for (int tries = 1; ; tries++) {
        TestMachine.Answer answer = machine.pushAnswer(body);
        if (answer.status() == 200) return tries;
        assertEquals(503, answer.status());
        assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());
        Thread.sleep(50);
      }
    };
  }
}
