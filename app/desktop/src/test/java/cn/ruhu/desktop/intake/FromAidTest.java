package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.IntakeDraft;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromAidTest {
  private static final UUID AID = new UUID(33, 1);
  private static final UUID OTHER = new UUID(33, 2);
  private static final String NUMBER = TestCards.number("19660412", 31);

  @TempDir Path home;

  private static CaseRecord aid() {
    return CaseRecord.of(
        RecordType.URGENT_AID,
        AID,
        TestDesk.STREET,
        AID,
        Map.of(
            "street", TestDesk.STREET,
            "personName", "刘长河",
            "personNumber", NUMBER,
            "personPhone", "13810012345",
            "address", "大慧寺路8号",
            "cause", "DISASTER",
            "facts", "出租屋失火",
            "state", "GIVEN"));
  }

  @Test
  void theOrdinaryApplicationBeginsWithWhatIsKnown() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      at.receive(aid());
      var model = new IntakeViewModel(at.desk(), Background.inline(), CardSource.NONE);
      assertTrue(FromAid.asked("aid:" + AID));
      FromAid.open(model, "aid:" + AID);
      WorkingCopy copy = Objects.requireNonNull(model.open.get());
      UUID person = CaseEdits.applicant(copy).orElseThrow();
      assertEquals("刘长河", copy.text(person, "name"));
      assertEquals(NUMBER, copy.text(person, "idNumber"));
      assertEquals("13810012345", copy.text(copy.application(), "phone"));
      assertEquals("大慧寺路8号", copy.text(copy.application(), "residenceAddress"));
      assertEquals("火灾等灾害：出租屋失火", copy.text(copy.application(), "reason"));
      UUID application = copy.application();
      model.keepThenClose();
      FromAid.open(model, "aid:" + AID);
      assertEquals(
          application,
          Objects.requireNonNull(model.open.get()).application(),
          "the same number leads to the same draft");
    }
  }

  /// Whoever has no papers is taken in as pending, with what they look like.
  @Test
  void whoHasNoNumberBeginsAsPending() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      at.receive(
          aid()
              .with("personNumber", null)
              .with("personName", null)
              .with("personNote", "男，约60岁，灰色棉衣"));
      var model = new IntakeViewModel(at.desk(), Background.inline(), CardSource.NONE);
      FromAid.open(model, "aid:" + AID);
      WorkingCopy copy = Objects.requireNonNull(model.open.get());
      UUID person = CaseEdits.applicant(copy).orElseThrow();
      assertEquals("男，约60岁，灰色棉衣", copy.text(person, "idPending"));
      assertEquals(new Spot(person, "name"), model.focus.get());
    }
  }

  /// The draft is found again by the aid that began it, where no number leads to it.
  @Test
  void whoHasNoNumberHasOneDraftHoweverOftenItIsAskedFor() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      at.receive(aid().with("personNumber", null), otherAid());
      var model = new IntakeViewModel(at.desk(), Background.inline(), CardSource.NONE);
      FromAid.open(model, "aid:" + AID);
      UUID application = Objects.requireNonNull(model.open.get()).application();
      FromAid.open(model, "aid:" + AID);
      assertEquals(application, Objects.requireNonNull(model.open.get()).application());
      model.keepThenClose();
      FromAid.open(model, "aid:" + AID);
      assertEquals(application, Objects.requireNonNull(model.open.get()).application());
      FromAid.open(model, "aid:" + OTHER);
      assertNotEquals(application, Objects.requireNonNull(model.open.get()).application());
      model.keepThenClose();
      assertEquals(2, drafts(at), "one for each aid");
      at.store().drafts().remove(IntakeDraft.key(application));
      FromAid.open(model, "aid:" + AID);
      assertNotEquals(
          application,
          Objects.requireNonNull(model.open.get()).application(),
          "what was given up is begun anew");
    }
  }

  private static CaseRecord otherAid() {
    return CaseRecord.of(
        RecordType.URGENT_AID,
        OTHER,
        TestDesk.STREET,
        OTHER,
        Map.of("street", TestDesk.STREET, "cause", "DISASTER", "facts", "走失", "state", "GIVEN"));
  }

  private static long drafts(TestDesk at) throws Exception {
    return at.store().drafts().parked().stream()
        .filter(p -> p.key().startsWith(IntakeDraft.PREFIX))
        .count();
  }
}
