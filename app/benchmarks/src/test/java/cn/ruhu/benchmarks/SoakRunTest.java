package cn.ruhu.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a proof says in a build's log becomes figures.
class SoakRunTest {
  private final Figures figures =
      new Figures(Path.of("unwritten"), new Figures.Run("command", "machine", "commit", "date"));

  @Test
  void linesOfAProofAmongOthersAreItsFigures() throws IOException {
    SoakRun.told(
        figures,
        List.of(
            "[INFO] Running x",
            "ruhu-soak | real kills | 1003 | kills | >= 1000",
            "12:00 ruhu-soak | lost | 1 | acts | <= 0",
            "ruhu-soak | told | 40 | acts | -"));
    List<Figure> all = figures.all();
    assertEquals(3, all.size());
    assertEquals(Boolean.TRUE, all.get(0).met());
    assertEquals(Boolean.FALSE, all.get(1).met());
    assertEquals(null, all.get(2).met());
  }

  @Test
  void aProofThatTellsNothingClaimsNothing() {
    assertThrows(IOException.class, () -> SoakRun.told(figures, List.of("BUILD SUCCESS")));
  }
}
