package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.wire.Op;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case taken in for another street: chosen, held as a draft though it is saved, handed over.
class IntakeStreetsTest {
  private static final String THERE = "110108010";

  @TempDir Path home;
  private TestDesk at;
  private IntakeRig rig;
  private IntakeStreets streets;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home.resolve("machine"));
    begin(new IntakeRig(at));
  }

  private void begin(IntakeRig made) {
    rig = made;
    streets = new IntakeStreets(rig.model);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void elsewhere() {
    rig.begun();
    streets.choose(THERE);
  }

  private void papers() {
    rig.papers.promised("D02", "单");
    rig.papers.promised("D04", "单");
  }

  private void receipt() throws Exception {
    rig.saving.saveNow();
    CaseRecord document =
        CaseRecord.of(
            RecordType.DOCUMENT,
            at.desk().newId(),
            THERE,
            rig.copy().application(),
            Map.of(
                "application", rig.copy().application().toString(),
                "paper", "RECEIPT",
                "way", "PRINTED"));
    at.desk().save("print", "", true, List.of(RecordChange.create(document)));
    rig.saving.reread();
  }

  @Test
  void everyStreetIsFoundByFourInitials() {
    List<Choice> all = streets.choices();
    assertEquals(TestDesk.STREET, all.getFirst().code(), "the own one first");
    for (Choice c : all) {
      String typed = c.initials().substring(0, 4);
      assertEquals(
          List.of(c.code()),
          all.stream().filter(o -> o.initials().startsWith(typed)).map(Choice::code).toList());
    }
  }

  @Test
  void theCardProposesTheStreetItNames() {
    rig.begun();
    assertTrue(streets.proposed().isEmpty(), "the own street needs no proposal");
    rig.model.leave(rig.copy().application(), "residenceAddress", "海淀区学院路20号院3号楼");
    assertEquals(THERE, streets.proposed().orElseThrow());
    assertEquals("110108027", streets.named("北京市海淀区四季青镇常青园9号楼").orElseThrow());
    assertTrue(streets.named("北京市海淀区9号").isEmpty(), "the district's own name is no street");
    assertEquals("110108012", streets.named("海淀区海淀街道稻香园").orElseThrow());
  }

  @Test
  void theStreetOfTheResidenceIsWrittenBesideTheOneThatTakesItIn() {
    rig.begun();
    assertTrue(streets.livesIn().isEmpty());
    rig.model.leave(rig.copy().application(), "residenceAddress", "海淀区学院路20号院3号楼");
    assertEquals(THERE, streets.livesIn().orElseThrow());
    streets.writeResidence();
    assertEquals(THERE, rig.app().text("residenceStreet"));
    assertEquals(TestDesk.STREET, rig.app().text("street"), "the case stays here");
    assertTrue(streets.livesIn().isEmpty(), "said already");
  }

  @Test
  void theWholeDraftGoesToTheStreetWithANumberOfTheOwnBlock() {
    rig.begun();
    rig.model.rows().addMember();
    String before = rig.app().text("number");
    streets.choose(THERE);
    assertTrue(streets.isElsewhere());
    assertTrue(rig.copy().work().stream().allMatch(r -> r.scope().equals(THERE)));
    assertEquals(THERE, rig.app().text("receivedFor"));
    ApplicationNumber number =
        ApplicationNumber.parse(rig.app().text("number")).toOptional().orElseThrow();
    assertEquals(THERE, number.street().orElseThrow());
    assertEquals("001", number.block());
    assertNotEquals(before, number.text());
    assertEquals("13810012345", rig.app().text("phone"));
    assertEquals("受理后由学院路街道办理，本窗口只留收件凭据。第一次保存后不能再改街道。", Text.chinese().of(streets.words()));
    streets.choose(TestDesk.STREET);
    assertFalse(streets.isElsewhere());
    assertEquals("", rig.app().text("receivedFor"));
    assertEquals(0, at.store().journal().entries().size(), "nothing is saved by choosing");
  }

  @Test
  void aStreetIsNotChangedOnceTheCaseIsSaved() {
    elsewhere();
    rig.saving.saveNow();
    streets.choose(TestDesk.STREET);
    assertEquals("intake.street.refused", streets.problem.get().key());
    assertEquals(THERE, streets.chosen());
  }

  @Test
  void whatIsSavedStaysInTheDraftUntilItIsHandedOver() throws Exception {
    elsewhere();
    rig.saving.saveNow();
    assertEquals(1, at.store().journal().entries().size());
    assertEquals(1, rig.drafts());
    rig.model.leave(rig.copy().application(), "phone", "13900000002");
    rig.saving.saveNow();
    Op op = at.store().journal().entries().getLast().op();
    assertEquals(1, op.changes().size());
    UUID app = rig.copy().application();
    begin(rig.killed());
    rig.model.bring(app, () -> {});
    assertFalse(rig.copy().isNew());
    assertEquals("13900000002", rig.app().text("phone"));
    assertEquals("DRAFT", rig.app().text("stage"));
    assertFalse(rig.copy().work().isEmpty());
    rig.saving.saveNow();
    assertEquals(2, at.store().journal().entries().size(), "nothing is said twice");
  }

  @Test
  void pagesFiledMeanwhileAreOnItsReceipt() throws Exception {
    elsewhere();
    rig.saving.saveNow();
    assertEquals(List.of(), rig.papers.there());
    UUID app = rig.copy().application();
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            at.desk().newId(),
            THERE,
            app,
            Map.of("application", app.toString(), "slot", "D04"));
    at.desk().save("scan", "", false, List.of(RecordChange.create(page)));
    at.answered();
    at.receive();
    rig.saving.reread();
    assertEquals(List.of("D04"), rig.papers.there());
    begin(rig.killed());
    rig.model.bring(app, () -> {});
    assertEquals(List.of("D04"), rig.papers.there());
    assertEquals(List.of(), rig.copy().changes(), "it is not said again");
  }

  @Test
  void aDraftOlderThanWhatWasSavedSaysNothingTwice() throws Exception {
    elsewhere();
    UUID app = rig.copy().application();
    byte[] old = at.store().drafts().get(IntakeDraft.key(app)).orElseThrow();
    rig.saving.saveNow();
    receipt();
    int acts = at.store().journal().entries().size();
    at.store().drafts().put(IntakeDraft.key(app), old); // the power went before it was written
    begin(rig.killed());
    rig.model.bring(app, () -> {});
    assertFalse(rig.copy().isNew());
    assertTrue(ReceivedCase.receipt(rig.copy().file()).isPresent());
    assertEquals(List.of(), rig.copy().changes());
    rig.saving.saveNow();
    assertEquals(acts, at.store().journal().entries().size());
  }

  @Test
  void isHandedOverWithItsReceiptAndNothingStaysButThat() throws Exception {
    elsewhere();
    rig.saving.actNow();
    assertEquals(
        List.of("work.hindrance.PAPER_MISSING", "work.hindrance.PAPER_MISSING"),
        rig.saving.hindrances.stream().map(Message::key).toList());
    papers();
    rig.saving.actNow();
    assertEquals(
        List.of("intake.street.receipt"),
        rig.saving.hindrances.stream().map(Message::key).toList());
    receipt();
    UUID app = rig.copy().application();
    rig.saving.actNow();
    assertNull(rig.copy());
    assertEquals("intake.done.handed", rig.model.done.get().key());
    ReceivedCase kept = ReceivedCase.of(at.store(), app).orElseThrow();
    assertEquals(THERE, kept.street());
    assertFalse(kept.applicant().contains("䶮"), "masked");
    assertTrue(at.store().drafts().get(IntakeDraft.key(app)).isEmpty());
    assertEquals("act.SUBMIT", at.store().journal().entries().getLast().op().kind());
    rig.model.bring(app, () -> {});
    assertNull(rig.copy());
    assertEquals("intake.case.handed", rig.model.done.get().key());
    rig.cards.lay(IntakeRig.CHEN);
    assertTrue(rig.copy().isNew(), "the same card begins anew here");
  }

  @Test
  void theStreetThatHandlesItIssuesNoticesAndAsksForPapers() {
    elsewhere();
    assertFalse(rig.saving.takesNotice());
    papers();
    assertTrue(
        rig.copy().file().gateFacts(GateKind.SHORTFALL_SHEET).stream()
            .allMatch(f -> f.scope().equals(THERE)));
  }
}
