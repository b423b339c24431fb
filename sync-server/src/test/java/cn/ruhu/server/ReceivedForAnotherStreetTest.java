package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A window takes a case in for another street (DOMAIN C7): it works on it until it is handed in,
/// reads nothing of it, and afterwards it is the other street's alone.
final class ReceivedForAnotherStreetTest {
  @TempDir private Path data;
  private District district;
  private TestMachine clerk;
  private TestMachine there;

  @BeforeEach
  void start() throws Exception {
    district = new District(data);
    clerk = district.machine("clerk");
    there = district.machine("clerkThere");
  }

  @AfterEach
  void stop() {
    there.close();
    clerk.close();
    district.close();
  }

  private CaseRecord made(CaseFile file, RecordType type, Map<String, String> fields) {
    UUID app = file.application().orElseThrow().id();
    return CaseRecord.of(type, District.IDS.next(), District.THERE, app, fields)
        .with("application", app.toString())
        .with("by", clerk.staff().toString());
  }

  private CaseFile inAndSubmitted() throws Exception {
    CaseFile file = District.open(clerk, District.THERE, "李强");
    CaseRecord app = file.application().orElseThrow();
    assertEquals(
        Verdict.Kind.APPLIED,
        clerk.save(District.edit(app, "phone", "13800000001", "13900000002")).verdict(),
        "until it is handed in it may be corrected");
    CaseRecord receipt =
        made(
            file,
            RecordType.DOCUMENT,
            Map.of(
                "paper",
                "RECEIPT",
                "way",
                "PRINTED",
                "file",
                "sha256-" + "0".repeat(64),
                "day",
                "2026-11-20",
                "at",
                "2026-11-20T02:00:00Z"));
    assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(receipt)).verdict());
    var pages = new ArrayList<RecordChange>();
    for (String slot : List.of("D02", "D03", "D04"))
      pages.add(
          RecordChange.create(
              made(
                  file,
                  RecordType.PAGE,
                  Map.of("slot", slot, "file", "sha256-" + "%064x".formatted(slot.hashCode())))));
    assertEquals(Verdict.Kind.APPLIED, clerk.save(pages.toArray(RecordChange[]::new)).verdict());
    CaseFile now = file.with(pages);
    assertEquals(
        Verdict.Kind.APPLIED, District.act(clerk, now, Act.SUBMIT, ActInput.NONE).verdict());
    return now;
  }

  @Test
  void isWorkedOnUntilItIsHandedInAndReadByNobodyHere() throws Exception {
    CaseFile file = inAndSubmitted();
    UUID id = file.application().orElseThrow().id();
    clerk.pull();
    assertTrue(clerk.copies.values().stream().noneMatch(r -> id.equals(r.caseId())));
    there.pull();
    var app = there.copies.values().stream().filter(r -> id.equals(r.id())).findFirst().get();
    assertEquals("SUBMITTED", app.fields().get("stage"));
    assertEquals("13900000002", app.fields().get("phone"));
    assertEquals(District.THERE, app.fields().get("receivedFor"));
    assertEquals(clerk.staff().toString(), app.fields().get("clerk"), "who took it in");
    assertEquals(
        1,
        there.seen("DOCUMENT").stream()
            .filter(r -> id.equals(r.caseId()))
            .filter(r -> "RECEIPT".equals(r.fields().get("paper")))
            .count(),
        "with the receipt that was given");
  }

  @Test
  void isClosedToItsReceiverOnceItWasHandedIn() throws Exception {
    CaseFile file = inAndSubmitted();
    CaseRecord app = file.application().orElseThrow();
    assertEquals(
        Verdict.Kind.REJECTED,
        clerk.save(District.edit(app, "phone", "13900000002", "13700000003")).verdict());
    assertEquals(
        Verdict.Kind.REJECTED,
        clerk
            .save(RecordChange.create(made(file, RecordType.PAGE, Map.of("slot", "D05"))))
            .verdict());
  }
}
