package cn.ruhu.desktop.work;

import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.SealReceipt;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Evidence;
import cn.ruhu.wire.EvidenceWriter;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// Takes a sealed visit out of the store as a bundle of evidence that checks itself ([Evidence]):
/// the sealed files, the signatures, and the records as they stand now, so that a change made later
/// anywhere shows. Nothing is changed here. Blocks; stateless.
public final class SealedEvidence {
  private static final int ID = 16;

  private SealedEvidence() {}

  /// Writes the bundle under another name, forces it to the disk, and only then gives it its own;
  /// the same visit again takes the place of the file before.
  ///
  /// @param deviceKey raw Ed25519 key of the machine that sealed, hex; for visits whose seal names
  ///   no keys
  /// @return the file
  /// @throws StoreException `NO_FILE` when the folder, the visit or one of its files is not here,
  ///   `DISK_FULL`, `READ_ONLY`, `IO`
  public static Path write(
      LocalStore store, CaseFile file, UUID visit, String deviceKey, Path folder)
      throws StoreException {
    if (!Files.isDirectory(folder)) throw missing("no such folder");
    CaseRecord sealed = file.record(visit).orElseThrow(() -> missing("no such visit"));
    String seal = sealed.text("sealHash");
    if (seal.length() < 23 || sealed.text("manifest").isEmpty()) throw missing("not sealed");
    Path done = folder.resolve("visit-" + seal.substring(7, 23) + Evidence.ENDING);
    Path half = folder.resolve(done.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              half,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 18);
        write(store, file, sealed, deviceKey, out);
        out.flush();
        channel.force(true);
      }
      Files.move(half, done, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return done;
    } catch (IOException e) {
      throw StoreException.of("writing evidence", e);
    } finally {
      drop(half);
    }
  }

  /// Addresses of the visit's files that are not on this machine; of the manifest alone while that
  /// is not, for it names the others. Blocks.
  ///
  /// @param sealed the visit's record
  /// @throws StoreException `NO_FILE` when it was not sealed, `CORRUPT`, `IO`
  public static List<String> missing(LocalStore store, CaseRecord sealed) throws StoreException {
    String manifest = sealed.text("manifest");
    if (manifest.isEmpty()) throw missing("not sealed");
    if (store.files().file(manifest).isEmpty()) return List.of(manifest);
    return read(store.files().bytes(manifest)).entries().stream()
        .map(Manifest.Entry::address)
        .filter(a -> store.files().file(a).isEmpty())
        .distinct()
        .toList();
  }

  private static void drop(Path half) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(SealedEvidence.class)
          .info("half a bundle stays, named as such");
    }
  }

  private static void write(
      LocalStore store, CaseFile file, CaseRecord sealed, String deviceKey, OutputStream out)
      throws StoreException, IOException {
    byte[] manifest = store.files().bytes(sealed.text("manifest"));
    byte[] id = new byte[ID];
    store.random().nextBytes(id);
    var writer = new EvidenceWriter(out, sealed.text("sealHash"), Hashes.hex(id), store.random());
    piece(writer, Evidence.SEAL, Messages.write(seal(file, sealed, deviceKey)));
    piece(writer, Evidence.MANIFEST, manifest);
    String receipt =
        SealReceipt.among(file.gateFacts(GateKind.SEAL_RECEIVED), sealed)
            .map(SealReceipt::line)
            .orElse(null);
    var now = new Evidence.Now(sealed.fields(), file.answers(sealed.id()).byPath(), receipt);
    piece(writer, Evidence.NOW, Messages.write(now));
    for (Manifest.Entry e : read(manifest).entries()) {
      try (InputStream in = store.files().open(e.address())) {
        writer.piece(e.name(), in, e.length());
      }
    }
    writer.end();
  }

  private static Manifest read(byte[] manifest) throws StoreException {
    try {
      return Messages.read(manifest, Manifest.class);
    } catch (WireException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "a manifest that cannot be read", e);
    }
  }

  private static void piece(EvidenceWriter writer, String name, byte[] bytes) throws IOException {
    writer.piece(name, new ByteArrayInputStream(bytes), bytes.length);
  }

  /// A second signature that came later stands where one made with the seal would.
  private static Evidence.Seal seal(CaseFile file, CaseRecord sealed, String deviceKey) {
    var signatures = new TreeMap<String, String>();
    signatures.put(SealText.Place.DEVICE.name(), sealed.text("sealSignature"));
    signatures.put(SealText.Place.A.name(), sealed.text("signatureA"));
    SealText.Place second =
        sealed.text("badge").isEmpty() ? SealText.Place.B : SealText.Place.BADGE;
    signatures.put(second.name(), sealed.text("signatureB"));
    if (SecondSignings.lacks(sealed))
      SecondSignings.made(file, sealed)
          .ifPresent(s -> signatures.put(SealText.Place.B.name(), s.proof().text()));
    signatures.values().removeIf(String::isEmpty);
    return new Evidence.Seal(
        sealed.text("sealHash"),
        sealed.ref("signatureDevice").orElse(new UUID(0, 0)),
        deviceKey,
        signatures);
  }

  private static StoreException missing(String what) {
    return new StoreException(StoreException.Code.NO_FILE, what);
  }
}
