package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.process.Draw;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Cases one street reported in one month that wait for their draw (C5, DOMAIN §6.2).
///
/// @param street its code
/// @param month `2026-11`
/// @param forced those checked whatever the lot says
/// @param due the draw closes the batch by then: two working days after its first case
/// @param daysLeft working days until then, negative when it has passed
/// @param frozen the list that waits for its public number, where it was frozen on this machine
record Batch(
    String street,
    String month,
    List<UUID> cases,
    Set<UUID> forced,
    Due due,
    int daysLeft,
    Optional<Frozen> frozen) {
  Batch {
    cases = List.copyOf(cases);
    forced = Set.copyOf(forced);
  }

  /// A batch whose list nobody froze.
  Batch(String street, String month, List<UUID> cases, Set<UUID> forced, Due due, int daysLeft) {
    this(street, month, cases, forced, due, daysLeft, Optional.empty());
  }

  Batch frozen(Optional<Frozen> list) {
    return new Batch(street, month, cases, forced, due, daysLeft, list);
  }

  String name() {
    return street + "/" + month;
  }

  /// Cases to draw by lot.
  int quota() {
    return Draw.quota(cases.size());
  }

  /// Hash of the list as it is now; no seed changes it.
  String population() {
    return Draw.population(cases);
  }
}
