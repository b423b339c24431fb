package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.Owed;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The signed promise of papers comes home by its code and does what it says.
class SignedPromiseTest {
  @TempDir private Path home;

  private static CaseFile chen(TestDesk desk) {
    return desk.desk().caseFile(Stack.CHEN);
  }

  @Test
  void theSignedPromiseSetsItsFactsWithTheirPageAndDay() throws Exception {
    try (TestDesk desk = TestDesk.clerk(home)) {
      var all = new ArrayList<>(PrintedCase.family());
      all.add(PrintedCase.pageKey());
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
      CaseRecord app = chen(desk).application().orElseThrow();
      desk.desk()
          .save(
              "print",
              "",
              true,
              List.of(
                  RecordChange.create(
                      CaseRecord.of(
                          RecordType.DOCUMENT,
                          desk.desk().newId(),
                          app.scope(),
                          app.id(),
                          Map.of(
                              "application", app.id().toString(),
                              "paper", "PROMISE",
                              "slots", "D04,D06",
                              "due", "2026-12-08",
                              "file",
                                  desk.store()
                                      .files()
                                      .put(new byte[9], app.id(), "application/pdf"),
                              "by", desk.desk().actor().staff().toString(),
                              "at", desk.desk().now().toString())))));
      scanner.give(Stack.jpeg(Stack.promise(Stack.CHEN), 1));
      model.file();
      CaseRecord page = chen(desk).pages().getFirst();
      assertEquals("D29", page.text("slot"));
      assertEquals(
          List.of("D04 2026-12-08 " + page.id(), "D06 2026-12-08 " + page.id()),
          chen(desk).gateFacts(GateKind.SHORTFALL_SHEET).stream()
              .map(f -> f.text("subject") + " " + f.text("value") + " " + f.text("page"))
              .toList());
      assertTrue(Owed.of(chen(desk)).stream().allMatch(o -> o.signed()));
    }
  }
}
