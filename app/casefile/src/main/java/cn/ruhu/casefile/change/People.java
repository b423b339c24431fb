package cn.ruhu.casefile.change;

import cn.ruhu.casefile.process.Stops;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The people of a household as a report sees them. Stateless.
final class People {
  private static final Set<String> HEADS = Set.of("01", "02");
  static final String DEAD = "7";
  static final String ELSEWHERE = "8";

  private People() {}

  static Optional<CaseRecord> member(CaseFile file, String id) {
    return Texts.uuid(id)
        .flatMap(file::record)
        .filter(r -> file.members().stream().anyMatch(m -> m.id().equals(r.id())));
  }

  static String name(CaseFile file, CaseRecord member) {
    return file.personOf(member).map(p -> p.text("name")).orElse("");
  }

  static String number(CaseFile file, CaseRecord member) {
    return file.personOf(member).map(p -> p.text("idNumber")).orElse("");
  }

  static Optional<LocalDate> born(CaseFile file, CaseRecord member) {
    return file.personOf(member).flatMap(p -> Texts.date(p.text("birthDate")));
  }

  static boolean dead(CaseRecord member) {
    return member.text("livingTogether").equals(DEAD);
  }

  /// Whether the member lives with the household as the file has it.
  static boolean present(CaseRecord member) {
    return Stops.present(member);
  }

  static List<CaseRecord> present(CaseFile file) {
    return file.members().stream().filter(People::present).toList();
  }

  /// Whether the household is in this member's name: applicant, head, or said to be so.
  static boolean stands(CaseFile file, CaseRecord member) {
    Optional<UUID> person = member.ref("person");
    Optional<UUID> applicant = file.application().flatMap(a -> a.ref("applicant"));
    Optional<UUID> head = file.household().flatMap(h -> h.ref("head"));
    boolean named =
        person.isPresent() && Stream.of(applicant, head).anyMatch(o -> Objects.equals(o, person));
    return named || HEADS.contains(member.text("relation"));
  }
}
