package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.changes.ChangesPage;
import cn.ruhu.desktop.shell.ShellPage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javafx.scene.control.Labeled;

/// A household in benefit reports another bank card and a death while the window has no network;
/// the street judges both on another machine, the case goes into review, and the window writes who
/// is left into the file.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class ChangesInTheWindow implements AutoCloseable {
  private static final String CARD = "4111111111111111";

  private final MovedClock clock = new MovedClock(LocalDate.of(2021, 8, 16), 9, System::nanoTime);
  private final Tour tour;
  private final Households houses;
  private final ShellPage shell;
  private final ChangesPage page;

  ChangesInTheWindow(Path folder, Tour.Plan plan) throws Exception {
    tour = new Tour(folder, plan.at(clock));
    houses = new Households(folder, tour.server(), clock);
    shell = new ShellPage(tour.robot());
    page = new ChangesPage(tour.robot());
  }

  @Override
  public void close() throws Exception {
    houses.close();
    tour.close();
  }

  void walk() throws Exception {
    try {
      UUID id = inBenefit();
      reportedWithoutNetwork(id);
      judged();
      assertEquals("REVIEWING", houses.stage(id));
      written();
      proven(houses.file(id));
      assertTrue(tour.server().chainsHold());
    } catch (Exception | AssertionError e) {
      tour.picture("changes-stopped-here");
      throw e;
    }
  }

  private void day(String date) {
    clock.to(LocalDate.parse(date), 9);
  }

  private UUID inBenefit() throws Exception {
    UUID id = houses.accepted("孙秀英", "1954-05-02", "DB", 90_000);
    Family.joined(houses, id, "陈福生", "1950-03-12", "11");
    houses.onToBenefit(id, clock);
    return id;
  }

  private void reportedWithoutNetwork(UUID id) throws Exception {
    day("2021-09-13");
    tour.sit("window", "zhou").waitFor("#caseload-table");
    tour.synced();
    tour.serverGone();
    shell.goTo("changes").waitFor("#changes-find");
    page.find("sxy").kind("yh").then("ny").then("").then(CARD).then("").then("").seen();
    tour.picture("changes-bank");
    page.act();
    String first = page.receipt();
    page.find("cfs").kind("sw").then("cfs").then("20210911").then("").then("").then("").seen();
    tour.picture("changes-death");
    page.act();
    String second = page.receipt();
    assertEquals(
        sequence(first) + 1, sequence(second), "numbers of this machine, without asking anybody");
    DesktopTest.until("both are printed", () -> tour.printed().size() == 2);
    DesktopTest.until(
        "both wait", () -> page.rows().equals(List.of("孙秀英 DEATH TOLD", "孙秀英 BANK TOLD")));
    tour.picture("changes-waiting");
    tour.serverBack();
    tour.synced();
    tour.leave();
    assertEquals("IN_BENEFIT", houses.stage(id), "nobody has judged it yet");
    assertEquals(CARD, houses.file(id).application().orElseThrow().text("bankAccount"));
  }

  private static int sequence(String number) {
    return Integer.parseInt(number.replaceAll(".*-(\\d{4}).*", "$1"));
  }

  private void judged() throws Exception {
    tour.sit("street", "he").waitFor("#review-queue");
    tour.synced();
    shell.goTo("changes").waitFor("#changes-table");
    page.choose("DEATH");
    tour.picture("changes-judge");
    page.judge("qdfh", "死亡证明属实");
    DesktopTest.until("one is left", () -> page.rows().equals(List.of("孙秀英 BANK TOLD")));
    page.choose("BANK").judge("jrda", "与原卡核对无误");
    DesktopTest.until("none is left", () -> page.rows().isEmpty());
    tour.picture("changes-judged");
    tour.synced();
    tour.leave();
  }

  private void written() throws Exception {
    tour.sit("window", "zhou").waitFor("#caseload-table");
    tour.synced();
    shell.goTo("changes").waitFor("#changes-table");
    page.choose("DEATH");
    DesktopTest.until(
        "it may be written",
        () -> tour.robot().lookup("#changes-enter").tryQueryAs(Labeled.class).isPresent());
    tour.picture("changes-enter");
    page.act();
    DesktopTest.until(
        "it is written",
        () -> tour.robot().lookup("#changes-enter").tryQueryAs(Labeled.class).isEmpty());
    tour.synced();
    tour.leave();
  }

  private void proven(CaseFile file) {
    List<CaseRecord> reports = file.all(RecordType.CHANGE_REPORT);
    assertEquals(
        List.of("BANK NOTED", "DEATH REVIEW"),
        reports.stream().map(r -> r.text("kind") + " " + r.text("state")).sorted().toList());
    CaseRecord death =
        reports.stream().filter(r -> r.text("kind").equals("DEATH")).findFirst().orElseThrow();
    assertEquals("2021-10", death.text("effectiveMonth"));
    assertEquals("C02", file.lastEvent("CHANGE").orElseThrow().text("detail"));
    assertEquals("STREET_REVIEWER", file.lastEvent("CHANGE").orElseThrow().text("role"));
    assertEquals("死亡证明属实", file.lastEvent("CHANGE").orElseThrow().text("reason"));
    CaseRecord gone = file.record(death.ref("member").orElseThrow()).orElseThrow();
    assertEquals("7", gone.text("livingTogether"));
    List<String> flags =
        Flags.of(file, LocalDate.of(2021, 9, 13)).stream().map(f -> f.rule().name()).toList();
    assertTrue(flags.contains("X17"), "what was paid since is to be checked: " + flags);
    assertTrue(!flags.contains("X24"), "the change was reported: " + flags);
  }
}
