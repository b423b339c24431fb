package cn.ruhu.desktop;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.sync.Fetch;
import cn.ruhu.sync.SyncLoop;
import cn.ruhu.sync.SyncState;
import cn.ruhu.sync.SyncStore;
import cn.ruhu.sync.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

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
      case LATER -> later(f.trouble().map(Trouble::kind).orElse(Trouble.Kind.OFFLINE));
    };
  }

  private static How later(Trouble.Kind why) {
    return switch (why) {
      case OFFLINE, TIMEOUT, CAPTIVE_PORTAL, CERTIFICATE, UNSIGNED, PROTOCOL -> How.OFFLINE;
      case SIGN_IN -> How.SIGN_IN;
      case STORAGE -> How.NO_ROOM;
      case BUSY, UPGRADE, REFUSED, FILE -> How.BUSY;
    };
  }

  @Override
  public boolean online() {
    return loop.state().online();
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
    var was = new AtomicBoolean(online());
    Runnable line = loop.onState(s -> turned(s, was, toWindow));
    return () -> {
      files.run();
      line.run();
    };
  }

  private static void turned(SyncState now, AtomicBoolean was, Runnable changed) {
    if (was.getAndSet(now.online()) != now.online()) changed.run();
  }
}
