package cn.ruhu.casefile.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.Transliterator;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTest {
  @Test
  void readsSurnamesAsSurnames() {
    assertEquals(new Reading("yuchiguoqiang", "ycgq", "yùchí guóqiáng"), Pinyin.of("尉迟国强"));
    assertEquals(new Reading("zhangsunwuji", "zswj", "zhǎngsūn wújì"), Pinyin.of("长孙无忌"));
    assertEquals(new Reading("wangfang", "wf", "wáng fāng"), Pinyin.of("王芳"));
  }

  @ParameterizedTest
  @CsvSource({
    "单雄信, shàn", "仇英, qiú", "曾国藩, zēng", "解缙, xiè", "查良镛, zhā", "区适子, ōu", "盖叫天, gě", "乐毅, yuè",
    "任贤, rén", "华佗, huà", "翟让, zhái", "葛洪, gě", "繁钦, pó", "冼星海, xiǎn", "缪昌期, miào", "万俟卨, mòqí",
    "令狐冲, línghú", "澹台灭明, tántái", "欧阳修, ōuyáng", "乐正子, yuèzhèng", "單田芳, shàn"
  })
  void theReadingBeginsWithTheSurnames(String name, String surname) {
    assertEquals(surname, Pinyin.of(name).toned().split(" ", -1)[0]);
  }

  @Test
  void aSurnamesReadingDoesNotLeakIntoGivenNamesOrWords() {
    assertEquals("zhāng lè", Pinyin.of("张乐").toned());
    assertEquals("dānyuán", Pinyin.ofWords("单元").toned());
    assertEquals("qūdàoběi", Pinyin.ofWords("区道北").toned());
  }

  @Test
  void readsCharactersBeyondTheBasicPlane() {
    assertEquals(new Reading("wangxi", "wx", "wáng xí"), Pinyin.of("王𠅤"));
    assertEquals("yan", Pinyin.of("䶮").full());
    assertEquals("jie", Pinyin.of("㛃").full());
    assertEquals("biang", Pinyin.of("𰻝").full());
  }

  @Test
  void aCharacterWithoutAReadingStandsForItself() {
    assertEquals(new Reading("wang", "w", "wáng\uE1A3"), Pinyin.of("王\uE1A3"));
    assertEquals(new Reading("", "", ""), Pinyin.of(""));
    assertEquals("\uD842", Pinyin.of("\uD842").toned());
  }

  @Test
  void lettersAndDotsOfOtherNamesAreKept() {
    assertEquals(
        new Reading("abudulamaimaiti", "abdlmmt", "ābǔdùlā·mǎimǎití"), Pinyin.of("阿卜杜拉·买买提"));
    assertEquals(new Reading("johnsmith", "js", "John Smith"), Pinyin.of("John Smith"));
  }

  @Test
  void umlautsAreTypedAsV() {
    assertEquals("lvbu", Pinyin.of("吕布").full());
    assertEquals(List.of("lv"), Pinyin.readings("吕".codePointAt(0)));
  }

  @Test
  void searchKnowsEveryReadingOfANamesCharacter() {
    assertTrue(Pinyin.readings('长').containsAll(List.of("chang", "zhang")));
    assertTrue(Pinyin.readings('单').containsAll(List.of("dan", "shan")));
    assertTrue(Pinyin.readings('朴').containsAll(List.of("pu", "piao")));
    assertEquals(List.of(), Pinyin.readings('!'));
  }

  @Test
  void agreesWithTheReferenceTransliterator() {
    Transliterator reference = Transliterator.getInstance("Han-Latin");
    var random = new Random(2312);
    List<String> differing = new ArrayList<>();
    int compared = 0;
    while (compared < 5_000) {
      int c = random.nextInt(0x3400, 0x323B0);
      String s = Character.toString(c);
      if (Character.UnicodeScript.of(c) != Character.UnicodeScript.HAN
          || !Normalizer.isNormalized(s, Normalizer.Form.NFKC)) continue;
      String expected = Normalizer.normalize(reference.transliterate(s), Normalizer.Form.NFC);
      String ours = PinyinTable.shipped().everyday(c).map(t -> t.toned()).orElse(s);
      if (!expected.strip().equals(ours)) differing.add(s + " " + expected + " " + ours);
      compared++;
    }
    differing.removeIf(d -> d.startsWith("卜"));
    assertEquals(List.of(), differing);
  }

  @Test
  void everyCommonCharacterHasAReading() {
    PinyinTable table = PinyinTable.shipped();
    assertTrue(table.size() > 44_000, "" + table.size());
    Charset gb2312 = Charset.forName("GB2312");
    for (int row = 16; row <= 87; row++)
      for (int cell = 1; cell <= (row == 55 ? 89 : 94); cell++) {
        String s = new String(new byte[] {(byte) (0xA0 + row), (byte) (0xA0 + cell)}, gb2312);
        assertTrue(table.everyday(s.codePointAt(0)).isPresent(), s);
      }
  }

  @Test
  void agreesWithTheReferenceOnSurnamesThatItReadsRight() {
    Transliterator names = Transliterator.getInstance("Han-Latin/Names");
    for (String s :
        List.of("单", "仇", "曾", "解", "查", "区", "盖", "乐", "任", "华", "召", "员", "折", "燕", "种"))
      assertEquals(names.transliterate(s), Pinyin.of(s).toned(), s);
  }
}
