package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CryptoTest {
  private final Random random = new Random(7);

  @Test
  void signsLikeRfc8032() {
    SigningKey key =
        SigningKey.fromBytes(
            Hashes.bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    assertEquals(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", key.publicHex());
    assertEquals(
        "ed25519:e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
            + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        key.sign(new byte[0]));
    assertArrayEquals(key.toBytes(), SigningKey.fromBytes(key.toBytes()).toBytes());
  }

  @Test
  void verifiesOnlyWhatWasSigned() {
    for (int i = 0; i < 20; i++) {
      SigningKey key = SigningKey.generate(random);
      byte[] text = Signatures.requestText("POST", "/v1/push", "ab", "00", "dev", "tok");
      String good = key.sign(text);
      assertTrue(Signatures.verify(key.publicHex(), text, good));
      assertFalse(
          Signatures.verify(
              key.publicHex(),
              Signatures.requestText("POST", "/v1/pull", "ab", "00", "dev", "tok"),
              good));
      assertFalse(Signatures.verify(SigningKey.generate(random).publicHex(), text, good));
      assertFalse(Signatures.verify(key.publicHex(), text, null));
      assertFalse(Signatures.verify(key.publicHex(), text, "sm2:" + good.substring(8)));
      assertFalse(Signatures.verify(key.publicHex(), text, good.substring(0, 100)));
      assertFalse(Signatures.verify("f".repeat(64), text, good));
      assertFalse(Signatures.verify("zz", text, good));
    }
  }

  @Test
  void aSignatureForARequestIsWorthNothingForAReply() {
    assertFalse(
        new String(Signatures.replyText("n", "h", 200, null), StandardCharsets.UTF_8)
            .startsWith("ruhu-request"));
    assertNotEquals(
        new String(Signatures.replyText("n", "h", 200, null), StandardCharsets.UTF_8),
        new String(Signatures.replyText("n", "h", 200, 0L), StandardCharsets.UTF_8));
  }

  @Test
  void derivesLikeRfc5869() {
    // RFC 5869 A.3: no salt, no info
    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        Hashes.hex(
            Hkdf.derive(
                Hashes.bytes("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                new byte[0],
                "",
                42)));
  }

  @Test
  void opensOnlyWithItsKeyItsPlaceAndAllItsBits() throws WireException {
    byte[] key = Aead.newKey(random);
    byte[] aad = {1, 2};
    byte[] plain = "入户".getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Aead.seal(key, aad, plain, random);
    assertEquals(plain.length + Aead.OVERHEAD, sealed.length);
    assertArrayEquals(plain, Aead.open(key, aad, sealed));
    assertThrows(WireException.class, () -> Aead.open(Aead.newKey(random), aad, sealed));
    assertThrows(WireException.class, () -> Aead.open(key, new byte[] {1}, sealed));
    assertThrows(WireException.class, () -> Aead.open(key, aad, new byte[5]));
    for (int i = 0; i < sealed.length; i++) {
      byte[] bad = sealed.clone();
      bad[i] ^= 4;
      assertThrows(WireException.class, () -> Aead.open(key, aad, bad));
    }
    assertNotEquals(
        Hashes.hex(sealed), Hashes.hex(Aead.seal(key, aad, plain, random)), "fresh nonce");
  }

  @Test
  void aSealedBoxOpensForItsReaderOnly() throws WireException {
    byte[] secret = SealedBox.newSecret(random);
    String to = SealedBox.publicHex(secret);
    byte[] work = Aead.newKey(random);
    byte[] box = SealedBox.seal(to, "work-key", work, random);
    assertArrayEquals(work, SealedBox.open(secret, "work-key", box));
    assertThrows(WireException.class, () -> SealedBox.open(secret, "other", box));
    assertThrows(
        WireException.class, () -> SealedBox.open(SealedBox.newSecret(random), "work-key", box));
    assertThrows(WireException.class, () -> SealedBox.open(secret, "work-key", new byte[9]));
    for (int i = 0; i < box.length; i += 3) {
      byte[] bad = box.clone();
      bad[i] ^= 8;
      assertThrows(WireException.class, () -> SealedBox.open(secret, "work-key", bad));
    }
    byte[] weak = box.clone();
    for (int i = 1; i <= 32; i++) weak[i] = 0;
    assertThrows(WireException.class, () -> SealedBox.open(secret, "work-key", weak));
  }

  @Test
  void passwordsAreCheckedAgainstTheirOwnCost() {
    char[] password = "入户-Passw0rd".toCharArray();
    String text = PasswordHash.hash(password, PasswordHash.Cost.TINY, random);
    assertTrue(text.startsWith("$argon2id$v=19$m=64,t=1,p=1$"), text);
    assertTrue(PasswordHash.verify(password, text));
    assertFalse(PasswordHash.verify("入户-passw0rd".toCharArray(), text));
    assertFalse(PasswordHash.verify(password, text.replace("t=1", "t=2")));
    for (String bad : new String[] {"", "$argon2id$", text.replace("m=64", "m=9999999"), "plain"}) {
      assertFalse(PasswordHash.verify(password, bad));
    }
    assertNotEquals(text, PasswordHash.hash(password, PasswordHash.Cost.TINY, random));
  }

  @Test
  void nobodysPasswordCostsAsMuchAndIsNeverRight() {
    String text = PasswordHash.ofNobody(PasswordHash.Cost.TINY, random);
    String real = PasswordHash.hash("x".toCharArray(), PasswordHash.Cost.TINY, random);
    assertEquals(real.length(), text.length());
    assertTrue(text.startsWith("$argon2id$v=19$m=64,t=1,p=1$"), text);
    for (String guess : new String[] {"", "x", "nobody has this"})
      assertFalse(PasswordHash.verify(guess.toCharArray(), text));
  }

  @Test
  void theSamePasswordTypedOnTwoInputMethodsIsOne() {
    String text = PasswordHash.hash("caf\u00e9".toCharArray(), PasswordHash.Cost.TINY, random);
    assertTrue(PasswordHash.verify("cafe\u0301".toCharArray(), text));
  }

  @Test
  void derivesLikeTheReferenceArgon2() {
    // reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1
    assertEquals(
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        Hashes.hex(
            PasswordHash.derive(
                "password".toCharArray(),
                "somesalt".getBytes(StandardCharsets.UTF_8),
                new PasswordHash.Cost(65_536, 2, 1),
                32)));
  }

  @Test
  void namesFilesByTheirContent() {
    assertEquals(
        "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        FileAddress.of(new byte[0]).text());
    assertTrue(FileAddress.parse(FileAddress.of(new byte[3]).text()).isPresent());
    for (String bad : new String[] {"", "sha256-", "sha256-../..", "sm3-" + "0".repeat(64)}) {
      assertTrue(FileAddress.parse(bad).isEmpty());
    }
  }
}
