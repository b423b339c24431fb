package cn.ruhu.casefile.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The sealed file `facts`: the answers of a visit as they went into its record, and the salt their
/// hashes in [Around] are made with. Immutable, thread-safe.
///
/// @param salt 32 random hex digits, of this visit alone
/// @param answers by path
public record Facts(String salt, SortedMap<String, String> answers) {
  public Facts {
    if (!salt.matches("[0-9a-f]{32}")) throw new IllegalArgumentException("no salt");
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  /// What an answer is hashed as. Salt and path hold no line feed, so no two answers share a text.
  ///
  /// @param salt of the visit
  public static String text(String salt, String path, String value) {
    return salt + "\n" + path + "\n" + value;
  }

  /// Every answer's hash by its path.
  ///
  /// @param sha256 lower-case hex of the SHA-256 of a text's UTF-8 bytes
  public SortedMap<String, String> hashes(UnaryOperator<String> sha256) {
    return hashes(salt, answers, sha256);
  }

  /// Hashes of answers, wherever they come from, under the salt of a visit.
  public static SortedMap<String, String> hashes(
      String salt, Map<String, String> answers, UnaryOperator<String> sha256) {
    var out = new TreeMap<String, String>();
    answers.forEach((path, value) -> out.put(path, sha256.apply(text(salt, path, value))));
    return out;
  }
}
