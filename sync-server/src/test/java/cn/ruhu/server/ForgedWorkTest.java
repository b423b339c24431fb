package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Ops that a well-signed machine forges: another type, another place, another role, another's
/// file. Each is refused by name, no record moves, and honest work behind it is taken.
@OnEachStore
class ForgedWorkTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;
  private CaseFile file;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store).addOneOfEachRole();
    clerk = district.machine("clerk");
    file = District.open(clerk, District.HERE, "王芳");
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  private CaseRecord application() {
    return file.application().orElseThrow();
  }

  /// Every record with the place and the commit it stands at.
  private List<String> records() throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx ->
            tx.all(
                "SELECT id, type, scope, case_id, seq, deleted FROM record ORDER BY id",
                r ->
                    r.text("id")
                        + r.text("type")
                        + r.text("scope")
                        + r.maybeText("case_id")
                        + r.number("seq")
                        + r.flag("deleted")));
  }

  private static Change change(
      String type, UUID id, String scope, UUID caseId, boolean create, String... pair) {
    var set = new TreeMap<String, List<String>>();
    for (int i = 0; i < pair.length; i += 3)
      set.put(pair[i], Arrays.asList(pair[i + 1], pair[i + 2]));
    return new Change(type, id, scope, caseId, new TreeMap<>(set), create, false);
  }

  private void refused(TestMachine by, String reason, Op op) throws Exception {
    List<String> before = records();
    Verdict verdict = by.take(op);
    assertEquals(Verdict.Kind.REJECTED, verdict.verdict(), op.kind() + " " + verdict.reason());
    if (!reason.isEmpty()) assertEquals(reason, verdict.reason(), op.kind());
    assertEquals(before, records());
  }

  /// A settlement brings the value of the record it is about; under another type's name that value
  /// would be judged by that type's rights.
  @Test
  void aSettlementThatCallsTheRecordByAnotherTypeMovesNothing() throws Exception {
    try (TestMachine other = district.machine("clerk2")) {
      other.pull();
      clerk.save(District.edit(application(), "phone", "13800000001", "13800000002"));
      UUID id =
          other
              .save(District.edit(application(), "phone", "13800000001", "13800000003"))
              .conflicts()
              .getFirst();
      clerk.pull();
      WireRecord r = clerk.copies.get(id);
      var open = CaseRecord.of(RecordType.CONFLICT, id, r.scope(), r.caseId(), r.fields());
      CaseRecord done =
          ConflictHistory.with(open, "OTHER", clerk.staff(), Instant.EPOCH, "看过材料", Map.of())
              .with("state", "RESOLVED")
              .with("choice", "OTHER")
              .with("resolvedBy", clerk.staff().toString())
              .with("resolvedAt", Instant.EPOCH.toString());
      UUID app = application().id();
      for (String type : List.of("HOLOGRAM", "SUPPORTER", "HOUSEHOLD")) {
        var all = new ArrayList<>(TestMachine.wire(RecordChange.between(open, done).orElseThrow()));
        all.add(change(type, app, District.HERE, app, false, "stage", "DRAFT", "APPROVED"));
        refused(clerk, "TYPE", clerk.op("resolve", true, all));
      }
      clerk.pull();
      assertEquals("DRAFT", clerk.seen(app, "stage"));
    }
  }

  /// Acts of the program itself are decided by recorded facts; the word SYSTEM in an event is none.
  @Test
  void theProgramsOwnRoleInAnEventOpensNoActToAnybody() throws Exception {
    try (TestMachine reviewer = district.machine("reviewer");
        TestMachine chief = district.machine("chief")) {
      for (TestMachine by : List.of(clerk, reviewer, chief))
        for (Act act : Act.values())
          for (String to : List.of("ACCEPTED", "APPROVED", "TRANSFERRED"))
            refused(by, "", asSystem(by, act, to));
    }
    assertEquals(
        Verdict.Kind.APPLIED,
        clerk.save(District.edit(application(), "note", null, "后面的")).verdict());
  }

  private Op asSystem(TestMachine by, Act act, String to) {
    UUID app = application().id();
    CaseRecord event =
        CaseRecord.of(
            RecordType.EVENT,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of(
                "application", app.toString(),
                "act", act.name(),
                "from", "DRAFT",
                "to", to,
                "by", by.staff().toString(),
                "role", Role.SYSTEM.name(),
                "at", "2026-01-01T00:00:00Z"));
    return by.op(
        "act." + act,
        true,
        TestMachine.wire(
            District.edit(application(), "stage", "DRAFT", to), RecordChange.create(event)));
  }

  @Test
  void aForeignRecordIsNotReachedByClaimingItForOnesOwnStreetOrCase() throws Exception {
    try (TestMachine there = district.machine("clerkThere")) {
      CaseFile own = District.open(there, District.THERE, "李强");
      UUID mine = own.application().orElseThrow().id();
      for (CaseRecord record : file.records()) {
        String type = record.type().name();
        String[] note = {"note", null, "越权"};
        for (Change claimed :
            List.of(
                change(type, record.id(), District.THERE, record.caseId(), false, note),
                change(type, record.id(), District.THERE, mine, false, note),
                change(type, record.id(), "pub", null, false, note),
                change(type, record.id(), District.THERE, mine, true, note)))
          refused(there, "SCOPE", there.op("save", false, List.of(claimed)));
      }
      UUID app = application().id();
      Change planted =
          change("SUPPORTER", District.IDS.next(), District.THERE, app, true, "name", null, "宋佳");
      refused(there, "SCOPE", there.op("save", false, List.of(planted)));
      for (String nowhere : List.of("", "000000000", "case:" + app, "' OR '1'='1"))
        refused(
            there,
            "SCOPE",
            there.op(
                "save",
                false,
                List.of(change("PERSON", District.IDS.next(), nowhere, null, true))));
    }
  }

  /// What stands in the public scope goes to every machine; only the server puts it there.
  @Test
  void noMachinePublishes() throws Exception {
    for (Role role : District.roles().toList())
      try (TestMachine by = district.machine(District.login(role))) {
        for (RecordType type : RecordType.values())
          refused(
              by,
              "",
              by.op(
                  "save",
                  false,
                  List.of(
                      change(
                          type.name(),
                          District.IDS.next(),
                          "pub",
                          null,
                          true,
                          "name",
                          null,
                          "x"))));
        refused(
            by,
            "",
            by.op(
                "save",
                false,
                List.of(
                    change("HOLOGRAM", District.IDS.next(), "pub", null, true, "x", null, "y"))));
        by.pull();
        WireRecord self = by.copies.get(by.staff());
        if (self != null)
          refused(
              by,
              "",
              by.op(
                  "save",
                  false,
                  List.of(
                      change(
                          self.type(),
                          self.id(),
                          "pub",
                          null,
                          false,
                          "role",
                          self.fields().get("role"),
                          "DISTRICT_INSPECTOR"))));
        assertEquals(
            role.name(), by.login(District.login(role), District.PASSWORD).person().role());
      }
  }

  /// Who knows a file's name (a pair that lost its case) may write it into a record of their own.
  @Test
  void namingAnothersFileInOnesOwnCaseOpensItToNobody() throws Exception {
    byte[] bytes = TestMachine.bytes(900);
    String address = FileAddress.of(bytes).text();
    clerk.save(RecordChange.create(page(application(), address)));
    assertEquals(201, clerk.sendFile(application().id(), bytes).status());
    try (TestMachine there = district.machine("clerkThere")) {
      CaseRecord mine = District.open(there, District.THERE, "李强").application().orElseThrow();
      there.save(RecordChange.create(page(mine, address)));
      for (String query : List.of("", "?from=0"))
        assertEquals(
            404,
            there.send("GET", Protocol.FILES + address + query, new byte[0], Map.of()).status());
      var head = Map.of(Protocol.FILE_CASE, mine.id().toString());
      TestMachine.Answer standing = there.send("HEAD", Protocol.FILES + address, new byte[0], head);
      assertEquals("?0", standing.response().headers().firstValue(Protocol.UPLOAD_COMPLETE).get());
      there.pull();
      assertEquals(List.of(), there.receipts);
      assertEquals(201, there.sendFile(mine.id(), bytes).status(), "who has it may file it");
      assertArrayEquals(bytes, there.file(address));
      there.pull();
      assertEquals(List.of(address), there.receipts);
    }
    assertArrayEquals(bytes, clerk.file(address));
  }

  @Test
  void noDecisionRestsOnAFileThatCameForAnotherCase() throws Exception {
    byte[] bytes = TestMachine.bytes(900);
    String address = FileAddress.of(bytes).text();
    assertEquals(201, clerk.sendFile(application().id(), bytes).status());
    CaseRecord other = District.open(clerk, District.HERE, "李强").application().orElseThrow();
    clerk.save(RecordChange.create(page(other, address)));
    try (TestMachine chief = district.machine("chief")) {
      var before = new BeforeTheChief(district, other.id());
      for (String[] said : new String[][] {{}, {address}}) {
        String against = before.against(chief, said);
        assertTrue(against.contains("FILES_MISSING"), "who decides cannot open it: " + against);
      }
      assertEquals(201, clerk.sendFile(other.id(), bytes).status());
      assertFalse(before.against(chief).contains("FILES_MISSING"));
    }
  }

  private static CaseRecord page(CaseRecord app, String address) {
    return CaseRecord.of(
        RecordType.PAGE,
        District.IDS.next(),
        app.scope(),
        app.id(),
        Map.of("application", app.id().toString(), "slot", "D06", "file", address));
  }

  @Test
  void aLineNestedBeyondAllDepthIsRefusedAndTheLinesBehindItAreTaken() throws Exception {
    List<String> before = records();
    String open = "{\"set\":";
    for (String deep :
        List.of("[".repeat(50_000), "[".repeat(500) + "]".repeat(500), open.repeat(20_000)))
      clerk.lines.add(deep.getBytes(StandardCharsets.UTF_8));
    clerk.add(
        clerk.op(
            "save", false, TestMachine.wire(District.edit(application(), "note", null, "后面的"))));
    List<Verdict> verdicts = clerk.push(2, 5).verdicts();
    for (Verdict verdict : verdicts.subList(0, 3)) assertEquals("MALFORMED", verdict.reason());
    assertEquals(Verdict.Kind.APPLIED, verdicts.getLast().verdict());
    assertEquals(before.size(), records().size());
  }

  @Test
  void anOpInTheNameOfAnotherMachineIsRefused() throws Exception {
    try (TestMachine other = district.machine("clerk2")) {
      Op mine =
          clerk.op(
              "save", false, TestMachine.wire(District.edit(application(), "note", null, "x")));
      byte[] line =
          new String(OpCodec.write(mine), StandardCharsets.UTF_8)
              .replace(clerk.device.toString(), other.device.toString())
              .getBytes(StandardCharsets.UTF_8);
      clerk.lines.add(line);
      assertEquals("IDENTITY", clerk.push(2, 2).verdicts().getFirst().reason());
      clerk.pull();
      assertNull(clerk.seen(application().id(), "note"));
    }
  }
}
