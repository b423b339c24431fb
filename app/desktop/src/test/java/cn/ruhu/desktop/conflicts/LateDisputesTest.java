package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.pages.DistrictDouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a machine found months later brings, before the supervisor.
class LateDisputesTest {
  static final UUID LATE = new UUID(19, 1);
  private static final UUID NEW_ITEM = new UUID(19, 2);

  @TempDir Path home;
  private TestDesk at;
  private ConflictsViewModel model;

  /// Two fields of the application and one group of the bank, written on a lost machine.
  static CaseRecord late() {
    var f = new TreeMap<String, String>();
    f.put("application", ConflictScene.CASE.toString());
    f.put("record", ConflictScene.CASE.toString());
    f.put("recordType", "APPLICATION");
    f.put("kind", "LATE");
    f.put("late", "MACHINE_LOST");
    f.put("author", TestDesk.CLERK.toString());
    f.put("authorDevice", "0190a5a0-1111-7222-8333-44445555c3f7");
    f.put("authoredAt", "2026-07-03T02:15:00Z");
    f.put("receivedAt", "2026-11-20T01:05:00Z");
    f.put("keptAuthor", TestDesk.CLERK.toString());
    f.put("keptAt", "2026-06-30T02:05:00Z");
    f.put("state", "OPEN");
    f.put("base.phone", "13800000001");
    f.put("kept.phone", "13800000001");
    f.put("offered.phone", "13900000009");
    f.put("offered.note", "白天上班，夜间在家");
    f.put("offered.bankName", "农商银行");
    f.put("offered.bankHolder", "张桂兰");
    return ConflictScene.of(RecordType.CONFLICT, LATE, f);
  }

  static CaseRecord[] scene() {
    CaseRecord[] all = ConflictScene.records();
    all[0] = all[0].with("phone", "13800000001");
    return all;
  }

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    at.receive(scene());
    at.receive(late());
    model =
        new ConflictsViewModel(
            at.desk(), new DistrictDouble(at), Background.inline(), Text.chinese());
    model.shelf.set(Shelf.LATE);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private Dispute dispute() {
    return model.current.get();
  }

  @Test
  void aShelfOfItsOwnSaysWhereItComesFromAndWhatMayBeTakenOverByItself() {
    assertEquals(1, model.late.get());
    assertEquals(List.of(LATE), model.disputes.stream().map(Dispute::id).toList());
    LateWork late = dispute().late().orElseThrow();
    assertEquals("来自报失的机器（机器尾号 c3f7），2026-07-03 10:15 填写，2026-11-20 09:05 才交到", late.origin());
    assertEquals(
        List.of("phone", "bank", "note"), late.parts().stream().map(LateWork.Part::group).toList());
    assertEquals("农商银行、张桂兰", late.parts().get(1).offered());
    assertTrue(dispute().may());
  }

  @Test
  void someOfItIsTakenOverWithAReasonAndBothValuesStay() {
    assertTrue(model.pick(Pick.PART));
    assertFalse(model.settle());
    assertEquals("conflicts.part.none", model.problems.get(ConflictsViewModel.PARTS).key());
    assertEquals("conflicts.reason.late", model.problems.get(ConflictsViewModel.REASON).key());
    model.take("phone", true);
    model.reason.set("与本人通话核实");
    assertTrue(model.settle());
    assertEquals(0, model.late.get());
    CaseRecord settled = at.store().record(LATE).orElseThrow();
    assertEquals("PART", settled.text("choice"));
    assertEquals("13800000001", settled.text("kept.phone"));
    assertEquals("13900000009", settled.text("offered.phone"));
    ConflictHistory.Entry entry = ConflictHistory.last(settled).orElseThrow();
    assertEquals(Map.of("phone", "13900000009"), entry.values());
    assertEquals("与本人通话核实", entry.reason());
  }

  @Test
  void nothingOfItIsSettledWithoutAReason() {
    assertTrue(model.pick(Pick.TAKE));
    assertFalse(model.settle());
    model.reason.set("材料已补");
    assertTrue(model.settle());
  }

  @Test
  void anActAndASealedRecordAreNotTakenOverByValues() throws Exception {
    CaseRecord act =
        late().with("recordType", "EVENT").with("record", NEW_ITEM.toString()).with("late", "");
    at.receive(act);
    model.refresh();
    assertEquals("conflicts.take.lateAct", dispute().hindrance(Pick.TAKE));
    assertEquals("conflicts.take.lateAct", dispute().hindrance(Pick.PART));
    assertEquals("", dispute().hindrance(Pick.KEEP));
  }

  @Test
  void aRecordItMadeIsTakenOverOnlyWithEverythingItNeeds() throws Exception {
    at.receive(
        late()
            .with("recordType", "ITEM")
            .with("record", NEW_ITEM.toString())
            .with("base.phone", null)
            .with("kept.phone", null)
            .with("offered.phone", null)
            .with("offered.note", null)
            .with("offered.bankName", null)
            .with("offered.bankHolder", null)
            .with("offered.application", ConflictScene.CASE.toString())
            .with("offered.kind", "INCOME")
            .with("offered.code", "101")
            .with("offered.declared", "230000"));
    model.refresh();
    assertTrue(model.pick(Pick.PART));
    model.take("declared", true);
    model.reason.set("有工资条");
    assertFalse(model.settle(), () -> dispute() + " " + model.parts + at.store().record(LATE));
    assertTrue(model.problems.containsKey(ConflictsViewModel.PARTS));
    for (String group : List.of("application", "kind", "code")) model.take(group, true);
    assertTrue(model.settle());
  }
}
