package cn.ruhu.casefile.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.FactRulings;
import cn.ruhu.casefile.means.Household;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A past decision computed again with rules, standards and data of its day (T18).
class ReplayTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 5, 6);
  private static final UUID DECISION = new UUID(9, 9);
  private final Household home = new Household("2021-08-10");

  private Household couple() {
    home.member(1, "01", "1950-01-01", Map.of("livingTogether", "1"));
    home.member(2, "12", "1951-01-01", Map.of("livingTogether", "1", "marital", "20"));
    home.item(1, "INCOME", "401", Map.of("basis", "MONTHLY", "declared", "80000"));
    home.item(2, "INCOME", "401", Map.of("basis", "MONTHLY", "declared", "80000"));
    home.put(
        Household.make(
            RecordType.SUPPORTER,
            new UUID(8, 1),
            Map.of(
                "relation",
                "20",
                "duty",
                "1",
                "familySize",
                "3",
                "familyMonthlyFen",
                "1200000",
                "dependants",
                "4",
                "inability",
                "0")));
    return home;
  }

  private CaseRecord decided() {
    return Snapshot.keep(
        Household.make(
            RecordType.DECISION, DECISION, Map.of("scheme", "DB", "at", "2021-09-01T02:00:00Z")),
        Snapshot.of(home.file(), TODAY));
  }

  /// The parameters in force are kept, not only what they are called: a later program may say
  /// otherwise of that day.
  @Test
  void aDecisionIsComputedAgainByTheParametersItWasMadeBy() {
    for (String day : List.of("2009-03-01", "2015-06-01", "2021-08-10", "2024-05-06")) {
      Policy policy = Policy.at(LocalDate.parse(day));
      assertEquals(Optional.of(policy), PolicyText.read(PolicyText.write(policy)), day);
    }
    Policy now = Policy.at(LocalDate.of(2021, 8, 10));
    Policy other =
        now.with(
            now.deductions(),
            new Policy.SupportRule(
                Ratio.of(1), Ratio.of(1, 4), Ratio.of(2, 5), Ratio.of(3, 10), Ratio.of(1, 5)),
            now.benefit(),
            now.property());
    couple();
    String kept = Snapshot.of(home.file(), TODAY);
    Snapshot read = Snapshot.read(kept).orElseThrow();
    assertEquals(PolicyText.write(now), read.values().get("parameters"));
    var values = new HashMap<>(read.values());
    values.put("parameters", PolicyText.write(other));
    Assessment then =
        new Snapshot(values, read.records())
            .again(home.file(), Instant.parse("2021-09-01T02:00:00Z"))
            .orElseThrow();
    assertEquals(other, then.policy(), "not what the program says of that day");
    for (String broken : List.of("", "BJ-2015", PolicyText.write(now).replace(';', ','))) {
      assertEquals(Optional.empty(), PolicyText.read(broken));
      values.put("parameters", broken);
      assertEquals(
          Optional.empty(),
          new Snapshot(values, read.records()).again(home.file(), Instant.MAX),
          "not silently by those of today");
    }
    values.remove("parameters");
    assertEquals(
        now,
        new Snapshot(values, read.records()).again(home.file(), Instant.MAX).orElseThrow().policy(),
        "kept before parameters were");
  }

  /// Nothing is left out in silence: what no record holds is said to be too large.
  @Test
  void aHouseholdThatNeedsMoreThanOneFieldIsKeptWhole() {
    couple();
    var random = new Random(5);
    for (int i = 0; i < 600; i++)
      home.item(
          1 + i % 2,
          "INCOME",
          "102",
          Map.of(
              "basis", "YEARLY",
              "declared", Integer.toString(random.nextInt(1, 1_000_000)),
              "verified", Integer.toString(random.nextInt(1, 1_000_000))));
    CaseRecord decision = decided();
    assertEquals(Schema.TEXT_MAX, decision.text("computed").length());
    assertTrue(decision.get("computed1").isPresent());
    assertTrue(
        Schema.check(decision, TODAY).stream().noneMatch(p -> p.code().equals("TEXT_TOO_LONG")));
    assertTrue(Replay.of(home.file(), decision, TODAY).orElseThrow().holds());
    CaseRecord huge = Snapshot.keep(decision, "x".repeat(5 * Schema.TEXT_MAX + 1));
    assertEquals(Snapshot.TOO_LARGE, huge.text("computed"));
  }

  @Test
  void aRulingThatStoodIsPartOfWhatIsComputedAgain() {
    couple();
    home.put(
        FactRulings.rule(
            home.file(),
            new UUID(7, 7),
            "M10@" + home.file().members().getLast().id(),
            "7",
            "死亡证明",
            new UUID(9, 2),
            "2021-08-20T02:00:00Z"));
    CaseRecord decision = decided();
    Replay replay = Replay.of(home.file(), decision, TODAY).orElseThrow();
    assertTrue(replay.holds());
    assertEquals(1, replay.then().facts().counted());
    home.change(2, "livingTogether", "3"); // told anew since: the ruling ends, the past does not
    Replay later = Replay.of(home.file(), decision, TODAY).orElseThrow();
    assertTrue(later.holds());
    assertEquals(1, later.then().facts().counted());
    assertEquals(2, later.today().facts().counted());
  }

  @Test
  void whatWasDecidedComesOutAgainAfterEverythingChanged() {
    couple();
    CaseRecord decision = decided();
    assertTrue(decision.text("computed").length() < Schema.TEXT_MAX);
    home.change(2, "livingTogether", "7");
    home.item(1, "INCOME", "901", Map.of("basis", "YEARLY", "declared", "5000000"));
    home.put(
        Household.make(
            RecordType.STANDARD,
            new UUID(8, 2),
            Map.of(
                "name", "DIBAO", "effective", "2021-07", "valueFen", "130000", "source", "later")));
    Replay replay = Replay.of(home.file(), decision, TODAY).orElseThrow();
    assertTrue(replay.holds());
    assertEquals("201.25", replay.then().benefit().orElseThrow().yuan());
    assertEquals(
        List.of("S", "N", "net", "dibao", "benefit"),
        replay.differences().stream().map(Replay.Difference::name).toList());
    assertEquals(
        new Replay.Difference("N", "2", "1"), replay.differences().get(1), "who died is named");
  }

  @Test
  void aSnapshotThatWasTouchedDoesNotHold() {
    couple();
    Snapshot kept = Snapshot.read(Snapshot.of(home.file(), TODAY)).orElseThrow();
    assertEquals("2", kept.values().get("N"));
    assertEquals("CN-2021", kept.values().get("ruleSet"));
    assertEquals("1245.00", kept.values().get("S"));
    assertFalse(kept.records().isEmpty());
    assertTrue(
        kept.records().stream().noneMatch(r -> r.get("name").isPresent()), "no names are kept");
  }

  @Test
  void nothingKeptMeansNoReplayAndGarbageIsNone() {
    couple();
    for (String text : List.of("", "x", "AAAA", "!!!!", "eJwDAAAAAAE"))
      assertTrue(Replay.of(home.file(), decided().with("computed", text), TODAY).isEmpty(), text);
  }

  @Test
  void aHouseholdOfFortyFits() {
    for (int i = 1; i <= 40; i++) {
      home.member(
          i, i == 1 ? "01" : "20", "19%02d-01-01".formatted(50 + i), Map.of("livingTogether", "1"));
      home.item(
          i,
          "INCOME",
          "102",
          Map.of("basis", "MONTHLY", "declared", Integer.toString(10_007 * i), "verified", "5"));
    }
    assertTrue(Replay.of(home.file(), decided(), TODAY).orElseThrow().holds());
  }

  /// What the district publishes by the year is kept with what was decided by it.
  @Test
  void theFiguresOfRigidExpenditureAreThoseOfThen() {
    couple();
    home.put(disposable("8000000"));
    CaseRecord decision = decided();
    home.put(disposable("9000000"));
    Replay replay = Replay.of(home.file(), decision, TODAY).orElseThrow();
    assertTrue(replay.holds());
    assertEquals("80000.00", replay.then().policy().rigid().disposableYear().orElseThrow().yuan());
    assertEquals("90000.00", replay.today().policy().rigid().disposableYear().orElseThrow().yuan());
  }

  private static CaseRecord disposable(String fen) {
    return Household.make(
        RecordType.STANDARD,
        new UUID(8, 3),
        Map.of(
            "name", "DISPOSABLE_INCOME",
            "effective", "2020-12",
            "valueFen", fen,
            "source", "公报",
            "confirmed", "true"));
  }
}
