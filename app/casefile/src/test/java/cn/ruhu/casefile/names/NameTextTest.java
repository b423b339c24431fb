package cn.ruhu.casefile.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.names.NameText.Badge;
import cn.ruhu.casefile.names.NameText.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"王芳", "阿卜杜拉·买买提", "John Smith", "䶮", "㛃", "O'Neil"})
  void ordinaryNamesHaveNeitherProblemsNorBadges(String name) {
    NameText text = NameText.of(name);
    assertEquals(List.of(), text.problems());
    assertEquals(List.of(), text.badges());
    assertEquals(name, text.text());
  }

  @Test
  void privateCharactersAreKeptAndListed() {
    NameText text = NameText.of("王\uE1A3" + Character.toString(0xF0001));
    assertEquals(List.of(0xE1A3, 0xF0001), text.privateUse());
    assertEquals("U+E1A3 U+F0001", NameText.codes(text.privateUse()));
    assertEquals(List.of(Badge.PRIVATE_USE), text.badges());
    assertEquals(List.of(), text.problems());
  }

  @Test
  void charactersBeyondTheBasicPlaneCountOnceAndAreMarkedRare() {
    NameText text = NameText.of("王𠅤");
    assertEquals(2, text.codePoints());
    assertEquals(List.of(0x20164), text.rare());
    assertEquals(List.of(Badge.RARE), text.badges());
    assertEquals(List.of(), text.problems());
  }

  @Test
  void lengthIsCountedInCodePointsUpToSixty() {
    assertEquals(List.of(), NameText.of("𠅤".repeat(60)).problems());
    assertEquals(List.of(Problem.TOO_LONG), NameText.of("𠅤".repeat(61)).problems());
    assertEquals(List.of(Problem.EMPTY), NameText.of("").problems());
    assertEquals(List.of(Problem.EMPTY), NameText.of(" \u3000").problems());
  }

  @Test
  void halfASurrogatePairIsDamage() {
    assertEquals(List.of(Problem.UNPAIRED_SURROGATE), NameText.of("王\uD840").problems());
    assertEquals(List.of(Problem.UNPAIRED_SURROGATE), NameText.of("\uDD64王").problems());
  }

  @Test
  void lostAndControlCharactersAreRefused() {
    assertEquals(List.of(Problem.LOST_CHARACTER), NameText.of("王?").problems());
    assertEquals(List.of(Problem.LOST_CHARACTER), NameText.of("王\uFFFD").problems());
    assertEquals(List.of(Problem.CONTROL), NameText.of("王\n芳").problems());
    assertEquals(List.of(Problem.CONTROL), NameText.of("王\uFFFF").problems());
    assertEquals(List.of(Problem.OUTER_SPACE), NameText.of("王芳 ").problems());
    assertEquals("NAME_LOST_CHARACTER", Problem.LOST_CHARACTER.code());
    assertEquals("NAME_RARE", Badge.RARE.code());
  }

  @Test
  void namesAreComparedByCodePoints() {
    assertTrue(NameText.sameCharacters("王芳", "王芳"));
    assertFalse(NameText.sameCharacters("吕布", "呂布"));
  }

  @Test
  void theSearchFormForgivesDotsSpacesAndWidth() {
    assertEquals("阿卜杜拉买买提", NameText.searchForm("阿卜杜拉·买买提"));
    for (String dot : List.of("•", "・", ".", "．", "‧", "。"))
      assertEquals("阿卜杜拉买买提", NameText.searchForm("阿卜杜拉" + dot + "买买提"), dot);
    assertEquals("johnsmith", NameText.searchForm("Ｊohn  Smith"));
    assertEquals("豈", NameText.searchForm("\uF900"));
  }
}
