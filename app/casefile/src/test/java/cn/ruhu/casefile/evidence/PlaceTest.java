package cn.ruhu.casefile.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  @Test
  void aDegreeOfLatitudeIs111Kilometres() {
    Place a = Place.read("39.0 116.0").orElseThrow();
    Place b = Place.read("40.0 116.0 50 8").orElseThrow();
    assertEquals(111_195, a.metresTo(b), 1);
    assertEquals(8, b.accuracyMetres());
    assertEquals(0, a.metresTo(a));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "39.9", "91 0", "0 181", "a b", "1 2 3 -4", "1 2 3 4 5", "1 2 3 NaN"})
  void anythingElseIsNoPlace(String text) {
    assertTrue(Place.read(text).isEmpty());
  }
}
