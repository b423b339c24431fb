package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.papers.Fonts.Face;
import cn.ruhu.papers.Fonts.Run;
import java.awt.Font;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FontsTest {

  private final Fonts fonts = Fonts.load();

  @ParameterizedTest
  @ValueSource(strings = {"䶮", "𠅤", "㛃", "欧阳娜娜", "买买提·吐尔逊", "𬎆", "𪚥", "￥1,234.50 ① →"})
  void everyCharacterOfTheseNamesHasAGlyph(String text) {
    var missing =
        text.codePoints()
            .filter(c -> !fonts.covers(c))
            .mapToObj(Integer::toHexString)
            .collect(Collectors.toList());
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void coverageTableEqualsTheCharacterMapInsideTheFont(Face face) throws IOException {
    var inFont = characterMap(face);
    var inTable = new BitSet();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) if (fonts.covers(face, c)) inTable.set(c);
    assertEquals(inFont, inTable);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void javaLoadsTheFontUnderItsFamilyAndAgreesOnTheRareNames(Face face) throws Exception {
    try (var in = face.open()) {
      var font = Font.createFont(Font.TRUETYPE_FONT, in);
      assertEquals(face.family(), font.getFamily(java.util.Locale.ENGLISH));
      "䶮𠅤㛃欧阳娜𪚥"
          .codePoints()
          .forEach(c ->
              assertEquals(
                  font.canDisplay(c), fonts.covers(face, c), () -> Integer.toHexString(c)));
    }
  }

  @Test
  void privateUseAndUnassignedCharactersAreSaidToBeMissing() {
    assertFalse(fonts.covers(0xE123));
    assertFalse(fonts.covers(0x3FFFF));
    assertFalse(fonts.covers(-1));
  }

  @Test
  void splitsANameIntoRunsAndLosesNothing() {
    var pua = new String(Character.toChars(0xE123));
    assertEquals(
        List.of(
            new Run("李", Optional.of(Face.SANS_REGULAR)),
            new Run("𪚥", Optional.of(Face.RARE)),
            new Run("明" + "·", Optional.of(Face.SANS_REGULAR)),
            new Run(pua, Optional.empty())),
        fonts.runs("李𪚥明·" + pua));
    assertEquals(List.of(), fonts.runs(""));
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void licenceTextTravelsWithTheFont(Face face) throws IOException {
    try (var in = Fonts.class.getResourceAsStream(face.licenceResource())) {
      var text =
          new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.contains("SIL OPEN FONT LICENSE Version 1.1"));
    }
  }

  /// Reads the format 12 sub-table of the font's `cmap`, straight from the OpenType layout.
  private static BitSet characterMap(Face face) throws IOException {
    byte[] file;
    try (var in = face.open()) {
      file = in.readAllBytes();
    }
    var b = ByteBuffer.wrap(file);
    int cmap = -1;
    for (int i = 0; i < b.getShort(4); i++) {
      if (b.getInt(12 + 16 * i) == 0x636D6170) cmap = b.getInt(12 + 16 * i + 8);
    }
    var set = new BitSet();
    for (int i = 0; i < b.getShort(cmap + 2); i++) {
      int table = cmap + b.getInt(cmap + 4 + 8 * i + 4);
      if (b.getShort(table) != 12) continue;
      for (int g = 0; g < b.getInt(table + 12); g++) {
        int group = table + 16 + 12 * g;
        set.set(b.getInt(group), b.getInt(group + 4) + 1);
      }
    }
    return set;
  }
}
