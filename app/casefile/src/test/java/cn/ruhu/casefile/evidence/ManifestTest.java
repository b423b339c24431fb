package cn.ruhu.casefile.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final String HASH = "sha256-" + "ab".repeat(32);
  private static final Instant NOON = Instant.parse("2022-03-05T04:00:00Z");
  private static final Manifest.Form FORM = new Manifest.Form("home-visit", "1", HASH);

  private static Manifest of(List<Manifest.Entry> entries) {
    return new Manifest(
        new UUID(0, 1),
        new UUID(0, 2),
        new UUID(0, 3),
        NOON,
        NOON.plusSeconds(1800),
        FORM,
        entries,
        Optional.empty(),
        null);
  }

  private static Manifest.Entry entry(String name) {
    return new Manifest.Entry(name, HASH, 10);
  }

  @Test
  void theOrderIsCanonicalWhateverOrderItWasMadeIn() {
    Manifest a = of(List.of(entry("photo/H20/2"), entry("answers"), entry("photo/H20/10")));
    Manifest b = of(List.of(entry("photo/H20/10"), entry("photo/H20/2"), entry("answers")));
    assertEquals(a, b);
    assertEquals(
        List.of("answers", "photo/H20/10", "photo/H20/2"),
        a.entries().stream().map(Manifest.Entry::name).toList());
    Manifest rare = of(List.of(entry("\uE000"), entry("𠅤")));
    assertEquals("\uE000", rare.entries().getFirst().name(), "code points, not UTF-16 units");
  }

  @Test
  void nothingSealedIsVagueOrDouble() {
    assertThrows(
        IllegalArgumentException.class, () -> of(List.of(entry("answers"), entry("answers"))));
    assertThrows(IllegalArgumentException.class, () -> of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Manifest.Entry("x", "md5-1", 1));
    assertThrows(IllegalArgumentException.class, () -> new Manifest.Entry("x", HASH, 0));
    assertThrows(IllegalArgumentException.class, () -> new Manifest.Form("", "1", HASH));
  }

  @Test
  void onePersonIsNotTwoAndTimeRunsForward() {
    List<Manifest.Entry> entries = List.of(entry("answers"));
    UUID one = new UUID(0, 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Manifest(one, one, one, NOON, NOON, FORM, entries, Optional.empty(), null));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Manifest(
                one,
                one,
                new UUID(0, 3),
                NOON,
                NOON.minusSeconds(1),
                FORM,
                entries,
                Optional.empty(),
                null));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Manifest(
                one, one, new UUID(0, 3), NOON, NOON, FORM, entries, Optional.of("none"), null));
  }
}
