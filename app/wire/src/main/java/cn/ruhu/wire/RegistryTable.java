package cn.ruhu.wire;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The table of a snapshot ([Registry.SnapshotHead]): a row a person, in the order of its first
/// eight bytes. A row is found and read only by who knows the number and pays for one Argon2id: the
/// first eight bytes of that key are the row's place, the rest of it opens the row's facts. So a
/// stolen table is a list of nobody (DOMAIN C14). Stateless.
public final class RegistryTable {
  /// Bytes of a row.
  public static final int ROW = 32;

  /// Facts of one person; the district puts the weightiest first.
  public static final int FACTS = 4;

  /// What one number costs: about 6 ms.
  public static final PasswordHash.Cost COST = new PasswordHash.Cost(5_120, 1, 1);

  private static final int TAG = 8;
  private static final int FACT = 6;
  private static final int KEY = 32;

  private RegistryTable() {}

  /// What the district knows of a person. The order is their weight.
  public enum Kind {
    /// died; since
    DIED(1),
    /// an application that runs; code is its stage, place its street, since
    CASE(2),
    /// gets a benefit; code, place, since
    BENEFIT(3),
    /// is somebody who handles cases; place
    OFFICIAL(4),
    /// belongs to a household filed as near relatives of such a person; place
    RELATIVE(5),
    /// got a benefit once; code, place, until
    ENDED(6),
    /// belongs to a household of the district's list; place
    HOUSEHOLD(7);

    /// in a row; 0 is no fact
    private final int number;

    Kind(int number) {
      this.number = number;
    }

    private static Optional<Kind> of(int number) {
      return Arrays.stream(values()).filter(k -> k.number == number).findFirst();
    }
  }

  /// One fact.
  ///
  /// @param code position in [Registry.SnapshotHead#codes], -1 for none
  /// @param place position in [Registry.SnapshotHead#places], -1 for none
  /// @param value months since January 1970, 0 for none; of a household a number that is the same
  ///   for its members
  public record Fact(Kind kind, int code, int place, int value) {}

  /// The key of a number, 32 bytes. Takes as long as [Registry.SnapshotHead#cost] says.
  public static byte[] key(String number, byte[] salt, PasswordHash.Cost cost) {
    char[] digits = number.toUpperCase(Locale.ROOT).toCharArray();
    try {
      return PasswordHash.derive(digits, salt, cost, KEY);
    } finally {
      Arrays.fill(digits, '\0');
    }
  }

  /// Place of a key's row among the others.
  public static long tag(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  /// A row.
  ///
  /// @param snapshot id, so that two snapshots under one salt tell nothing about each other
  /// @param facts at most [#FACTS], the rest is left out
  public static byte[] row(byte[] key, String snapshot, List<Fact> facts) {
    ByteBuffer plain = ByteBuffer.allocate(FACTS * FACT);
    for (Fact f : facts.subList(0, Math.min(FACTS, facts.size())))
      plain
          .put((byte) f.kind().number)
          .put((byte) (f.code() + 1))
          .putShort((short) (f.place() + 1))
          .putShort((short) f.value());
    byte[] mask = mask(key, snapshot);
    ByteBuffer row = ByteBuffer.allocate(ROW).putLong(tag(key));
    for (int i = 0; i < plain.capacity(); i++) row.put((byte) (plain.get(i) ^ mask[i]));
    return row.array();
  }

  /// The facts of a key's row; empty when there is none. Microseconds.
  ///
  /// @param table rows in the order of their places, unsigned
  public static Optional<List<Fact>> find(byte[] table, byte[] key, String snapshot) {
    ByteBuffer rows = ByteBuffer.wrap(table);
    long wanted = tag(key);
    int lo = 0;
    int hi = table.length / ROW;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (Long.compareUnsigned(rows.getLong(mid * ROW), wanted) < 0) lo = mid + 1;
      else hi = mid;
    }
    if (lo * ROW >= table.length || rows.getLong(lo * ROW) != wanted) return Optional.empty();
    byte[] mask = mask(key, snapshot);
    ByteBuffer plain = ByteBuffer.allocate(FACTS * FACT);
    for (int i = 0; i < plain.capacity(); i++)
      plain.put((byte) (table[lo * ROW + TAG + i] ^ mask[i]));
    return Optional.of(facts(plain.flip()));
  }

  private static List<Fact> facts(ByteBuffer plain) {
    var facts = new ArrayList<Fact>();
    while (plain.hasRemaining()) {
      Optional<Kind> kind = Kind.of(plain.get());
      int code = (plain.get() & 0xFF) - 1;
      int place = (plain.getShort() & 0xFFFF) - 1;
      int value = plain.getShort() & 0xFFFF;
      // a kind of a newer server is left out
      kind.ifPresent(k -> facts.add(new Fact(k, code, place, value)));
    }
    return facts;
  }

  private static byte[] mask(byte[] key, String snapshot) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, TAG, KEY - TAG, "HmacSHA256"));
      return mac.doFinal(AtRest.aad("registry", snapshot));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HmacSHA256", e);
    }
  }
}
