package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.changes.ChangesPage;
import cn.ruhu.desktop.dispatch.DispatchPage;
import cn.ruhu.desktop.handling.HandlingPage;
import cn.ruhu.desktop.review.OpinionPage;
import cn.ruhu.desktop.shell.ShellPage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// A household that is paid tells that its income rose: the street begins a review, sends a pair,
/// gives its opinion on what they found, the chief lets the aid go on at another amount, and the
/// numbered letter reaches the household. Nobody decides before the visit.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class ReviewInTheWindow implements AutoCloseable {
  private static final String WHO = "孙秀英";

  private final MovedClock clock = new MovedClock(LocalDate.of(2021, 8, 16), 9, System::nanoTime);
  private final Tour tour;
  private final Households houses;
  private final ShellPage shell;
  private final ChangesPage changes;
  private final HandlingPage handling;
  private final LettersInTheWindow letters;

  ReviewInTheWindow(Path folder, Tour.Plan plan) throws Exception {
    tour = new Tour(folder, plan.at(clock));
    houses = new Households(folder, tour.server(), clock);
    shell = new ShellPage(tour.robot());
    changes = new ChangesPage(tour.robot());
    handling = new HandlingPage(tour.robot());
    letters = new LettersInTheWindow(tour);
  }

  @Override
  public void close() throws Exception {
    houses.close();
    tour.close();
  }

  void walk() throws Exception {
    try {
      UUID id = inBenefit();
      told();
      begun();
      assertEquals("REVIEWING", houses.stage(id));
      sentOut();
      found(id);
      judged(id);
      confirmed();
      assertEquals("IN_BENEFIT", houses.stage(id));
      handedOver(id);
      proven(houses.file(id));
      assertTrue(tour.server().chainsHold());
    } catch (Exception | AssertionError e) {
      tour.picture("review-stopped-here");
      throw e;
    }
  }

  private void day(String date) throws Exception {
    clock.to(LocalDate.parse(date), 9);
    houses.morning();
  }

  private UUID inBenefit() throws Exception {
    UUID id = houses.accepted(WHO, "1954-05-02", "DB", 90_000);
    houses.onToBenefit(id, clock);
    day("2021-09-13");
    return id;
  }

  private void told() throws Exception {
    tour.sit("window", "zhou").waitFor("#caseload-table");
    tour.synced();
    shell.goTo("changes").waitFor("#changes-find");
    changes.find("sxy").kind("srbh").then("sxy").then("20210901").then("1100").then("养老金上调");
    changes.then("").seen();
    tour.picture("review-told");
    changes.act();
    changes.receipt();
    tour.synced();
    tour.leave();
  }

  private void begun() throws Exception {
    tour.sit("street", "he").waitFor("#review-queue");
    tour.synced();
    shell.goTo("changes").waitFor("#changes-table");
    changes.choose("INCOME").judge("qdfh", "养老金上调，须核实");
    DesktopTest.until("none is left", () -> changes.rows().isEmpty());
    tour.synced();
    OpinionPage early = letters.verdict(WHO).positive("DB", "收入仍低于标准");
    letters.refusedBecause(early, "入户");
    tour.picture("review-no-opinion-without-visit");
    tour.leave();
  }

  private void sentOut() throws Exception {
    tour.sit("street", "he").waitFor("#review-queue");
    tour.synced();
    shell.goTo("dispatch");
    var page = new DispatchPage(tour.robot());
    DesktopTest.until(
        "the review waits for its pair",
        () -> !tour.robot().lookup("#dispatch-table").lookup(WHO).queryAll().isEmpty());
    page.choose(WHO).verificationRequested();
    page.pair("lxd", "myl");
    tour.picture("review-dispatch");
    page.send();
    DesktopTest.until("sent out", () -> shell.text("#dispatch-send").equals("改派"));
    page.choose(WHO).noRecord();
    tour.synced();
    tour.leave();
  }

  private void found(UUID id) throws Exception {
    day("2021-09-15");
    houses.found(id, "REVIEW", 110_000);
    houses.undoubted(id);
  }

  private void judged(UUID id) throws Exception {
    tour.sit("street", "he").waitFor("#review-queue");
    tour.synced();
    letters.verdict(WHO);
    tour.picture("review-what-was-found");
    new OpinionPage(tour.robot()).positive("DB", "养老金1100元，仍低于标准").reviewClass("DB", "A");
    tour.picture("review-opinion");
    new OpinionPage(tour.robot()).sign();
    tour.synced();
    tour.leave();
    assertEquals("REVIEWING", houses.stage(id), "an opinion decides nothing");
  }

  private void confirmed() throws Exception {
    tour.sit("street", "qian").waitFor("#review-queue");
    tour.synced();
    OpinionPage verdict = letters.verdict(WHO).positive("DB", "按月减发，继续保障");
    verdict.amount("DB", "145").start("DB", "2021-10");
    tour.picture("review-decision");
    letters.signed("享受待遇");
    tour.synced();
    tour.picture("review-confirmed");
    tour.leave();
  }

  private void handedOver(UUID id) throws Exception {
    letters.at(
        "window",
        "zhou",
        "#caseload-table",
        () -> {
          letters.letter(WHO, "N07", "DB");
          letters.comeHome("window", "N07", houses.file(id));
          letters.delivered(WHO, "");
          handling.chip("UNDELIVERED");
          assertEquals(List.of(), handling.applicants());
          tour.picture("review-delivered");
        });
  }

  private void proven(CaseFile file) {
    CaseRecord decision = file.decision("DB").orElseThrow();
    assertEquals("APPROVED", decision.text("outcome"));
    assertEquals("14500", decision.text("monthlyFen"));
    assertEquals("2021-10", decision.text("startMonth"));
    assertEquals(
        List.of("FIRST", "REVIEW"), file.visits().stream().map(v -> v.text("purpose")).toList());
    assertEquals("STREET_CHIEF", file.lastEvent("CONFIRM").orElseThrow().text("role"));
    Letter letter = Letter.of(file).getFirst();
    assertEquals("N07", letter.paper());
    assertTrue(letter.isDelivered());
  }
}
