package cn.ruhu.device.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that answers as Tesseract does: languages on demand, else text for what came in.
class TesseractTest {
  @TempDir private Path folder;

  private Path program(String body) throws Exception {
    Path p = folder.resolve("tesseract");
    Files.writeString(p, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwx------"));
    return p;
  }

  private static final String READS =
      """
      if [ "$1" = "--list-langs" ]; then
        echo 'List of available languages in "/usr/share/tessdata/" (2):'
        echo chi_sim
        echo eng
        exit 0
      fi
      n=$(wc -c)
      row() { printf '%s\\t1\\t1\\t1\\t%s\\t%s\\t10\\t20\\t300\\t40\\t%s\\t%s\\n' "$@"; }
      printf 'level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\t'
      printf 'left\\ttop\\twidth\\theight\\tconf\\ttext\\n'
      row 1 0 0 -1 ''
      row 4 1 0 -1 ''
      row 5 1 1 96.1 "$4"
      row 5 1 2 91.73 "$n"
      row 5 1 3 3.5 '~|'
      row 4 2 0 -1 ''
      row 5 2 1 88 收入
      row 5 2 2 90 "证明$7"
      """;

  @Test
  void aPageGoesInThroughTheDoorAndItsTextComesOut() throws Exception {
    program(READS);
    Tesseract t = Tesseract.find("/nowhere" + File.pathSeparator + folder).orElseThrow();
    assertEquals(Set.of("chi_sim", "eng"), t.languages());
    String text = t.read(new byte[300_000]).orElseThrow();
    assertEquals("chi_sim+eng 300000\n收入 证明tsv", text);
    assertTrue(t.readsChinese());
    assertEquals(1, Files.list(folder).count(), "nothing of the page lies in a file");
  }

  @Test
  void aMachineWithoutItHasNone() {
    assertEquals(Optional.empty(), Tesseract.find(folder.toString()));
    assertEquals(Optional.empty(), Tesseract.find(""));
  }

  @Test
  void oneThatKnowsNoChineseGivesNoText() throws Exception {
    Path p = program("echo eng\n");
    assertEquals(Optional.empty(), new Tesseract(p, Tesseract.LIMIT).read(new byte[10]));
  }

  @Test
  void oneThatFailsOrHangsHarmsNothing() throws Exception {
    Path fails = program(READS.replace("n=$(wc -c)", "exit 3"));
    assertEquals(Optional.empty(), new Tesseract(fails, Tesseract.LIMIT).read(new byte[1 << 20]));
    Path hangs = program("exec sleep 60\n");
    assertEquals(Optional.empty(), new Tesseract(hangs, Duration.ofMillis(300)).read(new byte[10]));
  }
}
