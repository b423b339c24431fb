package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.wire.FileAddress;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small store and one whose cases lie on the disk say the same of a page's file.
class FiledPagesTest {
  private static final String SAME = address('a');
  private static final String OTHER = address('b');

  @TempDir Path home;
  private TestDesk at;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    page(1, SAME);
    page(2, OTHER);
    page(3, SAME);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static String address(char digit) {
    return "sha256-" + String.valueOf(digit).repeat(64);
  }

  private static UUID id(int n) {
    return new UUID(6, n);
  }

  private CaseRecord page(int n, String file) throws Exception {
    UUID of = new UUID(5, n);
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            id(n),
            TestDesk.STREET,
            of,
            Map.of("application", of.toString(), "slot", "D06", "file", file));
    at.receive(page);
    return page;
  }

  private List<UUID> twins(String file) {
    return Twins.of(at.desk(), file, "", "", id(1)).stream().map(CaseRecord::id).toList();
  }

  private List<UUID> filed(String file) {
    return Twins.filed(at.desk(), new FileAddress(file).hex()).stream()
        .map(CaseRecord::id)
        .toList();
  }

  private void isTold() throws Exception {
    assertEquals(List.of(id(3)), twins(SAME));
    assertEquals(List.of(id(2)), filed(OTHER));
    assertEquals(List.of(), filed(address('c')));
    CaseRecord fourth = page(4, SAME);
    assertEquals(List.of(id(3), id(4)), twins(SAME), "what came since");
    at.receive(fourth.with("file", OTHER));
    assertEquals(List.of(id(3)), twins(SAME), "what names another file by now");
    assertEquals(List.of(id(2), id(4)), twins(OTHER));
    at.receive(fourth.with("file", OTHER).with("replacedBy", id(9).toString()));
    assertEquals(List.of(id(2)), twins(OTHER), "what was replaced stands nowhere");
  }

  @Test
  void pagesOfOneFileAreFoundInASmallStore() throws Exception {
    isTold();
  }

  @Test
  void pagesOfOneFileAreFoundInALargeStore() throws Exception {
    at.restartLarge();
    isTold();
  }

  private void cannotBeTold() throws Exception {
    at.sql("ALTER TABLE record RENAME TO gone");
    assertThrows(UncheckedIOException.class, () -> twins(SAME));
    at.sql("ALTER TABLE gone RENAME TO record");
  }

  /// A disk that failed for a moment: what was filed is not taken for new ever after.
  @Test
  void pagesThatCouldNotBeReadAreFoundWhenTheyCan() throws Exception {
    at.restartLarge();
    cannotBeTold();
    assertEquals(List.of(id(3)), twins(SAME));
    page(4, SAME);
    cannotBeTold();
    assertEquals(List.of(id(3), id(4)), twins(SAME), "what came before the disk failed");
  }

  @Test
  void pagesWhoseFileLiesHereAreFoundInBoth() throws Exception {
    byte[] bytes = "page".getBytes(StandardCharsets.UTF_8);
    String kept = at.store().files().put(bytes, new UUID(5, 7), "image/png");
    page(7, kept);
    assertEquals(List.of(id(7)), Twins.here(at.desk()).stream().map(CaseRecord::id).toList());
    at.restartLarge();
    assertEquals(List.of(id(7)), Twins.here(at.desk()).stream().map(CaseRecord::id).toList());
  }
}
