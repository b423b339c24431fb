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
import java.util.Map;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pair said beside their answers, read, answered and settled at the reviewer's desk.
class RemarksPanelTest extends DesktopTest {
  private static final UUID NOTE = new UUID(5, 1);
  private static final UUID NONE = new UUID(5, 2);

  @TempDir static Path home;
  private TestDesk at;
  private CaseViewModel model;
  private QueueViewModel queue;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + UUID.randomUUID()));
    var zhang = new CaseScenario(18, LocalDate.of(2026, 11, 9)).family().accepted().visited();
    at.receive(zhang.files(), zhang.records());
    at.receive(
        said(NOTE, "H04", "NOTE", "住房来源", "承租公房", "房本上是公房").with("state", "OPEN"),
        said(NONE, "P02", "NO_ANSWER", "存款合计", "", "REFUSED"));
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

  private CaseRecord said(
      UUID id, String path, String kind, String question, String value, String words) {
    CaseRecord visit = at.store().all(RecordType.VISIT).getFirst();
    return CaseRecord.of(
        RecordType.REMARK,
        id,
        visit.scope(),
        visit.caseId(),
        Map.of(
            "application", visit.text("application"),
            "visit", visit.id().toString(),
            "path", path,
            "kind", kind,
            "question", question,
            "value", value,
            "words", words,
            "by", TestDesk.FIRST.toString(),
            "at", "2026-11-11T02:00:00Z"));
  }

  private String text(UUID remark) {
    return ask(() ->
        String.join(
            "|",
            lookup("#remark-" + remark).query().lookupAll(".label").stream()
                .map(n -> ((Labeled) n).getText())
                .toList()));
  }

  private CaseRecord kept(UUID id) {
    return at.store().record(id).orElseThrow();
  }

  @Test
  void remarksOfAVisitAreReadAnsweredAndSettledBesideTheirQuestion() {
    until("rows", () -> !queue.rows.isEmpty());
    CasePage page = new QueuePage(this).open("张桂兰");
    until("case", () -> model.sheet.get() != null && model.selected.get() != null);
    page.tab("VISIT");
    until("the notes", () -> !lookup("#remark-" + NOTE).queryAll().isEmpty());
    assertTrue(text(NOTE).contains("住房来源") && text(NOTE).contains("承租公房"), text(NOTE));
    assertTrue(text(NOTE).contains("林晓东") && text(NOTE).contains("房本上是公房"), text(NOTE));
    assertTrue(text(NONE).contains("拒绝回答") && text(NONE).contains("未作答"), text(NONE));
    pictures("review-remarks");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertTrue(cutAtTwice("review-remarks").stream().noneMatch(c -> c.contains("房本")));
    String answer = "#remark-answer-" + NOTE + "-input";
    fx(() -> lookup(answer).query().requestFocus());
    fx(() -> lookup(answer).<TextInputControl>query().setText("请附租约照片"));
    push(KeyCode.ENTER);
    until("answered", () -> kept(NOTE).text("state").equals("ANSWERED"));
    assertEquals(
        List.of("请附租约照片", TestDesk.REVIEWER.toString()),
        List.of(kept(NOTE).text("answer"), kept(NOTE).text("answeredBy")));
    until("it is shown", () -> text(NOTE).contains("请附租约照片"));
    fx(() -> lookup("#remark-settle-" + NOTE).<ButtonBase>query().fire());
    until("settled", () -> kept(NOTE).text("state").equals("SETTLED"));
    until("no more to do", () -> lookup("#remark-settle-" + NOTE).queryAll().isEmpty());
  }

  /// The case is read again whenever something arrives: never under the hand of who writes.
  @Test
  void anAnswerThatIsBeingWrittenStaysInTheHand() throws Exception {
    until("rows", () -> !queue.rows.isEmpty());
    CasePage page = new QueuePage(this).open("张桂兰");
    until("case", () -> model.sheet.get() != null && model.selected.get() != null);
    page.tab("VISIT");
    until("the notes", () -> !lookup("#remark-" + NOTE).queryAll().isEmpty());
    String answer = "#remark-answer-" + NOTE + "-input";
    fx(() -> lookup(answer).query().requestFocus());
    fx(() -> lookup(answer).<TextInputControl>query().setText("请附租"));
    CaseSheet before = ask(model.sheet::get);
    at.receive(kept(NONE).with("words", "NOT_KNOWN"));
    fx(model::refresh);
    until("the case is read again", () -> !before.equals(model.sheet.get()));
    until("the keyboard is where it was", () -> lookup(answer).query().isFocused());
    assertEquals("请附租", ask(() -> lookup(answer).<TextInputControl>query().getText()));
    assertEquals("", kept(NOTE).text("answer"), "half an answer is none");
    fx(() -> lookup(answer).<TextInputControl>query().setText("请附租约"));
    fx(() -> lookup("#remark-settle-" + NOTE).<ButtonBase>query().fire());
    until("settled", () -> kept(NOTE).text("state").equals("SETTLED"));
    assertEquals("请附租约", kept(NOTE).text("answer"), "and answered before it was");
  }

  @Test
  void aSupervisorWritesANoteOnAFact() {
    until("rows", () -> !queue.rows.isEmpty());
    new QueuePage(this).open("张桂兰");
    until("case", () -> model.sheet.get() != null && model.selected.get() != null);
    String path = ask(() -> model.selected.get().path());
    until("the way to write", () -> !lookup("#remark-write").queryAll().isEmpty());
    fx(() -> lookup("#remark-write").<ButtonBase>query().fire());
    until("the words are asked", () -> !lookup("#remark-words-input").queryAll().isEmpty());
    fx(() -> lookup("#remark-words-input").<TextInputControl>query().setText("下次请看原件"));
    fx(() -> lookup("#dialog-act-0").<ButtonBase>query().fire());
    until(
        "kept",
        () ->
            at.store().all(RecordType.REMARK).stream()
                .anyMatch(r -> r.text("path").equals(path) && r.ref("visit").isEmpty()));
  }
}
