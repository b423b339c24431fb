package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.changes.ChangesPage;
import cn.ruhu.desktop.handling.HandlingPage;
import cn.ruhu.desktop.shell.ShellPage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// A household gives its aid up: told at the window, judged by the street, stopped by the chief
/// with a numbered letter, and in the household's hands; four machines and the server's own check.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class ExitInTheWindow implements AutoCloseable {
  private final MovedClock clock = new MovedClock(LocalDate.of(2021, 8, 16), 9, System::nanoTime);
  private final Tour tour;
  private final Households houses;
  private final ShellPage shell;
  private final ChangesPage changes;
  private final HandlingPage handling;
  private final LettersInTheWindow letters;

  ExitInTheWindow(Path folder, Tour.Plan plan) throws Exception {
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
      judged();
      assertEquals("IN_BENEFIT", houses.stage(id), "judged, and nobody has stopped it yet");
      stopped();
      assertEquals("TERMINATED", houses.stage(id));
      handedOver(id);
      proven(houses.file(id));
      assertTrue(tour.server().chainsHold());
    } catch (Exception | AssertionError e) {
      tour.picture("exit-stopped-here");
      throw e;
    }
  }

  private UUID inBenefit() throws Exception {
    UUID id = houses.accepted("孙秀英", "1954-05-02", "DB", 90_000);
    houses.onToBenefit(id, clock);
    clock.to(LocalDate.of(2021, 9, 13), 9);
    return id;
  }

  private void told() throws Exception {
    tour.sit("window", "zhou").waitFor("#caseload-table");
    tour.synced();
    shell.goTo("changes").waitFor("#changes-find");
    changes.find("sxy").kind("zdtc").then("儿子接去同住，不再需要").then("").seen();
    tour.picture("exit-told");
    changes.act();
    changes.receipt();
    tour.synced();
    tour.leave();
  }

  private void judged() throws Exception {
    tour.sit("street", "he").waitFor("#review-queue");
    tour.synced();
    shell.goTo("changes").waitFor("#changes-table");
    changes.choose("EXIT").judge("jrda", "本人书面申请，已当面核对");
    DesktopTest.until("none is left", () -> changes.rows().isEmpty());
    tour.synced();
    tour.leave();
  }

  private void stopped() throws Exception {
    letters.at(
        "street",
        "qian",
        "#review-queue",
        () -> {
          handling.choose("孙秀英");
          tour.picture("exit-chief");
          handling.open("STOP");
          tour.picture("exit-decides");
          handling.finish();
          handling.until("已停止");
        });
  }

  private void handedOver(UUID id) throws Exception {
    letters.at(
        "window",
        "zhou",
        "#caseload-table",
        () -> {
          String state = letters.letter("孙秀英", "N07", "DB");
          assertTrue(state.contains("调〔2021〕"), state);
          letters.comeHome("window", "N07", houses.file(id));
          letters.delivered("孙秀英", "");
          tour.picture("exit-delivered");
        });
  }

  private void proven(CaseFile file) {
    CaseRecord decision = file.decision("DB").orElseThrow();
    assertEquals("TERMINATED", decision.text("outcome"));
    assertEquals("S05", decision.text("reasonCode"));
    assertEquals("2021-10", decision.text("startMonth"));
    assertEquals("本人书面申请，已当面核对", decision.text("reasonText"));
    CaseRecord stop = file.lastEvent("STOP").orElseThrow();
    assertEquals("STREET_CHIEF S05", stop.text("role") + " " + stop.text("detail"));
    Letter letter = Letter.of(file).getFirst();
    assertEquals("N07", letter.paper());
    assertEquals(decision.text("documentNumber"), letter.number());
    assertTrue(letter.isDelivered());
    assertEquals(
        List.of("N05", "N07"),
        file.gateFacts(GateKind.DELIVERED).stream().map(f -> f.text("subject")).toList());
  }
}
