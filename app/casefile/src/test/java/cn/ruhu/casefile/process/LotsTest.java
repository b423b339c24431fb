package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The arithmetic of a draw against figures made with a tool for SHA-256.
class LotsTest {
  @Test
  void hashesAreThoseOfTheStandard() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Lots.sha256("abc"));
    assertEquals(Lots.sha256("a\nb\n"), Lots.population(List.of("b", "a", "b")));
  }

  /// First elements of the transcript its author published.
  @Test
  void theSamplerPassesOverWhatItPickedBefore() {
    List<Integer> picked = Lots.sample("3546311556112163624615351222", 876, 47);
    assertEquals(List.of(740, 180, 264, 789, 238, 448, 272, 611, 761, 208), picked.subList(0, 10));
    assertEquals(List.of(461, 251, 471), picked.subList(30, 33), "611 came a second time");
    assertEquals(List.of(550, 787, 537, 197), picked.subList(43, 47));
    assertThrows(IllegalArgumentException.class, () -> Lots.sample("x", 2, 3));
    assertEquals(List.of(), Lots.sample("x", 0, 0));
  }

  @Test
  void inspectorsOfTheStreetTheAgencyThePairAndTheFamilyStayAway() {
    var c = new Lots.Visited("c1", "s1", "a1", Set.of("pair", "cousin"));
    var pool =
        List.of(
            new Lots.Inspector("same-street", "s1", ""),
            new Lots.Inspector("same-agency", "", "a1"),
            new Lots.Inspector("pair", "", ""),
            new Lots.Inspector("cousin", "s2", "a2"),
            new Lots.Inspector("free", "s2", "a2"),
            new Lots.Inspector("free-too", "", ""));
    var chosen = Lots.inspectors(List.of(c), pool, 2, "seed").getOrDefault("c1", List.of());
    assertEquals(Set.of("free", "free-too"), Set.copyOf(chosen));
    assertEquals(Lots.order(List.of("free", "free-too"), "seedc1"), chosen);
    assertEquals(1, Lots.inspectors(List.of(c), pool.subList(0, 5), 2, "seed").get("c1").size());
  }
}
