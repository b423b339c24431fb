package cn.ruhu.desktop;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Fetch;
import cn.ruhu.sync.SyncLoop;
import cn.ruhu.sync.SyncState;
import cn.ruhu.sync.SyncStore;
import cn.ruhu.sync.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Pages of other machines over the session's rounds: its thread, its connection.
public final class DistrictPages implements PageFiles {
  private final SyncLoop loop;
  private final Background background;

  public DistrictPages(SyncLoop loop, Background background) {
    this.loop = loop;
    this.background = background;
  }

  @Override
  public void open(CaseRecord page) {
    loop.fetch(wanted(page));
  }

  @Override
  public void leave(CaseRecord page) {
    loop.leave(page.text("file"));
  }

  @Override
  public void quietly(List<CaseRecord> pages, long bytes) {
    loop.prefetch(pages.stream().map(DistrictPages::wanted).toList(), bytes);
  }

  private static SyncStore.WantedFile wanted(CaseRecord page) {
    UUID ofCase = page.caseId();
    return new SyncStore.WantedFile(
        page.text("file"),
        ofCase == null ? page.ref("application").orElse(page.id()) : ofCase,
        page.scope(),
        page.get("mime").orElse("application/octet-stream"));
  }

  @Override
  public Optional<Coming> of(String address) {
    return loop.fetchOf(address).map(f -> new Coming(how(f), f.bytes(), f.length()));
  }

  private static How how(Fetch f) {
    return switch (f.state()) {
      case WAITING, COMING -> How.COMING;
      case HERE -> How.HERE;
      case ABSENT -> How.ABSENT;
      case DAMAGED -> How.DAMAGED;
      case TOO_LARGE -> How.TOO_LARGE;
      case LATER -> f.trouble().map(DistrictPages::later).orElse(How.OFFLINE);
    };
  }

  /// What a person has to know of the trouble that keeps a page away.
  static How later(Trouble why) {
    return switch (why.kind()) {
      case OFFLINE, TIMEOUT, CAPTIVE_PORTAL -> How.OFFLINE;
      case CERTIFICATE, UNSIGNED, PROTOCOL -> How.UNTRUSTED;
      case SIGN_IN -> How.SIGN_IN;
      case STORAGE ->
          why.detail().equals(StoreException.Code.DISK_FULL.name()) ? How.NO_ROOM : How.DISK;
      case BUSY, UPGRADE, REFUSED, FILE -> How.BUSY;
    };
  }

  @Override
  public Line line() {
    return line(loop.state());
  }

  private static Line line(SyncState now) {
    if (now.online()) return Line.ANSWERS;
    boolean untrusted = now.trouble().filter(t -> later(t) == How.UNTRUSTED).isPresent();
    return untrusted ? Line.UNTRUSTED : Line.SILENT;
  }

  @Override
  public Runnable onChange(Runnable changed) {
    var waiting = new AtomicBoolean();
    // many pieces, one look
    Runnable toWindow =
        () -> {
          if (waiting.getAndSet(true)) return;
          background.window(() -> {
            waiting.set(false);
            changed.run();
          });
        };
    Runnable files = loop.onFetch(_ -> toWindow.run());
    var was = new AtomicReference<>(line());
    Runnable line = loop.onState(s -> turned(s, was, toWindow));
    return () -> {
      files.run();
      line.run();
    };
  }

  private static void turned(SyncState state, AtomicReference<Line> was, Runnable changed) {
    Line now = line(state);
    if (was.getAndSet(now) != now) changed.run();
  }
}
