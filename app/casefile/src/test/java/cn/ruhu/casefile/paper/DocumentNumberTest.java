package cn.ruhu.casefile.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DocumentNumberTest {
  private static final String FIRST = "海北受〔2026〕001-0001号";

  @Test
  void countsPerWordYearAndBlock() {
    var issued =
        List.of(
            FIRST,
            "海北受〔2026〕001-0012号",
            "海北受〔2026〕002-0099号",
            "海北受〔2025〕001-0500号",
            "海北准〔2026〕001-0077号",
            "旧号12");
    assertEquals(
        Optional.of("海北受〔2026〕001-0013号"),
        DocumentNumber.next("海北受", 2026, "001", issued).map(DocumentNumber::text));
  }

  @Test
  void beginsWithOneAndReadsWhatItWrote() {
    var first = DocumentNumber.next("海北受", 2026, "001", List.of()).orElseThrow();
    assertEquals(FIRST, first.text());
    assertEquals(Optional.of(first), DocumentNumber.parse(FIRST));
  }

  @Test
  void aUsedUpBlockGivesNoNumber() {
    assertEquals(
        Optional.empty(), DocumentNumber.next("海北受", 2026, "001", List.of("海北受〔2026〕001-9999号")));
  }

  @Test
  void refusesPartsOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new DocumentNumber(" ", 2026, "001", 1));
    assertThrows(IllegalArgumentException.class, () -> new DocumentNumber("x", 26, "001", 1));
    assertThrows(IllegalArgumentException.class, () -> new DocumentNumber("x", 2026, "1", 1));
    assertThrows(IllegalArgumentException.class, () -> new DocumentNumber("x", 2026, "001", 0));
  }

  @Test
  void everyOfficeAndKindHasAWordOfItsOwn() {
    assertEquals("海北下关受", DocumentNumber.wordFor("110108007", "N01"));
    assertEquals("海东升示", DocumentNumber.wordFor("110108024", "N04"));
    assertEquals("海民准", DocumentNumber.wordFor("", "N05"));
    assertTrue(DocumentNumber.numbered("N06"));
    assertFalse(DocumentNumber.numbered("F02"), "the form has the application's number");
    assertThrows(
        IllegalArgumentException.class, () -> DocumentNumber.wordFor("110108007", "COVER"));
    var words = new java.util.HashSet<String>();
    for (var street : cn.ruhu.casefile.tables.CodeTables.table("street").entries())
      for (String paper : java.util.List.of("N01", "N02", "N04", "N05", "N06", "N07"))
        assertTrue(words.add(DocumentNumber.wordFor(street.code(), paper)), street.label());
  }
}
