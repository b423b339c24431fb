package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Sex;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one source says of one person, as it says it. Immutable, thread-safe; [#toString] shows the
/// key alone.
///
/// @param key whose: id of the record, or the mark of the registry's row; compared, never read
/// @param name as stored, `""` when unknown
/// @param number checked identity number in stored form, empty when there is none
/// @param birth day of birth, null when unknown; a number says its own
/// @param sex as stated; a number says its own
/// @param phone as typed, `""` for none
/// @param address where the person lives, as written, `""` for none
/// @param street nine digits of the street or town, `""` when unknown
/// @param household what ties members of one household together in this source, `""` for none
public record Particulars(
    String key,
    String name,
    Optional<IdNumber> number,
    @Nullable LocalDate birth,
    Sex sex,
    String phone,
    String address,
    String street,
    String household) {
  @Override
  public String toString() {
    return "Particulars[" + key + "]";
  }
}
