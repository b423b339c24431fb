package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Sex;
import cn.ruhu.casefile.names.Pinyin;
import java.time.LocalDate;
import java.util.Arrays;

/// Particulars in the form in which they are compared. Immutable.
final class Profile {
  /// no day of birth
  static final int NO_BIRTH = Integer.MIN_VALUE;

  private static final int RESIDENT = 18;

  final String key;
  final String name;
  final String sound;
  final String number;

  /// year · 10000 + month · 100 + day
  final int birth;

  final Sex sex;
  final String phone;
  final Door door;
  final String street;
  final String household;

  Profile(Particulars said) {
    key = said.key();
    name = LinkText.folded(said.name());
    sound = name.isEmpty() ? "" : Pinyin.of(name).full();
    number = said.number().map(IdNumber::text).orElse("");
    LocalDate day = said.number().map(IdNumber::birthDate).orElse(said.birth());
    birth =
        day == null
            ? NO_BIRTH
            : day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    Sex own = said.number().map(IdNumber::sex).orElse(said.sex());
    sex = own == Sex.UNSTATED ? Sex.UNKNOWN : own;
    phone = LinkText.phone(said.phone());
    door = Door.of(said.address());
    street = said.street();
    household = said.household();
  }

  int year() {
    return birth / 10_000;
  }

  /// Keys under which this person is looked for; two records that share none are never compared.
  ///
  /// @return 64-bit hashes; a chance meeting costs one comparison and nothing else
  long[] keys() {
    var keys = new Keys();
    boolean born = birth != NO_BIRTH;
    boolean sounds = !sound.isEmpty();
    if (!number.isEmpty()) keys.add(1, number, 0);
    if (number.length() == RESIDENT) {
      keys.add(2, number.substring(6), 0); // the region mistyped
      keys.add(3, number.substring(0, 6) + number.substring(14, 17), 0); // the birth mistyped
    }
    if (sounds && born) {
      keys.add(4, sound, birth);
      keys.add(5, sound, year() * 10 + sex.code().charAt(0));
      keys.add(6, sound, birth % 10_000); // the year mistyped
    }
    if (sounds && !street.isEmpty()) keys.add(7, sound + street, 0);
    if (!door.numbers().isEmpty()) {
      keys.add(8, door.numbers().toString(), sounds ? sound.charAt(0) : 0);
      if (born) keys.add(9, door.numbers().toString(), birth);
    }
    if (!phone.isEmpty()) keys.add(10, phone, 0);
    return keys.all();
  }

  private static final class Keys {
    private final long[] found = new long[11];
    private int size;

    void add(int kind, String text, int figure) {
      long h = kind * 0x9E3779B97F4A7C15L + figure;
      for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * 0x100000001B3L;
      h ^= (h >>> 32);
      h *= 0xD6E8FEB86659FD93L;
      found[size++] = h ^ (h >>> 29);
    }

    long[] all() {
      return Arrays.copyOf(found, size);
    }
  }

  @Override
  public String toString() {
    return "Profile[" + key + "]";
  }
}
