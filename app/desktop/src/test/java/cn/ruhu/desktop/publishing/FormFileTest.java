package cn.ruhu.desktop.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFileTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"huge.xlsx", "huge.xml", "huge.zip"})
  void aFileTooLargeForAFormIsRefusedUnread(String name) throws Exception {
    Path file = home.resolve(name);
    try (var made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(3L << 30); // no array holds it
    }
    FormFile read =
        FormFile.read(
            file,
            "zh",
            3 << 20,
            (_, _, _) -> {
              throw new AssertionError("read");
            });
    assertFalse(read.good());
    assertEquals(1, read.flaws().size());
    assertTrue(read.flaws().getFirst().blocks());
    assertEquals(name, read.flaws().getFirst().place());
  }
}
