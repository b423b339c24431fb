package cn.ruhu.casefile.process;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The arithmetic of a draw that anybody can do again with a tool for SHA-256 (DOMAIN §6.3): a list
/// is frozen by its hash, and a seed that was made public afterwards orders it.
///
/// Stateless and thread-safe.
public final class Lots {
  private Lots() {}

  /// SHA-256 of words in UTF-8, 64 hex digits.
  public static String sha256(String words) {
    return HexFormat.of().formatHex(hash(words));
  }

  private static byte[] hash(String words) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }

  /// The list as it is frozen: each once, sorted by code unit.
  public static List<String> frozen(Collection<String> ids) {
    return ids.stream().distinct().sorted().toList();
  }

  /// Hash of the frozen list, one id a line, each line ended by a line feed.
  public static String population(Collection<String> ids) {
    var lines = new StringBuilder();
    frozen(ids).forEach(id -> lines.append(id).append('\n'));
    return sha256(lines.toString());
  }

  /// Ids by rising `SHA-256(seed ‖ id)`.
  public static List<String> order(Collection<String> ids, String seed) {
    return ids.stream()
        .distinct()
        .sorted(
            Comparator.comparing((String id) -> sha256(seed + id))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /// Rivest's sampler (counter mode): pick i is `SHA-256(seed ‖ "," ‖ i) mod size + 1`, a position
  /// that was picked before is passed over.
  ///
  /// @param size length of the list
  /// @param count how many, at most `size`
  public static List<Integer> sample(String seed, int size, int count) {
    if (count < 0 || count > size) throw new IllegalArgumentException("count " + count);
    var picked = new LinkedHashSet<Integer>();
    for (long i = 1; picked.size() < count; i++)
      picked.add(
          new BigInteger(1, hash(seed + "," + i)).mod(BigInteger.valueOf(size)).intValueExact()
              + 1);
    return List.copyOf(picked);
  }

  /// A case as the choice of inspectors sees it.
  ///
  /// @param id the case
  /// @param street its street
  /// @param agency whose pair visited first; empty: none
  /// @param barred people who may not go: the pair that visited first, relatives
  public record Visited(String id, String street, String agency, Set<String> barred) {
    public Visited {
      barred = Set.copyOf(barred);
    }
  }

  /// Somebody who may inspect.
  ///
  /// @param id the person
  /// @param street own street; empty: none
  /// @param agency own agency; empty: none
  public record Inspector(String id, String street, String agency) {}

  /// Whether a person may inspect a case: not of its street, not of the agency that visited first,
  /// not of its pair and no relative.
  public static boolean mayInspect(Inspector i, Visited c) {
    boolean sameStreet = !i.street().isEmpty() && i.street().equals(c.street());
    boolean sameAgency = !i.agency().isEmpty() && i.agency().equals(c.agency());
    return !sameStreet && !sameAgency && !c.barred().contains(i.id());
  }

  /// Inspectors of each case: of those who may, the first by rising `SHA-256(seed ‖ case ‖
  /// person)`. A case with too few is given those there are.
  ///
  /// @param each inspectors a case needs
  public static Map<String, List<String>> inspectors(
      List<Visited> cases, Collection<Inspector> pool, int each, String seed) {
    var map = new LinkedHashMap<String, List<String>>();
    for (Visited c : cases)
      map.put(
          c.id(),
          order(
                  pool.stream().filter(i -> mayInspect(i, c)).map(Inspector::id).toList(),
                  seed + c.id())
              .stream()
              .limit(each)
              .toList());
    return map;
  }
}
