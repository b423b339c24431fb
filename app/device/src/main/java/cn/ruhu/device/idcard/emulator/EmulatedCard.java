package cn.ruhu.device.idcard.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A synthetic card: the bytes its chip would give. Immutable.
///
/// The layouts are written here a second time, by offset, and not taken from the parser, so that
/// the published vectors prove each of the two alone.
public final class EmulatedCard {
  private final byte[] text;
  private final byte[] photo;
  private final Optional<byte[]> addedAddress;

  private EmulatedCard(byte[] text, byte[] photo, Optional<byte[]> addedAddress) {
    if (text.length != 256) throw new IllegalArgumentException("text of " + text.length);
    this.text = text.clone();
    this.photo = photo.clone();
    this.addedAddress = addedAddress.map(byte[]::clone);
  }

  /// A card from raw bytes. @param text 256 bytes @param photo usually 1024 bytes
  public static EmulatedCard raw(byte[] text, byte[] photo) {
    return new EmulatedCard(text, photo, Optional.empty());
  }

  /// Starts a card whose text is all spaces.
  public static Builder blank() {
    return new Builder();
  }

  /// This card with an address added after issue, at most 35 UTF-16 units.
  public EmulatedCard withAddedAddress(String address) {
    byte[] block = spaces(70);
    put(block, 0, 70, address);
    return new EmulatedCard(text, photo, Optional.of(block));
  }

  byte[] text() {
    return text.clone();
  }

  byte[] photo() {
    return photo.clone();
  }

  Optional<byte[]> addedAddress() {
    return addedAddress.map(byte[]::clone);
  }

  private static byte[] spaces(int length) {
    byte[] block = new byte[length];
    for (int i = 0; i < length; i += 2) block[i] = 0x20;
    return block;
  }

  private static void put(byte[] block, int at, int length, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_16LE);
    if (bytes.length > length)
      throw new IllegalArgumentException(bytes.length + " bytes do not fit in " + length);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /// Fills a card field by field; dates as `YYYYMMDD`.
  public static final class Builder {
    private final byte[] text = spaces(256);

    private Builder() {}

    /// Any field. @param at offset @param length field length in bytes
    public Builder put(int at, int length, String value) {
      EmulatedCard.put(text, at, length, value);
      return this;
    }

    /// Name, sex and birth of resident, residence-permit and 2023 foreigner's cards.
    public Builder person(String name, String sex, String birth) {
      return put(0, 30, name).put(30, 2, sex).put(36, 16, birth);
    }

    /// Ethnicity of a resident card.
    public Builder ethnicity(String code) {
      return put(32, 4, code);
    }

    /// Address of resident cards and residence permits.
    public Builder address(String address) {
      return put(52, 70, address);
    }

    /// Number and issuer of resident cards and residence permits.
    public Builder number(String number, String issuer) {
      return put(122, 36, number).put(158, 30, issuer);
    }

    /// Term of validity of all cards.
    public Builder valid(String from, String to) {
      return put(188, 16, from).put(204, 16, to);
    }

    /// Makes it a residence permit. @param pass 通行证号码 @param issued 签发次数
    public Builder permit(String pass, String issued) {
      return put(220, 18, pass).put(238, 4, issued).put(248, 2, "J");
    }

    /// The English name of a foreigner's card of 2023, which runs on behind the term.
    public Builder english(String name) {
      int cut = Math.min(35, name.length());
      return put(52, 70, name.substring(0, cut)).put(220, 22, name.substring(cut));
    }

    /// Makes it a foreigner's card of 2023.
    public Builder foreigner2023(String country, String renewals, String relation) {
      return put(242, 6, country).put(32, 4, renewals).put(248, 2, "Y").put(250, 6, relation);
    }

    /// The card with a portrait of 1024 patterned bytes: no face, but enough to see a slip.
    public EmulatedCard build() {
      byte[] photo = new byte[1024];
      for (int i = 0; i < photo.length; i++) photo[i] = (byte) (i * 31 + text[i % 256]);
      return new EmulatedCard(text, photo, Optional.empty());
    }

    /// The card with a portrait of zeros, as in the published vectors.
    public EmulatedCard buildWithEmptyPhoto() {
      return new EmulatedCard(text, new byte[1024], Optional.empty());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmulatedCard card
        && Arrays.equals(text, card.text)
        && Arrays.equals(photo, card.photo);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(text);
  }

  @Override
  public String toString() {
    return "EmulatedCard[mark " + (char) text[248] + "]";
  }
}
