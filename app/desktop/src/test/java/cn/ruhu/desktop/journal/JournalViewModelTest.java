package cn.ruhu.desktop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Where;
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
    Page page = new Page(List.of(), 0, 0, 0, Optional.empty(), Optional.empty());
    final List<Runnable> listeners = new ArrayList<>();
    int reads;
    int syncs;

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
  }

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InlineBackground background = Background.inline();
  private final JournalViewModel model =
      new JournalViewModel(ledger, background, InstantSource.fixed(NOW));

  private static Ledger.Line line(Where where) {
    return new Ledger.Line(
        new UUID(1, where.ordinal()),
        NOW,
        "save",
        "",
        where,
        Optional.empty(),
        Optional.empty(),
        2,
        0);
  }

  private static Ledger.Line arrived(int n, Instant at, String number) {
    return new Ledger.Line(
        new UUID(2, n),
        at,
        "save",
        number,
        Where.ARRIVED,
        Optional.empty(),
        Optional.empty(),
        n,
        0);
  }

  private static Ledger.Page all(Ledger.Line... lines) {
    return new Ledger.Page(List.of(lines), 0, 0, 0, Optional.of(NOW), Optional.empty());
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
        new Ledger.Page(
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
    ledger.page = new Ledger.Page(List.of(), 0, 0, 0, Optional.of(NOW), Optional.empty());
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
    ledger.page = new Ledger.Page(List.of(), 1, 0, 10, Optional.empty(), Optional.of("OFFLINE"));
    model.open();
    assertEquals(Message.of("journal.trouble.OFFLINE"), model.trouble.get());
    assertEquals(Message.of("journal.summary.ops", "1"), model.summary.get());
    ledger.page = new Ledger.Page(List.of(), 0, 0, 0, Optional.of(NOW), Optional.empty());
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
}
