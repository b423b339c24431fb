package cn.ruhu.desktop.binder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.dossier.Story;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pictures;
import cn.ruhu.desktop.pages.PageSamples;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.desktop.pages.ViewerPage;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.PageBook;
import cn.ruhu.papers.Papers;
import cn.ruhu.wire.DossierArchive;
import cn.ruhu.wire.Hashes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 案卷材料 as a person uses it, by the keyboard.
class BinderViewTest extends DesktopTest {
  @TempDir private Path home;
  private BoundCase bound;
  private BinderViewModel model;
  private Path better;

  @Override
  protected Parent open(Kit window) throws Exception {
    bound = new BoundCase(home.resolve("m"));
    better = home.resolve("better.jpg");
    Files.write(better, PageSamples.jpeg(PageSamples.sheet("NEW", 900, 1270)));
    Kit with =
        window.choosing(
            new Pictures() {
              @Override
              public List<Path> choose(String title, String kind, @Nullable Window owner) {
                return List.of(better);
              }

              @Override
              public Optional<Path> folder(String title, @Nullable Window owner) {
                return Optional.of(home);
              }
            });
    model =
        new BinderViewModel(
            bound.desk.desk(), bound.district, new Prints(bound.desk.desk()), with.background());
    var view =
        new BinderView(
            with,
            model,
            new Exporting(bound.desk.desk(), new PageBook(Fonts.load()), Optional.empty()),
            new Archiving(bound.desk.desk(), () -> new Papers(Fonts.load())));
    with.shortcuts().use("binder.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    bound.desk.close();
  }

  private void opened() {
    fx(() -> model.open(BoundCase.CASE));
    until("its pages", () -> model.leaves.size() == 5);
    picture();
  }

  private void picture() {
    until(
        "its picture",
        () ->
            lookup("#binder-picture .image-view")
                .tryQueryAs(ImageView.class)
                .filter(v -> v.getImage() != null)
                .isPresent());
    fx(() -> lookup("#binder-list").query().requestFocus());
  }

  private String text(String id) {
    return ask(() -> lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
  }

  private void card(String id, String words) {
    until("the card", () -> lookup("#dialog").tryQuery().isPresent());
    fx(() -> {
      lookup(id).<TextInputControl>query().setText(words);
      lookup("#dialog-act-0").<ButtonBase>query().fire();
    });
    until("done", () -> lookup("#dialog").tryQuery().isEmpty());
  }

  @Test
  void aCaseIsOpenedReadAndPutRightByTheKeyboard() {
    pictures("binder-empty");
    push(KeyCode.O);
    until("the card", () -> lookup("#dialog").tryQuery().isPresent());
    clickOn("#binder-case-input");
    write("cjg");
    push(KeyCode.ENTER);
    fx(() -> lookup("#dialog-act-0").<ButtonBase>query().fire());
    until("its pages", () -> model.leaves.size() == 5);
    picture();
    push(KeyCode.J);
    until("the second", () -> model.leaves.indexOf(model.selected.get()) == 1);
    picture();
    push(KeyCode.T);
    until("stamped", () -> !held().page().text("checkedBy").isEmpty());
    picture();
    until("the stamp", () -> text("#binder-picture-stamp").contains("周敏 2026-11-23"));
    push(KeyCode.X);
    card("#binder-reason-input", "反光看不清");
    until("replaced", () -> held().earlier() == 1);
    fx(() -> lookup("#binder-list").query().requestFocus());
    push(KeyCode.H);
    until("earlier ones", () -> model.leaves.size() == 6);
    picture();
    pictures("binder-history");
    assertEquals(List.of(), cutAtTwice("binder-history"));
    assertEquals(List.of(), ask(() -> CutWords.in(lookup("#screen-binder").queryParent())));
    push(KeyCode.J);
    until("the old one", () -> !held().stands());
    until("words", () -> facts().contains("反光看不清"));
    push(KeyCode.U);
    until("restored", () -> held().stands() && held().earlier() == 2);
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  private Leaf held() {
    return Objects.requireNonNull(model.selected.get());
  }

  private String facts() {
    return ask(() ->
        lookup("#binder-facts .label").queryAllAs(Labeled.class).stream()
            .map(Labeled::getText)
            .reduce("", (a, b) -> a + "\n" + b));
  }

  @Test
  void aPageGoesElsewhereWithAReason() {
    opened();
    push(KeyCode.A);
    until("the card", () -> lookup("#dialog").tryQuery().isPresent());
    pictures("binder-place");
    clickOn("#binder-slot-input");
    fx(() -> lookup("#binder-slot-input").<TextInputControl>query().clear());
    write("zdzm");
    push(KeyCode.ENTER);
    card("#binder-reason-input", "放错了材料位");
    until("put there", () -> bound.pages().contains("D08 0"));
    assertEquals("D08", held().slot());
  }

  @Test
  void twoPagesLieBesideEachOther() {
    opened();
    push(KeyCode.V);
    var viewer = new ViewerPage(this).shown().picture();
    push(KeyCode.C);
    until(
        "the kept one",
        () ->
            lookup("#page-viewer-beside .image-view")
                .tryQueryAs(ImageView.class)
                .filter(v -> v.getImage() != null)
                .isPresent());
    viewer.next().picture();
    pictures("binder-beside");
    assertEquals(List.of(), cutAtTwice("binder-beside"));
    double left =
        ask(() -> lookup("#page-viewer-beside").<Node>query().getLayoutBounds().getWidth());
    double right = ask(() -> viewer.frame().getLayoutBounds().getWidth());
    assertEquals(left, right, right * 0.1, "both have the same room");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    push(KeyCode.C);
    until("alone", () -> lookup("#page-viewer-beside").tryQuery().isEmpty());
    viewer.close();
    until("goes on from there", () -> model.leaves.indexOf(model.selected.get()) == 1);
  }

  @Test
  void theCaseGoesOutAsOneFile() {
    opened();
    push(KeyCode.P);
    until("the card", () -> lookup("#dialog").tryQuery().isPresent());
    pictures("binder-export");
    fx(() -> lookup("#dialog-act-0").<ButtonBase>query().fire());
    until("written", 90, () -> !pdfs().isEmpty());
    assertEquals(1, pdfs().size());
    assertTrue(pdfs().getFirst().startsWith("ruhu-110108072026001000425"));
    assertFalse(pdfs().getFirst().contains("陈"), "a file's name names no person");
  }

  @Test
  void theWholeStoryIsReadAndGoesOutAsAnArchiveAnybodyCanCheck() throws Exception {
    opened();
    push(KeyCode.G);
    until("the story", () -> lookup("#binder-story-stage").tryQuery().isPresent());
    pictures("binder-story");
    assertEquals(List.of(), cutAtTwice("binder-story"));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    push(KeyCode.Z);
    until("the card", () -> lookup("#dialog").tryQuery().isPresent());
    fx(() -> lookup("#dialog-act-0").<ButtonBase>query().fire());
    until("written", 90, () -> !named(".zip").isEmpty());
    assertEquals(List.of("ruhu-dossier-110108072026001000425.zip"), named(".zip"));
    Path zip = home.resolve(named(".zip").getFirst());
    DossierArchive.Checked found = DossierArchive.check(zip);
    assertTrue(found.holds(), found.toString());
    assertEquals(7, found.files(), "five originals, the dossier and the index");
    var noted = bound.file().gateFacts(GateKind.PAGES_EXPORTED).getLast();
    assertEquals(Hashes.sha256Hex(Files.readAllBytes(zip)), noted.text("reason"));
    int pages = Story.of(bound.file()).papers().size();
    assertEquals(Integer.toString(pages), noted.text("value"), "pages, not files");
    try (var in = new ZipFile(zip.toFile())) {
      for (byte[] original : bound.originals) {
        String hash = Hashes.sha256Hex(original);
        String manifest =
            new String(in.getInputStream(in.getEntry("manifest.sha256")).readAllBytes(), UTF_8);
        assertTrue(manifest.contains(hash + "  originals/"), "the original, byte for byte");
      }
    }
    push(KeyCode.G);
    until("back at its pages", () -> lookup("#binder-list").tryQuery().isPresent());
  }

  private List<String> pdfs() {
    return named(".pdf");
  }

  private List<String> named(String ending) {
    try (Stream<Path> all = Files.list(home)) {
      return all.map(p -> String.valueOf(p.getFileName())).filter(n -> n.endsWith(ending)).toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
