package cn.ruhu.server.merge;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Field merge by merge group (SYNC §4.3, invariant I4): a value is written only over the value its
/// author saw, or over an equal one; otherwise the group stays as it is and both values go into a
/// conflict. The change carries the value its author saw, so no common ancestor is needed.
public final class Merge {
  /// Name under which a clash over a whole record keeps who wanted it gone.
  public static final String DELETED = "deleted";

  private Merge() {}

  /// What the author of a change cannot have seen.
  ///
  /// @param record the record was changed by another journal since the client's cursor
  /// @param groups merge groups written by another journal since the client's cursor
  public record Unseen(boolean record, Set<String> groups) {
    public static final Unseen NOTHING = new Unseen(false, Set.of());

    public Unseen {
      groups = Set.copyOf(groups);
    }
  }

  /// A new record of its change.
  public static Held created(
      Change change, String scope, @Nullable UUID caseId, UUID author, String journal) {
    var fields = new TreeMap<String, String>();
    change.set().forEach((field, pair) -> put(fields, field, pair.get(1)));
    return new Held(change.type(), change.id(), scope, caseId, 0, author, journal, false, fields);
  }

  /// The change on a record that is there.
  public static Merged onto(Held current, Change change, Unseen unseen, String journal) {
    if (change.delete()) return deleted(current, unseen, journal);
    if (current.deleted()) return onTombstone(current, change);
    SortedMap<String, String> after = new TreeMap<>(current.fields());
    var clashes = new ArrayList<Clash>();
    boolean stale = unseen.record();
    for (var group : byGroup(change).entrySet()) {
      Standing standing = standing(current, change, group.getValue());
      boolean mixes = unseen.groups().contains(group.getKey()) && standing != Standing.EQUAL;
      if (standing == Standing.OTHER || mixes) {
        clashes.add(clash(current, change, group.getKey(), group.getValue()));
        continue;
      }
      stale |= standing == Standing.EQUAL;
      for (String field : group.getValue()) put(after, field, offered(change, field));
    }
    boolean changed = !after.equals(current.fields());
    return new Merged(
        changed ? current.withFields(after, false, journal) : current, clashes, stale, changed);
  }

  private static Merged deleted(Held current, Unseen unseen, String journal) {
    if (current.deleted()) return new Merged(current, List.of(), true, false);
    if (unseen.record()) {
      var values = new TreeMap<String, Clash.Values>();
      values.put(DELETED, new Clash.Values(null, null, "true"));
      return new Merged(current, List.of(new Clash(Clash.Kind.DELETED, "", values)), true, false);
    }
    return new Merged(current.withFields(current.fields(), true, journal), List.of(), false, true);
  }

  private static Merged onTombstone(Held current, Change change) {
    var values = new TreeMap<String, Clash.Values>();
    values.put(DELETED, new Clash.Values(null, "true", null));
    change
        .set()
        .forEach((field, pair) ->
            values.put(
                field, new Clash.Values(pair.get(0), current.fields().get(field), pair.get(1))));
    return new Merged(current, List.of(new Clash(Clash.Kind.DELETED, "", values)), true, false);
  }

  private enum Standing {
    /// every field is what the author saw
    SEEN,
    /// every field is what the author wants already, or what they saw
    EQUAL,
    OTHER
  }

  private static Standing standing(Held current, Change change, List<String> fields) {
    Standing standing = Standing.SEEN;
    for (String field : fields) {
      String now = current.fields().get(field);
      String seen = empty(base(change, field));
      String wanted = empty(offered(change, field));
      if (Objects.equals(now, seen)) continue;
      if (!Objects.equals(now, wanted)) return Standing.OTHER;
      standing = Standing.EQUAL;
    }
    return standing;
  }

  private static Clash clash(Held current, Change change, String group, List<String> fields) {
    var values = new TreeMap<String, Clash.Values>();
    for (String field : fields) {
      values.put(
          field,
          new Clash.Values(
              base(change, field), current.fields().get(field), offered(change, field)));
    }
    return new Clash(Clash.Kind.FIELD, group, values);
  }

  private static Map<String, List<String>> byGroup(Change change) {
    Optional<RecordType> type = cn.ruhu.wire.OpCodec.type(change.type());
    var groups = new TreeMap<String, List<String>>();
    for (String field : change.set().keySet()) {
      String group = type.map(t -> t.groupOf(field)).orElse(field);
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(field);
    }
    return groups;
  }

  private static @Nullable String base(Change change, String field) {
    List<@Nullable String> pair = change.set().get(field);
    return pair == null ? null : pair.get(0);
  }

  private static @Nullable String offered(Change change, String field) {
    List<@Nullable String> pair = change.set().get(field);
    return pair == null ? null : pair.get(1);
  }

  private static @Nullable String empty(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static void put(Map<String, String> fields, String field, @Nullable String value) {
    if (value == null || value.isEmpty()) fields.remove(field);
    else fields.put(field, value);
  }
}
