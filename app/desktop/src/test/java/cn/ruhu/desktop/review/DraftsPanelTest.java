package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A draft that a pair handed over beside what the others sealed, at the reviewer's desk.
class DraftsPanelTest extends DesktopTest {
  private static final UUID DRAFT = new UUID(5, 7);

  @TempDir static Path home;
  private TestDesk at;
  private CaseViewModel model;
  private QueueViewModel queue;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + UUID.randomUUID()));
    var zhang = new CaseScenario(18, LocalDate.of(2026, 11, 9)).family().accepted().visited();
    at.receive(zhang.files(), zhang.records());
    at.receive(draft());
    queue = new QueueViewModel(at.desk(), new SeenCases(at.desk()), kit.background());
    model =
        new CaseViewModel(
            at.desk(), new SeenCases(at.desk()), new DistrictDouble(at), kit.background());
    var view =
        new ReviewView(kit, queue, model, new Printing(kit, at.desk(), Outlets.system()), _ -> {});
    kit.shortcuts().use("review.title", view.shortcuts());
    view.onShown("");
    return (Parent) view.node();
  }

  /// One answer as it was sealed, one otherwise, one that was not sealed.
  private CaseRecord draft() {
    CaseRecord visit = at.store().all(RecordType.VISIT).getFirst();
    var sealed =
        at.desk()
            .caseFile(visit.ref("application").orElseThrow())
            .answers(visit.id())
            .byPath()
            .entrySet()
            .iterator();
    var same = sealed.next();
    var other = sealed.next();
    var fields = new TreeMap<String, String>();
    fields.put("application", visit.text("application"));
    fields.put("assignment", new UUID(5, 8).toString());
    fields.put("attempt", "1");
    fields.put("startedAt", "2026-11-10T01:00:00Z");
    fields.put("at", "2026-11-10T09:00:00Z");
    fields.put("by", TestDesk.FIRST.toString());
    fields.put("formHash", "sha256-" + "a".repeat(64));
    fields.put(
        "text.0",
        same.getKey()
            + "\t\t住房来源\t"
            + same.getValue()
            + "\t承租公房\n"
            + other.getKey()
            + "\t张桂兰\t近一年就业情况\tX\t一直在打零工，做过保洁和护工，断断续续，收入说不准\n"
            + "Z99\t\t没有封存的一问\t1\t是\n");
    return CaseRecord.of(RecordType.VISIT_DRAFT, DRAFT, visit.scope(), visit.caseId(), fields);
  }

  @Test
  void whatTheFirstPairHadAskedStandsBesideWhatWasSealed() {
    until("rows", () -> !queue.rows.isEmpty());
    CasePage page = new QueuePage(this).open("张桂兰");
    until("case", () -> model.sheet.get() != null && model.selected.get() != null);
    page.tab("VISIT");
    String look = "#review-draft-" + DRAFT;
    until("the draft", () -> !lookup(look).queryAll().isEmpty());
    pictures("review-draft");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    fx(() -> lookup(look).<ButtonBase>query().fire());
    until("its answers", () -> !lookup("#review-draft-lines .label").queryAll().isEmpty());
    List<String> words =
        ask(() ->
            lookup("#review-draft-lines .label").queryAll().stream()
                .map(n -> ((Labeled) n).getText())
                .toList());
    assertTrue(
        words.indexOf("封存中没有") > 0 && words.indexOf("封存中没有") < words.indexOf("与封存一致"),
        words::toString);
    pictures("review-draft-lines");
    List<String> cut = cutAtTwice("review-draft-lines");
    assertTrue(cut.stream().noneMatch(c -> words.stream().anyMatch(c::startsWith)), cut::toString);
  }
}
