package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at pages of cases that lie here and that this machine never looked at, as those of an
/// earlier version or of another machine, so that a sheet filed long ago is known when it comes
/// again. One page at a time with a pause behind it, and only while nothing else is to be read.
/// Window thread only; the looking is elsewhere, one at a time.
final class Lookback {
  /// between two pages: the window, and whoever scans, go first
  static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Lookback.class);

  private final Desk desk;
  private final Prints prints;
  private final Background background;
  private final Set<UUID> hopeless = new HashSet<>();
  private final Runnable more;
  private boolean under;
  private boolean calm;
  private List<CaseRecord> here = List.of();
  private long seen = -1;

  /// @param more asks for the next page, if nothing else is to be read
  Lookback(Desk desk, Prints prints, Background background, Runnable more) {
    this.more = more;
    this.desk = desk;
    this.prints = prints;
    this.background = background;
  }

  /// Goes on, if it is not under way.
  void go() {
    if (under) return;
    under = true;
    if (calm) pause();
    else desk.whenCalm(background, this::begin);
  }

  /// The sign-in is over once and for all.
  private void begin() {
    calm = true;
    pause();
  }

  private void pause() {
    background.after(PAUSE, this::next);
  }

  private void next() {
    Set<UUID> skipped = Set.copyOf(hopeless);
    background.run(
        ScanningViewModel.READING,
        () -> look(skipped),
        page -> {
          under = false;
          if (page.isEmpty()) return;
          // looked at or not: it does not come a second time
          hopeless.add(page.get());
          more.run();
        },
        e -> {
          // the store is closed, or the disk is ill: who works hears of it elsewhere
          LOG.debug("older pages are not looked at: {}", e.getClass().getSimpleName());
        });
  }

  /// In a large store the cases whose files lie here are gone through once, and again when files
  /// came.
  private List<CaseRecord> waiting() throws StoreException {
    long now = desk.store().sync().arrivals();
    if (desk.store().isLarge() && now == seen) return here;
    seen = now;
    here = prints.unknown(Twins.here(desk));
    return here;
  }

  private Optional<UUID> look(Set<UUID> skipped) throws StoreException {
    Optional<CaseRecord> page =
        prints.unknown(waiting()).stream().filter(p -> !skipped.contains(p.id())).findFirst();
    if (page.isEmpty()) return Optional.empty();
    try {
      boolean kept = prints.keep(page.get(), desk.store().files().bytes(page.get().text("file")));
      if (!kept) LOG.debug("a page gives no fingerprint");
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.CLOSED) throw e; // whoever worked here signed out
      LOG.warn("a page is not to be looked at: {}", e.code());
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.warn("a page is not to be looked at: {}", e.getClass().getName());
    }
    return page.map(CaseRecord::id);
  }
}
