package cn.ruhu.desktop.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageNamesTest {
  @ParameterizedTest
  @CsvSource({
    "中文 (zh),中文",
    "English (en),English",
    "English(en-GB),English",
    "zh,中文",
    "(en),(en)",
    "Kiswahili,Kiswahili",
    "default,default",
    "Français (ancien),Français (ancien)"
  })
  void aLanguageIsWrittenAsItsSpeakersWriteIt(String name, String shown) {
    assertEquals(shown, LanguageBar.spelt(name));
  }

  @Test
  void aNameOfNothingStaysNothing() {
    assertEquals("", LanguageBar.spelt(""));
  }
}
