package cn.ruhu.survey;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/// Synthetic households for the home-visit form.
final class Family {
  /// Names, births and roles of up to eight people; the first is the applicant.
  private static final String[][] PEOPLE = {
    {"王建国", "1976-03-02", "01", "1", "10", "1", "4"},
    {"李秀兰", "1978-11-23", "12", "1", "30", "2", "9"},
    {"王小雨", "2012-11-24", "30", "1", "10", "4", "2"},
    {"王张氏", "1949-01-01", "52", "1", "30", "5", "7"},
    {"王小雷", "2015-06-01", "20", "1", "10", "4", "2"},
    {"王小雪", "2018-06-01", "30", "1", "10", "4", "2"},
    {"王小霜", "2020-06-01", "30", "1", "10", "4", "1"},
    {"王小霞", "2022-06-01", "30", "1", "10", "4", "1"}
  };

  private static final String DAILY = "1 2 3 4 5 6";

  private Family() {}

  static UUID member(int n) {
    return new UUID(1, n);
  }

  static String at(int n) {
    return "@" + member(n);
  }

  /// What the declaration of `size` people knows; the applicant earns 3,000.00 a month.
  static Opening opening(int size) {
    List<UUID> members = IntStream.rangeClosed(1, size).mapToObj(Family::member).toList();
    SortedMap<String, String> known = new TreeMap<>();
    known.put("application_number", "110108007202600100012");
    known.put("applicant_name", "王建国");
    known.put("application_address", "学院路街道石油大院社区 3 号楼 2 单元 101");
    known.put("application_schemes", "低保");
    known.put("attempts_before", "0");
    known.put("declared_members", Integer.toString(size));
    known.put("declared_income", "3600000");
    known.put("declared_assets", "120000");
    known.put("declared_dwellings", "0");
    known.put("declared_vehicles", "0");
    known.put("declared_business", "false");
    known.put("V03", "2026-11-23T10:00:00+08:00");
    known.put("V06", "赵一");
    known.put("V07", "钱二");
    known.put("H01", "1");
    known.put("H04", "2");
    known.put("H05", "12000");
    known.put("H07", "45.5");
    known.put("P02", "100000");
    for (int n = 1; n <= size; n++) person(known, n, PEOPLE[n - 1]);
    known.put("I00" + at(1), "true");
    known.put("I01" + at(1) + "#1", "102");
    known.put("I03" + at(1) + "#1", "1");
    known.put("I04" + at(1) + "#1", "300000");
    known.put("I05" + at(1) + "#1", "12");
    return new Opening(members, List.of(Scenario.JIA, Scenario.YI), known, "zh");
  }

  private static void person(SortedMap<String, String> known, int n, String[] who) {
    String at = at(n);
    known.put("M01" + at, who[0]);
    known.put("id_masked" + at, "110199********" + (1000 + n));
    known.put("M03" + at, who[2]);
    known.put("M05" + at, who[1]);
    known.put("M07" + at, "海淀区学院路");
    known.put("M09" + at, "1");
    known.put("M10" + at, who[3]);
    known.put("M15" + at, who[4]);
    known.put("declared_health" + at, who[4]);
    known.put("M16" + at, who[5]);
    known.put("M17" + at, who[6]);
    known.put("declared_work" + at, who[6]);
    known.put("M20" + at, "00");
  }

  /// Everything at the table and outside the door, told in order; agrees with the declaration.
  static Scenario visited(int size) {
    return visited(FormPackage.homeVisit(), size);
  }

  static Scenario visited(FormPackage form, int size) {
    Scenario visit = Scenario.of(form, opening(size));
    visit.answer("V09D", "1").answer("V14", "true").answer("V15", "1");
    visit.answer("V15M", member(1).toString()).answer("V18", "1").answer("V08", "0");
    for (int n = 1; n <= size; n++) {
      visit.answer("M02" + at(n), "1").confirm("M10" + at(n)).answer("M12" + at(n), "1");
      if (n == 1 || n == 2 || n == 4) visit.answer("M13" + at(n), "20");
      visit.confirm("M15" + at(n)).confirm("M16" + at(n)).confirm("M17" + at(n));
      visit.confirm("M20" + at(n));
    }
    visit.confirmAll("M").confirmAll("H").confirm("H05");
    visit
        .answer("H03", "240")
        .answer("H09", Integer.toString(size))
        .answer("H13", "2")
        .answer("H15", "1");
    visit.answer("H17", "0").answer("H19", "false");
    boolean views = Integer.parseInt(form.version()) >= 4;
    if (views) visit.answer("H20A", "sha256-aa").answer("H20B", "sha256-bb");
    else visit.answer("H20", "sha256-aa sha256-bb");
    for (String key : List.of("I00", "I01", "I03", "I04", "I05"))
      visit.confirm(key + at(1) + (key.equals("I00") ? "" : "#1"));
    visit.answer("I02" + at(1) + "#1", "工地零工").answer("I07" + at(1) + "#1", "5");
    for (int n = 2; n <= size; n++) visit.answer("I00" + at(n), "false");
    visit.answer("P01", "20000").confirm("P02").answer("P03", "0").answer("P04", "0");
    visit.answer("P05", "0").answer("P07", "0").answer("P08", "0").answer("P11", "false");
    visit.answer("P12", "false").answer("P13", "0");
    if (!form.version().equals("1")) newSections(visit, size);
    for (int n = 1; n <= size; n++)
      visit.answer("R07A" + at(n), "1").answer("R07" + at(n), "sha256-0" + n);
    for (int n = 1; n <= 2; n++) {
      String line = "#" + n;
      visit.add("/N/informant").answer("N01" + line, "1").answer("N04" + line, "1");
      visit.answer("N05" + line, "1").answer("N06" + line, "3").answer("N07" + line, "2");
      visit.answer("N09S" + line, "3");
    }
    observe(visit, Scenario.JIA);
    observe(visit, Scenario.YI);
    visit.session.viewAs(Scenario.JIA);
    visit.answer("C12", "0").answer("R05", "到访时全家在场,住房为公租房,陈设简单,收入为打零工所得,与邻居所说一致,没有见到车辆。");
    return visit.answer("R09", "sha256-c1").answer("R10", "sha256-c2");
  }

  /// Goods, expenses, illness, school, work, supporters and needs; version 1 had not got them.
  private static void newSections(Scenario visit, int size) {
    visit.answer("A00", "0").answer("E02", "12000").answer("E08", "0").answer("E10", "0");
    for (int n = 1; n <= size; n++) {
      String[] who = PEOPLE[n - 1];
      if (who[4].equals("30")) visit.answer("D01" + at(n), "false").answer("D13" + at(n), DAILY);
      boolean young = who[1].compareTo("2000") > 0;
      if (young) visit.answer("S01" + at(n), "2").answer("S03" + at(n), "1");
      if (young) visit.answer("S05" + at(n), "0");
      if (n <= 2) visit.answer("J01" + at(n), n == 1 ? "2" : "5").answer("J04" + at(n), "0");
      if (n == 2) visit.answer("J02" + at(n), "false").answer("J06" + at(n), "1");
    }
    visit.answer("F00", "false").answer("K01", "5").answer("K03", "false").answer("K04", "0");
  }

  static void observe(Scenario visit, UUID staff) {
    visit.session.viewAs(staff);
    String at = "@" + staff;
    visit.answer("O01" + at, "2").answer("O02" + at, "2").answer("O04" + at, "false");
    visit.answer("O05" + at, "false").answer("O06" + at, "false").answer("O08" + at, "1");
    visit.answer("O09" + at, "0").answer("O10" + at, staff.equals(Scenario.JIA) ? "2" : "3");
  }
}
