package cn.ruhu.server.db;

import cn.ruhu.server.db.MemoryTables.Assigned;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Accounts and assignments of [MemoryTables].
final class MemoryGrantRows implements GrantRows {
  private final MemoryTables tables;

  MemoryGrantRows(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Person> person(UUID staff) {
    return Optional.ofNullable(tables.people.get(staff));
  }

  private List<Assigned> of(String holder) {
    return List.copyOf(tables.assignments.getOrDefault(holder, new TreeMap<>()).values());
  }

  @Override
  public List<Boolean> assignments(String holder, UUID caseId) {
    return of(holder).stream()
        .filter(a -> a.caseId().equals(caseId))
        .map(Assigned::active)
        .toList();
  }

  @Override
  public boolean worksOn(String holder, UUID caseId) {
    return of(holder).stream()
        .anyMatch(a -> a.caseId().equals(caseId) && a.active() && !a.second());
  }

  @Override
  public List<String> casesOf(String holder) {
    var cases = new TreeSet<String>();
    for (Assigned a : of(holder)) if (a.active()) cases.add(a.caseId().toString());
    return List.copyOf(cases);
  }
}
