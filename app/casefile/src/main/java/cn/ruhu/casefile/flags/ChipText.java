package cn.ruhu.casefile.flags;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Name and number out of the 256 bytes of a resident card's text block (UTF-16LE: name 30 bytes,
/// sex 2, ethnic group 4, birth 16, address 70, number 36…), as a CARD_READING keeps them.
///
/// @param name as on the chip, code points kept
/// @param number as on the chip
record ChipText(String name, String number) {
  private static final int LENGTH = 256;
  private static final int NAME_LENGTH = 30;
  private static final int NUMBER_AT = 122;
  private static final int NUMBER_LENGTH = 36;

  /// @param stored hex or base64 text; anything else gives nothing
  static Optional<ChipText> read(String stored) {
    return bytes(stored)
        .filter(b -> b.length == LENGTH)
        .flatMap(b ->
            part(b, 0, NAME_LENGTH)
                .flatMap(name ->
                    part(b, NUMBER_AT, NUMBER_LENGTH).map(number -> new ChipText(name, number))));
  }

  private static Optional<byte[]> bytes(String stored) {
    try {
      return Optional.of(
          stored.length() == 2 * LENGTH
              ? HexFormat.of().parseHex(stored)
              : Base64.getDecoder().decode(stored));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> part(byte[] all, int at, int length) {
    try {
      return Optional.of(
          StandardCharsets.UTF_16LE
              .newDecoder()
              .decode(ByteBuffer.wrap(all, at, length))
              .toString()
              .strip());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
