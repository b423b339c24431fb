package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.kit.Where;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WayTest {
  private static final UUID CASE = new UUID(5, 1);
  private static final UUID OTHER = new UUID(5, 2);

  @TempDir Path home;
  private TestDesk at;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    at.receive(application(CASE), application(OTHER));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static CaseRecord application(UUID id) {
    return CaseRecord.of(
        RecordType.APPLICATION, id, TestDesk.STREET, id, Map.of("street", TestDesk.STREET));
  }

  @Test
  void aCaseIsWhereItsLeastTravelledRecordIs() throws Exception {
    assertEquals(Where.ARRIVED, Way.ofCase(at.store(), CASE));
    at.desk().edit(application(CASE), application(CASE).with("phone", "13810012345"));
    assertEquals(Where.SAVED, Way.ofCase(at.store(), CASE));
    assertEquals(Where.ARRIVED, Way.ofCase(at.store(), OTHER));
    assertEquals(Where.SAVED, Way.ofCase(at.store(), new UUID(5, 3)), "never heard of");
  }

  /// The code of the server alone helps nobody.
  @Test
  void everyCauseOfLateWorkHasWords() {
    for (Text text : List.of(Text.chinese(), Text.english()))
      for (CodeEntry e : CodeTables.table("lateCause").entries())
        assertTrue(text.has("work.way.reason." + e.code()), e.code());
  }

  @Test
  void theStorySaysWhenWhoWhatAndWhatItWaitsFor() throws Exception {
    var text = Text.chinese();
    assertEquals(List.of("区里的最新内容；您在本机没有改动过这一户"), Way.story(at.desk(), text, CASE));
    at.desk().edit(application(CASE), application(CASE).with("phone", "13810012345"));
    List<String> story = Way.story(at.desk(), text, CASE);
    assertEquals(1, story.size());
    assertEquals("周敏 录入与修改：已存在本机，连上网后自动上报", story.getFirst().substring(17), "after the minute");
    assertEquals(List.of("区里的最新内容；您在本机没有改动过这一户"), Way.story(at.desk(), text, OTHER));
  }

  @Test
  void anActUnknownToThisProgramStillHasWords() {
    assertEquals("其他事项", Way.kind(Text.chinese(), "act.OF_TOMORROW"));
    assertEquals("受理", Way.kind(Text.chinese(), "act.ACCEPT"));
  }
}
