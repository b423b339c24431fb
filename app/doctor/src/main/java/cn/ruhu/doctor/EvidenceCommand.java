package cn.ruhu.doctor;

import cn.ruhu.casefile.evidence.Around;
import cn.ruhu.casefile.evidence.Facts;
import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.SealReceipt;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.tables.Tsv;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.Evidence;
import cn.ruhu.wire.EvidenceCheck;
import cn.ruhu.wire.EvidencePieces;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks a sealed visit without a server, and names exactly what differs.
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a sealed visit: a bundle of evidence, or a folder it was unpacked into.",
      "A bundle opens with the number of its seal, as it stands in the visit's record."
    })
final class EvidenceCommand implements Callable<Integer> {
  private static final List<String> KEYS =
      List.of(
          "ok",
          "visit",
          "seal",
          "sealedAt",
          "form",
          "software",
          "device",
          "files",
          "answers",
          "keys",
          "previous",
          "previousOfDevice",
          "corrects",
          "secondSignedAt",
          "secondDevice",
          "secondDeviceKey",
          "secondHow",
          "secondBadge",
          "secondBadgeHow",
          "receivedAt",
          "receivedKey",
          "receivedHow",
          "compared");

  private final Surroundings machine;

  @Parameters(index = "0", paramLabel = "BUNDLE")
  private Path bundle = Path.of("");

  @Option(
      names = "--seal",
      paramLabel = "NUMBER",
      description =
          "number of the seal, sha256-…, from the visit's record, with or without its blanks; a"
              + " bundle needs it")
  private @Nullable String seal;

  @Option(
      names = "--unpack",
      paramLabel = "FOLDER",
      description = "writes the pieces there in the clear; the folder must not be there yet")
  private @Nullable Path unpack;

  @Option(names = "--show", description = "also what was sealed and what stands there now")
  private boolean show;

  private final Map<String, @Nullable Object> answer = new LinkedHashMap<>();

  EvidenceCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    KEYS.forEach(key -> answer.put(key, null));
    answer.put("ok", false);
    var differences = new ArrayList<Map<String, @Nullable Object>>();
    String error = null;
    boolean ok = false;
    try {
      EvidencePieces pieces = pieces();
      EvidenceCheck.Result result = EvidenceCheck.of(pieces, seal);
      ok = result.ok();
      tell(result);
      for (EvidenceCheck.Difference d : result.differences()) differences.add(told(d, pieces));
    } catch (WireException e) {
      error = e.code() == WireException.Code.SIGNATURE ? "SEAL" : "NO_BUNDLE";
    } catch (IOException e) {
      error = Files.exists(bundle) ? "UNREADABLE" : "NO_FILE";
    } catch (Refused e) {
      error = e.code;
    }
    answer.put("differences", differences);
    answer.put("error", error);
    return machine.print(ok, answer);
  }

  /// What was asked cannot be done so.
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final String code;

    Refused(String code) {
      super(code);
      this.code = code;
    }
  }

  private EvidencePieces pieces() throws IOException, WireException, Refused {
    if (!Files.exists(bundle)) throw new Refused("NO_FILE");
    if (seal != null) seal = seal.replace(" ", "");
    if (seal != null && !seal.matches("sha256-[0-9a-f]{64}")) throw new Refused("SEAL");
    if (Files.isDirectory(bundle)) return EvidencePieces.read(bundle);
    String number = seal;
    if (number == null) throw new Refused("SEAL_NEEDED");
    Path folder = unpack;
    if (folder != null && Files.exists(folder)) throw new Refused("UNPACK_EXISTS");
    EvidencePieces.Unpack to =
        folder == null
            ? null
            : name -> {
              Path file = folder.resolve(name);
              Path parent = file.getParent();
              if (parent != null) Files.createDirectories(parent);
              return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
            };
    try (InputStream in = Files.newInputStream(bundle)) {
      return EvidencePieces.read(in, number, to);
    }
  }

  private void tell(EvidenceCheck.Result result) {
    answer.put("ok", result.ok());
    answer.put("seal", result.sealHash().isEmpty() ? null : result.sealHash());
    answer.put("keys", result.keys());
    answer.put("compared", result.compared());
    String badge = result.keys().get(SealText.Place.BADGE.name());
    if (badge != null && Hashes.isHex(badge)) {
      answer.put("secondBadge", Badge.number(badge));
      answer.put("secondBadgeHow", words("badge.tsv"));
    }
    SealReceipt receipt = result.receipt();
    if (receipt != null) {
      answer.put("receivedAt", receipt.at().toString());
      answer.put("receivedKey", receipt.key());
    }
    answer.put("receivedHow", words(receipt == null ? "unreceived.tsv" : "received.tsv"));
    SecondSignature second = result.second();
    if (second != null) {
      answer.put("secondSignedAt", second.proof().at().toString());
      answer.put("secondDevice", second.proof().device().toString());
      answer.put("secondDeviceKey", second.proof().deviceKey());
      answer.put("secondHow", words("evidence.tsv"));
    }
    Manifest m = result.manifest();
    if (m == null) return;
    answer.put("visit", m.visit().toString());
    answer.put("sealedAt", m.finishedAt().toString());
    answer.put("form", m.form().id() + " " + m.form().version());
    answer.put("files", m.entries().size());
    answer.put("previous", m.previousSeal().orElse(null));
    Around around = m.around();
    if (around == null) return;
    answer.put("software", around.software());
    answer.put("device", around.device().toString());
    answer.put("answers", around.answers().size());
    answer.put("previousOfDevice", around.previousOfDevice().orElse(null));
    answer.put("corrects", around.corrects().map(Around.Correction::seal).orElse(null));
  }

  private static List<String> words(String table) {
    return Tsv.rows(EvidenceCommand.class, table).stream().map(List::getFirst).toList();
  }

  private Map<String, @Nullable Object> told(EvidenceCheck.Difference d, EvidencePieces pieces) {
    var out = new LinkedHashMap<String, @Nullable Object>();
    out.put("kind", d.kind().name());
    out.put("name", d.name());
    out.put("how", d.how().name());
    if (!show) return out;
    Optional<Facts> facts = message(pieces, Evidence.FACTS, Facts.class);
    Optional<Evidence.Now> now = message(pieces, Evidence.NOW, Evidence.Now.class);
    boolean answers = d.kind() == EvidenceCheck.Kind.RECORD_ANSWER;
    if (d.kind() == EvidenceCheck.Kind.ANSWER || answers)
      out.put("sealed", facts.map(f -> f.answers().get(d.name())).orElse(null));
    if (answers) out.put("now", now.map(n -> n.answers().get(d.name())).orElse(null));
    if (d.kind() == EvidenceCheck.Kind.RECORD)
      out.put("now", now.map(n -> n.visit().get(d.name())).orElse(null));
    return out;
  }

  private static <T> Optional<T> message(EvidencePieces pieces, String name, Class<T> type) {
    Optional<byte[]> bytes = pieces.bytes(name);
    try {
      return bytes.isEmpty() ? Optional.empty() : Optional.of(Messages.read(bytes.get(), type));
    } catch (WireException _) {
      return Optional.empty();
    }
  }
}
