package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DossierArchiveTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

  @TempDir Path folder;

  private static byte[] bytes(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] archive() throws IOException {
    var out = new ByteArrayOutputStream();
    DossierArchive.write(
        out,
        List.of(
            new DossierArchive.Piece("dossier.pdf", () -> bytes("story")),
            new DossierArchive.Piece("originals/D03-0001.jpg", () -> bytes("card"))),
        DAY);
    return out.toByteArray();
  }

  private Path kept(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("d.zip"), bytes);
  }

  private DossierArchive.Checked with(Map<String, byte[]> changes) throws IOException {
    Path whole = kept(archive());
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipFile(whole.toFile())) {
      zip.stream()
          .forEach(e -> {
            try {
              entries.put(e.getName(), zip.getInputStream(e).readAllBytes());
            } catch (IOException x) {
              throw new java.io.UncheckedIOException(x);
            }
          });
    }
    entries.putAll(changes);
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var e : entries.entrySet()) {
        if (e.getValue().length == 0) continue;
        zip.putNextEntry(new ZipEntry(e.getKey()));
        zip.write(e.getValue());
        zip.closeEntry();
      }
    }
    return DossierArchive.check(kept(out.toByteArray()));
  }

  @Test
  void whatWasWrittenHoldsAndIsTheSameEachTime() throws Exception {
    assertArrayEquals(archive(), archive());
    var out = new ByteArrayOutputStream();
    String hash =
        DossierArchive.write(
            out, List.of(new DossierArchive.Piece("a.txt", () -> bytes("a"))), DAY);
    assertEquals(Hashes.sha256Hex(out.toByteArray()), hash, "the hash of the whole file");
    var found = DossierArchive.check(kept(archive()));
    assertTrue(found.holds(), found.toString());
    assertEquals(2, found.files());
  }

  @Test
  void itsManifestIsReadBySha256sumAndItsReadmeSaysHow() throws Exception {
    try (var zip = new ZipFile(kept(archive()).toFile())) {
      String manifest =
          new String(
              zip.getInputStream(zip.getEntry("manifest.sha256")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertEquals(
          Hashes.sha256Hex(bytes("story"))
              + "  dossier.pdf\n"
              + Hashes.sha256Hex(bytes("card"))
              + "  originals/D03-0001.jpg\n",
          manifest);
      String readme =
          new String(
              zip.getInputStream(zip.getEntry("README.txt")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertTrue(readme.contains("sha256sum -c manifest.sha256"));
      assertTrue(readme.contains("certutil -hashfile"));
    }
  }

  @Test
  void everyChangeIsNamed() throws Exception {
    String card = "originals/D03-0001.jpg";
    assertEquals(List.of(card), with(Map.of(card, bytes("other"))).changed());
    assertEquals(List.of(card), with(Map.of(card, new byte[0])).missing());
    assertEquals(List.of("more.jpg"), with(Map.of("more.jpg", bytes("x"))).extra());
    assertEquals("NO_MANIFEST", with(Map.of("manifest.sha256", new byte[0])).error());
    assertEquals("BAD_MANIFEST", with(Map.of("manifest.sha256", bytes("no hash  a"))).error());
    assertFalse(with(Map.of("more.jpg", bytes("x"))).holds());
  }

  @Test
  void whatIsNoArchiveIsSaidToBeNone() throws Exception {
    assertEquals("NOT_A_ZIP", DossierArchive.check(kept(bytes("PK no"))).error());
    assertEquals("NOT_A_ZIP", DossierArchive.check(kept(new byte[0])).error());
    byte[] half = archive();
    assertFalse(DossierArchive.check(kept(java.util.Arrays.copyOf(half, half.length / 2))).holds());
  }

  @Test
  void pathsStayInsideTheFolder() {
    for (String bad : List.of("../a", "/a", "a/../../b", "", "C:\\a"))
      assertThrows(
          IllegalArgumentException.class, () -> new DossierArchive.Piece(bad, () -> bytes("x")));
  }
}
