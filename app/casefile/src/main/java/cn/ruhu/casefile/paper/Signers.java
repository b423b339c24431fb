package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who signs an authorization of the registration form, by whoever prints it and whoever looks for
/// the signed sheets. Pure.
public final class Signers {
  private static final int ADULT = 18;

  private Signers() {}

  /// Members and supporters with a sheet of their own: the applicant first, of whatever age, then
  /// adult members, then supporters.
  public static List<CaseRecord> of(CaseFile file, LocalDate day) {
    var first = new ArrayList<CaseRecord>();
    var others = new ArrayList<CaseRecord>();
    for (CaseRecord m : file.members())
      if (file.personOf(m).equals(file.applicant())) first.add(m);
      else if (!isMinor(file, m, day)) others.add(m);
    first.addAll(others);
    first.addAll(file.supporters());
    return List.copyOf(first);
  }

  /// Unknown age counts as adult: the stricter reading, a signature is asked for.
  public static boolean isMinor(CaseFile file, CaseRecord member, LocalDate day) {
    Optional<LocalDate> born = file.personOf(member).flatMap(p -> Texts.date(p.text("birthDate")));
    return born.filter(b -> Age.years(b, day) < ADULT).isPresent();
  }
}
