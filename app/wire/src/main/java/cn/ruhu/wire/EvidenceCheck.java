package cn.ruhu.wire;

import cn.ruhu.casefile.evidence.Around;
import cn.ruhu.casefile.evidence.Facts;
import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.SealReceipt;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.record.CaseFile;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Checks a sealed visit by itself: whether its manifest is the sealed one, who signed, and which
/// file, which answer and which field of today's record is not what was sealed. Needs no server and
/// no key of anybody.
///
/// What it cannot know: whose keys these are. Whoever made up a whole visit, keys and all, gets a
/// sound bundle with another seal; so the number of the seal has to come from somewhere else than
/// the bundle (the record at the district, the paper of the household).
public final class EvidenceCheck {
  /// What differs.
  public enum Kind {
    /// the bundle itself
    BUNDLE,
    /// the manifest
    MANIFEST,
    /// the signatures' message as a whole
    SEAL,
    /// one signature, by who signed
    SIGNATURE,
    /// a sealed file, by its name
    FILE,
    /// a sealed answer, by its path
    ANSWER,
    /// a field of the visit's record as it stands now
    RECORD,
    /// an answer in the answers record as it stands now, by its path
    RECORD_ANSWER,
    /// the district's receipt of the seal
    RECEIPT
  }

  /// In what way.
  public enum How {
    ALTERED,
    MISSING,
    ADDED,
    /// a signature that is not over this seal by this key
    WRONG,
    /// ends too early, or goes on after its end
    CUT
  }

  /// One difference.
  ///
  /// @param name what of that kind; no personal data, but a path may name a record's id
  public record Difference(Kind kind, String name, How how) {}

  /// What came of it.
  ///
  /// @param manifest null when it cannot be read
  /// @param keys raw Ed25519 keys that were asked, by who signed
  /// @param compared today's records were in the bundle
  /// @param second the second investigator's signature, where it was made after the seal; null for
  ///   one made with it, or none
  /// @param receipt the district's, where it is of this seal and signed by the key it names; null
  ///   when the district had not received the visit when the bundle was made, as far as was known
  public record Result(
      @Nullable Manifest manifest,
      String sealHash,
      Map<String, String> keys,
      boolean compared,
      @Nullable SecondSignature second,
      @Nullable SealReceipt receipt,
      List<Difference> differences) {
    public Result {
      keys = Shape.sorted(keys);
      differences = List.copyOf(differences);
    }

    /// Nothing differs.
    public boolean ok() {
      return differences.isEmpty();
    }
  }

  /// the answer that says what came of the attempt
  private static final String DISPOSITION = "V09";

  private final EvidencePieces held;
  private final List<Difference> found = new ArrayList<>();
  private @Nullable SecondSignature second;

  private EvidenceCheck(EvidencePieces held) {
    this.held = held;
  }

  /// @param sealHash number of the seal from elsewhere, `sha256-<hex>`; null takes the bundle's own
  public static Result of(EvidencePieces held, @Nullable String sealHash) {
    return new EvidenceCheck(held).run(sealHash);
  }

  private void differs(Kind kind, String name, How how) {
    var one = new Difference(kind, name, how);
    if (!found.contains(one)) found.add(one);
  }

  private Result run(@Nullable String wanted) {
    if (!held.whole()) differs(Kind.BUNDLE, "", How.CUT);
    Optional<Evidence.Seal> seal = message(Evidence.SEAL, Evidence.Seal.class, Kind.SEAL);
    String sealed = wanted != null ? wanted : seal.map(Evidence.Seal::sealHash).orElse("");
    if (seal.filter(s -> !s.sealHash().equals(sealed)).isPresent())
      differs(Kind.SEAL, "sealHash", How.ALTERED);
    Optional<Manifest> manifest = manifest(sealed);
    var keys = new LinkedHashMap<String, String>();
    if (manifest.isPresent()) {
      Manifest m = manifest.get();
      seal.ifPresent(s -> signatures(m, s, sealed, keys));
      files(m);
      Around around = m.around();
      if (around != null) answers(around);
    }
    Optional<Evidence.Now> now =
        held.pieces().containsKey(Evidence.NOW)
            ? message(Evidence.NOW, Evidence.Now.class, Kind.RECORD)
            : Optional.empty();
    if (now.isPresent() && manifest.isPresent()) record(now.get(), manifest.get(), sealed);
    SealReceipt receipt = now.isPresent() ? receipt(now.get(), manifest, sealed) : null;
    return new Result(manifest.orElse(null), sealed, keys, now.isPresent(), second, receipt, found);
  }

  private @Nullable SealReceipt receipt(
      Evidence.Now now, Optional<Manifest> manifest, String sealed) {
    String line = now.receipt();
    if (line == null) return null;
    Optional<SealReceipt> made =
        SealReceipt.read(line)
            .filter(r -> r.sealHash().equals(sealed) && SealReceipts.holds(r))
            .filter(r -> manifest.filter(m -> !m.visit().equals(r.visit())).isEmpty());
    if (made.isEmpty()) differs(Kind.RECEIPT, "", How.WRONG);
    return made.orElse(null);
  }

  private <T> Optional<T> message(String piece, Class<T> type, Kind kind) {
    if (!held.pieces().containsKey(piece)) {
      differs(kind, "", How.MISSING);
      return Optional.empty();
    }
    try {
      return Optional.of(Messages.read(held.bytes(piece).orElseGet(() -> new byte[0]), type));
    } catch (WireException _) {
      differs(kind, "", How.ALTERED);
      return Optional.empty();
    }
  }

  private Optional<Manifest> manifest(String sealed) {
    EvidencePieces.Held piece = held.pieces().get(Evidence.MANIFEST);
    if (piece == null) {
      differs(Kind.MANIFEST, "", How.MISSING);
      return Optional.empty();
    }
    if (!piece.address().equals(sealed)) differs(Kind.MANIFEST, "", How.ALTERED);
    return message(Evidence.MANIFEST, Manifest.class, Kind.MANIFEST);
  }

  private void signatures(Manifest m, Evidence.Seal seal, String sealed, Map<String, String> keys) {
    Around around = m.around();
    for (SealText.Place place : SealText.Place.values()) {
      boolean old = around == null;
      if (old && place == SealText.Place.DEVICE) continue; // was not asked then
      if (place == SealText.Place.BADGE && !byBadge(around, seal)) continue;
      if (place == SealText.Place.B && around != null && unasked(around, seal)) continue;
      String key = around == null ? seal.deviceKey() : around.keys().getOrDefault(place.name(), "");
      UUID signer =
          switch (place) {
            case A -> m.investigatorA();
            case B, BADGE -> m.investigatorB();
            case DEVICE -> around == null ? seal.device() : around.device();
          };
      String signed = seal.signatures().getOrDefault(place.name(), "");
      if (place == SealText.Place.B && key.isEmpty() && later(m, sealed, signed, keys)) continue;
      keys.put(place.name(), key);
      if (signed.isEmpty()) differs(Kind.SIGNATURE, place.name(), How.MISSING);
      else if (!holds(place, signer, key, sealed, signed) || !ownKey(place, around))
        differs(Kind.SIGNATURE, place.name(), How.WRONG);
    }
    if (around != null && !seal.device().equals(around.device()))
      differs(Kind.SEAL, "device", How.ALTERED);
    if (around != null && !seal.deviceKey().equals(around.keys().get("DEVICE")))
      differs(Kind.SEAL, "deviceKey", How.ALTERED);
    for (String who : seal.signatures().keySet())
      if (!keys.containsKey(who)) differs(Kind.SIGNATURE, who, How.ADDED);
  }

  /// The sealed list names the key of a badge, or somebody signed as one.
  private static boolean byBadge(@Nullable Around around, Evidence.Seal seal) {
    String badge = SealText.Place.BADGE.name();
    boolean named = around != null && around.keys().containsKey(badge);
    return named || (around != null && seal.signatures().containsKey(badge));
  }

  /// The key of a badge is nobody else's: neither the first investigator nor the machine passes as
  /// the second.
  private static boolean ownKey(SealText.Place place, @Nullable Around around) {
    if (place != SealText.Place.BADGE || around == null) return true;
    String key = around.keys().getOrDefault(place.name(), "");
    return !key.equals(around.keys().get(SealText.Place.A.name()))
        && !key.equals(around.keys().get(SealText.Place.DEVICE.name()));
  }

  /// Nobody is asked to sign as the second with a key of a sign-in where he signs by his badge, or
  /// where an attempt did not end in a finished visit: then the sealed list names no key of his,
  /// and nobody signed as him.
  private boolean unasked(Around around, Evidence.Seal seal) {
    String b = SealText.Place.B.name();
    if (around.keys().containsKey(b) || seal.signatures().containsKey(b)) return false;
    if (around.keys().containsKey(SealText.Place.BADGE.name())) return true;
    Optional<String> disposition = facts().map(f -> f.answers().getOrDefault(DISPOSITION, ""));
    return disposition.filter(CaseFile.FINISHED::contains).isEmpty();
  }

  /// The list was sealed without a key of the second investigator, and what stands there is a
  /// signature made later, with the key it names.
  private boolean later(Manifest m, String sealed, String signed, Map<String, String> keys) {
    Optional<SecondSignature.Proof> proof = SecondSignature.Proof.read(signed);
    if (proof.isEmpty()) return false;
    var made = new SecondSignature(m.visit(), m.investigatorB(), sealed, proof.get());
    second = made;
    keys.put(SealText.Place.B.name(), made.proof().key());
    if (!SecondSigning.holds(made) || !stands(made.proof(), m.around(), keys))
      differs(Kind.SIGNATURE, SealText.Place.B.name(), How.WRONG);
    return true;
  }

  /// Whether the keys of a later signature can be what they are said to be, by all that a bundle
  /// holds: the second person is not the first, nobody of the two is a machine, and the machine is
  /// the sealing one by both its id and its key, or by neither. Whether it is the district's, the
  /// district's list of machines says.
  private static boolean stands(
      SecondSignature.Proof proof, @Nullable Around around, Map<String, String> keys) {
    String first = keys.getOrDefault(SealText.Place.A.name(), "");
    if (around == null || first.isEmpty()) return false;
    String machine = around.keys().getOrDefault(SealText.Place.DEVICE.name(), "");
    boolean people = !proof.key().equals(first) && !proof.key().equals(machine);
    boolean same = proof.device().equals(around.device());
    return people && !proof.deviceKey().equals(first) && same == proof.deviceKey().equals(machine);
  }

  private static boolean holds(
      SealText.Place place, UUID signer, String key, String sealed, String signed) {
    String[] parts = signed.split(" ", -1);
    if (parts.length != 2 || !Hashes.isHex(key)) return false;
    try {
      byte[] text = SealText.of(place, signer, sealed, Instant.parse(parts[1]));
      return Signatures.verify(key, text, parts[0]);
    } catch (DateTimeException _) {
      return false;
    }
  }

  private void files(Manifest m) {
    Set<String> known = new HashSet<>(Set.of(Evidence.SEAL, Evidence.MANIFEST, Evidence.NOW));
    for (Manifest.Entry e : m.entries()) {
      known.add(e.name());
      EvidencePieces.Held piece = held.pieces().get(e.name());
      if (piece == null) differs(Kind.FILE, e.name(), How.MISSING);
      else if (!piece.address().equals(e.address()) || piece.length() != e.length())
        differs(Kind.FILE, e.name(), How.ALTERED);
    }
    for (String name : held.pieces().keySet())
      if (!known.contains(name)) differs(Kind.FILE, name, How.ADDED);
  }

  private static String sha256(String text) {
    return Hashes.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Facts> facts() {
    try {
      Optional<byte[]> bytes = held.bytes(Evidence.FACTS);
      return bytes.isEmpty()
          ? Optional.empty()
          : Optional.of(Messages.read(bytes.get(), Facts.class));
    } catch (WireException _) {
      return Optional.empty(); // said as a file that is altered
    }
  }

  private void answers(Around around) {
    facts().ifPresent(f -> compare(around.answers(), f.hashes(EvidenceCheck::sha256), Kind.ANSWER));
  }

  private void compare(SortedMap<String, String> sealed, Map<String, String> here, Kind kind) {
    sealed.forEach((path, hash) -> {
      String now = here.get(path);
      if (now == null) differs(kind, path, How.MISSING);
      else if (!now.equals(hash)) differs(kind, path, How.ALTERED);
    });
    for (String path : new TreeMap<>(here).keySet())
      if (!sealed.containsKey(path)) differs(kind, path, How.ADDED);
  }

  /// Number of the badge the second investigator signed by, as the sealed list has its key; empty
  /// where he signed in.
  private static String badge(Around around) {
    String key = around.keys().get(SealText.Place.BADGE.name());
    return key == null ? "" : Badge.number(key);
  }

  /// The records as they stand beside what was sealed.
  private void record(Evidence.Now now, Manifest m, String sealed) {
    var wanted = new TreeMap<String, String>();
    wanted.put("sealHash", sealed);
    wanted.put("manifest", sealed);
    wanted.put("startedAt", m.startedAt().toString());
    wanted.put("finishedAt", m.finishedAt().toString());
    wanted.put("investigatorA", m.investigatorA().toString());
    wanted.put("investigatorB", m.investigatorB().toString());
    wanted.put("formId", m.form().id());
    wanted.put("formVersion", m.form().version());
    wanted.put("formHash", m.form().hash());
    m.entry("answers").ifPresent(e -> wanted.put("answers", e.address()));
    m.entry("paradata").ifPresent(e -> wanted.put("paradata", e.address()));
    Around around = m.around();
    if (around != null) {
      wanted.put("place", around.place());
      wanted.put("tableHash", around.tableHash());
      wanted.put("software", around.software());
      wanted.put("badge", badge(around));
      wanted.put("signatureDevice", around.device().toString());
      wanted.put("correction", around.corrects().map(Around.Correction::reason).orElse(""));
      facts()
          .ifPresent(f ->
              compare(
                  around.answers(),
                  Facts.hashes(f.salt(), now.answers(), EvidenceCheck::sha256),
                  Kind.RECORD_ANSWER));
    }
    wanted.forEach((field, value) -> {
      if (!now.visit().getOrDefault(field, "").equals(value))
        differs(Kind.RECORD, field, How.ALTERED);
    });
  }
}
