package cn.ruhu.store;

import java.util.Set;
import java.util.UUID;

/// Something in the view or in a standing is different.
///
/// @param records whose values or standing may have changed
/// @param cases cases they belong to
/// @param everything too much to list: read again what is shown
public record StoreChange(Set<UUID> records, Set<UUID> cases, boolean everything) {
  static final StoreChange EVERYTHING = new StoreChange(Set.of(), Set.of(), true);

  public StoreChange {
    records = Set.copyOf(records);
    cases = Set.copyOf(cases);
  }
}
