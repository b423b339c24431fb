package cn.ruhu.casefile.access;

import cn.ruhu.casefile.record.CaseRecord;
import java.text.Normalizer;
import java.util.Locale;

/// Whether a card that was read at the door is the person the file names. An investigator's machine
/// holds the number masked (DOMAIN C13): the card's number is masked the same way and compared,
/// with the name and the day of birth beside it. Nothing of the card is kept. Stateless,
/// thread-safe.
public final class CardMatch {
  private CardMatch() {}

  /// @param person PERSON record, its number whole or masked
  /// @param name as on the card
  /// @param number as on the card
  /// @param birthDate ISO, as on the card; empty when it says none
  public static boolean same(CaseRecord person, String name, String number, String birthDate) {
    String held = person.text("idNumber").toUpperCase(Locale.ROOT);
    String read = number.toUpperCase(Locale.ROOT);
    if (held.isEmpty() || read.isEmpty()) return false;
    boolean numbers = held.equals(read) || held.equals(Mask.idNumber(read));
    String born = person.text("birthDate");
    boolean days = born.isEmpty() || birthDate.isEmpty() || born.equals(birthDate);
    return numbers && days && plain(person.text("name")).equals(plain(name));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
  }
}
