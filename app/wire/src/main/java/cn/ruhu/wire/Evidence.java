package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sealed visit taken out to be checked by itself, without a server: messages and names of an
/// evidence bundle. It is a file that opens with the number of its own seal, which stands in the
/// visit's record and on the screen after sealing, or a folder with the same pieces unpacked. What
/// is in it: `app/doctor/README.md`.
public final class Evidence {
  /// First line of a bundle of evidence.
  public static final String NAME = "ruhu-evidence-1";

  /// Ending of its file; the name says nothing of anybody.
  public static final String ENDING = ".ruhu-evidence";

  /// Piece that holds [Seal].
  public static final String SEAL = "seal";

  /// Piece that holds the manifest's exact bytes.
  public static final String MANIFEST = "manifest";

  /// Piece that holds [Now]; the seal says nothing of it, it is compared with the seal.
  public static final String NOW = "now";

  /// Sealed piece with the answers and their salt.
  public static final String FACTS = "facts";

  /// Pieces of one bundle.
  public static final int PIECES_MAX = 1_100;

  /// Bytes of a piece that is kept whole while it is checked.
  static final int KEPT_MAX = 16 << 20;

  /// Bytes of content in one frame.
  static final int SEGMENT = 256 << 10;

  static final Set<String> KEPT = Set.of(SEAL, MANIFEST, NOW, FACTS);

  private Evidence() {}

  /// The signatures under a visit, each followed by a space and the instant it names.
  ///
  /// @param sealHash `sha256-<hex>` of the manifest's bytes
  /// @param deviceKey raw Ed25519 key of the machine, hex; counts only for a seal that names no
  ///   keys itself
  /// @param signatures by who signed: `DEVICE`, `A`, and `B` or `BADGE`
  public record Seal(
      String sealHash, UUID device, String deviceKey, Map<String, String> signatures) {
    public Seal {
      Shape.present(sealHash, device, deviceKey);
      signatures = Shape.sorted(signatures);
    }
  }

  /// The records as they stood when the bundle was made.
  ///
  /// @param visit fields of the visit's record
  /// @param answers of its answers record, by path
  /// @param receipt the district's receipt of the seal, as `SealReceipt` writes it; null when this
  ///   machine had none yet
  public record Now(
      Map<String, String> visit, Map<String, String> answers, @Nullable String receipt) {
    public Now {
      visit = Shape.sorted(visit);
      answers = Shape.sorted(answers);
    }

    /// Without a receipt.
    public Now(Map<String, String> visit, Map<String, String> answers) {
      this(visit, answers, null);
    }

    /// Without what was answered.
    @Override
    public String toString() {
      return "Now[" + answers.size() + " answers]";
    }
  }

  /// What precedes the content of a piece.
  ///
  /// @param length bytes
  record Piece(String name, long length) {
    Piece {
      Shape.present(name);
    }
  }

  /// What ends a bundle.
  record End(int pieces) {}

  /// The key of a bundle: who knows the number of the seal has it.
  static byte[] key(String sealHash, String id) {
    return Hkdf.derive(
        sealHash.getBytes(StandardCharsets.UTF_8),
        Hashes.bytes(id),
        "ruhu evidence 1",
        Aead.KEY_LENGTH);
  }

  /// Tells a wrong number from altered content.
  static String keyCheck(byte[] key) {
    return Hashes.sha256Hex(AtRest.aad("evidence key"), key);
  }

  static byte[] aad(String id, BundleFrames.Kind kind, int number) {
    return AtRest.aad("evidence", id, kind, number);
  }

  /// Whether this can be the name of a piece, and of a file below a folder too.
  public static boolean isName(String name) {
    return name.length() <= 200
        && name.matches("[A-Za-z0-9@#_./-]+")
        && !name.startsWith("/")
        && !name.contains("//")
        && !name.endsWith("/")
        && !name.contains("..");
  }
}
