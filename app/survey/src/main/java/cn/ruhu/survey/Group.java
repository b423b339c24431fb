package cn.ruhu.survey;

import java.util.Set;

/// A group inside a section.
///
/// @param path e.g. `/A/address`; unique in the form as it stands
/// @param parent the group around it, empty when it lies in its section directly
/// @param title may be empty
/// @param looks {@link Look#FIELD_LIST} when it is one page, {@link Look#TABLE_LIST} a table
/// @param relevant whether it is asked now
public record Group(
    String path, String parent, String section, String title, Set<Look> looks, boolean relevant) {
  /// Copies the set.
  public Group {
    looks = Set.copyOf(looks);
  }
}
