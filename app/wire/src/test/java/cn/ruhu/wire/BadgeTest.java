package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BadgeTest {
  private static final UUID OWNER = new UUID(9, 4);
  private static final UUID OTHER = new UUID(9, 5);
  private static final String PIN = "493817";

  private final Badge.Made badge = made(OWNER, PIN, 1);

  private static Badge.Made made(UUID staff, String pin, long seed) {
    return Badge.make(staff, pin.toCharArray(), PasswordHash.Cost.TINY, new Random(seed));
  }

  private static SigningKey open(UUID staff, Badge.SealedBadge sealed, String code, String pin)
      throws WireException {
    return Badge.open(staff, sealed, Badge.read(code).orElseThrow(), pin.toCharArray());
  }

  private static void refuses(UUID staff, Badge.SealedBadge sealed, String code, String pin) {
    var e = assertThrows(WireException.class, () -> open(staff, sealed, code, pin));
    assertEquals(WireException.Code.SIGNATURE, e.code());
  }

  private Badge.SealedBadge with(String sealed) {
    return new Badge.SealedBadge(badge.sealed().number(), badge.sealed().publicKey(), sealed);
  }

  @Test
  void qrAndPinOpenTheKeyThatWasMadeKnown() throws Exception {
    SigningKey key = open(OWNER, badge.sealed(), badge.code(), PIN);
    assertEquals(badge.sealed().publicKey(), key.publicHex());
    assertTrue(Badge.isSound(badge.sealed()));
    byte[] text = Badge.text(OWNER, key.publicHex());
    assertTrue(Signatures.verify(key.publicHex(), text, badge.proof()));
    byte[] others = Badge.text(OTHER, key.publicHex());
    assertFalse(Signatures.verify(key.publicHex(), others, badge.proof()));
  }

  @Test
  void neitherHalfAloneOpensIt() {
    Badge.Made other = made(OWNER, PIN, 2);
    refuses(OWNER, badge.sealed(), badge.code(), "493818"); // the badge, a PIN guessed
    refuses(OWNER, badge.sealed(), other.code(), PIN); // the PIN, another badge
  }

  /// Whoever has what is sealed for months and sees the paper for a minute has prepared nothing:
  /// what is slow asks for the secret first.
  @Test
  void noGuessIsPreparedWithoutThePaper() throws Exception {
    String sealed = badge.sealed().sealed();
    String head = sealed.substring(0, sealed.lastIndexOf(' '));
    byte[] salt = Hashes.bytes(head.substring(head.lastIndexOf(' ') + 1));
    byte[] secret = Badge.read(badge.code()).orElseThrow().secret();
    byte[] seen = slow(salt);
    byte[] deep = slow(Hkdf.derive(secret, salt, "ruhu badge salt 1", 16));
    assertThrows(WireException.class, () -> unseal(sealed, head, seen, secret, salt));
    SigningKey key = SigningKey.fromBytes(unseal(sealed, head, deep, secret, salt));
    assertEquals(badge.sealed().publicKey(), key.publicHex());
  }

  private static byte[] slow(byte[] salt) {
    return PasswordHash.derive(PIN.toCharArray(), salt, PasswordHash.Cost.TINY, Aead.KEY_LENGTH);
  }

  private byte[] unseal(String sealed, String head, byte[] slow, byte[] secret, byte[] salt)
      throws WireException {
    byte[] both = Arrays.copyOf(slow, slow.length + secret.length);
    System.arraycopy(secret, 0, both, slow.length, secret.length);
    byte[] under = Hkdf.derive(both, salt, "ruhu badge 1", Aead.KEY_LENGTH);
    byte[] aad = AtRest.aad("badge", OWNER, badge.sealed().publicKey(), head);
    String envelope = sealed.substring(head.length() + 1);
    return Aead.open(under, aad, java.util.Base64.getUrlDecoder().decode(envelope));
  }

  @Test
  void anotherPersonsBadgeIsOpenedForNobody() {
    refuses(OTHER, badge.sealed(), badge.code(), PIN);
    Badge.Made theirs = made(OTHER, PIN, 3);
    var swapped =
        new Badge.SealedBadge(
            badge.sealed().number(), badge.sealed().publicKey(), theirs.sealed().sealed());
    refuses(OWNER, swapped, theirs.code(), PIN);
  }

  @Test
  void anyByteThatWasChangedIsNoticed() {
    String sealed = badge.sealed().sealed();
    int envelope = sealed.lastIndexOf(' ') + 1;
    byte[] bytes = java.util.Base64.getUrlDecoder().decode(sealed.substring(envelope));
    for (int i = 1; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      refuses(
          OWNER, with(sealed.substring(0, envelope) + Hashes.base64(changed)), badge.code(), PIN);
    }
    String salt = sealed.split(" ", -1)[2];
    String other = (salt.charAt(0) == '0' ? '1' : '0') + salt.substring(1);
    refuses(OWNER, with(sealed.replace(salt, other)), badge.code(), PIN);
    refuses(OWNER, with(sealed.replace("m=64,", "m=72,")), badge.code(), PIN);
    assertFalse(Badge.isSound(with("")));
    assertFalse(Badge.isSound(with(sealed.replace("m=64,", "m=999999,"))), "a machine's memory");
    assertFalse(
        Badge.isSound(new Badge.SealedBadge("0000-0000", badge.sealed().publicKey(), sealed)));
  }

  @Test
  void aCodeIsReadAsItIsScannedOrTypedAndALetterWrongIsNone() {
    Badge.Code code = Badge.read(badge.code()).orElseThrow();
    assertEquals(badge.sealed().number(), code.number());
    assertEquals(20, code.secret().length);
    assertEquals(47, badge.code().length(), "what a QR of version 3 holds");
    assertTrue(badge.code().matches("[0-9A-Z]+"), "and packs as letters of its table");
    String spaced = badge.code().toLowerCase(java.util.Locale.ROOT).replaceAll("(.{8})", "$1 ");
    assertEquals(code.number(), Badge.read(spaced).orElseThrow().number());
    for (int i = 0; i < badge.code().length(); i++) {
      char was = badge.code().charAt(i);
      char now = was == '7' ? '8' : '7';
      String slip = badge.code().substring(0, i) + now + badge.code().substring(i + 1);
      assertEquals(Optional.empty(), Badge.read(slip), slip);
    }
    for (String text : List.of("", "RB1", "R1.abc", badge.code() + "0"))
      assertEquals(Optional.empty(), Badge.read(text), text);
    assertTrue(Badge.isMeant(badge.code()));
    assertTrue(Badge.isMeant(badge.code().substring(0, 46) + "-" + "0"));
    assertFalse(Badge.isMeant("RB1 王建国"));
  }

  /// What is on paper and on machines opens for as long as it holds, whatever program reads it.
  @Test
  void aBadgeOfTheFirstVersionIsOpened() throws Exception {
    byte[] kept = Files.readAllBytes(Path.of("src/test/resources/golden/new-badge.json"));
    Accounts.NewBadge badge = Messages.read(kept, Accounts.NewBadge.class);
    assertTrue(Badge.isSound(badge.badge()));
    SigningKey key =
        open(OWNER, badge.badge(), "RB1SS7Y17BH0MCMQDAXSASS200P2XDA2HZ1YFMRXT0YM21J", PIN);
    assertEquals(badge.badge().publicKey(), key.publicHex());
  }

  @Test
  void nothingThatTravelsOrIsPrintedInALogHoldsTheSecret() {
    String secret = badge.code().substring(11, 43);
    String travels =
        new String(
            Messages.write(new Accounts.NewBadge(badge.sealed(), badge.proof())),
            StandardCharsets.UTF_8);
    assertFalse(travels.contains(secret));
    assertFalse(badge.toString().contains(secret));
    assertFalse(Badge.read(badge.code()).orElseThrow().toString().contains(secret));
    assertNotEquals(badge.sealed().number(), made(OWNER, PIN, 2).sealed().number());
    assertTrue(badge.sealed().number().matches("[0-9A-Z]{4}-[0-9A-Z]{4}"));
  }
}
