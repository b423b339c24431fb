package cn.ruhu.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one page of the district brought of one case: changes that this person had not made on this
/// machine.
///
/// @param n number of it on this machine, rising
/// @param at the district's clock when it answered, milliseconds since 1970
/// @param caseId null for what belongs to no case, and for a page of many cases
/// @param parts by record type, in the order of their names
public record Received(long n, long at, @Nullable UUID caseId, List<Part> parts) {
  public Received {
    parts = List.copyOf(parts);
  }

  /// Records of one type.
  ///
  /// @param type name of the record type, also one that this program does not know
  /// @param fresh not here before
  /// @param changed here before with other values
  /// @param gone deleted, or out of this person's reach
  public record Part(String type, int fresh, int changed, int gone) {}
}
