package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.server.bundles.BundleDesk;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Verdict;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/// A machine that was replaced, closed or lost comes back months later with work on it (faults F15,
/// F21, F23; invariant I13): the work is taken in, changes nothing by itself, and a supervisor
/// takes over of it what is right.
@OnEachStore
class LateWorkTest extends LateWork {
  @Parameter Store on;

  @Override
  Store store() {
    return on;
  }

  @Test
  void aRevokedMachineHandsItsWorkInMonthsLaterAndIsShownNothing() throws Exception {
    clerk.add(clerk.op("save", false, TestMachine.wire(work())));
    revoke();
    monthsPass();
    assertEquals("DEVICE", clerk.loginAnswer("clerk", District.PASSWORD).refusal().code());
    byte[] recover =
        Messages.write(
            new Accounts.Recover("clerk", District.PASSWORD, clerk.device, "0".repeat(64)));
    assertEquals(
        "DEVICE", clerk.send("POST", Protocol.RECOVER, recover, Map.of()).refusal().code());

    assertEquals(List.of(), clerk.handIn().scopes());
    Verdict late = clerk.push(2, 2).verdicts().getFirst();
    assertEquals(Verdict.Kind.LATE, late.verdict());
    assertEquals("MACHINE_REVOKED", late.reason());
    assertEquals(late, clerk.push(2, 2).verdicts().getFirst(), "the verdict stays");
    clerk.pull();
    assertEquals(List.of(), clerk.scopes);
    assertTrue(clerk.copies.isEmpty(), "its copies are to be dropped");
    byte[] key = Messages.write(new Accounts.WorkKey("00"));
    assertEquals("TOKEN", clerk.send("POST", Protocol.WORK_KEY, key, Map.of()).refusal().code());

    supervisor();
    CaseRecord kept = seen(reviewer, late.conflicts().getFirst());
    assertEquals("MACHINE_REVOKED", kept.text("late"));
    assertEquals(clerk.staff().toString(), kept.text("author"));
    assertEquals(clerk.device.toString(), kept.text("authorDevice"));
    assertEquals(clock.get().toString(), kept.text("receivedAt"));
    assertEquals(NEW, kept.text("offered.phone"));
    assertEquals("13800000001", kept.text("kept.phone"));
    assertEquals("13800000001", seen(reviewer, app.id()).text("phone"), "nothing was written");
  }

  @Test
  void aSupervisorTakesSomeOfItOverAndBothValuesStay() throws Exception {
    UUID late = handedIn();
    CaseRecord open = seen(reviewer, late);
    Map<String, String> picked = Map.of("phone", NEW);
    Verdict done = settle(reviewer, open, "PART", picked);
    assertEquals(Verdict.Kind.APPLIED, done.verdict(), done::toString);
    CaseRecord now = seen(reviewer, app.id());
    assertEquals(NEW, now.text("phone"));
    assertEquals("", now.text("note"));
    CaseRecord settled = seen(reviewer, late);
    assertEquals("13800000001", settled.text("kept.phone"));
    assertEquals("夜间在家", settled.text("offered.note"));
    ConflictHistory.Entry entry = ConflictHistory.last(settled).orElseThrow();
    assertEquals(reviewer.staff(), entry.by().orElseThrow());
    assertEquals("与本人核实", entry.reason());
    assertEquals(picked, entry.values());
  }

  @Test
  void aBundleOfARevokedMachineIsTakenAsItsHandInWouldBe() throws Exception {
    String recovery =
        clerk
            .send("GET", Protocol.HELLO, new byte[0], Map.of())
            .as(Accounts.Hello.class)
            .recoveryKey();
    var bundle = new TestBundle(clerk, recovery).known();
    clerk.add(clerk.op("save", false, TestMachine.wire(work())));
    revoke();
    monthsPass();
    byte[] bytes = bundle.of(2, 2);
    BundleDesk.Outcome taken;
    try (TestMachine carrier = district.machine("clerk2")) {
      var by = new BundleDesk.Carrier(carrier.staff(), carrier.device, false);
      taken = district.server.wiring().bundles.take(new ByteArrayInputStream(bytes), by);
    }
    assertTrue(taken.isWhole(), taken::toString);
    Verdict late = bundle.open(taken.receipts().getFirst()).verdicts().getFirst();
    clerk.handIn();
    assertEquals(late, clerk.push(2, 2).verdicts().getFirst(), "its own line says the same");

    supervisor();
    CaseRecord kept = seen(reviewer, late.conflicts().getFirst());
    assertEquals("MACHINE_REVOKED", kept.text("late"));
    assertEquals(clerk.staff().toString(), kept.text("author"));
    assertEquals(clock.get().toString(), kept.text("receivedAt"));
    Verdict done = settle(reviewer, kept, "PART", Map.of("phone", NEW));
    assertEquals(Verdict.Kind.APPLIED, done.verdict(), done::toString);
    assertEquals(NEW, seen0(app.id()).text("phone"));
    assertEquals("", seen0(app.id()).text("note"));
  }

  @Test
  void itsAuthorIsToldWhoTookTheCaseOverAndHowItWasDecidedAndNobodyElse() throws Exception {
    try (TestMachine other = district.machine("clerk2")) {
      other.pull();
      other.save(takeover(other, other.staff(), clerk.staff(), "原经办人住院"));
      Verdict late = clerk.save(work());
      assertEquals(
          new LateNews(
              late.opId(),
              1,
              0,
              0,
              0,
              new LateNews.By("clerk2", AT.toEpochMilli(), "原经办人住院"),
              null),
          news(clerk, late));
      assertEquals(List.of(), other.late(List.of(late.opId())));
      supervisor();
      settle(reviewer, seen0(late.conflicts().getFirst()), "PART", Map.of("phone", NEW));
      revoke();
      clerk.handIn();
      LateNews told = news(clerk, late);
      assertTrue(told.done());
      assertEquals(1, told.partly());
      assertEquals(new LateNews.By("reviewer", AT.toEpochMilli(), "与本人核实"), told.settled());
    }
  }

  @Test
  void whoseCaseWasTakenOverIsLateUntilTheyTakeItBack() throws Exception {
    try (TestMachine other = district.machine("clerk2")) {
      other.pull();
      assertEquals(
          Verdict.Kind.APPLIED,
          other
              .save(
                  takeover(other, other.staff(), clerk.staff(), "原经办人住院"),
                  District.edit(app, "clerk", clerk.staff().toString(), other.staff().toString()))
              .verdict());
      Verdict late = clerk.save(work());
      assertEquals(Verdict.Kind.LATE, late.verdict());
      assertEquals("TAKEN_OVER", late.reason());
      assertEquals(
          Verdict.Kind.APPLIED, other.save(District.edit(app, "note", null, "已电话联系")).verdict());
      supervisor();
      assertEquals("已电话联系", seen0(app.id()).text("note"));
      assertEquals("TAKEN_OVER", seen0(late.conflicts().getFirst()).text("late"));
      assertEquals(
          Verdict.Kind.APPLIED,
          clerk.save(takeover(clerk, clerk.staff(), other.staff(), "已出院")).verdict());
      assertEquals(
          Verdict.Kind.MERGED, clerk.save(District.edit(app, "firstTime", null, "true")).verdict());
      assertEquals("TAKEN_OVER", other.save(District.edit(app, "note", "已电话联系", "")).reason());
    }
  }
}
