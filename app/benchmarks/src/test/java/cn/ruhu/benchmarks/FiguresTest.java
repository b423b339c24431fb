package cn.ruhu.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("results/road.json");
  }

  private Figures by(String command) {
    return new Figures(file, new Figures.Run(command, "2 cores", "abc1234", "2017-11-20"));
  }

  private JsonNode read() throws IOException {
    return JsonMapper.builder().build().readTree(Files.readAllBytes(file));
  }

  private List<String> names() throws IOException {
    return read().valueStream().map(f -> f.get("figure").asString()).toList();
  }

  @Test
  void everyFigureHasTheNineFields() throws IOException {
    var figures = by("installer/bench road");
    figures.atMost("start", 1.4, "s", 1.5);
    figures.write();
    JsonNode figure = read().get(0);
    assertEquals(
        List.of("figure", "value", "unit", "goal", "met", "command", "machine", "commit", "date"),
        List.copyOf(figure.propertyNames()));
    assertEquals(1.4, figure.get("value").asDouble());
    assertEquals("<= 1.5", figure.get("goal").asString());
    assertTrue(figure.get("met").asBoolean());
    assertEquals("2017-11-20", figure.get("date").asString());
  }

  @Test
  void metIsWhatValueAndGoalSay() throws IOException {
    var figures = by("installer/bench road");
    figures.atMost("at the bound", 20, "ms", 20);
    figures.atMost("over the bound", 20.001, "ms", 20);
    figures.atLeast("below what is wanted", 99, "1/s", 100);
    figures.atLeast("what is wanted", 100, "1/s", 100);
    figures.probe("no goal", 7, "ms");
    List<Figure> written = figures.write();
    assertEquals(
        java.util.Arrays.asList(true, false, false, true, null),
        written.stream().map(Figure::met).toList());
  }

  @Test
  void metSpeaksOfTheValueThatIsWritten() throws IOException {
    var figures = by("installer/bench road");
    figures.atMost("rounded", 20.0004, "ms", 20);
    Figure only = figures.write().getFirst();
    assertEquals(20.0, only.value());
    assertEquals(Boolean.TRUE, only.met());
  }

  @Test
  void aRunReplacesWhatItsCommandWroteAndKeepsTheRest() throws IOException {
    var first = by("installer/bench road");
    first.probe("measured no longer", 1, "ms");
    first.atMost("start", 1.4, "s", 1.5);
    first.write();
    var build = by("installer/bench build");
    build.atMost("minutes", 4, "min", 5);
    build.write();
    var second = by("installer/bench road");
    second.atMost("start", 1.6, "s", 1.5);
    second.write();
    assertEquals(List.of("minutes", "start"), names());
    assertEquals(1.6, read().get(1).get("value").asDouble());
    assertEquals(false, read().get(1).get("met").asBoolean());
  }

  @Test
  void aFigureStandsOnceWhateverCommandMeasuredItLast() throws IOException {
    by("installer/bench old").write();
    var old = by("installer/bench old");
    old.probe("start", 1, "s");
    old.write();
    var now = by("installer/bench road");
    now.probe("start", 2, "s");
    now.write();
    assertEquals(List.of("start"), names());
    assertEquals(2.0, read().get(0).get("value").asDouble());
  }

  @Test
  void aBrokenFileIsNotWrittenOver() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "not figures");
    var figures = by("installer/bench road");
    figures.probe("start", 1, "s");
    assertThrows(tools.jackson.core.JacksonException.class, figures::write);
    assertEquals("not figures", Files.readString(file));
  }
}
