package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.ShakyBackground;
import cn.ruhu.survey.AnswerEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitDraftTest {
  private static final String KEY = VisitDraft.key(new UUID(1, 300), 1);

  @TempDir private Path home;

  private static AnswerEvent said(TestDesk at, String value) {
    return new AnswerEvent(
        AnswerEvent.Act.ADD, "/N/informant", value, at.desk().now(), TestDesk.FIRST);
  }

  /// A neighbour added twice would be one nobody visited.
  @Test
  void whatWasWrittenAfterItsTimeIsNotWrittenTwice() throws Exception {
    try (TestDesk at = TestDesk.investigator(home)) {
      var background = new ShakyBackground();
      var draft = new VisitDraft(at.store().drafts(), background, KEY, new TreeMap<>());
      background.overdue = true;
      draft.append(said(at, "a"));
      assertFalse(draft.settled.get());
      background.overdue = false;
      draft.append(said(at, "b"));
      draft.note("second", "here");
      assertTrue(draft.settled.get());
      VisitDraft.Kept kept = VisitDraft.read(at.store().drafts(), KEY);
      assertEquals(List.of("a", "b"), kept.events().stream().map(AnswerEvent::value).toList());
      assertEquals("here", kept.notes().get("second"));
    }
  }
}
