package cn.ruhu.casefile.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodeTablesTest {
  static Stream<String> tables() {
    return CodeTables.names().stream();
  }

  @Test
  void everyTableARecordFieldNamesExists() {
    for (RecordType type : RecordType.values())
      for (FieldSpec f : type.fields())
        if (!f.table().isEmpty())
          assertTrue(CodeTables.find(f.table()).isPresent(), type + "." + f.name());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void codesAreUniqueAndEverythingHasWords(String name) {
    CodeTable table = CodeTables.table(name);
    assertFalse(table.title().isBlank());
    assertFalse(table.entries().isEmpty());
    var codes = new HashSet<String>();
    var labels = new HashSet<String>();
    for (CodeEntry e : table.entries()) {
      assertTrue(codes.add(e.code()), name + " " + e.code());
      assertTrue(labels.add(e.label()), name + " " + e.label());
      assertFalse(e.label().isBlank(), e.code());
      assertTrue(e.initials().matches("[a-z0-9]+"), name + " " + e);
      assertFalse(e.code().contains(","), "codes are joined by commas in records");
      assertEquals(Optional.of(e), table.entry(e.code()));
      assertEquals(e.label(), table.label(e.code()));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyChoiceIsAmongTheFirstThreeAfterAtMostFourKeys(String name) {
    CodeTable table = CodeTables.table(name);
    for (CodeEntry e : table.entries()) {
      assertTrue(reached(table, e, e.code()) || reached(table, e, e.initials()), name + " " + e);
    }
  }

  /// Whether up to four keys of `word` bring the entry to one of the first three places.
  private static boolean reached(CodeTable table, CodeEntry e, String word) {
    String typed = word.substring(0, Math.min(4, word.length()));
    List<CodeEntry> found = table.matching(typed);
    return found.indexOf(e) >= 0 && found.indexOf(e) < 3;
  }

  @Test
  void theEthnicityTableIsComplete() {
    CodeTable table = CodeTables.table("ethnicity");
    for (int i = 1; i <= 56; i++) assertTrue(table.has(String.format("%02d", i)), "" + i);
    for (String code : List.of("81", "97", "98")) assertTrue(table.has(code), code);
    assertEquals(59, table.entries().size());
    assertEquals("汉族", table.label("01"));
    assertEquals("穿青人", table.label("81"));
    assertEquals("HA", table.entry("01").orElseThrow().extra());
  }

  @Test
  void anUnknownCodeIsShownNeverBlank() {
    assertEquals("代码57", CodeTables.label("ethnicity", "57"));
    assertEquals("", CodeTables.label("ethnicity", ""));
    assertThrows(IllegalArgumentException.class, () -> CodeTables.table("nonsense"));
    assertEquals(Optional.empty(), CodeTables.find("nonsense"));
  }

  @Test
  void statesAndRolesAreThoseOfTheProgram() {
    assertEquals(
        Arrays.stream(Stage.values()).map(s -> s.name() + " " + s.code()).toList(),
        CodeTables.table("stage").entries().stream().map(e -> e.code() + " " + e.extra()).toList());
    assertEquals(names(Role.values()), codes("role"));
    assertEquals(names(Act.values()), codes("act"));
    assertEquals(names(GateKind.values()), codes("gateKind"));
  }

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }

  private static Set<String> codes(String table) {
    return CodeTables.table(table).entries().stream()
        .map(CodeEntry::code)
        .collect(Collectors.toSet());
  }

  @Test
  void districtTablesHaveTheirSizes() {
    assertEquals(29, CodeTables.table("street").entries().size());
    assertEquals(28, CodeTables.table("flag").entries().size());
    assertEquals(13, CodeTables.table("asset").entries().size());
    assertEquals(24, CodeTables.table("income").entries().size());
    assertEquals("07", CodeTables.table("street").entry("110108007").orElseThrow().extra());
    assertEquals("H", CodeTables.table("flag").entry("X17").orElseThrow().extra());
    assertEquals("Q", CodeTables.table("flag").entry("X21").orElseThrow().extra());
    assertEquals("3", CodeTables.table("reviewClass").entry("C").orElseThrow().extra());
  }

  @Test
  void typingFindsByCodeInitialsAndWords() {
    CodeTable relation = CodeTables.table("relation");
    assertEquals("10", relation.matching("po").getFirst().code());
    assertEquals("22", relation.matching("22").getFirst().code());
    assertEquals("51", relation.matching("父亲").getFirst().code());
    assertEquals("22", relation.matching("CZ").getFirst().code());
    assertEquals(relation.entries(), relation.matching(" "));
    assertEquals(List.of(), relation.matching("zzzz"));
  }

  @Test
  void aTableWithACodeTwiceIsRefused() {
    var twice = List.of(new CodeEntry("1", "甲", "j", ""), new CodeEntry("1", "乙", "y", ""));
    assertThrows(IllegalStateException.class, () -> new CodeTable("x", "x", "{0}", twice));
  }

  @Test
  void aResourceThatIsNotThereIsNamed() {
    var e =
        assertThrows(IllegalStateException.class, () -> Tsv.rows(CodeTablesTest.class, "none.tsv"));
    assertTrue(String.valueOf(e.getMessage()).contains("none.tsv"));
  }
}
