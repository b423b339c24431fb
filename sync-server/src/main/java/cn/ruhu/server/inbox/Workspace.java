package cn.ruhu.server.inbox;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.JournalRows.Authorship;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.merge.Held;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Records as they stand inside one transaction: the database's, overlaid with what this push has
/// done so far. An op works on a child; its work is kept only when the op is through, so an op that
/// fails half-way leaves nothing behind. Belongs to one thread.
final class Workspace {
  private final Rows rows;
  private final Optional<Workspace> parent;
  private final Map<UUID, Optional<Held>> seen;
  private final Map<UUID, List<Held>> cases = new HashMap<>();
  private final Map<RecordType, List<Held>> published = new EnumMap<>(RecordType.class);
  private final Map<UUID, Held> changed = new LinkedHashMap<>();
  private final List<Feed.Exit> exits = new ArrayList<>();
  private final List<Authorship> authors = new ArrayList<>();

  /// @param touched what is locked, and so stays as it was read until the transaction ends
  Workspace(Rows rows, Touched touched) {
    this(rows, Optional.empty(), new HashMap<>(touched.records()));
  }

  private Workspace(Rows rows, Optional<Workspace> parent, Map<UUID, Optional<Held>> seen) {
    this.rows = rows;
    this.parent = parent;
    this.seen = seen;
  }

  Workspace child() {
    return new Workspace(rows, Optional.of(this), Map.of());
  }

  /// Hands the child's work to its parent.
  void keep() {
    Workspace above = parent.orElseThrow();
    above.changed.putAll(changed);
    above.exits.addAll(exits);
    above.authors.addAll(authors);
  }

  Rows rows() {
    return rows;
  }

  Optional<Held> find(UUID id) throws StorageException {
    Held mine = changed.get(id);
    if (mine != null) return Optional.of(mine);
    if (parent.isPresent()) return parent.get().find(id);
    Optional<Held> known = seen.get(id);
    if (known == null) {
      known = rows.records().locked(id);
      seen.put(id, known);
    }
    return known;
  }

  /// Live records of a case.
  List<Held> ofCase(UUID caseId) throws StorageException {
    return everythingOf(caseId).values().stream().filter(r -> !r.deleted()).toList();
  }

  /// Published records of a type.
  List<Held> published(RecordType type) throws StorageException {
    if (parent.isPresent()) return parent.get().published(type);
    List<Held> known = published.get(type);
    if (known == null) {
      known = rows.records().ofType(type.name());
      published.put(type, known);
    }
    return known;
  }

  private Map<UUID, Held> everythingOf(UUID caseId) throws StorageException {
    Map<UUID, Held> all = new LinkedHashMap<>();
    if (parent.isPresent()) all.putAll(parent.get().everythingOf(caseId));
    else stored(caseId).forEach(r -> all.put(r.id(), r));
    changed.values().stream()
        .filter(r -> caseId.equals(r.caseId()))
        .forEach(r -> all.put(r.id(), r));
    return all;
  }

  private List<Held> stored(UUID caseId) throws StorageException {
    List<Held> known = cases.get(caseId);
    if (known == null) {
      known = rows.records().ofCase(caseId);
      cases.put(caseId, known);
    }
    return known;
  }

  void put(Held record) {
    changed.put(record.id(), record);
  }

  void exit(String scope, UUID id) {
    exits.add(new Feed.Exit(scope, id));
  }

  void wrote(Authorship authorship) {
    authors.add(authorship);
  }

  Collection<Held> changed() {
    return changed.values();
  }

  List<Feed.Exit> exits() {
    return exits;
  }

  List<Authorship> authors() {
    return authors;
  }
}
