package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Messages of sealed bundles: work that goes to the district without a network of its own, and the
/// receipts that come back. What a bundle is: `app/sync/SYNC.md`.
public final class Bundles {
  /// First line of a bundle.
  public static final String BUNDLE = "ruhu-bundle-1";

  /// First line of a file of receipts; each further line is a [SealedReceipt].
  public static final String RECEIPTS = "ruhu-receipts-1";

  /// Ending of both; names say nothing of anybody.
  public static final String ENDING = ".ruhu";

  /// A bundle under these names only; another shape gets another name.
  public static final String ALGORITHMS = "x25519+hkdf-sha256+aes-256-gcm,ed25519";

  /// Bytes of one piece a carrier hands in: a few frames, or one that is large.
  public static final int PIECE_MAX = 2 << 20;

  /// Bytes of one line of a file of receipts.
  public static final int RECEIPT_MAX = 4 << 20;

  /// Commits before its own that a receipt names: pieces of one bundle come close together.
  public static final int POINTS = 64;

  private static final int TAG = 32;

  private Bundles() {}

  /// Opaque name of a person's place on a machine: it tells a receipt whose it is, and only to who
  /// knows the machine.
  public static String tag(UUID device, UUID staff) {
    byte[] text = ("ruhu-tag-1 " + device + " " + staff).getBytes(StandardCharsets.UTF_8);
    return Hashes.sha256Hex(text).substring(0, TAG);
  }

  /// Whether this can be the name of a bundle.
  public static boolean isId(String text) {
    return Hashes.isHex(text, TAG);
  }

  /// What the content key is sealed to the district as.
  static String contentKeyOf(String bundle) {
    return "bundle " + bundle;
  }

  /// The key of a bundle's receipts: who has the work key has it.
  public static byte[] receiptKey(byte[] workKey, String bundle) {
    return Hkdf.derive(workKey, Hashes.bytes(bundle), "ruhu receipt 1", Aead.KEY_LENGTH);
  }

  /// What everybody can read of a bundle: nothing of anybody.
  ///
  /// @param id of the bundle, 32 random hex digits
  /// @param tag see [Bundles#tag]
  /// @param to raw X25519 key of the district it is for, hex
  /// @param key the content key, sealed to it, hex
  public record Header(String alg, String id, String tag, String to, String key) {
    public Header {
      Shape.present(alg, id, tag, to, key);
    }
  }

  /// First thing inside a bundle, signed by the machine.
  ///
  /// @param keyCheck hash of the content key: whoever signs this vouches for all under that key
  /// @param made the machine's clock, milliseconds since 1970
  /// @param workKey the person's work key, sealed as [Protocol#workKeyOf], hex
  /// @param ops journal lines that follow
  /// @param files files that follow
  /// @param fileBytes bytes of their contents
  /// @param resets how often this store began anew with the server; a receipt for an earlier number
  ///   is void
  /// @param witness highest point of the server's history seen, null for never
  public record Manifest(
      String bundle,
      UUID device,
      UUID staff,
      String app,
      long made,
      String keyCheck,
      String workKey,
      int ops,
      int files,
      long fileBytes,
      long resets,
      @Nullable Witness witness,
      Map<String, Cursor> cursors) {
    public Manifest {
      Shape.present(bundle, device, staff, app, keyCheck, workKey);
      cursors = Shape.sorted(cursors);
    }

    /// Without the key.
    @Override
    public String toString() {
      return "Manifest[" + bundle + "]";
    }
  }

  /// A file the district holds whole, in this case.
  public record FileReceipt(UUID caseId, String address) {
    public FileReceipt {
      Shape.present(caseId, address);
    }
  }

  /// What the district answers to a bundle or a piece of one, signed.
  ///
  /// @param resets the manifest's
  /// @param seen the manifest's witness
  /// @param sameHistory whether the machine had seen this server's history; else its own next
  ///   contact settles everything
  /// @param witness the server's newest point
  /// @param before hashes of the [Bundles#POINTS] commits before it, by number
  public record Receipt(
      String bundle,
      UUID device,
      UUID staff,
      long resets,
      @Nullable Witness seen,
      boolean sameHistory,
      Witness witness,
      long serverTime,
      Map<String, String> before,
      List<Verdict> verdicts,
      List<FileReceipt> files) {
    public Receipt {
      Shape.present(bundle, device, staff, witness);
      before = Shape.sorted(before);
      verdicts = List.copyOf(verdicts);
      files = List.copyOf(files);
    }

    /// Whether it counts at a store that stands so: made for a bundle it made since it last began
    /// anew with the server, and of a history that is known to hold all the store has heard, by
    /// whatever way. An answer of a history that is gone is then found out at the next contact: the
    /// store's highest point is the receipt's.
    ///
    /// @param now how often the store began anew
    /// @param here highest point of the server's history it ever saw, null for never
    public boolean fits(long now, @Nullable Witness here) {
      if (!sameHistory || resets != now) return false;
      if (here == null || here.equals(seen) || here.equals(witness)) return true;
      return here.epoch().equals(witness.epoch())
          && here.hash().equals(before.get(Long.toString(here.seq())));
    }
  }

  /// A receipt as anybody may carry it.
  ///
  /// @param sealed under [Bundles#receiptKey]: signature, line feed, [Receipt]; hex
  public record SealedReceipt(String bundle, String tag, String sealed) {
    public SealedReceipt {
      Shape.present(bundle, tag, sealed);
    }

    /// Without what is sealed.
    @Override
    public String toString() {
      return "SealedReceipt[" + bundle + "]";
    }
  }

  /// What became of a piece that was handed in.
  ///
  /// @param next frame to go on with; frames before it are not wanted
  /// @param end the bundle's end came, and nothing of it is missing for having been cut or altered
  /// @param refused why none of it was taken, null when it was looked through: `FOREIGN`,
  ///   `NO_BUNDLE`, `VERSION`, `ALTERED`, `DEVICE`, `PERSON`, `WORK_KEY`
  /// @param counts of this piece
  /// @param receipt for its machine, null when there is nothing to tell
  public record BundleTaken(
      int next,
      boolean end,
      @Nullable String refused,
      BundleCounts counts,
      @Nullable SealedReceipt receipt) {
    public BundleTaken {
      Shape.present(counts);
    }
  }

  /// @param ops taken in now
  /// @param opsKnown taken in before
  /// @param opsLeft not taken: lines before them are missing, or they are altered
  /// @param files whole at the district now
  /// @param filesKnown whole before
  /// @param filesLeft not whole, or of a case the district does not know of
  public record BundleCounts(
      int ops, int opsKnown, int opsLeft, int files, int filesKnown, int filesLeft) {
    /// Nothing.
    public static final BundleCounts NONE = new BundleCounts(0, 0, 0, 0, 0, 0);

    /// Both together.
    public BundleCounts plus(BundleCounts more) {
      return new BundleCounts(
          ops + more.ops,
          opsKnown + more.opsKnown,
          opsLeft + more.opsLeft,
          files + more.files,
          filesKnown + more.filesKnown,
          filesLeft + more.filesLeft);
    }
  }

  /// Seals a receipt for who has the work key.
  ///
  /// @param server signs it
  /// @param random cryptographic outside tests
  public static SealedReceipt seal(
      Receipt receipt, SigningKey server, byte[] workKey, java.util.random.RandomGenerator random) {
    byte[] message = Messages.write(receipt);
    String signature = server.sign(Signatures.receiptText(receipt.bundle(), message));
    byte[] plain = signed(signature, message);
    byte[] key = receiptKey(workKey, receipt.bundle());
    byte[] sealed = Aead.seal(key, AtRest.aad("receipt", receipt.bundle()), plain, random);
    return new SealedReceipt(
        receipt.bundle(), tag(receipt.device(), receipt.staff()), Hashes.hex(sealed));
  }

  /// @param serverKey raw Ed25519 key of the district's server, hex
  /// @throws WireException `SIGNATURE` when it is for somebody else, altered, or not this server's;
  ///   `MALFORMED`
  public static Receipt open(SealedReceipt sealed, String serverKey, byte[] workKey)
      throws WireException {
    if (!Hashes.isHex(sealed.bundle(), TAG)) throw malformed("bundle id");
    byte[] envelope;
    try {
      envelope = Hashes.bytes(sealed.sealed());
    } catch (IllegalArgumentException e) {
      throw malformed("no hex");
    }
    byte[] plain =
        Aead.open(
            receiptKey(workKey, sealed.bundle()), AtRest.aad("receipt", sealed.bundle()), envelope);
    Signed in = Signed.of(plain);
    byte[] text = Signatures.receiptText(sealed.bundle(), in.message());
    if (!Signatures.verify(serverKey, text, in.signature()))
      throw new WireException(WireException.Code.SIGNATURE, "a receipt is not the server's");
    Receipt receipt = Messages.read(in.message(), Receipt.class);
    if (!receipt.bundle().equals(sealed.bundle())) throw malformed("another bundle");
    return receipt;
  }

  static byte[] signed(String signature, byte[] message) {
    byte[] first = (signature + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] out = new byte[first.length + message.length];
    System.arraycopy(first, 0, out, 0, first.length);
    System.arraycopy(message, 0, out, first.length, message.length);
    return out;
  }

  /// A signature and what it is over.
  @SuppressWarnings("ArrayRecordComponent") // made, read once, never compared
  record Signed(String signature, byte[] message) {
    static Signed of(byte[] plain) throws WireException {
      for (int i = 0; i < plain.length; i++)
        if (plain[i] == '\n')
          return new Signed(
              new String(plain, 0, i, StandardCharsets.US_ASCII),
              java.util.Arrays.copyOfRange(plain, i + 1, plain.length));
      throw malformed("no signature");
    }
  }

  private static WireException malformed(String what) {
    return new WireException(WireException.Code.MALFORMED, what);
  }
}
