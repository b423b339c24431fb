package cn.ruhu.doctor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The means test a second time, written from DOMAIN §5 alone: loops over the file's own fields,
/// fractions of its own, tables typed off DOMAIN §2.8. Shares no code with the product. Yuan.
final class PlainCalculator {
  /// An exact fraction.
  record Q(BigInteger n, BigInteger d) {
    static final Q NIL = of("0");

    static Q of(String decimal) {
      BigDecimal b = new BigDecimal(decimal);
      return b.scale() > 0
          ? new Q(b.unscaledValue(), BigInteger.TEN.pow(b.scale()))
          : new Q(b.toBigIntegerExact(), BigInteger.ONE);
    }

    static Q of(long v) {
      return new Q(BigInteger.valueOf(v), BigInteger.ONE);
    }

    Q add(Q o) {
      return new Q(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
    }

    Q sub(Q o) {
      return add(new Q(o.n.negate(), o.d));
    }

    Q mul(Q o) {
      return new Q(n.multiply(o.n), d.multiply(o.d));
    }

    Q div(long by) {
      return new Q(n, d.multiply(BigInteger.valueOf(by)));
    }

    int cmp(Q o) {
      return n.multiply(o.d).compareTo(o.n.multiply(d));
    }

    Q atLeastNil() {
      return cmp(NIL) < 0 ? NIL : this;
    }

    String cents() {
      return new BigDecimal(n).divide(new BigDecimal(d), 2, RoundingMode.HALF_UP).toPlainString();
    }
  }

  private static final TreeMap<LocalDate, Integer> DIBAO =
      table(
          "2011-01 500 2012-01 520 2013-01 580 2014-01 650 2015-01 710 2016-01 800 2017-01 900"
              + " 2018-01 1000 2019-01 1100 2020-07 1170 2021-07 1245 2022-07 1320 2023-07 1395"
              + " 2024-07 1450 2025-07 0");
  private static final TreeMap<LocalDate, Integer> LOW =
      table(
          "2011-01 731 2012-01 740 2014-01 850 2015-01 930 2016-01 1050 2017-01 1410 2018-01 2000"
              + " 2018-09 2120 2019-07 2200 2021-08 2320 2023-09 2420 2025-09 2540");
  private static final TreeMap<LocalDate, Integer> WAGE =
      table(
          "2016-09 1890 2017-09 2000 2018-09 2120 2019-07 2200 2021-08 2320 2023-09 2420 2025-09"
              + " 2540");
  private static final Map<Integer, Integer> CONSUMPTION =
      Map.of(
          2016, 35416, 2017, 37425, 2018, 39843, 2019, 43038, 2020, 38903, 2021, 43640, 2022, 42683,
          2023, 47586);

  private final JsonNode home;
  private final LocalDate day;
  private final List<JsonNode> counted = new ArrayList<>();
  private final Set<String> ids;
  private final Q standard;
  private boolean raises; // what S, when nobody knows it, could add to the income
  private boolean lowers; // or take off it

  private PlainCalculator(JsonNode home) {
    this.home = home;
    this.day = LocalDate.parse(home.get("acceptDate").asString());
    this.standard = Q.of(DIBAO.floorEntry(day).getValue());
    for (JsonNode m : home.get("members")) if (counts(m)) counted.add(m);
    this.ids = Set.copyOf(counted.stream().map(m -> text(m, "id")).toList());
  }

  private static TreeMap<LocalDate, Integer> table(String words) {
    var map = new TreeMap<LocalDate, Integer>();
    String[] parts = words.split(" ", -1);
    for (int i = 0; i < parts.length; i += 2)
      map.put(LocalDate.parse(parts[i] + "-01"), Integer.valueOf(parts[i + 1]));
    return map;
  }

  /// What has to come out: the keys of the answer with their values.
  static Map<String, @Nullable Object> of(JsonNode home) {
    return new PlainCalculator(home).run();
  }

  private Map<String, @Nullable Object> run() {
    var out = new HashMap<String, @Nullable Object>();
    int n = counted.size();
    Q net = net();
    out.put("N", n);
    out.put("pc", net.div(12L * n).cents());
    List<String> bars = bars(n);
    Boolean dibao = below(net, standard, n);
    Boolean low = below(net, Q.of(LOW.floorEntry(day).getValue()), n);
    if (low != null && (low ? raises : lowers)) low = null;
    if (!bars.isEmpty()) {
      dibao = false;
      low = false;
    } else if (Boolean.TRUE.equals(dibao)) {
      low = false;
    } else if (dibao == null && Boolean.TRUE.equals(low)) {
      low = null;
    }
    out.put("dibao", dibao);
    out.put("lowIncome", low);
    out.put("benefit", Boolean.TRUE.equals(dibao) ? benefit(net).cents() : null);
    out.put("bars", bars);
    out.put("severeIllnessSubsidy", subsidy(low));
    out.put("illnessAid", illness(net, n, dibao, low));
    out.put("singles", singles(net, n, dibao, low, bars));
    return out;
  }

  private static boolean ill(JsonNode m) {
    return m.has("criticalIllness") && m.get("criticalIllness").asBoolean();
  }

  /// §2.8: 35 % of S for everybody severely ill in a low-income household, since 2019.
  private @Nullable String subsidy(@Nullable Boolean low) {
    long ill = counted.stream().filter(PlainCalculator::ill).count();
    boolean paid = Boolean.TRUE.equals(low) && day.getYear() >= 2019 && ill > 0;
    return paid && standard.cmp(Q.NIL) > 0
        ? standard.mul(Q.of("0.35")).mul(Q.of(ill)).cents()
        : null;
  }

  /// §5.6
  private @Nullable String illness(Q net, int n, @Nullable Boolean dibao, @Nullable Boolean low) {
    var wage = WAGE.floorEntry(day);
    if (!home.has("medical") || wage == null || dibao == null || low == null) return null;
    Q medical = number(home, "medical");
    if (raises || dibao || low || medical.cmp(Q.NIL) == 0) return null;
    if (net.sub(medical).div(12L * n).cmp(Q.of(wage.getValue())) > 0) return null;
    Q line = Q.of(LOW.floorEntry(day).getValue());
    if (money().div(n).cmp(line.mul(Q.of(24))) > 0) return null;
    Q aid = Q.NIL;
    Q[] upTo = {Q.of(30_000), Q.of(50_000), medical};
    String[] share = {"0.3", "0.4", "0.5"};
    Q from = Q.NIL;
    for (int i = 0; i < 3; i++) {
      Q to = upTo[i].cmp(medical) < 0 ? upTo[i] : medical;
      if (to.cmp(from) > 0) aid = aid.add(to.sub(from).mul(Q.of(share[i])));
      if (to.cmp(from) > 0) from = to;
    }
    Q cap = Q.of(day.getYear() < 2023 ? 80_000 : 150_000);
    return (aid.cmp(cap) > 0 ? cap : aid).cents();
  }

  /// 57号 art 8 from 2021-07, before it the severely disabled of low-income households.
  private List<String> singles(
      Q net, int n, @Nullable Boolean dibao, @Nullable Boolean low, List<String> bars) {
    var found = new ArrayList<String>();
    boolean edge = !day.isBefore(LocalDate.of(2021, 7, 1));
    boolean poor =
        edge ? net.cmp(standard.mul(Q.of("1.5")).mul(Q.of(12L * n))) < 0 : Boolean.TRUE.equals(low);
    if (!poor || !Boolean.FALSE.equals(dibao) || !bars.isEmpty() || day.getYear() < 2019)
      return found;
    for (JsonNode m : home.get("members")) {
      boolean in = ids.contains(text(m, "id"));
      boolean severe = Set.of("1", "2").contains(text(m, "disabilityGrade"));
      boolean clergy = edge && text(m, "livingTogether").equals("9");
      if (in && (severe || (edge && ill(m)))) {
        Q own = own(text(m, "id"));
        Q benefit = standard.mul(Q.of(1).add(number(m, "uplift"))).sub(own.div(12));
        boolean below = own.cmp(standard.mul(Q.of(12))) < 0;
        found.add(text(m, "id") + " " + (below ? benefit.cents() : null));
      } else if (!in && clergy && !severe && !ill(m)) {
        found.add(text(m, "id") + " null");
      }
    }
    return found;
  }

  private Q own(String id) {
    Q sum = Q.NIL;
    for (JsonNode i : home.get("incomes")) {
      if (!text(i, "member").equals(id)) continue;
      Q times = times(i);
      Q year = adopted(i).mul(times);
      Q exempt = number(i, "exempt").mul(times);
      int months = i.has("months") ? i.get("months").asInt() : 12;
      sum =
          sum.add(year)
              .sub(exempt.cmp(year) > 0 ? year : exempt)
              .sub(
                  number(i, "contribution")
                      .mul(Q.of(text(i, "basis").equals("ONE_OFF") ? 1 : months)));
    }
    return sum.atLeastNil();
  }

  private Q money() {
    Q money = Q.NIL;
    for (String p : List.of("P01", "P02", "P03", "P04", "P05"))
      money = money.add(number(home.get("assets"), p));
    return money;
  }

  /// `net < 12 × N × line`; a standard that is not known gives nothing.
  private static @Nullable Boolean below(Q net, Q line, int n) {
    return line.cmp(Q.NIL) == 0 ? null : net.cmp(line.mul(Q.of(12L * n))) < 0;
  }

  private Q benefit(Q net) {
    Q sum = Q.NIL;
    for (JsonNode m : counted) sum = sum.add(standard.mul(Q.of(1).add(number(m, "uplift"))));
    return sum.sub(net.div(12)).atLeastNil();
  }

  private static String text(JsonNode node, String field) {
    JsonNode f = node.get(field);
    return f == null ? "" : f.asString();
  }

  private static Q number(JsonNode node, String field) {
    JsonNode f = node.get(field);
    return f == null ? Q.NIL : Q.of(f.asString());
  }

  private int age(JsonNode m) {
    return Period.between(LocalDate.parse(text(m, "birthDate")), day).getYears();
  }

  private static boolean child(JsonNode m) {
    String r = text(m, "relation");
    return Set.of("20", "21", "22", "27", "30", "31", "32", "37").contains(r);
  }

  private static boolean parent(JsonNode m) {
    return Set.of("51", "52").contains(text(m, "relation"));
  }

  private static boolean student(JsonNode m) {
    return text(m, "occupation").equals("2") || text(m, "livingTogether").equals("2");
  }

  /// §5.1, with the list of the rule set.
  private boolean counts(JsonNode m) {
    String living = text(m, "livingTogether");
    if (Set.of("5", "6", "7", "9").contains(living)) return false;
    String relation = text(m, "relation");
    if (relation.equals("01")) return true;
    if (Set.of("10", "11", "12").contains(relation)) return !text(m, "marital").equals("40");
    if (child(m) && age(m) < 18) return true;
    boolean graduate = text(m, "education").startsWith("1") || text(m, "education").equals("21");
    boolean pupil = student(m) && !graduate;
    if (child(m) && (text(m, "labour").equals("3") || pupil)) return true;
    if (living.equals("8")) return false;
    boolean old = day.isBefore(LocalDate.of(2021, 7, 1));
    boolean here = living.equals("1") || living.equals("4");
    if (parent(m)) return old || here;
    return child(m) && here && !student(m);
  }

  private Q net() {
    Q gross = Q.NIL;
    Q off = Q.NIL;
    Map<String, Q> wages = new HashMap<>();
    Map<String, Q> paid = new HashMap<>();
    for (JsonNode i : home.get("incomes")) {
      if (!ids.contains(text(i, "member"))) continue;
      Q times = times(i);
      Q year = adopted(i).mul(times);
      gross = gross.add(year);
      Q exempt = number(i, "exempt").mul(times);
      off = off.add(exempt.cmp(year) > 0 ? year : exempt);
      int months = i.has("months") ? i.get("months").asInt() : 12;
      off =
          off.add(
              number(i, "contribution").mul(Q.of(text(i, "basis").equals("ONE_OFF") ? 1 : months)));
      if (Set.of("101", "102", "103").contains(text(i, "code")))
        wages.merge(text(i, "member"), year, Q::add);
      String duty = Map.of("404", "1", "405", "2", "406", "3").getOrDefault(text(i, "code"), "");
      if (!duty.isEmpty()) paid.merge(duty, year, Q::add);
    }
    boolean known = standard.cmp(Q.NIL) > 0;
    for (JsonNode m : counted) {
      Q wage = wages.getOrDefault(text(m, "id"), Q.NIL).div(12);
      Q most = number(m, "employmentReward").mul(standard);
      off = off.add((wage.cmp(most) < 0 ? wage : most).mul(Q.of(12)));
      lowers |= !known && m.has("employmentReward") && wage.cmp(Q.NIL) > 0;
    }
    lowers |= !known && classShares().cmp(Q.NIL) > 0;
    off = off.add(classShares().mul(standard).mul(Q.of(12)));
    Map<String, Q> fees = support(known);
    for (var fee : fees.entrySet())
      gross =
          gross.add(
              fee.getValue()
                  .mul(Q.of(12))
                  .sub(paid.getOrDefault(fee.getKey(), Q.NIL))
                  .atLeastNil());
    return gross.sub(off).atLeastNil();
  }

  private static Q times(JsonNode i) {
    if (!text(i, "basis").equals("MONTHLY")) return Q.of(1);
    return Q.of(i.has("months") ? i.get("months").asInt() : 12);
  }

  /// §5.0: adopted, else the larger of verified and registry, else declared.
  private static Q adopted(JsonNode i) {
    if (i.has("amount") && !i.has("declared")) return number(i, "amount");
    if (i.has("adopted")) return number(i, "adopted");
    if (i.has("verified") && i.has("registry")) {
      Q v = number(i, "verified");
      Q y = number(i, "registry");
      return v.cmp(y) > 0 ? v : y;
    }
    if (i.has("verified")) return number(i, "verified");
    return i.has("registry") ? number(i, "registry") : number(i, "declared");
  }

  /// §5.2, BJ-2015, once a household; in standards.
  private Q classShares() {
    if (day.getYear() < 2015) return Q.NIL;
    Q severe = Q.NIL;
    for (JsonNode m : counted) {
      boolean ill = ill(m);
      boolean disabled = Set.of("1", "2").contains(text(m, "disabilityGrade"));
      if (!ill && !disabled) continue;
      Q share = m.get("legalSupporterOver60").asBoolean() ? Q.of("1.5") : Q.of(1);
      if (share.cmp(severe) > 0) severe = share;
    }
    boolean single = counted.stream().anyMatch(m -> m.has("singleParent"));
    boolean mother = counted.stream().anyMatch(m -> m.has("singleParent") && parent(m));
    boolean young =
        counted.stream()
            .anyMatch(m ->
                (child(m) || (mother && text(m, "relation").equals("01")))
                    && !m.has("singleParent")
                    && (age(m) <= 16 || student(m)));
    return severe.add(single && young ? Q.of(1) : Q.NIL);
  }

  /// §5.3 for each duty; without S what a household owes is not to be told, the rest is.
  private Map<String, Q> support(boolean known) {
    var fees = new HashMap<String, Q>();
    if (!home.has("supporters")) return fees;
    for (JsonNode s : home.get("supporters")) {
      int here = 0;
      for (JsonNode id : s.get("supports")) if (ids.contains(id.asString())) here++;
      if (here == 0) continue;
      boolean able = text(s, "inability").equals("0");
      Q owed = Q.NIL;
      if (text(s, "duty").equals("2")) {
        if (s.has("judgedAmount")) owed = number(s, "judgedAmount");
        else if (able) {
          int all = Math.max(here, s.get("dependants").asInt());
          Q rate = all == 1 ? Q.of("0.3") : Q.of("0.2");
          owed = number(s, "grossMonthlyIncome").mul(rate).mul(Q.of(here));
        }
      } else if (able) {
        Q each = number(s, "familyMonthlyIncome").div(s.get("familySize").asInt());
        boolean few = text(s, "duty").equals("3") || s.get("children").asInt() <= 2;
        raises |= !known;
        if (known && each.cmp(standard) > 0)
          owed =
              each.sub(standard)
                  .mul(Q.of(few ? "0.5" : "0.4"))
                  .div(s.get("dependants").asInt())
                  .mul(Q.of(here));
      }
      Q paid = number(s, "actualPayment");
      fees.merge(text(s, "duty"), paid.cmp(owed) > 0 ? paid : owed, Q::add);
    }
    return fees;
  }

  /// §5.4 and §2.7: reject codes of what fails; before 2014 only what the list of then names.
  private List<String> bars(int n) {
    var bars = new ArrayList<String>();
    Integer c = CONSUMPTION.get(day.getYear() - 1);
    Q money = money();
    boolean old = day.getYear() < 2014;
    if (!old && c != null && money.div(n).cmp(Q.of(c).mul(n <= 2 ? Q.of("1.2") : Q.of(1))) > 0)
      bars.add("R02");
    boolean car = !old && home.get("farmMachines").asInt() > 0;
    for (JsonNode v : home.get("vehicles")) {
      String x = text(v, "exemption");
      boolean proof = v.has("proof") && v.get("proof").asBoolean();
      car |= !(x.equals("1") || (Set.of("3", "5").contains(x) && proof));
    }
    if (car) bars.add("R03");
    int own = 0;
    Q area = Q.NIL;
    for (JsonNode d : home.get("dwellings"))
      if (Set.of("1", "2", "7", "8").contains(text(d, "source"))) {
        own++;
        area = area.add(number(d, "area"));
      }
    Q average = number(home.get("parameters"), "cityAverageArea");
    boolean large =
        old
            ? area.cmp(Q.of(50)) >= 0 && area.div(n).cmp(Q.of(10)) >= 0
            : area.div(n).cmp(average) >= 0;
    if (own >= 2 && large) bars.add("R04");
    if (!old && home.get("nonResidential").asBoolean() && own > 0) bars.add("R05");
    return bars;
  }
}
