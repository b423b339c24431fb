package cn.ruhu.casefile.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.names.NameIndex.Hit;
import cn.ruhu.casefile.names.NameIndex.Match;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameIndexTest {
  private final NameIndex<Integer> index = new NameIndex<>();

  @BeforeEach
  void someNames() {
    List<String> names =
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
            "John Smith");
    for (int i = 0; i < names.size(); i++) index.put(i, names.get(i));
  }

  private List<String> names(String query) {
    return index.search(query, 20).stream().map(Hit::name).toList();
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
    "ｙｃｇｑ, 尉迟国强"
  })
  void findsAName(String query, String name) {
    assertEquals(name, names(query).getFirst());
  }

  @Test
  void putsTheBetterMatchFirst() {
    assertEquals(
        List.of(new Hit<>(0, "王芳", Match.READING), new Hit<>(1, "王方圆", Match.SPELLED)),
        index.search("wangfang", 20));
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
    index.put(0, "赵云");
    assertEquals(List.of("赵云"), names("zhaoyun"));
    assertEquals(List.of("王方圆"), names("wangf"));
    index.remove(0);
    assertEquals(List.of(), names("zhaoyun"));
    assertEquals(11, index.size());
  }

  @Test
  void noNameAndNoQueryMakesItSlow() {
    index.put(99, "卜".repeat(60));
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> index.search("b".repeat(59) + "q", 10));
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> index.search("b".repeat(5_000), 10));
  }

  @Test
  void searchesAHundredThousandNames() {
    String surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单仇曾解查";
    String given = "芳伟敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰英华玉萍红娥玲国建";
    var random = new Random(100_000);
    var many = new NameIndex<Integer>();
    for (int i = 0; i < 100_000; i++)
      many.put(
          i,
          ""
              + surnames.charAt(random.nextInt(surnames.length()))
              + given.charAt(random.nextInt(given.length()))
              + given.charAt(random.nextInt(given.length())));
    many.put(-1, "尉迟𠅤");
    long start = System.nanoTime();
    assertEquals(-1, many.search("yuchixi", 20).getFirst().key());
    assertEquals(20, many.search("shan", 20).size());
    assertEquals(20, many.search("w", 20).size());
    assertTrue(System.nanoTime() - start < 5_000_000_000L, "three searches took over 5 s");
  }
}
