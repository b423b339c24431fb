package cn.ruhu.desktop.work;

import cn.ruhu.casefile.names.PeopleIndex;
import cn.ruhu.casefile.names.PeopleIndex.Hit;
import cn.ruhu.casefile.names.PeopleIndex.Household;
import cn.ruhu.casefile.names.PeopleIndex.Person;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreChange;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// Finds people and households this person may see, by whatever one remembers of them. Made in the
/// background when the person signs in (in a large store a little later, see [#begin]) and kept up
/// with every change of the store; in memory only. A household is an application.
///
/// Thread-safe. The first search waits until all people are in: never call from the window's
/// thread.
public final class People implements AutoCloseable {
  private final LocalStore store;
  private final Executor background;
  private final PeopleIndex index = new PeopleIndex();

  /// fingerprints of the records as they were taken in, so that only what changed is taken in again
  private final Map<UUID, Integer> taken = new ConcurrentHashMap<>();

  private final CountDownLatch ready = new CountDownLatch(1);
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private final Runnable stop;

  /// @param background takes slow work off whoever changed the store
  public People(LocalStore store, Executor background) {
    this.store = store;
    this.background = background;
    this.stop = store.onChange(this::changed);
    if (!store.isLarge()) begin();
  }

  /// Takes the people in, if that was not begun. In a large store it opens every person's record,
  /// so it waits for this call or for the first search.
  public void begin() {
    if (begun.compareAndSet(false, true)) background.execute(this::fill);
  }

  private void fill() {
    try {
      index.fill(
          () -> store.all(RecordType.APPLICATION).stream().map(this::household).iterator(),
          () ->
              store.all(RecordType.PERSON).stream()
                  .map(this::person)
                  .flatMap(Optional::stream)
                  .iterator());
    } finally {
      ready.countDown();
    }
  }

  private Household household(CaseRecord a) {
    taken.put(a.id(), a.fields().hashCode());
    return new Household(
        a.id(),
        a.text("number"),
        a.text("phone"),
        a.text("residenceAddress") + " " + a.text("community"));
  }

  private Optional<Person> person(CaseRecord p) {
    taken.put(p.id(), p.fields().hashCode());
    UUID caseId = p.caseId();
    if (caseId == null) return Optional.empty();
    return Optional.of(
        new Person(p.id(), caseId, p.text("name"), p.text("idNumber"), p.text("phone")));
  }

  private void changed(StoreChange change) {
    if (!begun.get()) return;
    if (change.everything()) {
      again.set(true);
      background.execute(this::compare);
      return;
    }
    change.records().forEach(id -> take(id, store.record(id).orElse(null)));
    if (index.crowded()) background.execute(index::compact);
  }

  private void take(UUID id, @org.jspecify.annotations.Nullable CaseRecord now) {
    if (now == null || (now.type() != RecordType.PERSON && now.type() != RecordType.APPLICATION)) {
      if (taken.remove(id) != null) index.remove(id);
      return;
    }
    Integer was = taken.get(id);
    if (was != null && was == now.fields().hashCode()) return;
    if (now.type() == RecordType.APPLICATION) index.put(household(now));
    else person(now).ifPresentOrElse(index::put, () -> index.remove(id));
  }

  /// Looks the whole store over for what changed; one at a time.
  private void compare() {
    while (again.get() && busy.compareAndSet(false, true)) {
      try {
        again.set(false);
        var there = new HashSet<UUID>();
        for (RecordType type : List.of(RecordType.APPLICATION, RecordType.PERSON))
          for (CaseRecord r : store.all(type)) {
            there.add(r.id());
            take(r.id(), r);
          }
        for (UUID id : taken.keySet()) if (!there.contains(id)) take(id, null);
        if (index.crowded()) index.compact();
      } finally {
        busy.set(false);
      }
    }
  }

  /// What answers, best first. See [PeopleIndex#search].
  public List<Hit> search(String typed, int limit) {
    await();
    return index.search(typed, limit);
  }

  /// People of exactly this identity number, in microseconds.
  public List<Hit> exact(String number) {
    await();
    return index.exact(number);
  }

  private void await() {
    begin();
    try {
      ready.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop.run();
  }
}
