package cn.ruhu.desktop;

import cn.ruhu.desktop.journal.Ledger;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Way;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.store.LocalStore;
import cn.ruhu.sync.SyncLoop;
import cn.ruhu.sync.SyncState;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The journal's screen over the person's store and rounds.
final class StoreLedger implements Ledger {
  private final LocalStore store;
  private final SyncLoop loop;
  private final Runnable syncNow;

  StoreLedger(LocalStore store, SyncLoop loop, Runnable syncNow) {
    this.store = store;
    this.loop = loop;
    this.syncNow = syncNow;
  }

  @Override
  public Page read() {
    var lines = new ArrayList<Line>();
    for (JournalEntry e : store.journal().entries().reversed()) lines.add(line(e));
    SyncState s = loop.state();
    return new Page(
        lines,
        s.opsWaiting(),
        s.filesWaiting(),
        s.bytesWaiting(),
        s.lastSync(),
        s.trouble().map(t -> t.kind().name()));
  }

  private Line line(JournalEntry e) {
    int files = Way.filesWaiting(store, e);
    Optional<Verdict> verdict = Optional.ofNullable(e.verdict());
    return new Line(
        e.opId(),
        Instant.ofEpochMilli(e.op().wall()),
        e.op().kind(),
        number(e.op().changes()),
        Way.where(e, files),
        verdict.flatMap(v -> Optional.ofNullable(v.reason())),
        verdict.flatMap(v -> Optional.ofNullable(v.field())),
        e.op().files().size(),
        verdict.isPresent() ? files : 0);
  }

  private String number(List<Change> changes) {
    for (Change c : changes) {
      UUID caseId = c.caseId();
      if (caseId != null)
        return store.record(caseId).map(r -> Show.caseNumber(r.text("number"))).orElse("");
    }
    return "";
  }

  @Override
  public Runnable onChange(Runnable changed) {
    Runnable a = store.onChange(_ -> changed.run());
    Runnable b = loop.onState(_ -> changed.run());
    return () -> {
      a.run();
      b.run();
    };
  }

  @Override
  public void syncNow() {
    syncNow.run();
  }
}
