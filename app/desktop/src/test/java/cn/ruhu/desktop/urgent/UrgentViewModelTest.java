package cn.ruhu.desktop.urgent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrgentViewModelTest {
  @TempDir Path home;

  private static UrgentViewModel model(TestDesk at) {
    return model(at, new TestCards(at.clock()));
  }

  private static UrgentViewModel model(TestDesk at, TestCards cards) {
    var model =
        new UrgentViewModel(new UrgentWork(at.desk()), Background.inline(), new SharedCards(cards));
    model.refresh();
    model.shown(true);
    return model;
  }

  private static void type(UrgentViewModel model, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      model.field(pairs[i]).set(pairs[i + 1]);
      model.left(pairs[i]);
    }
  }

  private static void pick(UrgentViewModel model, UUID id) {
    model.choose(model.rows.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow());
  }

  private static CaseRecord kept(TestDesk at, UUID id) {
    return at.store().record(id).orElseThrow();
  }

  private static void fire(UrgentViewModel model) {
    type(
        model,
        "personNumber",
        UrgentScene.NUMBER,
        "personName",
        "刘长河",
        "cause",
        "DISASTER",
        "facts",
        "出租屋失火",
        "proposedKind",
        "CASH",
        "proposedFen",
        "150000");
  }

  @Test
  void anEmergencyIsTakenInOfflineAndWaitsForTheChief() throws Exception {
    try (TestDesk at = UrgentScene.clerk(home)) {
      UrgentViewModel model = model(at);
      int waited = at.store().waiting().ops();
      model.begin();
      fire(model);
      assertTrue(model.submit());
      assertEquals(waited + 1, at.store().waiting().ops());
      CaseRecord aid = at.store().all(RecordType.URGENT_AID).getFirst();
      assertEquals("REGISTERED", aid.text("state"));
      assertEquals(TestDesk.CLERK.toString(), aid.text("by"));
      assertEquals("2026-11-23T01:30:00Z", aid.text("registeredAt"));
      assertEquals(aid.id(), Objects.requireNonNull(model.selected.get()).id());
      assertEquals(0, model.waiting.get(), "it waits for another");
      assertEquals(List.of(), at.store().drafts().keys());
      model.begin();
      assertEquals("", model.field("facts").get(), "the next begins empty");
    }
  }

  @Test
  void somebodyWhoCannotTellANameIsTakenInByADescription() throws Exception {
    try (TestDesk at = UrgentScene.clerk(home)) {
      UrgentViewModel model = model(at);
      model.begin();
      type(
          model,
          "cause",
          "NO_SHELTER",
          "facts",
          "露宿",
          "proposedKind",
          "SHELTER",
          "proposedFen",
          "30000");
      assertFalse(model.submit());
      assertEquals(
          "urgent.problem.who", Objects.requireNonNull(model.problems.get(Form.NAME)).key());
      type(model, "personNote", "男，约60岁，灰棉衣");
      assertTrue(model.submit());
      CaseRecord aid = at.store().all(RecordType.URGENT_AID).getFirst();
      assertTrue(aid.is("nameUnknown"));
      // the name came out
      model.aside(Form.AMEND);
      type(model, "personName", "孙有福");
      assertTrue(model.submit());
      assertEquals("孙有福", kept(at, aid.id()).text("personName"));
      assertFalse(kept(at, aid.id()).is("nameUnknown"));
    }
  }

  @Test
  void whatIsMissingStandsBesideItsField() throws Exception {
    try (TestDesk at = UrgentScene.clerk(home)) {
      UrgentViewModel model = model(at);
      model.begin();
      type(model, "personNumber", "110199196604120310");
      assertFalse(model.submit());
      assertEquals(
          List.of("cause", "facts", "personName", "personNumber", "proposedFen", "proposedKind"),
          model.problems.keySet().stream().sorted().toList());
      assertEquals(List.of(), at.store().all(RecordType.URGENT_AID));
    }
  }

  @Test
  void whatWasTypedComesBackAfterAPowerCut() throws Exception {
    try (TestDesk at = UrgentScene.clerk(home)) {
      at.receive(UrgentScene.records());
      UrgentViewModel model = model(at);
      model.begin();
      fire(model);
      pick(model, UrgentScene.GIVEN);
      type(model, "papersNote", "身份证已补");
      at.restart();
      UrgentViewModel again = model(at);
      again.begin();
      assertEquals("出租屋失火", again.field("facts").get());
      assertEquals("150000", again.field("proposedFen").get());
      pick(again, UrgentScene.GIVEN);
      assertEquals("身份证已补", again.field("papersNote").get());
      pick(again, UrgentScene.SIGNED);
      assertEquals("200000", again.field("givenFen").get(), "what was signed is proposed");
      again.begin();
      assertTrue(again.submit());
    }
  }

  @Test
  void whatArrivesDoesNotTakeTheFormAway() throws Exception {
    try (TestDesk at = UrgentScene.clerk(home)) {
      at.receive(UrgentScene.records());
      UrgentViewModel model = model(at);
      pick(model, UrgentScene.GIVEN);
      model.field("papersNote").set("身份证");
      at.receive(UrgentScene.told(new UUID(31, 9), "又一位", "2026-11-23T01:20:00Z"));
      model.refresh();
      assertEquals("身份证", model.field("papersNote").get());
      model.begin();
      model.field("facts").set("半句");
      model.refresh();
      assertEquals(Form.REGISTER, model.form.get());
      assertEquals("半句", model.field("facts").get());
    }
  }

  @Test
  void theChiefSeesTheCeilingAndEarlierAidAndSignsWithinIt() throws Exception {
    try (TestDesk at = UrgentScene.chief(home)) {
      at.receive(UrgentScene.records());
      UrgentViewModel model = model(at);
      assertEquals(2, model.waiting.get());
      UrgentRow first = model.rows.getFirst();
      assertEquals(UrgentScene.WAITING, first.id(), "what is overdue stands first");
      assertTrue(first.left() < 0 || first.left() == 0);
      assertEquals(
          List.of(UrgentScene.FILED), first.earlier().stream().map(CaseRecord::id).toList());
      pick(model, UrgentScene.WAITING);
      assertEquals("250000", model.field("approvedFen").get());
      type(model, "approvedFen", "400001");
      assertFalse(model.submit());
      assertEquals(
          "urgent.problem.ceiling",
          Objects.requireNonNull(model.problems.get("approvedFen")).key());
      type(model, "approvedFen", "400000");
      assertTrue(model.submit());
      CaseRecord aid = kept(at, UrgentScene.WAITING);
      assertEquals("SIGNED", aid.text("state"));
      assertEquals("400000", aid.text("ceilingFen"));
      assertEquals(UrgentScene.CHIEF.toString(), aid.text("approvedBy"));
      assertEquals(1, model.waiting.get());
    }
  }

  @Test
  void aRefusalNeedsItsWords() throws Exception {
    try (TestDesk at = UrgentScene.chief(home)) {
      at.receive(UrgentScene.records());
      UrgentViewModel model = model(at);
      pick(model, UrgentScene.UNKNOWN);
      assertFalse(model.refuse());
      assertEquals(
          "urgent.problem.approveReason",
          Objects.requireNonNull(model.problems.get("approveReason")).key());
      type(model, "approveReason", "已由救助站接走");
      assertTrue(model.refuse());
      assertEquals("REFUSED", kept(at, UrgentScene.UNKNOWN).text("state"));
      assertEquals("已由救助站接走", kept(at, UrgentScene.UNKNOWN).text("approveReason"));
      model.begin();
      assertTrue(model.form.get() != Form.REGISTER, "the chief takes nothing in");
    }
  }

  @Test
  void aidIsGivenWithinWhatWasSignedAndThePapersAreDueTenDaysLater() throws Exception {
    try (TestDesk at = UrgentScene.clerk(home)) {
      at.receive(UrgentScene.records());
      UrgentViewModel model = model(at);
      assertEquals(2, model.waiting.get(), "one to give, one whose papers are due");
      assertEquals(UrgentScene.GIVEN, model.rows.getFirst().id(), "overdue papers first");
      pick(model, UrgentScene.SIGNED);
      type(model, "givenFen", "200001");
      assertFalse(model.submit());
      type(model, "givenFen", "180000", "receiver", "女儿欧阳静代领");
      assertTrue(model.submit());
      CaseRecord aid = kept(at, UrgentScene.SIGNED);
      assertEquals("GIVEN", aid.text("state"));
      assertEquals("2026-12-07", aid.text("papersDue"));
      assertEquals(UrgentScene.SIGNED, Objects.requireNonNull(model.print.get()).id());
      type(model, "emergencyOver", "2026-11-24");
      assertFalse(model.over(), "a day ahead is no day it was over");
      type(model, "emergencyOver", "2026-11-23");
      assertTrue(model.over());
      assertEquals("2026-12-07", kept(at, UrgentScene.SIGNED).text("papersDue"));
      type(model, "papersNote", "身份证、户口簿、登记表");
      assertTrue(model.submit());
      assertEquals("FILED", kept(at, UrgentScene.SIGNED).text("state"));
    }
  }

  @Test
  void whatWasTakenInTwiceIsTakenBackWithItsReason() throws Exception {
    try (TestDesk at = UrgentScene.clerk(home)) {
      at.receive(UrgentScene.records());
      UrgentViewModel model = model(at);
      pick(model, UrgentScene.WAITING);
      model.aside(Form.CLOSE);
      assertFalse(model.submit());
      type(model, "closeReason", "重复登记");
      assertTrue(model.submit());
      assertEquals("CLOSED", kept(at, UrgentScene.WAITING).text("state"));
    }
  }

  /// A card laid down for a name opens no application behind the form.
  @Test
  void aCardFillsTheFormInFrontAndNothingElse() throws Exception {
    try (TestDesk at = UrgentScene.clerk(home)) {
      at.receive(UrgentScene.records());
      var cards = new TestCards(at.clock());
      var shared = new SharedCards(cards);
      var others = new ArrayList<Reading>();
      shared.listen(
          new ReaderListener() {
            @Override
            public void changed(ReaderSnapshot now) {}

            @Override
            public void read(Reading reading) {
              others.add(reading);
            }
          });
      var model = new UrgentViewModel(new UrgentWork(at.desk()), Background.inline(), shared);
      model.refresh();
      model.shown(true);
      model.begin();
      cards.lay(TestCards.resident("刘长河", "1", "19660412", "北京市海淀区大慧寺路8号", 31));
      assertEquals("刘长河", model.field(Form.NAME).get());
      assertEquals(UrgentScene.NUMBER, model.field(Form.NUMBER).get());
      assertEquals(2, Objects.requireNonNull(model.known.get()).aids().size());
      assertEquals(0, others.size());
      model.shown(false);
      cards.lay(TestCards.resident("王芳", "2", "19660412", "北京市海淀区大慧寺路8号", 32));
      assertEquals("刘长河", model.field(Form.NAME).get());
      assertEquals(1, others.size(), "behind another screen the reader is theirs");
    }
  }
}
