package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A member who was taken in without a number: an elder without papers, whom the community vouches
/// for (证件待补, DOMAIN §0.2 C9). It keeps nobody out at the window; no aid is granted before it is
/// mended.
///
/// Immutable, thread-safe.
///
/// @param member the member record
/// @param person the person record
public record PendingIdentity(CaseRecord member, CaseRecord person) {
  /// Kind of identity paper that says it is to follow, table `idKind`.
  public static final String TO_FOLLOW = "9";

  /// Every member whose number is to follow, in the order of the household.
  public static List<PendingIdentity> of(CaseFile file) {
    var all = new ArrayList<PendingIdentity>();
    for (CaseRecord m : file.members())
      file.personOf(m)
          .filter(PendingIdentity::pending)
          .ifPresent(p -> all.add(new PendingIdentity(m, p)));
    return List.copyOf(all);
  }

  /// Whether the number of a person is to follow: said so, and not there yet.
  public static boolean pending(CaseRecord person) {
    boolean said = person.text("idKind").equals(TO_FOLLOW) || !person.text("idPending").isBlank();
    return person.text("idNumber").isEmpty() && said;
  }

  /// Day by which the papers were promised.
  public Optional<LocalDate> due() {
    return Texts.date(person.text("idDue"));
  }

  /// Whether that day has passed.
  public boolean late(LocalDate today) {
    return due().filter(today::isAfter).isPresent();
  }

  /// What the vouching does not say yet: `idPending`, `vouchName`, `vouchPost`, `vouchPhone`,
  /// `idDue`.
  public List<String> missing() {
    return List.of("idPending", "vouchName", "vouchPost", "vouchPhone", "idDue").stream()
        .filter(f -> person.text(f).isBlank())
        .toList();
  }
}
