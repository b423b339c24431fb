package cn.ruhu.casefile.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
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
    assertThat(CODE.write(KEY))
        .isEqualTo("RH1AAAZGX3OHMFHYEM2FMABCIRTVK5QFCRLAERUKZ4JVMDQGBADFLYYEPDGPVGZQMH2");
  }

  @Test
  void readsWhatItWrote() {
    assertThat(PageCode.read(CODE.write(KEY), List.of(OTHER, KEY)))
        .isEqualTo(new PageCode.Valid(CODE));
    var cover = PageCode.cover(CASE, "D99", 255);
    assertThat(PageCode.read(cover.write(OTHER), List.of(OTHER, KEY)))
        .isEqualTo(new PageCode.Valid(cover));
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
      assertThat(PageCode.read(code.write(KEY), List.of(KEY))).isEqualTo(new PageCode.Valid(code));
    }
  }

  @Test
  void fitsQrVersionFourAtErrorLevelQ() {
    assertThat(CODE.write(KEY)).hasSize(67).hasSize(PageCode.LENGTH).matches("[0-9A-Z]+");
  }

  @Test
  void noSingleFlippedBitOrCharacterIsEverValid() {
    String text = CODE.write(KEY);
    for (int at = 0; at < text.length(); at++)
      for (char c = 0; c < 0x180; c++) {
        if (c == text.charAt(at)) continue;
        String bent = text.substring(0, at) + c + text.substring(at + 1);
        assertThat(PageCode.read(bent, List.of(KEY, OTHER)))
            .isNotInstanceOfAny(PageCode.Valid.class, PageCode.Stale.class);
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
        assertThat(PageCode.read(bent.toString(), List.of(KEY)))
            .isInstanceOf(PageCode.Forged.class);
      }
  }

  @Test
  void aTailOfAnotherCodeIsForged() {
    String one = CODE.write(KEY);
    String two = PageCode.page(CASE, "D02", 7, 4, 4).write(KEY);
    assertThat(PageCode.read(one.substring(0, 51) + two.substring(51), List.of(KEY)))
        .isEqualTo(new PageCode.Forged(PageCode.Why.BAD_MAC));
  }

  @Test
  void aKeyOfTheSameNumberWithOtherBytesDoesNotOpenIt() {
    var twin =
        new PageKey(
            KEY.id(), "another secret of this number!!!".getBytes(StandardCharsets.US_ASCII));
    assertThat(PageCode.read(CODE.write(twin), List.of(KEY)))
        .isEqualTo(new PageCode.Forged(PageCode.Why.BAD_MAC));
  }

  @Test
  void namesAKeyItDoesNotHold() {
    assertThat(PageCode.read(CODE.write(OTHER), List.of(KEY)))
        .isEqualTo(new PageCode.Forged(PageCode.Why.UNKNOWN_KEY));
    assertThat(PageCode.read(CODE.write(OTHER), List.of()))
        .isEqualTo(new PageCode.Forged(PageCode.Why.UNKNOWN_KEY));
  }

  @Test
  void anOlderEditionIsStaleAndStillSaysWhoseItIs() {
    assertThat(PageCode.read(CODE.write(KEY), List.of(KEY), type -> type.equals("D02") ? 8 : 1))
        .isEqualTo(new PageCode.Stale(CODE, 8));
    assertThat(PageCode.read(CODE.write(KEY), List.of(KEY), _ -> 7))
        .isEqualTo(new PageCode.Valid(CODE));
  }

  @Test
  void anotherLayoutIsToldApartFromAForgery() {
    assertThat(PageCode.read(CODE.write(KEY).replaceFirst("RH1", "RH2"), List.of(KEY)))
        .isEqualTo(new PageCode.OtherLayout('2'));
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
    assertThat(PageCode.read(text, List.of(KEY))).isEqualTo(new PageCode.Foreign());
  }

  @Test
  void randomTextsOfOurShapeAreNeverValid() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder("RH1");
      while (text.length() < PageCode.LENGTH)
        text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
      assertThat(PageCode.read(text.toString(), List.of(KEY, OTHER)))
          .isInstanceOf(PageCode.Forged.class);
    }
  }

  @Test
  void findsItsSigner() {
    assertThat(CODE.isBy(WIFE)).isTrue();
    assertThat(CODE.isBy(CASE)).isFalse();
    assertThat(PageCode.page(CASE, "D02", 7, 1, 4).isBy(WIFE)).isFalse();
  }

  @Test
  void refusesValuesNoPageCanHave() {
    for (String type : List.of("", "D2", "D00", "X02", "D0a", "D022", "D/5"))
      assertThatIllegalArgumentException().isThrownBy(() -> PageCode.page(CASE, type, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PageCode.page(CASE, "D02", 0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PageCode.page(CASE, "D02", 256, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PageCode.page(CASE, "D02", 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PageCode.page(CASE, "D02", 1, 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PageCode.page(CASE, "D02", 1, 1, 256));
    assertThatIllegalArgumentException().isThrownBy(() -> CODE.by(new UUID(1, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new PageKey(256, new byte[32]));
    assertThatIllegalArgumentException().isThrownBy(() -> new PageKey(1, new byte[15]));
    assertThatIllegalArgumentException().isThrownBy(() -> new PageKey(1, new byte[65]));
  }

  @Test
  void aKeyDoesNotShowItsSecret() {
    assertThat(KEY).hasToString("PageKey 3");
  }
}
