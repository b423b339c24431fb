package cn.ruhu.desktop.recount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.handling.PaidHousehold;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The list of households a new standard concerns makes each of them once.
class RecountViewModelTest {
  @TempDir private Path home;
  private TestDesk at;
  private RecountViewModel model;
  private final PaidHousehold one = new PaidHousehold(51, LocalDate.of(2026, 9, 7), "赵德福");
  private final PaidHousehold two = new PaidHousehold(52, LocalDate.of(2026, 9, 7), "钱桂香");

  private void opens(boolean large) throws Exception {
    at = TestDesk.open(home.resolve("m"), PaidHousehold.CHIEF, "周主任", Role.STREET_CHIEF);
    for (PaidHousehold p : List.of(one, two)) at.receive(p.files(), p.records());
    at.pass(Duration.between(at.desk().now(), one.now().plus(Duration.ofDays(2))));
    if (large) at.restartLarge();
    model = new RecountViewModel(at.desk(), Background.inline());
    assertEquals(List.of(), model.read().rows(), "no new standard yet");
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static CaseRecord standard(String fen, int n) {
    return CaseRecord.of(
        RecordType.STANDARD,
        new UUID(0x0190_0000_0000_7000L, n),
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name", "DIBAO",
            "effective", "2026-10",
            "valueFen", fen,
            "source", "京民社救发〔2026〕" + n + "号",
            "confirmed", "true"));
  }

  private RecountRow row(PaidHousehold of) {
    return model.read().rows().stream()
        .filter(r -> r.application().equals(of.id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatDidNotChangeIsNotMadeAgain() throws Exception {
    opens(false);
    at.receive(standard("157500", 977));
    RecountRow first = row(one);
    RecountRow second = row(two);
    CaseRecord a = at.desk().caseFile(two.id()).application().orElseThrow();
    at.receive(a.with("community", "皂君庙社区"));
    assertSame(first, row(one));
    assertNotSame(second, row(two), "its case was touched");
  }

  /// A household nothing was listed of is looked at again for a standard, also where the store is
  /// so large that lists keep what they have nothing of.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNewStandardListsHouseholdsThatWereNotListed(boolean large) throws Exception {
    opens(large);
    at.receive(standard("157500", 977));
    assertEquals(Fen.ofYuan(675), row(one).after());
    assertEquals(2, model.read().rows().size());
  }
}
