package cn.ruhu.journeys;

import static cn.ruhu.journeys.ScenariosRoad.CLERK_HOME;
import static cn.ruhu.journeys.ScenariosRoad.JUDGE_HOME;
import static cn.ruhu.journeys.ScenariosRoad.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Outcome;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.review.CasePage;
import cn.ruhu.desktop.review.OpinionPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.journeys.Deciding.Judged;
import cn.ruhu.journeys.road.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.input.KeyCode;

/// The scenarios of 2021: the street decides. Seven households are granted 低保 in ways that differ
/// by deduction, support and who counts; one is judged for 低收入 instead, one refuses 核对, one is sent
/// back and visited again, one is never met.
final class ScenariosOf2021 {
  private final ScenariosRoad road;

  ScenariosOf2021(ScenariosRoad road) {
    this.road = road;
  }

  /// Households that are granted 低保 and whose steps look alike, with what is paid, fen.
  private Map<Family, Long> plain() throws Exception {
    var all = new LinkedHashMap<Family, Long>();
    all.put(Family.of(road.houses, "DB", "孙茂林", "1943-02-11", "1").accepted(), 124_500L);
    all.put(
        Family.of(road.houses, "DB", "何志远", "1963-07-30", "1")
            .says("D01", "true")
            .income("401", "MONTHLY", 280_000)
            .with("12", "郑桂花", "1965-03-08", "2")
            .accepted(),
        93_500L); // 透析: 2 800 − 1 245
    all.put(
        Family.of(road.houses, "DB", "冯玉兰", "1959-04-17", "2")
            .income("401", "MONTHLY", 190_000)
            .with("20", "冯小伟", "1991-10-05", "1")
            .declares("disabilityCategory", "4")
            .declares("disabilityGrade", "1")
            .accepted(),
        245_750L); // 重残 with a supporter of 62: 1 900 − 1 245 − 622.50
    all.put(
        Family.of(road.houses, "DB", "石大勇", "1982-01-15", "1")
            .says("M16", "1")
            .income("101", "MONTHLY", 210_000)
            .with("12", "马秀梅", "1985-09-09", "2")
            .declares("hukouRelation", "3")
            .says("M16", "2")
            .accepted(),
        39_000L); // 河北户籍的配偶 counts
    all.put(
        Family.of(road.houses, "DB", "高福田", "1952-06-06", "1")
            .income("305", "YEARLY", 600_000)
            .income("306", "YEARLY", 300_000)
            .with("12", "李凤英", "1954-12-01", "2")
            .tells("H04", "7")
            .accepted(),
        174_000L); // 土地流转 and 集体分红, 宅基地 counts as one dwelling
    all.put(
        Family.of(road.houses, "DB", "许丽", "1984-05-20", "2")
            .says("M16", "1")
            .income("102", "MONTHLY", 100_000)
            .with("11", "唐建国", "1980-03-03", "1")
            .says("M10", "5")
            .with("30", "唐欣", "2012-08-08", "2")
            .accepted(),
        149_000L); // 服刑 does not count
    all.put(
        Family.of(road.houses, "DB", "魏守仁", "1948-09-01", "1")
            .income("401", "MONTHLY", 80_000)
            .with("12", "曹淑珍", "1950-10-10", "2")
            .income("401", "MONTHLY", 80_000)
            .supporter(
                Map.of(
                    "name", "魏强",
                    "relation", "20",
                    "duty", "1",
                    "familySize", "3",
                    "familyMonthlyFen", "1200000",
                    "dependants", "4"))
            .accepted(),
        20_125L); // 赡养费 344.375 each, kept exact
    return all;
  }

  void walk() throws Exception {
    road.clock.to(LocalDate.of(2021, 8, 16), 9);
    road.houses.newMachines();
    Map<Family, Long> plain = plain();
    Family mother =
        Family.of(road.houses, "DB", "林晓霞", "1986-02-14", "2")
            .declares("specialIdentity", "9")
            .says("M18", "9")
            .says("M16", "1")
            .income("101", "MONTHLY", 390_000)
            .with("20", "林子轩", "2011-06-01", "1")
            .accepted();
    Family refuses = Family.of(road.houses, "DB", "彭国庆", "1950-10-01", "1").accepted();
    Family rare =
        Family.of(road.houses, "DB", "陈䶮", "1951-09-12", "1")
            .income("401", "MONTHLY", 60_000)
            .accepted();
    Family nobody = Family.of(road.houses, "DB", "邓阿根", "1949-05-05", "1").accepted();
    road.day("2021-08-18");
    nobodyHome(nobody, "2021-08-18", 10);
    for (Family f : plain.keySet()) {
      f.investigated();
      road.computes(f, Outcome.Verdict.ELIGIBLE, new Fen(plain.get(f)).yuan());
      road.desks.opinion(f.id(), "B", Judged.grants("DB", plain.get(f), "家庭人均月收入低于低保标准"));
    }
    mother.investigated();
    road.computes(mother, Outcome.Verdict.NOT_ELIGIBLE, "");
    road.desks.consented(mother.id(), "DS");
    rare.investigated();
    sentBack();
    refusesAuthorization(refuses);
    road.day("2021-08-19");
    nobodyHome(nobody, "2021-08-19", 10);
    answeredAgain(rare);
    opinionsOf2021();
    road.clock.to(LocalDate.of(2021, 8, 20), 19);
    nobodyHome(nobody, "2021-08-20", 19);
    givenUp(nobody);
    var posted = new ArrayList<>(plain.keySet());
    posted.addAll(List.of(mother, rare));
    for (Family f : posted) road.houses.hung(f.id());
    road.day("2021-08-30");
    for (Family f : posted) road.houses.noticeDown(f.id());
    Place chief = road.houses.at("qian");
    for (Family f : plain.keySet()) {
      Judged granted = Judged.grants("DB", plain.get(f), "符合低保条件，同意");
      road.desks.decided(chief, "STREET", f.id(), "2021-09", granted);
    }
    chiefDecides(refuses);
    lettersOf2021(plain, mother, refuses, rare);
  }

  /// The reviewer opens one question and the pair goes again.
  private void sentBack() throws Exception {
    road.window.at(
        "street-2021",
        "he",
        JUDGE_HOME,
        () -> {
          road.window.verdict("陈䶮");
          var page = new CasePage(road.tour.robot());
          page.compare().down();
          page.compare().ask("养老金存折请再核对，7月起有调整", "存折7月流水");
          road.window.picture("scenario-question");
          page.sendBack("养老金数额需再核实");
          DesktopTest.until(
              "sent back",
              () -> !new ShellPage(road.tour.robot()).text("#review-stage").equals("调查完成"));
        });
  }

  private void answeredAgain(Family rare) throws Exception {
    Place pair = road.houses.pair;
    pair.sync();
    CaseRecord asked = pair.desk.caseFile(rare.id()).questions().getLast();
    assertEquals("OPEN", asked.text("state"));
    CaseFile before = road.houses.file(rare.id());
    rare.found(76_000).visited("RETURN");
    road.houses.undoubted(rare.id());
    assertEquals("INVESTIGATED", road.houses.stage(rare.id()), "the program goes on by itself");
    CaseFile after = road.houses.file(rare.id());
    assertEquals(before.visits().size() + 1, after.visits().size(), "both visits are kept");
    CaseRecord pension = after.items("INCOME").getFirst();
    assertEquals("60000", pension.text("declared"), "what was declared stays");
    assertEquals("76000", pension.text("verified"));
    road.computes(rare, Outcome.Verdict.ELIGIBLE, "485.00");
  }

  /// 拒绝授权核对: a negative path without a visit (C3).
  private void refusesAuthorization(Family refuses) throws Exception {
    Place c = road.houses.clerk;
    c.sync();
    UUID member = c.desk.caseFile(refuses.id()).members().getFirst().id();
    Households.record(
        c,
        c.fact(
            refuses.id(),
            GateKind.AUTHORIZATION_REFUSED,
            Map.of("subject", member.toString(), "reason", "8月18日在窗口当面拒绝签署核对授权书，两人在场")));
    c.sync();
  }

  private void opinionsOf2021() throws Exception {
    road.window.at(
        "street-2021",
        "he",
        JUDGE_HOME,
        () -> {
          OpinionPage verdict = road.window.verdict("彭国庆").positive("DB", "生活困难");
          road.window.refusedBecause(verdict, "入户");
          road.window.picture("scenario-no-visit");
          verdict.negative("DB", "jjsq", "，当事人拒绝授权核对");
          road.window.signed("已初审");
          road.window.toHandling();
          road.window.handling().choose("彭国庆").open("REFUSE_PATH").finish();
          road.window.handling().choose("彭国庆").until("街镇确认");
          road.window
              .verdict("林晓霞")
              .negative("DB", "srddhcg", "，核减后人均月收入1327.50元，高于低保标准")
              .positive("DS", "人均月收入低于低收入标准")
              .reviewClass("DS", "C");
          road.window.signed("已初审");
          road.window.verdict("陈䶮").positive("DB", "养老金760元，低于低保标准").reviewClass("DB", "B");
          road.window.picture("scenario-rare-name");
          road.window.signed("已初审");
        });
  }

  private void nobodyHome(Family f, String date, int hour) throws Exception {
    Place pair = road.houses.pair;
    Households.awake(pair);
    assertEquals(LocalDate.parse(date), pair.desk.today());
    CaseFile file = pair.desk.caseFile(f.id());
    CaseRecord assignment = file.assignments().getLast();
    CaseRecord attempt =
        pair.of(
            RecordType.VISIT,
            f.id(),
            Map.of(
                "assignment", assignment.id().toString(),
                "purpose", "FIRST",
                "visitMode", "HOME",
                "startedAt", pair.desk.now().toString(),
                "finishedAt", pair.desk.now().toString(),
                "disposition", "30",
                "investigatorA", assignment.text("investigatorA"),
                "investigatorB", assignment.text("investigatorB")));
    var made = new ArrayList<CaseRecord>(List.of(attempt));
    if (hour >= 18) {
      CaseRecord photo = road.houses.page(pair, f.id(), "D19");
      made.add(photo);
      made.add(
          pair.fact(
              f.id(),
              GateKind.NOTICE_LEFT,
              Map.of(
                  "subject", attempt.id().toString(),
                  "value", "邓-1",
                  "page", photo.id().toString())));
    }
    Households.record(pair, made.toArray(CaseRecord[]::new));
    pair.sync();
    assertEquals(List.of(), pair.refused());
  }

  /// Three days, one of them in the evening, the slip left and the street's own call: only then may
  /// the street end it, in writing and without a visit (C3; 57号 art 29).
  private void givenUp(Family nobody) throws Exception {
    Place r = road.houses.reviewer;
    Households.awake(r);
    CaseRecord written =
        r.fact(nobody.id(), GateKind.REFUSAL_DOCUMENTED, Map.of("reason", "三次入户无人，留置告知单，电话无人接听"));
    ActInput input = ActInput.because("无法联系，终止审核").carrying(List.of(written));
    assertTrue(
        r.desk.check(nobody.id(), Act.GIVE_UP, input).toString().contains("STREET_NOT_PHONED"));
    Households.record(r, r.fact(nobody.id(), GateKind.STREET_PHONED, Map.of("value", "2")));
    Households.done(r.desk.act(nobody.id(), Act.GIVE_UP, input));
    r.sync();
    assertEquals(List.of(), r.refused());
    road.ended(nobody, "ABORTED");
  }

  private void chiefDecides(Family refuses) throws Exception {
    road.window.at(
        "chief-2021",
        "qian",
        JUDGE_HOME,
        () -> {
          road.window.verdict("彭国庆").negative("DB", "jjsq", "，拒绝授权核对，无法核实");
          road.window.signed("不予批准");
          road.window
              .verdict("林晓霞")
              .negative("DB", "srddhcg", "，人均月收入1327.50元")
              .positive("DS", "符合低收入家庭条件")
              .start("DS", "2021-09");
          road.window.signed("已批准");
          road.window.verdict("陈䶮").positive("DB", "同意").amount("DB", "485").start("DB", "2021-09");
          road.window.picture("scenario-rare-decided");
          road.window.signed("已批准");
        });
    assertEquals(List.of(), road.houses.file(refuses.id()).visits());
  }

  private void lettersOf2021(Map<Family, Long> plain, Family mother, Family refuses, Family rare)
      throws Exception {
    road.day("2021-09-01");
    for (Map.Entry<Family, Long> e : plain.entrySet()) {
      var fen = new Fen(e.getValue());
      String letter = road.desks.delivered(e.getKey().id()).get("N05:DB");
      says(letter, e.getKey().applicant(), "2021年9月", fen.grouped() + "元（大写：" + fen.capital());
      road.ended(e.getKey(), "IN_BENEFIT");
    }
    road.window.at(
        "window-2021",
        "zhou",
        CLERK_HOME,
        () -> {
          road.window.letter("彭国庆", "N06", "DB");
          road.window.letter("林晓霞", "N06", "DB");
          road.window.letter("林晓霞", "N05", "DS");
          road.window.letter("陈䶮", "N05", "DB");
          story();
          road.window.delivered("彭国庆", "");
          road.window.delivered("林晓霞", "bypz");
          road.window.delivered("林晓霞", "");
          road.window.delivered("陈䶮", "");
        });
    says(road.saved("N06", refuses), "事由（R08）：拒绝授权核对", "依据《", "行政复议");
    says(road.saved("N06", mother), "事由（R01）", "1327.50元");
    says(road.saved("N05", mother), "低收入");
    says(road.saved("N05", rare), "陈䶮", "月救助金额：485.00元");
    road.ended(refuses, "REJECTED");
    road.ended(mother, "IN_BENEFIT");
    road.ended(rare, "IN_BENEFIT");
  }

  /// The whole story of the household that was visited twice, from the case by one key; while its
  /// letter is owed, for what is done is no longer listed.
  private void story() {
    road.window.handling().choose("陈䶮");
    road.tour.robot().push(KeyCode.G);
    var shell = new ShellPage(road.tour.robot());
    DesktopTest.until("the story", () -> shell.shows("#binder-story-stage"));
    assertEquals("已批准", shell.text("#binder-story-stage"));
    road.window.picture("scenario-story");
    road.window.toHandling();
  }
}
