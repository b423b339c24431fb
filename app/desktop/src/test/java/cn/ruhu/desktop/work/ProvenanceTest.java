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

  @Test
  void wordOfAServiceStaysTheServicesThroughACorrection() {
    var id = java.util.UUID.fromString("01890000-0000-7000-8000-000000000001");
    var person =
        cn.ruhu.casefile.record.CaseRecord.of(
            cn.ruhu.casefile.record.RecordType.PERSON, id, "110108", id, Map.of());
    var read = Provenance.fromCard(person, "name", "陈甲", Provenance.VENDOR_API);
    assertEquals("VENDOR_API", Provenance.of(read, "name"));
    var typed = Provenance.byHand(read, "name", "陈乙");
    assertEquals("MANUAL", Provenance.of(typed, "name"));
    assertEquals("陈甲", Provenance.read(typed.text("chipValues")).get("name"));
    var back = Provenance.byHand(typed, "name", "陈甲");
    assertEquals("VENDOR_API", Provenance.of(back, "name"));
    assertEquals("", back.text("chipValues"));
    var chip = Provenance.fromCard(typed, "name", "陈甲", Provenance.CHIP);
    assertEquals("CHIP", Provenance.of(chip, "name"));
  }
}
