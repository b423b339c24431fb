package cn.ruhu.doctor;

import cn.ruhu.wire.DossierArchive;
import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Checks a household's dossier against its manifest, without unpacking it.
@Command(
    name = "dossier",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the archive of a household's dossier: every file against manifest.sha256, both ways.",
      "Without this program: README.txt inside says how."
    })
final class DossierCommand implements Callable<Integer> {
  private final Surroundings machine;

  @Parameters(index = "0", paramLabel = "FILE")
  private Path file = Path.of("");

  DossierCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    var answer = new LinkedHashMap<String, @Nullable Object>();
    for (String key : new String[] {"ok", "files", "changed", "missing", "extra", "sha256"})
      answer.put(key, null);
    if (!Files.isRegularFile(file)) return machine.print(false, failed(answer, "NO_FILE"));
    try {
      DossierArchive.Checked found = DossierArchive.check(file);
      answer.put("sha256", sha256());
      answer.put("ok", found.holds());
      answer.put("files", found.files());
      answer.put("changed", found.changed());
      answer.put("missing", found.missing());
      answer.put("extra", found.extra());
      String error = found.error().isEmpty() ? "DIFFERS" : found.error();
      answer.put("error", found.holds() ? null : error);
      return machine.print(found.holds(), answer);
    } catch (IOException _) {
      return machine.print(false, failed(answer, "UNREADABLE"));
    }
  }

  private static Map<String, @Nullable Object> failed(
      Map<String, @Nullable Object> answer, String error) {
    answer.put("ok", false);
    answer.put("error", error);
    return answer;
  }

  private String sha256() throws IOException {
    MessageDigest digest = Hashes.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return Hashes.hex(digest.digest());
  }
}
