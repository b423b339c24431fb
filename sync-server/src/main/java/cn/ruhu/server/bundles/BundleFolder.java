package cn.ruhu.server.bundles;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.server.words.Words;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Messages;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of bundles, as a stick brings it: each is taken in by itself, and its receipts are laid
/// beside it or into another folder, for the stick to carry back. Not thread-safe.
public final class BundleFolder {
  private static final Logger LOG = LoggerFactory.getLogger(BundleFolder.class);
  private static final Words WORDS = Words.of(BundleFolder.class, "refusals.properties");
  private static final int BUFFER = 256 << 10;

  private final BundleDesk desk;
  private final BundleDesk.Carrier carrier;

  public BundleFolder(BundleDesk desk, BundleDesk.Carrier carrier) {
    this.desk = desk;
    this.carrier = carrier;
  }

  /// A file and what became of it.
  ///
  /// @param receipt the file its receipts lie in, empty when there are none
  /// @param receiptsKept false when they could not be written: the bundle may be brought again
  public record Line(
      String file, BundleDesk.Outcome outcome, String receipt, boolean receiptsKept) {

    /// As a command prints it.
    public Map<String, Object> told() {
      Map<String, Object> out = new LinkedHashMap<>();
      out.put("file", file);
      out.put("whole", outcome.isWhole());
      Bundles.BundleCounts n = outcome.counts();
      out.put("ops", n.ops());
      out.put("opsKnown", n.opsKnown());
      out.put("opsLeft", n.opsLeft() + outcome.opsMissing());
      out.put("files", n.files());
      out.put("filesKnown", n.filesKnown());
      out.put("filesLeft", n.filesLeft() + outcome.filesMissing());
      var reasons = new ArrayList<Map<String, Object>>();
      outcome.refused().ifPresent(why -> reasons.add(reason(why, 1)));
      outcome.reasons().forEach((why, times) -> reasons.add(reason(why, times)));
      if (!receiptsKept) reasons.add(reason("RECEIPT", 1));
      if (!reasons.isEmpty()) out.put("reasons", reasons);
      if (!receipt.isEmpty()) out.put("receipt", receipt);
      return out;
    }
  }

  private static Map<String, Object> reason(String code, int times) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("error", code);
    out.put("times", times);
    out.put("zh", WORDS.chinese(code, List.of()));
    out.put("en", WORDS.english(code, List.of()));
    return out;
  }

  /// Every bundle of a folder, in the order of their names; receipts and other files are passed
  /// over, folders inside are not looked into.
  ///
  /// @param to where receipts are laid
  public List<Line> take(Path folder, Path to) throws StorageException, IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> String.valueOf(f.getFileName()).endsWith(Bundles.ENDING))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    var out = new ArrayList<Line>();
    for (Path file : files) {
      if (isReceipts(file)) continue;
      out.add(one(file, to));
    }
    return out;
  }

  private static boolean isReceipts(Path file) throws IOException {
    byte[] name = Bundles.RECEIPTS.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = open(file)) {
      return java.util.Arrays.equals(in.readNBytes(name.length), name);
    }
  }

  private static InputStream open(Path file) {
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (IOException e) {
      LOG.warn("a bundle cannot be opened", e);
      in = InputStream.nullInputStream();
    }
    return new BufferedInputStream(new AsFarAsItGoes(in), BUFFER);
  }

  /// Ends where the stick cannot be read any more: what came before counts, and so do the bundles
  /// beside it.
  private static final class AsFarAsItGoes extends FilterInputStream {
    AsFarAsItGoes(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        LOG.warn("a bundle cannot be read to its end", e);
        return -1;
      }
    }
  }

  private Line one(Path file, Path to) throws StorageException, IOException {
    BundleDesk.Outcome outcome;
    try (InputStream in = open(file)) {
      outcome = desk.take(in, carrier);
    }
    String name = String.valueOf(file.getFileName());
    if (outcome.receipts().isEmpty()) return new Line(name, outcome, "", true);
    String receipt = outcome.bundle() + "-r" + Bundles.ENDING;
    try {
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes((Bundles.RECEIPTS + "\n").getBytes(StandardCharsets.US_ASCII));
      for (Bundles.SealedReceipt r : outcome.receipts()) {
        bytes.writeBytes(Messages.write(r));
        bytes.write('\n');
      }
      Disk.replaceShared(to.resolve(receipt), bytes.toByteArray());
      return new Line(name, outcome, receipt, true);
    } catch (IOException e) {
      LOG.warn("receipts of a bundle could not be written", e);
      return new Line(name, outcome, "", false);
    }
  }
}
