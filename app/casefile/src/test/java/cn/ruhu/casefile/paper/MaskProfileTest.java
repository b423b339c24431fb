package cn.ruhu.casefile.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskProfileTest {
  @ParameterizedTest
  @CsvSource({
    "张三,张*",
    "张小三,张*三",
    "张王小三,张**三",
    "欧阳锋,欧阳*",
    "欧阳小锋,欧阳**",
    "阿依·买买提,阿**",
    "𠮷三,𠮷*",
    "王,王*"
  })
  void masksAsTheRuleSays(String name, String shown) {
    assertEquals(shown, MaskProfile.BOARD_MASKED.name(name, false));
    assertEquals(shown, MaskProfile.WEB.name(name, false));
    assertEquals(name, MaskProfile.BOARD_FULL.name(name, false));
  }

  @Test
  void shieldedNamesKeepOnlyTheFamilyName() {
    for (MaskProfile p : MaskProfile.values()) {
      assertEquals("张**", p.name("张小三", true));
      assertEquals("欧阳**", p.name("欧阳锋", true));
    }
    assertTrue(MaskProfile.shielded("ET"));
    assertTrue(MaskProfile.shielded("YB"));
  }
}
