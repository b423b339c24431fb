package cn.ruhu.desktop.work;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreChange;
import cn.ruhu.wire.FileAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Which pages of all cases name a file. In a large store, where every question would open each
/// page's record, an index is made at the first one and kept up with the changes; in memory only.
///
/// Thread-safe. Touches the disk: never from the window's thread.
public final class FiledPages {
  /// Changes beyond which the index is made anew instead of being kept up.
  private static final int CHANGES_MAX = 20_000;

  private static final int KEY_DIGITS = 16;

  private final LocalStore store;

  /// records that changed since the index was made
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

  private volatile boolean following;
  private volatile boolean outdated;

  /// ids of pages by the first half of their file's hash; what left or names another file by now is
  /// told when it is read
  private final Map<Long, List<UUID>> index = new HashMap<>();

  FiledPages(LocalStore store) {
    this.store = store;
    store.onChange(this::changed);
  }

  private void changed(StoreChange change) {
    if (!following) return;
    changed.addAll(change.records());
    boolean unnamed = change.everything() && change.records().isEmpty();
    if (unnamed || changed.size() > CHANGES_MAX) outdated = true;
  }

  /// Pages that name this file, by id.
  ///
  /// @param sha256 64 hex digits
  public synchronized List<CaseRecord> of(String sha256) {
    if (!store.isLarge())
      return store.all(RecordType.PAGE).stream().filter(p -> hash(p).equals(sha256)).toList();
    return known().getOrDefault(key(sha256), List.of()).stream()
        .flatMap(id -> page(id).stream())
        .filter(p -> hash(p).equals(sha256))
        .toList();
  }

  private Map<Long, List<UUID>> known() {
    if (!following || outdated) make();
    for (UUID id : List.copyOf(changed)) {
      changed.remove(id); // before it is read: what changes from here on is looked at again
      boolean read = false;
      try {
        page(id).ifPresent(p -> add(index, p));
        read = true;
      } finally {
        if (!read) changed.add(id);
      }
    }
    return index;
  }

  /// An index the disk did not give whole is made anew by whoever asks next.
  private void make() {
    index.clear();
    following = true; // what changes from here on is looked at again
    outdated = false;
    changed.clear();
    boolean whole = false;
    try {
      for (CaseRecord p : store.all(RecordType.PAGE)) add(index, p);
      whole = true;
    } finally {
      if (!whole) outdated = true;
    }
  }

  private static void add(Map<Long, List<UUID>> known, CaseRecord page) {
    String hash = hash(page);
    if (hash.isEmpty()) return;
    known.merge(
        key(hash),
        List.of(page.id()),
        (before, one) -> {
          if (before.contains(page.id())) return before;
          var both = new ArrayList<>(before);
          both.addAll(one);
          return List.copyOf(both);
        });
  }

  private static long key(String sha256) {
    return Long.parseUnsignedLong(sha256, 0, KEY_DIGITS, 16);
  }

  private static String hash(CaseRecord page) {
    return FileAddress.parse(page.text("file")).map(FileAddress::hex).orElse("");
  }

  private Optional<CaseRecord> page(UUID id) {
    return store.record(id).filter(r -> r.type() == RecordType.PAGE);
  }

  /// One page.
  public Optional<CaseRecord> of(UUID id) {
    return page(id);
  }

  /// Pages whose file lies on this machine.
  public List<CaseRecord> here() {
    List<CaseRecord> pages =
        store.isLarge()
            ? store.files().cases().stream()
                .flatMap(id -> store.ofCase(id).stream())
                .filter(r -> r.type() == RecordType.PAGE)
                .toList()
            : store.all(RecordType.PAGE);
    return pages.stream().filter(p -> store.files().file(p.text("file")).isPresent()).toList();
  }
}
