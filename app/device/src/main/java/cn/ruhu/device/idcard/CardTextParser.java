package cn.ruhu.device.idcard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Cuts the 256 bytes of a card's text into fields (GA/T 490; permits of 2018; foreigners' cards of
/// 2017 and 2023). Pure and thread-safe.
///
/// The bytes are UTF-16LE and decoded strictly: what is no text is kept as hexadecimal, never
/// replaced. Private-use characters stay as they are and are listed.
public final class CardTextParser {
  /// Length of a text block in bytes.
  public static final int LENGTH = 256;

  /// Length of an added address in bytes.
  public static final int ADDRESS_LENGTH = 70;

  private static final int MARK_AT = 248;

  /// A field's place. @param more continuation elsewhere in the block, or null-length at 0
  private record Slice(CardField field, int at, int length, int moreAt, int moreLength) {
    Slice(CardField field, int at, int length) {
      this(field, at, length, 0, 0);
    }
  }

  private static final List<Slice> RESIDENT =
      List.of(
          new Slice(CardField.NAME, 0, 30),
          new Slice(CardField.SEX, 30, 2),
          new Slice(CardField.ETHNICITY, 32, 4),
          new Slice(CardField.BIRTH, 36, 16),
          new Slice(CardField.ADDRESS, 52, 70),
          new Slice(CardField.NUMBER, 122, 36),
          new Slice(CardField.ISSUER, 158, 30),
          new Slice(CardField.VALID_FROM, 188, 16),
          new Slice(CardField.VALID_TO, 204, 16));

  private static final List<Slice> HMT =
      List.of(
          new Slice(CardField.NAME, 0, 30),
          new Slice(CardField.SEX, 30, 2),
          new Slice(CardField.BIRTH, 36, 16),
          new Slice(CardField.ADDRESS, 52, 70),
          new Slice(CardField.NUMBER, 122, 36),
          new Slice(CardField.ISSUER, 158, 30),
          new Slice(CardField.VALID_FROM, 188, 16),
          new Slice(CardField.VALID_TO, 204, 16),
          new Slice(CardField.PASS_NUMBER, 220, 18),
          new Slice(CardField.ISSUE_COUNT, 238, 4));

  private static final List<Slice> FOREIGN_2017 =
      List.of(
          new Slice(CardField.ENGLISH_NAME, 0, 120),
          new Slice(CardField.SEX, 120, 2),
          new Slice(CardField.NUMBER, 122, 30),
          new Slice(CardField.NATIONALITY, 152, 6),
          new Slice(CardField.NAME, 158, 30),
          new Slice(CardField.VALID_FROM, 188, 16),
          new Slice(CardField.VALID_TO, 204, 16),
          new Slice(CardField.BIRTH, 220, 16),
          new Slice(CardField.CARD_VERSION, 236, 4),
          new Slice(CardField.AGENCY_CODE, 240, 8));

  /// The English name runs on at 220; both parts are joined before trimming.
  private static final List<Slice> FOREIGN_2023 =
      List.of(
          new Slice(CardField.NAME, 0, 30),
          new Slice(CardField.SEX, 30, 2),
          new Slice(CardField.ISSUE_COUNT, 32, 4),
          new Slice(CardField.BIRTH, 36, 16),
          new Slice(CardField.ENGLISH_NAME, 52, 70, 220, 22),
          new Slice(CardField.NUMBER, 122, 36),
          new Slice(CardField.VALID_FROM, 188, 16),
          new Slice(CardField.VALID_TO, 204, 16),
          new Slice(CardField.NATIONALITY, 242, 6),
          new Slice(CardField.FORMER_RELATION, 250, 6));

  private final Predicate<String> soundCitizenNumber;

  /// @param soundCitizenNumber true for an 18-character number whose date and check digit are
  ///   right; decides whether a card with an unknown mark may be read as a resident card
  public CardTextParser(Predicate<String> soundCitizenNumber) {
    this.soundCitizenNumber = soundCitizenNumber;
  }

  /// @param block exactly 256 bytes; anything else is a defect of the caller
  public CardText parse(byte[] block) {
    if (block.length != LENGTH) throw new IllegalArgumentException("block of " + block.length);
    char mark = (char) ((block[MARK_AT] & 0xFF) | ((block[MARK_AT + 1] & 0xFF) << 8));
    return switch (mark) {
      case ' ', 0 -> new CardText(CardType.RESIDENT, mark, cut(block, RESIDENT));
      case 'J' -> new CardText(CardType.HMT_RESIDENCE, mark, cut(block, HMT));
      case 'I' -> new CardText(CardType.FOREIGN_2017, mark, cut(block, FOREIGN_2017));
      case 'Y' -> new CardText(CardType.FOREIGN_2023, mark, cut(block, FOREIGN_2023));
      default -> {
        var resident = new CardText(CardType.RESIDENT, mark, cut(block, RESIDENT));
        if (soundCitizenNumber.test(resident.number())) yield resident;
        yield new CardText(
            CardType.UNKNOWN, mark, cut(block, List.of(new Slice(CardField.WHOLE, 0, LENGTH))));
      }
    };
  }

  /// The text of an added address (30 03).
  public CardValue address(byte[] block) {
    return value(block);
  }

  private static Map<CardField, CardValue> cut(byte[] block, List<Slice> layout) {
    var values = new EnumMap<CardField, CardValue>(CardField.class);
    for (var slice : layout) {
      byte[] bytes = Arrays.copyOfRange(block, slice.at, slice.at + slice.length);
      if (slice.moreLength > 0) {
        bytes = Arrays.copyOf(bytes, slice.length + slice.moreLength);
        System.arraycopy(block, slice.moreAt, bytes, slice.length, slice.moreLength);
      }
      values.put(slice.field, value(bytes));
    }
    return values;
  }

  private static CardValue value(byte[] bytes) {
    String text;
    try {
      text =
          StandardCharsets.UTF_16LE
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException _) {
      return corrupt(bytes);
    }
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) end--;
    String trimmed = text.substring(0, end);
    if (trimmed.codePoints().anyMatch(Character::isISOControl)) return corrupt(bytes);
    return sound(trimmed);
  }

  /// A text without control characters, its private-use characters listed.
  static CardValue sound(String trimmed) {
    return new CardValue(
        trimmed, "", trimmed.codePoints().filter(CardTextParser::privateUse).boxed().toList());
  }

  private static CardValue corrupt(byte[] bytes) {
    return new CardValue("", HexFormat.of().withUpperCase().formatHex(bytes), List.of());
  }

  private static boolean privateUse(int codePoint) {
    return Character.getType(codePoint) == Character.PRIVATE_USE;
  }
}
