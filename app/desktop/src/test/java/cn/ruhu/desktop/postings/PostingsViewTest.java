package cn.ruhu.desktop.postings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.PostingDuty.Task;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageShelf;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.printing.Printing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostingsViewTest extends DesktopTest {
  private static final UUID HANGING = new UUID(44, 2);
  private static final UUID OVER = new UUID(44, 3);

  @TempDir static Path home;
  private NoticeScene scene;
  private PostingsViewModel model;
  private TestDesk at;
  private Path chosen = Path.of("none");

  @Override
  protected Parent open(Kit plain) throws Exception {
    Kit kit = plain.choosing((_, _, _) -> List.of(chosen));
    Path folder = home.resolve("m" + System.nanoTime());
    java.nio.file.Files.createDirectories(folder);
    scene = new NoticeScene(folder);
    at = TestDesk.clerk(folder.resolve("here"));
    CaseRecord hanging = scene.posting(HANGING, new UUID(44, 22), "海四示〔2026〕9号");
    CaseRecord over = scene.posting(OVER, new UUID(44, 23), "海四示〔2026〕5号");
    at.store().files().put(scene.pdf, NoticeScene.POSTING, "application/pdf");
    at.receive(
        PrintedCase.pageKey(),
        scene.posting(),
        hanging,
        fact(HANGING, GateKind.NOTICE_POSTED, "2026-11-20T02:00:00Z").with("value", "南里社区公示栏"),
        over.with("recalledAt", "2026-11-22T02:00:00Z")
            .with("recallWhy", "RECALLED")
            .with("recallNote", "姓名写错"),
        fact(OVER, GateKind.NOTICE_POSTED, "2026-11-19T02:00:00Z").with("value", "皂君庙社区"));
    model = new PostingsViewModel(at.desk(), kit.background());
    var outlets = new Outlets(new InMemoryPrinters("Office"), (_, _, _, _) -> Optional.empty());
    var files = new DistrictDouble(at);
    var reel =
        new PageReel(new PageShelf(at.desk(), files), kit.background(), _ -> {}, model::failed);
    var view =
        new PostingsView(
            kit,
            model,
            new NoticeSheet(kit, at.desk(), new Printing(kit, at.desk(), outlets), files, reel));
    kit.shortcuts().use("postings.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  private static CaseRecord fact(UUID posting, GateKind kind, String when) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        new UUID(45, posting.getLeastSignificantBits()),
        TestDesk.STREET,
        posting,
        Map.of(
            "application", posting.toString(),
            "kind", kind.name(),
            "by", TestDesk.CLERK.toString(),
            "at", when));
  }

  private void keys(KeyCode code) {
    push(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN));
  }

  @Test
  void aNoticeIsPutUpByKeysAndNothingIsCut() throws Exception {
    until("they are there", () -> model.rows.size() == 3);
    assertEquals(Task.TAKE_BACK, model.rows.getFirst().task(), "what came down first");
    pictures("postings");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("postings"));
    interact(() ->
        model.choose(
            model.rows.stream()
                .filter(r -> r.id().equals(NoticeScene.POSTING))
                .findFirst()
                .orElseThrow()));
    keys(KeyCode.DIGIT1);
    until("the sheet is shown", () -> !lookup("#page-viewer").queryAll().isEmpty());
    pictures("postings-sheet");
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#page-viewer").queryAll().isEmpty());
    chosen = scene.blank(at.desk().now());
    keys(KeyCode.DIGIT2);
    clickOn("#postings-photo");
    clickOn("#dialog-act-0");
    until(
        "the code was looked for",
        () -> !lookup("#postings-problem").<Label>query().getText().isEmpty());
    pictures("postings-unread");
    assertTrue(lookup("#postings-by-hand").<CheckBox>query().isVisible());
    clickOn("#postings-by-hand");
    clickOn("#dialog-act-0");
    until(
        "it hangs",
        () ->
            model.rows.stream()
                .anyMatch(r -> r.id().equals(NoticeScene.POSTING) && r.task() == Task.HANGS));
    pictures("postings-hangs");
  }
}
