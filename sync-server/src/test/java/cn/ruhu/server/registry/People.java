package cn.ruhu.server.registry;

import java.util.List;
import java.util.stream.IntStream;

/// Invented people of the unassigned region 110199.
final class People {
  static final String HEADINGS = "姓名,证件号码,户编号\n";

  private People() {}

  /// A sound number: born in 1950 or later, a different one for every `n`.
  static String number(int n) {
    return checked("110199%04d0307%03d".formatted(1950 + n / 1000, n % 1000));
  }

  static String checked(String seventeen) {
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) sum += weights[i] * (seventeen.charAt(i) - '0');
    return seventeen + "10X98765432".charAt(sum % 11);
  }

  /// Another one for every `n`.
  static String name(int n) {
    return "王" + Character.toString(0x4E00 + n);
  }

  static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(People::name).toList();
  }

  static String line(int n) {
    return name(n) + "," + number(n) + ",H" + n / 3 + "\n";
  }

  /// A file of people `0` to `count - 1`, person n in row n + 2.
  static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(People::line).toList();
  }

  static String file(int count) {
    return HEADINGS + String.join("", lines(count));
  }
}
