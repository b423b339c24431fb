package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.wire.DossierArchive;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DossierCommandTest {
  @TempDir Path folder;

  private static JsonNode run(int code, Path file) {
    var out = new StringWriter();
    int got = Main.run(new String[] {"dossier", file.toString()}, new PrintWriter(out), Map.of());
    assertEquals(code, got, out.toString());
    return JsonMapper.shared().readTree(out.toString());
  }

  @Test
  void anArchiveIsCheckedAndWhatDiffersIsNamed() throws Exception {
    var out = new ByteArrayOutputStream();
    String hash =
        DossierArchive.write(
            out,
            List.of(
                new DossierArchive.Piece(
                    "dossier.pdf", () -> "x".repeat(4000).getBytes(StandardCharsets.UTF_8))),
            LocalDate.of(2026, 11, 30));
    Path zip = Files.write(folder.resolve("d.zip"), out.toByteArray());
    JsonNode good = run(0, zip);
    assertEquals(hash, good.get("sha256").asString());
    assertEquals(1, good.get("files").asInt());
    assertEquals(
        "NOT_A_ZIP", run(1, Files.writeString(folder.resolve("n"), "no")).get("error").asString());
    assertEquals("NO_FILE", run(1, folder.resolve("none.zip")).get("error").asString());
  }
}
