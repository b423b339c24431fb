package cn.ruhu.doctor;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The means test a second time, written from DOMAIN §5 alone: loops over the file's own fields,
/// fractions of its own, tables typed off DOMAIN §2.8. Shares no code with the product. Yuan.
final class PlainCalculator {
  private final JsonNode home;
  private final JsonNode set;
  private final LocalDate day;
  private final PlainPeople people;
  private final List<JsonNode> counted;
  private final Set<String> ids;
  private final Exact standard;
  private boolean raises; // what S, when nobody knows it, could add to the income
  private boolean lowers; // or take off it

  private PlainCalculator(JsonNode home, @Nullable Exact standard) {
    this.home = home;
    this.set = home.get("parameters");
    this.day = LocalDate.parse(home.get("acceptDate").asString());
    this.standard =
        standard == null ? Exact.of(PlainFigures.DIBAO.floorEntry(day).getValue()) : standard;
    this.people = new PlainPeople(home);
    this.counted = people.counted();
    this.ids = people.ids();
  }

  /// What has to come out: the keys of the answer with their values.
  static Map<String, @Nullable Object> of(JsonNode home) {
    var plain = new PlainCalculator(home, null);
    return home.has("singlePersonCase") ? plain.alone() : plain.run();
  }

  /// §5.1 单人保: N = 1, the own income, nothing off; the property stays the household's.
  private Map<String, @Nullable Object> alone() {
    String who = text(home, "singlePersonCase");
    Exact own = own(who, 1);
    List<String> bars = bars(counted.size());
    Boolean dibao = bars.isEmpty() ? below(own, standard, 1) : Boolean.FALSE;
    JsonNode member =
        home.get("members")
            .valueStream()
            .filter(m -> text(m, "id").equals(who))
            .findFirst()
            .orElseThrow();
    Exact benefit =
        standard.mul(Exact.of(1).add(number(member, "uplift"))).sub(own.div(12)).atLeastNil();
    var out = new HashMap<String, @Nullable Object>();
    out.put("N", 1);
    out.put("pc", own.div(12).cents());
    out.put("dibao", dibao);
    out.put("benefit", Boolean.TRUE.equals(dibao) ? amount(benefit) : null);
    out.put("exit", exit(dibao, bars));
    return out;
  }

  /// As the parameters say, half up to the cent otherwise.
  private String amount(Exact yuan) {
    return switch (text(set, "benefitRounding")) {
      case "YUAN_CEIL" -> yuan.round(0, RoundingMode.CEILING);
      case "YUAN_HALF_UP" -> yuan.round(0, RoundingMode.HALF_UP);
      default -> yuan.cents();
    };
  }

  /// §2.9: parts of the last amount, when 低保 ends because of the income.
  private @Nullable List<String> exit(@Nullable Boolean dibao, List<String> bars) {
    if (!home.has("previousBenefit") || !Boolean.FALSE.equals(dibao) || !bars.isEmpty())
      return null;
    List<String> parts =
        set.has("gradualExitPercent")
            ? set.get("gradualExitPercent").valueStream().map(JsonNode::asString).toList()
            : day.getYear() < 2015
                ? List.of("100", "50")
                : List.of("100", "100", "80", "80", "60", "60");
    return parts.stream()
        .map(p -> amount(number(home, "previousBenefit").mul(Exact.of(p)).div(100)))
        .toList();
  }

  /// §5.5: what the same household gets by another standard, empty without 低保.
  private @Nullable Exact by(String figure, List<String> bars) {
    var other = new PlainCalculator(home, number(home.get("standardChange"), figure));
    Exact net = other.net();
    boolean in = bars.isEmpty() && Boolean.TRUE.equals(below(net, other.standard, counted.size()));
    return in ? Exact.of(amount(other.benefit(net))) : null;
  }

  private @Nullable String backPay(List<String> bars) {
    if (!home.has("standardChange")) return null;
    Exact before = by("before", bars);
    Exact after = by("after", bars);
    if (before == null || after == null) return null;
    JsonNode c = home.get("standardChange");
    return after
        .sub(before)
        .mul(Exact.of(count(text(c, "paidFrom")) - count(text(c, "effective"))))
        .cents();
  }

  private static long count(String month) {
    return Long.parseLong(month.substring(0, 4)) * 12 + Long.parseLong(month.substring(5, 7));
  }

  /// §2.7 刚性支出困难, since 2025, of households that are in no other class.
  private @Nullable String rigid(
      Exact net, int n, @Nullable Boolean dibao, @Nullable Boolean low, List<String> bars) {
    if (day.getYear() < 2025) return "NOT_IN_FORCE";
    if (standard.cmp(Exact.NIL) == 0) return null; // another class is not to be told
    boolean edge = net.cmp(standard.mul(edge()).mul(Exact.of(12L * n))) < 0;
    if (Boolean.TRUE.equals(dibao) || Boolean.TRUE.equals(low) || edge || !bars.isEmpty())
      return "NOT_ELIGIBLE";
    if (!set.has("rigidRatio") || !home.has("rigidExpenditure")) return "UNKNOWN";
    boolean below = net.cmp(number(set, "disposableIncomeLastYear").mul(Exact.of(n))) < 0;
    boolean heavy = number(home, "rigidExpenditure").cmp(net.mul(number(set, "rigidRatio"))) > 0;
    return below && heavy ? "ELIGIBLE" : "NOT_ELIGIBLE";
  }

  private Exact edge() {
    return set.has("marginalFactor") ? number(set, "marginalFactor") : Exact.of("1.5");
  }

  private Map<String, @Nullable Object> run() {
    var out = new HashMap<String, @Nullable Object>();
    int n = counted.size();
    Exact net = net();
    out.put("N", n);
    out.put("pc", net.div(12L * n).cents());
    List<String> bars = bars(n);
    Boolean dibao = below(net, standard, n);
    Boolean low = below(net, Exact.of(PlainFigures.LOW.floorEntry(day).getValue()), n);
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
    out.put("benefit", Boolean.TRUE.equals(dibao) ? amount(benefit(net)) : null);
    out.put("bars", bars);
    out.put("severeIllnessSubsidy", subsidy(low));
    out.put("illnessAid", illness(net, n, dibao, low));
    if (!set.has("oneOffSpread")) out.put("singles", singles(net, n, dibao, low, bars));
    out.put("exit", exit(dibao, bars));
    out.put("backPay", backPay(bars));
    String three = withoutThree(dibao);
    if (three != null) out.put("TK", three);
    if ("ELIGIBLE".equals(three)) out.put("TKpay", living());
    String rigid = rigid(net, n, dibao, low, bars);
    if (rigid != null) out.put("GX", rigid);
    return out;
  }

  /// §2.7, §2.8 and 43号 art 4 to 8: nobody who can work, income and property as for 低保, nobody able
  /// to support. Null where a figure is missing.
  private @Nullable String withoutThree(@Nullable Boolean dibao) {
    if (!counted.stream().allMatch(people::unable)) return "NOT_ELIGIBLE";
    if (Boolean.FALSE.equals(dibao)) return "NOT_ELIGIBLE";
    if (home.has("supporters"))
      for (JsonNode s : home.get("supporters"))
        if (people.owesHere(s) && !Set.of("1", "2", "3", "4", "5").contains(text(s, "inability")))
          return "NOT_ELIGIBLE";
    boolean limit = home.has("C") || PlainFigures.CONSUMPTION.containsKey(day.getYear() - 1);
    // of neither do the rules before 2014 say anything
    boolean unsaid = home.get("nonResidential").asBoolean() || home.get("farmMachines").asInt() > 0;
    boolean open = day.getYear() < 2014 ? unsaid : !limit;
    return dibao == null || open ? null : "ELIGIBLE";
  }

  /// §2.8: 1.5 × S each, and 20, 40 or 60 % of the minimum wage by the six things of D13.
  private @Nullable String living() {
    var wage = PlainFigures.WAGE.floorEntry(day);
    if (wage == null || counted.stream().anyMatch(m -> !m.has("selfCare"))) return null;
    Exact sum = Exact.NIL;
    for (JsonNode m : counted) {
      int lost = 6 - m.get("selfCare").asInt();
      String share = lost == 0 ? "0.2" : lost <= 3 ? "0.4" : "0.6";
      sum = sum.add(standard.mul(Exact.of("1.5")));
      sum = sum.add(Exact.of(wage.getValue()).mul(Exact.of(share)));
    }
    return amount(sum);
  }

  private static boolean ill(JsonNode m) {
    return m.has("criticalIllness") && m.get("criticalIllness").asBoolean();
  }

  /// §2.8: 35 % of S for everybody severely ill in a low-income household, since 2019.
  private @Nullable String subsidy(@Nullable Boolean low) {
    long ill = counted.stream().filter(PlainCalculator::ill).count();
    boolean paid = Boolean.TRUE.equals(low) && day.getYear() >= 2019 && ill > 0;
    return paid && standard.cmp(Exact.NIL) > 0
        ? amount(standard.mul(Exact.of("0.35")).mul(Exact.of(ill)))
        : null;
  }

  /// §5.6
  private @Nullable String illness(
      Exact net, int n, @Nullable Boolean dibao, @Nullable Boolean low) {
    var wage = PlainFigures.WAGE.floorEntry(day);
    if (!home.has("medical") || wage == null || dibao == null || low == null) return null;
    Exact medical = number(home, "medical");
    if (raises || dibao || low || medical.cmp(Exact.NIL) == 0) return null;
    if (net.sub(medical).div(12L * n).cmp(Exact.of(wage.getValue())) > 0) return null;
    Exact line = Exact.of(PlainFigures.LOW.floorEntry(day).getValue());
    if (money().div(n).cmp(line.mul(Exact.of(24))) > 0) return null;
    Exact aid = Exact.NIL;
    Exact[] upTo = {Exact.of(30_000), Exact.of(50_000), medical};
    String[] share = {"0.3", "0.4", "0.5"};
    Exact from = Exact.NIL;
    for (int i = 0; i < 3; i++) {
      Exact to = upTo[i].cmp(medical) < 0 ? upTo[i] : medical;
      if (to.cmp(from) > 0) aid = aid.add(to.sub(from).mul(Exact.of(share[i])));
      if (to.cmp(from) > 0) from = to;
    }
    Exact cap = Exact.of(day.getYear() < 2023 ? 80_000 : 150_000);
    return amount(aid.cmp(cap) > 0 ? cap : aid);
  }

  /// 57号 art 8 from 2021-07, before it the severely disabled of low-income households.
  private List<String> singles(
      Exact net, int n, @Nullable Boolean dibao, @Nullable Boolean low, List<String> bars) {
    var found = new ArrayList<String>();
    boolean edge = !day.isBefore(LocalDate.of(2021, 7, 1));
    boolean poor =
        edge ? net.cmp(standard.mul(edge()).mul(Exact.of(12L * n))) < 0 : Boolean.TRUE.equals(low);
    if (!poor || !Boolean.FALSE.equals(dibao) || !bars.isEmpty() || day.getYear() < 2019)
      return found;
    for (JsonNode m : home.get("members")) {
      boolean in = ids.contains(text(m, "id"));
      boolean severe = Set.of("1", "2").contains(text(m, "disabilityGrade"));
      boolean mind =
          edge
              && Set.of("5", "6").contains(text(m, "disabilityCategory"))
              && text(m, "disabilityGrade").equals("3");
      severe |= mind; // 57号 art 8
      boolean clergy = edge && text(m, "livingTogether").equals("9");
      if (in && (severe || (edge && ill(m)))) {
        Exact own = own(text(m, "id"), n);
        Exact benefit = standard.mul(Exact.of(1).add(number(m, "uplift"))).sub(own.div(12));
        boolean below = own.cmp(standard.mul(Exact.of(12))) < 0;
        found.add(text(m, "id") + " " + (below ? amount(benefit) : null));
      } else if (!in && clergy && !severe && !ill(m)) {
        found.add(text(m, "id") + " null");
      }
    }
    return found;
  }

  private Exact own(String id, int n) {
    Exact sum = Exact.NIL;
    for (JsonNode i : home.get("incomes"))
      if (text(i, "member").equals(id)) {
        Line line = line(i, n);
        sum = sum.add(line.year).sub(line.off);
      }
    return sum.atLeastNil();
  }

  /// A line of the income: what it adds to the year, and what is taken off it again.
  private record Line(Exact year, Exact off) {}

  /// §5.2 with the window of w months before the application's: a monthly line counts the months in
  /// it, a sum received once when it came in it; spread, it is used up by N standards a month.
  private Line line(JsonNode i, int n) {
    long w = set.has("incomeWindowMonths") ? set.get("incomeWindowMonths").asLong() : 12;
    String basis = text(i, "basis");
    long months = i.has("months") ? i.get("months").asLong() : 12;
    Exact times = basis.equals("MONTHLY") ? Exact.of(Math.min(months, w) * 12).div(w) : Exact.of(1);
    Exact year = adopted(i).mul(times);
    Exact exempt = number(i, "exempt").mul(times);
    if (exempt.cmp(year) > 0) exempt = year;
    Exact often =
        switch (basis) {
          case "ONE_OFF" -> Exact.of(1);
          case "YEARLY" -> Exact.of(12);
          case "MONTHLY" -> times;
          default -> Exact.of(months);
        };
    Exact off = exempt.add(number(i, "contribution").mul(often));
    if (!basis.equals("ONE_OFF")) return new Line(year, off);
    long ago = day.getYear() * 12L + day.getMonthValue() - count(text(i, "since"));
    if (!set.has("oneOffSpread"))
      return ago >= 1 && ago <= w ? new Line(year, off) : new Line(Exact.NIL, Exact.NIL);
    if (ago < 1) return new Line(Exact.NIL, Exact.NIL);
    Exact free = year.sub(off).atLeastNil();
    Exact month = standard.mul(Exact.of(n));
    Exact until = least(free, month.mul(Exact.of(ago)));
    Exact before = least(free, month.mul(Exact.of(Math.max(0, ago - w))));
    return new Line(until.sub(before).mul(Exact.of(12)).div(w), Exact.NIL); // by the month
  }

  private static Exact least(Exact a, Exact b) {
    return a.cmp(b) < 0 ? a : b;
  }

  private Exact money() {
    Exact money = Exact.NIL;
    for (String p : List.of("P01", "P02", "P03", "P04", "P05"))
      money = money.add(number(home.get("assets"), p));
    return money;
  }

  /// `net < 12 × N × line`; a standard that is not known gives nothing.
  private static @Nullable Boolean below(Exact net, Exact line, int n) {
    return line.cmp(Exact.NIL) == 0 ? null : net.cmp(line.mul(Exact.of(12L * n))) < 0;
  }

  private Exact benefit(Exact net) {
    Exact sum = Exact.NIL;
    for (JsonNode m : counted) sum = sum.add(standard.mul(Exact.of(1).add(number(m, "uplift"))));
    return sum.sub(net.div(12)).atLeastNil();
  }

  static String text(JsonNode node, String field) {
    JsonNode f = node.get(field);
    return f == null ? "" : f.asString();
  }

  private static Exact number(JsonNode node, String field) {
    JsonNode f = node.get(field);
    return f == null ? Exact.NIL : Exact.of(f.asString());
  }

  private Exact net() {
    Exact gross = Exact.NIL;
    Exact off = Exact.NIL;
    Map<String, Exact> wages = new HashMap<>();
    Map<String, Exact> paid = new HashMap<>();
    for (JsonNode i : home.get("incomes")) {
      if (!ids.contains(text(i, "member"))) continue;
      Line line = line(i, counted.size());
      Exact year = line.year;
      gross = gross.add(year);
      off = off.add(line.off);
      if (Set.of("101", "102", "103").contains(text(i, "code")))
        wages.merge(text(i, "member"), year, Exact::add);
      String duty = Map.of("404", "1", "405", "2", "406", "3").getOrDefault(text(i, "code"), "");
      if (!duty.isEmpty()) paid.merge(duty, year, Exact::add);
    }
    boolean known = standard.cmp(Exact.NIL) > 0;
    for (JsonNode m : counted) {
      Exact wage = wages.getOrDefault(text(m, "id"), Exact.NIL).div(12);
      Exact most = number(m, "employmentReward").mul(standard);
      off = off.add((wage.cmp(most) < 0 ? wage : most).mul(Exact.of(12)));
      lowers |= !known && m.has("employmentReward") && wage.cmp(Exact.NIL) > 0;
    }
    lowers |= !known && classShares().cmp(Exact.NIL) > 0;
    off = off.add(classShares().mul(standard).mul(Exact.of(12)));
    Map<String, Exact> fees = support(known);
    for (var fee : fees.entrySet())
      gross =
          gross.add(
              fee.getValue()
                  .mul(Exact.of(12))
                  .sub(paid.getOrDefault(fee.getKey(), Exact.NIL))
                  .atLeastNil());
    return gross.sub(off).atLeastNil();
  }

  /// §5.0: adopted, else the larger of verified and registry, else declared.
  private static Exact adopted(JsonNode i) {
    if (i.has("monthly")) {
      Exact sum = Exact.NIL;
      for (JsonNode m : i.get("monthly")) sum = sum.add(Exact.of(m.asString()));
      return sum;
    }
    if (i.has("amount") && !i.has("declared")) return number(i, "amount");
    if (i.has("adopted")) return number(i, "adopted");
    if (i.has("verified") && i.has("registry")) {
      Exact v = number(i, "verified");
      Exact y = number(i, "registry");
      return v.cmp(y) > 0 ? v : y;
    }
    if (i.has("verified")) return number(i, "verified");
    return i.has("registry") ? number(i, "registry") : number(i, "declared");
  }

  /// §5.2, BJ-2015, once a household; in standards.
  private Exact classShares() {
    if (day.getYear() < 2015) return Exact.NIL;
    Exact severe = Exact.NIL;
    for (JsonNode m : counted) {
      boolean ill = ill(m);
      boolean disabled = Set.of("1", "2").contains(text(m, "disabilityGrade"));
      if (!ill && !disabled) continue;
      Exact share = people.oldSupporter(m) ? Exact.of("1.5") : Exact.of(1);
      if (set.has("perPerson")) severe = severe.add(share);
      else if (share.cmp(severe) > 0) severe = share;
    }
    boolean single = counted.stream().anyMatch(m -> m.has("singleParent"));
    boolean mother = counted.stream().anyMatch(m -> m.has("singleParent") && PlainPeople.parent(m));
    long young =
        counted.stream()
            .filter(m ->
                (PlainPeople.child(m)
                        || text(m, "relation").startsWith("4") // raised by a grandparent
                        || (mother && text(m, "relation").equals("01")))
                    && !m.has("singleParent")
                    && (people.age(m) <= 16 || PlainPeople.student(m)))
            .count();
    long times = set.has("perPerson") ? young : Math.min(young, 1);
    return severe.add(single ? Exact.of(times) : Exact.NIL);
  }

  /// §5.3 for each duty; without S what a household owes is not to be told, the rest is.
  private Map<String, Exact> support(boolean known) {
    var fees = new HashMap<String, Exact>();
    if (!home.has("supporters")) return fees;
    for (JsonNode s : home.get("supporters")) {
      int here = 0;
      for (JsonNode id : s.get("supports")) if (ids.contains(id.asString())) here++;
      if (here == 0) continue;
      boolean able = text(s, "inability").equals("0");
      Exact owed = Exact.NIL;
      if (text(s, "duty").equals("2")) {
        if (s.has("judgedAmount")) owed = number(s, "judgedAmount");
        else if (able) {
          int all = Math.max(here, s.get("dependants").asInt());
          Exact rate = all == 1 ? Exact.of("0.3") : Exact.of("0.2");
          owed = number(s, "grossMonthlyIncome").mul(rate).mul(Exact.of(here));
        }
      } else if (able) {
        Exact each = number(s, "familyMonthlyIncome").div(s.get("familySize").asInt());
        boolean few = text(s, "duty").equals("3") || s.get("children").asInt() <= 2;
        raises |= !known;
        if (known && each.cmp(standard) > 0)
          owed =
              each.sub(standard)
                  .mul(Exact.of(few ? "0.5" : "0.4"))
                  .div(s.get("dependants").asInt())
                  .mul(Exact.of(here));
      }
      Exact paid = number(s, "actualPayment");
      fees.merge(text(s, "duty"), paid.cmp(owed) > 0 ? paid : owed, Exact::add);
    }
    return fees;
  }

  /// §5.4 and §2.7: reject codes of what fails; before 2014 only what the list of then names.
  private List<String> bars(int n) {
    var bars = new ArrayList<String>();
    Integer c =
        home.has("C")
            ? Integer.valueOf(text(home, "C"))
            : PlainFigures.CONSUMPTION.get(day.getYear() - 1);
    Exact money = money();
    boolean old = day.getYear() < 2014;
    if (!old
        && c != null
        && money.div(n).cmp(Exact.of(c).mul(n <= 2 ? Exact.of("1.2") : Exact.of(1))) > 0)
      bars.add("R02");
    boolean car = !old && home.get("farmMachines").asInt() > 0;
    for (JsonNode v : home.get("vehicles")) {
      String x = text(v, "exemption");
      boolean proof = v.has("proof") && v.get("proof").asBoolean();
      car |= !(x.equals("1") || (Set.of("3", "5").contains(x) && proof));
    }
    if (car) bars.add("R03");
    int own = 0;
    Exact area = Exact.NIL;
    for (JsonNode d : home.get("dwellings"))
      if (Set.of("1", "2", "7", "8").contains(text(d, "source"))) {
        own++;
        area = area.add(number(d, "area"));
      }
    Exact average = number(home.get("parameters"), "cityAverageArea");
    boolean large =
        old
            ? area.cmp(Exact.of(50)) >= 0 && area.div(n).cmp(Exact.of(10)) >= 0
            : area.div(n).cmp(average) >= 0;
    if (own >= 2 && large) bars.add("R04");
    if (!old && home.get("nonResidential").asBoolean() && own > 0) bars.add("R05");
    return bars;
  }
}
