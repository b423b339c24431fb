package cn.ruhu.casefile.paper;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// What the QR on a page says: to which application, slot and signer the page belongs, and that
/// this district printed it (DESIGN §9, DEVICES §3.4).
///
/// Text: `RH`, one layout character `1`, then 64 characters of Base32 (RFC 4648, upper case) over
/// 40 bytes: use 1, application 16, document type 1, subject 8, form version 1, page 1, of 1, key
/// id 1, HMAC-SHA-256 cut to 80 bits 10. These 67 characters are exactly what QR version 4 holds at
/// error level Q in alphanumeric mode. The layout character fixes the algorithms; a flipped
/// character is never valid. It holds no personal data.
///
/// Immutable, thread-safe.
///
/// @param use a page of a slot, a cover sheet for what follows, or a paper that leads to its case
/// @param application id of the application
/// @param docType slot as in code table `docType`: `D01` to `D99`; of a paper that leads to its
///   case, the first one it speaks of
/// @param subject whose page it is ([#tag] of the member's or supporter's id); empty for the whole
///   household
/// @param formVersion version of the printed form, 1 to 255
/// @param page 1 to `of`
/// @param of number of pages that belong together, 1 to 255
public record PageCode(
    Use use,
    UUID application,
    String docType,
    OptionalLong subject,
    int formVersion,
    int page,
    int of) {

  /// Length of a code's text.
  public static final int LENGTH = 67;

  private static final String PREFIX = "RH";
  private static final char LAYOUT = '1';
  private static final int BODY = 30;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /// What a page is to those after it.
  public enum Use {
    /// a page that itself belongs into the slot
    PAGE((byte) 0),
    /// a cover sheet: what follows it in the stack, up to the next code, belongs into the slot
    COVER((byte) 1),
    /// handed to the household (notice, receipt): it opens its application and is filed nowhere
    NOTICE((byte) 2);

    private final byte wire;

    Use(byte wire) {
      this.wire = wire;
    }

    private static Optional<Use> of(byte wire) {
      return Arrays.stream(values()).filter(u -> u.wire == wire).findFirst();
    }
  }

  /// Outcome of [#read].
  public sealed interface Read permits Valid, Stale, Forged, OtherLayout, Foreign {}

  /// Ours, and printed with a form that still counts.
  ///
  /// @param code what the page says
  public record Valid(PageCode code) implements Read {}

  /// Ours, but an older edition of the form than is taken now: a person decides.
  ///
  /// @param code what the page says
  /// @param oldest the oldest edition that counts
  public record Stale(PageCode code, int oldest) implements Read {}

  /// Looks like ours and is not, or was printed under a key this machine does not hold: the page is
  /// kept and waits for a person.
  ///
  /// @param why what failed
  public record Forged(Why why) implements Read {}

  /// Printed by a version of the program that writes codes in another way.
  ///
  /// @param layout its layout character
  public record OtherLayout(char layout) implements Read {}

  /// A code that is none of ours (bills, packaging): ignore it.
  public record Foreign() implements Read {}

  /// Why a code with our shape does not count. Names are stable.
  public enum Why {
    /// the tag does not fit the content
    BAD_MAC,
    /// no key of that number at hand
    UNKNOWN_KEY,
    /// authentic, but with values no page can have
    BAD_VALUES
  }

  /// Which editions of a form are still taken.
  @FunctionalInterface
  public interface Editions {
    /// Everything ever printed counts.
    Editions ANY = _ -> 1;

    /// The oldest edition that counts of forms for this slot, at least 1.
    int oldest(String docType);
  }

  /// @throws IllegalArgumentException when a part is out of its range
  public PageCode {
    if (!(docType.length() == 3 && docType.charAt(0) == 'D' && number(docType) > 0))
      throw new IllegalArgumentException("document type " + docType);
    if (subject.isPresent() && subject.getAsLong() == 0)
      throw new IllegalArgumentException("subject 0 means nobody");
    if (formVersion < 1 || formVersion > 255)
      throw new IllegalArgumentException("form version " + formVersion);
    if (of < 1 || of > 255 || page < 1 || page > of)
      throw new IllegalArgumentException("page " + page + " of " + of);
  }

  /// A page of the household as a whole.
  public static PageCode page(UUID application, String docType, int version, int page, int of) {
    return new PageCode(Use.PAGE, application, docType, OptionalLong.empty(), version, page, of);
  }

  /// The same page, for one person.
  public PageCode by(UUID person) {
    return new PageCode(
        use, application, docType, OptionalLong.of(tag(person)), formVersion, page, of);
  }

  /// A cover sheet for loose originals of one slot.
  public static PageCode cover(UUID application, String docType, int version) {
    return new PageCode(Use.COVER, application, docType, OptionalLong.empty(), version, 1, 1);
  }

  /// A paper the household takes along; shown again it leads to its application.
  ///
  /// @param docType the first paper it asks for or names
  public static PageCode notice(UUID application, String docType, int version, int page, int of) {
    return new PageCode(Use.NOTICE, application, docType, OptionalLong.empty(), version, page, of);
  }

  /// The short mark of a member or supporter in codes: the lower 64 bits of the id. Look for the
  /// one person of the application whose mark it is.
  ///
  /// @throws IllegalArgumentException for an id whose lower half is zero (no id of ours is)
  public static long tag(UUID person) {
    if (person.getLeastSignificantBits() == 0)
      throw new IllegalArgumentException("an id with an empty lower half has no mark");
    return person.getLeastSignificantBits();
  }

  /// Whether the page is this person's.
  public boolean isBy(UUID person) {
    return subject.isPresent() && subject.getAsLong() == person.getLeastSignificantBits();
  }

  /// The code's text for the QR: [#LENGTH] characters of the alphanumeric set.
  public String write(PageKey key) {
    byte[] body =
        ByteBuffer.allocate(BODY)
            .put(use.wire)
            .putLong(application.getMostSignificantBits())
            .putLong(application.getLeastSignificantBits())
            .put((byte) number(docType))
            .putLong(subject.orElse(0))
            .put((byte) formVersion)
            .put((byte) page)
            .put((byte) of)
            .put((byte) key.id())
            .array();
    byte[] all = Arrays.copyOf(body, BODY + PageKey.TAG);
    System.arraycopy(key.tag(LAYOUT, body), 0, all, BODY, PageKey.TAG);
    return PREFIX + LAYOUT + encode(all);
  }

  /// Reads the text of any QR code found on a page. Never throws, whatever the text.
  ///
  /// @param text what the decoder gave, untouched
  /// @param keys the page keys at hand
  /// @param editions which editions of the forms still count
  public static Read read(String text, Collection<PageKey> keys, Editions editions) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX)) return new Foreign();
    byte[] all = decode(text, PREFIX.length() + 1);
    if (all.length == 0) return new Foreign();
    char layout = text.charAt(PREFIX.length());
    if (layout != LAYOUT) return new OtherLayout(layout);
    byte[] body = Arrays.copyOf(all, BODY);
    int keyId = Byte.toUnsignedInt(body[BODY - 1]);
    Optional<PageKey> key = keys.stream().filter(k -> k.id() == keyId).findFirst();
    if (key.isEmpty()) return new Forged(Why.UNKNOWN_KEY);
    byte[] tag = Arrays.copyOfRange(all, BODY, all.length);
    if (!MessageDigest.isEqual(tag, key.get().tag(LAYOUT, body))) return new Forged(Why.BAD_MAC);
    return unpack(ByteBuffer.wrap(body), editions);
  }

  /// [#read] with every edition taken.
  public static Read read(String text, Collection<PageKey> keys) {
    return read(text, keys, Editions.ANY);
  }

  /// What a code says, with nobody vouching for it: an agency's machine holds no key and proves
  /// nothing. Empty for anything that has not the shape of ours.
  public static Optional<PageCode> unproven(String text) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX + LAYOUT)) return Optional.empty();
    byte[] all = decode(text, PREFIX.length() + 1);
    if (all.length == 0) return Optional.empty();
    Read read = unpack(ByteBuffer.wrap(Arrays.copyOf(all, BODY)), Editions.ANY);
    return read instanceof Valid(PageCode code) ? Optional.of(code) : Optional.empty();
  }

  private static Read unpack(ByteBuffer body, Editions editions) {
    Optional<Use> use = Use.of(body.get());
    var application = new UUID(body.getLong(), body.getLong());
    int type = Byte.toUnsignedInt(body.get());
    long subject = body.getLong();
    int version = Byte.toUnsignedInt(body.get());
    int page = Byte.toUnsignedInt(body.get());
    int of = Byte.toUnsignedInt(body.get());
    boolean sound =
        use.isPresent() && type >= 1 && type <= 99 && version >= 1 && page >= 1 && page <= of;
    if (!sound) return new Forged(Why.BAD_VALUES);
    var code =
        new PageCode(
            use.get(),
            application,
            "D" + type / 10 + type % 10,
            subject == 0 ? OptionalLong.empty() : OptionalLong.of(subject),
            version,
            page,
            of);
    int oldest = editions.oldest(code.docType());
    return version < oldest ? new Stale(code, oldest) : new Valid(code);
  }

  private static int number(String docType) {
    int tens = docType.charAt(1) - '0';
    int ones = docType.charAt(2) - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? 0 : tens * 10 + ones;
  }

  /// Forty bytes fill 64 characters without a bit to spare: each text has one meaning.
  private static String encode(byte[] bytes) {
    var out = new StringBuilder(bytes.length * 8 / 5);
    long bits = 0;
    int held = 0;
    for (byte b : bytes) {
      bits = bits << 8 | Byte.toUnsignedLong(b);
      for (held += 8; held >= 5; held -= 5)
        out.append(BASE32.charAt((int) (bits >>> (held - 5)) & 31));
    }
    return out.toString();
  }

  /// Empty when a character is not of the alphabet.
  private static byte[] decode(String text, int from) {
    var out = ByteBuffer.allocate((text.length() - from) * 5 / 8);
    long bits = 0;
    int held = 0;
    for (int i = from; i < text.length(); i++) {
      int value = BASE32.indexOf(text.charAt(i));
      if (value < 0) return new byte[0];
      bits = bits << 5 | value;
      held += 5;
      if (held >= 8) {
        held -= 8;
        out.put((byte) (bits >>> held));
      }
    }
    return out.array();
  }
}
