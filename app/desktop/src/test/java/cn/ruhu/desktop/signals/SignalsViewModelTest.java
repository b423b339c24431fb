package cn.ruhu.desktop.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.linking.SignalState;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.LateBackground;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsViewModelTest {
  private static final UUID CASE = new UUID(71, 1);
  private static final UUID FIRST = new UUID(72, 1);
  private static final UUID SECOND = new UUID(72, 2);

  @TempDir Path home;

  private static CaseRecord signal(UUID id, String due) {
    return CaseRecord.of(
            RecordType.SIGNAL,
            id,
            TestDesk.STREET,
            CASE,
            Map.of("kind", "DEATH", "detail", "2026-05-03", "due", due, "state", "OPEN"))
        .with("application", CASE.toString())
        .with("person", new UUID(73, 1).toString());
  }

  @Test
  void wordsBegunForTheNextOneStayWhileTheLastIsSaved() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      at.receive(
          CaseRecord.of(
              RecordType.APPLICATION,
              CASE,
              TestDesk.STREET,
              CASE,
              Map.of("number", "1", "street", TestDesk.STREET)),
          signal(FIRST, "2026-11-20"),
          signal(SECOND, "2026-11-27"));
      var late = new LateBackground();
      var model = new SignalsViewModel(at.desk(), late);
      model.refresh();
      late.settle();
      model.reason.set("called");
      assertTrue(model.answer(SignalState.TAKEN_UP));
      model.choose(model.rows.getLast());
      model.reason.set("half a wo");
      late.settle();
      assertEquals("TAKEN_UP", at.store().record(FIRST).orElseThrow().text("state"));
      assertEquals("half a wo", model.reason.get());
    }
  }
}
