package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.Outcome;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.review.OpinionPage;
import cn.ruhu.journeys.Deciding.Judged;
import cn.ruhu.journeys.road.Place;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The households of DOMAIN §10 and the edges of §5.7 from declaration to letter, over a real
/// server, under the rules and the standards of four times: 2018 and 2020 (the district decides),
/// 2021 and 2023 (the street does). What a window decides, tells and refuses runs in the window for
/// five of them; the steps that look alike for all run at the desks.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class ScenariosRoad implements AutoCloseable {
  static final String CLERK_HOME = "#caseload-table";
  static final String JUDGE_HOME = "#review-queue";

  final MovedClock clock = new MovedClock(LocalDate.of(2018, 3, 5), 9, System::nanoTime);
  final Tour tour;
  final Households houses;
  final Deciding desks;
  final LettersInTheWindow window;
  private final Map<String, String> outcomes = new LinkedHashMap<>();

  ScenariosRoad(Path folder, Tour.Plan plan) throws Exception {
    tour = new Tour(folder, plan.at(clock));
    houses = new Households(folder, tour.server(), clock);
    desks = new Deciding(houses);
    window = new LettersInTheWindow(tour);
  }

  /// How each household ended: stage, and per letter the words that matter.
  Map<String, String> outcomes() {
    return Map.copyOf(outcomes);
  }

  boolean chainsHold() throws Exception {
    return tour.server().chainsHold();
  }

  @Override
  public void close() throws Exception {
    houses.close();
    tour.close();
  }

  void day(String date) throws Exception {
    clock.to(LocalDate.parse(date), 9);
    houses.morning();
  }

  /// What the whole means test says of 低保: verdict and amount a month.
  void computes(Family f, Outcome.Verdict verdict, String yuan) throws Exception {
    Assessment a = desks.assessed(f.id());
    Outcome db = a.outcome("DB").orElseThrow();
    assertEquals(verdict, db.verdict(), f.applicant() + " " + db + " " + a.pending());
    assertEquals(yuan, a.benefit().map(x -> x.yuan()).orElse(""), f.applicant());
  }

  void ended(Family f, String stage) throws Exception {
    assertEquals(stage, houses.stage(f.id()), f.applicant());
    outcomes.put(f.applicant(), stage);
  }

  static void says(String letter, String... words) {
    for (String w : words) assertTrue(letter.contains(w), w + " in " + letter);
  }

  // ---- 2018: equality at the standard, and an official's brother

  void theDistrictOf2018() throws Exception {
    Family equal =
        Family.of(houses, "DB", "赵德海", "1950-04-05", "1")
            .income("401", "MONTHLY", 110_000)
            .with("12", "钱素芬", "1952-08-09", "2")
            .income("401", "MONTHLY", 90_000)
            .accepted();
    Family brother =
        Family.of(houses, "DB", "刘长根", "1951-01-20", "1")
            .income("401", "MONTHLY", 60_000)
            .ofAnOfficial("刘长喜", "大慧寺社区居民委员会")
            .accepted();
    day("2018-03-07");
    for (Family f : List.of(equal, brother)) {
      f.investigated();
      houses.appraised(f.id());
    }
    computes(equal, Outcome.Verdict.NOT_ELIGIBLE, "");
    assertEquals("100000", desks.assessed(equal.id()).perCapitaMonthly().orElseThrow().toString());
    assertEquals(
        Outcome.Verdict.ELIGIBLE, desks.assessed(equal.id()).outcome("DS").orElseThrow().verdict());
    computes(brother, Outcome.Verdict.ELIGIBLE, "400.00");
    desks.consented(equal.id(), "DS");
    opinionsOf2018();
    for (Family f : List.of(equal, brother)) houses.hung(f.id());
    day("2018-03-19");
    for (Family f : List.of(equal, brother)) houses.reported(f.id());
    Place district = houses.at("liu");
    Place inspector = houses.at("xu");
    desks.drawnAndChecked(district, inspector, "2018078-10345", List.of(equal.id(), brother.id()));
    assertFalse(houses.file(brother.id()).gateFacts(GateKind.SPOT_CHECK_DONE).isEmpty());
    assertTrue(
        houses.file(brother.id()).gateFacts(GateKind.DRAWN).isEmpty(), "checked without a lot");
    day("2018-03-20");
    for (Family f : List.of(equal, brother)) desks.secondNotice(district, f.id());
    day("2018-03-30");
    for (Family f : List.of(equal, brother)) desks.secondNoticeDown(district, f.id());
    decisionsOf2018();
    lettersOf2018(equal, brother);
  }

  private void opinionsOf2018() throws Exception {
    window.at(
        "street",
        "he",
        JUDGE_HOME,
        () -> {
          window
              .verdict("赵德海")
              .negative("DB", "srddhcg", "，人均月收入1000元，等于低保标准，不低于标准")
              .positive("DS", "人均月收入1000元，低于低收入标准")
              .reviewClass("DS", "B");
          window.picture("scenario-equality");
          window.signed("已初审");
          window.verdict("刘长根").positive("DB", "人均月收入600元，低于低保标准").reviewClass("DB", "B");
          window.signed("已初审");
        });
  }

  private void decisionsOf2018() throws Exception {
    window.at(
        "district",
        "liu",
        JUDGE_HOME,
        () -> {
          window
              .verdict("赵德海")
              .negative("DB", "srddhcg", "，人均月收入1000元，等于低保标准")
              .positive("DS", "符合低收入家庭条件")
              .start("DS", "2018-04");
          window.picture("scenario-equality-decided");
          window.signed("已批准");
          OpinionPage brother = window.verdict("刘长根").positive("DB", "近亲属已备案，区级抽查属实");
          window.refusedBecause(brother, "起始月份");
          brother.amount("DB", "400").start("DB", "2018-04");
          window.signed("已批准");
        });
  }

  private void lettersOf2018(Family equal, Family brother) throws Exception {
    day("2018-04-02");
    window.at(
        "window",
        "zhou",
        CLERK_HOME,
        () -> {
          window.letter("赵德海", "N06", "DB");
          window.letter("赵德海", "N05", "DS");
          window.letter("刘长根", "N05", "DB");
          window.delivered("赵德海", "bypz");
          window.delivered("赵德海", "");
          window.delivered("刘长根", "");
        });
    says(saved("N06", equal), "赵德海", "事由（R01）：收入达到或超过标准", "每人每月1,000.00元", "六十日内", "依据《");
    says(saved("N05", equal), "低收入", "2018年4月");
    says(saved("N05", brother), "月救助金额：400.00元（大写：肆佰元整）");
    ended(equal, "IN_BENEFIT");
    ended(brother, "IN_BENEFIT");
  }

  String saved(String paper, Family f) throws Exception {
    String number = houses.file(f.id()).application().orElseThrow().text("number");
    return Deciding.text(window.saved(paper, number));
  }

  // ---- 2020: an amount that rounds to nothing

  void theRoundingEdgeOf2020() throws Exception {
    clock.to(LocalDate.of(2020, 8, 3), 9);
    houses.newMachines();
    Family edge =
        Family.of(houses, "DB", "周立民", "1976-08-15", "1")
            .says("M16", "1")
            .income("102", "YEARLY", 4_211_997)
            .with("12", "吴小琴", "1979-11-02", "2")
            .says("M16", "2")
            .with("20", "周晓晨", "2010-05-06", "1")
            .accepted();
    day("2020-08-05");
    edge.investigated();
    houses.appraised(edge.id());
    computes(edge, Outcome.Verdict.ELIGIBLE, "0.00");
    assertEquals(List.of("ZERO_AMOUNT"), desks.assessed(edge.id()).marks());
    Judged granted = Judged.grants("DB", 0, "人均月收入1169.999元，低于1170元，资格有效、金额为零");
    desks.opinion(edge.id(), "C", granted);
    houses.hung(edge.id());
    day("2020-08-17");
    houses.reported(edge.id());
    Place district = houses.at("liu");
    desks.drawnAndChecked(district, houses.at("xu"), "2020091-20817", List.of(edge.id()));
    desks.secondNotice(district, edge.id());
    day("2020-08-27");
    desks.secondNoticeDown(district, edge.id());
    desks.decided(district, "DISTRICT", edge.id(), "2020-09", granted);
    String letter = desks.delivered(edge.id()).get("N05:DB");
    says(letter, "0.00元（大写：零元整）", "每人每月1,170.00元", "资格有效");
    ended(edge, "IN_BENEFIT");
  }

  // ---- 2021: the street decides

  void theStreetOf2021() throws Exception {
    new ScenariosOf2021(this).walk();
  }

  // ---- 2023: a standard announced three months late

  void theLateStandardOf2023() throws Exception {
    clock.to(LocalDate.of(2023, 5, 8), 9);
    houses.newMachines();
    Family late =
        Family.of(houses, "DB", "孙玉国", "1961-03-21", "1")
            .income("401", "MONTHLY", 210_000)
            .with("12", "杜兰香", "1963-04-04", "2")
            .with("20", "孙磊", "2006-10-10", "1")
            .accepted();
    day("2023-05-10");
    late.investigated();
    computes(late, Outcome.Verdict.ELIGIBLE, "1860.00");
    Judged first = Judged.grants("DB", 186_000, "家庭人均月收入低于低保标准");
    desks.opinion(late.id(), "B", first);
    houses.hung(late.id());
    day("2023-05-22");
    houses.noticeDown(late.id());
    desks.decided(houses.at("qian"), "STREET", late.id(), "2023-06", first);
    says(desks.delivered(late.id()).get("N05:DB"), "1,860.00元", "每人每月1,320.00元");
    clock.to(LocalDate.of(2023, 10, 23), 9);
    houses.newMachines(); // 京民社救发〔2023〕240号 of 19 October, from July on
    desks.reviewing(late.id(), "C05", "低保标准自7月起调整为1395元");
    computes(late, Outcome.Verdict.ELIGIBLE, "2085.00");
    day("2023-10-25");
    late.visited("REVIEW");
    desks.noRecord(late.id());
    desks.opinion(late.id(), "B", Judged.grants("DB", 208_500, "收入未变，按新标准计算"));
    clock.to(LocalDate.of(2023, 11, 2), 9);
    window.at(
        "chief-2023",
        "qian",
        JUDGE_HOME,
        () -> {
          OpinionPage verdict = window.verdict("孙玉国").positive("DB", "按新标准增发，7月起补发");
          verdict.amount("DB", "2085").start("DB", "2023-07");
          window.picture("scenario-late-standard");
          window.signed("享受待遇");
        });
    String letter = desks.delivered(late.id()).get("N07:DB");
    says(letter, "2023年7月起", "调整前：每月1,860.00元", "调整后：每月2,085.00元");
    says(letter, "补发：2023年7月至2023年10月共4个月，每月225.00元，合计900.00元（大写：玖佰元整）");
    ended(late, "IN_BENEFIT");
  }
}
