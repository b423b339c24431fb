package cn.ruhu.benchmarks;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Sex;
import cn.ruhu.casefile.linking.Finding;
import cn.ruhu.casefile.linking.LinkKind;
import cn.ruhu.casefile.linking.Particulars;
import cn.ruhu.casefile.names.Pinyin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// A registry of people who do not exist (region 110199), and people of cases drawn from it with
/// the mistakes of a counter: numbers missing, of 15 digits, mistyped or of somebody else; names in
/// other forms, read alike, cut short; addresses written otherwise or left behind. One seed is one
/// district.
final class SyntheticDistrict {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final String SURNAMES =
      "王王王王李李李李张张张刘刘刘陈陈陈杨杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛单仇解";
  private static final String GIVEN =
      "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华文建国秀珍玉梅红春生海燕志国庆晨宇浩轩子涵梓欣怡雨泽佳琪思远博雅诗嘉俊凯瑞雪婷颖慧莹倩琳璐瑶薇晶晓东鹏飞龙虎斌波辉亮峰岩松柏林森宝贵福禄寿喜财旺兴盛昌荣耀祖宗德仁义礼智信忠孝廉";
  private static final String[] PLACES = {
    "皂君庙", "大慧寺", "皂君东里", "四道口", "学院南路", "北下关", "青云里", "双榆树", "知春里", "太阳园", "大钟寺", "明光村", "索家坟",
    "文慧园", "枫蓝", "交大嘉园", "蓟门里", "邮电大学", "牡丹园", "花园北"
  };
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private final Random random;
  private final int size;
  private final long seed;
  private final Map<String, List<Integer>> alike = new HashMap<>();
  private final Map<String, String> truth = new HashMap<>();
  private final List<Particulars> cases = new ArrayList<>();

  private SyntheticDistrict(int size, long seed) {
    this.size = size;
    this.seed = seed;
    this.random = new Random(seed * 31 + 7);
  }

  /// @param size people of the registry
  /// @param known people of the cases that are in it
  /// @param strangers people of the cases that are not
  static SyntheticDistrict of(int size, int known, int strangers, long seed) {
    var district = new SyntheticDistrict(size, seed);
    for (int c : (SURNAMES + GIVEN).codePoints().distinct().toArray())
      for (int d : (SURNAMES + GIVEN).codePoints().distinct().toArray())
        if (c != d && sound(c).equals(sound(d)))
          district.alike.computeIfAbsent(Character.toString(c), _ -> new ArrayList<>()).add(d);
    district.draw(known, strangers);
    return district;
  }

  private static String sound(int c) {
    return Pinyin.ofWords(Character.toString(c)).full();
  }

  /// People of the cases.
  List<Particulars> cases() {
    return cases;
  }

  /// Which row of the registry a person of the cases is; empty for a stranger.
  Optional<String> truth(String person) {
    return Optional.ofNullable(truth.get(person));
  }

  /// How many of the people of the cases are in the registry.
  int known() {
    return truth.size();
  }

  /// Reads the registry, or every `parts`-th household of it.
  void registry(int part, int parts, Consumer<Particulars> reader) {
    for (int home = part; home * 3 < size; home += parts)
      for (int i = 0; i < 3 && home * 3 + i < size; i++) reader.accept(row(home * 3 + i));
  }

  /// Person `n` of the registry, always the same; three live together, twins among them.
  private Particulars row(int n) {
    int home = n / 3;
    var family = new Random(seed + home * 2_654_435_761L);
    String surname = pick(SURNAMES, family);
    String place = PLACES[family.nextInt(PLACES.length)];
    int building = 1 + family.nextInt(40);
    int unit = 1 + family.nextInt(6);
    int room = (1 + family.nextInt(18)) * 100 + 1 + family.nextInt(4);
    boolean twins = family.nextInt(200) == 0;
    var own = new Random(seed + 17 + n * 40_503L);
    String name = (n % 3 == 1 ? pick(SURNAMES, own) : surname) + given(own);
    int year = n % 3 == 2 ? 1990 + own.nextInt(30) : 1940 + own.nextInt(50);
    int days = own.nextInt(365);
    if (twins && n % 3 > 0) {
      var both = new Random(seed + home * 7L);
      year = 2000 + both.nextInt(10);
      days = both.nextInt(365);
      name = surname + given(own);
    }
    // sequence numbers run through, so that twins follow each other and nobody has another's
    String number = number(110199, year, days, n % 1000, n / 1000);
    return new Particulars(
        "R" + n,
        name,
        IdNumber.parse(number, TODAY).toOptional(),
        null,
        Sex.UNKNOWN,
        "",
        "北京市海淀区" + street(home) + "街道" + place + "社区" + building + "号楼" + unit + "单元" + room + "室",
        street(home),
        "H" + home);
  }

  private static String street(int home) {
    return "1101080" + (10 + home % 29);
  }

  private static String given(Random r) {
    return r.nextInt(5) == 0 ? pick(GIVEN, r) : pick(GIVEN, r) + pick(GIVEN, r);
  }

  private static String pick(String from, Random r) {
    return from.substring(0 + r.nextInt(from.length())).substring(0, 1);
  }

  /// A number for everybody: the region says what the sequence has no room for.
  private static String number(int region, int year, int days, int sequence, int more) {
    LocalDate day = LocalDate.ofYearDay(year, days + 1);
    String body =
        "%06d%04d%02d%02d%03d"
            .formatted(
                region - more % 90,
                day.getYear(),
                day.getMonthValue(),
                day.getDayOfMonth(),
                sequence);
    return checked(body);
  }

  private static String checked(String body) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (body.charAt(i) - '0');
    return body + "10X98765432".charAt(sum % 11);
  }

  private void draw(int known, int strangers) {
    Set<Integer> homes = new HashSet<>();
    int n = 0;
    while (truth.size() < known && homes.size() * 3 < size) {
      int home = random.nextInt(size / 3);
      if (!homes.add(home)) continue;
      boolean moved = random.nextInt(100) < 15;
      for (int i = 0; i < 3 && truth.size() < known; i++) {
        Particulars said = said("P" + n++, row(home * 3 + i), moved);
        cases.add(said);
        truth.put(said.key(), "R" + (home * 3 + i));
      }
    }
    for (int i = 0; i < strangers; i++) {
      Particulars somebody = row(size + 1_000 + i * 3);
      cases.add(said("S" + i, somebody, false));
    }
  }

  private boolean one(int ofThousand) {
    return random.nextInt(1_000) < ofThousand;
  }

  private Particulars said(String key, Particulars row, boolean moved) {
    String number = row.number().orElseThrow().text();
    LocalDate birth = row.number().orElseThrow().birthDate();
    Sex sex = row.number().orElseThrow().sex();
    String typed = number;
    if (one(35)) typed = "";
    else if (one(30) && birth.getYear() < 2000)
      typed = number.substring(0, 6) + number.substring(8, 17);
    else if (one(45)) typed = mistyped(number);
    else if (one(3)) typed = row(random.nextInt(size)).number().orElseThrow().text();
    Optional<IdNumber> parsed = IdNumber.parse(typed, TODAY).toOptional();
    LocalDate told = parsed.isPresent() || one(150) ? null : birth;
    return new Particulars(
        key,
        misnamed(row.name()),
        parsed,
        told,
        sex,
        one(500) ? "138" + (10_000_000 + random.nextInt(89_999_999)) : "",
        moved
            ? "学院路" + (1 + random.nextInt(40)) + "号院" + random.nextInt(20) + "-101"
            : otherwise(row.address()),
        moved ? "110108011" : row.street(),
        row.household());
  }

  /// Another sound number: one or two figures differ.
  private String mistyped(String number) {
    for (int tries = 0; tries < 50; tries++) {
      var body = new StringBuilder(number.substring(0, 17));
      int at = 6 + random.nextInt(11);
      if (one(400) && at < 16) {
        char c = body.charAt(at);
        body.setCharAt(at, body.charAt(at + 1));
        body.setCharAt(at + 1, c);
      } else body.setCharAt(at, (char) ('0' + random.nextInt(10)));
      String other = checked(body.toString());
      if (!other.equals(number) && IdNumber.parse(other, TODAY).toOptional().isPresent())
        return other;
    }
    return number;
  }

  private String misnamed(String name) {
    if (one(25)) {
      int at = random.nextInt(name.length());
      List<Integer> same = alike.get(name.substring(at, at + 1));
      if (same != null)
        return name.substring(0, at)
            + Character.toString(same.get(random.nextInt(same.size())))
            + name.substring(at + 1);
    }
    if (one(20))
      return name.replace('刘', '劉')
          .replace('张', '張')
          .replace('国', '國')
          .replace('丽', '麗')
          .replace('华', '華');
    if (one(8)) return name.substring(0, name.length() - 1) + pick(GIVEN, random);
    if (one(4)) return pick(SURNAMES, random) + name.substring(1);
    return name;
  }

  private String otherwise(String address) {
    return switch (random.nextInt(4)) {
      case 0 -> address;
      case 1 -> address.replace("号楼", "-").replace("单元", "-").replace("室", "");
      case 2 -> address.substring(address.indexOf("道") + 1).replace("社区", "");
      default -> address.replace("北京市海淀区", "海淀");
    };
  }

  /// How right and how whole findings are.
  ///
  /// @param precision share of the automatic links that are right
  /// @param automatic share of the known found automatically
  /// @param recall share of the known found automatically or in the queue
  /// @param queue pairs a person is to look at
  record Quality(double precision, double automatic, double recall, int queue) {}

  /// Judges what was found.
  Quality judge(List<Finding> findings) {
    int right = 0;
    int sure = 0;
    var found = new HashSet<String>();
    for (Finding f : findings) {
      boolean hit = truth(f.person()).filter(f.row()::equals).isPresent();
      if (f.kind() == LinkKind.AUTO) sure++;
      if (f.kind() == LinkKind.AUTO && hit) right++;
      if (hit) found.add(f.person());
    }
    return new Quality(
        sure == 0 ? 1 : (double) right / sure,
        (double) right / known(),
        (double) found.size() / known(),
        findings.size() - sure);
  }
}
