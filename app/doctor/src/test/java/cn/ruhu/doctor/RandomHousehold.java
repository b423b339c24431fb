package cn.ruhu.doctor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A household nobody thought of, in the shape of the file `means-test` reads. Amounts crowd around
/// the standards, so that edges are met.
final class RandomHousehold {
  private final Random random;
  private final LocalDate day;

  private RandomHousehold(Random random) {
    this.random = random;
    this.day = LocalDate.of(2012, 12, 12).plusDays(random.nextInt(4700));
  }

  static Map<String, Object> of(long seed) {
    return new RandomHousehold(new Random(seed)).make(seed);
  }

  private Map<String, Object> make(long seed) {
    var home = new LinkedHashMap<String, Object>();
    home.put("id", "r" + seed);
    home.put("acceptDate", day.toString());
    boolean beijing = !day.isBefore(LocalDate.of(2021, 7, 1)) && one(2);
    if (beijing) home.put("ruleSet", "BJ-FS");
    boolean without = one(4); // nobody who could work, little money, few who could support
    List<Map<String, Object>> members = without ? withoutThree() : members();
    for (Map<String, Object> m : members) if (beijing || one(6)) beijing(m);
    home.put("members", members);
    var incomes = new ArrayList<Map<String, Object>>();
    for (Map<String, Object> m : members)
      for (int k = without ? random.nextInt(7) / 5 : random.nextInt(3); k > 0; k--)
        incomes.add(income(m.get("id").toString()));
    home.put("incomes", incomes);
    boolean derived = one(2); // whose supporter is 60 follows from everybody's age
    if (derived) members.forEach(m -> m.remove("legalSupporterOver60"));
    if (one(without ? 2 : 3)) home.put("supporters", supporters(members, without, derived));
    var assets = new LinkedHashMap<String, Object>();
    for (String p : List.of("P01", "P02", "P03", "P04", "P05"))
      if (one(without ? 6 : 2)) assets.put(p, cents(one(6) ? 20_000_000 : 2_500_000));
    assets.putIfAbsent("P01", "0");
    home.put("assets", assets);
    home.put("vehicles", vehicles());
    home.put("farmMachines", one(40) ? 1 : 0);
    home.put("dwellings", dwellings());
    home.put("nonResidential", one(25));
    if (one(3)) home.put("medical", cents(30_000_000));
    home.put("marketEntity", false);
    if (day.getYear() >= 2025) home.put("C", "47586");
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("cityAverageArea", 28);
    if (one(2)) seldom(home, parameters, members);
    home.put("parameters", parameters);
    return home;
  }

  /// What most households have nothing to do with: other parameters, sums received once, work of
  /// some months, an exit, a standard that changes, somebody who applies alone.
  private void seldom(
      Map<String, Object> home, Map<String, Object> set, List<Map<String, Object>> members) {
    if (one(4)) set.put("incomeWindowMonths", Integer.valueOf(of("1", "3", "6", "12")));
    if (one(4)) set.put("perPerson", true);
    if (one(4)) set.put("benefitRounding", of("YUAN_CEIL", "YUAN_HALF_UP", "FEN_HALF_UP"));
    if (one(5) && day.isBefore(LocalDate.of(2025, 7, 1))) set.put("oneOffSpread", true);
    if (one(4)) set.put("gradualExitPercent", List.of("100", "66.67", "33.3333"));
    if (one(6)) set.put("marginalFactor", of("1.333", "2"));
    if (one(3)) {
      set.put("disposableIncomeLastYear", "85415");
      set.put("rigidRatio", of("0.6", "0.3333"));
    }
    if (one(3)) home.put("rigidExpenditure", cents(9_000_000));
    if (one(3)) home.put("previousBenefit", cents(300_000));
    if (one(4) && !set.containsKey("oneOffSpread")) { // which standard used a sum up is not said
      int month = day.getYear() * 12 + day.getMonthValue() - 1;
      var change = new LinkedHashMap<String, Object>();
      change.put("effective", month(month));
      change.put("paidFrom", month(month + random.nextInt(6)));
      change.put("before", of("900", "1000", "1320"));
      change.put("after", of("1000", "1395", "1450"));
      home.put("standardChange", change);
    }
    if (one(8)) home.put("singlePersonCase", members.get(random.nextInt(members.size())).get("id"));
  }

  private static String month(int count) {
    return "%04d-%02d".formatted(count / 12, count % 12 + 1);
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private String of(String... codes) {
    return codes[random.nextInt(codes.length)];
  }

  private String cents(int most) {
    long v = one(4) ? random.nextInt(most) : random.nextInt(most / 100) * 100L;
    return java.math.BigDecimal.valueOf(v, 2).toPlainString();
  }

  private List<Map<String, Object>> members() {
    var all = new ArrayList<Map<String, Object>>();
    int n = 1 + random.nextInt(6);
    for (int i = 0; i < n; i++) {
      var m = new LinkedHashMap<String, Object>();
      m.put("id", "m" + i);
      String relation =
          i == 0
              ? "01"
              : i == 1 && one(2)
                  ? of("10", "11", "12")
                  : of("20", "21", "27", "30", "32", "37", "40", "42", "51", "52");
      m.put("relation", relation);
      int age =
          relation.charAt(0) == '5'
              ? 60 + random.nextInt(35)
              : "234".indexOf(relation.charAt(0)) >= 0
                  ? random.nextInt(32)
                  : 25 + random.nextInt(60);
      m.put("birthDate", day.minusYears(age).minusDays(random.nextInt(365)).toString());
      m.put("livingTogether", one(4) ? of("2", "3", "4", "5", "6", "7", "8", "9") : "1");
      if (i == 0) m.put("livingTogether", "1");
      m.put("marital", of("10", "20", "30", "40"));
      m.put("labour", of("1", "1", "2", "3"));
      m.put("occupation", of("2", "3", "4", "6"));
      m.put("education", of("80", "70", "60", "21", "10"));
      m.put("legalSupporterOver60", one(3));
      if (one(8)) m.put("criticalIllness", true);
      if (one(8)) m.put("disabilityGrade", of("1", "2", "3", "4"));
      if (i == 0 && one(6)) m.put("singleParent", true);
      if (one(8)) m.put("employmentReward", of("0.8", "0.7", "0.6"));
      if (one(6)) m.put("uplift", of("0.05", "0.1", "0.15", "0.3", "0.4"));
      all.add(m);
    }
    return all;
  }

  /// What only some lists ask of a member.
  private void beijing(Map<String, Object> m) {
    m.put("hukouRelation", of("1", "1", "2", "3"));
    if (m.get("relation").toString().startsWith("4")) m.put("guardianHere", one(2));
    if (one(12) && !m.get("relation").equals("01")) {
      m.put("countedOverride", one(2));
      m.put("countedReason", "区民政局认定");
    }
  }

  /// 特困: old, young, or disabled in one of the ways that count, and now and then one that does not.
  private List<Map<String, Object>> withoutThree() {
    var all = new ArrayList<Map<String, Object>>();
    int n = 1 + random.nextInt(2);
    for (int i = 0; i < n; i++) {
      var m = new LinkedHashMap<String, Object>();
      m.put("id", "m" + i);
      m.put("relation", i == 0 ? "01" : of("10", "20", "30", "41", "51"));
      int age = one(2) ? 58 + random.nextInt(30) : one(2) ? 13 + random.nextInt(7) : 40;
      m.put("birthDate", day.minusYears(age).minusDays(random.nextInt(365)).toString());
      m.put("livingTogether", "1");
      m.put("marital", of("10", "30"));
      m.put("labour", of("1", "2", "3"));
      m.put("legalSupporterOver60", one(3));
      if (one(5)) m.put("criticalIllness", true);
      if (one(2)) {
        m.put("disabilityCategory", of("1", "2", "3", "4", "5", "6", "7"));
        m.put("disabilityGrade", of("1", "2", "3", "4"));
      }
      if (!one(6)) m.put("selfCare", random.nextInt(7));
      all.add(m);
    }
    return all;
  }

  private Map<String, Object> income(String member) {
    var i = new LinkedHashMap<String, Object>();
    i.put("member", member);
    i.put("code", of("101", "102", "103", "201", "203", "304", "401", "404", "901"));
    String basis = of("MONTHLY", "MONTHLY", "MONTHLY", "YEARLY", "ONE_OFF", "IRREGULAR");
    i.put("basis", basis);
    int most = basis.equals("MONTHLY") ? 300_000 : 2_500_000;
    boolean monthly = basis.equals("IRREGULAR") && one(2);
    if (basis.equals("MONTHLY") || (basis.equals("IRREGULAR") && !monthly))
      if (one(4)) i.put("months", random.nextInt(13));
    if (basis.equals("ONE_OFF")) i.put("since", since());
    if (monthly) {
      var each = new ArrayList<String>();
      for (int k = 0; k < 12; k++) each.add(one(3) ? "0" : cents(300_000));
      i.put("monthly", each);
    } else if (one(2)) {
      i.put("amount", cents(most));
    } else {
      i.put("declared", cents(most));
      for (String c : List.of("verified", "registry")) if (one(2)) i.put(c, cents(most));
      if (one(5)) i.put("adopted", cents(most));
    }
    if (one(5)) {
      i.put("exempt", cents(40_000));
      i.put("exemptCode", "E06");
    }
    if (one(5)) i.put("contribution", cents(30_000));
    return i;
  }

  /// Around both ends of the window, also after the application.
  private String since() {
    int[] ago = {-1, 0, 1, 2, 3, 4, 6, 7, 11, 12, 13, 20};
    return month(day.getYear() * 12 + day.getMonthValue() - 1 - ago[random.nextInt(ago.length)]);
  }

  private List<Map<String, Object>> supporters(
      List<Map<String, Object>> members, boolean without, boolean aged) {
    var all = new ArrayList<Map<String, Object>>();
    for (int k = 1 + random.nextInt(3); k > 0; k--) {
      var s = new LinkedHashMap<String, Object>();
      s.put("duty", of("1", "1", "2", "3"));
      s.put("familySize", 1 + random.nextInt(5));
      s.put("familyMonthlyIncome", cents(2_000_000));
      s.put("grossMonthlyIncome", cents(1_000_000));
      s.put("inability", one(without ? 1 : 5) ? of("1", "2", "3", "4", "5", "6", "9") : "0");
      if (aged) s.put("birthDate", day.minusYears(40 + random.nextInt(40)).toString());
      s.put("dependants", 1 + random.nextInt(4));
      s.put("children", 1 + random.nextInt(4));
      if (one(3)) s.put("actualPayment", cents(80_000));
      if (one(4)) s.put("judgedAmount", cents(80_000));
      var supports = new ArrayList<String>();
      for (Map<String, Object> m : members) if (one(2)) supports.add(m.get("id").toString());
      s.put("supports", supports);
      all.add(s);
    }
    return all;
  }

  private List<Map<String, Object>> vehicles() {
    var all = new ArrayList<Map<String, Object>>();
    if (one(8)) all.add(Map.of("exemption", of("0", "1", "2", "3", "4", "5"), "proof", one(2)));
    return all;
  }

  private List<Map<String, Object>> dwellings() {
    var all = new ArrayList<Map<String, Object>>();
    for (int k = one(6) ? 2 : random.nextInt(2); k > 0; k--)
      all.add(
          Map.of(
              "source",
              of("1", "2", "4", "5", "7", "8"),
              "area",
              Integer.toString(15 + random.nextInt(90))));
    return all;
  }
}
