package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Draw;
import cn.ruhu.wire.PublishedDraw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A published draw, and every way to lie in one.
class DrawCommandTest {
  private static final Path GOOD = Path.of("examples/draw/commit-reveal.json");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"commit-reveal.json", "published-seed.json"})
  void thePublishedExamplesHold(String name) {
    var asked = Ask.of("draw", "examples/draw/" + name);
    assertEquals(0, asked.code(), asked.out());
    assertTrue(asked.json().get("compared").asBoolean());
    assertTrue(asked.json().get("how").size() >= 6);
  }

  @ParameterizedTest
  @CsvSource({
    "population, population",
    "reveal, commitment",
    "seed, seed",
    "drawn, drawn",
    "quota, quota",
    "assigned, assigned",
    "cases, population",
  })
  void whateverWasChangedAfterwardsShows(String field, String check) throws Exception {
    ObjectNode draw = (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(GOOD));
    switch (field) {
      case "population" -> draw.put(field, "0".repeat(64));
      case "quota" -> draw.put(field, 9);
      case "drawn" -> draw.putArray(field).add(draw.get("cases").get(0).get("id").asString());
      case "assigned" ->
          ((ObjectNode) draw.get(field).get(0)).putArray("inspectors").add("q1").add("q9");
      case "cases" -> {
        var rest = draw.get("cases").valueStream().skip(1).toList();
        draw.putArray("cases").addAll(rest);
        List.of("drawn", "forced", "assigned").forEach(draw::remove);
      }
      default -> draw.put(field, draw.get(field).asString() + "x");
    }
    Path file = folder.resolve("draw.json");
    Files.write(file, JsonMapper.shared().writeValueAsBytes(draw));
    var asked = Ask.of("draw", file.toString());
    assertEquals(1, asked.code(), asked.out());
    assertEquals("DIFFERS", asked.text("error"), asked.out());
    assertTrue(
        asked
            .json()
            .get("checks")
            .valueStream()
            .anyMatch(c -> c.get("what").asString().equals(check) && !c.get("ok").asBoolean()),
        asked.out());
  }

  /// The draw again in a few lines that know nothing of the product.
  @Test
  void aFewLinesOfHashingGiveTheSame() throws Exception {
    var random = new Random(6);
    for (int round = 0; round < 200; round++) {
      var ids = new TreeSet<String>();
      int size = 1 + random.nextInt(60);
      while (ids.size() < size) ids.add("11010800%07d".formatted(random.nextInt(9_000_000)));
      String seed = "3D " + random.nextInt(1000);
      var forced = new ArrayList<String>();
      for (String id : ids) if (random.nextInt(10) == 0) forced.add(id);
      var rest = new ArrayList<>(ids);
      rest.removeAll(forced);
      rest.sort(Comparator.comparing(id -> hash(seed + id)));
      int quota = (int) Math.ceil(size * 0.3 - 1e-9);
      List<String> drawn = rest.subList(0, Math.min(quota, rest.size()));
      var file = new LinkedHashMap<String, Object>();
      file.put("cases", List.copyOf(ids));
      file.put("population", hash(String.join("\n", ids) + "\n"));
      file.put("seed", seed);
      file.put("forced", forced);
      file.put("quota", quota);
      file.put("drawn", drawn);
      assertEquals(0, ask(file).code(), ask(file).out());
    }
  }

  /// What the window makes public is what the command checks.
  @Test
  void theDrawOfTheWindowIsPublishedAndHolds() throws IOException {
    var cases = new ArrayList<UUID>();
    for (int i = 0; i < 11; i++) cases.add(new UUID(7, i * 31L));
    Set<UUID> forced = Set.of(cases.get(4), cases.get(9));
    Draw draw = Draw.of(cases, forced, "3D 2018089 417");
    var published =
        new PublishedDraw(
            "110108007/2018-03",
            cases.stream().map(UUID::toString).toList(),
            draw.population(),
            "3D 2018089 417",
            draw.quota(),
            forced.stream().map(UUID::toString).toList(),
            draw.byLot().stream().map(UUID::toString).toList());
    Path file = Files.writeString(folder.resolve("published.json"), published.json());
    var asked = Ask.of("draw", file.toString());
    assertEquals(0, asked.code(), asked.out());
    assertEquals(4, asked.json().get("drawn").size());
  }

  /// A draw with a commitment and inspectors, as the window makes it public.
  @Test
  void aCommittedDrawWithItsInspectorsHoldsAndAnotherSecretDoesNot() throws IOException {
    var cases = new ArrayList<UUID>();
    for (int i = 0; i < 7; i++) cases.add(new UUID(7, i * 31L));
    var commitment = new cn.ruhu.casefile.process.Commitment("secret-of-the-district");
    String seed = commitment.seed("0312172226");
    Draw draw = Draw.of(cases, Set.of(cases.get(2)), seed);
    var checked = new ArrayList<>(draw.byLot());
    checked.add(cases.get(2));
    List<String> pool = List.of("p1", "p2", "p3");
    var visited = new LinkedHashMap<String, PublishedDraw.Visited>();
    var lots = new ArrayList<cn.ruhu.casefile.process.Lots.Visited>();
    for (UUID c : checked) {
      visited.put(c.toString(), new PublishedDraw.Visited("a1", List.of("p2")));
      lots.add(
          new cn.ruhu.casefile.process.Lots.Visited(c.toString(), "110108007", "a1", Set.of("p2")));
    }
    var assigned =
        cn.ruhu.casefile.process.Lots.inspectors(
            lots,
            pool.stream().map(p -> new cn.ruhu.casefile.process.Lots.Inspector(p, "", "")).toList(),
            2,
            seed);
    var published =
        new PublishedDraw(
            "110108007/2018-03",
            cases.stream().map(UUID::toString).toList(),
            draw.population(),
            seed,
            draw.quota(),
            List.of(cases.get(2).toString()),
            draw.byLot().stream().map(UUID::toString).toList(),
            java.util.Optional.of(
                new PublishedDraw.Revealed(
                    commitment.hash(),
                    commitment.secret(),
                    "0312172226",
                    Draw.population(List.of(cases.get(2))))),
            java.util.Optional.of(
                new PublishedDraw.Inspecting(
                    Stream.concat(
                            pool.stream().map(p -> new PublishedDraw.Inspector(p, "", "")),
                            Stream.of(
                                new PublishedDraw.Inspector("of-street", "110108007", ""),
                                new PublishedDraw.Inspector("of-agency", "", "a1")))
                        .toList(),
                    visited,
                    "110108007",
                    2,
                    assigned)));
    Path file = Files.writeString(folder.resolve("published.json"), published.json());
    var asked = Ask.of("draw", file.toString());
    assertEquals(0, asked.code(), asked.out());
    Files.writeString(file, published.json().replace("secret-of-the-district", "another-secret"));
    assertEquals(1, Ask.of("draw", file.toString()).code());
    String others = Draw.population(List.of(cases.get(3)));
    String told = Draw.population(List.of(cases.get(2)));
    Files.writeString(file, published.json().replace(told, others));
    var forced = Ask.of("draw", file.toString());
    assertEquals(1, forced.code(), "other forced cases than were committed to");
    assertTrue(forced.out().contains("forcedPopulation"), forced.out());
  }

  /// The published transcript of Rivest's sampler.
  @Test
  void theSamplerGivesWhatItsAuthorPublished() throws IOException {
    var ids = new ArrayList<String>();
    for (int i = 1; i <= 876; i++) ids.add("%04d".formatted(i));
    Map<String, Object> file =
        Map.of(
            "cases",
            ids,
            "population",
            hash(String.join("\n", ids) + "\n"),
            "seed",
            "3546311556112163624615351222",
            "method",
            "SAMPLER",
            "percent",
            5);
    var asked = ask(file);
    assertEquals(0, asked.code(), asked.out());
    assertEquals(
        List.of("0740", "0180", "0264", "0789", "0238", "0448", "0272", "0611", "0761", "0208"),
        asked.json().get("drawn").valueStream().limit(10).map(n -> n.asString()).toList());
    assertEquals("0251", asked.json().get("drawn").get(31).asString(), "a pick twice is passed");
  }

  private Ask ask(Map<String, Object> draw) throws IOException {
    Path file = folder.resolve("draw.json");
    Files.write(file, JsonMapper.shared().writeValueAsBytes(draw));
    return Ask.of("draw", file.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | cases | REQUIRED
          {"cases":[]} | cases | EMPTY
          {"cases":["a","a"],"seed":"x","population":"0"} | cases[1] | CASE_TWICE
          {"cases":["a"],"population":"0"} | seed | SEED_AND_REVEAL
          {"cases":["a"],"seed":"x"} | population | REQUIRED
          {"cases":["a"],"seed":"x","population":"0","drawn":["b"]} | drawn | CASE_UNKNOWN
          {"cases":["a"],"seed":"x","population":"0","commitment":"zz"} | commitment | HASH_WRONG
          {"cases":["a"],"seed":"x","population":"0","percent":0} | percent | NUMBER_RANGE
          {"cases":["a"],"seed":"x","population":"0","method":"DICE"} | method | CODE_UNKNOWN
          """)
  void badInputIsRefusedWithFieldAndReason(String json, String field, String code)
      throws IOException {
    Path file = Files.writeString(folder.resolve("draw.json"), json);
    var asked = Ask.of("draw", file.toString());
    assertEquals(1, asked.code(), asked.out());
    var problem = asked.json().get("problems").get(0);
    assertEquals(field, problem.get("field").asString(), asked.out());
    assertEquals(code, problem.get("code").asString(), asked.out());
  }

  private static String hash(String words) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
