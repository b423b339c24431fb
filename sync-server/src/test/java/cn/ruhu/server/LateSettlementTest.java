package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a closed machine and a closed account may still do, and how late work is settled or not.
class LateSettlementTest extends LateWork {
  @Override
  Store store() {
    return Store.SQLITE;
  }

  @Test
  void itsPicturesComeToo() throws Exception {
    revoke();
    clerk.handIn();
    byte[] picture = "照片".getBytes(StandardCharsets.UTF_8);
    assertEquals(Protocol.FILE_VERIFIED, clerk.sendFile(app.id(), picture).status());
    assertEquals(
        "FILE",
        clerk
            .send(
                "GET",
                Protocol.FILES + "sha256-" + Hashes.sha256Hex(picture),
                new byte[0],
                Map.of())
            .refusal()
            .code(),
        "none is handed out");
  }

  @Test
  void aSignInOfBeforeIsOverAndALostMachineIsNotHeard() throws Exception {
    revoke();
    assertEquals("DEVICE", clerk.pullAnswer(10).refusal().code());
    district
        .server
        .wiring()
        .database
        .write(tx -> tx.run("UPDATE device SET state = 'LOST', wipe_at = 1 WHERE active = 0"));
    assertEquals("WIPE", clerk.handInAnswer(clerk.staff()).refusal().code());
  }

  @Test
  void theWorkOfAClosedAccountComesAfterItsTokenIsOver() throws Exception {
    district.server.setActive(clerk.staff(), false);
    monthsPass();
    assertEquals("PASSWORD", clerk.loginAnswer("clerk", District.PASSWORD).refusal().code());
    clerk.handIn();
    assertEquals("ACCOUNT_CLOSED", clerk.save(work()).reason());
  }

  @Test
  void aSignInToHandInStaysBlindWhenTheMachineIsOpenedAgain() throws Exception {
    revoke();
    clerk.handIn();
    String blind = clerk.token;
    clerk.token = "";
    clerk.enrol(district.server.issueCode());
    clerk.token = blind;
    clerk.pull();
    assertEquals(List.of(), clerk.scopes);
    assertEquals("HANDED_IN", clerk.save(work()).reason());
    clerk.login("clerk", District.PASSWORD);
    clerk.pull();
    assertEquals(List.of("pub", District.HERE), clerk.scopes);
  }

  @Test
  void aCaseReceivedForAnotherStreetIsNumberedReadByNobodyHereAndSaysWhoTookItIn()
      throws Exception {
    CaseFile received = District.open(clerk, District.THERE, "李强");
    UUID id = received.application().orElseThrow().id();
    clerk.pull();
    assertTrue(clerk.copies.values().stream().noneMatch(r -> id.equals(r.caseId())));
    try (TestMachine there = district.machine("clerkThere")) {
      CaseRecord theirs = seen(there, id);
      assertEquals(District.THERE, theirs.scope());
      assertEquals(District.THERE, theirs.text("receivedFor"));
      assertEquals(clerk.staff().toString(), theirs.text("clerk"), "who took it in");
      assertEquals("DRAFT", theirs.text("stage"));
    }
    supervisor();
    reviewer.pull();
    assertTrue(reviewer.copies.values().stream().noneMatch(r -> id.equals(r.caseId())));
  }

  @Test
  void nobodyHandsInWhoMaySignInOrNeverDid() throws Exception {
    assertEquals("SIGN_IN", clerk.handInAnswer(clerk.staff()).refusal().code());
    revoke();
    UUID other = district.staff.get("clerk2");
    assertEquals("NEVER_HERE", clerk.handInAnswer(other).refusal().code());
    assertEquals("NEVER_HERE", clerk.handInAnswer(UUID.randomUUID()).refusal().code());
  }

  @Test
  void aGroupIsTakenWholeOrNotAndNothingElseIsWritten() throws Exception {
    CaseRecord open = seen0(handedIn());
    assertEquals(
        "GROUP_SPLIT", settle(reviewer, open, "PART", Map.of("bankName", "农商银行")).reason());
    assertEquals(
        "RESOLUTION", settle(reviewer, open, "PART", Map.of("phone", "13700000000")).reason());
    assertEquals("RESOLUTION", settle(reviewer, open, "PART", Map.of()).reason());
    assertEquals(
        null,
        settle(
                reviewer,
                open,
                "PART",
                Map.of("bankName", "农商银行", "bankHolder", "王芳", "phone", "13800000001"))
            .reason());
    assertEquals("农商银行", seen0(app.id()).text("bankName"));
    assertEquals("13800000001", seen0(app.id()).text("phone"));
  }

  @Test
  void itsAuthorAndOtherClerksDoNotSettleIt() throws Exception {
    UUID late = handedIn();
    try (TestMachine again = district.machine("clerk");
        TestMachine other = district.machine("clerk2")) {
      assertEquals("RIGHTS", settle(again, seen(again, late), "TAKE", Map.of()).reason());
      assertEquals("RIGHTS", settle(other, seen(other, late), "TAKE", Map.of()).reason());
    }
    assertEquals(Verdict.Kind.APPLIED, settle(reviewer, seen0(late), "TAKE", Map.of()).verdict());
    assertEquals(NEW, seen0(app.id()).text("phone"));
    assertEquals("夜间在家", seen0(app.id()).text("note"));
  }

  @Test
  void whatWasWrittenSinceIsNotOverwritten() throws Exception {
    UUID late = handedIn();
    CaseRecord open = seen0(late);
    try (TestMachine other = district.machine("clerk2")) {
      other.save(District.edit(app, "phone", "13800000001", "13600000001"));
    }
    assertEquals("RESOLVE_STALE", settle(reviewer, open, "TAKE", Map.of()).reason());
    assertEquals("RESOLVE_STALE", settle(reviewer, open, "PART", Map.of("phone", NEW)).reason());
    assertEquals("13600000001", seen0(app.id()).text("phone"));
  }

  @Test
  void whatWasWrittenSinceIsNotEmptied() throws Exception {
    try (TestMachine other = district.machine("clerk2")) {
      other.save(District.edit(app, "note", null, "夜间在家"));
      revoke();
      clerk.handIn();
      Verdict late = clerk.save(District.edit(app, "note", "夜间在家", null));
      other.save(District.edit(app, "note", "夜间在家", "白天在家"));
      supervisor();
      CaseRecord open = seen0(late.conflicts().getFirst());
      for (String choice : List.of("TAKE", "PART"))
        assertEquals("RESOLVE_STALE", settle(reviewer, open, choice, Map.of()).reason());
      assertEquals("白天在家", seen0(app.id()).text("note"));
    }
  }

  @Test
  void anActThatCameLateIsDoneAgainAndNotTakenOver() throws Exception {
    revoke();
    clerk.handIn();
    Verdict late = District.act(clerk, file, Act.WITHDRAW, withdrawal());
    if (late.verdict() != Verdict.Kind.LATE) throw new AssertionError(late.toString());
    supervisor();
    for (UUID id : late.conflicts()) {
      CaseRecord c = seen0(id);
      if (c.text("recordType").equals("EVENT") || !c.text("offered.stage").isEmpty())
        assertEquals("ACT_NEEDED", settle(reviewer, c, "TAKE", Map.of()).reason());
    }
    assertNull(
        reviewer.seen("EVENT").stream()
            .filter(e -> e.fields().getOrDefault("act", "").equals("WITHDRAW"))
            .findFirst()
            .orElse(null));
  }

  @Test
  void aSupervisorGivesACaseToAClerkOfTheStreetAndToNobodyElse() throws Exception {
    supervisor();
    reviewer.pull();
    UUID former = clerk.staff();
    assertEquals(
        "RIGHTS",
        reviewer.save(takeover(reviewer, district.staff.get("clerk2"), former, " ")).reason());
    for (String nobody : List.of("clerkThere", "chief", "visitor1"))
      assertEquals(
          "TAKER",
          reviewer.save(takeover(reviewer, district.staff.get(nobody), former, "调整")).reason());
    assertEquals(
        "TAKER", reviewer.save(takeover(reviewer, reviewer.staff(), former, "调整")).reason());
    assertEquals(
        Verdict.Kind.APPLIED,
        reviewer.save(takeover(reviewer, district.staff.get("clerk2"), former, "调整")).verdict());
    assertEquals("TAKEN_OVER", clerk.save(work()).reason());
  }
}
