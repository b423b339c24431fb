package cn.ruhu.desktop;

import cn.ruhu.desktop.journal.Ledger;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.store.KeptFile;
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
    int files = filesWaiting(e.op().files());
    Optional<Verdict> verdict = Optional.ofNullable(e.verdict());
    return new Line(
        e.opId(),
        Instant.ofEpochMilli(e.op().wall()),
        e.op().kind(),
        number(e.op().changes()),
        verdict.map(v -> where(v, files, e.state())).orElse(Where.SAVED),
        verdict.flatMap(v -> Optional.ofNullable(v.reason())),
        verdict.flatMap(v -> Optional.ofNullable(v.field())),
        verdict.isPresent() ? files : 0);
  }

  private static Where where(Verdict verdict, int files, JournalEntry.State state) {
    boolean reflected = state == JournalEntry.State.REFLECTED;
    return switch (verdict.verdict()) {
      case REJECTED, LATE -> Where.REFUSED;
      case CONFLICT -> reflected ? Where.ARRIVED : Where.CONFLICT;
      case DEFERRED -> reflected && files == 0 ? Where.ARRIVED : Where.SENT;
      case APPLIED, MERGED -> files == 0 ? Where.ARRIVED : Where.SENT;
    };
  }

  private int filesWaiting(List<String> addresses) {
    return (int)
        addresses.stream()
            .flatMap(a -> store.files().file(a).stream())
            .filter(f -> f.state() == KeptFile.State.KEPT)
            .count();
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
