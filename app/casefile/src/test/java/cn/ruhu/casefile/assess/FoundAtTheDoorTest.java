package cn.ruhu.casefile.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.assess.PropertyTest.Result;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Household;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the visit found of supporters, vehicles and dwellings, as the means test takes it.
class FoundAtTheDoorTest {
  private static final LocalDate TODAY = LocalDate.of(2022, 5, 6);
  private static final UUID FATHER = new UUID(8, 1);
  private final Household home = new Household("2022-03-03");

  private Assessment judged() {
    return MeansTest.of(home.file(), Column.ADOPTED, TODAY);
  }

  /// A divorced mother with her child; what the father said, by question, `-` for nothing.
  private Facts.Supporter father(String size, String income, String paid, String photo) {
    home.member(1, "01", "1985-01-01", Map.of("livingTogether", "1", "marital", "40"));
    home.member(2, "20", "2014-01-01", Map.of("livingTogether", "1"));
    home.put(
        Household.make(
            RecordType.SUPPORTER, FATHER, Map.of("name", "父", "relation", "97", "duty", "2")));
    var said = new HashMap<String, String>();
    said.put("F08@" + FATHER, "0");
    said.put("F11@" + FATHER, paid); // the form computes no share of a child's support
    said.put("F05@" + FATHER, size);
    said.put("F06@" + FATHER, income);
    said.put("F10@" + FATHER, paid);
    said.put("F12@" + FATHER, photo);
    said.values().removeIf("-"::equals);
    home.visited(said);
    return judged().facts().supporters().getFirst();
  }

  private Ratio support() {
    return judged().sums().support();
  }

  @ParameterizedTest
  @CsvSource({
    // household, income, paid, judgement, fee a month; of a household of unknown size nobody knows
    // what is his

    "1, 1000000, 0, -, 300000",
    "-, 1000000, 0, -, 0",
    "1, 1000000, 350000, -, 350000",
    "1, 1000000, 120000, sha256-a, 120000",
  })
  void childSupportWithoutAJudgementIsAShareOfWhatTheFatherEarns(
      String size, String income, String paid, String photo, long fee) {
    father(size, income, paid, photo);
    assertEquals(Ratio.of(fee), support());
  }

  @ParameterizedTest
  @CsvSource({
    "1, -, 0, -", // nobody knows what he earns
    "3, 1000000, 0, -", // what his household earns is not what he earns
    "1, 1000000, 0, sha256-a", // a judgement whose sum nobody wrote down
  })
  void whatTheFatherOwesIsNotKnownRatherThanNothing(
      String size, String income, String paid, String photo) {
    Facts.Supporter father = father(size, income, paid, photo);
    assertEquals(Optional.empty(), father.judged());
    assertEquals(Optional.empty(), father.grossMonthly());
    assertEquals(Optional.empty(), judged().dibao());
  }

  @Test
  void theJudgementInTheFileIsOneToo() {
    father("1", "1000000", "120000", "-");
    page("D05", 1, "");
    assertEquals(Ratio.of(120_000), support());
    home.change(1, "marital", "20");
    assertEquals(Ratio.of(300_000), support(), "a marriage certificate is no judgement");
  }

  private void page(String slot, int n, String label) {
    home.put(
        Household.make(
            RecordType.PAGE,
            new UUID(9, n),
            Map.of("slot", slot, "file", "sha256-" + "0".repeat(64), "label", label)));
  }

  private List<Facts.Vehicle> vehicles() {
    return judged().facts().property().vehicles().orElseThrow();
  }

  private Result vehicle() {
    return judged().property().stream()
        .filter(p -> p.kind().equals("VEHICLE"))
        .findFirst()
        .orElseThrow()
        .result();
  }

  private void one() {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
  }

  @Test
  void aTricycleForADisabledPersonFoundAtTheDoorIsExempt() {
    one();
    home.visited(Map.of("P08", "1", "P09A#1", "京A123", "P09F#1", "1"));
    assertEquals(Result.PASS, vehicle());
  }

  @Test
  void whatTheVisitFoundOfADeclaredCarStandsForWhatWasDeclared() {
    one();
    home.item(
        0,
        "ASSET",
        "P08",
        Map.of("declared", "1", "verified", "1", "plate", "京A123", "vehicleExemption", "1"));
    assertEquals(Result.PASS, vehicle());
    home.visited(Map.of("P08", "1", "P09A#1", "京a123", "P09F#1", "0"));
    assertEquals(List.of(new Facts.Vehicle("0", false)), vehicles());
    home.visited(Map.of("P08", "2", "P09A#1", "京B9", "P09F#1", "1"));
    assertEquals(
        List.of(new Facts.Vehicle("1", false), new Facts.Vehicle("1", false)),
        vehicles(),
        "another plate is another car");
  }

  @Test
  void onePaperProvesOneScrappedCar() {
    one();
    home.visited(Map.of("P08", "2", "P09F#1", "3", "P09F#2", "3", "P09A#2", "京B9"));
    page("D15", 1, "");
    assertEquals(Result.FAIL, vehicle());
    assertEquals(1, IntStream.range(0, 2).filter(i -> vehicles().get(i).proven()).count());
    page("D15", 2, "京B9 报废证明");
    assertEquals(Result.PASS, vehicle());
  }

  @Test
  void theLicenceOfACarDoesNotProveItScrapped() {
    one();
    home.visited(Map.of("P08", "1", "P09F#1", "3"));
    page("D15", 1, "行驶证");
    assertEquals(Result.FAIL, vehicle());
    page("D15", 2, "报废证明");
    assertEquals(Result.PASS, vehicle());
  }

  @Test
  void theAreaOfAnotherDwellingIsWhatTheVisitMeasured() {
    one();
    home.visited(Map.of("H04", "1", "H07", "40", "H17", "2", "H18B#1", "35.5", "H18B#2", "20"));
    assertEquals(
        List.of(Ratio.of(400), Ratio.of(355), Ratio.of(200)),
        judged().facts().property().dwellings().orElseThrow().stream()
            .map(d -> d.areaTenths().orElseThrow())
            .toList());
  }
}
