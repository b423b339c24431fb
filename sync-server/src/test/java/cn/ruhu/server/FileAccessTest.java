package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Role × kind of page over the real port: a file is handed out exactly to whom a record that names
/// it is shown (invariant I20), whole or in pieces.
class FileAccessTest {
  /// Report of the verification, relatives' filing, complaints, bank card, decision papers.
  private static final List<String> NOT_FOR_THE_PAIR =
      List.of("D18", "D23", "D24", "D25", "D26", "D28");

  @TempDir static Path data;
  private static District district;
  private static CaseFile file;
  private static final Map<String, CaseRecord> PAGES = new LinkedHashMap<>();
  private static final Map<String, byte[]> BYTES = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    district = new District(data).addOneOfEachRole();
    int n = 0;
    try (TestMachine clerk = district.machine("clerk");
        TestMachine reviewer = district.machine("reviewer")) {
      file = District.open(clerk, District.HERE, "王芳");
      district.assign(reviewer, file, District.login(Role.INVESTIGATOR), "visitor2");
      for (CodeEntry slot : CodeTables.table("docType").entries())
        PAGES.put(slot.code(), filed(clerk, slot.code(), 700 + n++));
    }
  }

  private static UUID application() {
    return file.application().orElseThrow().id();
  }

  private static CaseRecord filed(TestMachine clerk, String slot, int length) throws Exception {
    byte[] bytes = TestMachine.bytes(length);
    String address = FileAddress.of(bytes).text();
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            District.IDS.next(),
            District.HERE,
            application(),
            Map.of("application", application().toString(), "slot", slot, "file", address));
    Verdict verdict = clerk.save(RecordChange.create(page));
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), slot + " " + verdict.reason());
    assertEquals(201, upload(clerk, address, bytes));
    BYTES.put(address, bytes);
    return page;
  }

  private static int upload(TestMachine clerk, String address, byte[] bytes) throws Exception {
    int status = 0;
    for (int from = 0; from < bytes.length; from += Protocol.FILE_PART_MAX) {
      int to = Math.min(bytes.length, from + Protocol.FILE_PART_MAX);
      var headers = TestMachine.part(application(), from, bytes.length, to == bytes.length);
      byte[] part = java.util.Arrays.copyOfRange(bytes, from, to);
      status = clerk.send("PATCH", Protocol.FILES + address, part, headers).status();
    }
    return status;
  }

  @AfterAll
  static void stop() {
    district.close();
  }

  private static TestMachine.Answer get(TestMachine who, String address, String query)
      throws Exception {
    return who.send("GET", Protocol.FILES + address + query, new byte[0], Map.of());
  }

  @ParameterizedTest
  @MethodSource("cn.ruhu.server.District#roles")
  void aFileIsHandedToWhomItsPageIsShown(Role role) throws Exception {
    boolean reaches = Scopes.kind(role) != Scopes.Kind.PUBLIC_ONLY;
    try (TestMachine machine = district.machine(District.login(role))) {
      for (var e : PAGES.entrySet()) {
        String address = e.getValue().text("file");
        boolean may =
            reaches
                && ViewTable.project(e.getValue(), role)
                    .map(p -> p.get("file").isPresent())
                    .orElse(false);
        if (role == Role.EVALUATOR) may = false;
        if (role == Role.INVESTIGATOR) may = !NOT_FOR_THE_PAIR.contains(e.getKey());
        for (String query : List.of("", "?from=0")) {
          TestMachine.Answer answer = get(machine, address, query);
          assertEquals(may ? 200 : 404, answer.status(), role + " " + e.getKey() + query);
          if (may) assertArrayEquals(BYTES.get(address), answer.body());
        }
      }
    }
  }

  @Test
  void aNeighbouringStreetAndAPairOfAnotherCaseGetNothing() throws Exception {
    for (String login : List.of("clerkThere", "visitor1"))
      try (TestMachine stranger = district.machine(login)) {
        for (CaseRecord page : PAGES.values())
          assertEquals(404, get(stranger, page.text("file"), "?from=0").status(), login);
      }
  }

  @Test
  void aLongFileIsReadInPiecesFromAnyByteOn() throws Exception {
    byte[] bytes = TestMachine.bytes(2 * Protocol.FILE_PIECE_MAX + 10_000);
    try (TestMachine clerk = district.machine("clerk");
        TestMachine reviewer = district.machine("reviewer")) {
      String address = FileAddress.of(bytes).text();
      assertEquals(404, get(reviewer, address, "?from=0").status(), "nothing names it yet");
      CaseRecord page =
          CaseRecord.of(
              RecordType.PAGE,
              District.IDS.next(),
              District.HERE,
              application(),
              Map.of("application", application().toString(), "slot", "D06", "file", address));
      clerk.save(RecordChange.create(page));
      assertEquals(404, get(reviewer, address, "?from=0").status(), "not sent yet");
      assertEquals(201, upload(clerk, address, bytes));
      var got = new ByteArrayOutputStream();
      int status = Protocol.FILE_MORE;
      while (status == Protocol.FILE_MORE) {
        TestMachine.Answer piece = get(reviewer, address, "?from=" + got.size());
        status = piece.status();
        assertTrue(piece.body().length <= Protocol.FILE_PIECE_MAX);
        assertEquals(Integer.toString(bytes.length), header(piece, Protocol.UPLOAD_LENGTH));
        assertEquals(Integer.toString(got.size()), header(piece, Protocol.UPLOAD_OFFSET));
        got.writeBytes(piece.body());
      }
      assertEquals(200, status);
      assertArrayEquals(bytes, got.toByteArray());
      TestMachine.Answer end = get(reviewer, address, "?from=" + bytes.length);
      assertEquals(200, end.status());
      assertEquals(0, end.body().length);
      TestMachine.Answer beyond = get(reviewer, address, "?from=" + (bytes.length + 1));
      assertEquals("OFFSET", beyond.refusal().code());
      for (String nonsense : List.of("?from=", "?from=-1", "?from=1&from=2", "?max=3"))
        assertEquals("MALFORMED", get(reviewer, address, nonsense).refusal().code(), nonsense);
    }
  }

  private static String header(TestMachine.Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("none");
  }

  @Test
  void aDeletedPageTakesItsFileAlong() throws Exception {
    try (TestMachine clerk = district.machine("clerk");
        TestMachine reviewer = district.machine("reviewer")) {
      CaseRecord page = filed(clerk, "D06", 900);
      assertEquals(200, get(reviewer, page.text("file"), "").status());
      clerk.save(RecordChange.delete(page));
      assertEquals(404, get(reviewer, page.text("file"), "").status());
      assertEquals(404, get(reviewer, page.text("file"), "?from=0").status());
    }
  }

  @Test
  void aPageMovedOutOfThePairsSightTakesItsFileAlong() throws Exception {
    try (TestMachine clerk = district.machine("clerk");
        TestMachine pair = district.machine(District.login(Role.INVESTIGATOR))) {
      CaseRecord page = filed(clerk, "D06", 910);
      assertEquals(200, get(pair, page.text("file"), "").status());
      RecordChange moved = RecordChange.between(page, page.with("slot", "D24")).orElseThrow();
      assertEquals(Verdict.Kind.APPLIED, clerk.save(moved).verdict());
      assertEquals(404, get(pair, page.text("file"), "").status());
      assertEquals(404, get(pair, page.text("file"), "?from=0").status());
    }
  }

  @Test
  void aRecordThatNamesAnotherFileNowLetsGoOfTheOldOne() throws Exception {
    try (TestMachine clerk = district.machine("clerk");
        TestMachine reviewer = district.machine("reviewer")) {
      CaseRecord page = filed(clerk, "D06", 920);
      byte[] other = TestMachine.bytes(930);
      String address = FileAddress.of(other).text();
      RecordChange changed = RecordChange.between(page, page.with("file", address)).orElseThrow();
      assertEquals(Verdict.Kind.APPLIED, clerk.save(changed).verdict());
      assertEquals(201, upload(clerk, address, other));
      assertEquals(200, get(reviewer, address, "").status());
      assertEquals(404, get(reviewer, page.text("file"), "").status());
    }
  }
}
