package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cn.ruhu.desktop.kit.Text;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever the store may say went wrong, people read words and no code.
class WordsTest {
  @ParameterizedTest
  @EnumSource(StoreException.Code.class)
  void everyTroubleOfTheStoreHasWords(StoreException.Code code) {
    said(Words.troubleCode(new StoreException(code, "as if")));
  }

  @Test
  void anythingElseHasWordsToo() {
    said(Words.troubleCode(new IllegalStateException("as if")));
  }

  /// What lies on the disk of a large store is read on the way, where nothing checked may be
  /// thrown.
  @Test
  void aFailureOfTheDiskIsToldAlsoWhenItCameWrapped() {
    var full = new StoreException(StoreException.Code.DISK_FULL, "as if");
    assertEquals(
        "DISK_FULL",
        Words.troubleCode(new UncheckedIOException(new IOException(full.getMessage(), full))));
    assertEquals("IO", Words.troubleCode(new UncheckedIOException(new IOException("as if"))));
    assertEquals("UNEXPECTED", Words.troubleCode(new IllegalStateException("as if")));
  }

  private static void said(String code) {
    String key = "work.trouble." + code;
    String none = "[" + key + "]";
    assertNotEquals(none, Text.chinese().of(key));
    assertNotEquals(none, Text.english().of(key));
  }
}
