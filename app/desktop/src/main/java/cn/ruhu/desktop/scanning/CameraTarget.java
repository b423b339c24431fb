package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Owed;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Where the next picture goes: papers without code are led by the slot. Pure.
///
/// @param slot the place; page numbers are none
/// @param applicant whose case it is, by name
/// @param owed papers the household still owes, in the order of the archive
/// @param people whose a paper can be: the household first, without id, then everybody by name
record CameraTarget(Routing.Slot slot, String applicant, List<String> owed, List<Whose> people) {
  /// The household and those whom the digits 1 to 9 name.
  static final int PEOPLE_MAX = 10;

  /// The household, or one of it.
  ///
  /// @param name `""` for the household
  record Whose(Optional<UUID> id, String name) {}

  CameraTarget {
    owed = List.copyOf(owed);
    people = List.copyOf(people);
  }

  static CameraTarget of(CaseFile file, Routing.Slot slot) {
    var people = new ArrayList<Whose>();
    people.add(new Whose(Optional.empty(), ""));
    var all = new ArrayList<CaseRecord>(file.members());
    all.addAll(file.supporters());
    for (CaseRecord p : all)
      if (people.size() < PEOPLE_MAX)
        people.add(new Whose(Optional.of(p.id()), Sorting.name(file, p.id())));
    return new CameraTarget(
        slot,
        file.applicant().map(p -> p.text("name")).orElse(""),
        Owed.of(file).stream().map(Owed::slot).toList(),
        people);
  }

  /// Whose paper is taken now.
  Whose whose() {
    return people.stream()
        .filter(w -> w.id().equals(slot.owner()))
        .findFirst()
        .orElse(people.getFirst());
  }

  /// The same paper of somebody else.
  Routing.Slot of(Whose now) {
    return at(slot.docType(), now.id());
  }

  /// The next paper that is owed, behind this one and around the end; where nothing is owed, the
  /// next of the archive.
  ///
  /// @param taken papers photographed since, which no record knows yet
  Routing.Slot next(Set<String> taken) {
    var done = new HashSet<>(taken);
    done.add(slot.docType());
    List<String> archive =
        CodeTables.table("docType").entries().stream().map(e -> e.code()).toList();
    int from = archive.indexOf(slot.docType());
    for (int step = 1; step < archive.size(); step++) {
      String code = archive.get((from + step) % archive.size());
      if (owed.contains(code) && !done.contains(code)) return at(code, Optional.empty());
    }
    return at(archive.get((from + 1) % archive.size()), Optional.empty());
  }

  private Routing.Slot at(String docType, Optional<UUID> owner) {
    return new Routing.Slot(slot.application(), docType, owner, 0, 0, 0);
  }
}
