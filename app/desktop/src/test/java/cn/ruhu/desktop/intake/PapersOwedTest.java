package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.Owed;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.CasePlace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PapersOwedTest {
  @TempDir Path home;
  private TestDesk at;
  private IntakeRig rig;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home.resolve("machine"));
    rig = new IntakeRig(at);
    rig.begun();
    rig.saving.saveNow();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  /// A paper that went out, as the printing desk registers it.
  private void wentOut(String paper, String slots, String due) throws Exception {
    CaseRecord app = rig.app();
    String file = at.store().files().put(new byte[] {1, 2}, app.id(), "application/pdf");
    CaseRecord row =
        CaseRecord.of(
            RecordType.DOCUMENT,
            at.desk().newId(),
            app.scope(),
            app.id(),
            Map.of(
                "application", app.id().toString(),
                "paper", paper,
                "slots", slots,
                "due", due,
                "file", file,
                "by", at.desk().actor().staff().toString(),
                "at", at.desk().now().toString()));
    at.desk().save("print", "", true, List.of(RecordChange.create(row)));
    rig.saving.reread();
  }

  private PapersViewModel.Paper paper(String slot) {
    return rig.papers.papers().stream()
        .filter(p -> p.slot().equals(slot))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aNoticeBroughtBackOpensTheHalfDoneApplicationAtItsFirstMissingPaper() throws Exception {
    UUID app = rig.app().id();
    rig.papers.seen("D02");
    wentOut("N02", "D06,D08", "2026-12-08");
    rig.saving.park();
    rig.papers.bring(CasePlace.read(app + "/papers"));
    assertEquals(app, rig.copy().application());
    assertEquals(Step.PAPERS, rig.model.step.get());
    assertEquals("D02", rig.papers.at.get(), "seen without a picture is still required");
    assertEquals(Message.of("intake.done.missing", 4), rig.model.done.get());
    assertEquals(
        Optional.of(
            new Owed("D08", Owed.Kind.ASKED, Optional.of(LocalDate.of(2026, 12, 8)), false)),
        paper("D08").owed());
    rig.model.go(Step.MEMBERS);
    rig.papers.bring(new CasePlace(app, false));
    assertEquals(Step.MEMBERS, rig.model.step.get(), "another way here leaves the step");
  }

  @Test
  void anElderWithoutPapersIsTakenInWithAWordOfTheCommunity() {
    UUID person = rig.applicant();
    rig.model.leave(person, "idNumber", "");
    assertEquals(List.of(), rig.papers.pending(), "nobody said that it follows");
    assertEquals("work.problem.ID_OR_PENDING", rig.problem(person, "idNumber"));
    rig.model.leave(person, "idPending", "从未办理过身份证");
    assertEquals("", rig.problem(person, "idNumber"));
    PendingIdentity pending = rig.papers.pending().getFirst();
    assertEquals(List.of("vouchName", "vouchPost", "vouchPhone", "idDue"), pending.missing());
    rig.model.leave(person, "vouchName", "周主任");
    rig.model.leave(person, "vouchPost", "居委会主任");
    rig.model.leave(person, "vouchPhone", "01062170001");
    rig.model.leave(person, "idDue", "2026-12-31");
    rig.saving.saveNow();
    PendingIdentity saved = PendingIdentity.of(at.desk().caseFile(rig.app().id())).getFirst();
    assertEquals(List.of(), saved.missing());
    assertTrue(saved.late(LocalDate.of(2027, 1, 1)));
  }

  @Test
  void aPromiseIsPrintedForEveryMarkedPaperAndItsDayPasses() throws Exception {
    rig.papers.promised("D04", "容缺承诺单");
    rig.papers.promised("D06", "容缺承诺单");
    rig.papers.seen("D08");
    assertEquals(List.of("D04", "D06"), rig.papers.promised());
    assertEquals(
        List.of("D02", "D04", "D06", "D08"), rig.papers.toScan(), "in the order of the archive");
    rig.saving.saveNow();
    wentOut("PROMISE", "D04,D06", "2026-12-08");
    Owed booklet = paper("D04").owed().orElseThrow();
    assertEquals(Optional.of(LocalDate.of(2026, 12, 8)), booklet.due());
    assertTrue(rig.model.live.get().missingPapers().equals(List.of("D02")));
    at.pass(Duration.ofDays(30));
    assertTrue(paper("D04").owed().orElseThrow().late(at.desk().today()));
  }
}
