package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  /// What the toolkit once took it reads as long as this process runs.
  private static final Path STAYS = Path.of("target/laid-letters");

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

  @Test
  void whatAnotherVersionOrABrokenStartLeftGoes() throws Exception {
    Files.write(folder.resolve("SANS_BOLD-17.ttf"), new byte[17]);
    Files.write(folder.resolve("SANS_REGULAR-8812.part"), new byte[3]);
    Fonts.lay(folder);
    assertEquals(2, files().size());
    assertTrue(files().stream().allMatch(f -> f.toString().endsWith(".ttf")));
  }

  /// Home folders carry names of people.
  @Test
  void theToolkitReadsThemWhereTheyLieWhateverTheFolderIsCalled() throws Exception {
    Path odd = STAYS.resolve("王 芳 100%20");
    Fonts.lay(odd);
    assertTrue(Fonts.loadFile(Face.SANS_BOLD, odd));
  }

  @Test
  void aFileTheToolkitRefusesIsTakenAwayAndTheArchiveServes() throws Exception {
    Fonts.lay(folder);
    Path bold = files().getFirst();
    Files.write(bold, new byte[(int) Files.size(bold)]);
    assertFalse(Fonts.loadFile(Face.SANS_BOLD, folder));
    assertEquals(1, files().size());
    Fonts.lay(folder);
    assertArrayEquals(archived(Face.SANS_BOLD), Files.readAllBytes(bold), "laid again");
  }
}
