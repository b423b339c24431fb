package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  @Test
  void valuesWithSeparatorsComeBackAsTheyWere() {
    var pairs = Map.of("name", "甲;乙=丙%3B", "issuer", "");
    assertEquals(pairs, Provenance.read(Provenance.write(pairs)));
  }

  @Test
  void nothingNotedReadsAsNothing() {
    assertEquals(Map.of(), Provenance.read(""));
  }
}
