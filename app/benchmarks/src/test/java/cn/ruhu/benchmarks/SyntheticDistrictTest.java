package cn.ruhu.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.linking.Linker;
import org.junit.jupiter.api.Test;

/// The goals of linking (SYNC §2) on a district small enough for every build.
class SyntheticDistrictTest {
  @Test
  void theOrderOfTheRegistryChangesNothing() {
    var district = SyntheticDistrict.of(3_000, 300, 30, 5);
    var forth = new Linker(district.cases(), Linker.Bounds.WORKING);
    district.registry(0, 1, forth::offer);
    var back = new Linker(district.cases(), Linker.Bounds.WORKING);
    for (int part = 6; part >= 0; part--) district.registry(part, 7, back::offer);
    assertEquals(forth.findings(), back.findings());
  }

  @Test
  void aNoisyDistrictIsLinkedRightAndNearlyWhole() {
    var district = SyntheticDistrict.of(60_000, 9_000, 900, 11);
    var linker = new Linker(district.cases(), Linker.Bounds.WORKING);
    district.registry(0, 1, linker::offer);
    Linker.Family family = linker.family();
    district.registry(0, 1, family::offer);
    SyntheticDistrict.Quality quality = district.judge(linker.findings());
    assertTrue(quality.precision() >= 0.999, quality.toString());
    assertTrue(quality.recall() >= 0.98, quality.toString());
    assertTrue(quality.queue() < 3_000, quality.toString());
  }
}
