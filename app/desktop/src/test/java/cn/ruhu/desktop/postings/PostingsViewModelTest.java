package cn.ruhu.desktop.postings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.PostingDuty.Task;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.work.NoticeBoards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another street's notice at this street's board: put up, photographed, taken down; what does not
/// belong is said in words and nothing is lost.
class PostingsViewModelTest {
  @TempDir private Path home;
  private NoticeScene scene;
  private TestDesk at;
  private PostingsViewModel model;
  private final List<Message> told = new ArrayList<>();
  private int closed;

  @BeforeEach
  void start() throws Exception {
    scene = new NoticeScene(home);
    at = TestDesk.clerk(home.resolve("here"));
    at.receive(PrintedCase.pageKey(), scene.posting());
    model = new PostingsViewModel(at.desk(), Background.inline());
    model.refresh();
  }

  @AfterEach
  void stop() throws Exception {
    at.close();
  }

  private PostingsViewModel.Asker asker() {
    told.clear();
    return new PostingsViewModel.Asker(told::addAll, () -> closed++);
  }

  private List<String> why() {
    return told.stream().map(Message::key).toList();
  }

  private Task task() {
    return model.rows.getFirst().task();
  }

  private Instant now() {
    return at.desk().now();
  }

  private void days(int n) {
    at.pass(Duration.ofDays(n));
    model.refresh();
  }

  private List<String> left() {
    return model.left.get().stream().map(Message::key).toList();
  }

  @Test
  void aPhotoFilesItselfByItsCodeFirstAsPostedThenAsRemoved() throws Exception {
    assertEquals(Task.PUT_UP, task());
    assertEquals(1, model.open.get());
    model.take(List.of(scene.photo(now())));
    assertEquals(List.of(), left());
    assertEquals(Task.HANGS, task());
    PostingRow row = model.rows.getFirst();
    assertEquals("大慧寺社区", row.fact(GateKind.NOTICE_POSTED, "").orElseThrow().text("value"));
    CaseRecord start = row.fact(GateKind.NOTICE_PHOTO, "START").orElseThrow();
    CaseRecord page = at.store().record(start.ref("page").orElseThrow()).orElseThrow();
    assertEquals("D20", page.text("slot"));
    assertEquals(NoticeScene.POSTING, page.caseId(), "in the posting's own file");
    assertTrue(at.store().files().file(page.text("file")).isPresent());

    days(5);
    model.take(List.of(scene.photo(now())));
    assertEquals(List.of("postings.problem.hangs"), left());
    assertEquals(Task.HANGS, task());
    days(3);
    assertEquals(Task.TAKE_DOWN, task());
    model.take(List.of(scene.photo(now())));
    assertEquals(Task.DONE, task());
    assertEquals(0, model.open.get());
    model.take(List.of(scene.photo(now())));
    assertEquals(List.of("postings.problem.over"), left());
  }

  /// A photo that comes in with the scans goes to the notice it shows; its case is not known here.
  @Test
  void aPhotoFromTheScanTrayIsFiledByItsCode() throws Exception {
    NoticeBoards boards = PostingsFeature.boards(at.desk());
    UUID application = model.rows.getFirst().application().orElseThrow();
    assertTrue(boards.looksAfter(application));
    assertFalse(boards.looksAfter(new UUID(44, 99)));
    byte[] photo = Files.readAllBytes(scene.photo(now()));
    assertEquals(List.of(), boards.take(photo, "1", now()));
    model.refresh();
    assertEquals(Task.HANGS, task());
    assertEquals(
        List.of("postings.problem.hangs"),
        boards.take(photo, "1", now()).stream().map(Message::key).toList());
    assertEquals(
        List.of("postings.problem.picture"),
        boards.take(new byte[40], "2", now()).stream().map(Message::key).toList());
  }

  @Test
  void aPhotoOfSeveralNoticesIsFiledForEach() throws Exception {
    UUID file = new UUID(44, 22);
    UUID other = new UUID(44, 2);
    at.receive(scene.posting(other, file, "海四示〔2026〕13号"));
    model.refresh();
    model.posted(other, "公示栏", scene.beside(file, "D02", now()), false, asker());
    assertEquals(List.of("postings.problem.other"), why(), "a code of another paper says nothing");
    model.take(List.of(scene.beside(file, "D20", now())));
    assertEquals(List.of(), left());
    assertEquals(Message.of("postings.done.taken", 2), model.done.get());
    assertEquals(
        List.of(Task.HANGS, Task.HANGS), model.rows.stream().map(PostingRow::task).toList());
    days(9);
    Path down = scene.beside(file, "D20", now());
    model.removed(other, down, false, asker());
    model.removed(NoticeScene.POSTING, down, false, asker());
    assertEquals(List.of(), why());
    assertEquals(List.of(Task.DONE, Task.DONE), model.rows.stream().map(PostingRow::task).toList());
  }

  @Test
  void aPhotoThatCannotBeReadHoldsUpNoOther() throws Exception {
    Path gone = home.resolve("gone.jpg");
    model.take(List.of(gone, scene.photo(now())));
    assertEquals(List.of("postings.problem.unreadable"), left());
    assertEquals("gone.jpg", model.left.get().getFirst().args().getFirst());
    assertEquals(Message.of("postings.done.taken", 1), model.done.get());
    assertEquals(Task.HANGS, task());
    assertEquals("", model.trouble.get());
  }

  @Test
  void aPhotoOfAnotherNoticeIsNamedAndChangesNothing() throws Exception {
    UUID other = new UUID(44, 2);
    at.receive(scene.posting(other, new UUID(44, 22), "海四示〔2026〕13号"));
    model.refresh();
    model.posted(other, "公示栏", scene.photo(now()), true, asker());
    assertEquals(List.of("postings.problem.other"), why());
    assertEquals("海四示〔2026〕12号", told.getFirst().args().get(1));
    assertEquals(0, closed, "the card stays open");
    assertEquals(2, model.open.get());
    at.receive(scene.posting().with("application", new UUID(44, 23).toString()));
    model.refresh();
    model.posted(other, "公示栏", scene.photo(now()), false, asker());
    assertEquals(List.of("postings.problem.foreign"), why());
    model.take(List.of(scene.photo(now())));
    assertEquals(List.of("postings.problem.nobody"), left());
  }

  @Test
  void aPhotoWithoutAReadableCodeIsTakenOnSomebodysWord() throws Exception {
    Path blank = scene.blank(now());
    model.posted(NoticeScene.POSTING, "公示栏", blank, false, asker());
    assertEquals(List.of("postings.problem.unread"), why());
    model.posted(NoticeScene.POSTING, "公示栏", blank, true, asker());
    assertEquals(1, closed);
    assertEquals(Task.HANGS, task());
    model.posted(NoticeScene.POSTING, "公示栏", blank, true, asker());
    assertEquals(List.of("postings.problem.posted"), why(), "once");
  }

  @Test
  void aPhotoThatIsTooOldOrTooEarlyOrNoneIsRefusedWithTheNextStep() throws Exception {
    Path old = scene.photo(Instant.parse("2026-11-20T02:00:00Z"));
    model.posted(NoticeScene.POSTING, "公示栏", old, false, asker());
    assertEquals(List.of("postings.problem.old"), why());
    Path words = home.resolve("words.jpg");
    Files.writeString(words, "no picture");
    model.posted(NoticeScene.POSTING, "公示栏", words, false, asker());
    assertEquals(List.of("postings.problem.picture"), why());
    model.posted(NoticeScene.POSTING, "公示栏", scene.photo(now()), false, asker());
    days(3);
    model.removed(NoticeScene.POSTING, scene.photo(now()), false, asker());
    assertEquals(
        List.of(Message.of("work.hindrance.REMOVED_TOO_EARLY", "2026-11-30", "2026-12-01")), told);
    Path sixth = scene.photo(now());
    days(6);
    model.removed(NoticeScene.POSTING, sixth, false, asker());
    assertEquals(List.of("work.hindrance.REMOVED_TOO_EARLY"), why(), "taken on an earlier day");
    assertEquals(Task.TAKE_DOWN, task());
  }

  @Test
  void whatIsCalledBackComesDownAtOnce() throws Exception {
    model.take(List.of(scene.photo(now())));
    days(2);
    CaseRecord now = at.store().record(NoticeScene.POSTING).orElseThrow();
    at.receive(now.with("recalledAt", now().toString()).with("recallWhy", "CASE_CLOSED"));
    model.refresh();
    assertEquals(Task.TAKE_BACK, task());
    model.removed(NoticeScene.POSTING, scene.photo(now()), false, asker());
    assertEquals(Task.DONE, task());
  }

  @Test
  void anObjectionIsRecordedAtTheWindowAlone() throws Exception {
    try (TestDesk other = TestDesk.reviewer(home.resolve("reviewer"))) {
      other.receive(PrintedCase.pageKey(), scene.posting());
      var reviewer = new PostingsViewModel(other.desk(), Background.inline());
      reviewer.refresh();
      reviewer.take(List.of(scene.photo(other.desk().now())));
      assertEquals(Task.HANGS, reviewer.rows.getFirst().task());
      assertFalse(reviewer.hears(reviewer.rows.getFirst()), "no button");
      reviewer.objected(NoticeScene.POSTING, "孙某", "有房出租", Optional.empty(), asker());
      assertEquals(List.of("postings.problem.window"), why());
      reviewer.refresh();
      assertTrue(
          reviewer.rows.getFirst().fact(GateKind.OBJECTION_RAISED, "").isEmpty(),
          "nothing written");
    }
    model.take(List.of(scene.photo(now())));
    assertTrue(model.hears(model.rows.getFirst()));
  }

  @Test
  void anObjectionIsKeptWithItsPaper() throws Exception {
    model.take(List.of(scene.photo(now())));
    model.objected(NoticeScene.POSTING, "孙某", "有房出租", Optional.of(scene.blank(now())), asker());
    assertEquals(1, closed);
    CaseRecord fact = model.rows.getFirst().fact(GateKind.OBJECTION_RAISED, "").orElseThrow();
    assertEquals("有房出租", fact.text("reason"));
    assertEquals(
        "D26", at.store().record(fact.ref("page").orElseThrow()).orElseThrow().text("slot"));
    days(9);
    model.objected(NoticeScene.POSTING, "孙某", "有房出租", Optional.empty(), asker());
    assertEquals(List.of("work.hindrance.NOTICE_OVER"), why());
  }
}
