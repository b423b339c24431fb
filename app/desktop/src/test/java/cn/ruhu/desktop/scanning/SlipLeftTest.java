package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.paper.DoorSlip;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.printing.PrintedCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A slip that was left at a door comes home by its code and proves the attempt it was left at.
class SlipLeftTest {
  private static final UUID VISIT = new UUID(81, 2);

  @TempDir private Path home;

  private static CaseFile chen(TestDesk desk) {
    return desk.desk().caseFile(Stack.CHEN);
  }

  private static CaseRecord visit(int n, String disposition, String day) {
    return CaseRecord.of(
        RecordType.VISIT,
        new UUID(81, n),
        TestDesk.STREET,
        Stack.CHEN,
        Map.of(
            "application",
            Stack.CHEN.toString(),
            "disposition",
            disposition,
            "startedAt",
            day + "T02:00:00Z",
            "finishedAt",
            day + "T02:20:00Z"));
  }

  @Test
  void aScannedSlipIsAFactOfTheAttemptWithItsPageOnce() throws Exception {
    try (TestDesk desk = TestDesk.clerk(home)) {
      var all = new ArrayList<>(PrintedCase.family());
      all.add(PrintedCase.pageKey());
      all.add(visit(1, "30", "2026-11-18"));
      all.add(visit(2, "30", "2026-11-20"));
      desk.receive(all.toArray(CaseRecord[]::new));
      var scanner = new HandSource(desk.clock());
      var model =
          new ScanningViewModel(
              desk.desk(),
              new ScanTray(desk.desk()),
              Background.inline(),
              scanner,
              System::nanoTime);
      model.start();
      scanner.give(Stack.jpeg(Stack.slip(Stack.CHEN, 2), 1));
      model.file();
      CaseRecord page = chen(desk).pages().getFirst();
      assertEquals("D19", page.text("slot"));
      String number = DoorSlip.number(chen(desk).application().orElseThrow().text("number"), 2);
      assertEquals(List.of(VISIT + " " + number + " " + page.id()), facts(desk));
      // another slip of the same pack is another fact
      scanner.give(Stack.jpeg(Stack.slip(Stack.CHEN, 3), 2));
      model.file();
      assertEquals(2, facts(desk).size());
    }
  }

  private static List<String> facts(TestDesk desk) {
    return chen(desk).gateFacts(GateKind.NOTICE_LEFT).stream()
        .map(f -> f.text("subject") + " " + f.text("value") + " " + f.text("page"))
        .toList();
  }

  /// At the window the page is the evidence: a fact without one is no fact.
  @Test
  void theWindowRecordsASlipOnlyWithItsPage() throws Exception {
    try (TestDesk desk = TestDesk.clerk(home)) {
      CaseRecord fact =
          CaseRecord.of(
              RecordType.GATE_FACT,
              new UUID(82, 1),
              TestDesk.STREET,
              Stack.CHEN,
              Map.of(
                  "application", Stack.CHEN.toString(),
                  "kind", GateKind.NOTICE_LEFT.name(),
                  "value", "000000013-1",
                  "by", TestDesk.CLERK.toString(),
                  "at", desk.desk().now().toString()));
      var actor = desk.desk().actor();
      assertFalse(Rights.mayApply(actor, RecordChange.create(fact), Optional.empty()));
      CaseRecord shown = fact.with("page", new UUID(82, 2).toString());
      assertTrue(Rights.mayApply(actor, RecordChange.create(shown), Optional.empty()));
    }
  }
}
