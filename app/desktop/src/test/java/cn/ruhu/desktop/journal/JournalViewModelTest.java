package cn.ruhu.desktop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.store.Salvaged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalViewModelTest {
  private static final Instant NOW = Instant.parse("2017-11-20T01:30:00Z");

  private static final class InMemoryLedger implements Ledger {
    Page page = page(List.of(), 0, 0, 0, Optional.empty(), Optional.empty());
    final List<Runnable> listeners = new ArrayList<>();
    int reads;
    int syncs;
    int withFiles;

    @Override
    public Page read() {
      reads++;
      return page;
    }

    @Override
    public Runnable onChange(Runnable changed) {
      listeners.add(changed);
      return () -> listeners.remove(changed);
    }

    @Override
    public void syncNow() {
      syncs++;
    }

    @Override
    public void filesNow() {
      withFiles++;
    }

    @Override
    public void metered(boolean yes) {
      page =
          new Page(
              page.lines(),
              page.came(),
              page.opsWaiting(),
              page.filesWaiting(),
              page.bytesWaiting(),
              page.left(),
              yes,
              page.lastSync(),
              page.trouble(),
              page.salvages());
    }
  }

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InlineBackground background = Background.inline();
  private final JournalViewModel model =
      new JournalViewModel(ledger, background, InstantSource.fixed(NOW));

  private static Ledger.Page page(
      List<Ledger.Line> lines,
      int ops,
      int files,
      long bytes,
      Optional<Instant> at,
      Optional<String> trouble) {
    return new Ledger.Page(
        lines, List.of(), ops, files, bytes, Optional.empty(), false, at, trouble, List.of());
  }

  private static Ledger.Line line(Where where) {
    return new Ledger.Line(
        new UUID(1, where.ordinal()),
        NOW,
        "save",
        Optional.empty(),
        "",
        where,
        Optional.empty(),
        Optional.empty(),
        2,
        0,
        null);
  }

  private static Ledger.Line arrived(int n, Instant at, String number) {
    return new Ledger.Line(
        new UUID(2, n),
        at,
        "save",
        Optional.empty(),
        number,
        Where.ARRIVED,
        Optional.empty(),
        Optional.empty(),
        n,
        0,
        null);
  }

  private static Ledger.Page all(Ledger.Line... lines) {
    return page(List.of(lines), 0, 0, 0, Optional.of(NOW), Optional.empty());
  }

  @Test
  void theMachineMayGoOffOnceEverythingOfTheDayHasItsReceipt() {
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    ledger.page = all(arrived(3, NOW, "A"), arrived(4, NOW, "A"), arrived(5, NOW, "B"));
    model.open();
    assertEquals(Message.of("journal.summary.evening", "2", "12"), model.summary.get());
    ledger.page = all(arrived(3, yesterday, "A"));
    model.open();
    assertEquals("journal.summary.none.at", model.summary.get().key(), "nothing was done today");
    ledger.page = all(arrived(3, NOW, "A"), line(Where.REFUSED));
    model.open();
    assertEquals("journal.summary.none.at", model.summary.get().key(), "one was not taken");
  }

  @Test
  void countsAndFiltersByWhereThingsAre() {
    ledger.page =
        page(
            List.of(
                line(Where.SAVED),
                line(Where.SENT),
                line(Where.ARRIVED),
                line(Where.CONFLICT),
                line(Where.REFUSED)),
            2,
            3,
            1_500_000,
            Optional.of(NOW),
            Optional.empty());
    model.open();
    assertEquals(5, model.lines.size());
    assertEquals(2, model.counts.get().get(JournalViewModel.Filter.WAITING));
    model.filter.set(JournalViewModel.Filter.REFUSED);
    assertEquals(List.of(line(Where.REFUSED)), List.copyOf(model.lines));
    assertEquals(Message.of("journal.summary.waiting", "2", "3", "1.4 MB"), model.summary.get());
  }

  @Test
  void nothingWaitingSaysSinceWhen() {
    model.open();
    assertEquals(Message.of("journal.summary.none"), model.summary.get());
    ledger.page = page(List.of(), 0, 0, 0, Optional.of(NOW), Optional.empty());
    model.open();
    assertEquals(Message.of("journal.summary.none.at", "11-20 09:30"), model.summary.get());
  }

  @Test
  void manyChangesAreReadOnce() {
    model.open();
    for (int i = 0; i < 50; i++) ledger.listeners.getFirst().run();
    background.pass(Duration.ofSeconds(1));
    assertEquals(2, ledger.reads);
  }

  @Test
  void troubleHasWordsAndGoesAway() {
    ledger.page = page(List.of(), 1, 0, 10, Optional.empty(), Optional.of("OFFLINE"));
    model.open();
    assertEquals(Message.of("journal.trouble.OFFLINE"), model.trouble.get());
    assertEquals(Message.of("journal.summary.ops", "1"), model.summary.get());
    ledger.page = page(List.of(), 0, 0, 0, Optional.of(NOW), Optional.empty());
    ledger.listeners.getFirst().run();
    background.pass(Duration.ofSeconds(1));
    assertNull(model.trouble.get());
  }

  @Test
  void closedScreenListensNoMore() {
    model.open();
    model.close();
    assertEquals(List.of(), ledger.listeners);
  }

  private static Ledger.Came came(int n, Instant at) {
    var part = new Ledger.Part("PAGE", 3, 0, 0);
    return new Ledger.Came(new UUID(0, n), at, Optional.of(new UUID(3, n)), "A" + n, List.of(part));
  }

  @Test
  void whatCameStandsAmongWhatWentByTime() {
    ledger.page =
        new Ledger.Page(
            List.of(arrived(1, NOW, "A"), arrived(2, NOW.minusSeconds(60), "A")),
            List.of(came(1, NOW.minusSeconds(30))),
            0,
            0,
            0,
            Optional.empty(),
            false,
            Optional.of(NOW),
            Optional.empty(),
            List.of());
    model.open();
    assertEquals(
        List.of(new UUID(2, 1), new UUID(0, 1), new UUID(2, 2)),
        model.lines.stream().map(Ledger.Entry::id).toList());
    assertEquals(1, model.counts.get().get(JournalViewModel.Filter.RECEIVED));
    assertEquals(2, model.counts.get().get(JournalViewModel.Filter.ARRIVED));
    model.filter.set(JournalViewModel.Filter.RECEIVED);
    assertEquals(1, model.lines.size());
    assertEquals("journal.summary.evening", model.summary.get().key(), "of own acts");
  }

  @Test
  void whileItSendsItSaysHowLongItStillTakes() {
    ledger.page =
        new Ledger.Page(
            List.of(),
            List.of(),
            2,
            3,
            1_500_000,
            Optional.of(Duration.ofSeconds(130)),
            false,
            Optional.of(NOW),
            Optional.empty(),
            List.of());
    model.open();
    assertEquals("2 项、3 个文件待上报（1.4 MB）；正在上报，还需约 3 分钟", Text.chinese().of(model.summary.get()));
  }

  @Test
  void onAMeteredLineItSaysThatFilesWaitAndSendsThemWhenAsked() {
    ledger.page = page(List.of(), 0, 3, 1_500_000, Optional.of(NOW), Optional.empty());
    model.open();
    assertFalse(model.filesWait.get());
    model.metered(true);
    ledger.listeners.getFirst().run();
    background.pass(Duration.ofSeconds(1));
    assertTrue(model.metered.get());
    assertTrue(model.filesWait.get());
    assertEquals("0 项、3 个文件待上报（1.4 MB）；按流量上网，文件先不传", Text.chinese().of(model.summary.get()));
    model.filesNow();
    assertEquals(1, ledger.withFiles);
    assertEquals(0, ledger.syncs);
  }

  @Test
  void saysWhatWasSalvagedAndWhatIsMissing() {
    Ledger.Page none = page(List.of(), 0, 0, 0, Optional.of(NOW), Optional.empty());
    var whole =
        new Salvaged(
            NOW.toEpochMilli(), "store.db.damaged-1", 12, 3, List.of(), List.of(), false, 0, 0, 0);
    var hole =
        new Salvaged(
            NOW.toEpochMilli(),
            "store.db.damaged-2",
            8,
            2,
            List.of(3L, 4L, 5L, 9L),
            List.of(11L),
            false,
            1,
            0,
            2);
    ledger.page =
        new Ledger.Page(
            List.of(),
            List.of(),
            0,
            0,
            0,
            Optional.empty(),
            false,
            none.lastSync(),
            Optional.empty(),
            List.of(whole, hole));
    model.open();
    List<String> said = model.salvages.get().stream().map(Text.chinese()::of).toList();
    assertEquals(2, said.size());
    assertTrue(
        said.getFirst()
            .contains("第 3\u20135, 9 次保存（共 4 次），第 11 次保存不能确定当时是否还在本机，1 个照片或扫描件，没填完的表里 2 处答案"),
        said.getFirst());
    assertTrue(said.getFirst().contains("store.db.damaged-2"));
    assertTrue(said.getLast().contains("12 次保存全部读出，其中 3 次待上报"), said.getLast());
  }
}
