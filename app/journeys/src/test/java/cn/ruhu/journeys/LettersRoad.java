package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.handling.HandlingPage;
import cn.ruhu.desktop.review.OpinionPage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The way to the letter at the real windows against the real server, under the rules of two times:
/// four cases from the opinion to their end. One district and one clock for all, which goes from
/// December 2017 to September 2021.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class LettersRoad implements AutoCloseable {
  private static final String CLERK_HOME = "#caseload-table";
  private static final String JUDGE_HOME = "#review-queue";

  private final MovedClock clock = new MovedClock(LocalDate.of(2017, 12, 4), 9, System::nanoTime);
  private final Tour tour;
  private final Households houses;
  private final LettersInTheWindow window;
  private final LettersOutcome outcome;

  /// @param folder the district and its machines
  /// @param plan how it is walked; its time is told by a clock of its own
  LettersRoad(Path folder, Tour.Plan plan) throws Exception {
    tour = new Tour(folder, plan.at(clock));
    houses = new Households(folder, tour.server(), clock);
    window = new LettersInTheWindow(tour);
    outcome = new LettersOutcome(window);
  }

  /// Pictures of every screen passed.
  List<Path> pictures() {
    return tour.pictures();
  }

  @Override
  public void close() throws Exception {
    houses.close();
    tour.close();
  }

  private HandlingPage handling() {
    return window.handling();
  }

  private void day(String date) {
    clock.to(LocalDate.parse(date), 9);
  }

  /// The district decides, under the rules of 2012.
  void theDistrictDecides() throws Exception {
    UUID main = houses.accepted("张桂兰", "1951-09-12", "DB", 80_000);
    List<UUID> others =
        List.of(
            houses.accepted("刘玉珍", "1949-03-08", "DB", 60_000),
            houses.accepted("王秀云", "1948-11-20", "DB", 50_000));
    day("2017-12-06");
    houses.morning();
    houses.visited(main);
    houses.undoubted(main);
    for (UUID id : others) {
      houses.visited(id);
      houses.investigated(id);
      houses.posted(id);
    }
    houses.scanned(main, "D18");
    houses.scanned(main, "D21");
    opinionAfterTheAppraisal();
    noticeOfSevenDays(others);
    drawnAndChecked(main, others);
    secondNoticeAndDecision();
    deliveredUnderTheOldRules(main);
  }

  private void opinionAfterTheAppraisal() throws Exception {
    day("2017-12-07");
    window.at(
        "street",
        "he",
        JUDGE_HOME,
        () -> {
          assertTrue(window.offered("张桂兰", "REPORT").contains("核对报告"));
          handling().type("number", "京核2017-11883");
          window.picture("report");
          handling().finish().choose("张桂兰").until("调查完成");
          window.refusedBecause(window.verdict("张桂兰").positive("DB", "家庭人均月收入低于低保标准"), "民主评议");
          window.picture("opinion-before-appraisal");
          window.toHandling();
          handling().choose("张桂兰").open("APPRAISE").finish().choose("张桂兰").until("民主评议");
          assertTrue(window.offered("张桂兰", "APPRAISED").contains("评议记录"));
          handling().pick("conclusion", "1");
          window.picture("appraised");
          handling().finish().choose("张桂兰").until("调查完成");
          window.verdict("张桂兰").reviewClass("DB", "A");
          window.picture("opinion");
          window.signed("已初审");
        });
  }

  private void noticeOfSevenDays(List<UUID> others) throws Exception {
    day("2017-12-08");
    window.at(
        "window",
        "zhou",
        CLERK_HOME,
        () -> {
          window.posts("张桂兰", "POST", "大慧寺社区公开栏", "公示中");
        });
    day("2017-12-14"); // the sixth day
    window.at(
        "window",
        "zhou",
        CLERK_HOME,
        () -> {
          handling().choose("张桂兰");
          assertTrue(handling().blocked("NOTICE_END"), "it hangs its seven days");
          window.picture("notice-sixth-day");
        });
    day("2017-12-18");
    houses.morning();
    for (UUID id : others) houses.reported(id);
    window.at(
        "window",
        "zhou",
        CLERK_HOME,
        () -> {
          window.takesDown("张桂兰", "已报区");
          window.picture("reported");
        });
  }

  private void drawnAndChecked(UUID main, List<UUID> others) throws Exception {
    day("2017-12-19");
    window.at(
        "district",
        "liu",
        JUDGE_HOME,
        () -> {
          handling().choose("张桂兰");
          assertTrue(handling().blocked("TAKE"), "nobody is taken before the draw");
          window.picture("batch");
          handling().batch(Households.STREET);
          window.picture("draw-before");
          handling().draw(seed(main, others), "月末集中抽签");
          window.picture("draw-record");
          handling().close();
          handling().choose("张桂兰").open("TAKE").finish().choose("张桂兰").until("区级抽查");
          window.picture("drawn");
          for (String other : List.of("刘玉珍", "王秀云")) // not drawn, so free at once
          handling().choose(other).open("TAKE").finish().choose(other).until("区级审核");
        });
    window.at(
        "inspector",
        "xu",
        "#handling-table",
        () -> {
          handling().choose("张桂兰");
          assertFalse(handling().blocked("SPOT_CHECK"), "it leads to the visit");
          window.picture("spot-check");
        });
    Inspecting.checked(houses.at("xu"), main);
  }

  /// The first number of the lottery that draws the case of this journey.
  private String seed(UUID main, List<UUID> others) {
    var cases = new java.util.ArrayList<>(others);
    cases.add(main);
    for (int n = 100; ; n++) {
      String seed = "2017352-" + n;
      if (Draw.of(cases, Set.of(), seed).byLot().contains(main)) return seed;
    }
  }

  private void secondNoticeAndDecision() throws Exception {
    day("2017-12-20");
    window.at(
        "district",
        "liu",
        JUDGE_HOME,
        () -> {
          handling().choose("张桂兰").until("区级审核");
          assertEquals(Set.of("="), Set.copyOf(handling().signs()), "the check found the same");
          window.picture("compared");
          OpinionPage early = window.verdict("张桂兰").positive("DB", "经审查符合条件");
          window.refusedBecause(early, "第二次公示");
          window.picture("decision-before-notice");
          window.toHandling();
          window.posts("张桂兰", "POST_DISTRICT", "区民政局网站", "区级公示");
        });
    day("2017-12-29");
    window.at(
        "district",
        "liu",
        JUDGE_HOME,
        () -> {
          window.takesDown("张桂兰", "区级审核");
          tour.synced(); // no decision before the picture is in the district
          window.verdict("张桂兰").amount("DB", "100").start("DB", "2018-01");
          window.picture("decision");
          window.signed("已批准");
          window.picture("approved");
        });
  }

  private void deliveredUnderTheOldRules(UUID main) throws Exception {
    day("2018-01-02");
    window.at(
        "window",
        "zhou",
        CLERK_HOME,
        () -> {
          handling().chip("UNDELIVERED");
          assertEquals(List.of("张桂兰"), handling().applicants());
          window.picture("undelivered");
          window.letter("张桂兰", "N05", "DB");
          window.picture("letter-issued");
          window.comeHome("window", "N05", houses.file(main));
        });
    window.at(
        "window",
        "zhou",
        CLERK_HOME,
        () -> {
          window.delivered("张桂兰", "");
          handling().chip("UNDELIVERED");
          assertEquals(List.of(), handling().applicants());
          window.picture("delivered");
        });
    CaseFile file = houses.file(main);
    assertEquals("IN_BENEFIT", houses.stage(main));
    assertEquals("CN-2012", file.application().orElseThrow().text("ruleSet"));
    CaseRecord receipt = window.page(file, "D24");
    assertEquals("1", receipt.text("codePage"), "the receipt came home by its code");
    assertEquals("1", window.page(file, "D23").text("codePage"), "and so did the sealed copy");
    assertEquals(
        receipt.id().toString(), file.gateFacts(GateKind.DELIVERED).getFirst().text("page"));
    assertEquals("10000", file.decision("DB").orElseThrow().text("monthlyFen"));
    outcome.lettersStandInTheRegister(file);
    assertTrue(tour.server().chainsHold());
  }

  /// The street decides, under the rules of 2021: granted, refused without a visit, and in part.
  void theStreetDecides() throws Exception {
    day("2021-08-16");
    houses.newMachines();
    UUID plain = houses.accepted("孙秀英", "1954-05-02", "DB", 90_000);
    UUID refused = houses.accepted("吴建华", "1953-07-21", "DB", 70_000);
    UUID mixed = houses.accepted("陈立红", "1952-10-30", "DB", 150_000);
    day("2021-08-18");
    houses.morning();
    for (UUID id : List.of(plain, mixed)) {
      houses.visited(id);
      houses.investigated(id);
    }
    authorizationRefusedAndConsentGiven();
    opinions();
    noticesAndComplaint();
    chiefDecides();
    complaintAnsweredAndDecided();
    lettersOfThree(plain);
    filedByTheDistrict();
    outcome.granted(houses.file(plain));
    outcome.refusedWithoutVisit(houses.file(refused));
    outcome.inPart(houses.file(mixed));
    assertTrue(tour.server().chainsHold());
  }

  private void authorizationRefusedAndConsentGiven() throws Exception {
    day("2021-08-19");
    window.at(
        "window-2021",
        "zhou",
        CLERK_HOME,
        () -> {
          handling().choose("吴建华").open("AUTHORIZATION_REFUSED");
          handling().type("reason", "8月19日在窗口当面拒绝签署核对授权书，两名工作人员在场");
          window.picture("authorization-refused");
          handling().finish();
          handling().choose("陈立红").open("CONSENT").pick("scheme", "dsr");
          window.photographs();
          window.picture("consent");
          handling().finish();
        });
  }

  private void opinions() throws Exception {
    window.at(
        "street-2021",
        "he",
        JUDGE_HOME,
        () -> {
          OpinionPage verdict = window.verdict("吴建华").positive("DB", "家庭困难");
          window.refusedBecause(verdict, "入户");
          window.picture("approval-without-visit");
          verdict.negative("DB", "jjsq", "，当事人拒绝授权核对");
          window.picture("refusal-without-visit");
          window.signed("已初审");
          window.verdict("孙秀英").positive("DB", "家庭人均月收入低于低保标准").reviewClass("DB", "A");
          window.signed("已初审");
          window
              .verdict("陈立红")
              .negative("DB", "srddhcg", "人均月收入1500元，高于低保标准")
              .positive("DS", "人均月收入低于低收入标准")
              .reviewClass("DS", "B");
          window.picture("opinion-mixed");
          window.signed("已初审");
          window.toHandling();
          handling().choose("吴建华").open("REFUSE_PATH").finish().choose("吴建华").until("街镇确认");
        });
  }

  private void noticesAndComplaint() throws Exception {
    day("2021-08-20");
    window.at(
        "window-2021",
        "zhou",
        CLERK_HOME,
        () -> {
          for (String name : List.of("孙秀英", "陈立红")) window.posts(name, "POST", "大慧寺社区公开栏", "公示中");
        });
    day("2021-08-30");
    window.at(
        "window-2021",
        "zhou",
        CLERK_HOME,
        () -> {
          for (String name : List.of("孙秀英", "陈立红")) window.takesDown(name, "街镇确认");
          handling().choose("孙秀英").open("COMPLAINT").type("source", "12345");
          handling().type("reason", "反映其有房屋出租");
          window.picture("complaint");
          handling().finish();
        });
  }

  private void chiefDecides() throws Exception {
    day("2021-08-31");
    window.at(
        "chief-2021",
        "qian",
        JUDGE_HOME,
        () -> {
          OpinionPage verdict = window.verdict("孙秀英").positive("DB", "符合条件").amount("DB", "345");
          window.refusedBecause(verdict.start("DB", "2021-09"), "投诉");
          window.picture("decision-complaint-open");
          window.verdict("吴建华").negative("DB", "jjsq", "拒绝授权核对，无法核实家庭经济状况");
          window.picture("decision-refusal");
          window.signed("不予批准");
          window
              .verdict("陈立红")
              .negative("DB", "srddhcg", "人均月收入高于低保标准")
              .positive("DS", "符合低收入家庭条件")
              .start("DS", "2021-09");
          window.picture("decision-mixed");
          window.signed("已批准");
        });
  }

  private void complaintAnsweredAndDecided() throws Exception {
    day("2021-09-01");
    window.at(
        "street-2021",
        "he",
        JUDGE_HOME,
        () -> {
          handling().choose("孙秀英").open("COMPLAINT_CLOSE");
          handling().pick("result", "3").type("reason", "入户并走访邻居，没有出租房屋");
          window.picture("complaint-answered");
          handling().finish();
        });
    window.at(
        "chief-2021",
        "qian",
        JUDGE_HOME,
        () -> {
          window.verdict("孙秀英"); // what was written yesterday is still there
          window.signed("已批准");
        });
  }

  private void lettersOfThree(UUID plain) throws Exception {
    day("2021-09-02");
    window.at(
        "window-2021",
        "zhou",
        CLERK_HOME,
        () -> {
          handling().chip("UNDELIVERED");
          assertEquals(3, handling().applicants().size());
          window.letter("孙秀英", "N05", "DB");
          window.letter("吴建华", "N06", "DB");
          window.letter("陈立红", "N06", "DB");
          window.letter("陈立红", "N05", "DS");
          window.picture("letters-mixed");
        });
    houses.scanned(plain, "D24");
    day("2021-09-03");
    window.at(
        "window-2021",
        "zhou",
        CLERK_HOME,
        () -> {
          window.delivered("孙秀英", "");
          window.delivered("吴建华", "");
          window.delivered("陈立红", "bypz");
          handling().choose("陈立红").until("已批准");
          window.delivered("陈立红", "");
          handling().chip("UNDELIVERED");
          assertEquals(List.of(), handling().applicants());
        });
  }

  private void filedByTheDistrict() throws Exception {
    day("2021-09-06");
    window.at(
        "district-2021",
        "liu",
        JUDGE_HOME,
        () -> {
          int n = 17;
          for (String name : List.of("孙秀英", "陈立红")) {
            handling().choose(name).open("FILED").type("number", "海备2021-" + n++);
            window.picture("filed");
            handling().finish();
          }
        });
  }
}
