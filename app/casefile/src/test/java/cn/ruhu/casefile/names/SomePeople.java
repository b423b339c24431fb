package cn.ruhu.casefile.names;

import cn.ruhu.casefile.names.PeopleIndex.Household;
import cn.ruhu.casefile.names.PeopleIndex.Person;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// People and households of no real place, the same for the same seed.
final class SomePeople {
  private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单仇曾解查区朴覃𠅤";
  private static final List<String> DOUBLE = List.of("尉迟", "万俟", "长孙", "欧阳", "令狐");
  private static final String GIVEN = "芳方房伟敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰英华玉萍红长乐行重䶮\uE1A3";
  private static final String[] ROADS = {"大慧寺路", "学院南路", "中关村大街", "皂君庙路", "Building "};

  private SomePeople() {}

  private static String one(Random random, String of) {
    int[] points = of.codePoints().toArray();
    return Character.toString(points[random.nextInt(points.length)]);
  }

  static String name(Random random) {
    int kind = random.nextInt(50);
    if (kind == 0) return "阿卜杜" + one(random, GIVEN) + "·买买提" + one(random, GIVEN);
    if (kind == 1) return "John " + one(random, "abcxyz") + "Li";
    String surname = kind == 2 ? DOUBLE.get(random.nextInt(DOUBLE.size())) : one(random, SURNAMES);
    return surname + one(random, GIVEN) + (random.nextInt(3) > 0 ? one(random, GIVEN) : "");
  }

  static Household household(Random random, int i) {
    return new Household(
        new UUID(2, i),
        String.format(Locale.ROOT, "110108%03d2026%09d", random.nextInt(30), i),
        random.nextBoolean() ? "010-6" + (1_000_000 + random.nextInt(9_000_000)) : "",
        ROADS[random.nextInt(ROADS.length)] + random.nextInt(200) + "号" + random.nextInt(40) + "门");
  }

  static Person person(Random random, int i, List<Household> homes) {
    String number =
        random.nextInt(20) == 0
            ? "H" + random.nextInt(100_000_000)
            : String.format(
                Locale.ROOT,
                "110%03d%04d%02d%02d%03d%s",
                100 + random.nextInt(20),
                1930 + random.nextInt(90),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(1000),
                one(random, "0123456789X"));
    return new Person(
        new UUID(3, i),
        homes.get(random.nextInt(homes.size())).id(),
        name(random),
        random.nextInt(30) == 0 ? "" : number,
        random.nextInt(4) == 0 ? "" : "13" + (100_000_000 + random.nextInt(900_000_000)));
  }

  private static String piece(Random random, String of) {
    if (of.isEmpty()) return "王";
    int[] points = of.codePoints().toArray();
    int from = random.nextInt(points.length);
    int to = from + 1 + random.nextInt(points.length - from);
    return new String(points, from, to - from);
  }

  static String query(Random random, List<Person> people, List<Household> homes) {
    Person p = people.get(random.nextInt(people.size()));
    Household h = homes.get(random.nextInt(homes.size()));
    String full = Pinyin.of(p.name()).full();
    return switch (random.nextInt(11)) {
      case 0 -> p.name();
      case 1 -> piece(random, p.name());
      case 2 -> full;
      case 3 -> full.substring(0, 1 + random.nextInt(full.length()));
      case 4 -> Pinyin.of(p.name()).initials();
      case 5 -> name(random);
      case 6 -> p.idNumber();
      case 7 -> p.idNumber().substring(0, random.nextInt(p.idNumber().length() + 1));
      case 8 -> p.idNumber().substring(p.idNumber().length() / 2);
      case 9 -> piece(random, p.phone() + h.phone());
      default -> piece(random, random.nextBoolean() ? h.number() : h.place());
    };
  }
}
