package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotComparison;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.imaging.ImageProbe;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The road from the opinion to the filed decision, step by step.
class HandlingViewModelTest extends HandlingDesks {
  @Test
  void entrustedStreetDecidesAMixedOutcomeAndTheDistrictFilesIt() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB,DS");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", false, "DS", true));
    noticeHangsAndEnds();
    assertEquals("STREET_CONFIRM", stage());
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", false, "DS", true));
    assertEquals("APPROVED", stage());
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N05:DS", "number", "北救准字〔2026〕1号"));
    assertEquals("handling.done.LETTER", models.get(Role.WINDOW_CLERK).done.get().key());
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N05:DS"));
    assertEquals("APPROVED", stage(), "the refusal letter is still owed");
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N06:DB", "number", "北救不准字〔2026〕1号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N06:DB"));
    assertEquals("IN_BENEFIT", stage());
    done(Role.DISTRICT_REVIEWER, Deed.FILED, Map.of("number", "海备〔2026〕8号"));
    assertFalse(offered(Role.DISTRICT_REVIEWER, Deed.FILED));
  }

  @Test
  void theDistrictDrawsChecksPostsAndDecidesUnderTheRulesOf2012() throws Exception {
    judged2012();
    noticeHangsAndEnds();
    assertEquals("REPORTED", stage());
    assertFalse(offered(Role.DISTRICT_REVIEWER, Deed.TAKE), "before the draw nobody is taken");
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    assertEquals(1, district.batches.size());
    assertEquals(1, district.batches.getFirst().quota());
    district.draw(district.batches.getFirst(), "福彩3D 2018033 期 417", "月末集中抽签", new Told());
    leaves(Role.DISTRICT_REVIEWER);
    assertEquals(0, sits(Role.DISTRICT_REVIEWER).batches.size());
    done(Role.DISTRICT_REVIEWER, Deed.TAKE, Map.of());
    assertEquals("SPOT_CHECK", stage(), "the only case of the batch is drawn");
    days(2);
    HandlingViewModel inspector = sits(Role.DISTRICT_INSPECTOR);
    var told = new Told();
    inspector.perform(id, Deed.SPOT_CHECK, Map.of("item:1", "120000"), Map.of(), told);
    assertEquals(List.of("work.hindrance.SPOT_CHECK_MISSING"), told.why(), "nothing is typed");
    checked(Map.of("P08", "1"));
    CaseRecord fact = fact(GateKind.SPOT_CHECK_DONE);
    SpotComparison compared =
        CheckCard.compared(sits(Role.DISTRICT_REVIEWER).file().orElseThrow(), fact).orElseThrow();
    assertEquals(
        List.of("P08"),
        compared.apart().stream().map(SpotComparison.Row::key).toList(),
        "compared where both are seen");
    assertEquals(
        Optional.empty(),
        CheckCard.compared(sits(Role.DISTRICT_INSPECTOR).file().orElseThrow(), fact),
        "the check is blind");
    assertEquals("DISTRICT_REVIEW", stage());
    LocalDate checked = sits(Role.DISTRICT_REVIEWER).desk().today();
    assertEquals(
        List.of(checked),
        models.get(Role.DISTRICT_REVIEWER).asks(id, Deed.POST_DISTRICT).stream()
            .flatMap(a -> a.earliest().stream())
            .toList(),
        "no second notice before the check is in");
    done(Role.DISTRICT_REVIEWER, Deed.POST_DISTRICT, Map.of("place", "区民政局网站"));
    days(8);
    done(Role.WINDOW_CLERK, Deed.NOTICE_END, Map.of());
    assertEquals("DISTRICT_REVIEW", stage());
    var refused =
        assertInstanceOf(
            Ruling.Refused.class,
            judges(sits(Role.DISTRICT_REVIEWER).desk(), Act.DECIDE, Map.of("DB", true)));
    assertEquals(
        List.of("FLAG_OPEN"),
        refused.hindrances().stream().map(Hindrance::code).toList(),
        "what the check found otherwise is settled first");
    Desk settling = sits(Role.DISTRICT_REVIEWER).desk();
    CaseRecord settled =
        CaseRecord.of(
            RecordType.GATE_FACT,
            settling.newId(),
            TestDesk.STREET,
            id,
            Map.of(
                "application", id.toString(),
                "kind", GateKind.FLAG_DISPOSED.name(),
                "subject", "X28:" + fact.text("subject"),
                "reason", "车辆为邻居停放，已核实",
                "by", settling.actor().staff().toString(),
                "at", settling.now().toString()));
    settling.save("save", "", true, List.of(RecordChange.create(settled)));
    leaves(Role.DISTRICT_REVIEWER);
    judged(Role.DISTRICT_REVIEWER, Act.DECIDE, Map.of("DB", true));
    assertEquals("APPROVED", stage());
  }

  /// The seal holds whatever became of the case after it: a disk that was full, an act refused.
  @Test
  void aSealedCheckWhoseCaseDidNotGoOnGoesOnFromHere() throws Exception {
    reported();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    district.draw(district.batches.getFirst(), "福彩3D 2018033 期 417", "月末集中抽签", new Told());
    leaves(Role.DISTRICT_REVIEWER);
    done(Role.DISTRICT_REVIEWER, Deed.TAKE, Map.of());
    checked(Map.of());
    CaseRecord done = fact(GateKind.SPOT_CHECK_DONE);
    records =
        records.stream()
            .filter(r -> !r.id().equals(done.id()) && !r.text("act").equals("SPOT_FINISH"))
            .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", "SPOT_CHECK") : r)
            .toList();
    HandlingViewModel inspector = sits(Role.DISTRICT_INSPECTOR);
    assertEquals(Optional.empty(), inspector.check(id), "there is no visit to be made again");
    var told = new Told();
    inspector.perform(id, Deed.SPOT_CHECK, Map.of(), Map.of(), told);
    assertEquals(List.of(), told.why());
    leaves(Role.DISTRICT_INSPECTOR);
    assertEquals("DISTRICT_REVIEW", stage());
    assertEquals(done.text("subject"), fact(GateKind.SPOT_CHECK_DONE).text("subject"));
  }

  /// Checks of before there were visits for them stay what they were.
  @Test
  void whatWasTypedOfACheckLongAgoIsStillRead() throws Exception {
    reported();
    CaseRecord item =
        records.stream().filter(r -> r.text("kind").equals("INCOME")).findFirst().orElseThrow();
    String value = "1\n" + item.id() + "\t养老金\t120000";
    assertEquals(List.of(SpotCheck.Agreement.APART), signs(sits(Role.DISTRICT_REVIEWER), value));
    assertEquals(List.of(SpotCheck.Agreement.UNSEEN), signs(sits(Role.DISTRICT_INSPECTOR), value));
  }

  @Test
  void anOpenComplaintStopsTheDecisionUntilItIsAnswered() throws Exception {
    opinionGiven();
    noticeHangsAndEnds();
    done(Role.WINDOW_CLERK, Deed.COMPLAINT, Map.of("source", "12345", "reason", "反映其有房屋出租"));
    var refused =
        assertInstanceOf(
            Ruling.Refused.class,
            judges(sits(Role.STREET_CHIEF).desk(), Act.DECIDE, Map.of("DB", true)));
    assertEquals(
        List.of("COMPLAINT_OPEN"), refused.hindrances().stream().map(Hindrance::code).toList());
    String complaint =
        sits(Role.STREET_REVIEWER)
            .asks(id, Deed.COMPLAINT_CLOSE)
            .getFirst()
            .choices()
            .getFirst()
            .code();
    done(
        Role.STREET_REVIEWER,
        Deed.COMPLAINT_CLOSE,
        Map.of("complaint", complaint, "result", "3", "reason", "经入户核查不属实"));
    assertEquals("3", fact(GateKind.COMPLAINT_CLOSED).text("value"));
    assertEquals("D26", page(fact(GateKind.COMPLAINT_OPENED)).text("slot"));
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    assertEquals("APPROVED", stage());
  }

  private CaseRecord page(CaseRecord fact) {
    return records.stream()
        .filter(r -> r.id().equals(fact.ref("page").orElseThrow()))
        .findFirst()
        .orElseThrow();
  }

  /// Nothing of the course of things waits for the window, so the list leaves the case out; whoever
  /// stands at the counter about it finds it all the same.
  @Test
  void aCaseAskedForAtTheCounterIsListedForWhatCanAlwaysBeDone() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    records =
        records.stream()
            .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", "SUBMITTED") : r)
            .toList();
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    assertEquals(List.of(), clerk.rows);
    clerk.ask(id);
    assertEquals(
        List.of(Deed.COMPLAINT, Deed.WITHDRAW),
        clerk.selected.get().offers().stream().map(Offer::deed).toList());
    clerk.refresh();
    assertEquals(1, clerk.rows.size(), "it stays while it is in hand");
    var told = new Told();
    clerk.perform(id, Deed.WITHDRAW, Map.of("reason", "找到工作"), Map.of("page", photo), told);
    assertEquals(List.of(), told.why());
    leaves(Role.WINDOW_CLERK);
    assertEquals("WITHDRAWN", stage());
    assertEquals("D01", page(fact(GateKind.WITHDRAWAL_WRITTEN)).text("slot"));
  }

  /// What was kept the last time is there again; what the day changes is made again.
  @Test
  void aLargeStoreListsTheSame() throws Exception {
    opinionGiven();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    List<HandlingRow> small = List.copyOf(clerk.rows);
    assertEquals(1, small.size());
    assertFalse(small.getFirst().facts().isEmpty());
    TestDesk at = desks.get(Role.WINDOW_CLERK);
    at.restartLarge();
    for (int signIn = 0; signIn < 2; signIn++) {
      assertEquals(small, List.copyOf(listed(at)));
      at.restart();
    }
    at.pass(Duration.ofDays(10));
    List<HandlingRow> later = List.copyOf(listed(at));
    assertEquals(at.desk().today(), later.getFirst().today());
    CaseFile file = at.desk().caseFile(id);
    assertEquals(
        HandlingRow.of(at.desk(), file, file.application().orElseThrow(), false).stream().toList(),
        later);
  }

  private static List<HandlingRow> listed(TestDesk at) {
    var model = new HandlingViewModel(at.desk(), Background.inline(), press(at.desk()));
    model.refresh();
    return model.rows;
  }

  /// The first read of a large store takes minutes; whoever stands there is not forgotten over it.
  @Test
  void aCaseAskedForWhileTheCasesAreReadIsChosenAfterwards() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    records =
        records.stream()
            .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", "SUBMITTED") : r)
            .toList();
    HandlingViewModel clerk = sits(Role.WINDOW_CLERK);
    var late = new LateBackground();
    var slow = new HandlingViewModel(clerk.desk(), late, press(clerk.desk()));
    slow.refresh();
    slow.ask(id);
    assertEquals(1, late.ends.size(), "one read at a time");
    late.ends.removeFirst().run();
    assertEquals(List.of(), slow.rows);
    late.settle();
    assertEquals(id, slow.selected.get().application());
    assertEquals(2, slow.read.get());
  }

  @Test
  void anObjectionIsAnsweredWithTheOpinionGivenAnew() throws Exception {
    opinionGiven();
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏"));
    done(Role.WINDOW_CLERK, Deed.OBJECT, Map.of("who", "李某", "reason", "称其子女有能力赡养"));
    assertEquals("OBJECTION", stage());
    done(Role.STREET_REVIEWER, Deed.SETTLE, Map.of("reason", "已核实，子女同为低保"));
    assertEquals("STREET_CONFIRM", stage());
    assertEquals(2, records.stream().filter(r -> r.type() == RecordType.OPINION).count());
  }

  @Test
  void allRefusedNeedsNoNotice() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", false));
    assertFalse(offered(Role.WINDOW_CLERK, Deed.POST));
    done(Role.STREET_REVIEWER, Deed.REFUSE_PATH, Map.of());
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", false));
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N06:DB", "number", "北救不准字〔2026〕2号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N06:DB", "receiver", "赵德福"));
    assertEquals(Stage.REJECTED.name(), stage());
    assertTrue(records.stream().anyMatch(r -> r.text("act").equals(Act.REFUSAL_LETTER.name())));
  }

  @Test
  void whatIsNoPictureIsSaidAndNothingIsWritten() throws Exception {
    opinionGiven();
    Files.write(photo, new byte[0]);
    assertEquals(
        List.of("handling.file.EMPTY"),
        does(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏")));
    assertEquals("PRELIM", stage());
    try (var large = new RandomAccessFile(photo.toFile(), "rw")) {
      large.setLength(ImageProbe.BYTES_MAX + 1L);
    }
    assertEquals(
        List.of("handling.file.TOO_LARGE"),
        does(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "社区公开栏")));
    assertEquals("PRELIM", stage());
  }

  private static List<SpotCheck.Agreement> signs(HandlingViewModel model, String value) {
    return SpotCheck.compared(model.file().orElseThrow(), value).lines().stream()
        .map(SpotCheck.Line::agreement)
        .toList();
  }
}
