package cn.ruhu.desktop.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.papers.Office;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The words an applicant hears, at every stage, with every pause, in both languages.
class TellWordsTest {
  private static final UUID CASE = new UUID(50, 1);
  private static final Office OFFICE =
      new Office("街道办", "海淀区", "", "62170001", "12345", "区政府", "区法院");

  private static CaseRecord app(Stage stage) {
    return CaseRecord.of(
        RecordType.APPLICATION,
        CASE,
        TestDesk.STREET,
        CASE,
        Map.of(
            "stage",
            stage.name(),
            "street",
            TestDesk.STREET,
            "schemes",
            "DB",
            "acceptDate",
            "2026-11-02"));
  }

  private static CaseRecord supporter() {
    return CaseRecord.of(
        RecordType.SUPPORTER,
        new UUID(51, 1),
        TestDesk.STREET,
        CASE,
        Map.of("name", "QQQ", "familyMonthlyFen", "777700"));
  }

  static Stream<Arguments> everything() {
    var all = new ArrayList<Arguments>();
    for (Stage s : Stage.values())
      for (String cause : List.of("", "SUPPLEMENT", "PUBLICITY", "OTHER_PLACE", "NEWER"))
        all.add(Arguments.of(s, cause));
    return all.stream();
  }

  private static Told told(Text text, CaseRecord app) {
    return new TellWords(text, LocalDate.of(2026, 11, 23))
        .of(CaseFile.of(List.of(app, supporter())), Optional.of(OFFICE))
        .orElseThrow();
  }

  private static Told.Part part(Told told, String id) {
    return told.parts().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void everyStageAndPauseHasItsWords(Stage stage, String cause) {
    CaseRecord app = app(stage);
    if (!cause.isEmpty())
      app = app.with("pausedOn", "2026-11-16").with("pauseReason", cause).with("pausedDays", "3");
    for (Text text : List.of(Text.chinese(), Text.english())) {
      Told told = told(text, app);
      String all = told.toString();
      assertFalse(all.contains("[counter."), all);
      assertFalse(all.contains("{0}"), all);
      assertFalse(all.contains("QQQ") || all.contains("7777") || all.contains("7,777"), all);
      assertTrue(all.contains("62170001") && all.contains("12345"), all);
    }
  }

  @Test
  void theLastDayIsSaidWithTheReasonOfThePause() {
    Told told =
        told(
            Text.chinese(),
            app(Stage.SUPPLEMENT).with("pausedOn", "2026-11-16").with("pauseReason", "SUPPLEMENT"));
    assertEquals(
        List.of("最晚 2026年12月21日 出结果，还有 20 个工作日。", "从 2026年11月16日 起先不计时：在等您补材料。"),
        part(told, "due").lines());
    assertEquals("材料没齐，等您补交", told.headline());
  }

  @Test
  void nobodyIsToldOfADrawOrOfWhoObjected() {
    assertEquals(
        told(Text.chinese(), app(Stage.DISTRICT_REVIEW)),
        told(Text.chinese(), app(Stage.SPOT_CHECK)));
    String objected = told(Text.chinese(), app(Stage.OBJECTION)).toString();
    assertFalse(objected.contains("异议") || objected.contains("举报"), objected);
  }
}
