package cn.ruhu.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an op does to one record.
///
/// @param type record type name, as `RecordType` spells it; unknown ones are kept, not dropped
/// @param id record
/// @param scope home scope (used when creating)
/// @param caseId application, null for none
/// @param set field → `[old, new]`; null stands for "not there"
/// @param create the record must not exist yet
/// @param delete the record becomes a tombstone
public record Change(
    String type,
    UUID id,
    String scope,
    @Nullable UUID caseId,
    Map<String, List<@Nullable String>> set,
    boolean create,
    boolean delete) {

  public Change {
    Shape.present(type, id, scope, set);
    var copy = new TreeMap<String, List<@Nullable String>>();
    for (var e : set.entrySet()) {
      if (e.getValue() == null || e.getValue().size() != 2)
        throw new IllegalArgumentException("a field change is [old, new]");
      copy.put(e.getKey(), Collections.unmodifiableList(new ArrayList<>(e.getValue())));
    }
    set = Collections.unmodifiableSortedMap(copy);
  }

  /// Without the values.
  @Override
  public String toString() {
    return "Change[" + type + " " + id + " " + set.keySet() + "]";
  }
}
