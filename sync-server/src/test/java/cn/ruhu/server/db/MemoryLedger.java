package cn.ruhu.server.db;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The district's rows in memory, held to the same contract as those in SQL: what the simulator
/// runs the real core on. A transaction that throws is undone step by step; one runs at a time.
public final class MemoryLedger implements Ledger {
  private static final int RETRIES_MAX = 10;

  private final MemoryTables tables;

  public MemoryLedger() {
    this(new MemoryTables());
  }

  private MemoryLedger(MemoryTables tables) {
    this.tables = tables;
  }

  /// What a backup of this moment holds.
  public MemoryLedger copy() {
    return new MemoryLedger(tables.copy());
  }

  /// The tables themselves, for whoever checks or bends them between transactions.
  public MemoryTables tables() {
    return tables;
  }

  @Override
  public synchronized <T> T write(Work<T> work) throws StorageException {
    for (int attempt = 1; ; attempt++) {
      try {
        var rows = new MemoryRows(tables, new Undo());
        return rows.attempt(() -> work.in(rows));
      } catch (StorageException e) {
        if (e.kind() != StorageException.Kind.AGAIN || attempt == RETRIES_MAX) throw e;
      }
    }
  }

  @Override
  public synchronized <T> T read(Work<T> work) throws StorageException {
    return work.in(new MemoryRows(tables, new Undo()));
  }

  /// What takes a transaction back.
  static final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    int mark() {
      return steps.size();
    }

    void add(Runnable step) {
      steps.push(step);
    }

    void backTo(int mark) {
      while (steps.size() > mark) steps.pop().run();
    }

    <K, V> void put(Map<K, V> map, K key, V value) {
      @Nullable V old = map.put(key, value);
      add(() -> restore(map, key, old));
    }

    <K, V> void remove(Map<K, V> map, K key) {
      @Nullable V old = map.remove(key);
      if (old != null) add(() -> map.put(key, old));
    }

    private static <K, V> void restore(Map<K, V> map, K key, @Nullable V old) {
      if (old == null) map.remove(key);
      else map.put(key, old);
    }
  }
}
