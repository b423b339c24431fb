package cn.ruhu.desktop.leads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageSamples;
import cn.ruhu.desktop.pages.PageShelf;
import cn.ruhu.desktop.pages.ViewerPage;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.SharedCards;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadsViewTest extends DesktopTest {
  @TempDir static Path home;
  private final LeadsPage page = new LeadsPage(this);
  private final List<String> went = new CopyOnWriteArrayList<>();
  private TestDesk at;
  private LeadsViewModel model;
  private TakingIn form;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(LeadsScene.records());
    model = new LeadsViewModel(at.desk(), kit.background());
    form = new TakingIn(at.desk(), kit.background(), new SharedCards(CardSource.NONE));
    var view =
        new LeadsView(
            kit,
            model,
            form,
            new Printing(kit, at.desk(), Outlets.system()),
            new PageReel(
                new PageShelf(at.desk(), new DistrictDouble(at)),
                kit.background(),
                _ -> {},
                cause -> {
                  throw new AssertionError(cause);
                }),
            (feature, argument) -> went.add(feature + " " + argument));
    kit.shortcuts().use("leads.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  /// The signed slip that came back is looked at where the lead is, by mouse and by V.
  @Test
  void aSlipThatWasScannedIsShownInItsLead() throws Exception {
    byte[] sheet = PageSamples.jpeg(PageSamples.sheet("转介单 回执", 827, 1169));
    String address = at.store().files().put(sheet, LeadsScene.GIVEN, "image/jpeg");
    at.receive(
        List.of(address),
        CaseRecord.of(
            RecordType.PAGE,
            new UUID(72, 1),
            TestDesk.STREET,
            LeadsScene.GIVEN,
            Map.of(
                "application", LeadsScene.GIVEN.toString(),
                "slot", "D22",
                "file", address,
                "mime", "image/jpeg",
                "takenAt", "2026-11-20T03:00:00Z",
                "source", "SCANNER")));
    fx(() -> model.refresh());
    page.choose("儿子去世后独自带两个孙辈，低保已停发，本月断粮。");
    String button = "#leads-page-" + new UUID(72, 1);
    until("its page", () -> lookup(button).tryQuery().isPresent());
    pictures("leads-pages");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    fx(() -> lookup(button).<javafx.scene.control.Button>query().fire());
    var viewer = new ViewerPage(this).shown().picture();
    pictures("leads-page");
    push(KeyCode.ESCAPE);
    until("closed", () -> !viewer.isOpen());
    push(KeyCode.V);
    viewer.shown();
  }

  private List<CaseRecord> leads() {
    return at.store().all(RecordType.LEAD);
  }

  @Test
  void theListSaysWhatIsDueAndTheLeadTellsItsStory() throws Exception {
    until("listed", () -> model.rows.size() == 3);
    page.choose("儿子去世后独自带两个孙辈，低保已停发，本月断粮。");
    until("its story", () -> page.story().stream().anyMatch(l -> l.startsWith("转介给 医保")));
    pictures("leads");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.choose("独居老人三天没有出门，邻居敲门无人应答。");
    assertTrue(page.text("#leads-due").startsWith("首次联系超期"), page.text("#leads-due"));
    fx(() -> stage.setWidth(1076));
    until("laid out anew", () -> stage.getScene().getWidth() == 1076);
    at.receive(
        LeadsScene.lead(9, "ONLINE", "欧阳娜娜", "房租欠两月，被要求搬离。", "2026-11-23T01:20:00Z", "2026-11-24"));
    fx(model::refresh);
    until("one more", () -> model.rows.size() == 4);
    assertEquals(List.of(), ask(this::cut));
    assertEquals(List.of(), ask(this::cutDeadlines));
    pictures("leads-late");
    assertEquals(List.of(), cutAtTwice("leads"));
  }

  /// Counts what a clerk presses, as far as the words themselves are not her choice.
  @Test
  void aLeadIsWrittenWithTheKeyboardAlone() throws Exception {
    until("listed", () -> model.rows.size() == 3);
    page.begin();
    int before = leads().size();
    page.type("rx")
        .type("") // hotline, by its initials; not urgent
        .type("wang")
        .type("13800000077")
        .type("");
    page.type("dhs 8").type("");
    until("on what was told", () -> page.focused("leads-about-input"));
    write("no food");
    pictures("leads-form");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.finish();
    until("saved", () -> leads().size() == before + 1);
    until("in hand", () -> page.text("#leads-about-said").equals("no food"));
    assertEquals(false, ask(form.begun::get), "leaving the saved form begins nothing");
    page.begin();
    assertEquals(
        "HOTLINE",
        leads().stream()
            .filter(l -> l.text("about").equals("no food"))
            .map(l -> l.text("channel"))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void whatIsMissingIsSaidAndTheKeyboardGoesThere() throws Exception {
    until("listed", () -> model.rows.size() == 3);
    page.begin().finish();
    until("said", () -> page.text("#leads-channel-problem").startsWith("请选择线索从哪里来"));
    until("there", () -> page.focused("leads-channel-input"));
    pictures("leads-form-missing");
    assertEquals(List.of(), ask(this::cut));
    fx(() -> stage.setWidth(1076));
    until("laid out anew", () -> stage.getScene().getWidth() == 1076);
    assertEquals(List.of(), ask(this::cut));
    assertEquals(List.of(), cutAtTwice("leads-form"));
  }

  /// What is told is cut in a list, never until when.
  private List<String> cutDeadlines() {
    return CutWords.in(lookup("#leads-table").queryParent()).stream()
        .filter(c -> c.matches("(首次联系|今天|等回复|办结).*"))
        .toList();
  }

  private List<String> cut() {
    return CutWords.in(stage.getScene().getRoot());
  }

  @Test
  void aLeadIsSpokenOfGivenOnAndEndedByItsLetters() throws Exception {
    until("listed", () -> model.rows.size() == 3);
    page.choose("独居老人三天没有出门，邻居敲门无人应答。").deed(KeyCode.L);
    write("met");
    pictures("leads-contact");
    page.act();
    until("spoken", () -> page.story().stream().anyMatch(l -> l.startsWith("首次联系 · 周敏")));
    fx(() -> lookup("#leads-table").query().requestFocus());
    page.deed(KeyCode.F);
    write("xj");
    push(KeyCode.ENTER);
    pictures("leads-dispatch");
    page.act();
    until("given", () -> page.story().stream().anyMatch(l -> l.startsWith("分办给 许静")));
    fx(() -> lookup("#leads-table").query().requestFocus());
    page.deed(KeyCode.Z);
    pictures("leads-move");
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#dialog").tryQuery().isEmpty());
    fx(() -> lookup("#leads-table").query().requestFocus());
    page.deed(KeyCode.B);
    write("done");
    page.act();
    until("ended", () -> page.story().stream().anyMatch(l -> l.startsWith("办结 · 周敏")));
    fx(() -> lookup("#leads-table").query().requestFocus());
    push(KeyCode.U);
    until("open again", () -> model.rows.size() == 3);
  }

  @Test
  void aCaseIsOpenedAtTheIntake() throws Exception {
    until("listed", () -> model.rows.size() == 3);
    page.choose("独居老人三天没有出门，邻居敲门无人应答。");
    push(KeyCode.D);
    until("gone there", () -> went.stream().anyMatch(w -> w.startsWith("intake ")));
  }
}
