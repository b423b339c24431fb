package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.wire.EvidenceCheck;
import cn.ruhu.wire.EvidencePieces;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Messages;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceExportTest {
  private static final UUID CASE = new UUID(1, 100);
  private static final byte[] ANSWERS = "答案".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path home;
  @TempDir private Path stick;
  private TestDesk at;
  private DistrictDouble district;
  private EvidenceExport export;
  private byte[] manifest;
  private CaseRecord visit;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    district = new DistrictDouble(at);
    export = new EvidenceExport(at.desk(), district, Background.inline());
    UUID id = new UUID(1, 200);
    manifest =
        Messages.write(
            new Manifest(
                id,
                TestDesk.FIRST,
                TestDesk.SECOND,
                Instant.parse("2026-11-20T02:00:00Z"),
                Instant.parse("2026-11-20T03:00:00Z"),
                new Manifest.Form("home-visit", "3", "sha256-" + "0".repeat(64)),
                List.of(new Manifest.Entry("answers", address(ANSWERS), ANSWERS.length)),
                Optional.empty(),
                null));
    visit =
        CaseRecord.of(
            RecordType.VISIT,
            id,
            TestDesk.STREET,
            CASE,
            Map.of(
                "application", CASE.toString(),
                "startedAt", "2026-11-20T02:00:00Z",
                "finishedAt", "2026-11-20T03:00:00Z",
                "disposition", "10",
                "investigatorA", TestDesk.FIRST.toString(),
                "manifest", address(manifest),
                "sealHash", address(manifest)));
    at.receive(
        CaseRecord.of(
            RecordType.APPLICATION,
            CASE,
            TestDesk.STREET,
            CASE,
            Map.of("number", "110108007202600100012", "street", TestDesk.STREET)),
        visit);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static String address(byte[] bytes) {
    return FileAddress.of(bytes).text();
  }

  private CaseRecord asked(String address) {
    return district.asked.stream()
        .filter(p -> p.text("file").equals(address))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> leaving() throws Exception {
    try (var all = Files.list(stick)) {
      return all.toList();
    }
  }

  private String said() {
    return export.said.get() == null ? "" : export.said.get().key();
  }

  @Test
  void whatLiesInTheDistrictIsFetchedThenLeavesAndIsNoted() throws Exception {
    export.to(stick, visit);
    assertTrue(export.busy.get());
    district.arrives(asked(address(manifest)), manifest);
    assertEquals("review.evidence.fetching", said());
    district.arrives(asked(address(ANSWERS)), ANSWERS);
    assertEquals("review.evidence.made", said());
    assertFalse(export.busy.get());
    Path bundle = leaving().getFirst();
    try (InputStream in = Files.newInputStream(bundle)) {
      var pieces = EvidencePieces.read(in, visit.text("sealHash"), null);
      var found = EvidenceCheck.of(pieces, visit.text("sealHash"));
      assertNotNull(found);
    }
    CaseRecord noted = at.desk().caseFile(CASE).gateFacts(GateKind.PAGES_EXPORTED).getFirst();
    assertEquals(visit.id().toString(), noted.text("subject"));
  }

  @Test
  void withoutANetworkNothingLeavesAndTheWordsSayWhy() throws Exception {
    district.line(false);
    export.to(stick, visit);
    assertEquals("review.evidence.OFFLINE", said());
    assertFalse(export.busy.get());
    assertEquals(List.of(), leaving());
    assertEquals(List.of(), at.desk().caseFile(CASE).gateFacts(GateKind.PAGES_EXPORTED));
  }

  @Test
  void aFileThePairHasNotSentYetIsSaid() throws Exception {
    export.to(stick, visit);
    district.stands(asked(address(manifest)), PageFiles.How.ABSENT, 0, 0);
    assertEquals("review.evidence.ABSENT", said());
    assertEquals(1, district.left.size());
    assertEquals(List.of(), leaving());
  }

  @Test
  void anotherCaseEndsWhatIsUnderWay() {
    export.to(stick, visit);
    export.clear();
    assertFalse(export.busy.get());
    assertEquals("", said());
  }
}
