package cn.ruhu.casefile.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a seal holds besides the files: the machine, its program and its visit before, the keys
/// that sign, the place, the moments, and every answer by a hash of its own, so that whoever
/// compares later says which answer differs and not only that one does. Immutable, thread-safe.
///
/// Answers are hashed with a salt that lies in the sealed file `facts` ([Facts]): the manifest
/// alone tells nobody a short answer by trying.
///
/// @param device machine the visit was made on
/// @param keys raw Ed25519 keys, 64 hex digits, by who signs: `DEVICE`, `A`, and `B` or `BADGE`
///   where the second investigator signs by his badge ([SealText.Place])
/// @param software program and version
/// @param place where it was by the device or by the picture of the door plate, as the form has it;
///   empty when there was none
/// @param times by name: `proven` the second investigator signed in, `later` it was said that he
///   signs on another machine ([SecondSignature]), `table` the household signed
/// @param tableHash hash of the text the household signed, empty when nobody did
/// @param answers hash of each answer, 64 hex digits, by its path; at most [#ANSWERS_MAX]
/// @param previousOfDevice one-way name of the seal of the visit this machine sealed before, of
///   whatever household: SHA-256 of `ruhu previous 1`, a line feed and that seal; `sha256-<hex>`
/// @param corrects the sealed visit this one takes the place of, with the reason
public record Around(
    UUID device,
    Map<String, String> keys,
    String software,
    String place,
    Map<String, Instant> times,
    String tableHash,
    SortedMap<String, String> answers,
    Optional<String> previousOfDevice,
    Optional<Correction> corrects) {

  /// answers of one visit
  public static final int ANSWERS_MAX = 20_000;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Around {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    if (answers.size() > ANSWERS_MAX)
      throw new IllegalArgumentException(answers.size() + " answers");
    for (var hash : answers.values()) requireHex(hash);
    for (var key : keys.values()) requireHex(key);
    previousOfDevice.ifPresent(Manifest::requireAddress);
  }

  /// A sealed visit is never changed: what was wrong is said again in a later one, with the reason.
  ///
  /// @param seal of the visit that is corrected, `sha256-<hex>`
  /// @param reason in words
  public record Correction(String seal, String reason) {
    public Correction {
      Manifest.requireAddress(seal);
      if (reason.isBlank()) throw new IllegalArgumentException("a correction without a reason");
    }
  }

  private static void requireHex(String text) {
    if (!HEX.matcher(text).matches()) throw new IllegalArgumentException("no hash");
  }
}
