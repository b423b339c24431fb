package cn.ruhu.server.bundles;

import cn.ruhu.server.accounts.BundleMakers;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.OpenBundle;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes sealed bundles in, whole or in pieces, whoever brings them: lines go through the inbox and
/// files through the file desk as if their author had sent them, so the same twice, in another
/// order, or beside an ordinary push changes nothing. What is whole counts; the rest is named. Each
/// answer is sealed for the machine it came from. What a closed machine or account made is late
/// work ([cn.ruhu.server.inbox.Inbox]), never refused for that.
///
/// Thread-safe; a bundle is read as a stream.
public final class BundleDesk {
  private final Parts parts;
  private final String publicKey;

  /// @param key signs receipts
  /// @param recovery X25519 secret bundles are sealed to
  @SuppressWarnings("ArrayRecordComponent") // the key stands for itself, and is never compared
  public record Parts(
      Database database,
      Feed feed,
      Inbox inbox,
      FileDesk files,
      BundleMakers makers,
      Audit audit,
      SigningKey key,
      byte[] recovery,
      InstantSource clock,
      RandomGenerator random) {}

  public BundleDesk(Parts parts) {
    this.parts = parts;
    this.publicKey = SealedBox.publicHex(parts.recovery());
  }

  /// Who brings a bundle, and what is believed.
  ///
  /// @param staff who hands it in, null for the operator
  /// @param device on which machine, null for the operator
  /// @param trusting the machine's signature is enough although the district never got the person's
  ///   work key; not of a machine that was closed, which anybody may have in hands
  public record Carrier(@Nullable UUID staff, @Nullable UUID device, boolean trusting) {}

  /// What became of a bundle or a piece.
  ///
  /// @param bundle its id, empty when not even that could be read
  /// @param refused why nothing of it was looked at
  /// @param next frame to go on with
  /// @param end its end came
  /// @param opsMissing lines it should have and has not
  /// @param filesMissing files it should have and has not
  /// @param reasons how often something was left, by code
  /// @param receipts for its machine
  public record Outcome(
      String bundle,
      Optional<String> refused,
      int next,
      boolean end,
      Bundles.BundleCounts counts,
      int opsMissing,
      int filesMissing,
      Map<String, Integer> reasons,
      List<Bundles.SealedReceipt> receipts) {

    static Outcome refused(String bundle, String why) {
      return new Outcome(
          bundle, Optional.of(why), 0, false, Bundles.BundleCounts.NONE, 0, 0, Map.of(), List.of());
    }

    /// Everything it has is at the district now.
    public boolean isWhole() {
      return refused.isEmpty()
          && end
          && reasons.isEmpty()
          && counts.opsLeft() + counts.filesLeft() + opsMissing + filesMissing == 0;
    }
  }

  /// Takes a whole bundle.
  ///
  /// @param in buffered; read to its end, not closed
  public Outcome take(InputStream in, Carrier carrier) throws StorageException, IOException {
    return take(in, carrier, false);
  }

  /// Takes a piece: beginning, manifest, and frames that follow one another.
  public Bundles.BundleTaken takePiece(InputStream in, Carrier carrier)
      throws StorageException, IOException {
    Outcome out = take(in, carrier, true);
    return new Bundles.BundleTaken(
        out.next(),
        out.end(),
        out.refused().orElse(null),
        out.counts(),
        out.receipts().isEmpty() ? null : out.receipts().getFirst());
  }

  private Outcome take(InputStream in, Carrier carrier, boolean piece)
      throws StorageException, IOException {
    String id = "";
    OpenBundle bundle;
    try {
      var frames = new BundleFrames(in);
      id = frames.header().id();
      if (!frames.header().to().equals(publicKey)) return Outcome.refused(id, "FOREIGN");
      bundle = new OpenBundle(frames, parts.recovery());
    } catch (WireException e) {
      String why =
          switch (e.code()) {
            case VERSION -> "VERSION";
            case SIGNATURE -> "ALTERED";
            default -> id.isEmpty() ? "NO_BUNDLE" : "ALTERED";
          };
      return Outcome.refused(id, why);
    }
    Bundles.Manifest m = bundle.manifest();
    Optional<BundleMakers.Machine> machine = parts.makers().machine(m.device());
    if (machine.isEmpty()) return Outcome.refused(id, "DEVICE");
    if (!bundle.signedBy(machine.get().key())) return Outcome.refused(id, "ALTERED");
    Optional<Caller> author = parts.makers().person(m.staff(), m.device());
    if (author.isEmpty()) return Outcome.refused(id, "PERSON");
    Optional<byte[]> workKey = parts.makers().open(m.staff(), m.workKey());
    if (workKey.isEmpty()) return Outcome.refused(id, "ALTERED");
    try {
      boolean trusted = carrier.trusting() && !machine.get().closed();
      boolean theirs = trusted || parts.makers().isTheirs(m.staff(), m.device(), workKey.get());
      if (!theirs) return Outcome.refused(id, "WORK_KEY");
      Outcome out = new Taking(parts, bundle, author.get(), workKey.get(), piece).run();
      note(m, carrier, out);
      return out;
    } finally {
      Arrays.fill(workKey.get(), (byte) 0);
    }
  }

  /// Who brought whose work stands in the log, once for each time it brought some.
  private void note(Bundles.Manifest m, Carrier carrier, Outcome out) throws StorageException {
    if (out.counts().ops() == 0 && !out.end()) return;
    String what = carrier.trusting() ? "BUNDLE_TAKEN_TRUSTING" : "BUNDLE_TAKEN";
    String by = carrier.staff() == null ? "" : carrier.staff().toString();
    String at = carrier.device() == null ? "" : carrier.device().toString();
    var entry = new Audit.Entry(what, by, at, m.staff().toString(), m.bundle());
    parts
        .database()
        .write(tx -> {
          parts.audit().add(tx, entry);
          return true;
        });
  }
}
