package cn.ruhu.desktop.consult;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.Consultation;
import cn.ruhu.casefile.means.Consultation.Outlook;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsultViewModelTest {
  @TempDir Path home;

  static CaseRecord[] standards() {
    return Stream.of(
            "DIBAO 155000 2026-07", "LOW_INCOME 260000 2026-09", "CONSUMPTION 5020000 2025-01")
        .map(s -> s.split(" ", -1))
        .map(s ->
            CaseRecord.of(
                RecordType.STANDARD,
                new UUID(34, s[0].length()),
                CaseRecord.PUBLIC,
                null,
                Map.of(
                    "name", s[0],
                    "effective", s[2],
                    "valueFen", s[1],
                    "source", "演示",
                    "mark", "演示")))
        .toArray(CaseRecord[]::new);
  }

  private static ConsultViewModel model(TestDesk at) throws Exception {
    at.receive(standards());
    var model = new ConsultViewModel(at.desk());
    model.refresh();
    return model;
  }

  private static void answer(ConsultViewModel model, String... values) {
    for (int i = 0; i < values.length; i++)
      model.field(ConsultViewModel.FIELDS.get(i)).set(values[i]);
  }

  private static Outlook of(ConsultViewModel model, String scheme) {
    Consultation c = Objects.requireNonNull(model.result.get()).consultation();
    return c.hints().stream()
        .filter(h -> h.scheme().equals(scheme))
        .findFirst()
        .orElseThrow()
        .outlook();
  }

  @Test
  void theResultFollowsEveryAnswer() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      ConsultViewModel model = model(at);
      answer(model, "2");
      assertNull(model.result.get(), "without income there is nothing to say");
      answer(model, "2", "300000");
      assertEquals(Outlook.POSSIBLE, of(model, "DB"));
      assertEquals(
          List.of("money", "dwellings", "vehicle", "special"),
          Objects.requireNonNull(model.result.get()).open());
      answer(model, "2", "310000");
      assertEquals(Outlook.UNLIKELY, of(model, "DB"), "equal is not below");
      assertEquals(Outlook.POSSIBLE, of(model, "DS"));
      answer(model, "2", "310000", "12048000");
      assertEquals(Outlook.POSSIBLE, of(model, "DS"), "equal to the limit is allowed");
      answer(model, "2", "310000", "12048001");
      assertEquals(Outlook.UNLIKELY, of(model, "DS"));
      answer(model, "1", "0", "0", "0", "NONE", "NO_SUPPORT");
      assertEquals(Outlook.POSSIBLE, of(model, "TK"));
      answer(model, "0", "0");
      assertNull(model.result.get());
    }
  }

  @Test
  void theWordsNameClauseStandardMarkAndPapers() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      ConsultViewModel model = model(at);
      answer(model, "3", "200000", "0", "1", "NONE", "NONE");
      Consultation c = Objects.requireNonNull(model.result.get()).consultation();
      var words = new ConsultWords(Text.chinese());
      assertEquals("可能符合：低保", words.headline(c));
      Consultation.Hint first = c.hints().getFirst();
      String db = words.words(first, first.reasons().getFirst());
      assertEquals("每人每月收入约666.66元，低于标准1,550.00元（民发〔2021〕57号）", db);
      assertEquals("低保标准（每人每月）：1,550.00元，2026-07起执行（演示）", words.figures(c).getFirst());
      assertEquals("登记表及声明授权书、居民身份证、户口簿", words.papers());
      List<String> steps = words.steps(c);
      assertEquals("全年收入：每月2,000.00元 × 12个月 = 24,000.00元", steps.getFirst());
      assertTrue(steps.contains("每人每月收入：24,000.00元 ÷ 12 ÷ 3人 ≈ 666.66元"), steps.toString());
    }
  }

  /// Every byte under the data folder, by file.
  private Map<String, Integer> bytes() throws IOException {
    var all = new TreeMap<String, Integer>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path f : files.filter(Files::isRegularFile).toList())
        all.put(home.relativize(f).toString(), Arrays.hashCode(Files.readAllBytes(f)));
    }
    return all;
  }

  @Test
  void nothingOfItIsKeptAnywhere() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      ConsultViewModel model = model(at);
      Map<String, Integer> before = bytes();
      int ops = at.store().waiting().ops();
      for (int income = 0; income < 50; income++)
        answer(model, "4", "12345" + income, "98765", "1", "NONE", "ILLNESS");
      model.clear();
      assertNull(model.result.get());
      assertEquals(before, bytes(), "not a byte");
      assertEquals(ops, at.store().waiting().ops());
      assertEquals(List.of(), at.store().drafts().keys());
      assertEquals(List.of(), at.store().all(RecordType.DOCUMENT));
      for (RecordType t : RecordType.values())
        if (t != RecordType.STAFF && t != RecordType.AGENCY && t != RecordType.STANDARD)
          assertEquals(List.of(), at.store().all(t), t.name());
    }
  }
}
