package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import cn.ruhu.papers.Fonts.Face;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The letters beside the data: laid once, whole, and never in the way of a start.
class LaidFontsTest {
  @TempDir Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static byte[] archived(Face face) throws IOException {
    try (InputStream in = face.open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void twoFilesLieThereWholeAndStayAtTheNextStart() throws Exception {
    Fonts.lay(folder);
    List<Path> laid = files();
    assertEquals(2, laid.size());
    assertArrayEquals(archived(Face.SANS_BOLD), Files.readAllBytes(laid.get(0)));
    assertArrayEquals(archived(Face.SANS_REGULAR), Files.readAllBytes(laid.get(1)));
    var before = Files.getLastModifiedTime(laid.get(0));
    Fonts.lay(folder);
    assertEquals(laid, files());
    assertEquals(before, Files.getLastModifiedTime(laid.get(0)));
  }

  @Test
  void aFileThatWasCutIsLaidAgain() throws Exception {
    Fonts.lay(folder);
    Path bold = files().getFirst();
    Files.write(bold, new byte[] {1, 2, 3});
    Fonts.lay(folder);
    assertArrayEquals(archived(Face.SANS_BOLD), Files.readAllBytes(bold));
  }

  @Test
  void whereNothingCanBeWrittenTheArchiveServes() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "no folder");
    assertNotNull(Fonts.lay(file));
    assertEquals("no folder", Files.readString(file));
  }
}
