package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
  private static final UUID VISIT = new UUID(1, 300);
  private static final UUID SECOND = new UUID(1, 301);
  private static final UUID THIRD = new UUID(1, 302);

  private static List<RecordChange> found(String code, String value, String... declared) {
    var records = new ArrayList<>(List.of(Household.records(1)));
    UUID[] ids = {SECOND, THIRD};
    for (int i = 0; i < declared.length; i++)
      records.add(
          Household.of(
              RecordType.ITEM,
              ids[i],
              Map.of(
                  "kind", "ASSET", "code", code, "declared", declared[i], "order", "" + (10 + i))));
    return Findings.of(
        CaseFile.of(records),
        new TreeMap<>(Map.of(code, value)),
        VISIT,
        () -> {
          throw new AssertionError("nothing is new");
        });
  }

  private static String verified(List<RecordChange> changes, UUID item) {
    return changes.stream()
        .filter(c -> c.id().equals(item))
        .map(c -> Objects.requireNonNull(c.fields().get("verified")).after())
        .findFirst()
        .orElse("");
  }

  /// 1,200 yuan and 800 yuan are declared in two accounts.
  @ParameterizedTest
  @CsvSource({
    "200000, 120000, 80000",
    "250000, 120000, 130000",
    "150000, 120000, 30000",
    "100000, 100000, 0",
    "0, 0, 0"
  })
  void accountsOfOneSumAreTogetherWhatWasFound(String sum, String first, String second) {
    var changes = found("P02", sum, "80000");
    assertEquals(first, verified(changes, Household.SAVINGS));
    assertEquals(second, verified(changes, SECOND));
  }

  @Test
  void oneLineIsWhatWasFound() {
    assertEquals("90000", verified(found("P02", "90000"), Household.SAVINGS));
  }

  @Test
  void wordsAreNoFigures() {
    var changes = found("P06", "5000", "借给亲戚", "700");
    assertEquals("5000", verified(changes, SECOND));
    assertEquals("", verified(changes, THIRD));
  }
}
