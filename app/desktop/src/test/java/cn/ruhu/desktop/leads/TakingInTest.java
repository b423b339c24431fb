package cn.ruhu.desktop.leads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakingInTest {
  @TempDir Path home;

  private static TakingIn open(TestDesk at) {
    return new TakingIn(at.desk(), Background.inline(), new SharedCards(CardSource.NONE));
  }

  private static void type(TakingIn form, String field, String text) {
    form.text(field).set(text);
    form.left(field);
  }

  private static CaseRecord saved(TestDesk at, TakingIn form) {
    var ids = new ArrayList<UUID>();
    assertTrue(form.save(ids::add), () -> form.problems.toString());
    return at.store().record(ids.getFirst()).orElseThrow();
  }

  @Test
  void whatIsMissingStandsBesideItsField() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      TakingIn form = open(at);
      form.begin();
      assertFalse(form.save(_ -> {}));
      assertEquals("leads.need.channel", form.problems.get("channel").key());
      assertEquals("leads.need.about", form.problems.get("about").key());
      type(form, "channel", "HOTLINE");
      type(form, "about", "断粮");
      type(form, "personNumber", "123");
      assertFalse(form.save(_ -> {}));
      assertEquals("leads.need.personPhone.address", form.problems.get("personPhone").key());
      assertEquals("leads.need.number", form.problems.get("personNumber").key());
      type(form, "personNumber", "");
      type(form, "address", "大慧寺路8号");
      CaseRecord lead = saved(at, form);
      assertEquals("2026-11-24", lead.text("contactDue"));
      assertEquals("", lead.text("contactedAt"), "nobody was spoken with yet");
      assertTrue(lead.text("number").endsWith("线〔2026〕001-0001号"), lead.text("number"));
      assertFalse(form.begun.get());
      assertTrue(at.store().drafts().get(LeadDraft.KEY).isEmpty());
    }
  }

  @Test
  void whoStandsAtTheWindowWasSpokenWithAndWhoOnlyTellsWasNot() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      TakingIn form = open(at);
      for (String reporter : List.of("", "居委会刘主任")) {
        form.begin();
        type(form, "channel", "WINDOW");
        type(form, "personName", "李素珍");
        type(form, "personPhone", "13800000009");
        type(form, "about", "家里断粮");
        type(form, "reporter", reporter);
        assertEquals(reporter.isEmpty(), saved(at, form).get("contactedAt").isPresent());
      }
    }
  }

  @Test
  void whatIsWrittenOutlivesThePowerGoing() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      TakingIn form = open(at);
      form.begin();
      type(form, "channel", "PATROL");
      type(form, "about", "桥下有人露宿，带着孩子");
      form.putAway();
      at.restart();
      TakingIn again = open(at);
      assertTrue(again.begun.get());
      assertFalse(again.open.get());
      again.begin();
      assertEquals("桥下有人露宿，带着孩子", again.text("about").get());
      type(again, "address", "知春路桥下");
      type(again, "urgent", "true");
      assertEquals("2026-11-23", saved(at, again).text("contactDue"), "today");
    }
  }

  @Test
  void aLeadForAnotherStreetIsTheirs() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      TakingIn form = open(at);
      form.begin();
      type(form, "channel", "WINDOW");
      type(form, "personName", "李素珍");
      type(form, "personPhone", "13800000009");
      type(form, "about", "家里断粮");
      type(form, TakingIn.STREET, "110108010");
      CaseRecord lead = saved(at, form);
      assertEquals("110108010", lead.scope());
      assertEquals("110108010", lead.text("receivedFor"));
      assertEquals("", lead.text("contactedAt"), "their window speaks with them");
      assertEquals("leads.done.elsewhere", form.done.get().key());
      var model = new LeadsViewModel(at.desk(), Background.inline());
      model.refresh();
      model.chip.set(LeadsViewModel.Chip.ALL);
      assertEquals(List.of(), List.copyOf(model.rows));
    }
  }

  @Test
  void whoIsKnownIsSaidAtOnce() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      at.receive(LeadsScene.records());
      TakingIn form = open(at);
      form.begin();
      type(form, "personPhone", "13800000003");
      assertEquals("leads.known.lead", form.knownAs.getFirst().key());
      UUID app = new UUID(50, 1);
      at.receive(
          CaseRecord.of(RecordType.APPLICATION, app, TestDesk.STREET, app, java.util.Map.of())
              .with("street", TestDesk.STREET)
              .with("applicant", new UUID(51, 1).toString())
              .with("stage", "IN_BENEFIT"),
          CaseRecord.of(
              RecordType.PERSON,
              new UUID(51, 1),
              TestDesk.STREET,
              app,
              java.util.Map.of("name", "赵某", "idNumber", "110199195203070013")));
      type(form, "personNumber", "110199195203070013");
      assertEquals("leads.known.case", form.knownAs.getFirst().key());
      assertEquals("赵某", form.knownAs.getFirst().args().getFirst());
    }
  }

  @Test
  void aCardFillsTheFormInFrontAndBeginsNothingElse() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      var cards = new TestCards(at.clock());
      var shared = new SharedCards(cards);
      var heard = new ArrayList<Reading>();
      shared.listen(
          new ReaderListener() {
            @Override
            public void changed(ReaderSnapshot now) {}

            @Override
            public void read(Reading read) {
              heard.add(read);
            }
          });
      var form = new TakingIn(at.desk(), Background.inline(), shared);
      form.begin();
      cards.lay(TestCards.resident("仇晓梅", "2", "19880826", "北京市海淀区马连洼街道", 26));
      assertEquals("仇晓梅", form.text("personName").get());
      assertEquals("北京市海淀区马连洼街道", form.text("address").get());
      assertEquals(List.of(), heard, "no application begins behind the form");
      form.seen(false);
      cards.lay(TestCards.resident("仇晓梅", "2", "19880826", "北京市海淀区马连洼街道", 26));
      assertEquals(1, heard.size(), "out of sight it takes no cards");
    }
  }

  @Test
  void whatWasToldIsPutRightAndTheUrgentOneIsDueToday() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      at.receive(LeadsScene.records());
      TakingIn form = open(at);
      CaseRecord before = at.store().record(LeadsScene.LATE).orElseThrow();
      assertTrue(form.correct(before));
      type(form, "urgent", "true");
      type(form, "address", "大慧寺路9号");
      CaseRecord after = saved(at, form);
      assertEquals("2026-11-18", after.text("contactDue"));
      assertEquals("大慧寺路9号", after.text("address"));
      assertEquals(before.text("reporter"), after.text("reporter"));
      assertEquals("NEW", after.text("state"));
    }
  }
}
