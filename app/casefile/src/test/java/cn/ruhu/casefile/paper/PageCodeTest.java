package cn.ruhu.casefile.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageCodeTest {
  private static final UUID CASE = UUID.fromString("01935f6e-3b0a-7c11-9a2b-00112233aabb");
  private static final UUID WIFE = UUID.fromString("01935f6e-3b0a-7c12-8a2b-0123456789ab");
  private static final PageKey KEY =
      new PageKey(3, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  private static final PageKey OTHER =
      new PageKey(4, "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII));
  private static final PageCode CODE = PageCode.page(CASE, "D02", 7, 3, 4).by(WIFE);

  /// A vector, computed a second time outside this program: codes on paper outlive it.
  @Test
  void writesTheSameTextForEver() {
    assertEquals(
        "RH1AAAZGX3OHMFHYEM2FMABCIRTVK5QFCRLAERUKZ4JVMDQGBADFLYYEPDGPVGZQMH2", CODE.write(KEY));
  }

  @Test
  void readsWhatItWrote() {
    assertEquals(new PageCode.Valid(CODE), PageCode.read(CODE.write(KEY), List.of(OTHER, KEY)));
    var cover = PageCode.cover(CASE, "D99", 255);
    assertEquals(new PageCode.Valid(cover), PageCode.read(cover.write(OTHER), List.of(OTHER, KEY)));
  }

  @Test
  void readsBackAThousandRandomCodes() {
    var random = new Random(20261123);
    for (int i = 0; i < 1000; i++) {
      int of = 1 + random.nextInt(255);
      var code =
          new PageCode(
              PageCode.Use.values()[random.nextInt(2)],
              new UUID(random.nextLong(), random.nextLong()),
              String.format("D%02d", 1 + random.nextInt(99)),
              random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong() | 1),
              1 + random.nextInt(255),
              1 + random.nextInt(of),
              of);
      assertEquals(new PageCode.Valid(code), PageCode.read(code.write(KEY), List.of(KEY)));
    }
  }

  @Test
  void fitsQrVersionFourAtErrorLevelQ() {
    assertEquals(67, PageCode.LENGTH);
    assertTrue(CODE.write(KEY).matches("[0-9A-Z]{67}"));
  }

  @Test
  void noSingleFlippedBitOrCharacterIsEverValid() {
    String text = CODE.write(KEY);
    for (int at = 0; at < text.length(); at++)
      for (char c = 0; c < 0x180; c++) {
        if (c == text.charAt(at)) continue;
        String bent = text.substring(0, at) + c + text.substring(at + 1);
        var read = PageCode.read(bent, List.of(KEY, OTHER));
        assertFalse(read instanceof PageCode.Valid || read instanceof PageCode.Stale);
      }
  }

  @Test
  void charactersThatChangedPlacesAreNeverValid() {
    String text = CODE.write(KEY);
    for (int a = 3; a < text.length(); a++)
      for (int b = a + 1; b < text.length(); b++) {
        if (text.charAt(a) == text.charAt(b)) continue;
        var bent = new StringBuilder(text);
        bent.setCharAt(a, text.charAt(b));
        bent.setCharAt(b, text.charAt(a));
        assertInstanceOf(PageCode.Forged.class, PageCode.read(bent.toString(), List.of(KEY)));
      }
  }

  @Test
  void aTailOfAnotherCodeIsForged() {
    String one = CODE.write(KEY);
    String two = PageCode.page(CASE, "D02", 7, 4, 4).write(KEY);
    assertEquals(
        new PageCode.Forged(PageCode.Why.BAD_MAC),
        PageCode.read(one.substring(0, 51) + two.substring(51), List.of(KEY)));
  }

  @Test
  void aKeyOfTheSameNumberWithOtherBytesDoesNotOpenIt() {
    var twin =
        new PageKey(
            KEY.id(), "another secret of this number!!!".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        new PageCode.Forged(PageCode.Why.BAD_MAC), PageCode.read(CODE.write(twin), List.of(KEY)));
  }

  @Test
  void namesAKeyItDoesNotHold() {
    assertEquals(
        new PageCode.Forged(PageCode.Why.UNKNOWN_KEY),
        PageCode.read(CODE.write(OTHER), List.of(KEY)));
    assertEquals(
        new PageCode.Forged(PageCode.Why.UNKNOWN_KEY), PageCode.read(CODE.write(OTHER), List.of()));
  }

  @Test
  void anOlderEditionIsStaleAndStillSaysWhoseItIs() {
    assertEquals(
        new PageCode.Stale(CODE, 8),
        PageCode.read(CODE.write(KEY), List.of(KEY), type -> type.equals("D02") ? 8 : 1));
    assertEquals(new PageCode.Valid(CODE), PageCode.read(CODE.write(KEY), List.of(KEY), _ -> 7));
  }

  @Test
  void anotherLayoutIsToldApartFromAForgery() {
    assertEquals(
        new PageCode.OtherLayout('2'),
        PageCode.read(CODE.write(KEY).replaceFirst("RH1", "RH2"), List.of(KEY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RH",
        "RH1",
        "https://example.org/pay?x=1",
        "SPC\n0200\n1\nCH4431999123000889012",
        "RH1AAAZGX3OHMFHYEM2FMABCIRTVK5QFCRLAESGPA2FJCOUQT5JHKXPRWLK3D6KXWJ",
        "rh1aaazgx3ohmfhyem2fmabcirtvk5qfcrlaesgpa2fjcouqt5jhkxprwlk3d6kxwji",
        "RH1AAAZGX3OHMFHYEM2FMABCIRTVK5QFCRLAESGPA2FJCOUQT5JHKXPRWLK3D6KXW=="
      })
  void ignoresForeignCodes(String text) {
    assertEquals(new PageCode.Foreign(), PageCode.read(text, List.of(KEY)));
  }

  @Test
  void randomTextsOfOurShapeAreNeverValid() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder("RH1");
      while (text.length() < PageCode.LENGTH)
        text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
      assertInstanceOf(PageCode.Forged.class, PageCode.read(text.toString(), List.of(KEY, OTHER)));
    }
  }

  @Test
  void findsItsSigner() {
    assertTrue(CODE.isBy(WIFE));
    assertFalse(CODE.isBy(CASE));
    assertFalse(PageCode.page(CASE, "D02", 7, 1, 4).isBy(WIFE));
  }

  @Test
  void refusesValuesNoPageCanHave() {
    for (String type : List.of("", "D2", "D00", "X02", "D0a", "D022", "D/5"))
      refused(() -> PageCode.page(CASE, type, 1, 1, 1));
    refused(() -> PageCode.page(CASE, "D02", 0, 1, 1));
    refused(() -> PageCode.page(CASE, "D02", 256, 1, 1));
    refused(() -> PageCode.page(CASE, "D02", 1, 0, 1));
    refused(() -> PageCode.page(CASE, "D02", 1, 2, 1));
    refused(() -> PageCode.page(CASE, "D02", 1, 1, 256));
    refused(() -> CODE.by(new UUID(1, 0)));
    refused(() -> new PageKey(256, new byte[32]));
    refused(() -> new PageKey(1, new byte[15]));
    refused(() -> new PageKey(1, new byte[65]));
  }

  @Test
  void aKeyDoesNotShowItsSecret() {
    assertEquals("PageKey 3", KEY.toString());
  }

  private static void refused(Executable construction) {
    assertThrows(IllegalArgumentException.class, construction);
  }

  private static CaseRecord keyRecord(int n, String keyId, String secret) {
    return CaseRecord.of(
        RecordType.PAGE_KEY,
        new UUID(0, n),
        CaseRecord.PUBLIC,
        null,
        Map.of("keyId", keyId, "secret", secret));
  }

  @Test
  void keysOfTheDistrictComeNewestFirstAndBrokenOnesArePassedOver() {
    var keys =
        PageKey.all(
            List.of(
                keyRecord(1, "1", "ab".repeat(32)),
                keyRecord(2, "12", "cd".repeat(32)),
                keyRecord(3, "256", "cd".repeat(32)),
                keyRecord(4, "3", "cd".repeat(15)),
                keyRecord(5, "4", "CD".repeat(32)),
                keyRecord(6, "-1", "cd".repeat(32)),
                CaseRecord.of(RecordType.FORM, new UUID(0, 7), "pub", null, Map.of())));
    assertEquals(List.of(12, 1), keys.stream().map(PageKey::id).toList());
    String page = CODE.write(keys.getLast());
    assertEquals(new PageCode.Valid(CODE), PageCode.read(page, keys));
  }
}
