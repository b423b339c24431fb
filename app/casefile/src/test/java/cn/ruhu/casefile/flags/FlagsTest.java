package cn.ruhu.casefile.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.Household;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each doubt: fires at its edge, stays silent beside it.
class FlagsTest {
  private static final LocalDate TODAY = LocalDate.of(2022, 3, 10);
  private static final UUID A = new UUID(0, 71);
  private static final UUID B = new UUID(0, 72);
  private static final UUID M1 = Household.member(1);
  private final Household home = new Household("2022-03-01");

  @BeforeEach
  void oneAdult() {
    home.member(1, "01", "1980-01-01", Map.of("livingTogether", "1", "labour", "1"));
  }

  private List<String> keys() {
    return Flags.of(home.file(), TODAY).stream().map(Flag::key).toList();
  }

  private List<String> rules() {
    return Flags.of(home.file(), TODAY).stream().map(f -> f.rule().name()).distinct().toList();
  }

  private void fact(String kind, String subject, String reason, String at) {
    home.put(
        Household.make(
                RecordType.GATE_FACT,
                new UUID(3, (kind + subject + at).hashCode()),
                Map.of("kind", kind, "at", at))
            .with("subject", subject)
            .with("reason", reason));
  }

  @Test
  void aQuietHouseholdRaisesNothing() {
    home.visited(Map.of("O06@" + A, "false", "O10@" + A, "2", "O10@" + B, "3", "P08", "0"));
    assertEquals(List.of(), keys());
  }

  @Test
  void x01OnlyWhenTheRegistrySaysSo() {
    fact("REGISTRY_HIT", "X01:" + M1, "", "2022-03-02T00:00:00Z");
    assertEquals(List.of("X01:" + M1), keys());
  }

  @Test
  void x02CardExpiredOrChipSaysAnotherNumberOrName() {
    home.person(1, "idNumber", "110199198101010013").person(1, "name", "王芳");
    home.person(1, "validTo", "2022-03-09");
    assertEquals(List.of("EXPIRED"), Flags.of(home.file(), TODAY).getFirst().args());
    home.person(1, "validTo", "2022-03-10");
    assertEquals(List.of(), keys());
    byte[] chip = chip("王方", "110199198101010013");
    for (String stored :
        List.of(HexFormat.of().formatHex(chip), Base64.getEncoder().encodeToString(chip))) {
      home.put(
          Household.make(
              RecordType.CARD_READING,
              new UUID(0, 60),
              Map.of(
                  "person",
                  home.file()
                      .personOf(home.file().members().getFirst())
                      .orElseThrow()
                      .id()
                      .toString(),
                  "cardType",
                  "R",
                  "text256",
                  stored)));
      assertEquals(List.of("NAME"), Flags.of(home.file(), TODAY).getFirst().args());
    }
    home.person(1, "name", "王方");
    assertEquals(List.of(), keys());
  }

  private static byte[] chip(String name, String number) {
    byte[] all = "\u3000".repeat(128).getBytes(StandardCharsets.UTF_16LE);
    for (int i = 0; i < 128; i++) {
      all[2 * i] = 0x20;
      all[2 * i + 1] = 0;
    }
    byte[] n = name.getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(n, 0, all, 0, n.length);
    byte[] d = number.getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(d, 0, all, 122, d.length);
    return all;
  }

  @Test
  void x03AnAdultStudentWithoutASchoolPaper() {
    home.change(1, "occupation", "2");
    assertEquals(List.of("X03:" + M1), keys());
    home.put(
        Household.make(
            RecordType.PAGE, new UUID(0, 61), Map.of("slot", "D13", "member", M1.toString())));
    assertEquals(List.of(), keys());
  }

  @Test
  void x04TenPercentOrHalfAStandardApart() {
    var fields = Map.of("basis", "MONTHLY", "declared", "100000", "verified", "109999");
    UUID item = home.item(1, "INCOME", "101", fields);
    assertEquals(List.of(), keys());
    var record = home.file().record(item).orElseThrow();
    home.put(record.with("verified", "110000"));
    assertEquals(List.of("X04"), keys());
    // half of 1245 yuan, far less than a tenth of the wage
    home.put(record.with("declared", "10000000").with("verified", "10062249"));
    assertEquals(List.of(), keys());
    home.put(record.with("declared", "10000000").with("verified", "10062250"));
    assertEquals(List.of("X04"), keys());
    home.put(record.with("declared", "0").with("verified", "1"));
    assertEquals(List.of("X04"), keys());
  }

  @Test
  void x05SpendingAbove130PercentWithoutAnExplanation() {
    home.item(1, "INCOME", "101", Map.of("basis", "MONTHLY", "declared", "100000"));
    home.visited(Map.of("E15", "130000"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("E15", "130001"));
    assertEquals(List.of("X05"), rules());
    home.visited(Map.of("E15", "130001", "E17", "1"));
    assertEquals(List.of(), rules());
  }

  /// What the means test leaves out as exempt is money all the same; what went to the insurance is
  /// not there to be spent, and what a man who does not count earns is not the household's.
  @Test
  void x05ComparesWithTheMoneyThatIsThere() {
    UUID wage = home.item(1, "INCOME", "101", Map.of("basis", "MONTHLY", "declared", "100000"));
    var record = home.file().record(wage).orElseThrow();
    home.visited(Map.of("E15", "130000"));
    home.put(record.with("exemptCode", "01").with("exemptFen", "50000"));
    assertEquals(List.of(), rules());
    home.put(record.with("contributionFen", "1"));
    assertEquals(List.of("130000", "99999"), args("X05"));
    home.put(record);
    home.member(2, "20", "1990-01-01", Map.of("livingTogether", "5"));
    home.item(2, "INCOME", "101", Map.of("basis", "MONTHLY", "declared", "900000"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("E15", "130001"));
    assertEquals(List.of("130001", "100000"), args("X05"));
  }

  @Test
  void x06ElectricityAboveTwiceTheNormTheDistrictEntered() {
    home.visited(Map.of("E04", "40001"));
    assertEquals(List.of(), rules(), "no norm, nothing said");
    home.put(
        Household.make(
            RecordType.STANDARD,
            new UUID(6, 1),
            Map.of("name", "ELECTRICITY", "effective", "2022-01", "valueFen", "20000")));
    assertEquals(List.of("40001", "20000"), args("X06"));
    home.visited(Map.of("E04", "40000"));
    assertEquals(List.of(), rules());
  }

  @Test
  void x07TwoAppliancesOfTheHighestGrade() {
    home.visited(Map.of("A01", "3", "A04", "2"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("A01", "3", "A05", "3"));
    assertEquals(List.of("X07"), rules());
    home.visited(Map.of("A00", "1 6"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("A00", "1 5"));
    assertEquals(List.of("X07"), rules());
  }

  @Test
  void x08TracesOfAVehicleWhileNoneIsStated() {
    home.visited(Map.of("O06@" + B, "true"));
    assertEquals(List.of("X08"), rules());
    home.visited(Map.of("O06@" + B, "true", "P08", "1"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("N06#2", "2", "P08", "0"));
    assertEquals(List.of("X08"), rules());
    home.visited(Map.of("N06#1", "3"));
    assertEquals(List.of(), rules());
  }

  @Test
  void x09TracesOfABusinessWhileNoneIsStated() {
    home.visited(Map.of("O05@" + A, "true", "P11", "false"));
    assertEquals(List.of("X09"), rules());
    home.visited(Map.of("O05@" + A, "true", "P11", "true"));
    assertEquals(List.of(), rules());
  }

  @Test
  void x10ExpensiveSchools() {
    home.visited(Map.of("S03@" + M1, "2"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("S03@" + M1, "4"));
    assertEquals(List.of("X10:" + M1), keys());
  }

  @Test
  void x11MoneyAboveTheLimitAndAnUnknownLimitIsSaidNotGuessed() {
    // one person, 2021: 1.2 × 43,640.00 = 52,368.00
    UUID item = home.item(1, "ASSET", "P02", Map.of("basis", "AMOUNT", "declared", "5236800"));
    assertEquals(List.of(), rules());
    var record = home.file().record(item).orElseThrow();
    home.put(record.with("declared", "5236801"));
    assertEquals(List.of("ABOVE", "5236801", "5236800"), args("X11"));
    var app = home.file().application().orElseThrow();
    home.put(app.with("acceptDate", "2026-03-01"));
    assertEquals(List.of("LIMIT_UNKNOWN", "2025", "5236801"), args("X11"));
  }

  /// The doubt says what the means test says: a reviewer's ruling stands against the visit's
  /// answer.
  @Test
  void x11CountsMoneyAsTheMeansTestDoes() {
    UUID item = home.item(1, "ASSET", "P02", Map.of("basis", "AMOUNT", "declared", "0"));
    home.visited(Map.of("P02", "5236801"));
    assertEquals(List.of("ABOVE", "5236801", "5236800"), args("X11"));
    home.put(home.file().record(item).orElseThrow().with("adopted", "5236800"));
    assertEquals(List.of(), rules());
  }

  /// Before 2014 money had no limit of its own.
  @Test
  void x11SaysNothingOfADayWithoutALimit() {
    home.item(1, "ASSET", "P02", Map.of("basis", "AMOUNT", "declared", "9000000"));
    assertEquals(List.of("X11"), rules());
    home.put(home.file().application().orElseThrow().with("acceptDate", "2013-06-03"));
    assertEquals(List.of(), rules());
  }

  private List<String> args(String rule) {
    return Flags.of(home.file(), TODAY).stream()
        .filter(f -> f.rule().name().equals(rule))
        .findFirst()
        .orElseThrow()
        .args();
  }

  @Test
  void x12ASecondDwelling() {
    home.visited(Map.of("H04", "1", "H17", "0"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("H04", "1", "H17", "1"));
    assertEquals(List.of("2"), args("X12"));
    home.visited(Map.of("H04", "4", "H17", "1"));
    assertEquals(List.of(), rules());
  }

  @Test
  void x13AndX14SupportersWhoRefuseOrPayNothing() {
    var supporter =
        Household.make(RecordType.SUPPORTER, new UUID(0, 62), Map.of("authorization", "REFUSED"));
    home.put(supporter);
    assertEquals(List.of("X13"), rules());
    home.put(supporter.with("authorization", "SIGNED").with("paidMonthlyFen", "0"));
    assertEquals(List.of("X14"), rules());
    home.put(
        supporter
            .with("authorization", "SIGNED")
            .with("paidMonthlyFen", "0")
            .with("inability", "2"));
    assertEquals(List.of(), rules());
    String at = "@" + supporter.id();
    home.put(supporter.with("authorization", "REFUSED").with("paidMonthlyFen", "50000"));
    home.visited(Map.of("F04" + at, "1", "F08" + at, "0", "F10" + at, "0"));
    assertEquals(List.of("X14"), rules());
    home.visited(Map.of("F04" + at, "1", "F08" + at, "0", "F10" + at, "0", "F12" + at, "sha256-a"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("F04" + at, "2", "F08" + at, "4", "F10" + at, "0"));
    assertEquals(List.of("X13"), rules());
  }

  @Test
  void x15AbleAndIdleForSixMonths() {
    home.visited(Map.of("J01@" + M1, "6", "J03@" + M1, "2021-10"));
    assertEquals(List.of(), rules());
    home.visited(Map.of("J01@" + M1, "6", "J03@" + M1, "2021-09"));
    assertEquals(List.of("6"), args("X15"));
    home.change(1, "labour", "3");
    assertEquals(List.of(), rules());
  }

  @Test
  void x16AndX17NobodySeenAndDeath() {
    home.visited(Map.of("M12@" + M1, "5"));
    assertEquals(List.of("X16:" + M1), keys());
    home.visited(Map.of("M12@" + M1, "6"));
    assertEquals(List.of("X17:" + M1), keys());
  }

  @Test
  void x18ACertificateThatDoesNotFit() {
    home.person(1, "idNumber", "110199198101010013");
    home.change(1, "disabilityCertificate", "11019919810101001341B1");
    home.change(1, "disabilityCategory", "4").change(1, "disabilityGrade", "1");
    assertEquals(List.of(), rules());
    home.change(1, "disabilityGrade", "2");
    assertEquals(List.of("GRADE"), args("X18"));
    home.change(1, "disabilityCategory", "6");
    assertEquals(List.of("CATEGORY", "GRADE"), args("X18"));
    home.person(1, "idNumber", "110199198101010021");
    assertEquals(List.of("NUMBER", "CATEGORY", "GRADE"), args("X18"));
  }

  @Test
  void x19AgeAndPension() {
    home.item(1, "INCOME", "401", Map.of("basis", "MONTHLY", "declared", "1"));
    assertEquals(List.of("42"), args("X19"));
    home.member(2, "52", "1962-03-01", Map.of("livingTogether", "1"));
    assertTrue(keys().contains("X19:" + Household.member(2)));
    home.visited(Map.of("M19@" + Household.member(2), "2 5"));
    assertFalse(keys().contains("X19:" + Household.member(2)));
  }

  @Test
  void x20ARelativeOfAnOfficialUntilTheDistrictCame() {
    var app = home.file().application().orElseThrow();
    home.put(app.with("relativeOfOfficial", "true"));
    assertEquals(List.of("X20"), keys());
    fact("SPOT_CHECK_DONE", "", "", "2022-03-08T00:00:00Z");
    assertEquals(List.of(), keys());
  }

  @Test
  void x21QualityNeverBlocks() {
    home.visited(Map.of()).visit("durationSeconds", "479");
    Flag f = Flags.of(home.file(), TODAY).getFirst();
    assertEquals("X21:" + Household.visitId(), f.key());
    assertFalse(f.blocks());
    home.visit("durationSeconds", "480");
    assertEquals(List.of(), keys());
    home.visit("changedAfter", "2").visit("fast", "30").visit("answered", "50");
    assertEquals(List.of("FAST", "CHANGED"), args("X21"));
  }

  @Test
  void x21ACorrectionMayBeShortAndShowsThePhotosItTakesTheirPlaceOf() {
    home.visited(Map.of()).visit("durationSeconds", "479").visit("purpose", "RETURN");
    home.visit("supersedes", new UUID(7, 7).toString());
    for (long n : new long[] {1, 2})
      home.put(
          Household.make(
              cn.ruhu.casefile.record.RecordType.PAGE,
              new UUID(7, 10 + n),
              Map.of(
                  "slot", "D19",
                  "file", "sha256-a",
                  "visit", (n == 1 ? new UUID(7, 7) : Household.visitId()).toString())));
    assertEquals(List.of(), keys());
  }

  @Test
  void thePairIsShownWhatItMaySeeAndNoRegistry() {
    assertEquals(
        "X01 X17 X18 X19 X20 X24 X25 X28",
        java.util.Arrays.stream(XRule.values())
            .filter(r -> !r.shownToPair())
            .map(XRule::name)
            .collect(java.util.stream.Collectors.joining(" ")));
  }

  @Test
  void x22ObserversTwoStepsApart() {
    home.visited(Map.of("O10@" + A, "2", "O10@" + B, "4"));
    assertEquals(List.of("2", "4"), args("X22"));
    home.visited(Map.of("O10@" + A, "2", "O10@" + B, "3"));
    assertEquals(List.of(), rules());
  }

  @Test
  void x23AVisitBeforeAcceptanceOrBackwards() {
    home.visited(Map.of()).visit("startedAt", "2022-02-28T01:00:00Z");
    assertEquals(List.of("BEFORE_ACCEPTANCE"), args("X23"));
    home.visit("startedAt", "2022-03-05T02:00:00Z");
    assertEquals(List.of("BACKWARDS"), args("X23"));
  }

  private void decided(String at) {
    home.put(
        Household.make(
            RecordType.EVENT,
            new UUID(4, at.hashCode()),
            Map.of("act", "DECIDE", "to", "APPROVED", "at", at)));
  }

  private void reported(String kind, String field, UUID member, String state) {
    home.put(
        Household.make(
            RecordType.CHANGE_REPORT,
            new UUID(5, 1),
            Map.of("kind", kind, field, member.toString(), "state", state)));
  }

  @Test
  void x24SomebodyCameOrLeftSinceTheDecisionAndNobodyReportedIt() {
    home.member(2, "20", "2010-01-01", Map.of("livingTogether", "1"));
    UUID m2 = Household.member(2);
    home.visited(Map.of("M10@" + M1, "1", "M10@" + m2, "1"));
    home.member(3, "20", "2022-03-07", Map.of("livingTogether", "1"));
    UUID m3 = Household.member(3);
    assertEquals(List.of(), rules(), "no decision yet");
    decided("2022-03-06T00:00:00Z");
    assertEquals(List.of("X24:" + m3), keys());
    assertEquals(List.of("CAME"), Flags.of(home.file(), TODAY).getFirst().args());
    reported("BIRTH", "entered", m3, "TAKEN_BACK");
    assertEquals(List.of("X24:" + m3), keys(), "a report that was taken back says nothing");
    reported("BIRTH", "entered", m3, "REVIEW");
    assertEquals(List.of(), keys());
    home.change(2, "livingTogether", "8");
    assertEquals(List.of("X24:" + m2), keys());
    assertEquals(List.of("LEFT"), Flags.of(home.file(), TODAY).getFirst().args());
    reported("MOVED_OUT", "member", m2, "NOTED");
    assertEquals(List.of("X24:" + m3), keys(), "the other one is untold again");
  }

  @Test
  void x17AlsoWhenTheHouseholdReportsTheDeathItself() {
    reported("DEATH", "member", M1, "TOLD");
    assertEquals(List.of("X17:" + M1), keys());
    assertEquals(List.of("REPORTED"), Flags.of(home.file(), TODAY).getFirst().args());
    reported("DEATH", "member", M1, "CLOSED");
    assertEquals(List.of(), keys());
  }

  @Test
  void x25BenefitsThatExcludeEachOther() {
    home.change(1, "benefits", "01,05");
    assertEquals(List.of(), rules());
    home.change(1, "benefits", "01,02");
    assertEquals(List.of("X25:" + M1), keys());
  }

  @Test
  void x26AndX27() {
    home.visited(Map.of("P12", "true"));
    assertEquals(List.of("X26"), rules());
    home.visited(Map.of()).change(1, "hukouRelation", "3");
    assertEquals(List.of("X27"), rules());
    fact("OTHER_PLACE_REPLY", "", "", "2022-03-06T00:00:00Z");
    assertEquals(List.of(), rules());
  }

  @Test
  void aDoubtIsDisposedByItsKeyWithAReasonAndOpenAgainAfterANewerVisit() {
    home.visited(Map.of("M12@" + M1, "5"));
    fact("FLAG_DISPOSED", "X16", "in hospital", "2022-03-06T00:00:00Z");
    assertTrue(Flags.of(home.file(), TODAY).getFirst().blocks());
    fact("FLAG_DISPOSED", "X16:" + M1, "in hospital", "2022-03-06T00:00:00Z");
    Flag settled = Flags.of(home.file(), TODAY).getFirst();
    assertFalse(settled.blocks());
    assertTrue(settled.disposedBy().isPresent());
    home.visit("finishedAt", "2022-03-07T00:00:00Z");
    assertTrue(Flags.of(home.file(), TODAY).getFirst().blocks());
  }
}
