package cn.ruhu.desktop.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The leader of an agency's investigators sends out what the street gave the agency.
class LeaderDispatchTest extends DesktopTest {
  private static final UUID LEADER = new UUID(7, 9);
  private static final UUID GIVEN = new UUID(1, 50);

  @TempDir static Path home;
  private TestDesk at;
  private DispatchViewModel model;

  private static CaseRecord leader() {
    return CaseRecord.of(
        RecordType.STAFF,
        LEADER,
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name",
            "宋玉梅",
            "role",
            Role.TEAM_LEADER.name(),
            "agency",
            TestDesk.AGENCY.toString(),
            "active",
            "true"));
  }

  private static CaseRecord given() {
    return CaseRecord.of(
        RecordType.ASSIGNMENT,
        GIVEN,
        TestDesk.STREET,
        DispatchViewModelTest.CASE,
        Map.of(
            "application", DispatchViewModelTest.CASE.toString(),
            "agency", TestDesk.AGENCY.toString(),
            "due", "2026-11-25",
            "note", "先打电话",
            "state", "ASSIGNED"));
  }

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.open(home.resolve("m" + System.nanoTime()), LEADER, "宋玉梅", Role.TEAM_LEADER);
    at.receive(leader(), given());
    for (CaseRecord r : DispatchViewModelTest.accepted())
      ViewTable.project(r, Role.TEAM_LEADER).ifPresent(this::receive);
    model = new DispatchViewModel(at.desk(), kit.background());
    var outlets = new Outlets(new InMemoryPrinters("HP"), (_, _, _, _) -> Optional.empty());
    var view = new DispatchView(kit, model, new Printing(kit, at.desk(), outlets));
    view.onShown("");
    return (Parent) view.node();
  }

  private void receive(CaseRecord record) {
    try {
      at.receive(record);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  @Test
  void aPairOfTheOwnAgencyIsNamedAndNothingElseIsTouched() {
    until("the case is shown", () -> model.rows.size() == 1);
    assertEquals("01000018", model.rows.getFirst().applicant(), "nobody's name is here");
    assertEquals(1, model.unassigned.get());
    until("its form", () -> model.agency.get().equals(TestDesk.AGENCY.toString()));
    fx(() -> {
      model.first.set(TestDesk.FIRST.toString());
      model.second.set(TestDesk.SECOND.toString());
    });
    pictures("dispatch-leader");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("dispatch-leader"));
    assertTrue(lookup("#dispatch-slips").tryQuery().isEmpty(), "papers are the street's");
    clickOn("#dispatch-send");
    until("sent " + model.hindrances, () -> model.unassigned.get() == 0);
    CaseRecord sent = at.desk().store().record(GIVEN).orElseThrow();
    assertEquals(TestDesk.FIRST.toString(), sent.text("investigatorA"));
    assertEquals(LEADER.toString(), sent.text("assignedBy"));
    for (String kept : List.of("agency", "due", "note", "state"))
      assertEquals(given().text(kept), sent.text(kept), kept);
    assertEquals(
        "ACCEPTED",
        at.desk().store().record(DispatchViewModelTest.CASE).orElseThrow().text("stage"),
        "the district begins the visit: it sees what else it waits for");
  }

  /// The street has ruled on the way; why is nothing the leader is shown.
  @Test
  void aPairIsNamedForAVideoToo() throws Exception {
    until("the case is shown", () -> model.rows.size() == 1);
    at.receive(given().with("visitMode", "VIDEO"));
    fx(model::refresh);
    until("its form", () -> model.agency.get().equals(TestDesk.AGENCY.toString()));
    fx(() -> {
      model.first.set(TestDesk.FIRST.toString());
      model.second.set(TestDesk.SECOND.toString());
    });
    clickOn("#dispatch-send");
    until("sent " + model.hindrances, () -> model.unassigned.get() == 0);
  }

  @Test
  void theStreetLeavesThePairToTheAgency(@TempDir Path other) throws Exception {
    try (TestDesk street = TestDesk.reviewer(other)) {
      street.receive(DispatchViewModelTest.accepted());
      var there = new DispatchViewModel(street.desk(), Background.inline());
      there.refresh();
      there.agency.set(TestDesk.AGENCY.toString());
      there.dispatch();
      assertEquals("dispatch.problem.pair", there.hindrances.getFirst().key(), "nobody leads it");
      street.receive(leader());
      there.refresh();
      assertTrue(there.leaves());
      there.dispatch();
      assertTrue(there.hindrances.isEmpty(), there.hindrances.toString());
      var file = street.desk().caseFile(DispatchViewModelTest.CASE);
      CaseRecord sent = file.assignments().getFirst();
      assertEquals(TestDesk.AGENCY.toString(), sent.text("agency"));
      assertFalse(sent.ref("investigatorA").isPresent());
      WaitingCase row = there.rows.getFirst();
      assertTrue(row.atAgency() && row.waits());
    }
  }
}
