package cn.ruhu.server.merge;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One merge group on which two people disagree, with every value that is at stake.
///
/// @param group merge group; empty when it is about the whole record
/// @param values by field
public record Clash(Kind kind, String group, SortedMap<String, Values> values) {

  public enum Kind {
    /// both changed the same group
    FIELD,
    /// one deleted what the other changed
    DELETED
  }

  /// @param base what the author of the late change saw
  /// @param kept what the server holds and keeps
  /// @param offered what the author wanted
  public record Values(@Nullable String base, @Nullable String kept, @Nullable String offered) {}

  public Clash {
    values = new TreeMap<>(values);
  }
}
