package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.pages.PageSamples;
import cn.ruhu.desktop.pages.ViewerPage;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.imaging.page.ScannedFiles;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages of other machines at the reviewer's desk: asked for, awaited in words, shown, leafed.
class PagesViewTest extends DesktopTest {
  private static final byte[] LEASE = PageSamples.jpeg(PageSamples.sheet("D14", 1240, 1754));
  private static final byte[] PHOTO = PageSamples.jpeg(PageSamples.sheet("D19", 1600, 1200));
  private static final byte[] DIAGNOSIS =
      ScannedFiles.pdf(
          List.of(
              PageSamples.sheet("D08 1", 1240, 1754),
              PageSamples.sheet("D08 2", 1240, 1754),
              PageSamples.sheet("D08 3", 1240, 1754)));

  @TempDir static Path home;
  private TestDesk at;
  private CaseScenario scene;
  private DistrictDouble district;
  private CaseViewModel model;
  private QueueViewModel queue;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + UUID.randomUUID()));
    scene = new CaseScenario(18, LocalDate.of(2026, 11, 9));
    byte[] slip = PageSamples.jpeg(PageSamples.sheet("2026-10  2300.00", 1200, 800));
    scene
        .holding("D06", at.store().files().put(slip, scene.id, "image/jpeg"))
        .holding("D08", at.store().files().put(DIAGNOSIS, scene.id, "application/pdf"))
        .holding("D14", FileAddress.of(LEASE).text())
        .holding("D19", FileAddress.of(PHOTO).text())
        .family()
        .accepted()
        .visited();
    String unsent = page(scene, "D07").text("file");
    at.receive(scene.files().stream().filter(f -> !f.equals(unsent)).toList(), scene.records());
    queue = new QueueViewModel(at.desk(), new SeenCases(at.desk()), kit.background());
    district = new DistrictDouble(at);
    model = new CaseViewModel(at.desk(), new SeenCases(at.desk()), district, kit.background());
    var view =
        new ReviewView(kit, queue, model, new Printing(kit, at.desk(), Outlets.system()), _ -> {});
    kit.shortcuts().use("review.title", view.shortcuts());
    view.onShown("");
    return (Parent) view.node();
  }

  private static CaseRecord page(CaseScenario of, String slot) {
    return of.file().pages().stream()
        .filter(p -> p.text("slot").equals(slot))
        .findFirst()
        .orElseThrow();
  }

  private CasePage papers() {
    until("rows", () -> !queue.rows.isEmpty());
    CasePage page = new QueuePage(this).open("张桂兰");
    until("case", () -> model.sheet.get() != null && model.selected.get() != null);
    return page.tab("PAPERS");
  }

  private ViewerPage open(String slot) {
    TableView<CaseRecord> table = lookup("#review-papers").queryTableView();
    fx(() -> {
      table.requestFocus();
      table.getSelectionModel().select(page(scene, slot));
    });
    push(KeyCode.ENTER);
    return new ViewerPage(this).shown();
  }

  @Test
  void aPageOfAnotherMachineIsAwaitedInWordsAndOpensByItself() throws Exception {
    papers();
    fx(() -> district.stands(page(scene, "D19"), PageFiles.How.COMING, 120_000, 800_000));
    pictures("pages-papers");
    ViewerPage viewer = open("D14");
    assertEquals("在区里，正在取回", viewer.state());
    fx(() -> district.stands(page(scene, "D14"), PageFiles.How.COMING, 460_800, 1_024_000));
    assertEquals("在区里，正在取回 45%（450 KB／1000 KB）", viewer.state());
    pictures("pages-viewer-coming");
    assertEquals(0, ask(() -> model.looked.get()));
    fx(() -> arrives("D14", LEASE));
    viewer.picture();
    until("seen", () -> model.looked.get() == 1);
    assertTrue(ask(() -> model.openedPages.contains(page(scene, "D14").id())));
    pictures("pages-viewer");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    insideTheWindow();
    viewer.close();
    assertTrue(ask(() -> model.pages.now().get() == null));
  }

  private void arrives(String slot, byte[] bytes) {
    try {
      district.arrives(page(scene, slot), bytes);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// Nothing of the viewer is cut off by the window.
  private void insideTheWindow() {
    fx(() -> {
      double width = stage.getScene().getWidth();
      double height = stage.getScene().getHeight();
      for (Node n : lookup("#page-viewer .button").queryAll()) {
        if (!inSight(n)) continue;
        Bounds b = n.localToScene(n.getBoundsInLocal());
        boolean inside =
            b.getMinX() >= 0 && b.getMaxX() <= width && b.getMinY() >= 0 && b.getMaxY() <= height;
        assertTrue(inside, n.getId() + " " + b);
      }
    });
  }

  @Test
  void whyAPageIsNotThereIsSaidInWords() throws Exception {
    papers();
    ViewerPage viewer = open("D07");
    fx(() -> district.stands(page(scene, "D07"), PageFiles.How.ABSENT, 0, 0));
    assertEquals("区里也还没有（办理的电脑尚未上传）", viewer.state());
    assertTrue(ask(() -> lookup("#page-viewer-turn").queryButton().isDisabled()), "no picture yet");
    pictures("pages-viewer-not-yet");
    viewer.close();
    fx(() -> district.line(false));
    viewer = open("D19");
    assertEquals("离线，联网后可看", viewer.state());
    pictures("pages-viewer-offline");
    fx(() -> district.stands(page(scene, "D19"), PageFiles.How.DAMAGED, 0, 0));
    assertEquals("区里的这一页已损坏，没有保存", viewer.state());
    pictures("pages-viewer-damaged");
    clickOn("#page-viewer-picture-again");
    fx(() -> arrives("D19", PHOTO));
    viewer.picture();
    pictures("pages-viewer-photo");
  }

  @Test
  void keysLeafTurnAndZoom() {
    papers();
    ViewerPage viewer = open("D08").picture();
    assertEquals("第 1 页，共 1 页  第 1 面，共 3 面", viewer.count());
    viewer.next().next().picture();
    until("third sheet", () -> viewer.count().endsWith("第 3 面，共 3 面"));
    viewer.next();
    assertTrue(viewer.count().endsWith("第 3 面，共 3 面"), "the end is the end");
    viewer.back();
    until("second sheet", () -> viewer.count().endsWith("第 2 面，共 3 面"));
    viewer.picture().turn();
    assertEquals(90, ask(() -> viewer.image().getRotate()));
    pictures("pages-viewer-turned");
    viewer.turn().turn().turn();
    double whole = ask(() -> viewer.image().getFitWidth());
    push(KeyCode.EQUALS);
    push(KeyCode.EQUALS);
    assertEquals(whole * 1.44, ask(() -> viewer.image().getFitWidth()), 0.5);
    for (int i = 0; i < 5; i++) viewer.wheel(1);
    assertTrue(ask(() -> viewer.image().getFitWidth()) > whole * 2);
    pictures("pages-viewer-zoomed");
    push(KeyCode.DIGIT0);
    assertEquals(whole, ask(() -> viewer.image().getFitWidth()), 0.5);
    viewer.close();
    ViewerPage slips = open("D06").picture();
    assertEquals("第 1 页，共 2 页", slips.count());
    String first = slips.title();
    slips.next();
    until("second page", () -> slips.count().equals("第 2 页，共 2 页"));
    assertFalse(first.equals(slips.title()));
    double listed = ask(() -> lookup("#page-viewer-page-0").query().getBoundsInLocal().getHeight());
    assertTrue(listed < 120, "an entry is as tall as its words: " + listed);
    clickOn("#page-viewer-page-0");
    until("first page", () -> slips.count().equals("第 1 页，共 2 页"));
    pictures("pages-viewer-slot");
  }

  @Test
  void thePanelBesideTheComparisonShowsThePageOfTheFact() {
    CasePage page = papers();
    ComparePage compare = page.compare();
    for (int i = 0; i < 8; i++)
      if (ask(() -> model.evidence().stream().noneMatch(p -> p.text("slot").equals("D06"))))
        compare.down();
    compare.evidence();
    until("seen", () -> model.looked.get() == 1);
    pictures("pages-panel");
    push(KeyCode.V);
    ViewerPage viewer = new ViewerPage(this).shown().picture();
    pictures("pages-panel-large");
    viewer.close();
    assertTrue(ask(() -> model.pages.now().get() != null), "the panel keeps its page");
    compare.down();
    assertTrue(ask(() -> model.pages.now().get() == null));
  }

  @Test
  void aPieceThatComesChangesTheWordsBesideThePageAndNothingElse() {
    ComparePage compare = papers().compare();
    for (int i = 0; i < 30 && ask(() -> far().isEmpty()); i++) compare.down();
    CaseRecord page = ask(() -> far().getFirst());
    Node button = ask(() -> lookup("#review-page-" + page.id()).query());
    Label where = ask(() -> lookup("#review-where-" + page.id()).query());
    compare.evidence();
    until("asked", () -> model.pages.now().get() != null);
    fx(() -> district.stands(page, PageFiles.How.COMING, 120_000, 800_000));
    assertTrue(ask(where::getText).contains("15%"), where.getText());
    assertSame(button, ask(() -> lookup("#review-page-" + page.id()).query()));
    assertSame(where, ask(() -> lookup("#review-where-" + page.id()).query()));
    fx(() -> arrives(page.text("slot"), page.text("slot").equals("D14") ? LEASE : PHOTO));
    until("here", () -> where.getText().equals("已在本机"));
    assertSame(button, ask(() -> lookup("#review-page-" + page.id()).query()));
  }

  /// Pages of the chosen fact that are on other machines.
  private List<CaseRecord> far() {
    return model.evidence().stream()
        .filter(p -> List.of("D14", "D19").contains(p.text("slot")))
        .toList();
  }
}
