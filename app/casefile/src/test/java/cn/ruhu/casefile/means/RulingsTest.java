package cn.ruhu.casefile.means;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A ruling counts as long as what it was made on holds.
class RulingsTest {
  private static final UUID REVIEWER = new UUID(7, 1);
  private final Household home = new Household("2022-03-03");

  private UUID wage(Map<String, String> fields) {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
    return home.item(1, "INCOME", "101", fields);
  }

  private CaseRecord item(UUID id) {
    return home.file().record(id).orElseThrow();
  }

  private void rule(UUID id, String value) {
    home.put(Rulings.rule(home.file(), item(id), value, "看过流水", REVIEWER));
  }

  private String year() {
    return Income.of(home.file(), Column.ADOPTED).net().fenAsExactYuan();
  }

  private FactRow row(UUID id) {
    return Comparison.of(home.file()).row("ITEM:" + id).orElseThrow();
  }

  @Test
  void aRevisitThatFindsMoreEndsTheRulingAndNamesIt() {
    UUID id = wage(Map.of("declared", "170000", "verified", "200000"));
    rule(id, "180000");
    assertEquals("21600.00", year());
    assertEquals(List.of(), Rulings.lapsed(home.file()));
    assertTrue(row(id).ruled());
    home.put(item(id).with("verified", "500000"));
    assertEquals("60000.00", year(), "1,800 was ruled on 2,000, not on 5,000");
    assertEquals(List.of(item(id)), Rulings.lapsed(home.file()));
    assertFalse(row(id).ruled());
    assertEquals("180000", row(id).lapsed());
    assertEquals("500000", row(id).adopted());
    rule(id, "180000");
    assertEquals("21600.00", year(), "ruled again on what is there now");
    assertEquals("看过流水", row(id).reason());
  }

  @ParameterizedTest
  @CsvSource({
    // what changed, to what, whether the ruling stands
    "verified, 200000, true",
    "verified, 200001, false",
    "verified, '', false",
    "registry, 0, true",
    "registry, 200000, true",
    "registry, 200001, false",
    "registry, 180000, true",
    "declared, 190000, true",
    "verifiedVisit, 00000000-0000-0001-0000-000000000009, true",
    "verifiedExemptFen, 9800, false",
  })
  void onlyWhatItWasMadeOnEndsIt(String field, String value, boolean stands) {
    UUID id = wage(Map.of("declared", "170000", "verified", "200000"));
    rule(id, "180000");
    home.put(item(id).with(field, value));
    assertEquals(stands, Rulings.stands(item(id)));
  }

  @Test
  void whereOnlyADeclarationIsRuledOnAnotherDeclarationEndsIt() {
    UUID id = wage(Map.of("declared", "170000"));
    rule(id, "180000");
    home.put(item(id).with("declared", "190000"));
    assertFalse(Rulings.stands(item(id)));
  }

  @Test
  void aRulingThatDoesNotSayWhatItWasMadeOnCounts() {
    UUID id = wage(Map.of("declared", "170000", "verified", "500000", "adopted", "180000"));
    assertEquals("21600.00", year());
    assertEquals(List.of(), Rulings.lapsed(home.file()));
    assertTrue(row(id).ruled());
  }

  @Test
  void anAnswerWithoutAColumnOfItsOwnIsWhatTheRulingWasMadeOnToo() {
    wage(Map.of("declared", "0"));
    home.visited(Map.of("P11", "false"));
    UUID shop = home.item(0, "ASSET", "P11", Map.of("declared", "true"));
    rule(shop, "false");
    assertTrue(row(shop).ruled());
    home.visited(Map.of("P11", "true"));
    assertFalse(Rulings.stands(item(shop), home.file().answers()));
    assertEquals(List.of(item(shop)), Rulings.lapsed(home.file()));
    assertEquals("true", row(shop).adopted());
  }

  @Test
  void aRulingThatIsWhatCountsNowAnywayStands() {
    UUID id = wage(Map.of("declared", "170000", "verified", "200000"));
    rule(id, "200000");
    home.put(item(id).with("registry", "150000"));
    assertTrue(Rulings.stands(item(id)));
    home.put(item(id).with("verified", "190000").with("registry", "200000"));
    assertTrue(Rulings.stands(item(id)));
    home.put(item(id).with("registry", "210000"));
    assertFalse(Rulings.stands(item(id)));
  }

  @Test
  void wordsOfAnyLengthAreKeptShort() {
    UUID id = home.item(0, "ASSET", "P06", Map.of("declared", "车".repeat(9_000)));
    rule(id, "无");
    assertTrue(item(id).text("adoptedOn").length() < 100);
    assertTrue(Rulings.stands(item(id)));
  }

  @Test
  void incomeCountedOtherwiseAtTheVisitIsComparedAndRuledByTheYear() {
    UUID id =
        wage(
            Map.of(
                "basis", "MONTHLY",
                "declared", "351000",
                "verified", "4211997",
                "verifiedBasis", "YEARLY"));
    FactRow row = row(id);
    assertTrue(row.byYear());
    assertEquals(List.of("4212000", "4211997"), List.of(row.declared(), row.visited()));
    assertEquals("4211997", row.adopted());
    assertFalse(row.difference().matters());
    assertEquals("42119.97", year());
    rule(id, "4000000");
    assertEquals("40000.00", year());
    assertEquals("4000000", row(id).adopted());
    home.put(item(id).with("verifiedBasis", null).with("verified", "340000"));
    assertEquals("40800.00", year());
    assertEquals("4000000", row(id).lapsed());
  }

  @Test
  void aLineOnlyAnsweredAtTheVisitIsRuledByTheYearItIsShownBy() {
    UUID id = home.item(0, "EXPENSE", "E08", Map.of("basis", "MONTHLY", "declared", "10000"));
    home.visited(Map.of("E08", "150001"));
    assertTrue(row(id).byYear());
    rule(id, "140000");
    assertEquals("YEARLY", item(id).text("adoptedBasis"));
    assertEquals("140000", row(id).adopted());
  }
}
