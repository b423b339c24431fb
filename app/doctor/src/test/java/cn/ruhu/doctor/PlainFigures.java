package cn.ruhu.doctor;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// Standards of the second calculator, typed off DOMAIN §2.8.
final class PlainFigures {
  private PlainFigures() {}

  static final TreeMap<LocalDate, Integer> DIBAO =
      table(
          "2011-01 500 2012-01 520 2013-01 580 2014-01 650 2015-01 710 2016-01 800 2017-01 900"
              + " 2018-01 1000 2019-01 1100 2020-07 1170 2021-07 1245 2022-07 1320 2023-07 1395"
              + " 2024-07 1450 2025-07 0");
  static final TreeMap<LocalDate, Integer> LOW =
      table(
          "2011-01 731 2012-01 740 2014-01 850 2015-01 930 2016-01 1050 2017-01 1410 2018-01 2000"
              + " 2018-09 2120 2019-07 2200 2021-08 2320 2023-09 2420 2025-09 2540");
  static final TreeMap<LocalDate, Integer> WAGE =
      table(
          "2016-09 1890 2017-09 2000 2018-09 2120 2019-07 2200 2021-08 2320 2023-09 2420 2025-09"
              + " 2540");
  static final Map<Integer, Integer> CONSUMPTION =
      Map.of(
          2016, 35416, 2017, 37425, 2018, 39843, 2019, 43038, 2020, 38903, 2021, 43640, 2022, 42683,
          2023, 47586);

  private static TreeMap<LocalDate, Integer> table(String words) {
    var map = new TreeMap<LocalDate, Integer>();
    String[] parts = words.split(" ", -1);
    for (int i = 0; i < parts.length; i += 2)
      map.put(LocalDate.parse(parts[i] + "-01"), Integer.valueOf(parts[i + 1]));
    return map;
  }
}
