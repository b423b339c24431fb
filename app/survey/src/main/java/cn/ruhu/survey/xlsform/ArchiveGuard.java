package cn.ruhu.survey.xlsform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Looks at a workbook's archive before any library does: is it one, is it small enough unpacked,
/// and does no part declare a document type or an entity. The reader underneath has no limits of
/// its own, and unpacks with the same code, so that both see the same parts.
final class ArchiveGuard {
  private static final byte[] OLE = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };
  private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENTITY = "<!ENTITY".getBytes(StandardCharsets.US_ASCII);
  private static final String ENCRYPTED = "EncryptedPackage";

  private final Problems problems;
  private final Map<String, byte[]> kept = new HashMap<>();
  private boolean workbook;

  private ArchiveGuard(Problems problems) {
    this.problems = problems;
  }

  /// The small parts that tell about sheets (`xl/workbook.xml`, its relations and the sheets), or
  /// nothing when the archive must not be opened; the reason is among the problems.
  static Map<String, byte[]> check(byte[] bytes, Problems problems) {
    ArchiveGuard guard = new ArchiveGuard(problems);
    return guard.pass(bytes) ? guard.kept : Map.of();
  }

  private boolean pass(byte[] bytes) {
    if (bytes.length > XlsLimits.WORKBOOK_BYTES_MAX)
      return refuse(
          SheetProblem.Kind.TOO_LARGE,
          megabytes(bytes.length),
          megabytes(XlsLimits.WORKBOOK_BYTES_MAX));
    if (startsWith(bytes, OLE))
      return refuse(
          contains(bytes, ENCRYPTED.getBytes(StandardCharsets.UTF_16LE))
              ? SheetProblem.Kind.ENCRYPTED
              : SheetProblem.Kind.OLD_FORMAT);
    if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K')
      return refuse(SheetProblem.Kind.NOT_ZIP);
    try (ZipFile archive =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get()) {
      if (!parts(archive)) return false;
    } catch (IOException | IllegalArgumentException e) { // memory: only what is cut or forged
      return refuse(SheetProblem.Kind.DAMAGED, String.valueOf(e.getMessage()));
    }
    return workbook || refuse(SheetProblem.Kind.NOT_WORKBOOK);
  }

  private boolean parts(ZipFile archive) throws IOException {
    long total = 0;
    int count = 0;
    for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
      if (++count > XlsLimits.PARTS_MAX)
        return refuse(
            SheetProblem.Kind.TOO_LARGE,
            Integer.toString(count),
            Integer.toString(XlsLimits.PARTS_MAX));
      String name = entry.getName().replace('\\', '/');
      workbook |= name.equals("xl/workbook.xml");
      boolean xml = name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml");
      byte[] content = read(archive, entry, XlsLimits.UNPACKED_BYTES_MAX - total);
      total += content.length;
      if (total >= XlsLimits.UNPACKED_BYTES_MAX)
        return refuse(
            SheetProblem.Kind.TOO_LARGE, megabytes(total), megabytes(XlsLimits.UNPACKED_BYTES_MAX));
      if (xml && declares(content)) return refuse(SheetProblem.Kind.DOCTYPE, name);
      if (name.equals("xl/workbook.xml")
          || name.equals("xl/_rels/workbook.xml.rels")
          || name.startsWith("xl/worksheets/sheet")) kept.put(name, content);
    }
    return true;
  }

  private static byte[] read(ZipFile archive, ZipArchiveEntry entry, long left) throws IOException {
    try (InputStream in = archive.getInputStream(entry)) {
      return in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, Math.max(0, left)));
    }
  }

  /// Whether a part declares a document type; zero bytes are skipped, so that UTF-16 hides nothing.
  private static boolean declares(byte[] content) {
    return contains(content, DOCTYPE) || contains(content, ENTITY);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static boolean contains(byte[] bytes, byte[] wanted) {
    boolean zeros = wanted[1] == 0; // a wanted text in UTF-16 is compared as it is
    int at = 0;
    for (byte b : bytes) {
      if (b == 0 && !zeros) continue;
      if (b == wanted[at]) {
        if (++at == wanted.length) return true;
      } else {
        at = b == wanted[0] ? 1 : 0;
      }
    }
    return false;
  }

  private boolean refuse(SheetProblem.Kind kind, String... args) {
    problems.error(kind, SheetProblem.Place.FILE, args);
    return false;
  }

  private static String megabytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MB";
  }
}
