package cn.ruhu.casefile.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.names.PeopleIndex.Hit;
import cn.ruhu.casefile.names.PeopleIndex.Household;
import cn.ruhu.casefile.names.PeopleIndex.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleIndexTest {
  private static final UUID HOME = new UUID(1, 1);

  private final PeopleIndex index = new PeopleIndex();
  private final Map<UUID, String> given = new HashMap<>();

  @BeforeEach
  void someNames() {
    for (String name :
        List.of(
            "王芳",
            "王方圆",
            "单雄信",
            "尉迟国强",
            "长孙无忌",
            "王𠅤",
            "阿卜杜拉·买买提",
            "吕布",
            "朴正熙",
            "李小芳",
            "张长乐",
            "仇仁",
            "区一",
            "解珍",
            "曾国",
            "查良",
            "万俟卨",
            "李\uE1A3",
            "John Smith")) put(given.size(), name, "", "");
  }

  private static UUID id(int i) {
    return new UUID(7, i);
  }

  private void put(int i, String name, String number, String phone) {
    given.put(id(i), name);
    index.put(new Person(id(i), HOME, name, number, phone));
  }

  private List<String> names(String query) {
    return index.search(query, 20).stream()
        .map(h -> h.person() == null ? "" : given.get(h.person()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "王芳, 王芳",
    "尉迟, 尉迟国强",
    "国强, 尉迟国强",
    "yuchi, 尉迟国强",
    "ycgq, 尉迟国强",
    "yuchigq, 尉迟国强",
    "weichi, 尉迟国强",
    "guoqiang, 尉迟国强",
    "shanxx, 单雄信",
    "danxiong, 单雄信",
    "zhangsun, 长孙无忌",
    "changsun, 长孙无忌",
    "lvbu, 吕布",
    "lyubu, 吕布",
    "lǚ bù, 吕布",
    "piao, 朴正熙",
    "pzx, 朴正熙",
    "阿卜杜拉买买提, 阿卜杜拉·买买提",
    "abdl, 阿卜杜拉·买买提",
    "U+20164, 王𠅤",
    "u20164, 王𠅤",
    "王U+20164, 王𠅤",
    "𠅤, 王𠅤",
    "wangxi, 王𠅤",
    "john, John Smith",
    "smith, John Smith",
    "zhangchangyue, 张长乐",
    "YU CHI, 尉迟国强",
    "王方, 王方圆",
    "汪芳, 王芳",
    "善雄信, 单雄信",
    "仇人, 仇仁",
    "qiuren, 仇仁",
    "ouyi, 区一",
    "xiezhen, 解珍",
    "zengg, 曾国",
    "zhal, 查良",
    "moqi, 万俟卨",
    "U+E1A3, 李\uE1A3",
    "李U+E1A3, 李\uE1A3",
    "ｙｃｇｑ, 尉迟国强"
  })
  void findsAName(String query, String name) {
    assertEquals(name, names(query).getFirst());
    index.compact();
    assertEquals(name, names(query).getFirst());
  }

  @Test
  void putsTheBetterMatchFirst() {
    assertEquals(List.of("王芳", "王方圆"), names("wangfang"));
    assertEquals(Match.READING, index.search("wangfang", 1).getFirst().match());
    assertEquals(List.of("王芳", "王方圆"), names("wf").subList(0, 2));
    assertEquals(
        List.of("王芳", "李小芳"),
        names("fang").stream().filter(n -> n.endsWith("芳")).sorted().toList().reversed());
    assertEquals(Match.WHOLE, index.search("王芳", 1).getFirst().match());
    assertEquals(Match.BEGINS, index.search("王", 1).getFirst().match());
    assertEquals(Match.HOLDS, index.search("小芳", 1).getFirst().match());
    assertEquals(Match.GIVEN, index.search("xiaofang", 1).getFirst().match());
  }

  @Test
  void findsNothingForNothing() {
    assertEquals(List.of(), names(""));
    assertEquals(List.of(), names(" · "));
    assertEquals(List.of(), names("zzz"));
    assertEquals(List.of(), index.search("王", 0));
    assertEquals(2, index.search("王", 2).size());
  }

  @Test
  void aNewNameReplacesTheOldAndARemovedOneIsGone() {
    for (int pass = 0; pass < 2; pass++) {
      put(0, "赵云", "", "");
      assertEquals(List.of("赵云"), names("zhaoyun"));
      assertEquals(List.of("王方圆"), names("wangf"));
      index.remove(id(0));
      assertEquals(List.of(), names("zhaoyun"));
      assertEquals(18, index.size());
      index.compact();
      assertEquals(List.of(), names("zhaoyun"));
      assertEquals(18, index.size());
    }
  }

  @Test
  void numbersTelephonesAndPlacesAreFound() {
    put(40, "陈䶮", "11019919780512011X", "138-1001-2345");
    put(41, "外宾", "H12345678", "");
    index.put(new Household(HOME, "1101080720260130000013", "010 62551234", "大慧寺路８号 2单元301"));
    for (int pass = 0; pass < 2; pass++) {
      for (String typed :
          List.of(
              "11019919780512011X",
              "110199 19780512 011x",
              "011X",
              "0512011X",
              "11019919",
              "1101991978",
              "2345",
              "13810012345"))
        assertEquals(id(40), index.search(typed, 20).getFirst().person(), typed);
      assertEquals(List.of(new Hit(HOME, id(40), Match.NUMBER)), index.exact("11019919780512011X"));
      assertEquals(List.of(), index.exact("110199197805120128"));
      assertEquals(List.of(), index.exact(""));
      assertEquals(id(41), index.exact("H12345678").getFirst().person());
      for (String typed : List.of("62551234", "1234", "110108 07 2026 013", "慧寺路8号", "2单元"))
        assertEquals(
            HOME,
            index.search(typed, 20).stream()
                .filter(h -> h.person() == null)
                .findFirst()
                .orElseThrow()
                .household(),
            typed);
      assertEquals(
          List.of(), index.search("110108", 20).stream().filter(h -> h.person() != null).toList());
      index.compact();
    }
  }

  @Test
  void noNameAndNoQueryMakesItSlow() {
    put(99, "卜".repeat(60), "", "");
    index.compact();
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> index.search("b".repeat(59) + "q", 10));
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> index.search("b".repeat(5_000), 10));
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> index.search("9".repeat(5_000), 10));
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> index.search("王".repeat(5_000), 10));
  }

  /// The arrays against what is looked at one by one, which the tests above hold to its words.
  @Test
  void theArraysAnswerAsLookingAtEachOfTwentyThousandDoes() {
    var random = new Random(20_000);
    var arrays = new PeopleIndex();
    var each = new PeopleIndex();
    var people = new ArrayList<Person>();
    var homes = new ArrayList<Household>();
    for (int h = 0; h < 8_000; h++) homes.add(SomePeople.household(random, h));
    for (int i = 0; i < 20_000; i++) people.add(SomePeople.person(random, i, homes));
    arrays.fill(homes, people);
    homes.forEach(each::put);
    people.forEach(each::put);
    assertFalse(arrays.crowded());
    assertTrue(each.crowded());
    for (int change = 0; change < 500; change++) {
      Person p = people.get(random.nextInt(people.size()));
      if (change % 3 == 0) {
        arrays.remove(p.id());
        each.remove(p.id());
      } else {
        Person other = SomePeople.person(random, (int) p.id().getLeastSignificantBits(), homes);
        arrays.put(other);
        each.put(other);
      }
      Household h = SomePeople.household(random, random.nextInt(8_000));
      arrays.put(h);
      each.put(h);
    }
    for (int i = 0; i < 600; i++) {
      String typed = SomePeople.query(random, people, homes);
      same(each.search(typed, 1_000_000), arrays, typed);
    }
    arrays.compact();
    assertEquals(each.size(), arrays.size());
    for (int i = 0; i < 300; i++) {
      String typed = SomePeople.query(random, people, homes);
      same(each.search(typed, 1_000_000), arrays, typed);
    }
  }

  private static void same(List<Hit> all, PeopleIndex arrays, String typed) {
    int most = 1_000;
    List<Hit> found = arrays.search(typed, most);
    assertEquals(Math.min(most, all.size()), found.size(), typed);
    assertEquals(found.size(), new HashSet<>(found).size(), typed);
    if (all.size() <= most) assertEquals(new HashSet<>(all), new HashSet<>(found), typed);
    // the best ways come first, however many there are
    for (int i = 0; i < found.size(); i++)
      assertEquals(all.get(i).match(), found.get(i).match(), typed + " at " + i);
    assertTrue(new HashSet<>(all).containsAll(found), typed);
  }

  @Test
  void changesDuringACompactionAreNotLost() throws InterruptedException {
    var random = new Random(3);
    var homes = List.of(SomePeople.household(random, 1));
    var people = new ArrayList<Person>();
    for (int i = 0; i < 30_000; i++) people.add(SomePeople.person(random, i, homes));
    index.fill(homes, people);
    Thread compacting = Thread.ofPlatform().start(index::compact);
    for (int i = 0; i < 2_000; i++) {
      if (i % 2 == 0) index.remove(people.get(i).id());
      else index.put(new Person(people.get(i).id(), HOME, "完颜" + i, "", ""));
    }
    compacting.join();
    assertEquals(29_000, index.size());
    assertEquals(1_000, index.search("完颜", 5_000).size());
    index.compact();
    assertEquals(29_000, index.size());
    assertEquals(1_000, index.search("完颜", 5_000).size());
  }
}
