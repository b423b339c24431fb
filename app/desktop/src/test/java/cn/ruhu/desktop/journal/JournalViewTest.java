package cn.ruhu.desktop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.Screenshots;
import cn.ruhu.desktop.bundles.CarryingPane;
import cn.ruhu.desktop.bundles.CarryingViewModel;
import cn.ruhu.desktop.bundles.InMemoryCarrying;
import cn.ruhu.desktop.bundles.InMemoryNearby;
import cn.ruhu.desktop.bundles.NearCards;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.store.Salvaged;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What went, what came, what waits and why, in the window.
class JournalViewTest extends DesktopTest {
  private final List<UUID> opened = new ArrayList<>();
  private Ledger.Page page = page(false);
  private int withFiles;
  private Runnable changed = () -> {};

  private final Ledger ledger =
      new Ledger() {
        @Override
        public Page read() {
          return page;
        }

        @Override
        public Runnable onChange(Runnable listener) {
          changed = listener;
          return () -> {};
        }

        @Override
        public void syncNow() {}

        @Override
        public void filesNow() {
          withFiles++;
        }

        @Override
        public void metered(boolean yes) {
          page = page(yes);
          changed.run();
        }
      };

  private final InMemoryCarrying carrying = new InMemoryCarrying();

  private static Ledger.Line line(int n, String kind, Where where, int files, int waiting) {
    boolean refused = where == Where.REFUSED;
    return new Ledger.Line(
        new UUID(1, n),
        NOW.minus(Duration.ofMinutes(7L * n)),
        kind,
        Optional.of(new UUID(3, n)),
        "110108007-2017-00101-" + (10 + n),
        where,
        refused ? Optional.of("NO_DRAW_DUE") : Optional.empty(),
        Optional.empty(),
        files,
        waiting,
        null);
  }

  private static Ledger.Came came(int n, Optional<UUID> caseId, Ledger.Part... parts) {
    return new Ledger.Came(
        new UUID(0, n),
        NOW.minus(Duration.ofMinutes(11L * n)),
        caseId,
        caseId.isPresent() ? "110108007-2017-00101-" + (20 + n) : "",
        List.of(parts));
  }

  private static final Salvaged SALVAGED =
      new Salvaged(
          NOW.toEpochMilli(),
          "store.db.damaged-1511141400000",
          128,
          17,
          List.of(31L, 32L, 33L, 40L),
          List.of(),
          false,
          2,
          0,
          5);

  private static Ledger.Page page(boolean metered) {
    Instant at = NOW.minus(Duration.ofMinutes(1));
    return new Ledger.Page(
        List.of(
            line(1, "save", Where.SAVED, 3, 3),
            line(2, "act.ACCEPT", Where.SENT, 2, 1),
            line(3, "visit.finish", Where.ARRIVED, 6, 0),
            line(4, "save", Where.CONFLICT, 0, 0),
            line(5, "act.DRAW", Where.REFUSED, 0, 0)),
        List.of(
            came(
                1,
                Optional.of(new UUID(3, 9)),
                new Ledger.Part("PAGE", 3, 0, 0),
                new Ledger.Part("ITEM", 1, 2, 0),
                new Ledger.Part("APPLICATION", 0, 1, 0)),
            came(2, Optional.of(new UUID(3, 8)), new Ledger.Part("ASSIGNMENT", 0, 0, 1)),
            came(
                4,
                Optional.empty(),
                new Ledger.Part("APPLICATION", 60, 0, 0),
                new Ledger.Part("MEMBER", 214, 0, 0),
                new Ledger.Part("LATER_KIND", 1, 0, 0)),
            came(6, Optional.empty(), new Ledger.Part("FORM", 1, 0, 0))),
        2,
        4,
        1_500_000,
        metered ? Optional.empty() : Optional.of(Duration.ofSeconds(130)),
        metered,
        Optional.of(at),
        Optional.empty(),
        metered ? List.of(SALVAGED) : List.of());
  }

  @Override
  protected Parent open(Kit kit) {
    var model = new JournalViewModel(ledger, kit.background(), InstantSource.fixed(NOW));
    var near = new NearCards(kit, new InMemoryNearby(), carrying);
    var bundles = new CarryingPane(kit, new CarryingViewModel(carrying, kit.background()), near);
    var view = new JournalView(kit, model, bundles, opened::add);
    view.onShown("");
    return filling(view.node());
  }

  private String subtitle() {
    return lookup(".page-subtitle").<Labeled>query().getText();
  }

  private long cells(String words) {
    return ask(() ->
        lookup("#journal-table .table-cell").queryAllAs(Labeled.class).stream()
            .filter(c -> words.equals(c.getText()))
            .count());
  }

  @Test
  void whatWentAndCameIsReadAndAMeteredLineHoldsFilesBack() {
    until("read", () -> lookup("#journal-table .table-row-cell").queryAll().size() >= 8);
    assertEquals(1, cells("一次收到多户"), "a form is not many cases");
    assertEquals(3, cells("收到更新"));
    assertTrue(ask(this::subtitle).endsWith("正在上报，还需约 3 分钟"), () -> ask(this::subtitle));
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    Screenshots.both(stage, kit.theme(), "journal");
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));

    clickOn("#journal-filter-RECEIVED");
    until("three", () -> lookup("#journal-table .standing").queryAll().size() < 8);
    clickOn("110108007-2017-00101-21");
    push(KeyCode.ENTER);
    until("opened", () -> opened.equals(List.of(new UUID(3, 9))));

    clickOn("#journal-metered");
    until("files wait", () -> lookup("#journal-files").query().isVisible());
    assertTrue(ask(this::subtitle).endsWith("按流量上网，文件先不传"));
    Screenshots.take(stage, Path.of("target/screens/journal-metered-1280-light.png"));
    clickOn("#journal-files");
    assertEquals(1, withFiles);
  }
}
