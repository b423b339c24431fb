package cn.ruhu.device.idcard.emulator;

/// Ways for tests of other packages into cards.
public final class EmulatedCards {
  private EmulatedCards() {}

  /// The 256 bytes of a card.
  public static byte[] text(EmulatedCard.Builder builder) {
    return builder.build().text();
  }

  public static byte[] text(EmulatedCard card) {
    return card.text();
  }

  public static byte[] photo(EmulatedCard card) {
    return card.photo();
  }

  /// The same text with another photo.
  public static EmulatedCard withPhoto(EmulatedCard card, byte[] photo) {
    return EmulatedCard.raw(card.text(), photo);
  }

  /// A citizen number with its check digit (GB 11643), computed here on its own.
  public static String number(String region, String birth, int sequence) {
    String body = region + birth + "%03d".formatted(sequence);
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++) sum += (body.charAt(i) - '0') * weights[i];
    return body + "10X98765432".charAt(sum % 11);
  }
}
