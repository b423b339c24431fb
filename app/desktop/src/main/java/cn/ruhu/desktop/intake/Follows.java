package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What follows from a birth date, a relation or an address while nobody has said otherwise: it is
/// filled in, marked as such, and anybody may say another thing. Stateless.
///
/// Capacity to work follows from age (DOMAIN §3.2 M16); nobody below the age of marriage is married
/// (Civil Code §1047); parents are the guardians of their children (§27); children support their
/// parents, spouses and siblings each other (§1059, §1067, §1075). What parents owe a grown
/// applicant is asked.
final class Follows {
  private static final int MINOR = 18;
  private static final int MARRIED_WOMAN = 20;
  private static final int MARRIED_MAN = 22;
  private static final int WORKS = 16;
  private static final int RESTS = 60;

  private static final List<String> MEMBER =
      List.of("labour", "marital", "hukouRelation", "guardian");

  /// fields from which something follows
  private static final Set<String> FROM =
      Set.of("idNumber", "birthDate", "sex", "relation", "registeredAddress");

  private static final Set<String> PARENTS = Set.of("50", "51", "52", "57", "58");

  private Follows() {}

  /// A field was left: fills what follows from it.
  static void left(WorkingCopy copy, CaseRecord record, String field, LocalDate today) {
    if (!FROM.contains(field)) return;
    fill(copy, record.id(), today);
  }

  /// Fills what follows from a record into the empty fields beside it.
  static void fill(WorkingCopy copy, UUID record, LocalDate today) {
    Optional<CaseRecord> r = copy.get(record);
    if (r.isEmpty()) return;
    if (r.get().type() == RecordType.SUPPORTER) fill(copy, record, "duty", today);
    List<UUID> members =
        copy.file().members().stream()
            .filter(m -> m.id().equals(record) || m.text("person").equals(record.toString()))
            .map(CaseRecord::id)
            .toList();
    for (UUID m : members) for (String f : MEMBER) fill(copy, m, f, today);
  }

  private static void fill(WorkingCopy copy, UUID id, String field, LocalDate today) {
    if (!copy.text(id, field).isEmpty()) return;
    String value = copy.get(id).map(r -> of(copy.file(), r, field, today)).orElse("");
    if (!value.isEmpty()) copy.set(id, field, value);
  }

  /// What a field of a member or supporter follows to be, `""` for nothing.
  static String of(CaseFile file, CaseRecord r, String field, LocalDate today) {
    if (r.type() == RecordType.SUPPORTER)
      return field.equals("duty") ? duty(file, r.text("relation")) : "";
    if (r.type() != RecordType.MEMBER) return "";
    int age = age(file, r, today);
    return switch (field) {
      case "labour" -> age < 0 ? "" : age < WORKS ? "4" : age >= RESTS ? "5" : "";
      case "marital" -> age >= 0 && age < married(file, r) ? "10" : "";
      case "guardian" -> age >= 0 && age < MINOR ? parent(file, r) : "";
      case "hukouRelation" -> sameBook(file, r) ? "1" : "";
      default -> "";
    };
  }

  /// Whether the member is a child by law, as far as a birth date says so.
  static boolean minor(CaseFile file, CaseRecord member) {
    LocalDate day =
        file.application().flatMap(a -> Texts.date(a.text("applyDate"))).orElse(LocalDate.MAX);
    if (day.equals(LocalDate.MAX)) return false;
    int age = age(file, member, day);
    return age >= 0 && age < MINOR;
  }

  private static int age(CaseFile file, CaseRecord member, LocalDate today) {
    return file.personOf(member)
        .flatMap(p -> Texts.date(p.text("birthDate")))
        .filter(b -> !b.isAfter(today))
        .map(b -> Age.years(b, today))
        .orElse(-1);
  }

  private static int married(CaseFile file, CaseRecord member) {
    String sex = file.personOf(member).map(p -> p.text("sex")).orElse("");
    return sex.equals("1") ? MARRIED_MAN : MARRIED_WOMAN;
  }

  /// The applicant, of whom the member is a child.
  private static String parent(CaseFile file, CaseRecord member) {
    if (!child(member.text("relation"))) return "";
    return file.members().stream()
        .filter(m -> m.text("relation").equals("01"))
        .findFirst()
        .map(m -> m.id().toString())
        .orElse("");
  }

  private static boolean child(String relation) {
    if (relation.equals("28") || relation.equals("38")) return false; // by marriage
    return relation.startsWith("2") || relation.startsWith("3");
  }

  /// Registered at the very address of the applicant.
  private static boolean sameBook(CaseFile file, CaseRecord member) {
    if (member.text("relation").equals("01")) return false;
    String home = file.applicant().map(p -> p.text("registeredAddress")).orElse("");
    return !home.isEmpty()
        && file.personOf(member).map(p -> p.text("registeredAddress")).orElse("").equals(home);
  }

  /// Brothers and sisters support the parents where one of them is in the household.
  private static String duty(CaseFile file, String relation) {
    if (child(relation)) return "1";
    if (siblings(relation))
      return file.members().stream().anyMatch(m -> PARENTS.contains(m.text("relation")))
          ? "1"
          : "3";
    return Set.of("10", "11", "12").contains(relation) ? "3" : "";
  }

  private static boolean siblings(String relation) {
    return Set.of("70", "71", "73", "75", "77", "79").contains(relation);
  }
}
