package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.GateKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
  private static final List<UUID> TEN =
      IntStream.range(0, 10).mapToObj(n -> new UUID(1, n)).toList();

  @Test
  void drawsThreeOfTenAndOneOfOne() {
    assertEquals(3, Draw.of(TEN, Set.of(), "2026-11-24 福彩3D 123").byLot().size());
    assertEquals(4, Draw.of(TEN, Set.of(), "x").quota() + 1);
    assertEquals(1, Draw.of(TEN.subList(0, 1), Set.of(), "x").byLot().size());
    assertEquals(2, Draw.of(TEN.subList(0, 4), Set.of(), "x").quota());
    assertEquals(0, Draw.of(List.of(), Set.of(), "x").quota());
  }

  @Test
  void theSameSeedDrawsTheSameWhateverTheOrderOfTheList() {
    var shuffled = new ArrayList<>(TEN);
    Collections.shuffle(shuffled, new Random(5));
    assertEquals(Draw.of(TEN, Set.of(), "seed"), Draw.of(shuffled, Set.of(), "seed"));
    assertNotEquals(
        Draw.of(TEN, Set.of(), "seed").byLot(), Draw.of(TEN, Set.of(), "other").byLot());
  }

  @Test
  void forcedCasesAreCheckedBesidesTheThirtyPercent() {
    Set<UUID> forced = Set.of(TEN.get(0), TEN.get(7), new UUID(9, 9));
    Draw draw = Draw.of(TEN, forced, "seed");
    assertEquals(3, draw.byLot().size());
    assertEquals(Set.of(TEN.get(0), TEN.get(7)), draw.forced());
    assertTrue(draw.byLot().stream().noneMatch(forced::contains));
  }

  @Test
  void theListIsFrozenByItsHash() {
    assertEquals(
        "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b".length(),
        Draw.of(TEN, Set.of(), "a").population().length());
    assertNotEquals(
        Draw.of(TEN, Set.of(), "a").population(),
        Draw.of(TEN.subList(1, 10), Set.of(), "a").population());
    assertThrows(IllegalArgumentException.class, () -> Draw.of(TEN, Set.of(), " "));
  }

  @Test
  void hashAndQuotaAreKnownBeforeTheDraw() {
    var shuffled = new ArrayList<>(TEN);
    Collections.shuffle(shuffled, new Random(6));
    Draw draw = Draw.of(TEN, Set.of(TEN.get(2)), "seed");
    assertEquals(draw.population(), Draw.population(shuffled));
    assertEquals(draw.quota(), Draw.quota(TEN.size()));
    assertEquals(List.of(0, 1, 1, 2), List.of(0, 1, 3, 4).stream().map(Draw::quota).toList());
  }

  @Test
  void aCaseIsDrawnOnceAndOnlyWhenItIsReported() {
    Road road = Road.district().onward();
    assertTrue(Draw.awaits(road.file));
    assertFalse(Draw.awaits(Road.district().investigated().file));
    road.record(GateKind.DRAW_DONE, Road.DISTRICT, "", "2018-03", "drawn by hand");
    assertFalse(Draw.awaits(road.file), "drawn already");
    road.act(Act.TAKE, Road.DISTRICT, road.input());
    assertFalse(Draw.awaits(road.file), "at the district");
  }

  /// Whether the check holds the case up or comes after the street decided.
  @Test
  void theFirstPairChecksNothingAndWhereSomebodyWasDrawnNobodyElseDoes() {
    Road road = Road.entrusted().inBenefit();
    UUID me = Road.INSPECTOR.staff();
    assertEquals(List.of(), Draw.mayCheck(road.file, me));
    assertEquals(
        List.of("ORIGINAL_PAIR_MAY_NOT_CHECK"),
        Draw.mayCheck(road.file, Road.PAIR_A).stream().map(Hindrance::code).toList());
    road.record(GateKind.INSPECTORS_DRAWN, Road.DISTRICT, "", Road.id(777) + "," + me, "b");
    assertEquals(List.of(), Draw.mayCheck(road.file, me));
    road.record(GateKind.INSPECTORS_DRAWN, Road.DISTRICT, "", Road.id(777).toString(), "b");
    assertEquals(
        List.of("INSPECTOR_NOT_DRAWN"),
        Draw.mayCheck(road.file, me).stream().map(Hindrance::code).toList());
  }

  @Test
  void whoOnlyCheckedDidNotInvestigate() {
    Road road = Road.entrusted().inBenefit();
    road.put(
        road.visit()
            .with("purpose", "SPOT_CHECK")
            .with("investigatorA", Road.INSPECTOR.staff().toString()));
    assertEquals(List.of(), Draw.mayCheck(road.file, Road.INSPECTOR.staff()));
    assertTrue(Draw.investigators(road.file).contains(Road.PAIR_A));
  }
}
