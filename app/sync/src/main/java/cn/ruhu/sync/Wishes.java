package cn.ruhu.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Files people here want from the district: the ones somebody waits for, and the ones that would
/// be good to have. Told from any thread, worked off by the one of the rounds. Thread-safe;
/// listeners are called outside the lock.
final class Wishes {
  private final Object lock = new Object();
  private final Map<String, SyncStore.WantedFile> urgent = new LinkedHashMap<>();
  private final LinkedHashMap<String, SyncStore.WantedFile> quiet = new LinkedHashMap<>();
  private final Set<String> reserved = new HashSet<>();
  private long room;
  private final Map<String, Fetch> states = new ConcurrentHashMap<>();
  private final List<Consumer<Fetch>> listeners = new CopyOnWriteArrayList<>();

  /// Somebody waits for it: before everything else, the newest first.
  void urgent(SyncStore.WantedFile file) {
    Fetch waiting = Fetch.of(file.address(), Fetch.State.WAITING);
    synchronized (lock) {
      quiet.remove(file.address());
      urgent.remove(file.address());
      urgent.put(file.address(), file);
      Fetch was = states.get(file.address());
      if (was != null && was.state() == Fetch.State.COMING) return;
      states.put(file.address(), waiting);
    }
    tell(waiting);
  }

  /// Would be good to have, in this order; what was wanted so before is not any more, and no longer
  /// said to be on its way.
  ///
  /// @param bytes all of them together at most
  void quiet(Collection<SyncStore.WantedFile> files, long bytes) {
    synchronized (lock) {
      List<String> before = List.copyOf(quiet.keySet());
      quiet.clear();
      reserved.clear();
      room = bytes;
      for (SyncStore.WantedFile f : files)
        if (!urgent.containsKey(f.address())) quiet.put(f.address(), f);
      for (String address : before) if (!wants(address)) states.remove(address);
    }
  }

  /// Nobody waits for it any more: it comes behind everything else, the first of what would be good
  /// to have, whatever its length.
  void calm(String address) {
    synchronized (lock) {
      SyncStore.WantedFile file = urgent.remove(address);
      if (file == null) return;
      quiet.putFirst(address, file);
      reserved.add(address);
    }
  }

  /// The newest somebody waits for, besides those put aside.
  Optional<SyncStore.WantedFile> nextUrgent(Set<String> aside) {
    synchronized (lock) {
      return new ArrayList<>(urgent.values())
          .reversed().stream().filter(f -> !aside.contains(f.address())).findFirst();
    }
  }

  Optional<SyncStore.WantedFile> nextQuiet(Set<String> aside) {
    synchronized (lock) {
      return quiet.values().stream().filter(f -> !aside.contains(f.address())).findFirst();
    }
  }

  boolean wants(String address) {
    synchronized (lock) {
      return urgent.containsKey(address) || quiet.containsKey(address);
    }
  }

  /// Whether it is wanted and there is room for its length; it keeps its room once it has it. One
  /// that somebody waits for needs none.
  boolean affords(String address, long length) {
    synchronized (lock) {
      if (!wants(address)) return false;
      if (urgent.containsKey(address) || reserved.contains(address)) return true;
      if (length > room) {
        quiet.remove(address);
        return false;
      }
      room -= length;
      reserved.add(address);
      return true;
    }
  }

  void coming(String address, long bytes, long length) {
    underWay(new Fetch(address, Fetch.State.COMING, bytes, length, Optional.empty()));
  }

  /// It stays wished, behind the others that would be good to have.
  void later(String address, Trouble why) {
    synchronized (lock) {
      SyncStore.WantedFile file = quiet.get(address);
      if (file != null) quiet.putLast(address, file);
    }
    underWay(new Fetch(address, Fetch.State.LATER, 0, 0, Optional.of(why)));
  }

  /// Nothing of a file nobody wishes: an end stays an end, whoever comes too late with other word.
  private void underWay(Fetch now) {
    synchronized (lock) {
      if (!wants(now.address())) return;
      states.put(now.address(), now);
    }
    tell(now);
  }

  /// Nobody asks for it by itself any more.
  void settled(String address, Fetch.State how) {
    Fetch end = Fetch.of(address, how);
    synchronized (lock) {
      urgent.remove(address);
      quiet.remove(address);
      states.put(address, end);
    }
    tell(end);
  }

  @Nullable Fetch state(String address) {
    return states.get(address);
  }

  private void tell(Fetch now) {
    listeners.forEach(l -> l.accept(now));
  }

  Runnable listen(Consumer<Fetch> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
