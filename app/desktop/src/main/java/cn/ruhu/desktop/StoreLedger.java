package cn.ruhu.desktop;

import cn.ruhu.desktop.journal.Ledger;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Way;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Received;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.SyncLoop;
import cn.ruhu.sync.SyncState;
import cn.ruhu.wire.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;

/// The journal's screen over the person's store and rounds.
final class StoreLedger implements Ledger {
  /// Name of the choice, `true` or `false`.
  static final String METERED = "metered";

  private final LocalStore store;
  private final SyncLoop loop;
  private final Runnable syncNow;
  private final Choices choices;

  StoreLedger(LocalStore store, SyncLoop loop, Runnable syncNow, Choices choices) {
    this.store = store;
    this.loop = loop;
    this.syncNow = syncNow;
    this.choices = choices;
  }

  @Override
  public Page read() throws StoreException {
    var lines = new ArrayList<Line>();
    for (JournalEntry e : store.journal().entries().reversed()) lines.add(line(e));
    SyncState s = loop.state();
    return new Page(
        lines,
        store.sync().received().stream().map(this::came).toList(),
        s.opsWaiting(),
        s.filesWaiting(),
        s.bytesWaiting(),
        s.left(),
        s.metered(),
        s.lastSync(),
        s.trouble().map(t -> t.kind().name()),
        store.salvages());
  }

  private Came came(Received r) {
    Optional<UUID> caseId = Optional.ofNullable(r.caseId());
    return new Came(
        new UUID(0, r.n()),
        Instant.ofEpochMilli(r.at()),
        caseId,
        number(caseId),
        r.parts().stream().map(p -> new Part(p.type(), p.fresh(), p.changed(), p.gone())).toList());
  }

  private Line line(JournalEntry e) {
    Optional<UUID> caseId =
        e.op().changes().stream()
            .flatMap(c -> Optional.ofNullable(c.caseId()).stream())
            .findFirst();
    int files = Way.filesWaiting(store, e);
    Optional<Verdict> verdict = Optional.ofNullable(e.verdict());
    return new Line(
        e.opId(),
        Instant.ofEpochMilli(e.op().wall()),
        e.op().kind(),
        caseId,
        number(caseId),
        Way.where(e, files),
        verdict.flatMap(v -> Optional.ofNullable(v.reason())),
        verdict.flatMap(v -> Optional.ofNullable(v.field())),
        e.op().files().size(),
        verdict.isPresent() ? files : 0,
        e.late());
  }

  private String number(Optional<UUID> caseId) {
    return caseId.flatMap(store::record).map(r -> Show.caseNumber(r.text("number"))).orElse("");
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

  @Override
  public void filesNow() {
    syncNow.run();
    var _ = loop.filesNow();
  }

  @Override
  public void metered(boolean yes) {
    choices.put(METERED, Boolean.toString(yes));
    loop.metered(yes);
  }
}
